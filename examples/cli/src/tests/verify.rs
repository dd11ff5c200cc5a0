//! Whether signatures hold, and why calls were refused.

use std::fs;

use aliyun_instance_status::sign::{AccessKeySecret, rpc};
use insta::assert_snapshot;

use super::{run, run_with};

/// A call that was signed with these options, as it was printed.
fn signed(options: &[&str]) -> String {
    let shown = run(&[&["sign", "--region=cn-hangzhou"], options].concat(), "");
    shown.strip_suffix("= 0").expect("it is signed").to_owned()
}

#[test]
fn what_is_signed_verifies() {
    for options in [&[][..], &["--post"], &["--rpc"], &["--rpc", "--post"], &["--url"]] {
        let shown = run(&["verify", "-"], signed(options));
        let scheme = if options.iter().any(|one| *one != "--post") { "RPC" } else { "V3" };
        assert_eq!(
            shown,
            format!(
                "the signature holds, by {scheme}\n\
                 access key  testid\n\
                 signed at   2023-10-26T10:22:32Z\n\
                 nonce       3156853299f313e23d1673dc12e1703d\n= 0"
            )
        );
    }
    let url = signed(&["--url"]);
    assert!(run(&["verify", &url], "").ends_with("= 0"));
}

#[test]
fn v3_needs_its_headers() {
    let call = signed(&[]);
    let value = |line: &str| {
        let (_, quoted) = line.split_once(" = ").expect("an option");
        quoted.trim_matches('"').to_owned()
    };
    let url = value(call.lines().nth(1).expect("the URL"));
    let headers = call.lines().filter(|line| line.starts_with("header")).map(value);
    let headers: Vec<String> = headers.flat_map(|header| ["--header".into(), header]).collect();
    let mut arguments = vec!["verify", &*url];
    assert_snapshot!(run(&arguments, ""), @r"
    ! error: missing parameter Signature
    ! hint: V3 signs in headers: give all that were sent, by --header
    = 1
    ");
    arguments.extend(headers.iter().map(String::as_str));
    assert!(run(&arguments, "").ends_with("= 0"));
    // The URL has the host that was signed; a header says that another was sent.
    arguments.extend(["--header", "Host: proxy"]);
    assert_snapshot!(run(&arguments, ""), @r"
    ! error: duplicate header host
    = 1
    ");
}

#[test]
fn what_does_not_hold_says_why() {
    let url = signed(&["--url"]);
    let changed = url.replace("RegionId=cn-hangzhou", "RegionId=cn-beijing");
    assert_snapshot!(run(&["verify", &changed], ""), @r"
    ! error: signature does not match
    ! hint: no known mistake explains it: it was signed with another secret, or changed after it was signed
    = 1
    ");
    assert_snapshot!(run(&["verify", "--method=POST", &url], ""), @r"
    ! error: signature does not match
    ! likely cause: the method that was sent is not the one that was signed: sign the one you send, and do not follow redirects
    = 1
    ");
    assert_snapshot!(run(&["verify", "--at=2023-10-26T10:53:33Z", &url], ""), @r"
    ! error: Timestamp outside the window
    ! hint: it was signed at 2023-10-26T10:22:32Z; to judge it then: --at 2023-10-26T10:22:32Z
    = 1
    ");
    assert_snapshot!(run(&["verify", "https://h/?RegionId=a"], ""), @r"
    ! error: missing parameter Signature
    ! hint: V3 signs in headers: give all that were sent, by --header
    = 1
    ");
    let other_key = |name: &str| match name {
        "ALIBABA_CLOUD_ACCESS_KEY_ID" => Some("LTAI-other".into()),
        _ => Some("othersecret".into()),
    };
    assert_snapshot!(run_with(&["verify", &url], "", |system| system.variable = other_key), @r"
    ! error: signature does not match
    ! hint: it is signed with the access key testid, the environment has LTAI-other
    = 1
    ");
    assert_snapshot!(run_with(&["verify", &url], "", |system| system.variable = |_| None), @r"
    ! error: ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set: the access key is read from the environment
    = 1
    ");
    let line_end = |_: &str| Some("testsecret\n".into());
    assert_snapshot!(run_with(&["verify", &url], "", |system| system.variable = line_end), @r"
    ! error: ALIBABA_CLOUD_ACCESS_KEY_SECRET has a character that none has: a space, a line end, or one beyond ASCII
    = 1
    ");
    // It is the secret of the checker that has an & at its end.
    let ampersand =
        |name: &str| Some(if name.ends_with("_ID") { "testid" } else { "testsecret&" }.into());
    assert_snapshot!(run_with(&["verify", &url], "", |system| system.variable = ampersand), @r"
    ! error: signature does not match
    ! likely cause: a secret ends with an & that is no part of it, the client's or the server's: V3 uses the secret as it is, RPC adds a single &
    = 1
    ");
}

#[test]
fn a_signature_that_holds_does_not_make_a_call() {
    let secret = AccessKeySecret::new("testsecret");
    let query = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=YAML&RegionId=a\
        &SignatureMethod=HMAC-SHA1&SignatureNonce=n&SignatureVersion=1.0\
        &Timestamp=2023-10-26T10%3A22%3A32Z&Version=2014-05-26";
    let signature = rpc::signature(&rpc::string_to_sign("GET", query), &secret);
    let signature = signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let shown = run(&["verify", &format!("{query}&Signature={signature}")], "");
    assert!(shown.starts_with("the signature holds, by RPC\n"), "{shown}");
    assert!(shown.contains("! <query>:1:") && shown.ends_with("= 1"), "{shown}");
}

/// An error reply that echoes what a server would have signed for a call.
fn refused(echo: &str) -> String {
    let message = format!("Specified signature is not matched with our calculation. {echo}");
    let message = message.replace('\n', "\\n");
    format!(r#"{{"Code":"SignatureDoesNotMatch","Message":"{message}","RequestId":"R-1"}}"#)
}

#[test]
fn a_refusal_is_explained() {
    let folder = std::env::temp_dir().join(format!("instance-status-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("call");
    let name = file.to_str().expect("UTF-8");
    let explain = ["explain", "--signed", name];

    let call = signed(&["--rpc", "--instance-id=i a"]);
    fs::write(&file, &call).expect("it is written");
    let (_, query) = call.split_once('?').expect("a query");
    let query = query.split('"').next().expect("its end");
    let canonical = rpc::canonical_query(query, "").expect("a query");
    let text = rpc::string_to_sign("GET", &canonical);
    let twice = text.replace("%2520", "%252520");
    let reply = refused(&format!("server string to sign is:{twice}"));
    assert_snapshot!(run(&explain, reply), @r"
    SignatureDoesNotMatch: Specified signature is not matched with our calculation. server string to sign [hidden] (request R-1)

    why:  parameter InstanceId.1 arrived percent-encoded twice: encode it only once, when the URL is built
    next: sent again, the same call would be refused again: correct it, and sign it anew
    = 0
    ");

    // Both sides have the same text: the secret is examined.
    let reply = refused(&format!("server string to sign is:{text}"));
    let secret =
        |name: &str| Some(if name.ends_with("_ID") { "testid" } else { "testsecret " }.into());
    assert_snapshot!(run_with(&explain, &reply, |system| system.variable = secret), @r"
    SignatureDoesNotMatch: Specified signature is not matched with our calculation. server string to sign [hidden] (request R-1)

    why:  the secret has white space or a line end: trim it when you read it
    next: sent again, the same call would be refused again: correct it, and sign it anew
    = 0
    ");
    // A key that has not signed the call says nothing.
    let other =
        |name: &str| Some(if name.ends_with("_ID") { "other" } else { "testsecret " }.into());
    let shown = run_with(&explain, &reply, |system| system.variable = other);
    assert!(!shown.contains("white space"), "{shown}");

    // A string to sign and a canonical request will do too.
    fs::write(&file, format!("{text}\n")).expect("it is written");
    let reply = refused(&format!("server string to sign is:{}", text.replace("GET", "POST")));
    assert!(run(&explain, reply).contains("\nwhy:  the method that was sent is not"));
    let canonical = |region_id: &str| {
        let names = ["action", "content-sha256", "date", "signature-nonce", "version"];
        let names = names.map(|name| format!("x-acs-{name}"));
        let lines: Vec<_> = names.iter().map(|name| name.clone() + ":1\n").collect();
        let lines = lines.concat();
        let names = names.join(";");
        let hash = "0".repeat(64);
        format!("GET\n/\nRegionId={region_id}\nhost:h\n{lines}\nhost;{names}\n{hash}")
    };
    fs::write(&file, canonical("a")).expect("it is written");
    let reply = refused(&format!("server CanonicalRequest is [{}]", canonical("b")));
    let shown = run(&explain, reply);
    assert!(shown.contains("\nwhy:  parameter RegionId "), "{shown}");

    let throttled = "HTTP/1.1 503 x\nx-acs-retry-after: 1500\n\n{\"Code\":\"ServiceUnavailable\"}";
    assert_snapshot!(run(&explain, throttled), @r"
    ServiceUnavailable
    HTTP status 503

    why:  the signature was not what was refused: the code and the message of the error reply say what was
    next: the call may be made again after 1.5s, signed anew
    = 0
    ");
    let page = super::page(&[]);
    assert_snapshot!(run(&explain, page), @r"
    ! <stdin>: error: a page, not an error reply: there is nothing to explain
    = 1
    ");
    assert!(run(&explain, "<html>").contains("hint: this is HTML"));
    fs::write(&file, "url = \"https://h/?RegionId=a\"").expect("it is written");
    assert!(
        run(&explain, "{\"Code\":\"c\"}").contains(": not what `instance-status sign` prints\n! ")
    );
    fs::remove_dir_all(&folder).expect("it is removed");
}
