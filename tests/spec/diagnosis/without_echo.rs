//! What can be told where the reply has no echo: by what the client has signed, and what it
//! has sent.

use aliyun_instance_status::sign::{Diagnosis, Difference, Method, Signed, SortOrder};
use aliyun_instance_status::{ErrorCode, ErrorReply};

use super::echoes::OTHER_HASH;
use super::mistakes::encode_uri;
use super::side::Side;
use super::{header, parameter, signed_rpc, table};
use crate::support::percent;
use crate::support::signed::{CAPTURED, EMPTY_HASH, signed_v3};

/// What a server that refuses a call before it compares the signature leaves the client with.
#[track_caller]
fn assert_by_itself(signed: &Signed<'_>, expected: &Diagnosis) {
    for code in [ErrorCode::INCOMPLETE_SIGNATURE, ErrorCode::SIGNATURE_DOES_NOT_MATCH] {
        assert_eq!(Diagnosis::of(&ErrorReply::new(code), signed.clone()), *expected);
    }
    // What is about something else says nothing of the signature.
    let throttled = Diagnosis::of(&ErrorReply::new("Throttling"), signed.clone());
    assert_eq!(throttled, Diagnosis::OtherError);
}

#[test]
fn canonical_requests_that_no_service_accepts() {
    let request = signed_v3(CAPTURED);
    let text = request.canonical_request().expect("V3");
    for (from, to, expected) in [
        ("host:ecs.aliyuncs.com\n", "", header("host", Difference::NotSigned)),
        (
            "x-acs-action:DescribeInstanceStatus\n",
            "",
            header("x-acs-action", Difference::NotSigned),
        ),
        ("x-acs-version:2014-05-26\n", "", header("x-acs-version", Difference::NotSigned)),
        (";x-acs-date;", ";", header("x-acs-date", Difference::NotSigned)),
        (";x-acs-security-token;", ";", header("x-acs-security-token", Difference::NotSigned)),
        (
            "content-type;host",
            "host;content-type",
            Diagnosis::Order { name: "content-type".into(), order: SortOrder::Unsorted },
        ),
        ("x-acs-date:", "x-acs-date:1\nx-acs-date:", header("x-acs-date", Difference::Repeated)),
        ("RegionId=", "RegionId=a&RegionId=", parameter("RegionId", Difference::Repeated)),
        (&format!("\n{EMPTY_HASH}"), &format!("\n{OTHER_HASH}"), Diagnosis::Body),
        ("POST", "post", Diagnosis::LowerCaseMethod),
        ("\n", "\r\n", Diagnosis::LineEnds),
        // In capitals, they are signed all the same.
        ("x-acs-action", "X-Acs-Action", Diagnosis::NoEcho),
        (
            &format!("\n{EMPTY_HASH}"),
            &format!("\n{}", EMPTY_HASH.to_uppercase()),
            Diagnosis::NoEcho,
        ),
        ("é", "é", Diagnosis::NoEcho),
    ] {
        assert!(text.contains(from) || from == "é", "{from}");
        assert_by_itself(&Signed::new(text.replace(from, to)), &expected);
    }
    assert_by_itself(&Signed::new(text).with_body(b""), &Diagnosis::NoEcho);
    assert_by_itself(&Signed::new(text).with_body(b"RegionId=a"), &Diagnosis::Body);
    assert_by_itself(&Signed::new("hehe"), &Diagnosis::Malformed);
}

/// What was sent, read as the service reads it, beside what was signed.
#[test]
fn what_was_sent() {
    let signed = signed_rpc(Method::Get);
    let query = signed.query();
    for (from, to, expected) in [
        ("", "", None),
        ("%", "%25", Some(parameter("SecurityToken", Difference::ReceivedEncodedTwice))),
        ("&", "&amp;", Some(Diagnosis::CopiedFromHtml)),
        ("CAIS%2B", "CAIS+", Some(parameter("SecurityToken", Difference::PlusReceivedAsSpace))),
        ("&Format=JSON", "", Some(parameter("Format", Difference::NotReceived))),
        ("nonce-1", "nonce-2", Some(parameter("SignatureNonce", Difference::Other))),
        // Two differences are none that explains the refusal, and a query that cannot be read
        // says nothing.
        ("i-1", "i-9", None),
        ("JSON", "%4", None),
    ] {
        let sent = query.replace(from, to);
        for (code, otherwise) in [
            (ErrorCode::INVALID_TIME_STAMP_FORMAT, Diagnosis::OtherError),
            (ErrorCode::SIGNATURE_DOES_NOT_MATCH, Diagnosis::NoEcho),
        ] {
            let signed = Signed::from(&signed).with_sent(&sent);
            let diagnosis = Diagnosis::of(&ErrorReply::new(code), signed);
            assert_eq!(diagnosis, expected.clone().unwrap_or(otherwise), "{sent}");
        }
    }
    let posted = signed_rpc(Method::Post);
    let body = posted.body().replace("JSON", "XML");
    let sent = Signed::from(&posted).with_sent("").with_body(body.as_bytes());
    let expected = parameter("Format", Difference::Other);
    let error = ErrorReply::new(ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    assert_eq!(Diagnosis::of(&error, sent), expected);
}

/// A value that is not escaped ends, as far as anybody can see, at its `&`. What stands behind
/// that is no parameter that was signed out of order, twice, or by mistake.
#[test]
fn values_that_are_not_escaped() {
    for (is_rpc, piece) in
        [true, false].iter().flat_map(|is_rpc| PIECES.map(|name| (*is_rpc, name)))
    {
        let side = table::right(is_rpc);
        for at in 0..side.parameters.len() {
            let mut sorted = side.sorted();
            let place = &*sorted[at].0..=sorted.get(at + 1).map_or("~", |(name, _)| name);
            // There, nobody can tell.
            if place.contains(&piece) {
                continue;
            }
            sorted[at].1 = format!("x&{piece}=y");
            let side = Side { parameters: sorted, sort: |_| (), ..side.clone() };
            // Where all others are escaped, only what cannot be there.
            let is_alone = piece != "PageSize" && (is_rpc || piece != "Format");
            let mut escapes: Vec<fn(&str) -> String> = vec![str::to_owned, encode_uri];
            escapes.extend(is_alone.then_some(all_but_one as fn(&str) -> String));
            for escape in escapes {
                let text = Side { escape, ..side.clone() }.text();
                assert_by_itself(&Signed::new(text), &Diagnosis::NoEcho);
            }
        }
    }
}

const PIECES: [&str; 9] = [
    "AccessKeyId",
    "Action",
    "Format",
    "InstanceId.3",
    "PageSize",
    "RegionId",
    "Signature",
    "SignatureNonce",
    "Version",
];

/// Escapes all but the value that has an `&`.
fn all_but_one(value: &str) -> String {
    if value.contains('&') { value.to_owned() } else { percent(value) }
}
