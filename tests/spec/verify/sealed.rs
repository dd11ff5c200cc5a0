//! What verifies is sealed: with one bit changed in what is signed, it does not.

use aliyun_instance_status::Call;
use aliyun_instance_status::sign::{Received, VerifyError, rpc};

use crate::support::documents::corpus;
use crate::support::signed::{
    CAPTURED, DERIVED, headers_of, received, signed_v3, verify_rpc, verify_v3,
};

/// The method, path, query and headers of a captured request.
fn parse(request: &str) -> (&str, &str, &str, Vec<(&str, &str)>) {
    let mut lines = request.lines().take_while(|line| !line.is_empty());
    let mut words = lines.next().expect("a request line").split(' ');
    let (method, target) = (words.next().expect("a method"), words.next().expect("a target"));
    let (path, query) = target.split_once('?').expect("a query");
    (method, path, query, lines.filter_map(|line| line.split_once(": ")).collect())
}

#[test]
fn the_corpus_verifies() {
    let Some(folder) = corpus() else { return };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("it is there");
    for name in ["req_20_captured_python_v1.http", "req_21_captured_node_v1.http"] {
        let text = read(name);
        let (method, _, query, _) = parse(&text);
        assert_eq!(verify_rpc(method, query, "", CAPTURED), Ok(()), "{name}");
        assert!(Call::from_query(query).is_ok(), "{name}");
        for_each_flip(query, |flipped| {
            assert!(verify_rpc(method, flipped, "", CAPTURED).is_err(), "{flipped}");
        });
    }
    for (name, method) in [
        ("req_10_derived_D1_region_only.txt", "GET"),
        ("req_11_derived_D2_post.txt", "POST"),
        ("req_12_derived_D3_twelve_ids.txt", "GET"),
    ] {
        let text = read(name);
        let query = text.trim().split_once('?').expect("a query").1;
        assert_eq!(verify_rpc(method, query, "", DERIVED), Ok(()), "{name}");
        let other = if method == "GET" { "POST" } else { "GET" };
        let mismatch = Err(VerifyError::SignatureMismatch);
        assert_eq!(verify_rpc(other, query, "", DERIVED), mismatch, "{name}");
    }
    // A documented URL with a timestamp that is encoded twice.
    let text = read("req_05_doc_R1_signed_url.txt");
    let query = text.trim().split_once('?').expect("a query").1;
    let refused = Err(VerifyError::MalformedTimestamp("Timestamp"));
    assert_eq!(verify_rpc("GET", query, "", DERIVED), refused);
    assert_eq!(verify_rpc("GET", &query.replace("%253A", "%3A"), "", DERIVED), Ok(()));

    let text = read("req_22_captured_node_v3.http");
    let (method, path, query, headers) = parse(&text);
    assert!(query.contains("****"), "the client leaves `*` as it is");
    assert_v3_is_sealed(&Received { method, path, query, headers, body: b"" });
}

/// Calls `check` with every text that differs in one bit of one byte, but for those
/// that still mean the same query.
fn for_each_flip(query: &str, mut check: impl FnMut(&str)) {
    let meaning = |query: &str| rpc::canonical_query(query, "").ok();
    let (before, mut flips) = (meaning(query), 0);
    let signature = Call::from_query(query).expect("a call").common.signature;
    for flipped in flips_of(query) {
        let same_signature =
            || Call::from_query(&flipped).is_ok_and(|call| call.common.signature == signature);
        if meaning(&flipped) != before || !same_signature() {
            check(&flipped);
            flips += 1;
        }
    }
    assert!(flips > 6 * query.len(), "only {flips} flips");
}

fn flips_of(text: &str) -> impl Iterator<Item = String> {
    let bits = (0..text.len()).flat_map(|at| (0..7).map(move |bit| (at, bit)));
    bits.filter_map(move |(at, bit)| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] ^= 1 << bit;
        String::from_utf8(bytes).ok()
    })
}

/// The request verifies, and with a flipped bit in whatever is signed, or in the
/// signature, it does not.
fn assert_v3_is_sealed(received: &Received<'_>) {
    assert_eq!(verify_v3(received, CAPTURED), Ok(()));
    let refused = |changed: &Received<'_>| {
        let outcome = verify_v3(changed, CAPTURED);
        assert!(outcome.is_err(), "{changed:?} {} {:?}", changed.query, changed.headers);
    };
    let other = if received.method == "GET" { "POST" } else { "GET" };
    refused(&Received { method: other, ..received.clone() });
    for method in flips_of(received.method) {
        refused(&Received { method: &method, ..received.clone() });
    }
    for path in flips_of(received.path) {
        refused(&Received { path: &path, ..received.clone() });
    }
    refused(&Received { body: b"\0", ..received.clone() });
    let meaning = rpc::canonical_query(received.query, "");
    for query in flips_of(received.query) {
        if rpc::canonical_query(&query, "") != meaning {
            refused(&Received { query: &query, ..received.clone() });
        }
    }
    for (place, &(name, value)) in received.headers.iter().enumerate() {
        let lower = name.to_ascii_lowercase();
        if lower != "host" && lower != "authorization" && !lower.starts_with("x-acs-") {
            continue;
        }
        let others = |with: Option<(&str, &str)>| {
            let mut headers = received.headers.clone();
            headers.splice(place..=place, with);
            refused(&Received { headers, ..received.clone() });
        };
        others(None);
        for value in flips_of(value) {
            others(Some((name, &value)));
        }
        for other in flips_of(name).filter(|other| !other.eq_ignore_ascii_case(name)) {
            others(Some((&other, value)));
        }
    }
}

#[test]
fn own_v3_requests_are_sealed() {
    let signed = signed_v3(CAPTURED);
    let headers = headers_of(&signed);
    let received = received(&signed, &headers);
    assert_v3_is_sealed(&received);

    // The order of headers, the case of their names and the space around are free.
    let names: Vec<String> = headers.iter().map(|(name, _)| name.to_ascii_uppercase()).collect();
    let values: Vec<String> = headers.iter().map(|(_, value)| format!(" {value}\t")).collect();
    let pairs = names.iter().zip(&values).rev().map(|(name, value)| (&**name, &**value));
    let headers: Vec<(&str, &str)> = pairs.collect();
    let received = Received { headers, ..received };
    assert_eq!(verify_v3(&received, CAPTURED), Ok(()));
    // So is the order of the members of `Authorization`.
    let text = received.headers[1].1.trim().to_owned();
    let members: Vec<&str> = text.trim_start_matches("ACS3-HMAC-SHA256 ").split(',').collect();
    let [credential, signed_headers, signature] = members[..] else { panic!("{text}") };
    let turned = format!("ACS3-HMAC-SHA256 {credential}, {signature}, {signed_headers}");
    let headers = [&[("authorization", &*turned)], &received.headers[2..]].concat();
    assert_eq!(verify_v3(&Received { headers, ..received }, CAPTURED), Ok(()));
}
