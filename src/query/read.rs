//! Reading a query string: one pass over its pairs.

mod input;
#[cfg(feature = "sign")]
mod received;

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::call::{Call, CommonParameters};
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;
use crate::query::names::{Ahead, Names};
use crate::query::pairs;
use crate::query::parameters::{self, Get, GetMut, Kind, Slot, Visitor};
use crate::request::Request;

use input::Input;
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

/// Takes each parameter that is shown, if it is what comes next.
struct Pass<'p, 's, 'a, N> {
    call: &'p mut Call<'a>,
    input: &'p mut Input<'s, 'a>,
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
    fn common<S: Slot<'a>>(
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

/// The bit that stands for a field.
pub(super) const fn bit(field: Field) -> u64 {
    const { assert!((Field::BearerToken as u32) < u64::BITS, "a bit for each field") };
    1_u64.wrapping_shl(field as u32)
}
