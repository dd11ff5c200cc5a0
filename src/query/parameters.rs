//! The parameters of a call, one by one. Here alone a parameter has its name, its
//! kind and its place; reading, writing and refusing all go through this list.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::bytes::decimal;
use crate::call::CommonParameters;
use crate::decode_error::DecodeErrorKind;
use crate::field::Field;
use crate::page_number::{PageNumber, PageSize};
use crate::request::Request;

/// Shows every parameter in the order in which a query is written: sorted by name
/// as bytes, and the signature last.
#[inline]
pub(crate) fn show<'a, V: Visitor<'a>>(v: &mut V) -> Result<(), V::Stop> {
    v.common(Field::AccessKeyId, |c| &c.access_key_id, |c| &mut c.access_key_id)?;
    v.constant(Field::Action, Action)?;
    v.common(Field::BearerToken, |c| &c.bearer_token, |c| &mut c.bearer_token)?;
    v.own(Field::ClusterId, |r| &r.cluster_id, |r| &mut r.cluster_id)?;
    v.common(Field::Format, |c| &c.format, |c| &mut c.format)?;
    v.list(Field::InstanceId, |r| &r.instance_ids, |r| &mut r.instance_ids)?;
    v.own(Field::OwnerAccount, |r| &r.owner_account, |r| &mut r.owner_account)?;
    v.own(Field::OwnerId, |r| &r.owner_id, |r| &mut r.owner_id)?;
    v.own(Field::PageNumber, |r| &r.page_number, |r| &mut r.page_number)?;
    v.own(Field::PageSize, |r| &r.page_size, |r| &mut r.page_size)?;
    v.own(Field::RegionId, |r| &r.region_id, |r| &mut r.region_id)?;
    v.own(
        Field::ResourceOwnerAccount,
        |r| &r.resource_owner_account,
        |r| &mut r.resource_owner_account,
    )?;
    v.own(Field::ResourceOwnerId, |r| &r.resource_owner_id, |r| &mut r.resource_owner_id)?;
    v.common(Field::SecurityToken, |c| &c.security_token, |c| &mut c.security_token)?;
    v.common(Field::SignatureMethod, |c| &c.signature_method, |c| &mut c.signature_method)?;
    v.common(Field::SignatureNonce, |c| &c.signature_nonce, |c| &mut c.signature_nonce)?;
    v.common(Field::SignatureType, |c| &c.signature_type, |c| &mut c.signature_type)?;
    v.common(Field::SignatureVersion, |c| &c.signature_version, |c| &mut c.signature_version)?;
    v.common(Field::TimeStamp, |c| &c.time_stamp, |c| &mut c.time_stamp)?;
    v.common(Field::Timestamp, |c| &c.timestamp, |c| &mut c.timestamp)?;
    v.constant(Field::Version, Version)?;
    v.own(Field::ZoneId, |r| &r.zone_id, |r| &mut r.zone_id)?;
    v.common(Field::Signature, |c| &c.signature, |c| &mut c.signature)
}

/// How a place is read.
pub(crate) type Get<T, S> = fn(&T) -> &S;

/// How a place is written to.
pub(crate) type GetMut<T, S> = fn(&mut T) -> &mut S;

/// Who is shown the parameters: each with its name, how its place is read, and how
/// it is written to.
pub(crate) trait Visitor<'a> {
    /// Why it wants to see no more.
    type Stop;

    /// A parameter of the request itself.
    fn own<S: Slot<'a>>(
        &mut self,
        field: Field,
        get: Get<Request<'a>, S>,
        slot: GetMut<Request<'a>, S>,
    ) -> Result<(), Self::Stop>;

    /// The request's list: `Name.1`, `Name.2` and so on.
    fn list(
        &mut self,
        field: Field,
        get: Get<Request<'a>, Vec<Cow<'a, str>>>,
        slot: GetMut<Request<'a>, Vec<Cow<'a, str>>>,
    ) -> Result<(), Self::Stop>;

    /// A parameter that every call of every operation may have. Nothing to who wants a
    /// request alone.
    fn common<S: Slot<'a>>(
        &mut self,
        _field: Field,
        _get: Get<CommonParameters<'a>, S>,
        _slot: GetMut<CommonParameters<'a>, S>,
    ) -> Result<(), Self::Stop> {
        Ok(())
    }

    /// A parameter that may be left out but has one value. Likewise.
    fn constant<K: Kind<'a>>(&mut self, _field: Field, _value: K) -> Result<(), Self::Stop> {
        Ok(())
    }
}

