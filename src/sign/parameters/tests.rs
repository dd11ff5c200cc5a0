use alloc::string::String;

use super::{Parameters, as_it_came};
use crate::query;

const SIGNED: &str = "AccessKeyId=testid&Action=DescribeInstanceStatus&InstanceId.1=i-a\
    &InstanceId.10=i%2Fb&InstanceId.2=i-c&PageSize=50&RegionId=cn~hangzhou_d\
    &Timestamp=2016-02-23T12%3A46%3A24Z&ZoneId=%C3%A9";

fn shortcut<'a>(query: &'a str, form: &'a str) -> Option<&'a str> {
    as_it_came(&query::Received::read(query, form).ok()?, query, form)
}

#[test]
fn what_is_canonical_is_taken_as_it_came() {
    let with_signature = String::from(SIGNED) + "&Signature=a%3D";
    let with_mark = String::from("?") + SIGNED;
    for (query, form) in [
        (SIGNED, ""),
        (&with_mark, ""),
        (&with_signature, ""),
        ("", SIGNED),
        ("?", SIGNED),
        ("", &with_signature),
        ("RegionId=a", ""),
    ] {
        let canonical = if query == "RegionId=a" { query } else { SIGNED };
        assert_eq!(shortcut(query, form), Some(canonical), "{query} {form}");
    }
}

#[test]
fn what_is_spelt_otherwise_is_not() {
    for query in [
        "%52egionId=a",
        "RegionId=a&",
        "&RegionId=a",
        "RegionId=a&&ZoneId=b",
        "ZoneId=b&RegionId=a",
        "RegionId=a&Signature=b&ZoneId=c",
        "Signature=b&RegionId=a",
        "RegionId=a&Signature=b&",
        "RegionId=a&x=y",
        "InstanceId.2=a&InstanceId.10=b&RegionId=a",
        "RegionId=%61",
        "RegionId=%2f",
        "RegionId=a+b",
        "RegionId=a/b",
        "RegionId=a:b",
        "RegionId=a=b",
        "RegionId=%2F=b",
        "RegionId=\u{e9}",
    ] {
        assert!(query::Received::read(query, "").is_ok(), "{query}");
        assert_eq!(shortcut(query, ""), None, "{query}");
    }
    assert_eq!(shortcut("RegionId=a", "ZoneId=b"), None);
}

/// Wherever a byte is put, changed or left out, the shortcut says what the long way says.
/// Miri, which is slow, is content with one place in sixteen.
#[test]
fn the_shortcut_changes_nothing() {
    let stride = if cfg!(miri) { 16 } else { 1 };
    let mut taken = 0;
    let mut check = |query: &str| {
        if let Some(canonical) = shortcut(query, "") {
            let long_way = Parameters::read(query, "", "Signature").map(|all| all.canonical);
            assert_eq!(long_way, Ok(canonical.into()), "{query}");
            taken += 1;
        }
    };
    let signed = String::from(SIGNED) + "&Signature=%2Ba%3D";
    for at in (0..=signed.len()).step_by(stride) {
        let (before, after) = signed.split_at(at);
        let rest = after.get(1..).unwrap_or_default();
        check(&[before, rest].concat());
        for byte in ["&", "=", "%", "+", "/", ":", "~", "1", "a", "F", "?", "{", "."] {
            check(&[before, byte, after].concat());
            check(&[before, byte, rest].concat());
        }
    }
    assert!(taken > 500 / stride, "{taken}");
}
