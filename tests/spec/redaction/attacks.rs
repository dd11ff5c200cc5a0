//! Secrets at random places of random texts, in every spelling that lies between a request
//! and the error that echoes it: no piece of one is shown.

use aliyun_instance_status::ErrorReply;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::percent;
use crate::support::strategy::{cases, matching};

/// How many characters of a secret in a row are a leak.
const LEAK: usize = 12;

/// How many characters of a secret that is cut off are known as one, with those that break
/// its runs.
const KNOWN: usize = 36;

/// A way to spell a text, as software does on the way from a request to a message.
type Spelling = fn(&str) -> String;

const ESCAPES: [Spelling; 9] = [
    str::to_owned,
    percent,
    |text| percent(text).replace("%2", "%252").replace("%3", "%253"),
    |text| text.replace('\\', r"\\").replace('/', r"\/").replace('\n', r"\n").replace('"', "\\\""),
    |text| text.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect(),
    |text| text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "&#10;"),
    |text| text.chars().map(|c| format!("&#x{:X};", u32::from(c))).collect(),
    |text| text.chars().map(full_width).collect(),
    // As a form has it; without its padding, nothing tells it from words.
    |text| if text.ends_with('=') { text.replace('+', " ") } else { text.to_owned() },
];

fn full_width(character: char) -> char {
    match character {
        '!'..='~' => char::from_u32(u32::from(character) + 0xFEE0).expect("a full-width form"),
        _ => character,
    }
}

/// What breaks a line, or a long word.
const BREAKS: [&str; 9] = ["\n", "\r\n", "\n ", " \n", "\n\t", "=\n", "\\n", "\u{200B}", "\u{AD}"];

fn broken(text: &str, length: usize, with: &str) -> String {
    let mut broken = String::new();
    for (place, character) in text.chars().enumerate() {
        if place > 0 && place % length == 0 {
            broken.push_str(with);
        }
        broken.push(character);
    }
    broken
}

/// What signs a call. A secret without a padding has a digit here: one of ten thousand has
/// none and looks like words.
fn secret() -> impl Strategy<Value = String> {
    prop_oneof![
        matching("[A-Za-z0-9+/]{26}[AEIMQUYcgkosw048]="),
        matching("[A-Za-z0-9+/]{11}[0-9][A-Za-z0-9+/]{15}"),
        matching("[A-Za-z0-9_-]{27}="),
        matching("[A-Z][a-z][A-Za-z0-9_-]{9}[0-9][A-Za-z0-9_-]{15}"),
        matching("[0-9a-f]{40}[0-9a-f]{24}"),
        matching("[0-9A-F]{40}"),
        matching("LTAI[0-9][A-Za-z0-9]{25}"),
        matching("CAIS[A-Za-z0-9+/]{60,300}[AQgw]={1,2}"),
    ]
}

/// What is signed, which a message echoes whole.
fn string_to_sign() -> impl Strategy<Value = String> {
    ("(GET|POST)", "[A-Za-z0-9]{16,24}", "[0-9a-f]{64}", "[a-z0-9-]{3,20}").prop_flat_map(
        |(method, id, hash, region)| {
            let query = format!(
                "AccessKeyId={id}&Action=DescribeInstanceStatus&Format=JSON&RegionId={region}\
                 &SignatureNonce={hash}&Version=2014-05-26"
            );
            let signed = format!("{method}&%2F&{}", percent(&query));
            let canonical = format!(
                "{method}\n/\nRegionId={region}\nhost:ecs.aliyuncs.com\nx-acs-date:2026-11-25T12:00:00Z\
                 \n\nhost;x-acs-date\n{hash}"
            );
            let v3 = format!("\n{hash}");
            select(vec![signed, canonical, v3, query])
        },
    )
}

