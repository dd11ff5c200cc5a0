//! The parameters of a received request in one list. What its signature signs and the call
//! that it makes both come from this list, so that what is decoded is what was verified. With V3
//! a form in the body is not in the list: the hash that is signed covers it.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::percent;
use crate::bytes::remainder::skip_bytes;
use crate::query::names::MAX_UNKNOWN;
use crate::query::pairs::{self, Pair};
use crate::query::{CallReader, UnknownNames};
use crate::{Call, DecodeError, DecodeErrorKind, Field, Request};

use super::prefix;

/// How many parameters a call may have besides its instance ids: one of each of the other 22
/// names, and the unknown ones.
const MAX_OTHERS: usize = 22 + MAX_UNKNOWN;

/// The parameters of a request, no two of one name.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Parameters<'a> {
    /// Sorted by the bytes of their names. Their offsets say in which order they were sent.
    pairs: Vec<Pair<'a>>,
    /// The parameter that is not signed.
    unsigned: Option<Field>,
}

/// How many bytes of a name or a value are encoded at a time.
const PIECE: usize = 1_024;

impl<'a> Parameters<'a> {
    /// Reads the parameters of a request. One of them may be unsigned: with RPC, the
    /// signature is a parameter.
    ///
    /// The faults, in the order in which they are reported: a repeated name; more parameters
    /// than a call can have; a pair that cannot be decoded, or whose name is a URL.
    pub(super) fn read(
        query: &'a str,
        form: &'a str,
        unsigned: Option<Field>,
    ) -> Result<Self, DecodeError> {
        let is_signed = |pair: &Pair<'_>| unsigned.is_none_or(|field| pair.name != field.name());
        // Most calls have no more.
        let mut pairs = Vec::with_capacity(16);
        let mut signed: usize = 0;
        let mut take = |pair: Pair<'a>| {
            if let Some(fault) = pair.fault {
                return Err(fault);
            }
            let offset = pair.offset;
            signed = signed.saturating_add(usize::from(is_signed(&pair)));
            pairs.push(pair);
            let has_two_unsigned = pairs.len().saturating_sub(signed) > 1;
            if has_two_unsigned || signed > Request::MAX_INSTANCE_IDS + MAX_OTHERS {
                // Stops reading; which error to report is worked out below.
                return Err(DecodeError::new(DecodeErrorKind::TooManyParameters, offset));
            }
            Ok(())
        };
        let outcome = pairs::for_each_in_query(query, &mut take)
            .and_then(|()| pairs::for_each_in_form(form, query.len(), &mut take));
        // Before sorting: it reports the first parameter that is one too many, as sent.
        let too_many = refuse_too_many(pairs.iter().filter(|pair| is_signed(pair)));
        // Stable: the second of a name stays after the first.
        pairs.sort_by(|a, b| a.name.cmp(&b.name));
        let neighbours = pairs.iter().zip(pairs.iter().skip(1));
        let repeated =
            neighbours.filter(|(a, b)| a.name == b.name).map(|(_, repeated)| repeated.offset);
        if let Some(offset) = repeated.min() {
            return Err(DecodeError::new(DecodeErrorKind::DuplicateParameter, offset));
        }
        too_many?;
        outcome?;
        Ok(Self { pairs, unsigned })
    }

    /// The value of a parameter.
    pub(super) fn get(&self, field: Field) -> Option<&Cow<'a, str>> {
        let pair = self.pairs.iter().find(|pair| pair.name == field.name());
        pair.map(|pair| &pair.value)
    }

    /// The parameters in the order in which they were sent.
    fn as_sent(&self) -> Vec<&Pair<'a>> {
        let mut sent: Vec<_> = self.pairs.iter().collect();
        sent.sort_by_key(|pair| pair.offset);
        sent
    }

    /// The names in the order in which they were sent.
    pub(super) fn names_as_sent(&self) -> impl Iterator<Item = &str> {
        self.as_sent().into_iter().map(|pair| &*pair.name)
    }

    /// Decodes the call from these parameters and `form`, a V3 body of which only the hash is
    /// signed; `""` for RPC, whose form is already in the list. `end` is the length of query and
    /// form together.
    pub(super) fn call(&self, form: &Cow<'a, str>, end: usize) -> Result<Call<'a>, DecodeError> {
        let mut reader = CallReader::new(end, UnknownNames::Keep);
        self.as_sent().into_iter().try_for_each(|pair| reader.take(pair.clone()))?;
        let before = end.saturating_sub(form.len());
        match form {
            Cow::Borrowed(form) => pairs::for_each_in_form(form, before, |pair| reader.take(pair)),
            Cow::Owned(form) => {
                pairs::for_each_in_form(form, before, |pair| reader.take(owned(pair)))
            }
        }?;
        reader.finish()
    }

    /// The parameters that are signed.
    fn signed(&self) -> impl Iterator<Item = &Pair<'a>> {
        self.pairs.iter().filter(|pair| self.unsigned.is_none_or(|one| pair.name != one.name()))
    }

    /// Passes on the canonical query: the signed parameters as `name=value`, joined by `&`,
    /// sorted by the bytes of their names and percent-encoded (RFC 3986). It comes in pieces,
    /// since it may be three times as long as what was sent.
    pub(super) fn for_each_piece(&self, mut take: impl FnMut(&str)) {
        // With its escapes, what is encoded at a time takes up to three times its length.
        let mut piece = String::with_capacity(4 * PIECE);
        for (index, Pair { name, value, .. }) in self.signed().enumerate() {
            if index > 0 {
                piece.push('&');
            }
            encode(&mut piece, name, &mut take);
            piece.push('=');
            encode(&mut piece, value, &mut take);
        }
        take(&piece);
    }

    /// How long the canonical query is.
    pub(super) fn canonical_length(&self) -> usize {
        let texts = self.signed().flat_map(|pair| [&pair.name, &pair.value]);
        let lengths = texts.map(|text| percent::encoded_length(text).saturating_add("&".len()));
        // Each text has a `=` or a `&` behind it, but the last.
        lengths.fold(0, usize::saturating_add).saturating_sub("&".len())
    }

    /// The first `max` bytes of the canonical query.
    pub(super) fn canonical_query(&self, max: usize) -> String {
        let mut out = String::with_capacity(self.canonical_length().min(max));
        self.for_each_piece(|piece| {
            let room = max.saturating_sub(out.len());
            out.push_str(prefix(piece, room));
        });
        out
    }

    /// Copies what is still borrowed, so that the parameters outlive the request.
    pub(super) fn into_owned(self) -> Parameters<'static> {
        let pairs = self.pairs.into_iter().map(owned).collect();
        Parameters { pairs, unsigned: self.unsigned }
    }
}

