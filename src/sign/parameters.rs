//! The parameters of a received request, as they were sent: not through
//! [`Call`](crate::Call), since `InstanceId.0`, a gap, `PageNumber=01` and what
//! this version does not know are signed as they stand.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::percent;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::query::pairs::{self, Pair};

/// More than any call can have: 22 names that are known, 100 instance ids, and the
/// 256 unknown ones that a call may have.
const MAX_PARAMETERS: usize = 378;

/// Sorted by name as bytes, no two of one name.
pub(super) struct Parameters<'a>(Vec<Parameter<'a>>);

struct Parameter<'a> {
    name: Cow<'a, str>,
    value: Cow<'a, str>,
    at: usize,
}

impl<'a> Parameters<'a> {
    /// Reads a query, with or without its `?`, and the form that came with it.
    pub(super) fn read(query: &'a str, form: &'a str) -> Result<Self, DecodeError> {
        let mut all: Vec<Parameter<'a>> = Vec::new();
        let mut take = |pair: Pair<'a>| {
            if all.len() == MAX_PARAMETERS {
                return Err(DecodeError::new(DecodeErrorKind::TooManyParameters, pair.at));
            }
            all.push(Parameter { name: pair.name, value: pair.value.text, at: pair.at });
            Ok(())
        };
        let (pairs, base) = pairs::of_query(query);
        pairs::each(pairs, base, &mut take)?;
        pairs::each(form, query.len(), &mut take)?;
        all.sort_by(|a, b| a.name.cmp(&b.name).then(a.at.cmp(&b.at)));
        let neighbours = all.iter().zip(all.iter().skip(1));
        let twice = neighbours.filter(|(a, b)| a.name == b.name).map(|(_, b)| b.at).min();
        match twice {
            Some(at) => Err(DecodeError::new(DecodeErrorKind::DuplicateParameter, at)),
            None => Ok(Self(all)),
        }
    }

    /// The value of a parameter, decoded.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let place = self.0.binary_search_by(|parameter| (*parameter.name).cmp(name)).ok()?;
        self.0.get(place).map(|parameter| &*parameter.value)
    }

    /// All but the one that is called `except`, percent-encoded by RFC 3986. None is
    /// called `""`.
    pub(super) fn canonical(&self, except: &str) -> String {
        let mut out = String::new();
        for Parameter { name, value, .. } in self.0.iter().filter(|one| one.name != except) {
            if !out.is_empty() {
                out.push('&');
            }
            percent::encode(&mut out, name);
            out.push('=');
            percent::encode(&mut out, value);
        }
        out
    }
}
