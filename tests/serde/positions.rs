//! Members by position: how formats that name none have them, and nothing for people.

use std::fmt::Debug;

use aliyun_instance_status::{
    AccessDeniedDetail, ErrorReply, InstanceStatus, Page, Reply, Request, Status,
};
use serde::de::DeserializeOwned;

use crate::formats::refused;
use crate::requests::full;
use crate::support::rows;

#[test]
fn refused_in_formats_for_people() {
    const WHY: &str = "invalid type: sequence, expected an object at line 1 column 1";
    let page = r#"["R",1,1,10,{"InstanceStatus":[]}]"#;
    assert_eq!(refused::<Page<'_>>(page), WHY);
    assert_eq!(refused::<Reply<'_>>(page), WHY);
    assert_eq!(refused::<ErrorReply<'_>>(r#"[null,null,"c",null,null,null]"#), WHY);
    assert_eq!(refused::<InstanceStatus<'_>>(r#"["i-a","Running"]"#), WHY);
    let detail = "[null,null,null,null,null,null,null]";
    assert_eq!(refused::<AccessDeniedDetail<'_>>(detail), WHY);
}

/// By itself, and as a reply, whose refusal points to the reply's end.
#[track_caller]
fn assert_inside<T: DeserializeOwned + Debug>(body: &str, why: &str) {
    assert_eq!(refused::<T>(body), why);
    assert_eq!(refused::<Reply<'_>>(body).split(" at ").next(), why.split(" at ").next());
}

#[test]
fn refused_inside_of_objects() {
    for [list, why] in rows(
        r#"
        [[{"InstanceId":"i-a","Status":"Running"}]] → wrong type for InstanceStatuses at line 1 column 123
        {"InstanceStatus":[["i-a","Running"]]}      → invalid type: sequence, expected an object at line 1 column 99
        "#,
    ) {
        let page =
            r#"{"RequestId":"R","TotalCount":1,"PageNumber":1,"PageSize":1,"InstanceStatuses":…}"#;
        assert_inside::<Page<'_>>(&page.replace('…', list), why);
    }
    for [detail, why] in rows(
        r#"
        [null,null,null,null,null,null,null] → wrong type for AccessDeniedDetail at line 1 column 70
        {"PolicyType":["p"]}                 → wrong type for PolicyType at line 1 column 54
        "#,
    ) {
        let error = format!(r#"{{"Code":"c","AccessDeniedDetail":{detail}}}"#);
        assert_inside::<ErrorReply<'_>>(&error, why);
    }
}

/// Every member is written out: what is not there as none, and no ids as an empty list.
#[test]
fn in_message_pack() {
    let page = Page::new("R", 1, 2, 3);
    let bytes = rmp_serde::to_vec(&page).expect("MessagePack carries it");
    assert_eq!(bytes, [0x95, 0xA1, b'R', 1, 2, 3, 0x91, 0x90]);
    let error = ErrorReply::new("c");
    let bytes = rmp_serde::to_vec(&error).expect("MessagePack carries it");
    assert_eq!(bytes, [0x96, 0xC0, 0xC0, 0xA1, b'c', 0xC0, 0xC0, 0xC0]);
    let bytes = rmp_serde::to_vec(&Request::new("a")).expect("MessagePack carries it");
    assert_eq!(bytes, [0x9A, 0xA1, b'a', 0xC0, 0xC0, 0xC0, 0xC0, 0x90, 0xC0, 0xC0, 0xC0, 0xC0]);
}

/// Ours are text, whatever names the format may have.
#[test]
fn names_are_text() {
    // {1: "R"} and {"RequestId": bytes}.
    let name = rmp_serde::from_slice::<Page<'_>>(&[0x81, 0x01, 0xA1, b'R']);
    let why = "invalid type: integer `1`, expected a member's name";
    assert_eq!(name.expect_err("no name").to_string(), why);
    let id = [&[0x81, 0xA9][..], b"RequestId", &[0xC4, 0x01, b'R']].concat();
    let id = rmp_serde::from_slice::<Page<'_>>(&id);
    assert_eq!(id.expect_err("no text").to_string(), "wrong type for RequestId");
}

/// A reply begins with its kind: 0 for a page, 1 for an error reply.
#[test]
fn in_postcard() {
    let bytes = |reply: Reply<'_>| postcard::to_allocvec(&reply).expect("postcard carries it");
    assert_eq!(bytes(Page::new("R", 1, 2, 3).into()), [0, 1, b'R', 1, 2, 3, 0]);
    assert_eq!(bytes(ErrorReply::new("c").into()), [1, 0, 0, 1, b'c', 0, 0, 0]);
    assert!(postcard::from_bytes::<Reply<'_>>(&[2, 0, 0, 1, b'c', 0, 0, 0]).is_err());
    // An error reply without a code is none.
    assert!(postcard::from_bytes::<Reply<'_>>(&[1, 0, 0, 0, 0, 0, 0]).is_err());
}

#[test]
fn cut_off() {
    let short = rmp_serde::from_slice::<Page<'_>>(&[0x92, 0xA1, b'R', 1]);
    assert_eq!(short.expect_err("cut off").to_string(), "missing field `PageNumber`");
    let short = rmp_serde::from_slice::<Request<'_>>(&[0x91, 0xA1, b'a']);
    assert!(short.is_err());

    let mut page = Page::new("R", 1, 2, 3);
    page.instance_statuses.push(InstanceStatus::new("i-a", Status::Running));
    let mut error = ErrorReply::new("c");
    error.access_denied_detail = Some(Box::default());
    for reply in [Reply::from(page), error.into()] {
        let bytes = postcard::to_allocvec(&reply).expect("postcard carries it");
        for end in 0..bytes.len() {
            assert!(postcard::from_bytes::<Reply<'_>>(&bytes[..end]).is_err(), "{end}: {reply:?}");
        }
    }
    let bytes = postcard::to_allocvec(&full()).expect("postcard carries it");
    for end in 0..bytes.len() {
        assert!(postcard::from_bytes::<Request<'_>>(&bytes[..end]).is_err(), "{end}");
    }
}