/// A pair that outlives the query and the form.
fn owned(pair: Pair<'_>) -> Pair<'static> {
    let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
    Pair { name: owned(pair.name), value: owned(pair.value), ..pair }
}

/// Refuses the first parameter over the limit.
fn refuse_too_many<'p>(pairs: impl Iterator<Item = &'p Pair<'p>>) -> Result<(), DecodeError> {
    let (mut ids, mut others) = (Request::MAX_INSTANCE_IDS, MAX_OTHERS);
    for pair in pairs {
        let (left, kind) = if pair.name.starts_with("InstanceId.") {
            (&mut ids, DecodeErrorKind::TooManyInstanceIds)
        } else {
            (&mut others, DecodeErrorKind::TooManyParameters)
        };
        *left = left.checked_sub(1).ok_or_else(|| DecodeError::new(kind, pair.offset))?;
    }
    Ok(())
}

/// Appends `text` percent-encoded, and passes on what there is whenever it is long enough.
fn encode(piece: &mut String, text: &str, take: &mut impl FnMut(&str)) {
    let mut rest = text;
    while !rest.is_empty() {
        let next = prefix(rest, PIECE);
        percent::encode(piece, next);
        rest = skip_bytes(rest, next.len());
        if piece.len() >= PIECE {
            take(piece);
            piece.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::ToString;

    use super::{MAX_OTHERS, MAX_UNKNOWN};
    use crate::DecodeErrorKind;
    use crate::query::names;

    #[test]
    fn limits_are_those_of_the_message() {
        assert_eq!(MAX_OTHERS, names::all().count() - 1 + MAX_UNKNOWN);
        let message = format!("more than {MAX_UNKNOWN} unknown parameters, or {MAX_OTHERS} in all");
        assert!(DecodeErrorKind::TooManyParameters.to_string().starts_with(&message), "{message}");
    }
}
