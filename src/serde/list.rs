//! The list of a page, in the object that wraps it: `{"InstanceStatus":[..]}`.

use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::InstanceStatus;

/// The object around the list.
#[derive(Serialize, Deserialize)]
#[serde(rename = "InstanceStatuses", rename_all = "PascalCase")]
pub(super) struct Wrapper<L> {
    #[serde(default)]
    pub(super) instance_status: L,
}

pub(crate) fn serialize<S: Serializer>(
    list: &[InstanceStatus<'_>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    Wrapper { instance_status: list }.serialize(serializer)
}

pub(crate) fn deserialize<'de, 'a, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<InstanceStatus<'a>>, D::Error> {
    Wrapper::deserialize(deserializer).map(|wrapper| wrapper.instance_status)
}
