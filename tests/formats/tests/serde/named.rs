//! Members by name, in a format that is not for people: CBOR.

use std::collections::BTreeMap;

use aliyun_instance_status::{ErrorReply, Page, Reply, Request};
use formats_check::{cbor, from_cbor};
use serde_json::json;

use crate::formats::{Members, read};
use crate::replies::{a_page, an_error};
use crate::requests::members;

/// Where a format is not human-readable, a reply says which of the two it is.
#[test]
fn a_reply_of_a_kind() {
    let page: Page<'_> = read(&a_page()).expect("a page");
    let reply = |kind: &str, members: &Members| {
        from_cbor::<Reply<'_>>(&cbor(&BTreeMap::from([(kind, members)])))
    };
    assert_eq!(reply("Page", &a_page()), Ok(Reply::Page(page)));
    assert!(matches!(reply("Error", &an_error()), Ok(Reply::Error(_))));
    assert!(reply("Page", &an_error()).is_err() && reply("Error", &a_page()).is_err());
    assert!(reply("Refusal", &an_error()).is_err());
    assert!(from_cbor::<Reply<'_>>(&cbor(&a_page())).is_err());
}

/// A document that ends too early is refused wherever it is cut.
#[test]
fn cut_off() {
    for members in [a_page(), an_error()] {
        let bytes = cbor(&members);
        for end in 0..bytes.len() {
            assert!(from_cbor::<Page<'_>>(&bytes[..end]).is_err(), "{end}");
            assert!(from_cbor::<ErrorReply<'_>>(&bytes[..end]).is_err(), "{end}");
        }
    }
}

/// JSON refuses an empty list, because it leaves out what is absent.
#[test]
fn no_ids_are_an_empty_list() {
    let no_ids = members().with("InstanceId", json!([]));
    assert!(from_cbor::<Request<'_>>(&cbor(&no_ids)).is_ok());
}
