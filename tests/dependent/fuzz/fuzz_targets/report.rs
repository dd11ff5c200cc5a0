//! Every page has a report of one line for each instance, and one for itself.
#![no_main]

use aliyun_instance_status::Page;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|page: Page<'_>| {
    let report = dependent::report(&page);
    assert_eq!(report.lines().count(), page.instance_statuses.len() + 1, "{report}");
});