/// The place of a parameter.
pub(crate) trait Slot<'a> {
    type Value: Kind<'a>;

    /// What is there, if anything is.
    fn value(&self) -> Option<&Self::Value>;

    fn fill(&mut self, value: Self::Value);
}

/// A parameter that may be left out.
impl<'a, K: Kind<'a>> Slot<'a> for Option<K> {
    type Value = K;

    #[inline]
    fn value(&self) -> Option<&K> {
        self.as_ref()
    }

    #[inline]
    fn fill(&mut self, value: K) {
        *self = Some(value);
    }
}

/// The one that may not.
impl<'a> Slot<'a> for Cow<'a, str> {
    type Value = Self;

    #[inline]
    fn value(&self) -> Option<&Self> {
        Some(self)
    }

    #[inline]
    fn fill(&mut self, value: Self) {
        *self = value;
    }
}

/// What a parameter's value is.
pub(crate) trait Kind<'a>: Sized {
    /// The value that `text`, decoded, stands for.
    fn read(text: Cow<'a, str>, field: Field) -> Result<Self, DecodeErrorKind>;

    fn written(&self) -> Written<'_>;
}

/// A value as it is written.
pub(crate) enum Written<'v> {
    Text(&'v str),
    Integer(u64),
    /// Text that needs no escape.
    Word(&'static str),
}

impl<'a> Kind<'a> for Cow<'a, str> {
    #[inline]
    fn read(text: Self, _: Field) -> Result<Self, DecodeErrorKind> {
        Ok(text)
    }

    #[inline]
    fn written(&self) -> Written<'_> {
        Written::Text(self)
    }
}

impl Kind<'_> for u64 {
    fn read(text: Cow<'_, str>, field: Field) -> Result<Self, DecodeErrorKind> {
        decimal::read(text.as_bytes(), field)
    }

    #[inline]
    fn written(&self) -> Written<'_> {
        Written::Integer(*self)
    }
}

impl Kind<'_> for PageNumber {
    fn read(text: Cow<'_, str>, field: Field) -> Result<Self, DecodeErrorKind> {
        let number = decimal::read_u32(text.as_bytes(), field)?;
        Self::new(number).ok_or(DecodeErrorKind::IntegerOutOfRange(field))
    }

    #[inline]
    fn written(&self) -> Written<'_> {
        Written::Integer(self.get().into())
    }
}

impl Kind<'_> for PageSize {
    fn read(text: Cow<'_, str>, field: Field) -> Result<Self, DecodeErrorKind> {
        let size = decimal::read_u32(text.as_bytes(), field)?;
        Self::new(size).ok_or(DecodeErrorKind::IntegerOutOfRange(field))
    }

    #[inline]
    fn written(&self) -> Written<'_> {
        Written::Integer(self.get().into())
    }
}

/// [`Request::ACTION`].
pub(crate) struct Action;

impl Kind<'_> for Action {
    fn read(text: Cow<'_, str>, _: Field) -> Result<Self, DecodeErrorKind> {
        (text == Request::ACTION).then_some(Self).ok_or(DecodeErrorKind::UnexpectedAction)
    }

    #[inline]
    fn written(&self) -> Written<'_> {
        Written::Word(Request::ACTION)
    }
}

/// [`Request::VERSION`].
pub(crate) struct Version;

impl Kind<'_> for Version {
    fn read(text: Cow<'_, str>, _: Field) -> Result<Self, DecodeErrorKind> {
        (text == Request::VERSION).then_some(Self).ok_or(DecodeErrorKind::UnexpectedVersion)
    }

    #[inline]
    fn written(&self) -> Written<'_> {
        Written::Word(Request::VERSION)
    }
}
