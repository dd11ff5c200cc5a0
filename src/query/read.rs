//! Reading a query string: one pass that takes the pairs and sorts them.

use alloc::borrow::Cow;

use crate::call::{Call, CommonParameters};
use crate::bytes::decimal;
use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;
use crate::page::{PageNumber, PageSize};
use crate::query::pairs::{self, Pair, Value};
use crate::request::Request;
use crate::slot::{fill, require};

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
    region_id: Option<Cow<'a, str>>,
    action: Option<()>,
    version: Option<()>,
    /// Bit N: `InstanceId.N` was there. 0 to 100 are the valid indices.
    indices: u128,
}

impl<'a> Draft<'a> {
    #[inline]
    pub(super) fn new(keep: Keep) -> Self {
        Self {
            keep,
            call: Call { request: Request::new(""), common: CommonParameters::default() },
            region_id: None,
            action: None,
            version: None,
            indices: 0,
        }
    }

    /// Reads `name=value` pairs between `&`; the first stands at byte `base`.
    pub(super) fn read(&mut self, pairs: &'a str, base: usize) -> Result<(), DecodeError> {
        pairs::each(pairs, base, |pair| self.parameter(pair))
    }

    /// Reads a query with or without its `?`.
    pub(super) fn read_query(&mut self, query: &'a str) -> Result<(), DecodeError> {
        let (pairs, base) = pairs::of_query(query);
        self.read(pairs, base)
    }

    /// Takes one parameter.
    #[inline]
    fn parameter(&mut self, pair: Pair<'a>) -> Result<(), DecodeError> {
        let Pair { name, at, value, left } = pair;
        if let Some(index) = name.strip_prefix("InstanceId") {
            match index.strip_prefix('.') {
                Some(index) => return self.instance_id(index, at, value, left),
                None if index.is_empty() => {
                    return Err(DecodeError::new(DecodeErrorKind::InvalidIndex, at));
                }
                None => {}
            }
        }
        let Call { request, common } = &mut self.call;
        let (slot, field) = match &*name {
            "AccessKeyId" => (&mut common.access_key_id, Field::AccessKeyId),
            "BearerToken" => (&mut common.bearer_token, Field::BearerToken),
            "ClusterId" => (&mut request.cluster_id, Field::ClusterId),
            "Format" => (&mut common.format, Field::Format),
            "OwnerAccount" => (&mut request.owner_account, Field::OwnerAccount),
            "RegionId" => (&mut self.region_id, Field::RegionId),
            "ResourceOwnerAccount" => {
                (&mut request.resource_owner_account, Field::ResourceOwnerAccount)
            }
            "SecurityToken" => (&mut common.security_token, Field::SecurityToken),
            "Signature" => (&mut common.signature, Field::Signature),
            "SignatureMethod" => (&mut common.signature_method, Field::SignatureMethod),
            "SignatureNonce" => (&mut common.signature_nonce, Field::SignatureNonce),
            "SignatureType" => (&mut common.signature_type, Field::SignatureType),
            "SignatureVersion" => (&mut common.signature_version, Field::SignatureVersion),
            "TimeStamp" => (&mut common.time_stamp, Field::TimeStamp),
            "Timestamp" => (&mut common.timestamp, Field::Timestamp),
            "ZoneId" => (&mut request.zone_id, Field::ZoneId),
            _ => return self.number_or_constant(name, at, value),
        };
        fill(slot, field, at, || Ok(value.text))
    }

    /// Takes the parameters that are no plain text, and the unknown ones.
    fn number_or_constant(
        &mut self,
        name: Cow<'a, str>,
        at: usize,
        value: Value<'a>,
    ) -> Result<(), DecodeError> {
        let Call { request, common } = &mut self.call;
        match &*name {
            "Action" => constant(&mut self.action, Field::Action, at, &value),
            "Version" => constant(&mut self.version, Field::Version, at, &value),
            "OwnerId" => {
                fill(&mut request.owner_id, Field::OwnerId, at, || integer(&value, Field::OwnerId))
            }
            "ResourceOwnerId" => {
                let field = Field::ResourceOwnerId;
                fill(&mut request.resource_owner_id, field, at, || integer(&value, field))
            }
            "PageNumber" => fill(&mut request.page_number, Field::PageNumber, at, || {
                page(&value, Field::PageNumber, PageNumber::new)
            }),
            "PageSize" => fill(&mut request.page_size, Field::PageSize, at, || {
                page(&value, Field::PageSize, PageSize::new)
            }),
            _ if self.keep == Keep::Known => Ok(()),
            _ if common.unknown.len() == MAX_UNKNOWN => {
                Err(DecodeError::new(DecodeErrorKind::TooManyParameters, at))
            }
            _ => {
                common.unknown.push((name, value.text));
                Ok(())
            }
        }
    }

