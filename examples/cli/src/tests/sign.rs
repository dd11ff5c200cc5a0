//! Signed calls, as they are printed.

use insta::assert_snapshot;

use super::{run, run_with};

#[test]
fn v3_is_a_configuration_for_curl() {
    assert_snapshot!(run(&["sign", "--region", "cn-hangzhou", "--page-size=50"], ""), @r#"
    # A signed call, for: curl -sK -
    url = "https://ecs.cn-hangzhou.aliyuncs.com/?PageSize=50&RegionId=cn-hangzhou"
    header = "host: ecs.cn-hangzhou.aliyuncs.com"
    header = "x-acs-action: DescribeInstanceStatus"
    header = "x-acs-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    header = "x-acs-date: 2023-10-26T10:22:32Z"
    header = "x-acs-signature-nonce: 3156853299f313e23d1673dc12e1703d"
    header = "x-acs-version: 2014-05-26"
    header = "authorization: ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=172f46a530780ead132e61bce4b4d4e8e74e01ef7a18d7eed70bec57c171473b"
    header = "accept: application/json"
    = 0
    "#);
}

#[test]
fn v3_by_post_has_an_empty_body() {
    assert_snapshot!(run(&["sign", "--region=cn-beijing", "--post", "--format=xml"], ""), @r#"
    # A signed call, for: curl -sK -
    url = "https://ecs.cn-beijing.aliyuncs.com/?RegionId=cn-beijing"
    header = "content-type: application/x-www-form-urlencoded"
    header = "host: ecs.cn-beijing.aliyuncs.com"
    header = "x-acs-action: DescribeInstanceStatus"
    header = "x-acs-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    header = "x-acs-date: 2023-10-26T10:22:32Z"
    header = "x-acs-signature-nonce: 3156853299f313e23d1673dc12e1703d"
    header = "x-acs-version: 2014-05-26"
    header = "authorization: ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=798fce8ce246837d5e2fddec719d6125a08fb86bd1ad9bc088ececa64c51a23c"
    header = "accept: application/xml"
    request = "POST"
    data = ""
    = 0
    "#);
}

#[test]
fn rpc_is_one_url_or_one_form() {
    assert_snapshot!(run(&["sign", "--rpc", "--region", "cn-hangzhou"], ""), @r#"
    # A signed call, for: curl -sK -
    url = "https://ecs.cn-hangzhou.aliyuncs.com/?AccessKeyId=testid&Action=DescribeInstanceStatus&Format=JSON&RegionId=cn-hangzhou&SignatureMethod=HMAC-SHA1&SignatureNonce=3156853299f313e23d1673dc12e1703d&SignatureVersion=1.0&Timestamp=2023-10-26T10%3A22%3A32Z&Version=2014-05-26&Signature=Uo%2FT0h%2FP3rjOBlhchQyGnrBmhf4%3D"
    = 0
    "#);
    assert_snapshot!(run(&["sign", "--rpc", "--post", "--region", "cn-hangzhou"], ""), @r#"
    # A signed call, for: curl -sK -
    url = "https://ecs.cn-hangzhou.aliyuncs.com/"
    header = "content-type: application/x-www-form-urlencoded"
    request = "POST"
    data = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=JSON&RegionId=cn-hangzhou&SignatureMethod=HMAC-SHA1&SignatureNonce=3156853299f313e23d1673dc12e1703d&SignatureVersion=1.0&Timestamp=2023-10-26T10%3A22%3A32Z&Version=2014-05-26&Signature=l5w2duu%2F8D43U%2BhReIz%2BhkvzB1M%3D"
    = 0
    "#);
    assert_snapshot!(run(&["sign", "--url", "--region", "cn-hangzhou"], ""), @r"
    https://ecs.cn-hangzhou.aliyuncs.com/?AccessKeyId=testid&Action=DescribeInstanceStatus&Format=JSON&RegionId=cn-hangzhou&SignatureMethod=HMAC-SHA1&SignatureNonce=3156853299f313e23d1673dc12e1703d&SignatureVersion=1.0&Timestamp=2023-10-26T10%3A22%3A32Z&Version=2014-05-26&Signature=Uo%2FT0h%2FP3rjOBlhchQyGnrBmhf4%3D
    = 0
    ");
}

#[test]
fn every_parameter_has_an_option() {
    let arguments = [
        "sign",
        "--url",
        "--region=a",
        "--zone-id=a-b",
        "--instance-id",
        "i 1",
        "--instance-id=i-2",
        "--page-number=2",
        "--page-size=5",
        "--format=XML",
    ];
    let shown = run(&arguments, "");
    let parameters = "InstanceId.1=i%201&InstanceId.2=i-2&PageNumber=2&PageSize=5&RegionId=a&";
    assert!(shown.contains(parameters) && shown.contains("&ZoneId=a-b&"), "{shown}");
    assert!(shown.contains("&Format=XML&"), "{shown}");
}

#[test]
fn it_goes_where_it_is_told() {
    for (endpoint, base) in [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("HTTP://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
        ("127.0.0.1:8080", "https://127.0.0.1:8080/"),
        ("ecs-vpc.cn-hangzhou.aliyuncs.com", "https://ecs-vpc.cn-hangzhou.aliyuncs.com/"),
        ("http://[::1]:80", "http://[::1]:80/"),
    ] {
        // The region is then any that the endpoint knows.
        let shown = run(&["sign", "--region=a b", "--endpoint", endpoint], "");
        assert!(shown.contains(&format!("url = \"{base}?RegionId=a%20b\"")), "{shown}");
        let host = base.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        assert!(shown.contains(&format!("header = \"host: {host}\"")), "{shown}");
    }
    for endpoint in ["ftp://h", "http://", "", "h/x", "h?x", "a b", "u:p@h", "h\"", "h\\", "中"] {
        let shown = run(&["sign", "--region=a", "--endpoint", endpoint], "");
        assert!(shown.contains("neither a URL") && shown.ends_with("= 1"), "{shown}");
    }
}

#[test]
fn a_missing_variable_is_named() {
    let sign = ["sign", "--region=cn-hangzhou"];
    assert_snapshot!(run_with(&sign, "", |system| system.variable = |_| None), @r"
    ! error: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET are not set: the access key is read from the environment
    = 1
    ");
    let empty = |name: &str| (name != "ALIBABA_CLOUD_ACCESS_KEY_SECRET").then(Default::default);
    assert_eq!(
        run_with(&sign, "", |system| system.variable = empty),
        run_with(&sign, "", |system| system.variable = |_| None)
    );
    let id = |name: &str| name.ends_with("_ID").then(|| "testid".into());
    assert_snapshot!(run_with(&sign, "", |system| system.variable = id), @r"
    ! error: ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set: the access key is read from the environment
    = 1
    ");
    let secret = |name: &str| name.ends_with("_SECRET").then(|| "testsecret".into());
    assert_snapshot!(run_with(&sign, "", |system| system.variable = secret), @r"
    ! error: ALIBABA_CLOUD_ACCESS_KEY_ID is not set: the access key is read from the environment
    = 1
    ");
    let line_end = |_: &str| Some("testsecret\n".into());
    assert_snapshot!(run_with(&sign, "", |system| system.variable = line_end), @r"
    ! error: ALIBABA_CLOUD_ACCESS_KEY_ID has a character that none has: a space, a line end, or one beyond ASCII
    = 1
    ");
}

/// A token is signed and sent, by either scheme.
#[test]
fn a_temporary_key_brings_its_token() {
    let variable = |name: &str| match name {
        "ALIBABA_CLOUD_SECURITY_TOKEN" => Some("CAIS\"\\+/=".into()),
        _ => Some("test".into()),
    };
    let v3 = run_with(&["sign", "--region=a"], "", |system| system.variable = variable);
    assert!(v3.contains("header = \"x-acs-security-token: CAIS\\\"\\\\+/=\"\n"), "{v3}");
    let rpc = run_with(&["sign", "--region=a", "--url"], "", |system| system.variable = variable);
    assert!(rpc.contains("&SecurityToken=CAIS%22%5C%2B%2F%3D&"), "{rpc}");
    // What was written is read back.
    for call in [v3, rpc] {
        let call = call.strip_suffix("= 0").expect("it is signed");
        let shown = run_with(&["verify", "-"], call, |system| system.variable = variable);
        assert!(shown.starts_with("the signature holds, by "), "{shown}");
    }
}

/// The clock and the source of nonces of the program itself.
#[test]
fn nonces_are_new_and_the_time_is_now() {
    let (mut input, mut output, mut errors) = (std::io::empty(), Vec::new(), Vec::new());
    let process = crate::system::System::of_process(&mut input, &mut output, &mut errors);
    let nonces: std::collections::HashSet<String> = (0..1_000).map(|_| (process.nonce)()).collect();
    assert_eq!(nonces.len(), 1_000);
    let is_nonce =
        |nonce: &String| nonce.len() == 32 && nonce.bytes().all(|b| b.is_ascii_hexdigit());
    assert!(nonces.iter().all(is_nonce));
    // 2024 to 2124.
    assert!((1_704_067_200..4_859_740_800).contains(&(process.now)()));
}
