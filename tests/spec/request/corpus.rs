//! Real requests, read in place from the project's shared corpus: each reads as the corpus'
//! README says. Skipped, and said so, where the corpus is not there; CI always has it.

use std::fs;

use aliyun_instance_status::{Call, DecodeErrorKind as Kind, Request};

use crate::support::documents::corpus;

/// The query of a URL or of a request line.
fn query_of(text: &str) -> &str {
    let from = text.find('?').expect("a query");
    text[from..].split_whitespace().next().expect("a query")
}

#[test]
fn every_request_reads_as_the_readme_says() {
    let Some(folder) = corpus() else { return };
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("it is there");

    for name in [
        "req_10_derived_D1_region_only.txt",
        "req_11_derived_D2_post.txt",
        "req_12_derived_D3_twelve_ids.txt",
        "req_21_captured_node_v1.http",
    ] {
        let text = read(name);
        let query = query_of(&text);
        let call = Call::from_query(query).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(call.request.region_id(), "cn-hangzhou", "{name}");
        // These clients sort as this crate does, and put the signature last.
        assert_eq!(call.to_query(), &query[1..], "{name}");
        assert_eq!(Request::from_query(query), Ok(call.request), "{name}");
    }

    let text = read("req_12_derived_D3_twelve_ids.txt");
    let ids = Request::from_query(query_of(&text)).expect("a request");
    let expected: Vec<String> = (1..=12).map(|n| format!("i-bp67acfmxazb4p{n:04}")).collect();
    assert!(ids.instance_ids().eq(expected), "{ids:?}");

    for name in ["req_20_captured_python_v1.http", "req_22_captured_node_v3.http"] {
        let text = read(name);
        let request = Request::from_query(query_of(&text)).expect("a request");
        let ids: Vec<&str> = request.instance_ids().collect();
        assert_eq!(ids, ["i-bp1j4i2jdf3owlhe****", "i-b p+1/~é"], "{name}");
        assert_eq!(request.page_size().get(), 50, "{name}");
    }

    // A documented URL of another operation, whose timestamp is encoded twice.
    let text = read("req_05_doc_R1_signed_url.txt");
    let error = Call::from_query(query_of(&text)).expect_err("another operation");
    assert_eq!(error.kind(), Kind::UnexpectedAction);

    // Documentation breaks its lines and has placeholders: no request line has.
    for name in [
        "req_01_seed_doc_template.txt",
        "req_02_doc_2019_zone.txt",
        "req_04_doc_2020_InstanceId1.txt",
    ] {
        let text = read(name);
        let query = text.split_once('?').expect("a query").1;
        assert_eq!(Call::from_query(query).map_err(|error| error.kind()), Err(Kind::InvalidByte));
        let joined: String = query.lines().filter(|line| !line.contains('<')).collect();
        let request =
            Request::from_query(&joined).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(request.region_id(), "cn-hangzhou", "{name}");
    }

    // The V3 example's query is canonical as it stands, but for the Action.
    let text = read("req_14_derived_D5_v3_canonical.txt");
    let query = text.lines().nth(3).expect("the query's line");
    let request = Request::from_query(query).expect("a request");
    assert_eq!(request.to_query(), format!("Action=DescribeInstanceStatus&{query}"));
    assert_eq!(request.instance_ids().len(), 12);
}
