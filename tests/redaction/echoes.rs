//! What an error reply echoes of a request is not shown.

use std::borrow::Cow;

use aliyun_instance_status::{
    AccessDeniedDetail, Call, CommonParameters, ErrorReply, Reply, Request,
};
use proptest::prelude::*;

use crate::support::percent;

/// A message, and what is shown of it.
#[test]
fn wordings() {
    for (message, shown) in [
        // The documented two, and what gateways make of them.
        ("server string to sign is:GET&%2F&a", "server string to sign [hidden]"),
        (
            "server StringToSign is [x] server CanonicalRequest is [y]",
            "server StringToSign [hidden]",
        ),
        ("server CanonicalRequest is [y]", "server CanonicalRequest [hidden]"),
        ("SERVER STRING TO SIGN IS : x", "SERVER STRING TO SIGN [hidden]"),
        ("string-to-sign=x", "string-to-sign [hidden]"),
        ("string_to_sign=x", "string_to_sign [hidden]"),
        ("string\nto\r\n sign: x", "string\nto\r\n sign [hidden]"),
        ("string%20to%20sign%3Ax", "string%20to%20sign [hidden]"),
        ("string%2520to%25252520sign x", "string%2520to%25252520sign [hidden]"),
        ("string+to+sign+is+x", "string+to+sign [hidden]"),
        ("string&nbsp;to&#32;sign&#x3A;x", "string&nbsp;to&#32;sign [hidden]"),
        ("string&amp;nbsp;to&amp;#32;sign x", "string&amp;nbsp;to&amp;#32;sign [hidden]"),
        ("string&gt;to&apos;sign x", "string&gt;to&apos;sign [hidden]"),
        (r"string\u0020to\nsign: x", r"string\u0020to\nsign [hidden]"),
        ("string%u0020to sign x", "string%u0020to sign [hidden]"),
        ("ｓｔｒｉｎｇ　ｔｏ　ｓｉｇｎ：x", "ｓｔｒｉｎｇ　ｔｏ　ｓｉｇｎ [hidden]"),
        ("string\u{200B}to\u{AD}sign x", "string\u{200B}to\u{AD}sign [hidden]"),
        ("%53%74ringToSign x", "%53%74ringToSign [hidden]"),
        ("canonical request: x", "canonical request [hidden]"),
        ("待签名字符串：x", "待签名字符串 [hidden]"),
        ("待签名 字符串是x", "待签名 字符串 [hidden]"),
        ("%E5%BE%85签名字符串x", "%E5%BE%85签名字符串 [hidden]"),
        // A string to sign, and the header of V3, whatever stands before them.
        ("we have GET&%2F&AccessKeyId%3Da", "we have GET&%2F [hidden]"),
        ("we have POST&%2F&x", "we have POST&%2F [hidden]"),
        ("we have post%26%252F%26x", "we have post%26%252F [hidden]"),
        ("we have GET&amp;%2F&amp;x", "we have GET&amp;%2F [hidden]"),
        ("we have GET\n/\nRegionId=a", "we have GET\n/[hidden]"),
        ("we have ACS3-HMAC-SHA256\n0a", "we have ACS3-HMAC-SHA256 [hidden]"),
        ("ACS3-HMAC-SHA256 Credential=a", "ACS3-HMAC-SHA256 [hidden]"),
        // Parameters and headers.
        ("?Signature=x&PageSize=1", "?Signature=[hidden]"),
        ("?a=b&Signature%3Dx", "?a=b&Signature%3D [hidden]"),
        ("Signature = x", "Signature =[hidden]"),
        (r#"{"Signature":"x"}"#, r#"{"Signature":[hidden]"#),
        ("?SecurityToken=x", "?SecurityToken=[hidden]"),
        ("x-acs-security-token: x", "x-acs-security-token:[hidden]"),
        ("BearerToken=x", "BearerToken=[hidden]"),
        ("your AccessKeySecret x", "your AccessKeySecret [hidden]"),
        ("access_key_secret: x", "access_key_secret [hidden]"),
        // A signature alone: a digit or a padding tells it from words.
        ("Signature fS5ED+QSyUeVqiOAAe+F2tw2Qa8= is wrong", "Signature [hidden] is wrong"),
        ("Signature fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D is wrong", "Signature [hidden] is wrong"),
        (r"(fS5ED+QSyUeVqiOA\/e+F2tw2Qa8=)", "([hidden])"),
        ("<aSxEDbQSyUeVqiOAAezFQtwLQax=>", "<[hidden]>"),
        ("hash 0123456789abcdef01234567", "hash [hidden]"),
        // Its `+` arrived as spaces; or a `%` before it makes an escape of its first digits.
        ("Signature fS5ED QSyUeVqiOAAe F2tw2Qa8= is wrong", "Signature [hidden] is wrong"),
        ("Signature fS5ED QSyUeVqiOAAe F2tw2Qa8%3D is wrong", "Signature [hidden] is wrong"),
        ("token %1aB2cD3eF4gH5iJ6kL7mN8oPq", "token %[hidden]"),
        ("token %u1aB2cD3eF4gH5iJ6kL7mN8oP9q=", "token %[hidden]"),
        ("0123456789abcdef01234567 and 0123456789abcdef01234567.", "[hidden] and [hidden]."),
        ("0123456789abcdef01234567StringToSign x", "[hidden]"),
        // Nothing to hide.
        ("", ""),
        ("Specified SecurityToken is expired.", "Specified SecurityToken is expired."),
        ("Specified signature is not matched", "Specified signature is not matched"),
        ("The specified AccessKeySecret.", "The specified AccessKeySecret."),
        ("Signature=", "Signature="),
        ("SignatureNonce=1&SignatureMethod=x", "SignatureNonce=1&SignatureMethod=x"),
        ("GET & POST / only", "GET & POST / only"),
        ("the limits are 10 pages and x = 5", "the limits are 10 pages and x = 5"),
        ("hash 0123456789abcdef0123456", "hash 0123456789abcdef0123456"),
        ("DescribeInstanceStatusResponse is a root", "DescribeInstanceStatusResponse is a root"),
        ("i-bp12e9qjlwpyon3cli0n at 2026-11-25", "i-bp12e9qjlwpyon3cli0n at 2026-11-25"),
        ("6EF60BEC-0242-43AF-BB20-270359FB54A7", "6EF60BEC-0242-43AF-BB20-270359FB54A7"),
        (
            "https://api.aliyun.com/troubleshoot?q=Throttling.User&product=Ecs",
            "https://api.aliyun.com/troubleshoot?q=Throttling.User&product=Ecs",
        ),
        ("\u{FFFF}%FF%E5&;&#xFFFFFFFFFF;\\u", "\u{FFFF}%FF%E5&;&#xFFFFFFFFFF;\\u"),
    ] {
        assert_shown(message, shown);
    }
}

/// As it stands in every text member; `Display` has the message alone.
#[track_caller]
fn assert_shown(text: &str, shown: &str) {
    let error = with_everywhere(text);
    assert_eq!(error.to_string(), format!("Code: {shown} (request R-1)"), "{text:?}");
    let debug = format!("{error:?}");
    let quoted = format!("{shown:?}");
    assert_eq!(debug.matches(&format!("Some({quoted})")).count(), 10, "{text:?}: {debug}");
    assert!(format!("{:?}", Reply::from(error.clone())).contains(&debug), "{text:?}");
    let own = error.message.as_deref();
    assert_eq!(own, Some(text), "the field is whole");
}

/// An error reply that has `text` in every member but its code and its id.
fn with_everywhere(text: &str) -> ErrorReply<'_> {
    let some = || Some(Cow::Borrowed(text));
    let mut detail = AccessDeniedDetail::default();
    detail.auth_action = some();
    detail.auth_principal_display_name = some();
    detail.auth_principal_owner_id = some();
    detail.auth_principal_type = some();
    detail.no_permission_type = some();
    detail.policy_type = some();
    detail.encoded_diagnostic_message = some();
    let mut error = ErrorReply::new("Code");
    error.request_id = Some("R-1".into());
    error.host_id = some();
    error.message = some();
    error.recommend = some();
    error.access_denied_detail = Some(Box::new(detail));
    error
}