/// The text of an error that has this message, in every way that shows it.
fn shown(message: &str) -> String {
    let mut error = ErrorReply::new("Code");
    error.message = Some(message.into());
    format!("{error} {}", format!("{error:?} {error:#?}").replace(r"\\", r"\"))
}

/// Part of a secret that is shown, if any is.
fn leak(message: &str, secret: &str) -> Option<String> {
    let shown = shown(message);
    let secret: Vec<char> = secret.chars().collect();
    let mut parts = secret.windows(LEAK).map(|part| part.iter().collect::<String>());
    parts.find(|part| shown.contains(part))
}

fn cut(text: &str, length: usize) -> String {
    text.chars().take(length).collect()
}

const WORDS: &str =
    "((The|the|your|Specified|signature|is|not|token|of|签名|RegionId|call)[ ,.:] ?){0,6}";

proptest! {
    #![proptest_config(cases(100))]

    /// Bare, with nothing that says what it is.
    #[test]
    fn secrets_in_sentences(
        before in WORDS,
        secret in secret(),
        after in WORDS,
        [inner, outer] in [select(&ESCAPES[..]), select(&ESCAPES[..])],
        (with, length) in (select(&BREAKS[..]), 4_usize..80),
        breaks in any::<bool>(),
        place in any::<Index>(),
    ) {
        let secret = outer(&inner(&secret));
        let has_spaces = secret.contains(' ');
        let spelt = if breaks { broken(&secret, length, with) } else { secret };
        let message = format!("{before}{spelt} {after}");
        prop_assert_eq!(leak(&message, &spelt), None, "{:?}: {}", &message, shown(&message));
        // Cut off, what is left of it is known as long as it has the length of a secret.
        if !has_spaces {
            let cut = cut(&spelt, KNOWN + place.index(spelt.len()));
            let message = format!("{before}{cut}");
            prop_assert_eq!(leak(&message, &cut), None, "{:?}: {}", &message, shown(&message));
        }
    }

    /// Behind what names it, cut off anywhere.
    #[test]
    fn secrets_with_names(
        before in WORDS,
        name in select(vec![
            "Signature=", "Signature = ", "\"Signature\":\"", "Signature: ", "SecurityToken=",
            "x-acs-security-token:", "X-Acs-Security-Token : ", "BearerToken=", "AccessKeySecret ",
            "access_key_secret: ", "Signature：", "AccessSecret: ", "<SecurityToken>",
        ]),
        secret in secret(),
        [inner, outer] in [select(&ESCAPES[..]), select(&ESCAPES[..])],
        whole in any::<bool>(),
        place in any::<Index>(),
    ) {
        let secret = outer(&inner(&secret));
        let name = if whole { outer(&inner(name)) } else { name.to_owned() };
        let whole = format!("{before}{name}{secret}");
        for message in [cut(&whole, place.index(whole.chars().count())), whole] {
            prop_assert_eq!(leak(&message, &secret), None, "{:?}: {}", &message, shown(&message));
        }
    }

    /// A string to sign, in any wording, broken and cut off anywhere.
    #[test]
    fn strings_to_sign(
        before in WORDS,
        wording in select(vec![
            "server string to sign is:", "server StringToSign is [", "CanonicalRequest is [",
            "待签名字符串：", "", "ACS3-HMAC-SHA256", "the call was ", "(", "it signs: ", "\"",
        ]),
        signed in string_to_sign(),
        [inner, outer] in [select(&ESCAPES[..]), select(&ESCAPES[..])],
        (with, length) in (select(&BREAKS[..]), 12_usize..80),
        breaks in any::<bool>(),
        place in any::<Index>(),
    ) {
        let signed = outer(&inner(&signed));
        let signed = if breaks { broken(&signed, length, with) } else { signed };
        let message = format!("{before}{wording}{signed}");
        let cut = cut(&message, place.index(message.chars().count()));
        for message in [cut, message] {
            prop_assert_eq!(leak(&message, &signed), None, "{:?}: {}", &message, shown(&message));
        }
    }
}
