//! Random values for fuzzers and property tests.
//!
//! Every value is one that decoding can return, from either format or from a
//! query, and that encoding takes: its texts have no character that XML cannot
//! carry, and no region, instance id of a request or code is empty. Texts borrow
//! from the input.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use arbitrary::{Arbitrary, Result, Unstructured};

use crate::bytes::percent;
use crate::bytes::xml_char::is_xml_char;
use crate::query::names::MAX_UNKNOWN;
use crate::{
    AccessDeniedDetail, Call, CommonParameters, ErrorCode, ErrorReply, Format, InstanceStatus,
    Page, PageNumber, PageSize, Reply, Request, Status,
};

impl<'a> Arbitrary<'a> for PageNumber {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let number = u.int_in_range(1..=u32::MAX)?;
        Ok(Self::new(number).unwrap_or_default())
    }
}

impl<'a> Arbitrary<'a> for PageSize {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let size = u.int_in_range(1..=Self::MAX.get())?;
        Ok(Self::new(size).unwrap_or_default())
    }
}

impl<'a> Arbitrary<'a> for Format {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(if u.arbitrary()? { Self::Xml } else { Self::Json })
    }
}

/// A documented word three times out of four, else any text.
impl<'a> Arbitrary<'a> for Status<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(match u.int_in_range(0..=15)? {
            0 | 1 => Self::Pending,
            2 | 3 => Self::Starting,
            4..=6 => Self::Running,
            7 | 8 => Self::Stopping,
            9..=11 => Self::Stopped,
            _ => Self::from(text(u)?),
        })
    }
}

/// Any text, or a documented code in place of an empty one.
impl<'a> Arbitrary<'a> for ErrorCode<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let code = text(u)?;
        if code.is_empty() { u.choose_iter(ErrorCode::catalogue()) } else { Ok(code.into()) }
    }
}

impl<'a> Arbitrary<'a> for InstanceStatus<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self { status: u.arbitrary()?, instance_id: text(u)? })
    }
}

/// Counters of any size: a service's need not fit the list.
impl<'a> Arbitrary<'a> for Page<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self {
            total_count: u.arbitrary()?,
            page_number: u.arbitrary()?,
            page_size: u.arbitrary()?,
            request_id: text(u)?,
            instance_statuses: list(u, usize::MAX, InstanceStatus::arbitrary)?,
        })
    }
}

impl<'a> Arbitrary<'a> for AccessDeniedDetail<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self {
            auth_action: optional(u)?,
            auth_principal_display_name: optional(u)?,
            auth_principal_owner_id: optional(u)?,
            auth_principal_type: optional(u)?,
            no_permission_type: optional(u)?,
            policy_type: optional(u)?,
            encoded_diagnostic_message: optional(u)?,
        })
    }
}

impl<'a> Arbitrary<'a> for ErrorReply<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self {
            code: u.arbitrary()?,
            request_id: optional(u)?,
            host_id: optional(u)?,
            message: optional(u)?,
            recommend: optional(u)?,
            access_denied_detail: u.arbitrary::<Option<AccessDeniedDetail<'a>>>()?.map(Box::new),
        })
    }
}

impl<'a> Arbitrary<'a> for Reply<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(if u.arbitrary()? { Self::Error(u.arbitrary()?) } else { Self::Page(u.arbitrary()?) })
    }
}

/// Up to 100 instance ids, none of them empty, and a region that is not.
impl<'a> Arbitrary<'a> for Request<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self {
            region_id: filled(u, &["cn-hangzhou", "cn-shenzhen-finance-1", "ap-southeast-1"])?,
            zone_id: optional(u)?,
            cluster_id: optional(u)?,
            page_number: u.arbitrary()?,
            page_size: u.arbitrary()?,
            owner_id: u.arbitrary()?,
            owner_account: optional(u)?,
            resource_owner_id: u.arbitrary()?,
            resource_owner_account: optional(u)?,
            instance_ids: list(u, Self::MAX_INSTANCE_IDS, |u| {
                filled(u, &["i-bp1j4i2jdf3owlhe0001", "i-ae4r89pp", "i-1"])
            })?,
        })
    }
}

/// Any text where the service expects its own words, too: a call is read before
/// it is verified. No two unknown parameters have one name.
impl<'a> Arbitrary<'a> for CommonParameters<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self {
            format: optional(u)?,
            access_key_id: optional(u)?,
            signature: optional(u)?,
            signature_method: optional(u)?,
            signature_version: optional(u)?,
            signature_nonce: optional(u)?,
            signature_type: optional(u)?,
            timestamp: optional(u)?,
            time_stamp: optional(u)?,
            security_token: optional(u)?,
            bearer_token: optional(u)?,
            unknown: unknown(u)?,
        })
    }
}

impl<'a> Arbitrary<'a> for Call<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self { common: u.arbitrary()?, request: u.arbitrary()? })
    }
}

/// The text at the start of the input, up to a length that the input gives too, or
/// up to a byte that no text can have. That byte is taken as well: left there, it
/// would end all texts to come.
fn text<'a>(u: &mut Unstructured<'a>) -> Result<Cow<'a, str>> {
    let length = u.arbitrary_len::<u8>()?;
    let bytes = u.peek_bytes(length).unwrap_or_default();
    let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let text = valid.split(|character| !is_xml_char(character)).next().unwrap_or_default();
    u.bytes(text.len().saturating_add(1).min(length))?;
    Ok(Cow::Borrowed(text))
}

fn optional<'a>(u: &mut Unstructured<'a>) -> Result<Option<Cow<'a, str>>> {
    if u.arbitrary()? { text(u).map(Some) } else { Ok(None) }
}

/// A text, or one of these in place of an empty one.
fn filled<'a>(u: &mut Unstructured<'a>, usual: &[&'static str]) -> Result<Cow<'a, str>> {
    let text = text(u)?;
    if text.is_empty() { u.choose(usual).map(|text| Cow::Borrowed(*text)) } else { Ok(text) }
}

/// As many items as the input says, but none after it has run out: those would all be alike.
fn list<'a, T>(
    u: &mut Unstructured<'a>,
    most: usize,
    item: impl Fn(&mut Unstructured<'a>) -> Result<T>,
) -> Result<Vec<T>> {
    // Few items take less than four bytes.
    let length = u.arbitrary_len::<[u8; 4]>()?.min(most);
    let mut list = Vec::new();
    while list.len() < length && !u.is_empty() {
        list.push(item(u)?);
    }
    Ok(list)
}

/// Parameters that this version does not know, as a call keeps them: sorted.
fn unknown<'a>(u: &mut Unstructured<'a>) -> Result<Vec<(Cow<'a, str>, Cow<'a, str>)>> {
    let mut unknown = list(u, MAX_UNKNOWN, |u| Ok((text(u)?, text(u)?)))?;
    unknown.retain(|(name, _)| is_unknown(name));
    unknown.sort_by(|(a, _), (b, _)| a.cmp(b));
    unknown.dedup_by(|(a, _), (b, _)| a == b);
    Ok(unknown)
}

/// Whether a query may have a parameter of this name that this version does not know. Asks the
/// reader of queries, so that the names are not listed here again.
fn is_unknown(name: &str) -> bool {
    let mut query = String::from("RegionId=a&");
    percent::encode(&mut query, name);
    Call::from_query(&query).is_ok_and(|call| !call.common.unknown.is_empty())
}
