//! The RPC signature.

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Method, Moment, SignedRequest, rpc,
};
use aliyun_instance_status::{Call, Format, PageNumber, PageSize, Request};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::twelve_ids;
use crate::support::percent;

/// The parameters of R1 that say how it is signed.
const R1: [(&str, &str); 5] = [
    ("AccessKeyId", "testid"),
    ("SignatureMethod", "HMAC-SHA1"),
    ("SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"),
    ("SignatureVersion", "1.0"),
    ("Version", "2014-05-26"),
];

const R1_STRING_TO_SIGN: &str = "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions\
    %26Format%3DXML%26SignatureMethod%3DHMAC-SHA1\
    %26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0\
    %26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26";

/// The string to sign of parameters in any order, as an oracle encodes them.
fn string_to_sign(method: &str, pairs: &[(&str, &str)]) -> String {
    let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let query: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    let canonical = rpc::canonical_query(&query.join("&"), "").expect("it is a query");
    rpc::string_to_sign(method, &canonical)
}

#[track_caller]
fn assert_signature(method: &str, pairs: &[(&str, &str)], secret: &str, expected: &str) {
    let signed = string_to_sign(method, pairs);
    assert_eq!(rpc::signature(&signed, &AccessKeySecret::new(secret)), expected, "{signed}");
}

/// Each character of one, two, three and four bytes is escaped as the judge escapes it, alone and
/// between others.
#[test]
fn what_is_reserved_is_escaped() {
    let characters = ('\0'..='\u{2FF}').chain(['中', '\u{FFFF}', '😀', char::MAX]);
    for character in characters {
        for text in [format!("{character}"), format!("a{character}{character}b")] {
            assert_eq!(rpc::string_to_sign(&text, ""), format!("{}&%2F&", percent(&text)));
        }
    }
}

