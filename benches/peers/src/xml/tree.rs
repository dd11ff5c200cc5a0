//! roxmltree's document, and a walk over it to the typed value.

use std::borrow::Cow;
use std::error::Error;

use roxmltree::{Document, Node, StringStorage};

use crate::value::{DerivedPage, Record, Status};

/// Reads a page. roxmltree takes `&str`, so the body is checked first.
pub(crate) fn decode(body: &[u8]) -> Result<DerivedPage<'_>, Box<dyn Error>> {
    let document = Document::parse(str::from_utf8(body)?)?;
    let mut page = DerivedPage::default();
    for member in document.root_element().children() {
        match member.tag_name().name() {
            "RequestId" => page.request_id = text(member),
            "TotalCount" => page.total_count = text(member).parse()?,
            "PageNumber" => page.page_number = text(member).parse()?,
            "PageSize" => page.page_size = text(member).parse()?,
            "InstanceStatuses" => {
                page.instance_statuses.records =
                    member.children().filter(Node::is_element).map(record).collect();
            }
            _ => {}
        }
    }
    Ok(page)
}

fn record<'a>(element: Node<'_, 'a>) -> Record<'a> {
    let mut instance_id = Cow::Borrowed("");
    let mut status = Status::Unknown(Cow::Borrowed(""));
    for member in element.children() {
        match member.tag_name().name() {
            "InstanceId" => instance_id = text(member),
            "Status" => status = text(member).into(),
            _ => {}
        }
    }
    Record { instance_id, status }
}

/// The element's text, borrowed from the body where the document borrows it.
fn text<'a>(element: Node<'_, 'a>) -> Cow<'a, str> {
    match element.text_storage() {
        Some(StringStorage::Borrowed(text)) => Cow::Borrowed(text),
        Some(StringStorage::Owned(text)) => Cow::Owned(text.as_ref().to_owned()),
        None => Cow::Borrowed(""),
    }
}
