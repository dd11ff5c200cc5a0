//! Writing a query string, sorted by name as bytes.

use alloc::borrow::Cow;
use alloc::string::String;
use core::{iter, mem};

use crate::bytes::decimal;
use crate::bytes::percent;
use crate::const_str::{ConstStr, PerField, around_names, as_strs};
use crate::{CommonParameters, Field, Request};

/// About as many bytes as the query will take.
pub(crate) fn room(request: &Request<'_>) -> usize {
    let ids =
        request.instance_ids.iter().map(|id| id.len().saturating_add("&InstanceId.10=".len()));
    ids.fold(512, usize::saturating_add)
}

/// Writes the request's own parameters, and `action` if there is one: V3 sends it in a header.
pub(crate) fn request_parameters(
    out: &mut String,
    request: &Request<'_>,
    action: Option<&'static str>,
) {
    parameters(out, request, &CommonParameters::default(), action, None);
}

/// Writes all parameters of a call, except the signature.
pub(crate) fn signed_parameters(
    out: &mut String,
    request: &Request<'_>,
    common: &CommonParameters<'_>,
) {
    parameters(out, request, common, Some(Request::ACTION), Some(Request::VERSION));
}

/// Appends one parameter after all others.
pub(crate) fn append(out: &mut String, field: Field, value: &str) {
    out.push_str(before_value(field));
    percent::encode(out, value);
}

/// What stands before the value of a parameter that is not the first: `&…=`.
static BEFORE_VALUE: PerField<&str> = {
    const STRINGS: PerField<ConstStr<32>> = around_names("&", "=");
    as_strs(&STRINGS)
};

#[inline]
fn before_value(field: Field) -> &'static str {
    BEFORE_VALUE.get(field as usize).copied().unwrap_or_default()
}

/// Writes every parameter that is set, except the signature.
fn parameters(
    out: &mut String,
    request: &Request<'_>,
    common: &CommonParameters<'_>,
    action: Option<&'static str>,
    version: Option<&'static str>,
) {
    let page_number = request.page_number.map(|number| number.get().into());
    let page_size = request.page_size.map(|size| size.get().into());
    let mut writer = QueryWriter { out, is_first: true, unknown: &common.unknown };
    writer.text(Field::AccessKeyId, common.access_key_id.as_deref());
    writer.constant(Field::Action, action);
    writer.text(Field::BearerToken, common.bearer_token.as_deref());
    writer.text(Field::ClusterId, request.cluster_id.as_deref());
    writer.text(Field::Format, common.format.as_deref());
    writer.instance_ids(&request.instance_ids);
    writer.text(Field::OwnerAccount, request.owner_account.as_deref());
    writer.integer(Field::OwnerId, request.owner_id);
    writer.integer(Field::PageNumber, page_number);
    writer.integer(Field::PageSize, page_size);
    writer.text(Field::RegionId, Some(&request.region_id));
    writer.text(Field::ResourceOwnerAccount, request.resource_owner_account.as_deref());
    writer.integer(Field::ResourceOwnerId, request.resource_owner_id);
    writer.text(Field::SecurityToken, common.security_token.as_deref());
    writer.text(Field::SignatureMethod, common.signature_method.as_deref());
    writer.text(Field::SignatureNonce, common.signature_nonce.as_deref());
    writer.text(Field::SignatureType, common.signature_type.as_deref());
    writer.text(Field::SignatureVersion, common.signature_version.as_deref());
    writer.text(Field::TimeStamp, common.time_stamp.as_deref());
    writer.text(Field::Timestamp, common.timestamp.as_deref());
    writer.constant(Field::Version, version);
    writer.text(Field::ZoneId, request.zone_id.as_deref());
    writer.unknown_before(None);
}

/// Writes parameters in the order of their names, the unknown ones among them.
struct QueryWriter<'o, 'v> {
    out: &'o mut String,
    is_first: bool,
    /// The unknown parameters that are not written yet, sorted by name.
    unknown: &'v [(Cow<'v, str>, Cow<'v, str>)],
}

impl QueryWriter<'_, '_> {
    #[inline]
    fn text(&mut self, field: Field, value: Option<&str>) {
        if let Some(value) = value {
            self.name(field);
            percent::encode(self.out, value);
        }
    }

    /// Writes a value that needs no escape.
    #[inline]
    fn constant(&mut self, field: Field, value: Option<&'static str>) {
        if let Some(value) = value {
            self.name(field);
            self.out.push_str(value);
        }
    }

    #[inline]
    fn integer(&mut self, field: Field, value: Option<u64>) {
        if let Some(value) = value {
            self.name(field);
            decimal::write(self.out, value);
        }
    }

    /// Writes `InstanceId.1`, `InstanceId.2` and so on.
    fn instance_ids(&mut self, ids: &[Cow<'_, str>]) {
        for index in in_byte_order(ids.len()) {
            if let Some(id) = index.checked_sub(1).and_then(|index| ids.get(index)) {
                self.push("InstanceId.", "&InstanceId.");
                decimal::write(self.out, u64::try_from(index).unwrap_or(u64::MAX));
                self.out.push('=');
                percent::encode(self.out, id);
            }
        }
    }

    /// Writes what stands before a value.
    #[inline]
    fn name(&mut self, field: Field) {
        self.push(field.name(), before_value(field));
    }

    /// Writes a text that begins with `&`, after the unknown parameters that sort before `name`.
    #[inline]
    fn push(&mut self, name: &str, text: &str) {
        if !self.unknown.is_empty() {
            self.unknown_before(Some(name));
        }
        self.push_separated(text);
    }

    /// Writes a text that begins with `&`, which the first parameter lacks.
    #[inline]
    fn push_separated(&mut self, text: &str) {
        let dropped = usize::from(mem::take(&mut self.is_first));
        self.out.push_str(text.get(dropped..).unwrap_or_default());
    }

    /// Writes the unknown parameters that sort before `name`, or all that are left.
    #[cold]
    fn unknown_before(&mut self, name: Option<&str>) {
        while let Some(((next, value), rest)) = self.unknown.split_first() {
            if name.is_some_and(|name| name <= next.as_ref()) {
                break;
            }
            self.unknown = rest;
            self.push_separated("&");
            percent::encode(self.out, next);
            self.out.push('=');
            percent::encode(self.out, value);
        }
    }
}

/// The numbers from 1 to `last`, at most 100, as their digits sort: 1, 10, 100, 11, … 19, 2,
/// 20, …
fn in_byte_order(last: usize) -> impl Iterator<Item = usize> {
    (1..=last.min(9)).flat_map(move |digit| {
        let tens = digit.saturating_mul(10);
        let two_digits = (tens..=last.min(99).min(tens.saturating_add(9)))
            .flat_map(move |two| iter::once(two).chain((two == 10 && last >= 100).then_some(100)));
        iter::once(digit).chain(two_digits)
    })
}
