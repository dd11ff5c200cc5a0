//! What something has changed on the way to the service.

use aliyun_instance_status::sign::{Diagnosis, Difference, Method, Signed, rpc};

use super::echoes::{OTHER_HASH, rpc_echo, rpc_enclosed, rpc_messages, v3_messages};
use super::{assert_of, header, parameter, signed_rpc};
use crate::support::signed::{CAPTURED, EMPTY_HASH, signed_v3};

/// A change to the URL on its way, and what is said of it.
#[test]
fn queries_that_something_has_changed_on_the_way() {
    let signed = signed_rpc(Method::Get);
    for (from, to, expected) in [
        ("12%3A46%3A24Z", "12%253A46%253A24Z", ("Timestamp", Difference::ReceivedEncodedTwice)),
        ("12%3A46%3A24Z", "12%25253A46%25253A24Z", ("Timestamp", Difference::ReceivedEncodedTwice)),
        ("&ZoneId=", "&ZZ=1&ZoneId=", ("ZZ", Difference::NotSigned)),
        ("AccessKeyId=", "utm=1&AccessKeyId=", ("utm", Difference::NotSigned)),
        ("&Format=JSON", "", ("Format", Difference::NotReceived)),
        ("&ZoneId=%C3%A9%2A%2B%20z", "", ("ZoneId", Difference::NotReceived)),
        ("%2A%2B%20z", "%2A+%20z", ("ZoneId", Difference::PlusReceivedAsSpace)),
        ("%2A%2B%20z", "%2A%2B%2Bz", ("ZoneId", Difference::SpaceReceivedAsPlus)),
        ("CAIS%2B", "CAIS+", ("SecurityToken", Difference::PlusReceivedAsSpace)),
        ("nonce-1", "nonce-2", ("SignatureNonce", Difference::Other)),
        ("nonce-1", "Nonce-1", ("SignatureNonce", Difference::Case)),
        ("nonce-1", "nonce-1%0A", ("SignatureNonce", Difference::WhiteSpace)),
        ("nonce-1", "no", ("SignatureNonce", Difference::Other)),
        ("InstanceId.10=i-10", "InstanceId.10=i-11", ("InstanceId.10", Difference::Other)),
        ("&Timestamp=", "&TimeStamp=x&Timestamp=", ("TimeStamp", Difference::NotSigned)),
    ] {
        assert!(signed.query().contains(from), "{from}");
        let query = signed.query().replace(from, to);
        let messages = [rpc_enclosed(&rpc_echo("GET", &query, ""))];
        assert_of(&Signed::from(&signed), &messages, &parameter(expected.0, expected.1));
        // A canonical query says as much.
        let canonical = rpc::canonical_query(signed.query(), "").expect("a query");
        assert_of(&Signed::new(canonical), &messages, &parameter(expected.0, expected.1));
    }
    let messages = rpc_messages(&rpc_echo("POST", signed.query(), ""));
    assert_of(&Signed::from(&signed), &messages, &Diagnosis::Method);
    let posted = signed_rpc(Method::Post);
    let form = posted.body().replace("PageNumber", "x");
    let messages = rpc_messages(&rpc_echo("POST", "a=1", &form));
    assert_of(&Signed::from(&posted), &messages, &parameter("a", Difference::NotSigned));
}

/// Escapes in a value that differ only in case are not told as another layer of escapes.
#[test]
fn escapes_in_the_other_case() {
    for (signed, received) in [("%252F", "%252f"), ("%253a", "%253A")] {
        let [signed, received] = [signed, received].map(|value| format!("ZoneId=a{value}b"));
        let diagnosis = Diagnosis::between(Signed::new(signed), &received);
        assert_eq!(diagnosis, parameter("ZoneId", Difference::Case), "{received}");
    }
}

/// As many plus signs on both sides, at other places, are not told as spaces that were taken for
/// them.
#[test]
fn plus_signs_that_have_moved() {
    let diagnosis = Diagnosis::between(Signed::new("ZoneId=a%20%2Bb"), "ZoneId=a%2B%20b");
    assert_eq!(diagnosis, parameter("ZoneId", Difference::WhiteSpace));
}

/// What no single cause explains is told as it is.
#[test]
fn queries_with_more_than_one_difference() {
    let signed = signed_rpc(Method::Get);
    for (from, to, expected) in [
        (
            "&InstanceId.2=",
            "&InstanceId.12=",
            Diagnosis::Differ { names: vec!["InstanceId.12".into(), "InstanceId.2".into()] },
        ),
        (
            "nonce-1",
            "no&nce-1",
            Diagnosis::Differ { names: vec!["SignatureNonce".into(), "nce-1".into()] },
        ),
        ("&Version=", "&amp%3BVersion=", Diagnosis::CopiedFromHtml),
        ("&Format=", "&amp%3Bamp%3BFormat=", Diagnosis::CopiedFromHtml),
        ("&", "&amp;", Diagnosis::CopiedFromHtml),
    ] {
        let query = signed.query().replace(from, to);
        let messages = [rpc_enclosed(&rpc_echo("GET", &query, ""))];
        assert_of(&Signed::from(&signed), &messages, &expected);
    }
}

