//! Reading a call from its pairs.

use alloc::borrow::Cow;

use crate::bytes::decimal;
use crate::query::misspelt;
use crate::query::names::{self, MAX_UNKNOWN};
use crate::query::pairs::Pair;
use crate::{
    Call, CommonParameters, DecodeError, DecodeErrorKind, Field, PageNumber, PageSize, Request,
};

/// What becomes of parameters whose names this version does not know.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnknownNames {
    Skip,
    Keep,
}

/// A call under construction.
pub(crate) struct CallReader<'a> {
    call: Call<'a>,
    /// Where the last pair ends.
    end: usize,
    unknown_names: UnknownNames,
    /// The [`Field::bit`] of each parameter that was there.
    seen: u64,
    /// Bit N: `InstanceId.N` was there. 0 to 100 are the valid indices.
    indices: u128,
}

impl<'a> CallReader<'a> {
    /// A reader of pairs that end at byte `end`.
    pub(crate) fn new(end: usize, unknown_names: UnknownNames) -> Self {
        let call = Call { request: Request::new(""), common: CommonParameters::default() };
        Self { call, end, unknown_names, seen: 0, indices: 0 }
    }

    /// Takes the next pair, or reports its first fault.
    pub(crate) fn take(&mut self, pair: Pair<'a>) -> Result<(), DecodeError> {
        let fault = pair.fault;
        match (self.take_decoded(pair), fault) {
            // What stands before a fault may be wrong itself.
            (Err(earlier), Some(fault)) if earlier.offset() < fault.offset() => Err(earlier),
            (_, Some(fault)) => Err(fault),
            (taken, None) => taken,
        }
    }

    /// The call, if nothing is missing.
    pub(crate) fn finish(mut self) -> Result<Call<'a>, DecodeError> {
        // An empty region counts as missing.
        if self.call.request.region_id.is_empty() {
            let missing = DecodeErrorKind::MissingField(Field::RegionId);
            return Err(DecodeError::new(missing, self.end));
        }
        self.call.common.unknown.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(self.call)
    }

    /// Takes a pair whose value may be cut off at a fault.
    fn take_decoded(&mut self, pair: Pair<'a>) -> Result<(), DecodeError> {
        let error_at_name = |kind| Err(DecodeError::new(kind, pair.offset));
        let Some(field) = names::parameter(&pair.name) else {
            return match pair.name.strip_prefix("InstanceId.").map(index_bit) {
                Some(Ok(bit)) => self.take_instance_id(pair, bit),
                Some(Err(kind)) => error_at_name(kind),
                None => self.take_unknown(pair),
            };
        };
        if field == Field::InstanceId {
            return error_at_name(DecodeErrorKind::InvalidIndex);
        }
        if self.seen & field.bit() != 0 {
            return error_at_name(DecodeErrorKind::DuplicateField(field));
        }
        self.seen |= field.bit();
        let outcome = set_parameter(&mut self.call, field, pair.value);
        outcome.map_err(|kind| DecodeError::new(kind, pair.value_offset))
    }

    /// Takes an `InstanceId.N`. It is inserted after the ids with smaller indices, so that the
    /// list stays sorted by N.
    fn take_instance_id(&mut self, pair: Pair<'a>, bit: u128) -> Result<(), DecodeError> {
        let error_at_name = |kind| Err(DecodeError::new(kind, pair.offset));
        let ids = &mut self.call.request.instance_ids;
        if self.indices & bit != 0 {
            return error_at_name(DecodeErrorKind::DuplicateField(Field::InstanceId));
        }
        if ids.len() == Request::MAX_INSTANCE_IDS {
            return error_at_name(DecodeErrorKind::TooManyInstanceIds);
        }
        if pair.value.is_empty() {
            return Err(DecodeError::new(DecodeErrorKind::EmptyInstanceId, pair.value_offset));
        }
        if ids.is_empty() {
            // An estimate: the rest of the query filled with ids of this length.
            let length = pair.value.len().saturating_add("InstanceId.1=&".len());
            let room = self.end.saturating_sub(pair.offset).div_ceil(length);
            ids.reserve_exact(room.min(Request::MAX_INSTANCE_IDS));
        }
        let smaller = (self.indices & bit.wrapping_sub(1)).count_ones();
        let position = usize::try_from(smaller).unwrap_or(usize::MAX);
        ids.insert(position.min(ids.len()), pair.value);
        self.indices |= bit;
        Ok(())
    }

    /// Takes a parameter that this version does not know, if its name is not a misspelt one.
    fn take_unknown(&mut self, pair: Pair<'a>) -> Result<(), DecodeError> {
        let unknown = &mut self.call.common.unknown;
        let refused = match misspelt::meant(&pair.name) {
            Some(Field::InstanceId) => DecodeErrorKind::InvalidIndex,
            Some(field) => DecodeErrorKind::MisspelledName(field),
            None if self.unknown_names == UnknownNames::Skip => return Ok(()),
            None if unknown.len() == MAX_UNKNOWN => DecodeErrorKind::TooManyParameters,
            None => {
                unknown.push((pair.name, pair.value));
                return Ok(());
            }
        };
        Err(DecodeError::new(refused, pair.offset))
    }
}

