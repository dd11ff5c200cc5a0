//! What an error reply echoes of a request is not shown.

use std::borrow::Cow;

use aliyun_instance_status::{
    AccessDeniedDetail, Call, CommonParameters, ErrorCode, ErrorReply, Reply, Request,
};
use proptest::prelude::*;

use crate::support::percent;
use crate::support::strategy::cases;

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
        ("string-to-sign=x", "[hidden]"),
        ("string_to_sign=x", "[hidden]"),
        ("string\nto\r\n sign: x", "[hidden]"),
        ("string%20to%20sign%3Ax", "[hidden]"),
        ("string%2520to%25252520sign x", "[hidden]"),
        ("string+to+sign+is+x", "string+to+sign [hidden]"),
        ("string&nbsp;to&#32;sign&#x3A;x", "[hidden]"),
        ("string&amp;nbsp;to&amp;#32;sign x", "[hidden]"),
        ("string&gt;to&apos;sign x", "[hidden]"),
        (r"string\u0020to\nsign: x", "[hidden]"),
        ("string%u0020to sign x", "[hidden]"),
        ("ｓｔｒｉｎｇ　ｔｏ　ｓｉｇｎ：x", "ｓｔｒｉｎｇ　ｔｏ　ｓｉｇｎ [hidden]"),
        ("string\u{200B}to\u{AD}sign x", "string\u{200B}to\u{AD}sign [hidden]"),
        ("%53%74ringToSign x", "[hidden]"),
        ("canonical request: x", "canonical request [hidden]"),
        ("待签名字符串：x", "待签名字符串 [hidden]"),
        ("待签名 字符串是x", "待签名 字符串 [hidden]"),
        ("%E5%BE%85签名字符串x", "[hidden]"),
        // A string to sign, and the header of V3, whatever stands before them.
        ("we have GET&%2F&AccessKeyId%3Da", "we have [hidden]"),
        ("we have POST&%2F&x", "we have [hidden]"),
        ("we have post%26%252F%26x", "we have [hidden]"),
        ("we have GET&amp;%2F&amp;x", "we have [hidden]"),
        ("we have GET\n/\nRegionId=a", "we have [hidden]"),
        ("we have ACS3-HMAC-SHA256\n0a", "we have [hidden]"),
        ("ACS3-HMAC-SHA256 Credential=a", "[hidden]"),
        // Parameters and headers.
        ("?Signature=x&PageSize=1", "[hidden]"),
        ("?a=b&Signature%3Dx", "[hidden]"),
        ("Signature = x", "Signature =[hidden]"),
        (r#"{"Signature":"x"}"#, r#"{"Signature":[hidden]"#),
        ("?SecurityToken=x", "[hidden]"),
        ("x-acs-security-token: x", "x-acs-security-token:[hidden]"),
        ("BearerToken=x", "[hidden]"),
        ("AccessSecret: x", "AccessSecret:[hidden]"),
        ("<SecurityToken>x</SecurityToken>", "<SecurityToken>[hidden]"),
        ("＜Signature＞x", "＜Signature＞[hidden]"),
        ("by http://user:x@h:3128/a was refused", "by http://[hidden]"),
        ("by https://h/a@b was refused", "by https://h/a@b was refused"),
        ("by HTTPS://user:x@h:3128/ was refused", "by HTTPS://[hidden]"),
        ("refused by socks5://user:x@h", "refused [hidden]"),
        ("Secret Key: x", "Secret Key:[hidden]"),
        ("secret access key: x", "secret access key:[hidden]"),
        ("Password: x", "Password:[hidden]"),
        ("Authorization: Basic x", "Authorization:[hidden]"),
        ("签名：x", "签名：[hidden]"),
        ("密钥 ： x", "密钥 ：[hidden]"),
        ("令牌=x", "令牌 [hidden]"),
        ("Signature∶x", "Signature∶[hidden]"),
        ("Signature → x", "Signature →[hidden]"),
        ("your AccessKeySecret x", "your AccessKeySecret [hidden]"),
        ("access_key_secret: x", "access_key_secret [hidden]"),
        // A signature alone: a digit or a padding tells it from words.
        ("Signature fS5ED+QSyUeVqiOAAe+F2tw2Qa8= is wrong", "Signature [hidden]"),
        ("Signature fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D is wrong", "Signature [hidden]"),
        (r"(fS5ED+QSyUeVqiOA\/e+F2tw2Qa8=)", "[hidden]"),
        ("<aSxEDbQSyUeVqiOAAezFQtwLQax=>", "[hidden]"),
        ("hash 0123456789abcdef01234567", "hash [hidden]"),
        // Its `+` arrived as spaces; or a `%` before it makes an escape of its first digits.
        ("Signature fS5ED QSyUeVqiOAAe F2tw2Qa8= is wrong", "Signature [hidden]"),
        ("Signature fS5ED QSyUeVqiOAAe F2tw2Qa8%3D is wrong", "Signature [hidden]"),
        ("token %1aB2cD3eF4gH5iJ6kL7mN8oPq", "token [hidden]"),
        ("token %u1aB2cD3eF4gH5iJ6kL7mN8oP9q=", "token [hidden]"),
        ("0123456789abcdef01234567 and 0123456789abcdef01234567.", "[hidden]"),
        ("0123456789abcdef01234567StringToSign x", "[hidden]"),
        // What follows is an echo or a part of it, until it is proven otherwise.
        ("a query with SignatureNonce=1&SignatureMethod=x", "a query with [hidden]"),
        ("ends with Signature=", "ends with [hidden]"),
        ("\u{FFFF}%FF%E5&;&#xFFFFFFFFFF;\\u", "[hidden]"),
        ("this line\nand another", "this [hidden]"),
        (r"we signed GET\n/\nRegionId=cn-hangzhou\nhost:ecs", "we signed [hidden]"),
        ("the signature fS5ED-QSyUeVqiOAAe-F2tw2Qa8= is wrong", "the signature [hidden]"),
        ("the signature fS5ED-QSyUeVqiOAAe-F2tw2Qa8 is wrong", "the signature [hidden]"),
        ("签名不正确fS5ED+QSyUeVqiOAAe+F2tw2Qa8，请检查", "签名不正确 [hidden]"),
        ("broken: fS5ED+QSyU\u{200B}eVqiOAAe+F\u{AD}2tw2Qa8", "broken: [hidden]"),
        ("broken: fS5ED+QSyU\u{E0100}eVqiOAAe+F\u{17B4}2tw2Qa8", "broken: [hidden]"),
        ("broken: fS5ED+QSyUeV \nqiOAAe+F2tw2Qa8", "broken: [hidden]"),
        ("Ｓｉｇｎ fS5ED+ＱＳｙＵｅＶｑｉＯＡＡｅ+F2tw2Qa8", "Ｓｉｇｎ [hidden]"),
    ] {
        assert_shown(message, shown);
    }
}

