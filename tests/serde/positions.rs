//! Members by position: how formats that name none have them, and nothing for people.

use aliyun_instance_status::{
    AccessDeniedDetail, ErrorResponse, InstanceStatus, Reply, Request, Response, Status,
};
use insta::assert_snapshot;

use crate::formats::refused;
use crate::requests::full;

#[test]
fn refused_in_formats_for_people() {
    assert_snapshot!(refused::<Response<'_>>(r#"["R",1,1,10,{"InstanceStatus":[]}]"#), @"invalid type: sequence, expected an object at line 1 column 1");
    assert_snapshot!(refused::<ErrorResponse<'_>>(r#"[null,null,"c",null,null,null]"#), @"invalid type: sequence, expected an object at line 1 column 1");
    assert_snapshot!(refused::<Reply<'_>>(r#"["R",1,1,10,{"InstanceStatus":[]}]"#), @"invalid type: sequence, expected an object at line 1 column 1");
    assert_snapshot!(refused::<InstanceStatus<'_>>(r#"["i-a","Running"]"#), @"invalid type: sequence, expected an object at line 1 column 1");
    assert_snapshot!(refused::<AccessDeniedDetail<'_>>("[null,null,null,null,null,null,null]"), @"invalid type: sequence, expected an object at line 1 column 1");
    assert_snapshot!(refused::<Request<'_>>(r#"["a",null,null,null,null,["i-a"],null,null,null,null]"#), @"invalid type: sequence, expected an object of a request's parameters at line 1 column 1");
}

#[test]
fn refused_inside_of_objects() {
    let page = |list: &str| {
        let page = format!(
            r#"{{"RequestId":"R","TotalCount":1,"PageNumber":1,"PageSize":1,"InstanceStatuses":{list}}}"#
        );
        let why = refused::<Response<'_>>(&page);
        assert_eq!(refused::<Reply<'_>>(&page).split(" at ").next(), why.split(" at ").next());
        why
    };
    assert_snapshot!(page(r#"[[{"InstanceId":"i-a","Status":"Running"}]]"#), @"wrong type for InstanceStatuses at line 1 column 123");
    assert_snapshot!(page(r#"{"InstanceStatus":[["i-a","Running"]]}"#), @"invalid type: sequence, expected an object at line 1 column 99");
    let error = |detail: &str| {
        let error = format!(r#"{{"Code":"c","AccessDeniedDetail":{detail}}}"#);
        let why = refused::<ErrorResponse<'_>>(&error);
        assert_eq!(refused::<Reply<'_>>(&error).split(" at ").next(), why.split(" at ").next());
        why
    };
    assert_snapshot!(error("[null,null,null,null,null,null,null]"), @"wrong type for AccessDeniedDetail at line 1 column 70");
    assert_snapshot!(error(r#"{"PolicyType":["p"]}"#), @"wrong type for PolicyType at line 1 column 54");
}

/// Every member is written out: what is not there as none, and no ids as an empty list.
#[test]
fn in_message_pack() {
    let page = Response::new("R", 1, 2, 3);
    let bytes = rmp_serde::to_vec(&page).expect("MessagePack carries it");
    assert_eq!(bytes, [0x95, 0xA1, b'R', 1, 2, 3, 0x91, 0x90]);
    let error = ErrorResponse::new("c");
    let bytes = rmp_serde::to_vec(&error).expect("MessagePack carries it");
    assert_eq!(bytes, [0x96, 0xC0, 0xC0, 0xA1, b'c', 0xC0, 0xC0, 0xC0]);
    let bytes = rmp_serde::to_vec(&Request::new("a")).expect("MessagePack carries it");
    assert_eq!(bytes, [0x9A, 0xA1, b'a', 0xC0, 0xC0, 0xC0, 0xC0, 0x90, 0xC0, 0xC0, 0xC0, 0xC0]);
}

/// A reply begins with its kind: 0 for a page, 1 for an error reply.
#[test]
fn in_postcard() {
    let bytes = |reply: Reply<'_>| postcard::to_allocvec(&reply).expect("postcard carries it");
    assert_eq!(bytes(Response::new("R", 1, 2, 3).into()), [0, 1, b'R', 1, 2, 3, 0]);
    assert_eq!(bytes(ErrorResponse::new("c").into()), [1, 0, 0, 1, b'c', 0, 0, 0]);
    assert!(postcard::from_bytes::<Reply<'_>>(&[2, 0, 0, 1, b'c', 0, 0, 0]).is_err());
    // An error reply without a code is none.
    assert!(postcard::from_bytes::<Reply<'_>>(&[1, 0, 0, 0, 0, 0, 0]).is_err());
}

#[test]
fn cut_off() {
    let short = rmp_serde::from_slice::<Response<'_>>(&[0x92, 0xA1, b'R', 1]);
    assert_snapshot!(short.expect_err("cut off"), @"missing field `PageNumber`");
    let short = rmp_serde::from_slice::<Request<'_>>(&[0x91, 0xA1, b'a']);
    assert_snapshot!(short.expect_err("cut off"), @"invalid length 1, expected all members of a request");

    let mut page = Response::new("R", 1, 2, 3);
    page.instance_statuses.push(InstanceStatus::new("i-a", Status::Running));
    let mut error = ErrorResponse::new("c");
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
