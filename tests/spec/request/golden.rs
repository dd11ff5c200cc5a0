//! Golden queries: each query of `golden/` and what it reads as.

use std::fmt::Write as _;

use aliyun_instance_status::{Call, Request};
use insta::assert_snapshot;

use crate::support::documents::goldens;

#[test]
fn query() {
    let row = |(name, query): (String, Vec<u8>)| format!("{name}\n{}", call(&query));
    assert_snapshot!(goldens("query").into_iter().map(row).collect::<Vec<_>>().join("\n"));
}

/// What a query reads as: its parameters in canonical order, and the signature, which is
/// none of them.
fn call(query: &[u8]) -> String {
    let query = str::from_utf8(query).expect("golden queries are UTF-8");
    let call = match Call::from_query(query) {
        Ok(call) => call,
        Err(error) => return format!("    ! {:?}: {error}\n", error.kind()),
    };
    assert_eq!(Call::from_query(&call.to_query()).as_ref(), Ok(&call));
    assert_eq!(Request::from_query(query).as_ref(), Ok(&call.request));
    let mut rows = String::new();
    for parameter in call.canonical_query().split('&') {
        _ = writeln!(rows, "    {parameter}");
    }
    if let Some(signature) = &call.common.signature {
        _ = writeln!(rows, "    signature: {signature}");
    }
    let unknown: Vec<&str> = call.common.unknown().map(|(name, _)| name).collect();
    if !unknown.is_empty() {
        _ = writeln!(rows, "    unknown: {}", unknown.join(", "));
    }
    rows
}
