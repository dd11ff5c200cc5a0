//! The parameters of a received request, as they were sent: not through
//! [`Call`](crate::Call), since `InstanceId.0`, a gap, `PageNumber=01` and what
//! this version does not know are signed as they stand.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::bytes::percent;
use crate::bytes::remainder::consumed;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::query::pairs::{self, Pair};
use crate::query::{self, MAX_UNKNOWN};
use crate::request::Request;

/// More than a call can have beside its instance ids: 22 names that are known, and the
/// unknown ones.
const MAX_OTHERS: usize = 22 + MAX_UNKNOWN;

const MAX_PARAMETERS: usize = Request::MAX_INSTANCE_IDS + MAX_OTHERS;

/// Without the excepted one, sorted by name as bytes, no two of one name.
pub(super) struct Parameters<'a> {
    pub(super) all: Vec<Parameter<'a>>,
    /// The value of the one that is no part of the canonical text.
    pub(super) excepted: Option<Cow<'a, str>>,
    /// The others, percent-encoded by RFC 3986: as they came where they came so.
    pub(super) canonical: Cow<'a, str>,
}

pub(super) struct Parameter<'a> {
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
        let pairs = pairs::of_query(query);
        let length = query.len().saturating_add(form.len());
        let mut reader = Reader::new(except);
        let outcome = reader.read(pairs, query.len()).and_then(|()| reader.read(form, length));
        let Reader { mut all, excepted, second_excepted, is_ascending, .. } = reader;
        let as_it_came = match (pairs, form) {
            _ if !is_ascending => None,
            (_, "") => part_of(&all, pairs, consumed(query, pairs.len())),
            ("", _) => part_of(&all, form, query.len()),
            _ => None,
        };
        let number = check_number(&all);
        let mut twice = second_excepted;
        if !is_ascending {
            all.sort_by(|a, b| a.name.cmp(&b.name).then(a.at.cmp(&b.at)));
            twice = twice.into_iter().chain(second_of_a_name(&all)).min();
        }
        // What was read before a fault stands before it, and so does its duplicate.
        if let Some(at) = twice {
            return Err(DecodeError::new(DecodeErrorKind::DuplicateParameter, at));
        }
        number?;
        outcome?;
        let canonical = match as_it_came {
            Some(canonical) => Cow::Borrowed(canonical),
            None => Cow::Owned(encode(&all, length)),
        };
        Ok(Self { all, excepted, canonical })
    }
}

/// Parameters that are asked for in the order of their names.
pub(super) struct Values<'p, 'a>(&'p [Parameter<'a>]);

impl<'p, 'a> Values<'p, 'a> {
    pub(super) fn new(sorted: &'p [Parameter<'a>]) -> Self {
        Self(sorted)
    }

    /// The value of a parameter, whose name sorts behind all that were asked for before.
    pub(super) fn take(&mut self, name: &str) -> Option<&'p Cow<'a, str>> {
        while let Some((first, rest)) = self.0.split_first() {
            match (*first.name).cmp(name) {
                Ordering::Less => self.0 = rest,
                Ordering::Equal => return Some(&first.value),
                Ordering::Greater => break,
            }
        }
        None
    }
}

/// The canonical text of a call, if it came in its canonical spelling, but for a `Signature`
/// at its end, and in the query or the form alone.
pub(super) fn as_it_came<'a>(
    received: &query::Received<'a>,
    query: &'a str,
    form: &'a str,
) -> Option<&'a str> {
    let source = match (pairs::of_query(query), form) {
        (source, "") | ("", source) if received.is_tidy && !source.ends_with('&') => source,
        _ => return None,
    };
    let signed = match &received.call.common.signature {
        Some(_) => source.rsplit_once('&')?.0,
        None => source,
    };
    let ids_ascend = || {
        let pairs = signed.split('&').filter_map(|pair| pair.strip_prefix("InstanceId."));
        pairs.map(|pair| pair.split('=').next()).is_sorted_by(|a, b| a < b)
    };
    let has_few_ids = received.call.request.instance_ids().len() < 2;
    (is_tidy(signed) && (has_few_ids || ids_ascend())).then_some(signed)
}

struct Reader<'a, 'e> {
    except: &'e str,
    all: Vec<Parameter<'a>>,
    excepted: Option<Cow<'a, str>>,
    /// Where a second one of the name to be excepted stands.
    second_excepted: Option<usize>,
    is_ascending: bool,
}

impl<'a, 'e> Reader<'a, 'e> {
    fn new(except: &'e str) -> Self {
        Self {
            except,
            // As many as most calls have, and few enough for an allocator's fast path.
            all: Vec::with_capacity(14),
            excepted: None,
            second_excepted: None,
            is_ascending: true,
        }
    }

