//! What an error reply says of a missing permission.

use alloc::borrow::Cow;

#[cfg(any(feature = "serde", feature = "xml"))]
use crate::field::Field;

/// Which permission a refused call lacked, and who made it.
///
/// A member that was sent as a number is kept as its text.
///
/// `#[non_exhaustive]`, because RAM adds members: build one with `default()`.
///
/// Source: [access denied errors](https://help.aliyun.com/zh/ram/support/overview-of-access-denied-errors).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AccessDeniedDetail<'a> {
    /// The action that was denied, such as `ecs:DescribeInstanceStatus`.
    pub auth_action: Option<Cow<'a, str>>,
    /// The name of who made the call: a user, a role and its session.
    pub auth_principal_display_name: Option<Cow<'a, str>>,
    /// The id of the account that the caller belongs to.
    pub auth_principal_owner_id: Option<Cow<'a, str>>,
    /// What the caller is: `SubUser`, `AssumedRoleUser`, …
    pub auth_principal_type: Option<Cow<'a, str>>,
    /// `ImplicitDeny`, or `ExplicitDeny` by a policy.
    pub no_permission_type: Option<Cow<'a, str>>,
    /// The type of the policy that decided.
    pub policy_type: Option<Cow<'a, str>>,
    /// The diagnosis, in a form that only the account can read.
    pub encoded_diagnostic_message: Option<Cow<'a, str>>,
}

impl<'a> AccessDeniedDetail<'a> {
    /// The same detail, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> AccessDeniedDetail<'static> {
        let owned = |text: Cow<'a, str>| Cow::Owned(text.into_owned());
        AccessDeniedDetail {
            auth_action: self.auth_action.map(owned),
            auth_principal_display_name: self.auth_principal_display_name.map(owned),
            auth_principal_owner_id: self.auth_principal_owner_id.map(owned),
            auth_principal_type: self.auth_principal_type.map(owned),
            no_permission_type: self.no_permission_type.map(owned),
            policy_type: self.policy_type.map(owned),
            encoded_diagnostic_message: self.encoded_diagnostic_message.map(owned),
        }
    }
}

/// One for each member of a detail.
#[cfg(any(feature = "serde", feature = "xml"))]
type Members<T> = [T; 7];

/// The members by number, for what reads and writes them all alike.
#[cfg(any(feature = "serde", feature = "xml"))]
impl<'a> AccessDeniedDetail<'a> {
    /// The members, in the order in which the wire has them.
    pub(crate) const FIELDS: Members<Field> = [
        Field::AuthAction,
        Field::AuthPrincipalDisplayName,
        Field::AuthPrincipalOwnerId,
        Field::AuthPrincipalType,
        Field::NoPermissionType,
        Field::PolicyType,
        Field::EncodedDiagnosticMessage,
    ];

    /// The detail of these values.
    pub(crate) fn from_values(values: Members<Option<Cow<'a, str>>>) -> Self {
        let [
            auth_action,
            auth_principal_display_name,
            auth_principal_owner_id,
            auth_principal_type,
            no_permission_type,
            policy_type,
            encoded_diagnostic_message,
        ] = values;
        Self {
            auth_action,
            auth_principal_display_name,
            auth_principal_owner_id,
            auth_principal_type,
            no_permission_type,
            policy_type,
            encoded_diagnostic_message,
        }
    }

    /// The values of this detail.
    pub(crate) fn values(&self) -> Members<Option<&str>> {
        [
            self.auth_action.as_deref(),
            self.auth_principal_display_name.as_deref(),
            self.auth_principal_owner_id.as_deref(),
            self.auth_principal_type.as_deref(),
            self.no_permission_type.as_deref(),
            self.policy_type.as_deref(),
            self.encoded_diagnostic_message.as_deref(),
        ]
    }

    /// Which member has this name, and where among all of them it belongs.
    pub(crate) fn find<'m, T>(
        members: &'m mut Members<T>,
        name: &str,
    ) -> Option<(Field, &'m mut T)> {
        Self::FIELDS.into_iter().zip(members).find(|(field, _)| field.name() == name)
    }
}
