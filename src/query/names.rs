//! The names of a call's parameters, and how many parameters it can have.

use crate::Field;
use crate::bytes::percent;

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
pub(crate) fn all() -> impl Iterator<Item = Field> {
    Field::NAMES.iter().filter_map(|name| parameter(name))
}

/// The most unknown parameters that a call may have: many times what any SDK sends, and few
/// enough that what is kept of them stays small beside the request.
pub(crate) const MAX_UNKNOWN: usize = 256;

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may panic")]
mod tests {
    use alloc::format;
    use alloc::vec;
    use alloc::vec::Vec;

    use super::{all, is_of_request, parameter};
    use crate::query::misspelt;
    use crate::{Call, CommonParameters, Field, PageNumber, PageSize, Request};

    /// A call that has every parameter: one that is added does not compile until it is here.
    fn full() -> Call<'static> {
        let text = || Some("1".into());
        let request = Request {
            region_id: "1".into(),
            zone_id: text(),
            cluster_id: text(),
            page_number: PageNumber::new(1),
            page_size: PageSize::new(1),
            instance_ids: vec!["1".into()],
            owner_id: Some(1),
            owner_account: text(),
            resource_owner_id: Some(1),
            resource_owner_account: text(),
        };
        let common = CommonParameters {
            format: text(),
            access_key_id: text(),
            signature: text(),
            signature_method: text(),
            signature_version: text(),
            signature_nonce: text(),
            signature_type: text(),
            timestamp: text(),
            time_stamp: text(),
            security_token: text(),
            bearer_token: text(),
            unknown: Vec::new(),
        };
        Call { request, common }
    }

    /// The names in a query, in their order.
    fn names(query: &str) -> Vec<&str> {
        query.split('&').filter_map(|pair| pair.split(['=', '.']).next()).collect()
    }

    /// A name that one of the lists lacks would be skipped where it is misspelt.
    #[test]
    fn every_parameter_is_written_and_read() {
        let query = full().to_query();
        assert_eq!(Call::from_query(&query), Ok(full()));
        let names = names(&query);
        assert!(
            names.split_last().is_some_and(|(last, rest)| *last == "Signature" && rest.is_sorted())
        );
        let mut fields: Vec<Field> = names.iter().filter_map(|name| parameter(name)).collect();
        assert!(fields.iter().map(|field| field.name()).eq(names));
        fields.sort_unstable();
        assert!(all().eq(fields));
    }

    #[test]
    fn what_is_no_common_parameter_is_of_the_request() {
        for pair in full().to_query().split('&') {
            let field = names(pair).first().and_then(|name| parameter(name)).expect("a parameter");
            let query = match field {
                Field::RegionId => pair,
                _ => &format!("RegionId=1&{pair}"),
            };
            let common = Call::from_query(query).expect("a call").common;
            let says_what = !matches!(field, Field::Action | Field::Version);
            let expected = says_what && common == CommonParameters::default();
            assert_eq!(is_of_request(field), expected, "{field}");
        }
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
