//! A reply as a table.

use std::borrow::Cow;
use std::io::{self, Write};
use std::iter;

use aliyun_instance_status::{AccessDeniedDetail, ErrorReply, InstanceStatus, Page, Reply};

use crate::http_message::HttpMessage;
use crate::table;
use crate::visible::visible;

/// How a reply is shown.
#[derive(Clone, Copy, Default)]
pub(crate) struct Style {
    pub(crate) has_colors: bool,
    /// Whether the echo of a signed call is shown too.
    pub(crate) is_whole: bool,
}

/// Shows a reply; the message has the headers that came with it.
pub(crate) fn show(
    reply: &Reply<'_>,
    message: &HttpMessage<'_>,
    style: Style,
    output: &mut dyn Write,
) -> io::Result<()> {
    match reply {
        Reply::Page(page) => show_page(page, style, output),
        Reply::Error(error) => show_error(error, message, style, output),
    }
}

fn show_page(page: &Page<'_>, style: Style, output: &mut dyn Write) -> io::Result<()> {
    let Page { page_number, page_size, total_count, request_id, instance_statuses, .. } = page;
    let row = |instance: &InstanceStatus<'_>| {
        let id = visible(&instance.instance_id).into_owned();
        let status = visible(instance.status.as_str()).into_owned();
        let status = if style.has_colors && instance.status.is_transitional() {
            // Bold and yellow.
            format!("\x1B[1;33m{status}\x1B[0m")
        } else {
            status
        };
        [id.into(), status.into()]
    };
    let heading = iter::once(["INSTANCE".into(), "STATUS".into()]);
    table::write(heading.chain(instance_statuses.iter().map(row)), output)?;
    // An empty list is on one page too. A size of 0 says nothing of the number of pages.
    let of_pages = total_count
        .checked_next_multiple_of(*page_size)
        .and_then(|count| count.checked_div(*page_size))
        .map(|pages| format!(" of {}", pages.max(1)))
        .unwrap_or_default();
    writeln!(
        output,
        "\n{} of {total_count} instances, page {page_number}{of_pages}, {page_size} a page, \
         request {}",
        instance_statuses.len(),
        visible(request_id),
    )
}

/// Shows all but what the crate hides: what a message echoes of a signed call.
fn show_error(
    error: &ErrorReply<'_>,
    message: &HttpMessage<'_>,
    style: Style,
    output: &mut dyn Write,
) -> io::Result<()> {
    writeln!(output, "{}", summary(error, message, style))?;
    if let Some(status) = message.status() {
        writeln!(output, "HTTP status {status}")?;
    }
    // A link of which a part is hidden leads nowhere.
    let recommend = error.recommend.as_ref();
    if let Some(link) = recommend.filter(|link| text(link, style) == visible(link)) {
        writeln!(output, "see {}", visible(link))?;
    }
    if let Some(detail) = &error.access_denied_detail {
        let AccessDeniedDetail {
            auth_action,
            auth_principal_display_name,
            auth_principal_owner_id,
            auth_principal_type,
            no_permission_type,
            policy_type,
            encoded_diagnostic_message,
            ..
        } = &**detail;
        let members = [
            ("AuthAction", auth_action),
            ("AuthPrincipalDisplayName", auth_principal_display_name),
            ("AuthPrincipalOwnerId", auth_principal_owner_id),
            ("AuthPrincipalType", auth_principal_type),
            ("NoPermissionType", no_permission_type),
            ("PolicyType", policy_type),
            ("EncodedDiagnosticMessage", encoded_diagnostic_message),
        ];
        let rows = members.iter().filter_map(|(name, value)| {
            Some([Cow::Borrowed(*name), text(value.as_deref()?, style).into()])
        });
        table::write(rows, output)?;
    }
    Ok(())
}

/// The code, the message, and the request's id: the body's, or that of the header if the
/// body has none.
fn summary(error: &ErrorReply<'_>, message: &HttpMessage<'_>, style: Style) -> String {
    let mut shown = visible(error.code.as_str()).into_owned();
    if style.has_colors {
        // Bold and red.
        shown = format!("\x1B[1;31m{shown}\x1B[0m");
    }
    if let Some(said) = &error.message {
        shown.push_str(": ");
        shown.push_str(&text(said, style));
    }
    let id = error.request_id.as_deref().or_else(|| message.header("x-acs-request-id"));
    match id {
        Some(id) => format!("{shown} (request {})", visible(id)),
        None => shown,
    }
}

/// The text as the crate shows it where it is a message, or all of it.
fn text(text: &str, style: Style) -> String {
    if style.is_whole {
        return visible(text).into_owned();
    }
    let mut error = ErrorReply::new("");
    error.message = Some(text.into());
    visible(error.to_string().trim_start_matches(": ")).into_owned()
}
