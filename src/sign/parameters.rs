//! The parameters of a received request, as they were sent: not through
//! [`Call`](crate::Call), since `InstanceId.0`, a gap, `PageNumber=01` and what
//! this version does not know are signed as they stand.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::percent;
use crate::query::MAX_UNKNOWN;
use crate::query::pairs::{self, Pair};
use crate::request::Request;

/// More than a call can have beside its instance ids: 22 names that are known, and the
/// unknown ones.
const MAX_OTHERS: usize = 22 + MAX_UNKNOWN;

/// Sorted by name as bytes, no two of one name.
pub(super) struct Parameters<'a> {
    all: Vec<Parameter<'a>>,
    /// All but the excepted one, percent-encoded by RFC 3986: as they came where they came
    /// so.
    pub(super) canonical: Cow<'a, str>,
}

struct Parameter<'a> {
    name: Cow<'a, str>,
    value: Cow<'a, str>,
    at: usize,
    /// `name=value` as it came, if it came in its canonical spelling.
    canonical: Option<&'a str>,
}

impl<'a> Parameters<'a> {
    /// Reads a query, with or without its `?`, and the form that came with it. The
    /// parameter called `except` is read but is no part of the canonical text.
    pub(super) fn read(query: &'a str, form: &'a str, except: &str) -> Result<Self, DecodeError> {
        let mut reader = Reader { all: Vec::with_capacity(16), ids: 0, others: 0 };
        let (pairs, base) = pairs::of_query(query);
        let outcome = reader.read(pairs, base).and_then(|()| reader.read(form, query.len()));
        let Reader { mut all, .. } = reader;
        let as_it_came = match (pairs, form) {
            (_, "") => as_it_came(&all, pairs, base, except),
            ("", _) => as_it_came(&all, form, query.len(), except),
            _ => None,
        };
        let is_ascending = |pair: &[Parameter<'_>]| match pair {
            [a, b] => a.name < b.name,
            _ => true,
        };
        if !all.windows(2).all(is_ascending) {
            all.sort_by(|a, b| a.name.cmp(&b.name).then(a.at.cmp(&b.at)));
        }
        // What was read before a fault stands before it, and so does its duplicate.
        if let Some(at) = second_of_a_name(&all) {
            return Err(DecodeError::new(DecodeErrorKind::DuplicateParameter, at));
        }
        outcome?;
        let canonical = match as_it_came {
            Some(canonical) => Cow::Borrowed(canonical),
            None => Cow::Owned(encode(&all, except, query.len().saturating_add(form.len()))),
        };
        Ok(Self { all, canonical })
    }

    /// The parameters, from which values are taken in the order of their names.
    pub(super) fn into_values(self) -> (Values<'a>, Cow<'a, str>) {
        (Values(self.all.into_iter().peekable()), self.canonical)
    }
}

/// What is left of the parameters, sorted by name.
pub(super) struct Values<'a>(core::iter::Peekable<alloc::vec::IntoIter<Parameter<'a>>>);

impl<'a> Values<'a> {
    /// The value of a parameter, whose name sorts behind all that were asked for before.
    pub(super) fn take(&mut self, name: &str) -> Option<Cow<'a, str>> {
        while self.0.next_if(|parameter| *parameter.name < *name).is_some() {}
        self.0.next_if(|parameter| parameter.name == name).map(|parameter| parameter.value)
    }
}

struct Reader<'a> {
    all: Vec<Parameter<'a>>,
    ids: usize,
    others: usize,
}

impl<'a> Reader<'a> {
    fn read(&mut self, pairs: &'a str, base: usize) -> Result<(), DecodeError> {
        pairs::each(pairs, base, |pair| {
            let Pair { name, at, value, left } = pair;
            self.count(&name).map_err(|kind| DecodeError::new(kind, at))?;
            let start = at.wrapping_sub(base);
            let text = pairs.get(start..pairs.len().wrapping_sub(left)).unwrap_or_default();
            let text = text.strip_suffix('&').unwrap_or(text);
            let canonical = is_canonical(text).then_some(text);
            self.all.push(Parameter { name, value: value.text, at, canonical });
            Ok(())
        })
    }

    /// Bounds the memory, by what decoding refuses anyway.
    fn count(&mut self, name: &str) -> Result<(), DecodeErrorKind> {
        let (count, most, kind) = if name.starts_with("InstanceId.") {
            let kind = DecodeErrorKind::TooManyInstanceIds;
            (&mut self.ids, Request::MAX_INSTANCE_IDS, kind)
        } else {
            (&mut self.others, MAX_OTHERS, DecodeErrorKind::TooManyParameters)
        };
        if *count == most {
            return Err(kind);
        }
        *count = count.saturating_add(1);
        Ok(())
    }
}

/// Whether `name=value` is spelt as the signature signs it.
fn is_canonical(pair: &str) -> bool {
    pair.split_once('=')
        .is_some_and(|(name, value)| percent::is_encoded(name) && percent::is_encoded(value))
}

/// The canonical text, if it is a part of `source`, which begins at byte `base` and holds
/// all parameters: where all but the excepted one follow each other there, sorted and in
/// canonical spelling.
fn as_it_came<'a>(
    all: &[Parameter<'a>],
    source: &'a str,
    base: usize,
    except: &str,
) -> Option<&'a str> {
    let mut kept = all.iter().filter(|parameter| parameter.name != except);
    let Some(first) = kept.next() else { return Some("") };
    let end_of = |one: &Parameter<'a>| one.at.checked_add(one.canonical?.len());
    let (mut last, mut end) = (first, end_of(first)?);
    for next in kept {
        if next.at.checked_sub(1) != Some(end) || last.name >= next.name {
            return None;
        }
        (last, end) = (next, end_of(next)?);
    }
    source.get(first.at.checked_sub(base)?..end.checked_sub(base)?)
}

/// Where the first parameter stands that is the second of its name.
fn second_of_a_name(all: &[Parameter<'_>]) -> Option<usize> {
    let seconds = all.windows(2).filter_map(|pair| match pair {
        [a, b] if a.name == b.name => Some(b.at),
        _ => None,
    });
    seconds.min()
}

fn encode(all: &[Parameter<'_>], except: &str, room: usize) -> String {
    let mut out = String::with_capacity(room);
    for Parameter { name, value, canonical, .. } in all.iter().filter(|one| one.name != except) {
        if !out.is_empty() {
            out.push('&');
        }
        if let Some(canonical) = canonical {
            out.push_str(canonical);
        } else {
            percent::encode(&mut out, name);
            out.push('=');
            percent::encode(&mut out, value);
        }
    }
    out
}
