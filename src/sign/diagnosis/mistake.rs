//! The known ways to get a signed text wrong: each makes, of the right text, the one that
//! a client signs who makes that mistake.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::{iter, slice};

use super::canonical::{Canonical, Part, Section};
use super::compare::shown;
use super::escapes::{STYLES, once, raw, twice};
use super::order::{self, ORDERS};
use super::{Diagnosis, Difference};
use crate::sign::Scheme;

/// A mistake in the values of parameters: in all of them, or in one alone.
const VALUES: [(fn(&str) -> String, Difference); 5] = [
    (twice, Difference::SignedEncodedTwice),
    (once, Difference::ReceivedEncodedTwice),
    (raw, Difference::OtherEscapes),
    (|value| value.replace("%20", "%2B"), Difference::PlusReceivedAsSpace),
    (|value| value.replace("%2B", "%20"), Difference::SpaceReceivedAsPlus),
];

/// A mistake in the host of V3.
const HOSTS: [(fn(&str) -> String, Difference); 9] = [
    (|host| format!("{host}:443"), Difference::Port),
    (|host| format!("{host}:80"), Difference::Port),
    (|host| String::from(host.split(':').next().unwrap_or(host)), Difference::Port),
    (str::to_ascii_uppercase, Difference::Case),
    (str::to_ascii_lowercase, Difference::Case),
    (|host| format!("https://{host}"), Difference::Url),
    (|host| format!("http://{host}"), Difference::Url),
    (|host| format!("https://{host}/"), Difference::Url),
    (|host| format!("{host}/"), Difference::Url),
];

