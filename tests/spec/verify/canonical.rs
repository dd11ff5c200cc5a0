//! What of a query and a form is signed by RPC.

use aliyun_instance_status::sign::{Method, Moment, Received, VerifyError, rpc};
use aliyun_instance_status::{DecodeErrorKind, Format, Request};

use crate::support::signed::{DERIVED, headers_of, key, received, secret, verify_rpc};

/// As many parameters as a call can have, and one more: whoever counts them says which.
#[test]
fn memory_is_bounded() {
    let many = |name: &str, count: usize| -> String {
        (0..count).map(|n| format!("{name}{n}&")).collect()
    };
    let kind =
        |query: &str| rpc::canonical_query(query, "").map_err(|error| error.kind()).map(drop);
    assert_eq!(kind(&many("x", 278)), Ok(()));
    assert_eq!(kind(&many("x", 279)), Err(DecodeErrorKind::TooManyParameters));
    assert_eq!(kind(&many("InstanceId.", 100)), Ok(()));
    for count in [101, 368, 369, 379, 5_000] {
        let too_many = Err(DecodeErrorKind::TooManyInstanceIds);
        assert_eq!(kind(&many("InstanceId.", count)), too_many, "{count}");
    }
    assert_eq!(kind(&"RegionId=a&".repeat(500)), Err(DecodeErrorKind::DuplicateParameter));
    let error = rpc::canonical_query("a=1&b=2", "c=3&b=4&a=5").expect_err("both twice");
    assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::DuplicateParameter, 11));
    // The first fault wins.
    let error = rpc::canonical_query("a=1&a=2&b=%", "").expect_err("two faults");
    assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::DuplicateParameter, 4));
}

/// A URL where a query belongs is named before anything is found missing.
#[test]
fn urls_are_refused() {
    for url in [
        "https://ecs.aliyuncs.com/?AccessKeyId=testid&Action=DescribeInstanceStatus",
        "https%3A%2F%2Fecs.aliyuncs.com%2F%253FAccessKeyId=testid",
        "/?a=%zz",
    ] {
        let expected = (DecodeErrorKind::UrlForQuery, 0);
        let refused = rpc::canonical_query(url, "").expect_err("it is a URL");
        assert_eq!((refused.kind(), refused.offset()), expected, "{url}");
        let received =
            Received { method: "GET", path: "/", query: url, headers: vec![], body: b"" };
        assert_eq!(received.read().map(drop), Err(VerifyError::Query(refused)), "{url}");
    }
    let refused = rpc::canonical_query("?a=1", "?b=2").expect_err("a form has no `?`");
    assert_eq!((refused.kind(), refused.offset()), (DecodeErrorKind::UrlForQuery, 4));
    assert_eq!(rpc::canonical_query("?a=?", "b=?").as_deref(), Ok("a=%3F&b=%3F"));
}

/// The shortcut for what is canonical as it comes changes nothing.
#[test]
fn canonical_text_is_taken_as_it_came() {
    let canonical = |query, form| rpc::canonical_query(query, form).expect("it is a query");
    for query in [
        "a=1&b=2",
        "?a=1&b=2",
        "a=1&b=2&Signature=x",
        "?Signature=x&a=1&b=2",
        "a=1&Signature=x&b=2",
        "b=2&a=1",
        "&a=1&&b=2&",
        "Signature=x&&a=1&b=2",
        "a=1&b=2&&Signature=x",
        "%61=1&b=2",
        "a=%31&b=2",
        "a=1&b=2&Signature",
        "a=1&b=2&Signature=%2b",
    ] {
        assert_eq!(canonical(query, ""), "a=1&b=2", "{query}");
        assert_eq!(canonical("", query.trim_start_matches('?')), "a=1&b=2", "{query}");
    }
    for (query, form) in [("a=1", "b=2"), ("b=2", "a=1&Signature=x"), ("&", "a=1&b=2")] {
        assert_eq!(canonical(query, form), "a=1&b=2", "{query} {form}");
    }
    for (query, expected) in [
        ("a", "a="),
        ("a=", "a="),
        ("a==", "a=%3D"),
        ("a=%2f", "a=%2F"),
        ("a=%2F", "a=%2F"),
        ("a=%7E", "a=~"),
        ("a=~", "a=~"),
        ("a=+", "a=%20"),
        ("a=/", "a=%2F"),
        ("a=é", "a=%C3%A9"),
        ("a=%C3%A9", "a=%C3%A9"),
        ("Signature=x", ""),
        ("", ""),
    ] {
        assert_eq!(canonical(query, ""), expected, "{query}");
    }
}

/// What the typed call would not keep is signed as it was sent.
#[test]
fn odd_spellings_verify_as_they_were_sent() {
    let pairs = "AccessKeyId=testid&Action=DescribeInstanceStatus&InstanceId.0=i-a&InstanceId.7=i-b\
        &PageNumber=01&RegionId=cn-hangzhou&SignatureMethod=Hmac-SHA1&SignatureNonce=1\
        &SignatureType=&SignatureVersion=1.0&TimeStamp=2016-02-23T12:46:24Z&Version=2014-05-26\
        &zone=a+b*";
    let canonical = rpc::canonical_query(pairs, "").expect("it is a query");
    let signature = rpc::signature(&rpc::string_to_sign("POST", &canonical), &secret());
    let signature = signature.replace('+', "%2b").replace('/', "%2f");
    let query = format!("?Signature={signature}&{pairs}");
    assert_eq!(verify_rpc("POST", &query, "", DERIVED), Ok(()));
    // The parameters may be in a form, all or some of them.
    let (some, others) = pairs.split_at(pairs.find("&PageNumber").expect("it is there"));
    let form = format!("{others}&Signature={signature}");
    assert_eq!(verify_rpc("POST", some, &form, DERIVED), Ok(()));
    assert_eq!(verify_rpc("POST", "", &format!("{some}{form}"), DERIVED), Ok(()));
}

/// What is signed of a long call is hashed in pieces. However they fall, it is what the client has
/// signed as a whole.
#[test]
fn long_calls_verify() {
    let lengths = [1_023, 1_024, 1_025, 3_071, 3_072, 3_073];
    let calls = ["a", " ", "é", "杭", "😀"].into_iter().flat_map(|one| lengths.map(|n| (one, n)));
    for (character, length) in calls {
        let request = Request::new("cn-hangzhou")
            .with_zone_id(character.repeat(length / character.len()))
            .with_instance_ids([format!("i{character}")])
            .expect("one id");
        let moment = || Moment::at(DERIVED, "nonce-1").expect("a moment");
        for signed in [
            request.sign_rpc(Method::Get, &key(), moment(), Format::Json),
            request.sign_v3(Method::Get, "ecs.aliyuncs.com", &key(), moment(), Format::Json),
        ] {
            let headers = headers_of(&signed);
            let unverified = received(&signed, &headers).read().expect("it is signed");
            assert_eq!(unverified.string_to_sign(), signed.string_to_sign(), "{character}");
            assert_eq!(unverified.canonical_request(), signed.canonical_request(), "{character}");
            let verified = unverified.verify(DERIVED, Some(&secret())).expect("it is signed");
            assert_eq!(verified.call().map(|call| call.request).as_ref(), Ok(&request));
        }
    }
}
