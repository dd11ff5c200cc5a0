//! What a query asks for.

use insta::assert_snapshot;

use super::run;

#[test]
fn a_query_says_what_its_parameters_mean() {
    let query = "?Action=DescribeInstanceStatus&RegionId=cn-hangzhou&PageNumber=2&InstanceId.1=i-a\
        &InstanceId.2=%E5%AE%9E%E4%BE%8B&Other=%1B&SecurityToken=s3cr3t&Signature=s3cr3t";
    assert_snapshot!(run(&["query", query], ""), @r"
    PARAMETER      VALUE                   MEANING
    Action         DescribeInstanceStatus  the operation
    RegionId       cn-hangzhou             of this region
    PageNumber     2                       the page, counted from 1
    InstanceId.1   i-a                     this instance, of 100 at most
    InstanceId.2   实例                    this instance, of 100 at most
    Other          \u{1b}                  unknown, and skipped; signed like the others
    SecurityToken  [hidden]                the token of a temporary access key
    Signature      [hidden]                proves that the access key's secret is known

    asks for page 2, 10 a page, of 2 instances in cn-hangzhou
    ! error: missing parameter AccessKeyId
    = 1
    ");
    let url = "https://ecs.aliyuncs.com/?RegionId=中&PageSize=51";
    assert_snapshot!(run(&["query", url], ""), @r"
    ! <query>:1:22: error: PageSize outside 1 to 50 at byte 23
    ! 1 | ?RegionId=中&PageSize=51
    !   |                       ^
    = 1
    ");
}

/// Every parameter that a call may have has a meaning.
#[test]
fn no_parameter_is_without_a_meaning() {
    let query = "AccessKeyId=a&BearerToken=a&ClusterId=a&Format=JSON&OwnerAccount=a&OwnerId=1\
        &PageSize=1&RegionId=a&ResourceOwnerAccount=a&ResourceOwnerId=1&SignatureMethod=a\
        &SignatureNonce=a&SignatureType=a&SignatureVersion=a&TimeStamp=a&Timestamp=a&Version=2014-05-26\
        &ZoneId=a";
    let shown = run(&["query", query], "");
    assert!(shown.ends_with("= 0") && !shown.contains("unknown"), "{shown}");
    assert_eq!(shown.lines().count(), 1 + 18 + 4, "{shown}");
}

/// Each spelling asks for the same.
#[test]
fn a_query_is_found_in_what_people_paste() {
    let query = "RegionId=cn-hangzhou&PageSize=50";
    let expected = run(&["query", query], "");
    assert!(expected.ends_with("= 0"), "{expected}");
    for text in [
        format!("?{query}"),
        format!("/?{query}"),
        format!("https://ecs.aliyuncs.com/?{query}"),
        format!("HTTPS://ecs.aliyuncs.com?{query}"),
        format!("acs+ecs://h/?{query}"),
        format!("ecs.aliyuncs.com/?{query}"),
        format!(" \"https://ecs.aliyuncs.com/?{query}\"\n"),
        format!("'https://ecs.aliyuncs.com/?{query}'"),
        format!("<https://ecs.aliyuncs.com/?{query}>"),
        format!("GET /?{query} HTTP/1.1"),
        format!("\"GET /?{query} HTTP/1.1\""),
        format!("POST /?{query} HTTP/2\r\nHost: h\r\n\r\n"),
        format!("POST / HTTP/1.1\r\nHost: h\r\n\r\n{query}"),
        format!("# comment\nurl = \"https://ecs.aliyuncs.com/?{query}\"\n"),
        format!("url=http://h/\ndata=\"{query}\"\nrequest POST"),
    ] {
        assert_eq!(run(&["query", &text], ""), expected, "{text}");
        assert_eq!(run(&["query", "-"], &text), expected, "{text}");
    }
}

#[test]
fn parameters_are_shown_as_they_were_sent() {
    let query = "InstanceId.10=b+c&InstanceId.0=a%2Bb&RegionId=cn-hangzhou&PageNumber=007&&Flag";
    assert_snapshot!(run(&["query", query], ""), @r"
    PARAMETER      VALUE        MEANING
    InstanceId.10  b c          this instance, of 100 at most
    InstanceId.0   a+b          this instance, of 100 at most
    RegionId       cn-hangzhou  of this region
    PageNumber     007          the page, counted from 1
    Flag                        unknown, and skipped; signed like the others

    asks for page 7, 10 a page, of 2 instances in cn-hangzhou
    not signed, unless by V3, which signs in headers
    = 0
    ");
}

/// What is behind a URL's `?` is a URL again, or all of it is escaped.
#[test]
fn a_url_in_a_query_is_refused() {
    assert_snapshot!(run(&["query", "https://h/?https://h/?RegionId=a"], ""), @r"
    ! <query>:1:2: error: URL where a query belongs at byte 1
    ! 1 | ?https://h/?RegionId=a
    !   |  ^
    = 1
    ");
    assert_snapshot!(run(&["query", "https%3A%2F%2Fh%2F%3FRegionId=a"], ""), @r"
    ! <query>:1:1: error: URL where a query belongs at byte 0
    ! 1 | https%3A%2F%2Fh%2F%3FRegionId=a
    !   | ^
    = 1
    ");
}

#[test]
fn what_a_server_refuses_is_refused() {
    assert_snapshot!(run(&["query", "RegionId=a&Format=YAML"], ""), @r#"
    ! <query>:1:19: error: Format "YAML" is not JSON or XML
    ! 1 | RegionId=a&Format=YAML
    !   |                   ^
    = 1
    "#);
    assert_snapshot!(run(&["query", "POST / HTTP/1.1\n\nRegionId=a&PageSize=0"], ""), @r"
    ! <form>:1:21: error: PageSize outside 1 to 50 at byte 20
    ! 1 | RegionId=a&PageSize=0
    !   |                     ^
    = 1
    ");
    assert_snapshot!(run(&["query", "https://ecs.aliyuncs.com/"], ""), @r"
    ! <query>:1:1: error: missing RegionId at byte 0
    ! 1 | 
    !   | ^
    = 1
    ");
    let signed = "RegionId=a&Signature=c2ln&AccessKeyId=testid&SignatureNonce=n\
        &SignatureMethod=MD5&SignatureVersion=1.0&Timestamp=2016-02-23T12%3A46%3A24Z\
        &Action=DescribeInstanceStatus&Version=2014-05-26";
    assert_snapshot!(run(&["query", signed], ""), @r"
    PARAMETER         VALUE                   MEANING
    RegionId          a                       of this region
    Signature         [hidden]                proves that the access key's secret is known
    AccessKeyId       testid                  the access key that signs
    SignatureNonce    n                       serves once, so that no call can be replayed
    SignatureMethod   MD5                     how the signature is made
    SignatureVersion  1.0                     the version of the signature
    Timestamp         2016-02-23T12:46:24Z    when the call was made, in UTC
    Action            DescribeInstanceStatus  the operation
    Version           2014-05-26              the version of the API

    asks for page 1, 10 a page, of all instances in a
    ! <query>:1:79: error: unsupported signature method
    ! 1 | …re=****&AccessKeyId=testid&SignatureNonce=n&SignatureMethod=MD5&SignatureVersion=1.0&Timestamp=2016-02-23T12%3A46%3A24Z&…
    !   |                                                              ^
    = 1
    ");
    let no_nonce = signed.replace("&SignatureNonce=n", "").replace("MD5", "HMAC-SHA1");
    assert_snapshot!(run(&["query", &no_nonce], ""), @r"
    PARAMETER         VALUE                   MEANING
    RegionId          a                       of this region
    Signature         [hidden]                proves that the access key's secret is known
    AccessKeyId       testid                  the access key that signs
    SignatureMethod   HMAC-SHA1               how the signature is made
    SignatureVersion  1.0                     the version of the signature
    Timestamp         2016-02-23T12:46:24Z    when the call was made, in UTC
    Action            DescribeInstanceStatus  the operation
    Version           2014-05-26              the version of the API

    asks for page 1, 10 a page, of all instances in a
    ! error: missing parameter SignatureNonce
    = 1
    ");
}

#[test]
fn a_signed_query_says_until_when_it_is_valid() {
    let query = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=XML\
        &RegionId=cn-hangzhou&SignatureMethod=HMAC-SHA1&SignatureNonce=n&SignatureVersion=1.0\
        &Timestamp=2023-10-26T10%3A00%3A00.5Z&Version=2014-05-26&Signature=c2ln";
    let last = |query: &str| {
        let shown = run(&["query", query], "");
        shown.lines().rev().nth(1).map(str::to_owned)
    };
    let expected = "signed by RPC with the access key testid, valid until 2023-10-26T10:31:00Z";
    assert_eq!(last(query).as_deref(), Some(expected));
    let old = query.replace("10%3A00%3A00.5Z", "09%3A00%3A00Z");
    let expected = "signed by RPC with the access key testid, expired at 2023-10-26T09:31:00Z";
    assert_eq!(last(&old).as_deref(), Some(expected));
    let v3 = run(&["sign", "--region=cn-hangzhou"], "");
    let shown = run(&["query", "-"], v3.strip_suffix("= 0").expect("it is signed"));
    let expected = "signed by V3 with the access key testid, valid until 2023-10-26T10:37:32Z";
    assert_eq!(shown.lines().rev().nth(1), Some(expected), "{shown}");
}

/// Nothing that is a secret by its name is shown: neither in the table nor beside a caret.
#[test]
fn secrets_are_hidden() {
    for name in [
        "AccessKeySecret",
        "accessKeySecret",
        "access_key_secret",
        "Secret",
        "SecurityToken",
        "BearerToken",
        "Signature",
        "X-Signature",
        "password",
        "PrivateKey",
        "Authorization",
        "ApiKey",
        "%53ecret",
        "x-acs-security-token",
    ] {
        let query = format!("RegionId=a&AccessKeyId=t&{name}=s3cr3t");
        let shown = run(&["query", &query], "");
        assert!(!shown.contains("s3cr3t"), "{shown}");
        let shown = run(&["query", &format!("{query}&PageSize=51")], "");
        assert!(!shown.contains("s3cr3t") && shown.contains("=******&PageSize=51"), "{shown}");
    }
    let open = "RegionId=a&SignatureMethod=m&SignatureVersion=v&SignatureNonce=n&SignatureType=t";
    assert!(!run(&["query", open], "").contains("[hidden]"));
}
