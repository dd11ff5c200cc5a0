//! The handler's reports, as golden files.

use aliyun_instance_status::{InstanceStatus, Page, Status};
use dependent::report;

/// One snapshot for each file of `pages/`.
#[test]
fn bodies() {
    insta::glob!("pages/*", |path| {
        let body = std::fs::read(path).expect("glob! found the file");
        let report = dependent::handle(&body).unwrap_or_else(|why| format!("no report: {why}\n"));
        insta::assert_snapshot!(report);
    });
}

/// With no feature of the crate, a page is a literal.
#[test]
fn literal() {
    let mut page = Page::new("R-1", 2, 1, 10);
    page.extend([InstanceStatus::new("i-a\n", Status::Stopping)]);
    insta::assert_snapshot!(report(&page), @r"
    i-a\n is Stopping, for now
    1 of 2, page 1
    ");
}
