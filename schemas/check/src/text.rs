//! Names and pieces of documents in both formats.

use proptest::prelude::*;
use proptest::sample::{Index, select};

// The members of each object in JSON, which are the children of each element in XML.
pub(crate) const MEMBERS_OF_PAGE: [&str; 5] =
    ["RequestId", "TotalCount", "PageNumber", "PageSize", "InstanceStatuses"];
pub(crate) const MEMBERS_OF_RECORD: [&str; 2] = ["InstanceId", "Status"];
pub(crate) const MEMBERS_OF_ERROR: [&str; 6] =
    ["RequestId", "HostId", "Code", "Message", "Recommend", "AccessDeniedDetail"];
pub(crate) const MEMBERS_OF_DETAIL: [&str; 7] = [
    "AuthAction",
    "AuthPrincipalDisplayName",
    "AuthPrincipalOwnerId",
    "AuthPrincipalType",
    "NoPermissionType",
    "PolicyType",
    "EncodedDiagnosticMessage",
];

/// A string's characters, few of them plain. All are characters that XML can
/// carry.
pub fn characters() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "i-[a-z0-9]{1,20}",
        2 => select(&["Pending", "Starting", "Running", "Stopping", "Stopped", "Deleted"][..])
            .prop_map(String::from),
        1 => Just(String::new()),
        2 => "(<|>|&|\"|'|\\\\|\\]|-|;| |\t|\n|\r\n|\r|é|中|😀|\u{7F}|\u{85}){0,6}",
    ]
}

/// The digits of a counter that can be read.
pub fn digits() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0_u32..100).prop_map(|counter| counter.to_string()),
        1 => any::<u32>().prop_map(|counter| counter.to_string()),
        1 => select(&["0", "4294967295", "4294967289", "00", "007", "0000000000004294967295"][..])
            .prop_map(String::from),
    ]
}

/// `good` most of the time, seldom one of `odd`.
pub fn mostly(
    good: impl Strategy<Value = String> + 'static,
    odd: &'static [&'static str],
) -> BoxedStrategy<String> {
    prop_oneof![40 => good, 1 => select(odd).prop_map(String::from)].boxed()
}

/// `value` most of the time, seldom nothing.
pub fn seldom_missing(
    value: impl Strategy<Value = String> + 'static,
) -> BoxedStrategy<Option<String>> {
    prop_oneof![40 => value.prop_map(Some), 1 => Just(None)].boxed()
}

/// Those of `pieces` that are there, and `more`, in any order.
pub fn any_order(
    pieces: Vec<BoxedStrategy<Option<String>>>,
    more: BoxedStrategy<Vec<String>>,
) -> impl Strategy<Value = Vec<String>> {
    (pieces, more)
        .prop_map(|(pieces, more)| pieces.into_iter().flatten().chain(more).collect::<Vec<_>>())
        .prop_shuffle()
}

/// `document`, seldom with one character gone or one of `marks` put in.
pub fn seldom_damaged(
    document: impl Strategy<Value = String> + 'static,
    marks: &'static [&'static str],
) -> impl Strategy<Value = String> {
    let damage = prop_oneof![
        9 => Just(None),
        1 => (any::<Index>(), prop_oneof![Just(""), select(marks)]).prop_map(Some),
    ];
    (document, damage).prop_map(|(document, damage)| match damage {
        None => document,
        Some((at, mark)) => {
            let at = at.index(document.chars().count() + 1);
            let (before, after): (String, String) =
                (document.chars().take(at).collect(), document.chars().skip(at).collect());
            let gone = usize::from(mark.is_empty());
            before + mark + &after.chars().skip(gone).collect::<String>()
        }
    })
}

/// `valid` with its `part` replaced.
///
/// # Panics
///
/// The part is not there, or is there more than once.
#[must_use]
#[track_caller]
pub fn replaced(valid: &str, (part, other): (&str, &str)) -> String {
    assert_eq!(valid.matches(part).count(), 1, "{part}");
    valid.replace(part, other)
}
