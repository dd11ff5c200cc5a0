//! What a request is built of is what it says.

use aliyun_instance_status::{InvalidValue, PageNumber, PageSize, Request};

#[test]
fn requests() {
    let plain = Request::new("cn-hangzhou");
    assert_eq!(
        (plain.region_id(), plain.zone_id(), plain.cluster_id()),
        ("cn-hangzhou", None, None)
    );
    assert_eq!((plain.page_number(), plain.page_size()), (PageNumber::FIRST, PageSize::default()));
    assert_eq!(plain.instance_ids().len(), 0);
    assert_eq!((plain.owner_id(), plain.owner_account()), (None, None));
    assert_eq!((plain.resource_owner_id(), plain.resource_owner_account()), (None, None));

    let full = plain
        .with_zone_id("z")
        .with_cluster_id("c")
        .with_page_number(PageNumber::FIRST.next().expect("there is a second page"))
        .with_page_size(PageSize::MAX)
        .with_owner_id(1)
        .with_owner_account("a")
        .with_resource_owner_id(2)
        .with_resource_owner_account("b");
    for request in [full.clone().into_owned(), full] {
        assert_eq!((request.zone_id(), request.cluster_id()), (Some("z"), Some("c")));
        assert_eq!((request.page_number().get(), request.page_size().get()), (2, 50));
        assert_eq!((request.owner_id(), request.owner_account()), (Some(1), Some("a")));
        let resource_owner = (request.resource_owner_id(), request.resource_owner_account());
        assert_eq!(resource_owner, (Some(2), Some("b")));
    }
}

#[test]
fn page_numbers_and_sizes() {
    assert_eq!(PageNumber::default(), PageNumber::FIRST);
    assert_eq!(PageNumber::new(u32::MAX).and_then(PageNumber::next), None);
    assert_eq!((PageSize::default().get(), PageSize::default().to_string()), (10, "10".into()));
    assert_eq!(PageNumber::new(7).map(|number| format!("{number:>3}")), Some("  7".into()));
    assert_eq!(format!("{:<3}|", PageSize::MAX), "50 |");
}

/// What a user types.
#[test]
fn page_numbers_and_sizes_as_text() {
    for (text, number, size) in [
        ("1", Some(1), Some(1)),
        ("050", Some(50), Some(50)),
        ("51", Some(51), None),
        ("4294967295", Some(u32::MAX), None),
        ("4294967296", None, None),
        ("0", None, None),
        ("", None, None),
        ("+1", None, None),
        ("-1", None, None),
        (" 1", None, None),
        ("1.0", None, None),
        ("１", None, None),
    ] {
        assert_eq!(text.parse::<PageNumber>().ok().map(u32::from), number, "{text:?}");
        assert_eq!(text.parse::<PageSize>().ok().map(u32::from), size, "{text:?}");
    }
    assert_eq!(PageSize::try_from(50), Ok(PageSize::MAX));
    let size = |refused: Result<PageSize, InvalidValue>| refused.unwrap_err().to_string();
    let number = |refused: Result<PageNumber, InvalidValue>| refused.unwrap_err();
    assert_eq!(size(PageSize::try_from(51)), r#"PageSize outside 1 to 50: "51""#);
    assert_eq!(size("ten".parse()), r#"PageSize outside 1 to 50: "ten""#);
    let message = r#"PageNumber outside 1 to 4294967295: "0""#;
    assert_eq!(number(PageNumber::try_from(0)).to_string(), message);
    let shown = r#"InvalidValue(PageNumber outside 1 to 4294967295: "")"#;
    assert_eq!(format!("{:?}", number("".parse())), shown);
}
