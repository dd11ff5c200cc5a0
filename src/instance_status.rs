//! An instance and its status.

use alloc::borrow::Cow;

use crate::body::kind::RequiredText;
use crate::body::object::{MemberVisitor, Object};
use crate::{Field, Status};

/// One instance and its status.
///
/// May be written as a literal: the documentation has had exactly these two members since
/// 2013. Ordered by id.
///
/// ```
/// use aliyun_instance_status::{InstanceStatus, Status};
///
/// let instance = InstanceStatus { instance_id: "i-a".into(), status: Status::Running };
/// assert_eq!(instance, InstanceStatus::new("i-a", Status::Running));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "PascalCase")
)]
#[expect(clippy::exhaustive_structs, reason = "users build it as a literal")]
pub struct InstanceStatus<'a> {
    /// The instance's id: `i-` and, today, 20 lower-case letters and digits.
    pub instance_id: Cow<'a, str>,
    /// Its status.
    pub status: Status<'a>,
}

impl<'a> InstanceStatus<'a> {
    /// An instance and its status.
    ///
    /// ```
    /// use aliyun_instance_status::{InstanceStatus, Status};
    ///
    /// let instance = InstanceStatus::new("i-ae4r89pp", Status::from("Running"));
    /// assert_eq!(instance.status, Status::Running);
    /// ```
    #[must_use]
    pub fn new(instance_id: impl Into<Cow<'a, str>>, status: Status<'a>) -> Self {
        Self { instance_id: instance_id.into(), status }
    }

    /// Copies what is still borrowed, so that the instance outlives the input.
    ///
    /// ```
    /// use aliyun_instance_status::{InstanceStatus, Page};
    ///
    /// fn keep(page: Page<'_>) -> Vec<InstanceStatus<'static>> {
    ///     page.into_iter().map(InstanceStatus::into_owned).collect()
    /// }
    /// # assert!(keep(Page::new("R-1", 0, 1, 10)).is_empty());
    /// ```
    #[must_use]
    pub fn into_owned(self) -> InstanceStatus<'static> {
        InstanceStatus {
            instance_id: Cow::Owned(self.instance_id.into_owned()),
            status: self.status.into_owned(),
        }
    }
}

impl<'a> Object<'a> for InstanceStatus<'a> {
    #[inline]
    fn blank() -> Self {
        Self { instance_id: Cow::Borrowed(""), status: Status::Pending }
    }

    #[inline(always)]
    fn members<V: MemberVisitor<'a, Self>>(v: &mut V) -> Result<(), V::Stop> {
        use Field as F;
        v.member::<RequiredText<_>>(F::InstanceId, |r| &r.instance_id, |r| &mut r.instance_id)?;
        v.member::<RequiredText<_>>(F::Status, |r| &r.status, |r| &mut r.status)
    }
}
