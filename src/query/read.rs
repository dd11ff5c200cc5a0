//! Reading a query string: one pass over its pairs.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::call::{Call, CommonParameters};
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;
use crate::query::misspelt;
use crate::query::names::{Ahead, Names, Split};
use crate::query::pairs;
use crate::query::parameters::{self, Get, GetMut, Kind, Slot, Visitor};
use crate::request::Request;

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
pub(super) struct Draft<'a> {
    keep: Keep,
    call: Call<'a>,
    /// The bit of each field that was there.
    seen: u64,
    /// Bit N: `InstanceId.N` was there. 0 to 100 are the valid indices.
    indices: u128,
}

impl<'a> Draft<'a> {
    #[inline]
    pub(super) fn new(keep: Keep) -> Self {
        Self {
            keep,
            call: Call { request: Request::new(""), common: CommonParameters::default() },
            seen: 0,
            indices: 0,
        }
    }

    /// Reads `name=value` pairs between `&`; the first stands at byte `base`.
    pub(super) fn read(&mut self, pairs: &'a str, base: usize) -> Result<(), DecodeError> {
        let end = base.saturating_add(pairs.len());
        let mut reader = Reader { draft: self, rest: pairs, end };
        while !reader.rest.is_empty() {
            let before = reader.rest;
            parameters::show(&mut Pass { reader: &mut reader, names: Ahead })?;
            if reader.rest.len() == before.len() {
                reader.odd_pair()?;
            }
        }
        Ok(())
    }

    /// Reads a query with or without its `?`.
    pub(super) fn read_query(&mut self, query: &'a str) -> Result<(), DecodeError> {
        let (pairs, base) = pairs::of_query(query);
        self.read(pairs, base)
    }

    /// The call, if nothing is missing from the `length` bytes that were read.
    #[inline]
    pub(super) fn finish(mut self, length: usize) -> Result<Call<'a>, DecodeError> {
        // An empty region is none.
        if self.call.request.region_id.is_empty() {
            let kind = DecodeErrorKind::MissingField(Field::RegionId);
            return Err(DecodeError::new(kind, length));
        }
        self.call.common.unknown.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(self.call)
    }
}

/// What is left to read of a query or a form.
struct Reader<'d, 'a> {
    draft: &'d mut Draft<'a>,
    rest: &'a str,
    /// Where it ends.
    end: usize,
}

impl<'a> Reader<'_, 'a> {
    /// Where `rest` begins, the end of what is read.
    #[inline]
    fn place(&self, rest: &str) -> usize {
        self.end.saturating_sub(rest.len())
    }

    /// An error at the name that comes next.
    #[cold]
    fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::new(kind, self.place(self.rest))
    }

    /// Reads `value`, which stands behind the name that comes next.
    fn value<K: Kind<'a>>(&mut self, field: Field, value: &'a str) -> Result<K, DecodeError> {
        let bit = bit(field);
        if self.draft.seen & bit != 0 {
            return Err(self.error(DecodeErrorKind::DuplicateField(field)));
        }
        self.draft.seen |= bit;
        let at = self.place(value);
        let (text, rest) =
            pairs::value(value, at).map_err(|fault| earlier::<K>(fault, field, value, at))?;
        self.rest = pairs::after_pair(rest);
        K::read(text, field).map_err(|kind| DecodeError::new(kind, at))
    }

    /// Reads `value`, which stands behind `InstanceId.` and an index. Its place in the
    /// list is the number of smaller indices that were there before.
    fn instance_id(&mut self, index: &str, value: &'a str) -> Result<(), DecodeError> {
        let bit = 1_u128.wrapping_shl(index_of(index).map_err(|kind| self.error(kind))?);
        if self.draft.indices & bit != 0 {
            return Err(self.error(DecodeErrorKind::DuplicateField(Field::InstanceId)));
        }
        if self.draft.call.request.instance_ids.len() == Request::MAX_INSTANCE_IDS {
            return Err(self.error(DecodeErrorKind::TooManyInstanceIds));
        }
        let at = self.place(value);
        let (id, rest) = pairs::value(value, at)?;
        if id.is_empty() {
            return Err(DecodeError::new(DecodeErrorKind::EmptyInstanceId, at));
        }
        self.rest = pairs::after_pair(rest);
        let ids = &mut self.draft.call.request.instance_ids;
        if ids.is_empty() {
            // As many as there is room for, if the others are as long as this one.
            let length = id.len().saturating_add("&InstanceId.1=".len());
            let more = rest.len().checked_div(length).unwrap_or(0);
            ids.reserve_exact(more.saturating_add(1).min(Request::MAX_INSTANCE_IDS));
        }
        let smaller = self.draft.indices & bit.wrapping_sub(1);
        let place = usize::try_from(smaller.count_ones()).unwrap_or(usize::MAX);
        ids.insert(place.min(ids.len()), id);
        self.draft.indices |= bit;
        Ok(())
    }

    /// Reads a pair whose name does not plainly stand there: it has an escape, or no
    /// `=`, is unknown, misspelt, or empty.
    #[inline(never)]
    fn odd_pair(&mut self) -> Result<(), DecodeError> {
        let (name, after) = pairs::name(self.rest, self.place(self.rest))?;
        // A name without `=` has an empty value, nothing at all is skipped.
        let value = after.strip_prefix('=');
        if name.is_empty() {
            let Some(_) = value else {
                self.rest = pairs::after_pair(after);
                return Ok(());
            };
            return Err(self.error(DecodeErrorKind::EmptyName));
        }
        let value = value.unwrap_or(after);
        let before = self.rest;
        let names = Split { name: &name, value };
        parameters::show(&mut Pass { reader: self, names })?;
        if self.rest.len() < before.len() { Ok(()) } else { self.unknown(name, value) }
    }

    /// Takes a parameter of a name that this version does not know.
    fn unknown(&mut self, name: Cow<'a, str>, value: &'a str) -> Result<(), DecodeError> {
        match misspelt::meant(&name) {
            Some(Field::InstanceId) => return Err(self.error(DecodeErrorKind::InvalidIndex)),
            Some(field) => return Err(self.error(DecodeErrorKind::MisspelledName(field))),
            None => {}
        }
        let keeps = self.draft.keep == Keep::All;
        if keeps && self.draft.call.common.unknown.len() == MAX_UNKNOWN {
            return Err(self.error(DecodeErrorKind::TooManyParameters));
        }
        let (text, rest) = pairs::value(value, self.place(value))?;
        self.rest = pairs::after_pair(rest);
        if keeps {
            self.draft.call.common.unknown.push((name, text));
        }
        Ok(())
    }
}