#[test]
fn r1_to_r3_of_the_ecs_documentation() {
    let time = "2016-02-23T12:46:24Z";
    let own = [("Action", "DescribeRegions"), ("Format", "XML"), ("Timestamp", time)];
    let pairs = [&R1[..], &own].concat();
    assert_eq!(string_to_sign("GET", &pairs), R1_STRING_TO_SIGN);
    assert_signature("GET", &pairs, "testsecret", "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");

    let own = [("Action", "DescribeRegions"), ("Format", "XML"), ("TimeStamp", time)];
    let pairs = [&R1[..], &own].concat();
    assert_signature("GET", &pairs, "testsecret", "CT9X0VtwR86fNWSnsc6v8YGOjuE=");

    let pairs = [
        ("AccessKeyId", "testid"),
        ("Action", "DescribeDedicatedHosts"),
        ("Format", "JSON"),
        ("RegionId", "cn-beijing"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureNonce", "edb2b34af0af9a6d14deaf7c1a5315eb"),
        ("SignatureVersion", "1.0"),
        ("Timestamp", "2023-03-13T08:34:30Z"),
        ("Version", "2014-05-26"),
    ];
    assert_signature("GET", &pairs, "testsecret", "9NaGiOspFP5UPcwX8Iwt2YJXXuk=");
}

#[test]
fn r4_in_utf8() {
    let pairs = [
        ("AccessKeyId", "testId"),
        ("Action", "SendSms"),
        ("Format", "XML"),
        ("OutId", "123"),
        ("PhoneNumbers", "15300000001"),
        ("RegionId", "cn-hangzhou"),
        ("SignName", "阿里云短信测试专用"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureNonce", "45e25e9b-0a6f-4070-8c85-2956eda1b466"),
        ("SignatureVersion", "1.0"),
        ("TemplateCode", "SMS_71390007"),
        ("TemplateParam", r#"{"customer":"test"}"#),
        ("Timestamp", "2017-07-12T02:42:19Z"),
        ("Version", "2017-05-25"),
    ];
    assert_signature("GET", &pairs, "testSecret", "zJDF+Lrzhj/ThnlvIToysFRq6t4=");
}

#[test]
fn r5_and_r6_of_sdk_tests() {
    for (version, expected) in [
        ("2013-01-10", "axE3FUHgDyfm9/+Iep0HpZXrRwE="),
        ("2014-05-26", "K9fCVP6Jrklpd3rLYKh1pfrrFNo="),
    ] {
        let pairs = [
            ("TimeStamp", "2012-12-26T10:33:56Z"),
            ("Format", "XML"),
            ("AccessKeyId", "testid"),
            ("Action", "DescribeRegions"),
            ("SignatureMethod", "HMAC-SHA1"),
            ("RegionId", "region1"),
            ("SignatureNonce", "NwDAxvLU6tFE0DVb"),
            ("Version", version),
            ("SignatureVersion", "1.0"),
        ];
        assert_signature("GET", &pairs, "testsecret", expected);
    }
}

#[test]
fn g1_and_g2_with_a_token_of_the_go_sdk() {
    let pairs = [
        ("Version", ""),
        ("Action", ""),
        ("Format", "JSON"),
        ("Timestamp", "mock date"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureType", ""),
        ("SignatureVersion", "1.0"),
        ("SignatureNonce", "MOCK_UUID"),
        ("AccessKeyId", "accessKeyId"),
        ("RegionId", "regionId"),
    ];
    assert_signature("GET", &pairs, "accessKeySecret", "7loPmFjvDnzOVnQeQNj85S6nFGY=");
    let pairs = [&pairs[..], &[("SecurityToken", "accessKeyStsToken")]].concat();
    assert_signature("GET", &pairs, "accessKeySecret", "5Nxdcler+ihqWqv0Hr2On4PsBf4=");
}

#[test]
fn u1_u2_p1_and_x1_of_other_clients() {
    assert_signature("", &[("test", "ok")], "accessKeySecret", "jHx/oHoHNrbVfhncHEvPdHXZwHU=");
    let pairs = [("query", "test"), ("body", "test")];
    assert_signature("GET", &pairs, "secret", "XlUyV4sXjOuX5FnjUz9IF9tm5rU=");
    // The SDK's test has the two swapped.
    let pairs = [
        ("Timestamp", "7e1c7d12-7551-4856-8abb-1938ccac6bcc"),
        ("SignatureNonce", "2018-12-04T04:03:12Z"),
        ("SignatureType", ""),
        ("Format", "JSON"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureVersion", "1.0"),
        ("AccessKeyId", "access_key_id"),
    ];
    assert_signature("GET", &pairs, "access_key_secret", "5AYPtZduFYvj3ETTIQlivGqL7Ic=");
    let pairs = [
        ("AccessKeyId", "ak"),
        ("Action", "AssumeRole"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureNonce", "nonce123"),
        ("SignatureVersion", "1.0"),
        ("Timestamp", "2026-07-13T09:00:00Z"),
        ("Version", "2015-04-01"),
    ];
    assert_signature("POST", &pairs, "secret", "w2VXGLgLlJeKddb3qZK29DemnxQ=");
}

/// Text or bytes, it is the same secret.
#[test]
fn secrets_of_many_types() {
    let secrets: [AccessKeySecret; 3] =
        ["testsecret".into(), String::from("testsecret").into(), b"testsecret".to_vec().into()];
    for secret in secrets {
        assert_eq!(rpc::signature(R1_STRING_TO_SIGN, &secret), "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    }
}

#[test]
fn strings_to_sign_of_the_go_and_java_sdks() {
    assert_eq!(
        string_to_sign("GET", &[("q", "http://domain/?q=value&q2=value2"), ("key", "value")]),
        "GET&%2F&key%3Dvalue%26q%3Dhttp%253A%252F%252Fdomain%252F%253Fq%253Dvalue%2526q2%253Dvalue2",
    );
    assert_eq!(
        string_to_sign("GET", &[("queryKey2", "queryValue2"), ("queryKey1", "queryValue1")]),
        "GET&%2F&queryKey1%3DqueryValue1%26queryKey2%3DqueryValue2",
    );
    assert_eq!(
        rpc::canonical_query("a=begin_%2B_*_~_-_._%22_+end", ""),
        Ok("a=begin_%2B_%2A_~_-_._%22_%20end".into()),
    );
}

/// When R1 was signed, and by which nonce.
fn r1_moment() -> Moment<'static> {
    Moment::new("2016-02-23T12:46:24Z", R1[2].1).expect("a moment")
}

/// The signature of a call of this crate, which is the last of its parameters.
#[track_caller]
fn signature_of(signed: &SignedRequest) -> String {
    let parameters = match signed.method() {
        Method::Get => signed.query(),
        Method::Post => signed.body(),
    };
    let call = Call::from_query(parameters).expect("a call");
    assert_eq!(call.to_query(), parameters, "the canonical query, and the signature");
    call.common.signature.expect("it is signed").into_owned()
}

#[test]
fn d1_to_d4_of_this_operation() {
    let key = AccessKey::new("testid", "testsecret");
    let request = Request::new("cn-hangzhou");
    let get = request.sign_rpc(Method::Get, &key, r1_moment(), Format::Xml);
    assert_eq!(signature_of(&get), "fS5ED+QSyUeVqiOAAe+F2tw2Qa8=");
    assert_eq!((get.method(), get.path(), get.body()), (Method::Get, "/", ""));
    assert_eq!(get.headers().len(), 0);

    let post = request.sign_rpc(Method::Post, &key, r1_moment(), Format::Xml);
    assert_eq!(signature_of(&post), "wZ4P0iErx0SUmwkhyDxnyR2viAI=");
    assert_eq!((post.method(), post.path(), post.query()), (Method::Post, "/", ""));
    assert!(post.headers().eq([("content-type", "application/x-www-form-urlencoded")]));

    let d3 = request
        .clone()
        .with_zone_id("cn-hangzhou-d")
        .with_page_number(PageNumber::new(2).expect("it is one"))
        .with_page_size(PageSize::MAX)
        .with_instance_ids(twelve_ids())
        .expect("they are few")
        .sign_rpc(Method::Get, &key, r1_moment(), Format::Json);
    assert_eq!(signature_of(&d3), "6kxd8R7LGhbHTIyyGLmmoRpuUGY=");

    // D4 has an empty `SignatureType`, which this crate does not send.
    let own = [
        ("Action", "DescribeInstanceStatus"),
        ("Format", "JSON"),
        ("RegionId", "cn-hangzhou"),
        ("SecurityToken", "CAIS+/a b*~=="),
        ("Timestamp", "2016-02-23T12:46:24Z"),
    ];
    let pairs = [&R1[..], &own].concat();
    let with_type = [&pairs[..], &[("SignatureType", "")]].concat();
    assert_signature("GET", &with_type, "testsecret", "+kPDrYt0xzzG1M/BUNLUQHW/H7w=");
    let temporary = key.with_security_token("CAIS+/a b*~==");
    let signed = request.sign_rpc(Method::Get, &temporary, r1_moment(), Format::Json);
    assert_signature("GET", &pairs, "testsecret", &signature_of(&signed));
}
