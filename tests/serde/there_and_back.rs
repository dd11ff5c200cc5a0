//! Every value that there is, in every format, there and back.

use aliyun_instance_status::{
    AccessDeniedDetail, ErrorCode, ErrorReply, InstanceStatus, Page, PageNumber, PageSize, Reply,
    Request, Status,
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::formats::assert_carried;
use crate::support::strategy::{error, page, request, text};

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
fn golden() {
    use std::ffi::OsStr;
    use std::fs;
    use std::path::Path;

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut carried = [0; 3];
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let body = fs::read(&path).expect("a file");
        let reply = match path.extension().and_then(OsStr::to_str) {
            Some("json") => Reply::from_json(&body),
            Some("xml") => Reply::from_xml(&body),
            Some("query") => {
                let query = str::from_utf8(&body).expect("golden queries are UTF-8");
                if let Ok(request) = Request::from_query(query) {
                    assert_request_carried(&request);
                    carried[0] += 1;
                }
                continue;
            }
            _ => continue,
        };
        match reply {
            Ok(Reply::Page(page)) => {
                assert_page_carried(&page);
                carried[1] += 1;
            }
            Ok(Reply::Error(error)) => {
                assert_error_carried(&error);
                carried[2] += 1;
            }
            Err(_) => assert!(path.to_string_lossy().contains("broken-"), "{}", path.display()),
        }
    }
    let [requests, pages, errors] = carried;
    assert!(requests >= 12 && pages >= 35 && errors >= 15, "{carried:?}");
}