/// Takes each parameter that is shown, if it is what comes next.
struct Pass<'r, 'd, 'a, N> {
    reader: &'r mut Reader<'d, 'a>,
    names: N,
}

impl<'a, N: Names<'a>> Visitor<'a> for Pass<'_, '_, 'a, N> {
    type Stop = DecodeError;

    #[inline]
    fn own<S: Slot<'a>>(
        &mut self,
        field: Field,
        _: Get<Request<'a>, S>,
        slot: GetMut<Request<'a>, S>,
    ) -> Result<(), DecodeError> {
        if let Some(value) = self.names.value_of(field.name(), self.reader.rest) {
            let value = self.reader.value(field, value)?;
            slot(&mut self.reader.draft.call.request).fill(value);
        }
        Ok(())
    }

    #[inline]
    fn list(
        &mut self,
        field: Field,
        _: Get<Request<'a>, Vec<Cow<'a, str>>>,
        _: GetMut<Request<'a>, Vec<Cow<'a, str>>>,
    ) -> Result<(), DecodeError> {
        if self.names.value_of(field.name(), self.reader.rest).is_some() {
            return Err(self.reader.error(DecodeErrorKind::InvalidIndex));
        }
        while let Some((index, value)) = self.names.indexed(field.name(), self.reader.rest) {
            self.reader.instance_id(index, value)?;
        }
        Ok(())
    }

    #[inline]
    fn common<S: Slot<'a>>(
        &mut self,
        field: Field,
        _: Get<CommonParameters<'a>, S>,
        slot: GetMut<CommonParameters<'a>, S>,
    ) -> Result<(), DecodeError> {
        if let Some(value) = self.names.value_of(field.name(), self.reader.rest) {
            let value = self.reader.value(field, value)?;
            slot(&mut self.reader.draft.call.common).fill(value);
        }
        Ok(())
    }

    #[inline]
    fn constant<K: Kind<'a>>(&mut self, field: Field, _: K) -> Result<(), DecodeError> {
        if let Some(value) = self.names.value_of(field.name(), self.reader.rest) {
            self.reader.value::<K>(field, value)?;
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

/// `N` of an `InstanceId.N`.
fn index_of(index: &str) -> Result<u32, DecodeErrorKind> {
    match index.as_bytes() {
        [b'0'] => Ok(0),
        [b'1'..=b'9', rest @ ..] if rest.len() <= 2 && rest.iter().all(u8::is_ascii_digit) => {
            match index.parse() {
                Ok(index @ ..=100) => Ok(index),
                _ => Err(DecodeErrorKind::TooManyInstanceIds),
            }
        }
        _ => Err(DecodeErrorKind::InvalidIndex),
    }
}

/// The bit that stands for a field.
const fn bit(field: Field) -> u64 {
    const { assert!((Field::BearerToken as u32) < u64::BITS, "a bit for each field") };
    1_u64.wrapping_shl(field as u32)
}
