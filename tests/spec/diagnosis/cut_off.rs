//! Messages that are cut off.

use aliyun_instance_status::ErrorCode;
use aliyun_instance_status::sign::{Diagnosis, Difference, Method, Signed, SortOrder};

use super::echoes::{refused, rpc_messages};
use super::{assert_of, parameter, signed_rpc};
use crate::support::signed::{CAPTURED, key, signed_v3};

/// However much of an equal echo is there, nothing is found that does not differ.
#[test]
fn messages_that_are_cut_off() {
    let request = signed_rpc(Method::Get);
    let message = &rpc_messages(&request.string_to_sign())[0];
    let start = message.find("GET&%2F&").expect("an echo");
    let escaped = message.get(start..).expect("an echo");
    for length in 8..escaped.len() {
        let cut = &escaped[..length];
        for end in ["", "...", "…"] {
            let error = refused(ErrorCode::SIGNATURE_DOES_NOT_MATCH, &format!("is:{cut}{end}"));
            let diagnosis = Diagnosis::of(&error, &request);
            assert_eq!(diagnosis, Diagnosis::CutOff, "{cut}{end}");
        }
    }
    let request = signed_v3(CAPTURED);
    let text = request.canonical_request().expect("V3");
    for length in "POST\n/".len()..text.len() {
        for end in ["", "...", "…"] {
            let message = format!("server CanonicalRequest is [{}{end}", &text[..length]);
            let error = refused(ErrorCode::SIGNATURE_DOES_NOT_MATCH, &message);
            let diagnosis = Diagnosis::of(&error, &request);
            assert_eq!(diagnosis, Diagnosis::CutOff, "{message}");
            // With the hash before it, what is cut off is known.
            let message =
                format!("server StringToSign is [{}] {message}", request.string_to_sign());
            let error = refused(ErrorCode::SIGNATURE_DOES_NOT_MATCH, &message);
            let diagnosis = Diagnosis::of(&error, &request);
            assert_eq!(diagnosis, Diagnosis::Equal, "{message}");
        }
    }
}

/// Of a query nothing is known where the echo ends before it.
#[test]
fn cut_off_before_the_query() {
    let message = "server CanonicalRequest is [POST\n/".to_owned();
    assert_of(&Signed::new("RegionId=cn-hangzhou"), &[message], &Diagnosis::CutOff);
}

/// What differs before a cut may be one difference of many: nothing is concluded from it.
#[test]
fn differences_before_a_cut() {
    let request = signed_rpc(Method::Get);
    let echo = request.string_to_sign().replace("JSON", "json");
    let cut = &echo[..echo.find("RegionId").expect("a region")];
    let messages = [cut.to_owned(), format!("{cut}..."), format!("{cut}cn")];
    assert_of(&Signed::from(&request), &messages, &Diagnosis::CutOff);
    let request = signed_v3(CAPTURED);
    let echo = request.canonical_request().expect("V3").replace("ecs.aliyuncs.com", "proxy");
    let cut = echo[..echo.find("x-acs-version").expect("a version")].to_owned();
    assert_of(&Signed::from(&request), &[cut], &Diagnosis::CutOff);
}

/// No service verifies a call without the parameters that every call has.
#[test]
fn cut_off_after_the_first_parameters() {
    let request = signed_rpc(Method::Get);
    for echo in [
        "GET&%2F&AccessKeyId%3Dtestid",
        "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeInstanceStatus",
        "GET&%2F&AccessKeyId%3Dtestid%26Timestamp%3D2016-02-23T12%253A46%2",
    ] {
        let messages = [format!("server string to sign is:{echo}")];
        assert_of(&Signed::from(&request), &messages, &Diagnosis::CutOff);
    }
}

/// Texts that are too long to be compared are not equal because they begin alike.
#[test]
fn texts_that_are_too_long() {
    let key = key();
    let text = |end: &str| format!("GET&%2F&a%3D{}%26b%3D{end}", "x".repeat(1 << 17));
    for (signed, server) in [(text("1"), text("1")), (text("1"), text("2"))] {
        let signed = Signed::new(signed).with_key(&key);
        assert_eq!(Diagnosis::between(signed.clone(), &server), Diagnosis::CutOff);
        assert_of(&signed, &[format!("server StringToSign is [{server}]")], &Diagnosis::CutOff);
    }
    let short = Signed::new("GET&%2F&a%3D1").with_key(&key);
    assert_eq!(Diagnosis::between(short, &text("1")), Diagnosis::NoEcho);
}

/// To leave one of them out leaves out all: no more such texts are made than others, whose
/// making would take minutes.
#[test]
fn parameters_that_are_all_alike() {
    let differ = Diagnosis::Differ { names: vec!["a".into(), "x".into()] };
    assert_eq!(Diagnosis::between(Signed::new("x=y"), &"a=&".repeat(40_000)[..119_999]), differ);
}

/// What the client has signed shows some mistakes by itself.
#[test]
fn mistakes_that_need_no_echo() {
    let echo = "server string to sign is:GET&%2F&AccessKeyId%3Dtestid";
    let text = signed_rpc(Method::Get).string_to_sign();
    let (first, second) = ("Format%3DJSON%26", "InstanceId.1%3Di-1%26");
    for (signed, expected) in [
        (
            text.replace(&format!("{first}{second}"), &format!("{second}{first}")),
            Diagnosis::Order { name: "Format".into(), order: SortOrder::Unsorted },
        ),
        (
            text.replace("%26SignatureMethod", "%26Signature%3Dx%26SignatureMethod"),
            Diagnosis::SignatureSigned,
        ),
        (text.replace("GET", "get"), Diagnosis::LowerCaseMethod),
        (text.replace(first, &first.repeat(2)), parameter("Format", Difference::Repeated)),
    ] {
        for message in [echo, "Specified signature is not matched with our calculation."] {
            assert_of(&Signed::new(&*signed), &[message.to_owned()], &expected);
        }
    }
}
