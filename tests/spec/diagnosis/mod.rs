//! Why a signature was refused: each of the known ways to spoil a signed call is named.

mod attempt;
mod before_signing;
mod cut_off;
mod echo;
mod echoes;
mod guess;
mod line_ends;
mod messages;
mod mistakes;
mod never_another;
mod on_the_way;
mod properties;
mod side;
mod table;
mod without_echo;

use crate::support::signed::{DERIVED, key};
use aliyun_instance_status::sign::{Diagnosis, Difference, Method, Moment, Signed, SignedRequest};
use aliyun_instance_status::{ErrorCode, Format, Request};
use echoes::refused;

const TOKEN: &str = "CAIS+/a b*~==";

/// A call of RPC with a token, a zone and ids.
fn signed_rpc(method: Method) -> SignedRequest {
    let moment = Moment::at(DERIVED, "nonce-1").expect("a moment");
    let request = Request::new("cn-hangzhou").with_zone_id("é*+ z");
    let ids = (1..=11).map(|n| format!("i-{n}"));
    let request = request.with_instance_ids(ids).expect("few ids");
    request.sign_rpc(method, &key().with_security_token(TOKEN), moment, Format::Json)
}

/// By both codes, and in every wording, the diagnosis is this.
#[track_caller]
fn assert_of(signed: &Signed<'_>, messages: &[String], expected: &Diagnosis) {
    for message in messages {
        for code in [ErrorCode::SIGNATURE_DOES_NOT_MATCH, ErrorCode::INCOMPLETE_SIGNATURE] {
            let diagnosis = Diagnosis::of(&refused(code, message), signed.clone());
            assert_eq!(diagnosis, *expected, "{message}");
        }
    }
}

fn parameter(name: &str, difference: Difference) -> Diagnosis {
    Diagnosis::Parameter { name: name.to_owned(), difference }
}

fn header(name: &str, difference: Difference) -> Diagnosis {
    Diagnosis::Header { name: name.to_owned(), difference }
}
