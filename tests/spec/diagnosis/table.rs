//! Each mistake, and what is said of it: with an echo, without one, and by a server.

use aliyun_instance_status::sign::{AccessKey, Diagnosis, Signed};
use aliyun_instance_status::{ErrorCode, ErrorReply};
use insta::assert_snapshot;

use super::attempt::Attempt;
use super::echoes::{refused, rpc_enclosed, v3_messages};
use super::mistakes::{MISTAKES, Of};
use super::side::Side;

/// A call with values that have something to escape.
pub(crate) fn right(is_rpc: bool) -> Side {
    let ids = (1..=11).map(|n| (format!("InstanceId.{n}"), format!("i-{n}")));
    let values = [("RegionId", "cn-hangzhou"), ("ZoneId", "é*+ z/:~")];
    let values = values.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Side::new(is_rpc, "GET", ids.chain(values).collect(), Some("CAIS+/a b*~=="))
}

#[test]
fn mistakes() {
    let mut table = String::new();
    for (name, of, apply) in MISTAKES {
        for is_rpc in [true, false] {
            let mut attempt = Attempt::new(&right(is_rpc), 11);
            if *of == if is_rpc { Of::V3 } else { Of::Rpc } || apply(&mut attempt).is_empty() {
                continue;
            }
            let (text, signature) = (attempt.client.text(), attempt.signature());
            let key = AccessKey::new("testid", &*attempt.secret);
            let signed = Signed::new(text).with_key(&key).with_signature(&*signature);
            let echo = attempt.server.text();
            let message =
                if is_rpc { rpc_enclosed(&echo) } else { v3_messages(&echo).swap_remove(0) };
            let code = ErrorCode::SIGNATURE_DOES_NOT_MATCH;
            let with_echo = Diagnosis::of(&refused(code.clone(), &message), signed.clone());
            let without = Diagnosis::of(&ErrorReply::new(code), signed);
            let by_server = match attempt.server.guess(&signature) {
                Ok(Some(guess)) => guess.to_string(),
                Ok(None) => "-".to_owned(),
                Err(error) => format!("refused before: {error}"),
            };
            let without =
                if without == Diagnosis::NoEcho { "-".to_owned() } else { without.to_string() };
            let scheme = if is_rpc { "RPC" } else { "V3" };
            table.extend([
                format!("{scheme}, {name}\n"),
                format!("    echo: {with_echo}\n"),
                format!("    none: {without}\n"),
                format!("  server: {by_server}\n"),
            ]);
        }
    }
    assert_snapshot!(table);
}
