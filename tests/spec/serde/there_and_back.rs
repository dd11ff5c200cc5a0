//! Every value that there is, in every format, there and back.

use aliyun_instance_status::{
    AccessDeniedDetail, ErrorCode, ErrorReply, InstanceStatus, Page, PageNumber, PageSize, Reply,
    Request, Status,
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::formats::assert_carried;
use crate::support::documents::goldens;
use crate::support::strategy::{cases, error, page, request, text};

fn owned<T: Serialize + DeserializeOwned>() {}

/// Whatever their lifetime.
#[test]
fn all_types_are_owned_when_read() {
    fn all<'a>(_: &'a str) {
        owned::<AccessDeniedDetail<'a>>();
        owned::<ErrorCode<'a>>();
        owned::<ErrorReply<'a>>();
        owned::<InstanceStatus<'a>>();
        owned::<PageNumber>();
        owned::<PageSize>();
        owned::<Reply<'a>>();
        owned::<Request<'a>>();
        owned::<Page<'a>>();
        owned::<Status<'a>>();
    }
    all("");
}

#[track_caller]
fn assert_page_carried(page: &Page<'_>) {
    assert_carried(page);
    assert_carried(&Reply::from(page.clone()));
    for record in &page.instance_statuses {
        assert_carried(record);
        assert_carried(&record.status);
    }
}

#[track_caller]
fn assert_error_carried(error: &ErrorReply<'_>) {
    assert_carried(error);
    assert_carried(&Reply::from(error.clone()));
    assert_carried(&error.code);
    assert_carried(&error.access_denied_detail);
}

#[track_caller]
fn assert_request_carried(request: &Request<'_>) {
    assert_carried(request);
    assert_carried(&request.page_number());
    assert_carried(&request.page_size());
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn pages(page in page(text().boxed())) {
        assert_page_carried(&page);
    }

    #[test]
    fn error_replies(error in error(text().boxed())) {
        assert_error_carried(&error);
    }

    #[test]
    fn requests(request in request()) {
        assert_request_carried(&request);
    }

    #[test]
    fn codes(code in text()) {
        assert_carried(&ErrorCode::from(code));
    }

    #[test]
    fn page_numbers(number in 1_u32..) {
        assert_carried(&PageNumber::new(number));
    }
}

#[test]
fn page_sizes() {
    (1..=50).for_each(|size| assert_carried(&PageSize::new(size)));
}

/// Without its optional members a value is the least of its kind, in some formats 1 byte.
#[test]
fn the_least() {
    assert_page_carried(&Page::new("", 0, 0, 0));
    assert_error_carried(&ErrorReply::new("c"));
    assert_carried(&AccessDeniedDetail::default());
    assert_request_carried(&Request::new("cn-hangzhou"));
}

/// All that the documents of `golden/` read as.
#[test]
fn golden_replies() {
    let json = goldens("json")
        .into_iter()
        .map(|(name, body)| (name, Reply::from_json(&body).ok().map(Reply::into_owned)));
    let xml = goldens("xml")
        .into_iter()
        .map(|(name, body)| (name, Reply::from_xml(&body).ok().map(Reply::into_owned)));
    let mut carried = [0; 2];
    for (name, reply) in json.chain(xml) {
        match reply {
            Some(Reply::Page(page)) => {
                assert_page_carried(&page);
                carried[0] += 1;
            }
            Some(Reply::Error(error)) => {
                assert_error_carried(&error);
                carried[1] += 1;
            }
            None => assert!(name.contains("broken-"), "{name}"),
        }
    }
    let [pages, errors] = carried;
    assert!(pages >= 35 && errors >= 15, "{carried:?}");
}

#[test]
fn golden_queries() {
    let mut carried = 0;
    for (_, query) in goldens("query") {
        let query = str::from_utf8(&query).expect("golden queries are UTF-8");
        if let Ok(request) = Request::from_query(query) {
            assert_request_carried(&request);
            carried += 1;
        }
    }
    assert!(carried >= 12, "{carried}");
}
