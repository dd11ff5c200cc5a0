//! What codes and statuses say where no header does.

use aliyun_instance_status::{InstanceStatus, Page, Renew, Reply, Status};

use super::{GIVE_UP, NO_HEADERS, assert_advice, back_off, refused, refused_with, unread};
use crate::support::documents::golden;

/// Without a time: by the code, whatever the status.
#[test]
fn codes() {
    for (code, expected) in [
        ("Throttling", back_off(Renew::Nonce)),
        ("Throttling.User", back_off(Renew::Nonce)),
        ("Throttling.Api.Concurrency", back_off(Renew::Nonce)),
        ("Rejected.Throttling", back_off(Renew::Nonce)),
        ("InternalError", back_off(Renew::Nonce)),
        ("UnknownError", back_off(Renew::Nonce)),
        ("ServiceUnavailable", back_off(Renew::Nonce)),
        ("ServiceUnavailable.RegionMaintaining", back_off(Renew::Nonce)),
        // A lost reply and a resent request: safe to try again with a new nonce.
        ("SignatureNonceUsed", back_off(Renew::Nonce)),
        ("InvalidTimeStamp.Expired", back_off(Renew::Time)),
        ("IllegalTimestamp", back_off(Renew::Time)),
        ("InvalidSecurityToken.Expired", back_off(Renew::Credentials)),
        // 4xx without a retry code or header.
        ("InvalidParameter", GIVE_UP),
        ("InvalidSecurityToken.Malformed", GIVE_UP),
        ("InvalidTimeStamp.Format", GIVE_UP),
        ("InvalidAccessKeyId.NotFound", GIVE_UP),
        ("InvalidAccessKeyId", GIVE_UP),
        ("SignatureDoesNotMatch", GIVE_UP),
        ("IncompleteSignature", GIVE_UP),
        ("Forbidden.RAM", GIVE_UP),
        ("MissingRegionId", GIVE_UP),
        ("OperationConflict", GIVE_UP),
        ("Unheard.Of", GIVE_UP),
        ("", GIVE_UP),
    ] {
        for status in [200, 400, 403, 404] {
            assert_advice(status, &NO_HEADERS, &refused(code), &expected);
        }
        // `ErrorCode::is_retryable` says the same.
        let Ok(Reply::Error(error)) = refused(code) else { unreachable!() };
        assert_eq!(error.code.is_retryable(), expected != GIVE_UP, "{code}");
    }
}

/// Both spellings of a token that has expired: the gateway's by its code, ECS's by its
/// message.
#[test]
fn both_spellings_of_an_expired_token() {
    let message = "The specified parameter \"SecurityToken.Expired\" is not valid.";
    let expired = back_off(Renew::Credentials);
    assert_advice(400, &NO_HEADERS, &refused_with("InvalidParameter", message), &expired);
    assert_advice(403, &NO_HEADERS, &refused("InvalidSecurityToken.Expired"), &expired);
    let other = "The specified parameter \"PageSize\" is not valid.";
    assert_advice(400, &NO_HEADERS, &refused_with("InvalidParameter", other), &GIVE_UP);
}

/// 5xx, 408, 429: tried again by status alone, whatever the body. Any other body that is
/// not what its status promises: not.
#[test]
fn statuses() {
    for (status, expected) in [
        (408, back_off(Renew::Nonce)),
        (429, back_off(Renew::Nonce)),
        (500, back_off(Renew::Nonce)),
        (502, back_off(Renew::Nonce)),
        (503, back_off(Renew::Nonce)),
        (504, back_off(Renew::Nonce)),
        (599, back_off(Renew::Nonce)),
        (0, GIVE_UP),
        (200, GIVE_UP),
        (204, GIVE_UP),
        (302, GIVE_UP),
        (400, GIVE_UP),
        (401, GIVE_UP),
        (403, GIVE_UP),
        (404, GIVE_UP),
        (407, GIVE_UP),
        (409, GIVE_UP),
        (428, GIVE_UP),
        (430, GIVE_UP),
        (499, GIVE_UP),
        (600, GIVE_UP),
        (u16::MAX, GIVE_UP),
    ] {
        assert_advice(status, &NO_HEADERS, &unread(), &expected);
        assert_advice(status, &NO_HEADERS, &refused("Unheard.Of"), &expected);
    }
    // A code says more than a status.
    let expired = refused("InvalidSecurityToken.Expired");
    assert_advice(500, &NO_HEADERS, &expired, &back_off(Renew::Credentials));
}

/// What gateways send with 502, 503 and 504: HTML, a line of text, nothing.
#[test]
fn bodies_that_are_neither_page_nor_error() {
    for body in [
        "",
        "no healthy upstream",
        "<html><body>502 Bad Gateway</body></html>",
        "<!DOCTYPE html>",
        "{}",
        r#"{"code":"Throttling","message":"lower case"}"#,
        r#"{"RequestId":"R-1""#,
    ] {
        let reply = Reply::decode_any(body);
        assert!(reply.is_err(), "{body}");
        for status in [502, 503, 504] {
            assert_advice(status, &NO_HEADERS, &reply, &back_off(Renew::Nonce));
        }
        for status in [400, 403] {
            assert_advice(status, &NO_HEADERS, &reply, &GIVE_UP);
        }
        let did_not_come_whole = matches!(body, "" | r#"{"RequestId":"R-1""#);
        let advice = if did_not_come_whole { back_off(Renew::Nonce) } else { GIVE_UP };
        assert_advice(200, &NO_HEADERS, &reply, &advice);
    }
}

/// A page that is cut off at any byte, be it inside a character, did not come whole. One that is
/// not UTF-8 elsewhere did.
#[test]
fn pages_that_are_cut_off_anywhere() {
    let read = |body: &[u8]| Reply::decode_any(body).map(Reply::into_owned);
    let names = ["page-bom.json", "page-bom.xml", "page-escapes.json", "page-references.xml"];
    let mut page = Page::new("é", 1, 1, 10);
    let (instance_id, status) = ("杭州😀".into(), Status::Running);
    page.instance_statuses.push(InstanceStatus { instance_id, status });
    let pages = [page.to_json(), page.to_xml().expect("XML")].map(String::into_bytes);
    let mut inside = 0;
    for body in names.map(golden).into_iter().chain(pages) {
        assert!(matches!(read(&body), Ok(Reply::Page(_))));
        let whole = body.trim_ascii_end();
        for cut in (0..whole.len()).map(|end| &whole[..end]) {
            inside += usize::from(std::str::from_utf8(cut).is_err());
            let reply = read(cut);
            assert_advice(200, &NO_HEADERS, &reply, &back_off(Renew::Nonce));
            assert_advice(400, &NO_HEADERS, &reply, &GIVE_UP);
            let spoilt = read(&[cut, b"\xFF"].concat());
            assert_advice(200, &NO_HEADERS, &spoilt, &GIVE_UP);
        }
    }
    assert_eq!(inside, 22, "cuts inside a character");
    // A line of text in another encoding.
    assert_advice(200, &NO_HEADERS, &read(b"hors service : cr\xE9\xE9"), &GIVE_UP);
    assert_advice(200, &NO_HEADERS, &read(b"hors service : cr\xE9"), &GIVE_UP);
}
