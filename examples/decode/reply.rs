//! A reply as a table.

use std::borrow::Cow;
use std::io::{self, Write};
use std::iter;

use aliyun_instance_status::{AccessDeniedDetail, ErrorReply, Page, Reply};

use crate::table;
use crate::visible::visible;

pub(crate) fn show(reply: &Reply<'_>, output: &mut dyn Write) -> io::Result<()> {
    match reply {
        Reply::Page(page) => show_page(page, output),
        Reply::Error(error) => show_error(error, output),
    }
}

fn show_page(page: &Page<'_>, output: &mut dyn Write) -> io::Result<()> {
    let Page { page_number, page_size, total_count, request_id, instance_statuses, .. } = page;
    let row =
        |id: &'_ str, status: &'_ str| [id, status].map(|text| visible(text).into_owned().into());
    let heading = iter::once(["INSTANCE".into(), "STATUS".into()]);
    let rows = instance_statuses
        .iter()
        .map(|instance| row(&instance.instance_id, instance.status.as_str()));
    table::write(heading.chain(rows), output)?;
    writeln!(
        output,
        "\n{} of {total_count} instances, page {page_number} of {page_size} a page, request {}",
        instance_statuses.len(),
        visible(request_id),
    )
}

/// Shows all but what the crate hides: what a message echoes of a signed call.
fn show_error(error: &ErrorReply<'_>, output: &mut dyn Write) -> io::Result<()> {
    writeln!(output, "{}", visible(&error.to_string()))?;
    if let Some(status) = error.http_status() {
        writeln!(output, "HTTP status {status}")?;
    }
    if error.is_retryable() {
        writeln!(output, "the call may be made again")?;
    }
    if let Some(recommend) = &error.recommend {
        writeln!(output, "see {}", redacted(recommend))?;
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
        let rows = members.iter().filter_map(|(name, text)| {
            Some([Cow::Borrowed(*name), redacted(text.as_deref()?).into()])
        });
        table::write(rows, output)?;
    }
    Ok(())
}

/// The text as the crate shows it where it is a message.
fn redacted(text: &str) -> String {
    let mut error = ErrorReply::new("");
    error.message = Some(text.into());
    visible(error.to_string().trim_start_matches(": ")).into_owned()
}
