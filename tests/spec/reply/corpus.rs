//! Real bodies, read in place from the project's shared corpus: each reads as the corpus'
//! README says. Skipped, and said so, where the corpus is not there; CI always has it.

use std::fs;

use aliyun_instance_status::{
    DecodeError, DecodeErrorKind as Kind, ErrorCode, ErrorReply, Field, Format, Page, Reply, Status,
};

use crate::support::documents::corpus;

fn page(body: &[u8]) -> Result<Page<'_>, DecodeError> {
    match Format::detect(body) {
        Some(Format::Xml) => Page::from_xml(body),
        _ => Page::from_json(body),
    }
}

fn error(body: &[u8]) -> Result<ErrorReply<'_>, DecodeError> {
    match Format::detect(body) {
        Some(Format::Xml) => ErrorReply::from_xml(body),
        _ => ErrorReply::from_json(body),
    }
}

fn reply(body: &[u8]) -> Result<Reply<'_>, DecodeError> {
    match Format::detect(body) {
        Some(Format::Xml) => Reply::from_xml(body),
        _ => Reply::from_json(body),
    }
}

/// What the README says of the bodies that are no page and no error reply.
const REFUSED: [(&str, Kind); 12] = [
    ("err_01_doc_bad_comment.xml", Kind::InvalidMarkup),
    ("err_02_doc_comments.json", Kind::ExpectedName),
    ("err_03_doc_missing_commas.json", Kind::ExpectedComma),
    ("err_04_doc_unescaped_quotes.json", Kind::ExpectedComma),
    ("err_11_thirdparty_ErrorResponse_root.xml", Kind::UnexpectedRoot),
    ("ok_03_doc_2018_en_BROKEN.json", Kind::UnexpectedType(Field::Body)),
    ("ok_16_thirdparty_minimal.json", Kind::MissingField(Field::RequestId)),
    ("ok_18_thirdparty_empty_list.json", Kind::MissingField(Field::RequestId)),
    ("ok_20_java_xmlreader_describeinstances.xml", Kind::UnexpectedRoot),
    ("ok_23_python_issue275_page_past_end.json", Kind::MissingField(Field::InstanceStatuses)),
    ("ok_24_libcloud_start_instance.xml", Kind::UnexpectedRoot),
    ("ok_26_decoy_vpc_Code200_string.json", Kind::ErrorReply),
];

#[test]
fn every_body_reads_as_the_readme_says() {
    let Some(folder) = corpus() else { return };
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("the corpus can be listed") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
        let body = fs::read(&path).expect("the file can be read");
        if !matches!(path.extension().and_then(|end| end.to_str()), Some("json" | "xml"))
            || name.starts_with("req_")
        {
            continue;
        }
        seen += 1;
        if let Some((_, kind)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
            let outcome = page(&body).map_err(|error| error.kind());
            assert_eq!(outcome, Err(*kind), "{name}");
            if name.starts_with("err_") {
                assert_eq!(error(&body).map_err(|error| error.kind()), Err(*kind), "{name}");
            }
        } else if name.starts_with("ok_") {
            let page = page(&body).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(reply(&body), Ok(Reply::Page(page)), "{name}");
        } else {
            let error = error(&body).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(reply(&body), Ok(Reply::Error(error)), "{name}");
            assert_eq!(page(&body).map_err(|error| error.kind()), Err(Kind::ErrorReply), "{name}");
        }
    }
    assert!(seen >= 31, "only {seen} bodies: the corpus is not whole");
}

#[test]
fn the_same_page_reads_the_same_in_both_formats() {
    let Some(folder) = corpus() else { return };
    for (json, xml) in [
        ("ok_02_seed_2018.json", "ok_01_seed_2018.xml"),
        ("ok_05_doc_2019-05_keyorder.json", "ok_01_seed_2018.xml"),
        ("ok_07_doc_2019-09_masked_id.json", "ok_06_doc_2019-09_masked_id.xml"),
        ("ok_10_doc_2020.json", "ok_09_doc_2020_list_before_counts.xml"),
        ("ok_14_cklxmu_null_and_empty_extras.json", "ok_01_seed_2018.xml"),
    ] {
        let (json, xml) = (fs::read(folder.join(json)), fs::read(folder.join(xml)));
        let (json, xml) = (json.expect("it is there"), xml.expect("it is there"));
        assert_eq!(Page::from_json(&json), Page::from_xml(&xml));
    }
}

#[test]
fn details_of_pages_and_errors() {
    let Some(folder) = corpus() else { return };
    let read = |name: &str| fs::read(folder.join(name)).expect("it is there");

    let body = read("ok_09_doc_2020_list_before_counts.xml");
    let page = Page::from_xml(&body).expect("a page");
    assert_eq!((page.total_count, page.instance_statuses.len()), (58, 1));
    assert_eq!(page.instance_statuses[0].status, Status::Running);
    assert_eq!(page.instance_statuses[0].instance_id, "i-bp1j4i2jdf3owlhe****");

    let body = read("err_14_real_InvalidAccessKeyId_404.json");
    let error = ErrorReply::from_json(&body).expect("an error");
    assert_eq!(error.code, ErrorCode::INVALID_ACCESS_KEY_ID_NOT_FOUND);
    assert_eq!(error.code.http_status(), Some(404));
    assert_eq!(error.message, error.code.documented_message());

    let body = read("err_07_domain_MissingPageSize.xml");
    let error = ErrorReply::from_xml(&body).expect("an error");
    assert_eq!(error.code.http_status(), Some(400));
    assert!(error.recommend.is_some_and(|url| url.ends_with("MissingPageSize&source=PopGw")));

    let body = read("err_23_server_echo_SignatureDoesNotMatch.json");
    let error = ErrorReply::from_json(&body).expect("an error");
    assert!(error.message.as_ref().is_some_and(|message| message.contains("test_ak_123")));
    assert!(!format!("{error} {error:?}").contains("test_ak_123"));
}

/// What the documentation lists for the operation is in the table of codes.
#[test]
fn the_listed_errors_are_documented() {
    let Some(folder) = corpus() else { return };
    let list = fs::read_to_string(folder.join("err_24_expected_op_errors.txt")).expect("text");
    let rows = list.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    for row in rows {
        let mut columns = row.split_whitespace().skip(1);
        let code = ErrorCode::from(columns.next().expect("a code"));
        let status = columns.next().and_then(|status| status.parse().ok());
        let message = columns.collect::<Vec<_>>().join(" ");
        assert_eq!((code.http_status(), code.documented_message()), (status, Some(message.into())));
    }
}

#[test]
fn the_tail_of_a_body_is_refused() {
    let Some(folder) = corpus() else { return };
    let text = fs::read(folder.join("ok_13_cli_issue407_TAIL.txt")).expect("it is there");
    assert!(Page::from_json(&text).is_err());
    let legacy = fs::read_to_string(folder.join("legacy_01_java_enum_2015.txt")).expect("text");
    let words: Vec<Status<'_>> = legacy.split('"').skip(1).step_by(2).map(Status::from).collect();
    let unknown = words.iter().filter(|word| matches!(word, Status::Unknown(_)));
    assert_eq!((words.len(), unknown.count()), (7, 3), "{words:?}");
}
