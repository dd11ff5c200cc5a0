//! The order of what is signed: by name, as bytes.

use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::Diagnosis;
use super::canonical::{self, Part};

/// How parameters or headers were sorted that were signed out of order.
///
/// ```
/// use aliyun_instance_status::sign::{Diagnosis, Signed, SortOrder};
///
/// let signed = Signed::new("InstanceId.2=i-2&InstanceId.10=i-10");
/// let diagnosis = Diagnosis::between(signed, "InstanceId.10=i-10&InstanceId.2=i-2");
/// let Diagnosis::Order { name, order } = diagnosis else { unreachable!() };
/// assert_eq!((&*name, order), ("InstanceId.10", SortOrder::Natural));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SortOrder {
    /// By number where names end with one: `InstanceId.2` before `InstanceId.10`.
    Natural,
    /// By the whole pair of name and value: `InstanceId.10=` before `InstanceId.1=`.
    WholePairs,
    /// Without regard to the case of letters.
    IgnoringCase,
    /// In reverse, or in an order that is not known here, perhaps as they were sent.
    Unsorted,
}

/// Which of two comes first.
pub(super) type Compare<'a> = dyn Fn(&Part<'_>, &Part<'_>) -> Ordering + 'a;

/// Orders that are wrong; of two that are equal for a call, the first is named.
pub(super) const ORDERS: [(&Compare<'_>, SortOrder); 4] = [
    (&|a, b| number(a).cmp(&number(b)), SortOrder::Natural),
    (&|a, b| pair(a).cmp(&pair(b)), SortOrder::WholePairs),
    (&|a, b| in_lower_case(a).cmp(&in_lower_case(b)), SortOrder::IgnoringCase),
    (&|a, b| by_name(b, a), SortOrder::Unsorted),
];

/// The right order.
pub(super) fn by_name(a: &Part<'_>, b: &Part<'_>) -> Ordering {
    a.key().cmp(&b.key())
}

/// The name without the digits at its end, and their number.
fn number<'a>(part: &Part<'a>) -> (&'a str, Option<u64>) {
    let name = part.name.trim_end_matches(|digit: char| digit.is_ascii_digit());
    (name, part.name.strip_prefix(name).and_then(|digits| digits.parse().ok()))
}

fn pair(part: &Part<'_>) -> String {
    [part.name, part.value].join("=")
}

fn in_lower_case(part: &Part<'_>) -> String {
    part.name.to_ascii_lowercase()
}

/// A query with its parameters in this order.
pub(super) fn sorted(query: &str, compare: &Compare<'_>) -> String {
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_by(|a, b| compare(&Part::parameter(a), &Part::parameter(b)));
    pairs.join("&")
}

/// The first name that is out of order, and how its section is sorted instead.
pub(super) fn fault(parts: &[Part<'_>]) -> Option<Diagnosis> {
    let mut neighbours = parts.iter().zip(parts.iter().skip(1));
    let (_, second) = neighbours.find(|(first, second)| by_name(first, second).is_gt())?;
    let is_sorted = |compare: &Compare<'_>| {
        let section = parts.iter().filter(|part| part.section == second.section);
        section.is_sorted_by(|a, b| compare(a, b).is_le())
    };
    let found = ORDERS.into_iter().find(|(compare, _)| is_sorted(compare));
    let order = found.map_or(SortOrder::Unsorted, |(_, order)| order);
    Some(Diagnosis::Order { name: canonical::shown(&second.key()), order })
}