/// Support asks for the one, and programs for the other.
#[test]
fn the_code_and_the_request_id_stay_whole() {
    let long = "0123456789abcdef0123456789abcdef";
    let mut error = ErrorReply::new(long);
    error.request_id = Some(long.into());
    assert_eq!(error.to_string(), format!("{long} (request {long})"));
    assert_eq!(format!("{error:?}").matches(long).count(), 2);
}

fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).expect("a full-width form"),
        _ => c,
    };
    text.chars().map(wide).collect()
}

fn references(text: &str) -> String {
    let reference = |c: char| match c {
        '&' => "&amp;".into(),
        '+' | '/' | '=' | ' ' | ':' => format!("&#{};", u32::from(c)),
        _ => c.to_string(),
    };
    text.chars().map(reference).collect()
}

fn json(text: &str) -> String {
    text.replace('\\', r"\\").replace('/', r"\/").replace('"', "\\\"").replace('\n', r"\n")
}

/// What lies between a request and the error that echoes it.
const WAYS: [fn(&str) -> String; 7] = [
    |text| text.into(),
    percent,
    |text| percent(&percent(text)),
    references,
    json,
    full_width,
    |text| references(&percent(&json(text))),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Whichever wording, separator, escape and member an echo comes in, nothing of a
    /// signed call's signature and token is shown.
    #[test]
    fn no_signature_or_token_is_shown(
        signature in "[A-Za-z0-9+/]{27}=",
        hash in "[0-9a-f]{64}",
        token in "CAIS[A-Za-z0-9+/]{20,90}={0,2}",
        gap in r"( |-|_|\+|%20|%2520|\n|\r\n|&nbsp;|&#32;|　|: ?){1,3}|",
        way in proptest::sample::select(&WAYS[..]),
        text in ".{0,20}",
    ) {
        let mut common = CommonParameters::default();
        common.access_key_id = Some("testid".into());
        common.security_token = Some(token.as_str().into());
        common.signature = Some(signature.as_str().into());
        let call = Call { request: Request::new("cn-hangzhou"), common };
        let query = call.to_query();
        let signed = format!("GET&%2F&{}", percent(&call.canonical_query()));
        let canonical = format!("POST\n/\n{query}\nx-acs-security-token:{token}\n\n{hash}");
        let [string_to_sign, canonical_request] =
            [["string", "to", "sign"].join(&gap), ["Canonical", "Request"].join(&gap)];
        for echo in [
            format!("server {string_to_sign}{gap}is:{signed}"),
            format!("{string_to_sign} is [ACS3-HMAC-SHA256\n{hash}] {canonical_request} is [{canonical}]"),
            format!("{canonical_request}{gap}{canonical}"),
            format!("待签名{gap}字符串：{query}"),
            format!("the call was {query}"),
            format!("it signs {signed}"),
            format!("it sent {canonical}"),
            format!("Authorization: ACS3-HMAC-SHA256 Credential=testid,Signature={hash}"),
            format!("{signature} {hash} {token}="),
            format!("Signature{gap}= {signature}"),
            format!("x-acs-security-token{gap}:{token}"),
        ] {
            let message = format!("{text} {}", way(&echo));
            let error = with_everywhere(&message);
            let shown = format!("{error} {error:?}");
            for secret in [&signature, &hash, &token] {
                let said: Vec<char> = way(secret).chars().collect();
                // Every leak of 16 characters has one of these in it.
                for part in said.windows(10).step_by(7) {
                    let part: String = part.iter().collect();
                    // Quoting a text doubles its backslashes.
                    let quoted = part.replace('\\', r"\\");
                    // Escaped, a token's `+==` looks like the separator of a wording: `+=`.
                    let is_separator = way(&format!("{gap}= ")).contains(&part);
                    let leaks =
                        !is_separator && (shown.contains(&part) || shown.contains(&quoted));
                    prop_assert!(!leaks, "{}: {}", message, error);
                }
            }
        }
    }

    /// Whatever is shown is a part of the text, and nothing panics.
    #[test]
    fn any_text_is_shown_or_hidden(text in r"([ -~]|[%&;\\#x0-9a-fu]|Signature|GET&/|\PC){0,60}") {
        let mut error = ErrorReply::new("Code");
        error.message = Some(text.as_str().into());
        let shown = error.to_string();
        let mut rest = text.as_str();
        for part in shown["Code: ".len()..].split("[hidden]") {
            // A space may have come before what is hidden.
            let part = if rest.contains(part) { part } else { part.trim_end_matches(' ') };
            let place = rest.find(part);
            prop_assert!(place.is_some(), "{:?} of {:?}", part, text);
            rest = &rest[place.unwrap_or_default() + part.len()..];
        }
    }
}
