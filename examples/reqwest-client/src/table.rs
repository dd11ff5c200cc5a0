//! The instances as text.

use std::fmt::Write as _;

use aliyun_instance_status::InstanceStatus;

/// One line for each instance; what could pass for a line end or a colour is escaped.
pub(crate) fn table(instances: &[InstanceStatus<'_>]) -> String {
    let ids = instances.iter().map(|instance| instance.instance_id.escape_debug().to_string());
    let width = ids.clone().map(|id| id.chars().count()).max().unwrap_or_default();
    ids.zip(instances).fold(String::new(), |mut table, (id, instance)| {
        let status = instance.status.as_str().escape_debug();
        let _ = writeln!(table, "{id:width$}  {status}");
        table
    })
}
