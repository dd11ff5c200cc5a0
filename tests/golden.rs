//! Golden documents: each file of `golden/` and what it reads as.

#![cfg(all(feature = "json", feature = "xml"))]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use aliyun_instance_status::{Call, DecodeError, ErrorResponse, Format, Reply, Request, Response};
use insta::{assert_debug_snapshot, assert_snapshot};

#[test]
fn json() {
    assert_snapshot!(table("json", |body| reply(Format::Json, body)));
}

#[test]
fn xml() {
    assert_snapshot!(table("xml", |body| reply(Format::Xml, body)));
}

#[test]
fn query() {
    assert_snapshot!(table("query", call));
}

/// What is shown of a value, whose secrets are not.
#[test]
fn debug() {
    let query = read("signed.query");
    let query = str::from_utf8(&query).expect("golden queries are UTF-8");
    let [page, denied, echo] =
        ["page-2018.json", "error-access-denied.json", "error-echo.json"].map(read);
    let values = (
        Reply::from_json(&page),
        Reply::from_json(&denied),
        Reply::from_json(&echo),
        Call::from_query(query),
        Call::from_query("RegionId=a&SecurityToken=b&BearerToken=c&Other=d"),
    );
    assert_debug_snapshot!(values);
}

#[test]
fn every_document_has_a_line_in_the_readme() {
    let readme = String::from_utf8(read("README.md")).expect("UTF-8");
    for name in names() {
        assert!(name == "README.md" || readme.contains(&format!("| `{name}` |")), "{name}");
    }
}

/// The documents with this extension, each with what `show` makes of it.
fn table(extension: &str, show: impl Fn(&[u8]) -> String) -> String {
    let is_one = |name: &String| Path::new(name).extension().is_some_and(|end| end == extension);
    let rows: Vec<String> = names()
        .into_iter()
        .filter(is_one)
        .map(|name| format!("{name}\n{}", show(&read(&name))))
        .collect();
    assert!(rows.len() >= 17, "only {} documents", rows.len());
    rows.join("\n")
}

/// What a body reads as, having checked that it round trips, and that `Reply` reads what
/// `Response` or `ErrorResponse` reads.
fn reply(format: Format, body: &[u8]) -> String {
    let reply = Reply::decode(format, body);
    let strict: [Result<Reply<'_>, DecodeError>; 2] = match format {
        Format::Json => [
            Response::from_json(body).map(Reply::from),
            ErrorResponse::from_json(body).map(Reply::from),
        ],
        Format::Xml => [
            Response::from_xml(body).map(Reply::from),
            ErrorResponse::from_xml(body).map(Reply::from),
        ],
    };
    assert!(strict.contains(&reply), "{reply:?} is none of {strict:?}");
    match reply {
        Ok(reply) => {
            support::assert_round_trips(&reply);
            match &reply {
                Reply::Response(page) => show_page(page),
                Reply::Error(error) => show_error(error),
            }
        }
        Err(error) => refused(error),
    }
}

fn show_page(page: &Response<'_>) -> String {
    let Response { request_id, total_count, page_number, page_size, .. } = page;
    let mut rows = format!(
        "    page {page_number} of {page_size} a page, {total_count} in total, {request_id:?}\n"
    );
    for instance in &page.instance_statuses {
        _ = writeln!(rows, "    {:?} {:?}", instance.instance_id, instance.status);
    }
    rows
}

fn show_error(error: &ErrorResponse<'_>) -> String {
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

/// What a query reads as: its parameters in canonical order, and the signature, which is
/// none of them.
fn call(query: &[u8]) -> String {
    let query = str::from_utf8(query).expect("golden queries are UTF-8");
    let call = match Call::from_query(query) {
        Ok(call) => call,
        Err(error) => return refused(error),
    };
    assert_eq!(Call::from_query(&call.to_query()).as_ref(), Ok(&call));
    assert_eq!(Request::from_query(query).as_ref(), Ok(&call.request));
    let mut rows = String::new();
    for parameter in call.canonical_query().split('&') {
        _ = writeln!(rows, "    {parameter}");
    }
    if let Some(signature) = &call.common.signature {
        _ = writeln!(rows, "    signature: {signature}");
    }
    let unknown: Vec<&str> = call.common.unknown().map(|(name, _)| name).collect();
    if !unknown.is_empty() {
        _ = writeln!(rows, "    unknown: {}", unknown.join(", "));
    }
    rows
}

fn refused(error: DecodeError) -> String {
    format!("    ! {:?}: {error}\n", error.kind())
}

/// The files of the folder, in the order of their names.
fn names() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<String> =
        entries.map(|entry| name(entry).into_string().expect("a plain name")).collect();
    names.sort_unstable();
    names
}

fn read(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}