/// What is shown of a URL, and of what is no echo.
#[test]
fn what_stays_readable() {
    for (message, shown) in [
        // A URL without its query, or without a path that looks like a secret.
        (
            "See https://api.aliyun.com/troubleshoot?q=Throttling.User&product=Ecs",
            "See https://api.aliyun.com/troubleshoot?[hidden]",
        ),
        ("(http://ecs.aliyuncs.com/?Signature=x)", "(http://ecs.aliyuncs.com/?[hidden]"),
        ("https://ecs.aliyuncs.com?x", "https://ecs.aliyuncs.com?[hidden]"),
        ("https://ecs.aliyuncs.com/a/%3FSignature", "https://ecs.aliyuncs.com/[hidden]"),
        ("https://h/a/0123456789abcdef01234567", "https://h/[hidden]"),
        ("https%3A%2F%2Fecs.aliyuncs.com%2F%3Fx", "[hidden]"),
        ("a=https://h", "[hidden]"),
        ("ftp://h/?x=y", "[hidden]"),
        // Nothing to hide.
        ("", ""),
        ("Specified SecurityToken is expired.", "Specified SecurityToken is expired."),
        ("Specified signature is not matched", "Specified signature is not matched"),
        ("The specified AccessKeySecret.", "The specified AccessKeySecret."),
        ("GET & POST / only", "GET & POST / only"),
        ("the limits are 10 pages and x = 5", "the limits are 10 pages and x = 5"),
        ("hash 0123456789abcdef0123456", "hash 0123456789abcdef0123456"),
        ("DescribeInstanceStatusResponse is a root", "DescribeInstanceStatusResponse is a root"),
        ("i-bp12e9qjlwpyon3cli0n at 2026-11-25", "i-bp12e9qjlwpyon3cli0n at 2026-11-25"),
        ("6EF60BEC-0242-43AF-BB20-270359FB54A7", "6EF60BEC-0242-43AF-BB20-270359FB54A7"),
        (
            "See https://help.aliyun.com/document_detail/25491.html.",
            "See https://help.aliyun.com/document_detail/25491.html.",
        ),
        ("What is wrong with https://h/?", "What is wrong with https://h/?"),
        (
            "acs:ecs:cn-hangzhou:1234567890123456:instance/i-bp12e9qjlwpyon3cli0n",
            "acs:ecs:cn-hangzhou:1234567890123456:instance/i-bp12e9qjlwpyon3cli0n",
        ),
        (
            "“i-bp12e9qjlwpyon3cli0n”、“i-rj93nu0s9j3wkq0g0nif”不存在。",
            "“i-bp12e9qjlwpyon3cli0n”、“i-rj93nu0s9j3wkq0g0nif”不存在。",
        ),
        (
            "nonce 9f6b2c1e-04d7-4b8a-8f3e-5a7d1c2b3e4f at 2016-02-23T12:46:24Z",
            "nonce 9f6b2c1e-04d7-4b8a-8f3e-5a7d1c2b3e4f at 2016-02-23T12:46:24Z",
        ),
        (
            "AliyunServiceRoleForEcs-My-Very-Own-Policy",
            "AliyunServiceRoleForEcs-My-Very-Own-Policy",
        ),
        ("`%` without two digits, `&`, `=` and `\\`", "`%` without two digits, `&`, `=` and `\\`"),
        ("it ends with a line end\r\n", "it ends with a line end\r\n"),
        ("a\ttab and 'quotes' \" e\u{301}", "a\ttab and 'quotes' \" e\u{301}"),
    ] {
        assert_shown(message, shown);
    }
}

