//! The V3 signature.

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Endpoint, Method, Moment, Received, v3,
};
use aliyun_instance_status::{Format, PageSize, Request};

use super::twelve_ids;
use crate::support::documents::corpus;
use crate::support::signed::{DERIVED, EMPTY_HASH};

/// The headers of V1 and D5.
fn v1(action: &str) -> [(&str, &str); 6] {
    [
        ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
        ("Host", "ecs.cn-shanghai.aliyuncs.com"),
        ("x-acs-action", action),
        ("x-acs-version", "2014-05-26"),
        ("x-acs-date", "2023-10-26T10:22:32Z"),
        ("x-acs-content-sha256", EMPTY_HASH),
    ]
}

#[test]
fn v1_to_v3_of_other_operations() {
    let query = "RegionId=cn-shanghai\
        &ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd";
    let canonical = v3::canonical_request("POST", "/", query, &v1("RunInstances"), EMPTY_HASH);
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
    let canonical = v3::canonical_request("POST", "/", signed.query(), &headers, EMPTY_HASH)
        .expect("it is a query");
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
    let Some(folder) = corpus() else { return };
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
        let received = Received { method: "POST", path: "/", query: "", headers, body };
        let verified = received
            .read()
            .and_then(|call| call.with_window(0).verify(1_720_881_650, Some(&secret)))
            .expect("it is signed");
        assert_eq!(verified.call().expect("a call").request.region_id(), "us-west-1");
    }
}

#[test]
fn a_content_type_that_the_stack_adds_is_signed() {
    let key = AccessKey::new("testid", "testsecret");
    let endpoint = Endpoint::from("ecs.aliyuncs.com").with_content_type("application/json");
    let moment = Moment::at(DERIVED, "nonce-1").expect("a moment");
    let signed = Request::new("a").sign_v3(Method::Post, &endpoint, &key, moment, Format::Xml);
    let headers: Vec<(&str, &str)> = signed.headers().collect();
    assert!(headers.contains(&("content-type", "application/json")));
    assert!(headers.contains(&("accept", "application/xml")));
    let canonical = v3::canonical_request("POST", "/", "RegionId=a", &headers, EMPTY_HASH)
        .expect("it is a query");
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
    let canonical =
        v3::canonical_request("GET", "/", "", &headers, EMPTY_HASH).expect("it is a query");
    let expected = format!(
        "GET\n/\n\ncontent-type:1\nhost:1\nx-acs-action:1\n\ncontent-type;host;x-acs-action\n{EMPTY_HASH}"
    );
    assert_eq!(canonical, expected);
}
