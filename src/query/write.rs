//! Writing a query string, sorted by name as bytes.

use alloc::borrow::Cow;
use alloc::string::String;
use core::iter;

use crate::call::{Call, CommonParameters};
use crate::decimal;
use crate::percent;
use crate::request::Request;

/// About as many bytes as the query will take.
pub(crate) fn room(request: &Request<'_>) -> usize {
    let ids =
        request.instance_ids.iter().map(|id| id.len().saturating_add("&InstanceId.10=".len()));
    ids.fold(512, usize::saturating_add)
}

/// Writes the request's own parameters.
pub(super) fn request(out: &mut String, request: &Request<'_>) {
    parameters(out, request, &CommonParameters::default(), Some(Request::ACTION), None);
}

/// Writes the request's own parameters without the `Action`, which V3 has in a
/// header.
#[cfg(feature = "sign")]
pub(crate) fn without_action(out: &mut String, request: &Request<'_>) {
    parameters(out, request, &CommonParameters::default(), None, None);
}

/// Writes all parameters but the signature.
pub(super) fn call(out: &mut String, call: &Call<'_>) {
    signed_parameters(out, &call.request, &call.common);
}

/// Writes all parameters of a call in two parts, but for the signature.
pub(crate) fn signed_parameters(
    out: &mut String,
    request: &Request<'_>,
    common: &CommonParameters<'_>,
) {
    parameters(out, request, common, Some(Request::ACTION), Some(Request::VERSION));
}

/// Appends one parameter after all others.
pub(crate) fn last(out: &mut String, name: &str, value: &str) {
    out.push('&');
    out.push_str(name);
    out.push('=');
    percent::encode(out, value);
}

/// Writes what is there, in the one order.
fn parameters(
    out: &mut String,
    request: &Request<'_>,
    common: &CommonParameters<'_>,
    action: Option<&str>,
    version: Option<&str>,
) {
    let mut pairs = Pairs { out, first: true, unknown: &common.unknown };
    pairs.optional("&AccessKeyId=", common.access_key_id.as_deref());
    pairs.optional("&Action=", action);
    pairs.optional("&BearerToken=", common.bearer_token.as_deref());
    pairs.optional("&ClusterId=", request.cluster_id.as_deref());
    pairs.optional("&Format=", common.format.as_deref());
    pairs.instance_ids(&request.instance_ids);
    pairs.optional("&OwnerAccount=", request.owner_account.as_deref());
    pairs.integer("&OwnerId=", request.owner_id);
    pairs.integer("&PageNumber=", request.page_number.map(|number| number.get().into()));
    pairs.integer("&PageSize=", request.page_size.map(|size| size.get().into()));
    pairs.text("&RegionId=", &request.region_id);
    pairs.optional("&ResourceOwnerAccount=", request.resource_owner_account.as_deref());
    pairs.integer("&ResourceOwnerId=", request.resource_owner_id);
    pairs.optional("&SecurityToken=", common.security_token.as_deref());
    pairs.optional("&SignatureMethod=", common.signature_method.as_deref());
    pairs.optional("&SignatureNonce=", common.signature_nonce.as_deref());
    pairs.optional("&SignatureType=", common.signature_type.as_deref());
    pairs.optional("&SignatureVersion=", common.signature_version.as_deref());
    pairs.optional("&TimeStamp=", common.time_stamp.as_deref());
    pairs.optional("&Timestamp=", common.timestamp.as_deref());
    pairs.optional("&Version=", version);
    pairs.optional("&ZoneId=", request.zone_id.as_deref());
    pairs.unknown_before(None);
}

/// The pairs written so far, and the unknown ones that have yet to find their
/// place among them.
struct Pairs<'o, 'u, 'a> {
    out: &'o mut String,
    first: bool,
    unknown: &'u [(Cow<'a, str>, Cow<'a, str>)],
}

impl Pairs<'_, '_, '_> {
    /// Writes `&name=`, or as much of it as is given, after what sorts before it.
    #[inline]
    fn name(&mut self, name: &'static str) {
        if !self.unknown.is_empty() {
            self.unknown_before(Some(name.trim_matches(['&', '='])));
        }
        // Nothing stands before the first.
        let skipped = usize::from(core::mem::take(&mut self.first));
        self.out.push_str(name.get(skipped..).unwrap_or(name));
    }

    #[inline]
    fn text(&mut self, name: &'static str, value: &str) {
        self.name(name);
        percent::encode(self.out, value);
    }

    #[inline]
    fn optional(&mut self, name: &'static str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    #[inline]
    fn integer(&mut self, name: &'static str, value: Option<u64>) {
        if let Some(value) = value {
            self.name(name);
            decimal::write(self.out, value);
        }
    }

    fn instance_ids(&mut self, ids: &[Cow<'_, str>]) {
        for index in in_byte_order(ids.len()) {
            if let Some(id) = index.checked_sub(1).and_then(|place| ids.get(place)) {
                self.name("&InstanceId.");
                decimal::write(self.out, u64::try_from(index).unwrap_or(u64::MAX));
                self.out.push('=');
                percent::encode(self.out, id);
            }
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
            if !core::mem::take(&mut self.first) {
                self.out.push('&');
            }
            percent::encode(self.out, next);
            self.out.push('=');
            percent::encode(self.out, value);
        }
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