/// As it stands in every text member; `Display` has the message, the action and the policy.
#[track_caller]
fn assert_shown(text: &str, shown: &str) {
    let error = with_everywhere(text);
    let said = format!("Code: {shown} (denied: {shown} by {shown}) (request R-1)");
    assert_eq!(error.to_string(), said, "{text:?}");
    let members = format!("{error:#?}");
    let quoted = format!(" {shown:?},\n");
    assert_eq!(members.matches(&quoted).count(), 10, "{text:?}: {members}");
    let debug = format!("{error:?}");
    if !said.contains(|character: char| character.escape_debug().len() > 1) {
        assert_eq!(debug, format!("ErrorReply({said})"), "{text:?}");
    }
    assert!(!debug.contains(|character: char| character.is_control()), "{text:?}");
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

/// What the service says of a call is shown whole.
#[test]
fn messages_of_the_service() {
    let documented = ErrorCode::catalogue().filter_map(|code| code.documented_message());
    for message in documented.chain(
        [
            "The input parameter “RegionId” that is mandatory for processing this request is not supplied.",
            "The operation is not supported for \"i-bp12e9qjlwpyon3cli0n\".",
            "The specified parameter \"SecurityToken.Expired\" is not valid.",
            "The specified parameter \"Action or Version\" is not valid.",
            "PageSize is mandatory for this action.",
            "You are not authorized to do this action. You should be authorized by RAM.",
            "Request 6EF60BEC-0242-43AF-BB20-270359FB54A7 was denied due to user flow control.",
            "ecs:DescribeInstanceStatus",
            "AccountLevelIdentityBasedPolicy",
            "acs:ram::1234567890123456:role/aliyunecsdefaultrole",
            "alice@1234567890123456.onaliyun.com",
            "指定的参数“PageSize”无效，取值范围为1到50。",
        ]
        .map(Cow::Borrowed),
    ) {
        assert_shown(&message, &message);
    }
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

/// Nothing that is sent in them can pass for another line of a log.
#[test]
fn the_code_and_the_request_id_stay_in_their_line() {
    let mut error = ErrorReply::new("Throttling\r\nERROR forged");
    error.request_id = Some("R-1\u{1b}[2J\u{2028}\u{202e}".into());
    let shown = r"Throttling\r\nERROR forged (request R-1\u{1b}[2J\u{2028}\u{202e})";
    assert_eq!(error.to_string(), shown);
    assert_eq!(format!("{error:?}"), format!("ErrorReply({shown})"));
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
    #![proptest_config(cases(100))]

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
        // Escaped, a token's `+==` looks like the separator of a wording: `+=`.
        let separator = way(&format!("{gap}= "));
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
            let shown = format!("{error} {error:?} {error:#?}");
            for secret in [&signature, &hash, &token] {
                let said: Vec<char> = way(secret).chars().collect();
                // Every leak of 16 characters has one of these in it.
                for part in said.windows(10).step_by(7) {
                    let part: String = part.iter().collect();
                    // Quoting a text doubles its backslashes.
                    let quoted = part.replace('\\', r"\\");
                    let is_separator = separator.contains(&part);
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