/// A mistake in what is signed.
const PARTS: [(fn(&mut Vec<Part<'_>>), Diagnosis); 4] = [
    (with_other_method, Diagnosis::Method),
    (with_small_method, Diagnosis::LowerCaseMethod),
    (without_html, Diagnosis::CopiedFromHtml),
    (with_signature, Diagnosis::SignatureSigned),
];

/// A mistake in how RPC's parts become one text, of which this is the method and what
/// follows the path.
const RPC_TEXTS: [(fn(&str, &str) -> String, Diagnosis); 4] = [
    (|method, query| format!("{method}&%2F&{}", twice(query)), Diagnosis::QueryEncodedTwice),
    (|method, query| format!("{method}&%2F&{}", raw(query)), Diagnosis::Malformed),
    (|method, query| format!("{method}&/&{}", raw(query)), Diagnosis::Malformed),
    (|method, query| format!("{method}&/&{query}"), Diagnosis::Malformed),
];

/// A mistake in how V3's parts become one text.
const V3_TEXTS: [(fn(&str) -> String, Diagnosis); 4] = [
    (|text| text.replace('\n', "\r\n"), Diagnosis::LineEnds),
    (|text| format!("{text}\n"), Diagnosis::Malformed),
    (without_empty_line, Diagnosis::Malformed),
    (with_query_twice, Diagnosis::QueryEncodedTwice),
];

/// How many bytes all texts that are tried may have: enough for each mistake in a call with
/// all parameters and a token, and a bound for what hostile ones cost.
const MAX_TRIED: usize = 4 << 20;

/// The mistake that makes, of the right text, one that a client has signed. `names` are those
/// of the parameters in the order in which they were sent, where that is known.
pub(super) fn find(
    right: &Canonical<'_>,
    names: &[Cow<'_, str>],
    is_signed: impl FnMut(&str) -> bool,
) -> Option<Diagnosis> {
    Search { right, text: &right.write(), left: MAX_TRIED, is_signed }.all(names).err()
}

/// Tries one text after the other.
struct Search<'t, F> {
    right: &'t Canonical<'t>,
    text: &'t str,
    left: usize,
    is_signed: F,
}

impl<F: FnMut(&str) -> bool> Search<'_, F> {
    /// Ends with the cause if this is what was signed.
    fn attempt(&mut self, text: &str, cause: impl FnOnce() -> Diagnosis) -> Result<(), Diagnosis> {
        self.left = self.left.saturating_sub(text.len());
        if self.left > 0 && text != self.text && (self.is_signed)(text) {
            return Err(cause());
        }
        Ok(())
    }

    fn all(&mut self, names: &[Cow<'_, str>]) -> Result<(), Diagnosis> {
        let right = self.right;
        for (change, cause) in PARTS {
            let mut changed = right.copy();
            change(&mut changed.parts);
            self.attempt(&changed.write(), || cause)?;
        }
        for (change, difference) in VALUES {
            self.values(change, difference)?;
        }
        for style in STYLES {
            self.values(|value| style.apply(value), Difference::OtherEscapes)?;
        }
        self.orders(names)?;
        for (change, difference) in HOSTS {
            let mut changed = right.copy();
            for part in &mut changed.parts {
                if part.section == Section::Header && part.name == "host" {
                    part.value = change(&part.value).into();
                }
            }
            let name = "host".into();
            self.attempt(&changed.write(), || Diagnosis::Header { name, difference })?;
        }
        self.texts()?;
        // What a proxy has added, or the client after it signed.
        for (at, part) in right.parts.iter().enumerate().filter(|(_, part)| part.is_parameter()) {
            if self.left == 0 {
                break;
            }
            let mut changed = right.copy();
            changed.parts.remove(at);
            let difference = Difference::NotSigned;
            let cause = || Diagnosis::Parameter { name: shown(part), difference };
            self.attempt(&changed.write(), cause)?;
        }
        Ok(())
    }

    /// All values changed, and, unless it is how they are escaped, each alone.
    fn values(
        &mut self,
        change: impl Fn(&str) -> String,
        difference: Difference,
    ) -> Result<(), Diagnosis> {
        let parts = self.right.parts.iter().enumerate().filter(|(_, part)| part.is_parameter());
        let changes: Vec<(usize, String)> = parts
            .map(|(at, part)| (at, part, change(&part.value)))
            .filter(|(_, part, value)| part.value != *value)
            .map(|(at, _, value)| (at, value))
            .collect();
        let has_each = changes.len() > 1 && difference != Difference::OtherEscapes;
        let each = changes.iter().map(slice::from_ref).filter(|_| has_each);
        for changes in iter::once(&*changes).chain(each) {
            let mut changed = self.right.copy();
            let mut name = None;
            for (at, value) in changes {
                if let Some(part) = changed.parts.get_mut(*at) {
                    part.value = Cow::Borrowed(value);
                    name = name.or_else(|| Some(shown(part)));
                }
            }
            let Some(name) = name.filter(|_| self.left > 0) else { break };
            self.attempt(&changed.write(), || Diagnosis::Parameter { name, difference })?;
        }
        Ok(())
    }

    /// The parameters in another order: in those that sorting wrongly gives, and as they
    /// were sent.
    fn orders(&mut self, names: &[Cow<'_, str>]) -> Result<(), Diagnosis> {
        for (compare, _) in ORDERS {
            self.order(compare)?;
        }
        let place = |part: &Part<'_>| {
            let name = part.plain_name();
            names.iter().position(|sent| sent.as_bytes() == &*name)
        };
        self.order(|a, b| place(a).cmp(&place(b)))
    }

    fn order(
        &mut self,
        compare: impl Fn(&Part<'_>, &Part<'_>) -> Ordering,
    ) -> Result<(), Diagnosis> {
        let mut changed = self.right.copy();
        changed.parts.sort_by(|a, b| {
            let is_other = a.section != b.section || !a.is_parameter();
            if is_other { a.section.cmp(&b.section) } else { compare(a, b) }
        });
        self.attempt(&changed.write(), || order::fault(&changed).unwrap_or(Diagnosis::Malformed))
    }

    /// The right parts, put together wrongly.
    fn texts(&mut self) -> Result<(), Diagnosis> {
        let text = self.text;
        if self.right.scheme == Some(Scheme::V3) {
            for (change, cause) in V3_TEXTS {
                self.attempt(&change(text), || cause)?;
            }
        }
        let is_rpc = self.right.scheme == Some(Scheme::Rpc);
        let Some((method, query)) = text.split_once(PATH).filter(|_| is_rpc) else {
            return Ok(());
        };
        for (change, cause) in RPC_TEXTS {
            self.attempt(&change(method, query), || cause)?;
        }
        for style in STYLES {
            // An encoder of values encodes the query, too.
            let outer = style.apply(query);
            let both = style.apply(&twice(&style.apply(&raw(query))));
            let is_changed = |part: &&Part<'_>| style.apply(&part.value) != part.value;
            let changed = self.right.section(Section::Parameter).find(is_changed);
            let difference = Difference::OtherEscapes;
            let of_name = |name| Diagnosis::Parameter { name, difference };
            for path in [PATH, &style.apply(PATH)] {
                self.attempt(&format!("{method}{path}{outer}"), || Diagnosis::Malformed)?;
                let cause = || changed.map(shown).map_or(Diagnosis::Malformed, of_name);
                self.attempt(&format!("{method}{path}{both}"), cause)?;
            }
        }
        Ok(())
    }
}

/// The path between the method and the query of RPC.
const PATH: &str = "&%2F&";

fn with_other_method(parts: &mut Vec<Part<'_>>) {
    with_method(parts, |method| if method == "GET" { "POST".into() } else { "GET".into() });
}

fn with_small_method(parts: &mut Vec<Part<'_>>) {
    with_method(parts, str::to_ascii_lowercase);
}

fn with_method(parts: &mut [Part<'_>], change: impl Fn(&str) -> String) {
    for part in parts.iter_mut().filter(|part| part.section == Section::Method) {
        part.value = change(&part.value).into();
    }
}

/// Names in a URL that was copied from HTML begin with what is left of `&amp;`.
fn without_html(parts: &mut Vec<Part<'_>>) {
    for part in parts.iter_mut().filter(|part| part.is_parameter()) {
        let name = part.name.trim_start_matches("amp%3B");
        part.name = String::from(name).into();
    }
    parts.retain(|part| part.name != "Signature");
    order::sort(parts);
}

fn with_signature(parts: &mut Vec<Part<'_>>) {
    parts.push(Part::new(Section::Parameter, "Signature", ""));
    order::sort(parts);
}

fn without_empty_line(text: &str) -> String {
    let (headers, rest) = text.rsplit_once("\n\n").unwrap_or((text, ""));
    format!("{headers}\n{rest}")
}

fn with_query_twice(text: &str) -> String {
    let line = |(at, line)| if at == 2 { Cow::Owned(twice(line)) } else { Cow::Borrowed(line) };
    text.split('\n').enumerate().map(line).collect::<Vec<_>>().join("\n")
}
