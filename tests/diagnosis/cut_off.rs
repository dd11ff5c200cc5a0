//! Messages that are cut off.

use aliyun_instance_status::ErrorCode;
use aliyun_instance_status::sign::{Diagnosis, Difference, Method, SecretFault, Signed};

use crate::echoes::{refused, rpc_messages};
use crate::support::signed::{CAPTURED, signed_v3};
use crate::{assert_of, header, parameter, signed_rpc};

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
            // Between two parameters it may be that the next has not arrived.
            let is_between = escaped[length..].starts_with("%26") && end.is_empty();
            if is_between {
                assert!(
                    matches!(
                        &diagnosis,
                        Diagnosis::Parameter { difference: Difference::NotReceived, .. }
                    ),
                    "{cut} {diagnosis:?}"
                );
            } else {
                assert_eq!(diagnosis, Diagnosis::CutOff, "{cut}{end}");
            }
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
            assert_eq!(diagnosis, Diagnosis::Secret(SecretFault::Other), "{message}");
        }
    }
}

/// Of a query nothing is known where the echo ends before it.
#[test]
fn cut_off_before_the_query() {
    let message = "server CanonicalRequest is [POST\n/".to_owned();
    assert_of(&Signed::new("RegionId=cn-hangzhou"), &[message], &Diagnosis::CutOff);
}

/// A difference before the cut is found.
#[test]
fn differences_before_a_cut() {
    let request = signed_rpc(Method::Get);
    let echo = request.string_to_sign().replace("JSON", "json");
    let cut = &echo[..echo.find("RegionId").expect("a region")];
    let messages = [cut.to_owned(), format!("{cut}..."), format!("{cut}cn")];
    assert_of(&Signed::from(&request), &messages, &parameter("Format", Difference::Case));
    let request = signed_v3(CAPTURED);
    let echo = request.canonical_request().expect("V3").replace("ecs.aliyuncs.com", "proxy");
    let cut = echo[..echo.find("x-acs-version").expect("a version")].to_owned();
    assert_of(&Signed::from(&request), &[cut], &header("host", Difference::Other));
}
