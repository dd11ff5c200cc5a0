//! The loop over quick-xml's events that one would write by hand: flat, without
//! any strictness, borrowing every string that is one run of text.

use std::borrow::Cow;
use std::mem;

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

use crate::value::{Page, Record, Status};

/// The element that the loop is in, if it is one with a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaf {
    RequestId,
    TotalCount,
    PageNumber,
    PageSize,
    InstanceId,
    Status,
    Other,
}

impl Leaf {
    fn named(name: &str) -> Self {
        match name {
            "RequestId" => Self::RequestId,
            "TotalCount" => Self::TotalCount,
            "PageNumber" => Self::PageNumber,
            "PageSize" => Self::PageSize,
            "InstanceId" => Self::InstanceId,
            "Status" => Self::Status,
            _ => Self::Other,
        }
    }
}

/// Reads a page, and hardly checks it. quick-xml itself checks that each event
/// is UTF-8, so that the body need not be checked before.
pub fn decode(body: &[u8]) -> Result<Page<'_>, Error> {
    let mut reader = Reader::from_reader(body);
    reader.config_mut().check_end_names = false;
    let mut page = Page::default();
    let mut leaf = Leaf::Other;
    let mut text = Cow::Borrowed("");
    let mut instance_id = Cow::Borrowed("");
    let mut status = Status::Unknown(Cow::Borrowed(""));
    loop {
        match reader.read_event()? {
            Event::Start(tag) => {
                leaf = Leaf::named(tag.name().into_inner());
                text = Cow::Borrowed("");
            }
            Event::Text(run) if leaf != Leaf::Other => join(&mut text, run.into_inner()),
            Event::CData(run) if leaf != Leaf::Other => join(&mut text, run.into_inner()),
            Event::GeneralRef(reference) if leaf != Leaf::Other => {
                text.to_mut().push_str(&resolve(&reference)?);
            }
            Event::End(tag) => match mem::replace(&mut leaf, Leaf::Other) {
                Leaf::RequestId => page.request_id = mem::take(&mut text),
                Leaf::TotalCount => page.total_count = counter(&text),
                Leaf::PageNumber => page.page_number = counter(&text),
                Leaf::PageSize => page.page_size = counter(&text),
                Leaf::InstanceId => instance_id = mem::take(&mut text),
                Leaf::Status => status = mem::take(&mut text).into(),
                Leaf::Other if tag.name().into_inner() == "InstanceStatus" => {
                    let unset = Status::Unknown(Cow::Borrowed(""));
                    page.instance_statuses.records.push(Record {
                        instance_id: mem::take(&mut instance_id),
                        status: mem::replace(&mut status, unset),
                    });
                }
                Leaf::Other => {}
            },
            Event::Eof => return Ok(page),
            _ => {}
        }
    }
}

fn join<'a>(text: &mut Cow<'a, str>, run: Cow<'a, str>) {
    if text.is_empty() {
        *text = run;
    } else {
        text.to_mut().push_str(&run);
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<String, Error> {
    Ok(match reference.resolve_char_ref()? {
        Some(character) => character.into(),
        None => resolve_predefined_entity(reference).unwrap_or("").to_owned(),
    })
}

fn counter(text: &str) -> u32 {
    text.parse().unwrap_or(0)
}