/// Reads the value of a parameter into its member of the call.
fn set_parameter<'a>(
    Call { request, common }: &mut Call<'a>,
    field: Field,
    value: Cow<'a, str>,
) -> Result<(), DecodeErrorKind> {
    let integer = || decimal::read(value.as_bytes(), field);
    let out_of_range = DecodeErrorKind::IntegerOutOfRange(field);
    let counter = || integer().and_then(|value| u32::try_from(value).map_err(|_| out_of_range));
    match field {
        Field::Action if value == Request::ACTION => {}
        Field::Action => return Err(DecodeErrorKind::UnexpectedAction),
        Field::Version if value == Request::VERSION => {}
        Field::Version => return Err(DecodeErrorKind::UnexpectedVersion),

        Field::RegionId => request.region_id = value,
        Field::ZoneId => request.zone_id = Some(value),
        Field::ClusterId => request.cluster_id = Some(value),
        Field::PageNumber => {
            request.page_number = Some(PageNumber::new(counter()?).ok_or(out_of_range)?);
        }
        Field::PageSize => {
            request.page_size = Some(PageSize::new(counter()?).ok_or(out_of_range)?);
        }
        Field::OwnerId => request.owner_id = Some(integer()?),
        Field::OwnerAccount => request.owner_account = Some(value),
        Field::ResourceOwnerId => request.resource_owner_id = Some(integer()?),
        Field::ResourceOwnerAccount => request.resource_owner_account = Some(value),

        Field::Format => common.format = Some(value),
        Field::AccessKeyId => common.access_key_id = Some(value),
        Field::Signature => common.signature = Some(value),
        Field::SignatureMethod => common.signature_method = Some(value),
        Field::SignatureVersion => common.signature_version = Some(value),
        Field::SignatureNonce => common.signature_nonce = Some(value),
        Field::SignatureType => common.signature_type = Some(value),
        Field::Timestamp => common.timestamp = Some(value),
        Field::TimeStamp => common.time_stamp = Some(value),
        Field::SecurityToken => common.security_token = Some(value),
        Field::BearerToken => common.bearer_token = Some(value),

        // The caller handles `InstanceId`; all other fields belong to replies.
        _ => {}
    }
    Ok(())
}

/// The bit that stands for an `InstanceId.N`.
fn index_bit(index: &str) -> Result<u128, DecodeErrorKind> {
    match index.as_bytes() {
        [b'0'] => Ok(1),
        [b'1'..=b'9', rest @ ..] if rest.len() <= 2 && rest.iter().all(u8::is_ascii_digit) => {
            let index = index.parse().ok().filter(|index| *index <= 100);
            let bit = index.and_then(|index| 1_u128.checked_shl(index));
            bit.ok_or(DecodeErrorKind::TooManyInstanceIds)
        }
        _ => Err(DecodeErrorKind::InvalidIndex),
    }
}
