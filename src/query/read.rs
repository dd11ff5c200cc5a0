//! Reading a query string: one pass over its pairs.

#[cfg(feature = "sign")]
mod received;

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::bytes::percent;
use crate::bytes::remainder::taken;
use crate::call::{Call, CommonParameters};
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;
use crate::query::misspelt;
use crate::query::names::{Ahead, Names, Split};
use crate::query::pairs;
use crate::query::parameters::{self, Carried, Get, GetMut, Kind, Slot, Visitor};
use crate::request::Request;

#[cfg(feature = "sign")]
pub(crate) use received::Received;

/// How many parameters that this version does not know a call may have: many times
/// what any SDK sends, and few enough that what is kept of them stays small beside
/// the request.
pub(crate) const MAX_UNKNOWN: usize = 256;

/// What becomes of names that this version does not know.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    Known,
    All,
}

/// The parameters read so far.
struct Draft<'a> {
    keep: Keep,
    call: Call<'a>,
    seen: Seen,
    /// Whether all parameters were found in one pass through their list.
    in_order: Option<bool>,
}

/// Which parameters there were.
struct Seen {
    /// The bit of each field.
    fields: u64,
    /// Bit N: `InstanceId.N`. 0 to 100 are the valid indices.
    indices: u128,
    /// Where it is asked: whether all values that were not plain are as they would be written.
    are_encoded: Option<bool>,
}

impl Seen {
    const NOTHING: Self = Self { fields: 0, indices: 0, are_encoded: None };
}

/// Reads a query, with or without its `?`, and the form that came with it.
#[inline]
pub(super) fn call<'a>(query: &'a str, form: &'a str, keep: Keep) -> Result<Call<'a>, DecodeError> {
    Draft::of(query, form, keep, Seen::NOTHING).map(|draft| draft.call)
}

impl<'a> Draft<'a> {
    #[inline]
    fn of(query: &'a str, form: &'a str, keep: Keep, seen: Seen) -> Result<Self, DecodeError> {
        let call = Call { request: Request::new(""), common: CommonParameters::default() };
        let mut draft = Self { keep, call, seen, in_order: None };
        let length = query.len().saturating_add(form.len());
        draft.read(pairs::of_query(query), query.len())?;
        draft.read(form, length)?;
        draft.finish(length)?;
        Ok(draft)
    }

    /// Reads `name=value` pairs between `&`, which end at byte `end`.
    fn read(&mut self, pairs: &'a str, end: usize) -> Result<(), DecodeError> {
        let mut input = Input { seen: &mut self.seen, rest: pairs, end };
        while !input.rest.is_empty() {
            let before = input.rest;
            let mut pass = Pass { call: &mut self.call, input: &mut input, names: Ahead };
            parameters::show(&mut pass)?;
            self.in_order = Some(self.in_order.is_none());
            if input.rest.len() == before.len() {
                input.odd_pair(&mut self.call, self.keep)?;
                self.in_order = Some(false);
            }
        }
        Ok(())
    }

    /// Whether nothing is missing from the `length` bytes that were read.
    fn finish(&mut self, length: usize) -> Result<(), DecodeError> {
        // An empty region is none.
        if self.call.request.region_id.is_empty() {
            let kind = DecodeErrorKind::MissingField(Field::RegionId);
            return Err(DecodeError::new(kind, length));
        }
        self.call.common.unknown.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(())
    }
}

/// What is left to read of a query or a form.
struct Input<'s, 'a> {
    seen: &'s mut Seen,
    rest: &'a str,
    /// Where it ends.
    end: usize,
}

impl<'a> Input<'_, 'a> {
    /// Where `rest` begins, the end of what is read.
    fn place(&self, rest: &str) -> usize {
        pairs::place(self.end, rest)
    }

    /// An error at the name that comes next.
    #[cold]
    fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::new(kind, self.place(self.rest))
    }

    /// Reads `value`, which stands behind the name that comes next.
    #[inline(never)]
    fn read<S: Slot<'a>>(
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
    fn instance_id(
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
    fn odd_pair(&mut self, call: &mut Call<'a>, keep: Keep) -> Result<(), DecodeError> {
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

/// Takes each parameter that is shown, if it is what comes next.
struct Pass<'p, 's, 'a, N> {
    call: &'p mut Call<'a>,
    input: &'p mut Input<'s, 'a>,
    names: N,
}

impl<'a, N: Names<'a>> Visitor<'a> for Pass<'_, '_, 'a, N> {
    type Stop = DecodeError;

    #[inline]
    fn own<S: Slot<'a> + Carried>(
        &mut self,
        field: Field,
        _: Get<Request<'a>, S>,
        slot: GetMut<Request<'a>, S>,
    ) -> Result<(), DecodeError> {
        match self.names.value_of(field.name(), self.input.rest) {
            Some(value) => self.input.read(field, value, slot(&mut self.call.request)),
            None => Ok(()),
        }
    }

    #[inline]
    fn list(
        &mut self,
        field: Field,
        _: Get<Request<'a>, Vec<Cow<'a, str>>>,
        slot: GetMut<Request<'a>, Vec<Cow<'a, str>>>,
    ) -> Result<(), DecodeError> {
        if self.names.value_of(field.name(), self.input.rest).is_some() {
            return Err(self.input.error(DecodeErrorKind::InvalidIndex));
        }
        let ids = slot(&mut self.call.request);
        while let Some((index, value)) = self.names.indexed(field.name(), self.input.rest) {
            self.input.instance_id(ids, index, value)?;
        }
        Ok(())
    }

    #[inline]
    fn common<S: Slot<'a> + Carried>(
        &mut self,
        field: Field,
        _: Get<CommonParameters<'a>, S>,
        slot: GetMut<CommonParameters<'a>, S>,
    ) -> Result<(), DecodeError> {
        match self.names.value_of(field.name(), self.input.rest) {
            Some(value) => self.input.read(field, value, slot(&mut self.call.common)),
            None => Ok(()),
        }
    }

    #[inline]
    fn constant<K: Kind<'a>>(&mut self, field: Field, _: K) -> Result<(), DecodeError> {
        match self.names.value_of(field.name(), self.input.rest) {
            Some(value) => self.input.read(field, value, &mut None::<K>),
            None => Ok(()),
        }
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

/// The bit that stands for a field.
pub(super) const fn bit(field: Field) -> u64 {
    const { assert!((Field::BearerToken as u32) < u64::BITS, "a bit for each field") };
    1_u64.wrapping_shl(field as u32)
}
