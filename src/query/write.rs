//! Writing a query string, sorted by name as bytes.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;
use core::iter;

use crate::bytes::decimal;
use crate::bytes::percent;
use crate::call::CommonParameters;
use crate::field::Field;
use crate::query::parameters::{self, Get, GetMut, Kind, Slot, Visitor, Written};
use crate::request::Request;

/// About as many bytes as the query will take.
pub(crate) fn room(request: &Request<'_>) -> usize {
    let ids =
        request.instance_ids.iter().map(|id| id.len().saturating_add("&InstanceId.10=".len()));
    ids.fold(512, usize::saturating_add)
}

/// Writes the request's own parameters.
pub(super) fn request(out: &mut String, request: &Request<'_>) {
    let mut pairs = Pairs::of(request, out);
    pairs.constants = &[Field::Action];
    pairs.write();
}

/// Writes the request's own parameters without the `Action`, which V3 has in a
/// header.
#[cfg(feature = "sign")]
pub(crate) fn without_action(out: &mut String, request: &Request<'_>) {
    Pairs::of(request, out).write();
}

/// Writes all parameters of a call in two parts, but for the signature.
pub(crate) fn signed_parameters(
    out: &mut String,
    request: &Request<'_>,
    common: &CommonParameters<'_>,
) {
    let mut pairs = Pairs::of(request, out);
    pairs.common = Some(common);
    pairs.constants = &[Field::Action, Field::Version];
    pairs.unknown = &common.unknown;
    pairs.write();
}

/// Appends one parameter after all others.
pub(crate) fn last(out: &mut String, name: &str, value: &str) {
    out.push('&');
    out.push_str(name);
    out.push('=');
    percent::encode(out, value);
}

/// Where the pairs are written to, and what is written of them.
struct Pairs<'o, 'v, 'a> {
    out: &'o mut String,
    is_first: bool,
    request: &'v Request<'a>,
    common: Option<&'v CommonParameters<'a>>,
    constants: &'static [Field],
    /// The unknown ones that have yet to find their place among the others.
    unknown: &'v [(Cow<'a, str>, Cow<'a, str>)],
}

impl<'o, 'v, 'a> Pairs<'o, 'v, 'a> {
    #[inline]
    fn of(request: &'v Request<'a>, out: &'o mut String) -> Self {
        Self { out, is_first: true, request, common: None, constants: &[], unknown: &[] }
    }

    fn write(mut self) {
        let Ok(()) = parameters::show(&mut self);
        self.unknown_before(None);
    }

    /// Writes `&name`, after what sorts before it.
    #[inline]
    fn name(&mut self, field: Field) {
        if !self.unknown.is_empty() {
            self.unknown_before(Some(field.name()));
        }
        if !core::mem::take(&mut self.is_first) {
            self.out.push('&');
        }
        self.out.push_str(field.name());
    }

    #[inline]
    fn pair<'k, K: Kind<'k>>(&mut self, field: Field, value: &K) {
        self.name(field);
        self.out.push('=');
        match value.written() {
            Written::Text(text) => percent::encode(self.out, text),
            Written::Integer(integer) => decimal::write(self.out, integer),
            Written::Word(word) => self.out.push_str(word),
        }
    }

    /// Writes the unknown pairs that sort before `name`, or all of them.
    #[cold]
    fn unknown_before(&mut self, name: Option<&str>) {
        while let Some(((next, value), rest)) = self.unknown.split_first() {
            if name.is_some_and(|name| name <= next.as_ref()) {
                break;
            }
            self.unknown = rest;
            if !core::mem::take(&mut self.is_first) {
                self.out.push('&');
            }
            percent::encode(self.out, next);
            self.out.push('=');
            percent::encode(self.out, value);
        }
    }
}

impl<'a> Visitor<'a> for Pairs<'_, '_, 'a> {
    type Stop = Infallible;

    #[inline]
    fn own<S: Slot<'a>>(
        &mut self,
        field: Field,
        get: Get<Request<'a>, S>,
        _: GetMut<Request<'a>, S>,
    ) -> Result<(), Infallible> {
        if let Some(value) = get(self.request).value() {
            self.pair(field, value);
        }
        Ok(())
    }

    #[inline]
    fn list(
        &mut self,
        field: Field,
        get: Get<Request<'a>, Vec<Cow<'a, str>>>,
        _: GetMut<Request<'a>, Vec<Cow<'a, str>>>,
    ) -> Result<(), Infallible> {
        let ids = get(self.request);
        for index in in_byte_order(ids.len()) {
            if let Some(id) = index.checked_sub(1).and_then(|place| ids.get(place)) {
                self.name(field);
                self.out.push('.');
                decimal::write(self.out, u64::try_from(index).unwrap_or(u64::MAX));
                self.out.push('=');
                percent::encode(self.out, id);
            }
        }
        Ok(())
    }

    #[inline]
    fn common<S: Slot<'a>>(
        &mut self,
        field: Field,
        get: Get<CommonParameters<'a>, S>,
        _: GetMut<CommonParameters<'a>, S>,
    ) -> Result<(), Infallible> {
        match self.common.and_then(|common| get(common).value()) {
            // What is signed is not the signature.
            Some(value) if field != Field::Signature => self.pair(field, value),
            _ => {}
        }
        Ok(())
    }

    #[inline]
    fn constant<K: Kind<'a>>(&mut self, field: Field, value: K) -> Result<(), Infallible> {
        if self.constants.contains(&field) {
            self.pair(field, &value);
        }
        Ok(())
    }
}

/// The numbers from 1 to `last`, at most 100, as their digits sort: 1, 10, 100,
/// 11, … 19, 2, 20, …
fn in_byte_order(last: usize) -> impl Iterator<Item = usize> {
    (1..=last.min(9)).flat_map(move |digit| {
        let tens = digit.saturating_mul(10);
        let two_digits = (tens..=last.min(99).min(tens.saturating_add(9)))
            .flat_map(move |two| iter::once(two).chain((two == 10 && last >= 100).then_some(100)));
        iter::once(digit).chain(two_digits)
    })
}
