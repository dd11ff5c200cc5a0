//! What is left to read of a query or a form, and how its values are taken.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::{Keep, MAX_UNKNOWN, Pass, Seen, bit};
use crate::bytes::percent;
use crate::bytes::remainder::taken;
use crate::call::Call;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;
use crate::query::misspelt;
use crate::query::names::Split;
use crate::query::pairs;
use crate::query::parameters::{self, Kind, Slot};
use crate::request::Request;

/// What is left to read of a query or a form.
pub(super) struct Input<'s, 'a> {
    pub(super) seen: &'s mut Seen,
    pub(super) rest: &'a str,
    /// Where it ends.
    pub(super) end: usize,
}

impl<'a> Input<'_, 'a> {
    /// Where `rest` begins, the end of what is read.
    fn place(&self, rest: &str) -> usize {
        pairs::place(self.end, rest)
    }

    /// An error at the name that comes next.
    #[cold]
    pub(super) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::new(kind, self.place(self.rest))
    }

    /// Reads `value`, which stands behind the name that comes next.
    #[inline(never)]
    pub(super) fn read<S: Slot<'a>>(
        &mut self,
        field: Field,
        value: &'a str,
        slot: &mut S,
    ) -> Result<(), DecodeError> {
        let bit = bit(field);
        if self.seen.fields & bit != 0 {
            return Err(self.error(DecodeErrorKind::DuplicateField(field)));
        }
        self.seen.fields |= bit;
        // Two ways to fill: a result of both would be put together in memory.
        let Some((plain, rest)) = pairs::plain_value(value) else {
            return self.read_odd(field, value, slot);
        };
        let value = S::Value::read(Cow::Borrowed(plain), field)
            .map_err(|kind| DecodeError::new(kind, self.place(value)))?;
        slot.fill(value);
        self.rest = rest;
        Ok(())
    }

    /// The same for a value that has an escape, a fault, or bytes that need a closer
    /// look.
    #[inline(never)]
    fn read_odd<S: Slot<'a>>(
        &mut self,
        field: Field,
        value: &'a str,
        slot: &mut S,
    ) -> Result<(), DecodeError> {
        let at = self.place(value);
        let (text, rest) = pairs::value(value, at)
            .map_err(|fault| earlier::<S::Value>(fault, field, value, at))?;
        slot.fill(S::Value::read(text, field).map_err(|kind| DecodeError::new(kind, at))?);
        self.look_at_spelling(value, rest);
        self.rest = rest;
        Ok(())
    }

    /// Looks at the value that stands before `rest`.
    #[inline]
    fn look_at_spelling(&mut self, value: &str, rest: &str) {
        if let Some(are_encoded) = &mut self.seen.are_encoded {
            let value = taken(value, rest);
            *are_encoded &= percent::is_encoded(value.strip_suffix('&').unwrap_or(value));
        }
    }

    /// Reads `value`, which stands behind `InstanceId.` and an index. Its place in the
    /// list is the number of smaller indices that were there before.
    pub(super) fn instance_id(
        &mut self,
        ids: &mut Vec<Cow<'a, str>>,
        index: &str,
        value: &'a str,
    ) -> Result<(), DecodeError> {
        let bit = bit_of(index).map_err(|kind| self.error(kind))?;
        if self.seen.indices & bit != 0 {
            return Err(self.error(DecodeErrorKind::DuplicateField(Field::InstanceId)));
        }
        if ids.len() == Request::MAX_INSTANCE_IDS {
            return Err(self.error(DecodeErrorKind::TooManyInstanceIds));
        }
        let (id, rest) = match pairs::plain_value(value) {
            Some((plain, rest)) => (Cow::Borrowed(plain), rest),
            None => {
                let (id, rest) = pairs::value(value, self.place(value))?;
                self.look_at_spelling(value, rest);
                (id, rest)
            }
        };
        if id.is_empty() {
            return Err(DecodeError::new(DecodeErrorKind::EmptyInstanceId, self.place(value)));
        }
        self.rest = rest;
        if ids.is_empty() {
            // As many as there is room for, if the others are as long as this one.
            let length = id.len().saturating_add("InstanceId.1=&".len());
            let more = rest.len().checked_div(length).unwrap_or(0);
            ids.reserve_exact(more.saturating_add(1).min(Request::MAX_INSTANCE_IDS));
        }
        let smaller = self.seen.indices & bit.wrapping_sub(1);
        let place = usize::try_from(smaller.count_ones()).unwrap_or(usize::MAX);
        ids.insert(place.min(ids.len()), id);
        self.seen.indices |= bit;
        Ok(())
    }

    /// Reads a pair whose name does not plainly stand there: it has an escape, or no
    /// `=`, is unknown, misspelt, or empty.
    #[inline(never)]
    pub(super) fn odd_pair(&mut self, call: &mut Call<'a>, keep: Keep) -> Result<(), DecodeError> {
        let before = self.rest;
        let (name, after) = pairs::name(before, self.place(before))?;
        let value = after.strip_prefix('=');
        if name.is_empty() {
            // Nothing at all is skipped.
            self.rest = pairs::after_pair(after);
            let kind = DecodeErrorKind::EmptyName;
            return value.map_or(Ok(()), |_| Err(DecodeError::new(kind, self.place(before))));
        }
        // A name without `=` has an empty value.
        let value = value.unwrap_or(after);
        let names = Split { name: &name, value };
        parameters::show(&mut Pass { call, input: self, names })?;
        if self.rest.len() < before.len() {
            return Ok(());
        }
        self.unknown(name, value, &mut call.common.unknown, keep)
    }

    /// Takes a parameter of a name that this version does not know.
    fn unknown(
        &mut self,
        name: Cow<'a, str>,
        value: &'a str,
        unknown: &mut Vec<(Cow<'a, str>, Cow<'a, str>)>,
        keep: Keep,
    ) -> Result<(), DecodeError> {
        match misspelt::meant(&name) {
            Some(Field::InstanceId) => return Err(self.error(DecodeErrorKind::InvalidIndex)),
            Some(field) => return Err(self.error(DecodeErrorKind::MisspelledName(field))),
            None => {}
        }
        if keep == Keep::All && unknown.len() == MAX_UNKNOWN {
            return Err(self.error(DecodeErrorKind::TooManyParameters));
        }
        let (text, rest) = pairs::value(value, self.place(value))?;
        self.rest = rest;
        if keep == Keep::All {
            unknown.push((name, text));
        }
        Ok(())
    }
}

/// Of two faults in one value the earlier: what stands before the one that was found
/// may be no value either, and that counts from the value's first byte.
#[cold]
fn earlier<'a, K: Kind<'a>>(
    fault: DecodeError,
    field: Field,
    value: &'a str,
    at: usize,
) -> DecodeError {
    let before = value.get(..fault.offset().saturating_sub(at)).unwrap_or_default();
    let text = pairs::value(before, at).map_or_else(|_| before.into(), |(text, _)| text);
    match K::read(text, field) {
        Err(kind) if !before.is_empty() => DecodeError::new(kind, at),
        _ => fault,
    }
}

/// The bit of an `InstanceId.N`.
fn bit_of(index: &str) -> Result<u128, DecodeErrorKind> {
    match index.as_bytes() {
        [b'0'] => Ok(1),
        [b'1'..=b'9', rest @ ..] if rest.len() <= 2 && rest.iter().all(u8::is_ascii_digit) => {
            let index = index.parse().ok().filter(|index| *index <= 100);
            index
                .and_then(|index| 1_u128.checked_shl(index))
                .ok_or(DecodeErrorKind::TooManyInstanceIds)
        }
        _ => Err(DecodeErrorKind::InvalidIndex),
    }
}