    /// Takes `InstanceId.N`: its place in the list is the number of smaller
    /// indices that were there before.
    fn instance_id(
        &mut self,
        index: &str,
        at: usize,
        value: Value<'a>,
        left: usize,
    ) -> Result<(), DecodeError> {
        let error = |kind| Err(DecodeError::new(kind, at));
        let index: u32 = match index.as_bytes() {
            [b'0'] => 0,
            [b'1'..=b'9', rest @ ..] if rest.len() <= 2 && rest.iter().all(u8::is_ascii_digit) => {
                match index.parse() {
                    Ok(index @ ..=100) => index,
                    _ => return error(DecodeErrorKind::TooManyInstanceIds),
                }
            }
            _ => return error(DecodeErrorKind::InvalidIndex),
        };
        let bit = 1_u128 << index;
        if self.indices & bit != 0 {
            return error(DecodeErrorKind::DuplicateField(Field::InstanceId));
        }
        if value.text.is_empty() {
            return Err(DecodeError::new(DecodeErrorKind::EmptyInstanceId, value.at));
        }
        let ids = &mut self.call.request.instance_ids;
        if ids.len() == Request::MAX_INSTANCE_IDS {
            return error(DecodeErrorKind::TooManyInstanceIds);
        }
        if ids.is_empty() {
            // As many as there is room for, if the others are as long as this one.
            let length = value.text.len().saturating_add("&InstanceId.1=".len());
            let more = left.checked_div(length).unwrap_or(0).min(Request::MAX_INSTANCE_IDS);
            ids.reserve_exact(more.saturating_add(1));
        }
        let smaller = self.indices & (bit.wrapping_sub(1));
        let place = usize::try_from(smaller.count_ones()).unwrap_or(usize::MAX);
        ids.insert(place.min(ids.len()), value.text);
        self.indices |= bit;
        Ok(())
    }

    /// The call, if nothing is missing from the `length` bytes that were read.
    #[inline]
    pub(super) fn finish(self, length: usize) -> Result<Call<'a>, DecodeError> {
        let Self { mut call, region_id, .. } = self;
        // An empty region is none.
        let region_id = region_id.filter(|region_id| !region_id.is_empty());
        call.request.region_id = require(region_id, Field::RegionId, length)?;
        call.common.unknown.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(call)
    }
}

/// `Action` and `Version` may be left out but have one value.
fn constant(
    slot: &mut Option<()>,
    field: Field,
    at: usize,
    value: &Value<'_>,
) -> Result<(), DecodeError> {
    let (only, kind) = match field {
        Field::Action => (Request::ACTION, DecodeErrorKind::UnexpectedAction),
        _ => (Request::VERSION, DecodeErrorKind::UnexpectedVersion),
    };
    fill(slot, field, at, || {
        if value.text == only { Ok(()) } else { Err(DecodeError::new(kind, value.at)) }
    })
}

fn integer(value: &Value<'_>, field: Field) -> Result<u64, DecodeError> {
    decimal::read(value.text.as_bytes(), field).map_err(|kind| DecodeError::new(kind, value.at))
}

fn page<T>(
    value: &Value<'_>,
    field: Field,
    new: impl FnOnce(u32) -> Option<T>,
) -> Result<T, DecodeError> {
    decimal::read_u32(value.text.as_bytes(), field)
        .and_then(|number| new(number).ok_or(DecodeErrorKind::IntegerOutOfRange(field)))
        .map_err(|kind| DecodeError::new(kind, value.at))
}
