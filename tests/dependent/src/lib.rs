//! A handler: takes what the service answered, and writes a report.

#![no_std]

extern crate alloc;
#[cfg(feature = "calls")]
extern crate std;

#[cfg(feature = "calls")]
pub mod client;
#[cfg(feature = "calls")]
pub mod server;

use alloc::string::String;
use core::fmt::Write as _;

use aliyun_instance_status::Page;

/// One line for each instance, and one for the page.
pub fn report(page: &Page<'_>) -> String {
    let mut report = String::new();
    for instance in page {
        // What was sent may have line ends in it, and a report is read by lines.
        let (id, status) = (&instance.instance_id, instance.status.as_str());
        let settled = if instance.status.is_transitional() { ", for now" } else { "" };
        let _ = writeln!(report, "{} is {}{settled}", id.escape_debug(), status.escape_debug());
    }
    let (some, all) = (page.iter().len(), page.total_count);
    let _ = writeln!(report, "{some} of {all}, page {}", page.page_number);
    report
}

/// The report of a body in either format, or why there is none.
pub fn handle(body: &[u8]) -> Result<String, String> {
    use aliyun_instance_status::Reply;
    use alloc::string::ToString;

    let reply = Reply::decode_any(body).map_err(|error| error.to_string())?;
    let page = reply.into_result().map_err(|error| error.to_string())?;
    Ok(report(&page))
}