    fn read(&mut self, pairs: &'a str, end: usize) -> Result<(), DecodeError> {
        let (is_tidy, before) = (is_tidy(pairs), self.all.len());
        let mut with_value: usize = 0;
        let outcome = pairs::each(pairs, end, |pair| {
            let Pair { input: text, name, at, value } = pair;
            // Never of a name with an escape, which is shorter than its text.
            let has_value = text.as_bytes().get(name.len()) == Some(&b'=');
            with_value = with_value.wrapping_add(usize::from(has_value));
            if name == self.except {
                if self.excepted.is_some() {
                    self.second_excepted.get_or_insert(at);
                }
                self.excepted.get_or_insert(value);
                return Ok(());
            }
            self.is_ascending &= self.all.last().is_none_or(|last| last.name < name);
            let canonical = match &value {
                _ if !is_tidy || !has_value => None,
                Cow::Borrowed(value) => plain_pair(text, &name, value),
                Cow::Owned(_) => escaped_pair(text),
            };
            self.push(Parameter { name, value, at, canonical })
        });
        // Or else there is one in a value, where its canonical spelling is another.
        if count_equals(pairs) != with_value {
            let read_here = self.all.get_mut(before..).unwrap_or_default();
            for parameter in read_here {
                parameter.canonical = None;
            }
        }
        outcome
    }

    /// Takes one more, or refuses it, by which the memory is bounded.
    fn push(&mut self, parameter: Parameter<'a>) -> Result<(), DecodeError> {
        let at = parameter.at;
        self.all.push(parameter);
        if self.all.len() > MAX_PARAMETERS {
            return Err(DecodeError::new(DecodeErrorKind::TooManyParameters, at));
        }
        Ok(())
    }
}

/// Refuses more than any call has, by what decoding would say.
fn check_number(all: &[Parameter<'_>]) -> Result<(), DecodeError> {
    if all.len() <= Request::MAX_INSTANCE_IDS {
        return Ok(());
    }
    let is_id = |one: &&Parameter<'_>| one.name.starts_with("InstanceId.");
    let too_many_ids = all.iter().filter(is_id).nth(Request::MAX_INSTANCE_IDS);
    let too_many_others = all.iter().filter(|one| !is_id(one)).nth(MAX_OTHERS);
    let faults = [
        too_many_ids.map(|one| DecodeError::new(DecodeErrorKind::TooManyInstanceIds, one.at)),
        too_many_others.map(|one| DecodeError::new(DecodeErrorKind::TooManyParameters, one.at)),
    ];
    match faults.into_iter().flatten().min_by_key(DecodeError::offset) {
        Some(fault) => Err(fault),
        None => Ok(()),
    }
}

/// Whether there are no bytes but those of which a canonical query is made.
#[expect(clippy::needless_bitwise_bool, reason = "without branches, many bytes are taken at once")]
fn is_tidy(pairs: &str) -> bool {
    let is_one = |byte: u8| {
        byte.is_ascii_alphanumeric()
            | (byte == b'-')
            | (byte == b'.')
            | (byte == b'_')
            | (byte == b'~')
            | (byte == b'%')
            | (byte == b'&')
            | (byte == b'=')
    };
    pairs.bytes().fold(true, |all, byte| all & is_one(byte))
}

/// How often `=` is there.
fn count_equals(pairs: &str) -> usize {
    // A byte can count a chunk, and many chunks are looked at together.
    let count = |chunk: &[u8]| {
        chunk.iter().fold(0_u8, |count, &byte| count.wrapping_add(u8::from(byte == b'=')))
    };
    pairs.as_bytes().chunks(128).map(|chunk| usize::from(count(chunk))).sum()
}

/// The pair that a text begins with, whose name and value stand in it as they are.
fn plain_pair<'a>(text: &'a str, name: &str, value: &str) -> Option<&'a str> {
    text.get(..name.len().checked_add(1)?.checked_add(value.len())?)
}

/// The pair that a text begins with, if its escapes are those of its canonical spelling.
fn escaped_pair(text: &str) -> Option<&str> {
    let text = text.split('&').next()?;
    let (_, value) = text.split_once('=')?;
    percent::is_encoded(value).then_some(text)
}

/// The canonical text, if it is a part of `source`, which begins at byte `base` and holds
/// all parameters, sorted: where they follow each other in canonical spelling.
fn part_of<'a>(all: &[Parameter<'a>], source: &'a str, base: usize) -> Option<&'a str> {
    let Some(first) = all.first() else { return Some("") };
    let mut end = None;
    for one in all {
        // Only `&` stands between two.
        if end.is_some_and(|end| one.at.checked_sub(1) != Some(end)) {
            return None;
        }
        end = Some(one.at.checked_add(one.canonical?.len())?);
    }
    source.get(first.at.checked_sub(base)?..end?.checked_sub(base)?)
}

/// Where the first parameter stands that is the second of its name.
fn second_of_a_name(all: &[Parameter<'_>]) -> Option<usize> {
    let seconds = all.windows(2).filter_map(|pair| match pair {
        [a, b] if a.name == b.name => Some(b.at),
        _ => None,
    });
    seconds.min()
}

fn encode(all: &[Parameter<'_>], room: usize) -> String {
    let mut out = String::with_capacity(room);
    for Parameter { name, value, canonical, .. } in all {
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

#[cfg(test)]
mod tests;