/// A change to a V3 call on its way, and what is said of it.
#[test]
fn v3_calls_that_something_has_changed_on_the_way() {
    let request = signed_v3(CAPTURED);
    let echo = request.canonical_request().expect("V3");
    for (from, to, expected) in [
        ("POST\n", "GET\n", Diagnosis::Method),
        ("POST\n/\n", "POST\n/ecs\n", Diagnosis::Path),
        ("\nRegionId", "\na=1&RegionId", parameter("a", Difference::NotSigned)),
        ("%C3%A9%2A", "%25C3%25A9%252A", parameter("ZoneId", Difference::ReceivedEncodedTwice)),
        ("RegionId=cn-hangzhou&", "", parameter("RegionId", Difference::NotReceived)),
        ("host:ecs.aliyuncs.com", "host:10.0.0.1:8080", header("host", Difference::Other)),
        ("host:ecs.aliyuncs.com\n", "host:[::1]\n", header("host", Difference::Other)),
        ("host:ecs.aliyuncs.com\n", "", header("host", Difference::NotReceived)),
        ("host:ecs.aliyuncs.com", "host:ECS.aliyuncs.com", header("host", Difference::Case)),
        ("x-acs-date:2026", "x-acs-date: 2026", header("x-acs-date", Difference::WhiteSpace)),
        ("CAIS+", "CAIS ", header("x-acs-security-token", Difference::PlusReceivedAsSpace)),
        ("CAIS+", "CAIS%2B", header("x-acs-security-token", Difference::ReceivedEncodedTwice)),
        (
            "x-acs-version:2014-05-26\n",
            "x-acs-version:\n",
            header("x-acs-version", Difference::NotReceived),
        ),
        (
            "x-acs-version:",
            "x-acs-trace:1\nx-acs-version:",
            header("x-acs-trace", Difference::NotSigned),
        ),
        ("nonce-1", "nonce-2", header("x-acs-signature-nonce", Difference::Other)),
        (";x-acs-date;", ";", header("x-acs-date", Difference::NotReceived)),
        (EMPTY_HASH, OTHER_HASH, Diagnosis::Body),
    ] {
        assert!(echo.contains(from), "{from}");
        let messages = v3_messages(&echo.replace(from, to));
        assert_of(&Signed::from(&request), &messages, &expected);
    }
    // The body alone, without the header.
    let at = echo.rfind('\n').expect("lines");
    let other_body = format!("{}\n{OTHER_HASH}", &echo[..at]);
    assert_of(&Signed::from(&request), &v3_messages(&other_body), &Diagnosis::Body);
    // A canonical query says as much of the query.
    let canonical = rpc::canonical_query(request.query(), "").expect("a query");
    let changed = echo.replace("\nRegionId", "\na=1&RegionId");
    let expected = parameter("a", Difference::NotSigned);
    assert_of(&Signed::new(canonical), &v3_messages(&changed), &expected);
}

/// What stands where a name belongs, and is none, is not shown.
#[test]
fn names_that_are_none() {
    for (name, shown) in [
        ("RegionId", "RegionId"),
        ("InstanceId.1", "InstanceId.1"),
        ("InstanceId[0]", "InstanceId[0]"),
        ("amp;ZoneId", "amp;ZoneId"),
        ("x-acs-accesskey-id", "x-acs-accesskey-id"),
        ("", "[hidden]"),
        ("a b", "[hidden]"),
        ("CAIS/1+", "[hidden]"),
        ("é", "[hidden]"),
        ("0123456789abcdef01234567", "[hidden]"),
        (&"a".repeat(65), "[hidden]"),
    ] {
        let mut server = String::from("a=1&");
        server.push_str(&name.replace('+', "%2B"));
        server.push_str("=2");
        let diagnosis = Diagnosis::between(Signed::new("a=1"), &server);
        assert_eq!(diagnosis, parameter(shown, Difference::NotSigned), "{name}");
    }
}

/// Where the client has escaped by RFC 3986, and the service otherwise, the client is not to blame.
#[test]
fn other_escapes_of_the_service() {
    let request = signed_rpc(Method::Get);
    let text = request.string_to_sign();
    let differ = |names: &[&str]| Diagnosis::Differ {
        names: names.iter().map(|&name| name.into()).collect(),
    };
    for (from, to, names) in [
        ("InstanceId.1%3Di-1%26", "InstanceId.1%3Di%252D1%26", &["InstanceId.1"][..]),
        ("%3Di-1", "%3Di%252D1", &["InstanceId.1", "InstanceId.10", "InstanceId.11"]),
        ("%252A", "%2A", &["SecurityToken", "ZoneId"]),
    ] {
        assert_of(&Signed::from(&request), &rpc_messages(&text.replace(from, to)), &differ(names));
    }
}
