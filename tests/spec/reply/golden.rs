//! Golden documents: each body of `golden/` and what it reads as.

use std::fmt::Write as _;

use aliyun_instance_status::{DecodeError, ErrorReply, Format, Page, Reply};
use insta::assert_snapshot;

use crate::support;
use crate::support::documents::{golden, golden_names, goldens};

#[test]
fn json() {
    assert_snapshot!(table("json", |body| reply(Format::Json, body)));
}

#[test]
fn xml() {
    assert_snapshot!(table("xml", |body| reply(Format::Xml, body)));
}

#[test]
fn every_document_has_a_line_in_the_readme() {
    let readme = String::from_utf8(golden("README.md")).expect("UTF-8");
    for name in golden_names() {
        assert!(name == "README.md" || readme.contains(&format!("| `{name}` |")), "{name}");
    }
}

/// The documents with this extension, each with what it reads as.
fn table(extension: &str, show: impl Fn(&[u8]) -> String) -> String {
    let row = |(name, body): (String, Vec<u8>)| format!("{name}\n{}", show(&body));
    goldens(extension).into_iter().map(row).collect::<Vec<_>>().join("\n")
}

/// What a body reads as, having checked that it round trips, and that `Reply` reads what
/// `Page` or `ErrorReply` reads.
fn reply(format: Format, body: &[u8]) -> String {
    let reply = Reply::decode(format, body);
    let strict: [Result<Reply<'_>, DecodeError>; 2] = match format {
        Format::Json => {
            [Page::from_json(body).map(Reply::from), ErrorReply::from_json(body).map(Reply::from)]
        }
        Format::Xml => {
            [Page::from_xml(body).map(Reply::from), ErrorReply::from_xml(body).map(Reply::from)]
        }
    };
    assert!(strict.contains(&reply), "{reply:?} is none of {strict:?}");
    match reply {
        Ok(reply) => {
            support::assert_round_trips(&reply);
            match &reply {
                Reply::Page(page) => show_page(page),
                Reply::Error(error) => show_error(error),
            }
        }
        Err(error) => format!("    ! {:?}: {error}\n", error.kind()),
    }
}

fn show_page(page: &Page<'_>) -> String {
    let Page { request_id, total_count, page_number, page_size, .. } = page;
    let mut rows = format!(
        "    page {page_number} of {page_size} a page, {total_count} in total, {request_id:?}\n"
    );
    for instance in &page.instance_statuses {
        _ = writeln!(rows, "    {:?} {:?}", instance.instance_id, instance.status);
    }
    rows
}

fn show_error(error: &ErrorReply<'_>) -> String {
    let mut rows = format!("    Code {:?}\n", error.code.as_str());
    let mut row = |name: &str, text: Option<&str>| {
        if let Some(text) = text {
            _ = writeln!(rows, "    {name} {text:?}");
        }
    };
    row("RequestId", error.request_id.as_deref());
    row("HostId", error.host_id.as_deref());
    row("Message", error.message.as_deref());
    row("Recommend", error.recommend.as_deref());
    if let Some(detail) = &error.access_denied_detail {
        row("AccessDeniedDetail", Some(""));
        row("  AuthAction", detail.auth_action.as_deref());
        row("  AuthPrincipalDisplayName", detail.auth_principal_display_name.as_deref());
        row("  AuthPrincipalOwnerId", detail.auth_principal_owner_id.as_deref());
        row("  AuthPrincipalType", detail.auth_principal_type.as_deref());
        row("  NoPermissionType", detail.no_permission_type.as_deref());
        row("  PolicyType", detail.policy_type.as_deref());
        row("  EncodedDiagnosticMessage", detail.encoded_diagnostic_message.as_deref());
    }
    _ = writeln!(rows, "    shown as: {error}");
    rows
}
