//! Every published vector of the two signatures, and those that were computed for
//! this operation by another implementation.

#![cfg(all(feature = "sign", feature = "json", feature = "xml"))]

mod support;

use aliyun_instance_status::sign::{self, AccessKeySecret, Method, rpc, v3};
use aliyun_instance_status::{Call, CommonParameters, PageNumber, PageSize, Request};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

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

/// The call of D1.
fn d1() -> Call<'static> {
    let mut common = CommonParameters::default();
    common.access_key_id = Some("testid".into());
    common.format = Some("XML".into());
    common.signature_nonce = Some("3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf".into());
    common.timestamp = Some(sign::timestamp(1_456_231_584).into());
    Call { request: Request::new("cn-hangzhou"), common }
}

fn twelve_ids() -> impl Iterator<Item = String> {
    (1..=12).map(|number| format!("i-bp67acfmxazb4p{number:04}"))
}

#[test]
fn d1_to_d4_of_this_operation() {
    let secret = AccessKeySecret::new("testsecret");
    let signature = |call: &mut Call<'_>, method| {
        call.sign(method, &secret);
        let query = call.to_query();
        let encoded = call
            .common
            .signature
            .as_ref()
            .map(|signature| utf8_percent_encode(signature, NON_ALPHANUMERIC).to_string());
        assert!(query.ends_with(&format!("&Signature={}", encoded.expect("it is signed"))));
        assert_eq!(Call::from_query(&query).as_ref(), Ok(&*call));
        call.common.signature.clone().expect("it is signed").into_owned()
    };
    assert_eq!(signature(&mut d1(), Method::Get), "fS5ED+QSyUeVqiOAAe+F2tw2Qa8=");
    assert_eq!(signature(&mut d1(), Method::Post), "wZ4P0iErx0SUmwkhyDxnyR2viAI=");

    let mut d3 = d1();
    d3.common.format = Some("JSON".into());
    d3.request = Request::new("cn-hangzhou")
        .with_zone_id("cn-hangzhou-d")
        .with_page_number(PageNumber::new(2).expect("it is one"))
        .with_page_size(PageSize::MAX)
        .with_instance_ids(twelve_ids())
        .expect("they are few");
    assert_eq!(signature(&mut d3, Method::Get), "6kxd8R7LGhbHTIyyGLmmoRpuUGY=");

    let mut d4 = d1();
    d4.common.format = Some("JSON".into());
    d4.common.signature_type = Some("".into());
    d4.common.security_token = Some("CAIS+/a b*~==".into());
    assert_eq!(signature(&mut d4, Method::Get), "+kPDrYt0xzzG1M/BUNLUQHW/H7w=");
    // Signing again changes nothing.
    assert_eq!(signature(&mut d4, Method::Get), "+kPDrYt0xzzG1M/BUNLUQHW/H7w=");
}

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// The headers of V1 and D5.
fn v1(action: &str) -> [(&str, &str); 6] {
    [
        ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
        ("Host", "ecs.cn-shanghai.aliyuncs.com"),
        ("x-acs-action", action),
        ("x-acs-version", "2014-05-26"),
        ("x-acs-date", "2023-10-26T10:22:32Z"),
        ("x-acs-content-sha256", EMPTY),
    ]
}

#[test]
fn v1_to_v3_of_other_operations() {
    let query = "RegionId=cn-shanghai\
        &ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd";
    let canonical = v3::canonical_request("POST", "/", query, &v1("RunInstances"), EMPTY);
    let signed = v3::string_to_sign(&canonical.expect("it is a query"));
    assert_eq!(
        signed,
        "ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259",
    );
    assert_eq!(
        v3::signature(&signed, &AccessKeySecret::new("YourAccessKeySecret")),
        "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );

    let headers = [("x-acs-test", "http"), ("x-acs-TEST", "https")];
    let payload = "55e12e91650d2fec56ec74e1d3e4ddbfce2ef3a65890c2a19ecf88a307e76a23";
    for (method, expected) in [
        ("GET", "d16b30a7699ae9e43875b13195b2f81bcc3ed10c14a9b5eb780e51619aa50be1"),
        ("", "4ab59fffe3c5738ff8a2729f90cc04fe18b02a4b15b2102cbaf92f9ff3df2ea3"),
    ] {
        let canonical = v3::canonical_request(method, "/", "test=ok&empty=", &headers, payload)
            .expect("it is a query");
        let signed = v3::string_to_sign(&canonical);
        assert_eq!(v3::signature(&signed, &AccessKeySecret::new("secret")), expected);
    }
}

#[test]
fn d5_of_this_operation() {
    let secret = AccessKeySecret::new("YourAccessKeySecret");
    let date = sign::timestamp(1_698_315_752);
    let nonce = "3156853299f313e23d1673dc12e1703d";
    let common =
        v3::CommonHeaders::new("ecs.cn-shanghai.aliyuncs.com", "YourAccessKeyId", &date, nonce);
    let request = Request::new("cn-shanghai")
        .with_page_size(PageSize::MAX)
        .with_instance_ids(twelve_ids())
        .expect("they are few");
    let signed = request.sign_v3(Method::Post, &common, &secret);

    let headers = v1("DescribeInstanceStatus");
    let canonical =
        v3::canonical_request("POST", "/", &signed.query, &headers, EMPTY).expect("it is a query");
    assert!(
        v3::string_to_sign(&canonical)
            .ends_with("\n276e22513c3400f8924037037ed598ffebcef6118d5c4e74910443dbc38a663a")
    );
    let (last, signed_headers) = signed.headers.split_last().expect("there are some");
    assert_eq!(
        (last.0, &*last.1),
        (
            "authorization",
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;\
             x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,\
             Signature=d3ffe54c7c740e7a164bf1840dd1081427961af2d90fe8b664963fcdbfa3380e",
        ),
    );
    let mut sent = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    sent.sort();
    assert!(
        signed_headers
            .iter()
            .map(|(name, value)| (*name, value))
            .eq(sent.iter().map(|(name, value)| (&**name, value)))
    );

    // The shared corpus has the canonical request in full.
    let Some(folder) = support::corpus() else { return };
    let text = std::fs::read_to_string(folder.join("req_14_derived_D5_v3_canonical.txt"));
    assert!(text.expect("it is there").contains(&format!("\n{canonical}\nhash 276e")));
}

/// Which headers are signed: `host`, `content-type` and those of the API.
#[test]
fn headers_that_v3_signs() {
    let names = ["Accept", "Content-Type", "Date", "HOST", "User-Agent", "X-Acs-Action", "x-acsy"];
    let headers = names.map(|name| (name, "1"));
    let canonical = v3::canonical_request("GET", "/", "", &headers, EMPTY).expect("it is a query");
    let expected = format!(
        "GET\n/\n\ncontent-type:1\nhost:1\nx-acs-action:1\n\ncontent-type;host;x-acs-action\n{EMPTY}"
    );
    assert_eq!(canonical, expected);
}
