//! What stands around the members of a document.

/// The name of the root element of a page.
pub(super) const PAGE: &str = "DescribeInstanceStatusResponse";

/// The name of the root element of an error reply.
pub(super) const ERROR: &str = "Error";

/// The XML declaration that the service writes.
pub(super) const PROLOG: &str = "<?xml version='1.0' encoding='UTF-8'?>";
