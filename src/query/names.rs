//! The names of a call's parameters, and how many parameters it can have.

use crate::bytes::percent;
use crate::field::Field;

/// The parameter of this name, which is case-sensitive. [`Field::InstanceId`] is the list,
/// `InstanceId.1` and so on.
pub(crate) fn parameter(name: &str) -> Option<Field> {
    Some(match name {
        "AccessKeyId" => Field::AccessKeyId,
        "Action" => Field::Action,
        "BearerToken" => Field::BearerToken,
        "ClusterId" => Field::ClusterId,
        "Format" => Field::Format,
        "InstanceId" => Field::InstanceId,
        "OwnerAccount" => Field::OwnerAccount,
        "OwnerId" => Field::OwnerId,
        "PageNumber" => Field::PageNumber,
        "PageSize" => Field::PageSize,
        "RegionId" => Field::RegionId,
        "ResourceOwnerAccount" => Field::ResourceOwnerAccount,
        "ResourceOwnerId" => Field::ResourceOwnerId,
        "SecurityToken" => Field::SecurityToken,
        "Signature" => Field::Signature,
        "SignatureMethod" => Field::SignatureMethod,
        "SignatureNonce" => Field::SignatureNonce,
        "SignatureType" => Field::SignatureType,
        "SignatureVersion" => Field::SignatureVersion,
        "TimeStamp" => Field::TimeStamp,
        "Timestamp" => Field::Timestamp,
        "Version" => Field::Version,
        "ZoneId" => Field::ZoneId,
        _ => return None,
    })
}

/// Whether a name has a `?` in it, however often that is escaped. The name is then a URL up to
/// its first parameter's name, and to skip that parameter would widen the call.
pub(super) fn is_url(name: &str) -> bool {
    name.bytes().any(|byte| matches!(byte, b'?' | b'%'))
        && percent::decode_all(name.as_bytes()).contains(&b'?')
}

/// Whether a parameter says what is asked for; the others say how it is asked and signed.
pub(super) const fn is_of_request(field: Field) -> bool {
    matches!(
        field,
        Field::ClusterId
            | Field::InstanceId
            | Field::OwnerAccount
            | Field::OwnerId
            | Field::PageNumber
            | Field::PageSize
            | Field::RegionId
            | Field::ResourceOwnerAccount
            | Field::ResourceOwnerId
            | Field::ZoneId
    )
}

/// Every parameter.
pub(super) fn all() -> impl Iterator<Item = Field> {
    Field::ALL.into_iter().filter(|field| parameter(field.name()).is_some())
}

/// How many names there are.
#[cfg(any(feature = "sign", test))]
const COUNT: usize = 23;

/// The most unknown parameters that a call may have: many times what any SDK sends, and few
/// enough that what is kept of them stays small beside the request.
pub(crate) const MAX_UNKNOWN: usize = 256;

/// How many parameters a call may have beside its instance ids: one of each other name, and
/// the unknown ones.
#[cfg(feature = "sign")]
pub(crate) const MAX_OTHERS: usize = COUNT - 1 + MAX_UNKNOWN;

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;
    use alloc::format;
    use alloc::string::ToString;
    use alloc::vec::Vec;

    use super::{COUNT, MAX_OTHERS, MAX_UNKNOWN, all, parameter};
    use crate::call::Call;
    use crate::decode_error::DecodeErrorKind;
    use crate::field::Field;
    use crate::query::misspelt;
    use crate::request::Request;

    #[test]
    fn limits_are_those_of_the_message() {
        let message = format!("more than {MAX_UNKNOWN} unknown parameters, or {MAX_OTHERS} in all");
        assert!(DecodeErrorKind::TooManyParameters.to_string().starts_with(&message), "{message}");
    }

    #[test]
    fn names_are_those_of_the_fields() {
        // A name that is missing from either list would be skipped where it is misspelt.
        let arms = include_str!("names.rs").lines().filter(|line| line.ends_with(','));
        assert_eq!(arms.filter(|arm| arm.starts_with("        \"")).count(), COUNT);
        assert_eq!(all().count(), COUNT);
        for field in Field::ALL {
            let named = parameter(field.name());
            assert!(named.is_none_or(|named| named == field), "{field}");
        }
    }

    /// What is read has a place of its own, and is written: sorted, the signature last.
    #[test]
    fn every_parameter_is_read_and_written() {
        let mut pairs: Vec<_> = all()
            .map(|field| match field {
                Field::Action => format!("Action={}", Request::ACTION),
                Field::Version => format!("Version={}", Request::VERSION),
                Field::InstanceId => "InstanceId.1=1".to_owned(),
                _ => format!("{field}=1"),
            })
            .collect();
        pairs.sort_unstable_by_key(|pair| (pair.starts_with("Signature="), pair.clone()));
        let query = pairs.join("&");
        let call = Call::from_query(&query);
        assert!(call.as_ref().is_ok_and(|call| call.common.unknown.is_empty()), "{call:?}");
        assert_eq!(call.map(|call| call.to_query()), Ok(query));
    }

    #[test]
    fn every_misspelt_name_is_refused() {
        for field in all() {
            let meant = if field == Field::TimeStamp { Field::Timestamp } else { field };
            for name in [field.name().to_lowercase(), field.name().to_uppercase()] {
                assert_eq!(
                    (parameter(&name), misspelt::meant(&name)),
                    (None, Some(meant)),
                    "{name}"
                );
            }
        }
    }
}
