//! The parameters of a received request in one list. What its signature signs and the call
//! that it makes both come from this list, so that what is decoded is what was verified.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::percent;
use crate::call::Call;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;
use crate::query::names::MAX_UNKNOWN;
use crate::query::pairs::{self, Pair};
use crate::query::{CallReader, UnknownNames};
use crate::request::Request;

/// How many parameters a call may have besides its instance ids: one of each of the other 22
/// names, and the unknown ones.
const MAX_OTHERS: usize = 22 + MAX_UNKNOWN;

/// The parameters in the order in which they were sent, no two of one name.
pub(super) struct Parameters<'a> {
    pairs: Vec<Pair<'a>>,
    /// The signed parameters as `name=value`, joined by `&`, sorted by the bytes of their names
    /// and percent-encoded (RFC 3986).
    pub(super) canonical: String,
}

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
        // As many as most calls have.
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
        // Stable: the second of a name stays after the first.
        let mut sorted: Vec<&Pair<'_>> = pairs.iter().collect();
        sorted.sort_by(|a, b| a.name.cmp(&b.name));
        let neighbours = sorted.iter().zip(sorted.iter().skip(1));
        let repeated =
            neighbours.filter(|(a, b)| a.name == b.name).map(|(_, repeated)| repeated.offset);
        if let Some(offset) = repeated.min() {
            return Err(DecodeError::new(DecodeErrorKind::DuplicateParameter, offset));
        }
        refuse_too_many(pairs.iter().filter(|pair| is_signed(pair)))?;
        outcome?;
        sorted.retain(|pair| is_signed(pair));
        let canonical = encode(&sorted);
        Ok(Self { pairs, canonical })
    }

    /// The value of a parameter.
    pub(super) fn get(&self, field: Field) -> Option<&Cow<'a, str>> {
        let pair = self.pairs.iter().find(|pair| pair.name == field.name());
        pair.map(|pair| &pair.value)
    }

    /// Decodes the call from these parameters and `form`, a V3 body of which only the hash is
    /// signed; `""` for RPC, whose form is already in the list. `end` is the length of query and
    /// form together.
    pub(super) fn into_call(self, form: &'a str, end: usize) -> Result<Call<'a>, DecodeError> {
        let mut reader = CallReader::new(end, UnknownNames::Keep);
        self.pairs.into_iter().try_for_each(|pair| reader.take(pair))?;
        pairs::for_each_in_form(form, end.saturating_sub(form.len()), |pair| reader.take(pair))?;
        reader.finish()
    }
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

/// How long `text` is once it is encoded.
fn encoded_length(text: &str) -> usize {
    let reserved = text.bytes().filter(|byte| !percent::is_unreserved(*byte)).count();
    text.len().saturating_add(reserved.saturating_mul(2))
}

fn encode(sorted: &[&Pair<'_>]) -> String {
    const LONG: usize = 4_096;
    // What V3 puts around the query.
    const CANONICAL_REQUEST_ROOM: usize = 640;
    let texts = || sorted.iter().flat_map(|pair| [&*pair.name, &*pair.value]);
    let decoded = texts().map(|text| text.len().saturating_add("&".len()));
    let decoded = decoded.fold(0, usize::saturating_add);
    // Most of a call is unreserved. A `String` that grows doubles, so a long one
    // is counted first.
    let room = if decoded < LONG {
        decoded.saturating_mul(2)
    } else {
        let encoded = texts().map(|text| encoded_length(text).saturating_add("&".len()));
        encoded.fold(CANONICAL_REQUEST_ROOM, usize::saturating_add)
    };
    let mut out = String::with_capacity(room);
    for Pair { name, value, .. } in sorted {
        if !out.is_empty() {
            out.push('&');
        }
        percent::encode(&mut out, name);
        out.push('=');
        percent::encode(&mut out, value);
    }
    out
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::ToString;

    use super::{MAX_OTHERS, MAX_UNKNOWN};
    use crate::decode_error::DecodeErrorKind;
    use crate::query::names;

    #[test]
    fn limits_are_those_of_the_message() {
        assert_eq!(MAX_OTHERS, names::all().count() - 1 + MAX_UNKNOWN);
        let message = format!("more than {MAX_UNKNOWN} unknown parameters, or {MAX_OTHERS} in all");
        assert!(DecodeErrorKind::TooManyParameters.to_string().starts_with(&message), "{message}");
    }
}
