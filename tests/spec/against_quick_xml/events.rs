//! The texts of a reply, as quick-xml's events have them and as this crate does.

use std::borrow::Cow;

use aliyun_instance_status::{AccessDeniedDetail, ErrorReply, Page, Reply};
use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

/// The members of a reply that hold text: where each is in the document, and what it says.
pub(crate) type Texts = Vec<(String, String)>;

/// The texts that this crate read, or is to write.
pub(crate) fn of(reply: &Reply<'_>) -> Texts {
    let mut texts = Texts::new();
    match reply {
        Reply::Page(page) => of_page(page, &mut texts),
        Reply::Error(error) => of_error(error, &mut texts),
    }
    texts.sort_by(|(one, _), (other, _)| one.cmp(other));
    texts
}

fn of_page(page: &Page<'_>, texts: &mut Texts) {
    const ROOT: &str = "/DescribeInstanceStatusResponse";
    let mut text = |path: &str, text: &str| texts.push((format!("{ROOT}/{path}"), text.into()));
    text("RequestId", &page.request_id);
    text("TotalCount", &page.total_count.to_string());
    text("PageNumber", &page.page_number.to_string());
    text("PageSize", &page.page_size.to_string());
    for record in page {
        text("InstanceStatuses/InstanceStatus/InstanceId", &record.instance_id);
        text("InstanceStatuses/InstanceStatus/Status", record.status.as_str());
    }
}

fn of_error(error: &ErrorReply<'_>, texts: &mut Texts) {
    let mut text = |path: &str, text: &Option<Cow<'_, str>>| {
        texts.extend(text.as_ref().map(|text| (format!("/Error/{path}"), text.to_string())));
    };
    text("RequestId", &error.request_id);
    text("HostId", &error.host_id);
    text("Code", &Some(error.code.as_str().into()));
    text("Message", &error.message);
    text("Recommend", &error.recommend);
    let none = AccessDeniedDetail::default();
    let detail = error.access_denied_detail.as_deref().unwrap_or(&none);
    text("AccessDeniedDetail/AuthAction", &detail.auth_action);
    text("AccessDeniedDetail/AuthPrincipalDisplayName", &detail.auth_principal_display_name);
    text("AccessDeniedDetail/AuthPrincipalOwnerId", &detail.auth_principal_owner_id);
    text("AccessDeniedDetail/AuthPrincipalType", &detail.auth_principal_type);
    text("AccessDeniedDetail/NoPermissionType", &detail.no_permission_type);
    text("AccessDeniedDetail/PolicyType", &detail.policy_type);
    text("AccessDeniedDetail/EncodedDiagnosticMessage", &detail.encoded_diagnostic_message);
}

/// The members of a reply that hold text, by their places in the document.
const MEMBERS: [&str; 18] = [
    "/DescribeInstanceStatusResponse/RequestId",
    "/DescribeInstanceStatusResponse/TotalCount",
    "/DescribeInstanceStatusResponse/PageNumber",
    "/DescribeInstanceStatusResponse/PageSize",
    "/DescribeInstanceStatusResponse/InstanceStatuses/InstanceStatus/InstanceId",
    "/DescribeInstanceStatusResponse/InstanceStatuses/InstanceStatus/Status",
    "/Error/RequestId",
    "/Error/HostId",
    "/Error/Code",
    "/Error/Message",
    "/Error/Recommend",
    "/Error/AccessDeniedDetail/AuthAction",
    "/Error/AccessDeniedDetail/AuthPrincipalDisplayName",
    "/Error/AccessDeniedDetail/AuthPrincipalOwnerId",
    "/Error/AccessDeniedDetail/AuthPrincipalType",
    "/Error/AccessDeniedDetail/NoPermissionType",
    "/Error/AccessDeniedDetail/PolicyType",
    "/Error/AccessDeniedDetail/EncodedDiagnosticMessage",
];

/// The texts that quick-xml's events have: runs, CDATA and references joined, line ends
/// normalised. Counters lose the white space and the zeros that may stand before them.
pub(crate) fn read(xml: &str) -> Result<Texts, Error> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let (mut texts, mut path, mut text) = (Texts::new(), String::new(), String::new());
    loop {
        match reader.read_event()? {
            Event::Start(tag) => {
                path = path + "/" + tag.name().into_inner();
                text.clear();
            }
            Event::Text(run) => text += &run.xml10_content(),
            Event::CData(run) => text += &run.xml10_content(),
            Event::GeneralRef(reference) => match reference.resolve_char_ref()? {
                Some(character) => text.push(character),
                None => text += resolve_predefined_entity(&reference).unwrap_or("unknown"),
            },
            Event::End(_) => {
                if MEMBERS.contains(&&*path) {
                    texts.push((path.clone(), canonical(&path, &text)));
                }
                path.truncate(path.rfind('/').expect("an element is open"));
                text.clear();
            }
            Event::Eof => break,
            // An empty element comes as its two tags.
            Event::Empty(_)
            | Event::Comment(_)
            | Event::PI(_)
            | Event::Decl(_)
            | Event::DocType(_) => {}
        }
    }
    texts.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(texts)
}

fn canonical(path: &str, text: &str) -> String {
    let is_counter = path.ends_with("Count") || path.contains("/Page");
    let counter = text.trim().parse::<u32>().ok().filter(|_| is_counter);
    counter.map_or_else(|| text.to_owned(), |counter| counter.to_string())
}
