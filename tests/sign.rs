//! Every published vector of the two signatures, and those that were computed for
//! this operation by another implementation.

#![cfg(all(feature = "sign", feature = "json", feature = "xml"))]

mod support;

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Endpoint, Method, Moment, Received, SignedRequest, rpc, v3,
};
use aliyun_instance_status::{Call, Format, PageNumber, PageSize, Request};
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

/// When R1 was signed, and by which nonce.
fn r1_moment() -> Moment<'static> {
    Moment::new("2016-02-23T12:46:24Z", R1[2].1).expect("a moment")
}

fn twelve_ids() -> impl Iterator<Item = String> {
    (1..=12).map(|number| format!("i-bp67acfmxazb4p{number:04}"))
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
    let key = AccessKey::new("YourAccessKeyId", "YourAccessKeySecret");
    let moment = Moment::at(1_698_315_752, "3156853299f313e23d1673dc12e1703d").expect("a moment");
    let request = Request::new("cn-shanghai")
        .with_page_size(PageSize::MAX)
        .with_instance_ids(twelve_ids())
        .expect("they are few");
    let host = "ecs.cn-shanghai.aliyuncs.com";
    let signed = request.sign_v3(Method::Post, host, &key, moment, Format::Json);
    assert_eq!((signed.method(), signed.path(), signed.body()), (Method::Post, "/", ""));

    let headers = v1("DescribeInstanceStatus");
    let canonical =
        v3::canonical_request("POST", "/", signed.query(), &headers, EMPTY).expect("it is a query");
    assert!(
        v3::string_to_sign(&canonical)
            .ends_with("\n276e22513c3400f8924037037ed598ffebcef6118d5c4e74910443dbc38a663a")
    );
    let authorization = "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;\
        x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,\
        Signature=d3ffe54c7c740e7a164bf1840dd1081427961af2d90fe8b664963fcdbfa3380e";
    let mut sent = headers.map(|(name, value)| (name.to_ascii_lowercase(), value)).to_vec();
    sent.sort();
    sent.push(("authorization".to_owned(), authorization));
    sent.push(("accept".to_owned(), "application/json"));
    assert!(signed.headers().eq(sent.iter().map(|(name, value)| (&**name, *value))));

    // The shared corpus has the canonical request in full.
    let Some(folder) = support::corpus() else { return };
    let text = std::fs::read_to_string(folder.join("req_14_derived_D5_v3_canonical.txt"));
    assert!(text.expect("it is there").contains(&format!("\n{canonical}\nhash 276e")));
}

/// The vectors of another client for this operation, two endpoints by two methods. Its
/// `POST` has the parameters in a form.
#[test]
fn k1_to_k4_of_this_operation() {
    let secret = AccessKeySecret::new("access_key_secret");
    let key = AccessKey::new("access_key_id", "access_key_secret");
    let date = "2024-07-13T14:40:50Z";
    for (host, get, post) in [
        (
            "ecs-us-west-1.aliyuncs.com",
            "7649a8f557a5b7b6ee648a1804550178b02a189fa21e288db5a970193126acc8",
            "f8459f1b0077be0bc756c7ac273a622e27e7b2091b32e2f55580d2980a32890b",
        ),
        (
            "ecs.us-west-1.aliyuncs.com",
            "cd60b476dd38f9c2714f54e604662aff3b033e5d05ac80ea35b4c7c1eb76bfb0",
            "a72e21b7e8a4ae09f3cf5162a132ca14220f8ae32decc8c5b6109fca77a51006",
        ),
    ] {
        let moment = Moment::new(date, "6cdc1971b2470b4c83b78a35e2bc36ea").expect("a moment");
        let request = Request::new("us-west-1");
        let signed = request.sign_v3(Method::Get, host, &key, moment, Format::Json);
        let mut headers = signed.headers();
        let authorization =
            headers.find(|(name, _)| *name == "authorization").expect("it is signed");
        assert!(authorization.1.ends_with(&format!(",Signature={get}")), "{authorization:?}");

        // Of "RegionId=us-west-1".
        let form_sha256 = v3::string_to_sign("RegionId=us-west-1");
        let form_sha256 = form_sha256.lines().last().expect("a hash");
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("host", host),
            ("x-acs-action", "DescribeInstanceStatus"),
            ("x-acs-content-sha256", form_sha256),
            ("x-acs-date", date),
            ("x-acs-signature-nonce", "fdcec2963e364bad483f79877d6cd101"),
            ("x-acs-version", "2014-05-26"),
        ];
        let canonical =
            v3::canonical_request("POST", "/", "", &headers, form_sha256).expect("it is a query");
        assert_eq!(v3::signature(&v3::string_to_sign(&canonical), &secret), post);

        let names = headers.map(|(name, _)| name).join(";");
        let authorization = format!(
            "ACS3-HMAC-SHA256 Credential=access_key_id,SignedHeaders={names},Signature={post}"
        );
        let headers = [&headers[..], &[("Authorization", &*authorization)]].concat();
        let body = b"RegionId=us-west-1";
        let received = Received { method: "POST", path: "/", query: "", headers: &headers, body };
        let clock = aliyun_instance_status::sign::Clock { now: 1_720_881_650, window: 0 };
        let verified = received
            .read()
            .and_then(|call| call.verify(clock, Some(&secret)))
            .expect("it is signed");
        assert_eq!(verified.call().expect("a call").request.region_id(), "us-west-1");
    }
}

#[test]
fn a_content_type_that_the_stack_adds_is_signed() {
    let key = AccessKey::new("testid", "testsecret");
    let endpoint = Endpoint::from("ecs.aliyuncs.com").with_content_type("application/json");
    let signed = Request::new("a").sign_v3(Method::Post, &endpoint, &key, r1_moment(), Format::Xml);
    let headers: Vec<(&str, &str)> = signed.headers().collect();
    assert!(headers.contains(&("content-type", "application/json")));
    assert!(headers.contains(&("accept", "application/xml")));
    let canonical =
        v3::canonical_request("POST", "/", "RegionId=a", &headers, EMPTY).expect("it is a query");
    let signature =
        v3::signature(&v3::string_to_sign(&canonical), &AccessKeySecret::new("testsecret"));
    assert!(
        headers.iter().any(|(name, value)| *name == "authorization"
            && value.contains("SignedHeaders=content-type;host;x-acs-action;")
            && value.ends_with(&signature)),
        "{headers:?}"
    );
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
