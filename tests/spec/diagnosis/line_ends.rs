//! White space and line ends that a client has signed within or behind a value.

use aliyun_instance_status::sign::{
    AccessKey, Diagnosis, Difference, Endpoint, Method, Moment, Signed, SignedRequest,
};
use aliyun_instance_status::{ErrorCode, Format, Request};

use super::echoes::refused;
use super::{header, parameter};
use crate::support::signed::{CAPTURED, DERIVED, secret};

const TOKEN: &str = "CAISq1w2e3r4t5y6u7i8o9p0CAISq1w2e3r4t5y6u7i8o9p0ZmFrZVRva2VuVGFpbA";

fn v3(token: &str) -> SignedRequest {
    let key = AccessKey::new("testid", secret()).with_security_token(token);
    let moment = Moment::at(CAPTURED, "nonce-1").expect("a moment");
    let endpoint = Endpoint::from("ecs.aliyuncs.com");
    Request::new("cn-hangzhou").sign_v3(Method::Get, endpoint, &key, moment, Format::Json)
}

/// A token in lines, as some tools write Base64, or with the line end of its file.
#[test]
fn tokens_with_line_ends() {
    let echo = v3(TOKEN).canonical_request().expect("V3").to_owned();
    let error = refused(
        ErrorCode::SIGNATURE_DOES_NOT_MATCH,
        &format!("server CanonicalRequest is [{}]", echo.replace('\n', "\\n")),
    );
    let (start, end) = TOKEN.split_at(48);
    for token in [
        format!("{start}\n{end}"),
        format!("{start}\r\n{end}"),
        format!("{start}\n\n{end}"),
        format!("{TOKEN}\n"),
        format!("{TOKEN}\n\n"),
    ] {
        let signed = v3(&token);
        for diagnosis in
            [Diagnosis::of(&error, &signed), Diagnosis::between(Signed::from(&signed), &echo)]
        {
            assert_eq!(
                diagnosis,
                header("x-acs-security-token", Difference::WhiteSpace),
                "{token:?}"
            );
            assert!(!format!("{diagnosis} {diagnosis:?}").contains(end), "{diagnosis:?}");
        }
    }
}

/// The zone is what a string to sign ends with, where a message that is cut off ends, too.
#[test]
fn the_last_value() {
    let signed = |zone: &'static str| {
        let moment = Moment::at(DERIVED, "nonce-1").expect("a moment");
        let request = Request::new("cn-hangzhou").with_zone_id(zone);
        let key = AccessKey::new("testid", secret());
        request.sign_rpc(Method::Get, &key, moment, Format::Json)
    };
    let echo = signed("cn-hangzhou-b").string_to_sign();
    for (zone, between_two) in [
        ("cn-hangzhou-b\n", Difference::WhiteSpace),
        ("cn-hangzhou-b ", Difference::WhiteSpace),
        ("cn-hangzhou-bb", Difference::Other),
        ("cn-hangzhou-b&b", Difference::Shortened),
    ] {
        let signed = signed(zone);
        let message = format!(
            "Specified signature is not matched with our calculation. server string to sign is:{echo}"
        );
        let error = refused(ErrorCode::SIGNATURE_DOES_NOT_MATCH, &message);
        // The message may be cut off there.
        assert_eq!(Diagnosis::of(&error, &signed), Diagnosis::CutOff, "{zone:?}");
        let between = Diagnosis::between(Signed::from(&signed), &echo);
        assert_eq!(between, parameter("ZoneId", between_two), "{zone:?}");
    }
}
