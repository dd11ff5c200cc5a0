//! The loop over quick-xml's events that one would write by hand: without any
//! strictness, borrowing every string that is one run of text.

use std::borrow::Cow;
use std::mem;

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

use crate::value::{DerivedPage, Record, Status};

/// Reads a page, and hardly checks it. quick-xml itself checks that each event
/// is UTF-8, so that the body need not be checked before.
pub(crate) fn decode(body: &[u8]) -> Result<DerivedPage<'_>, Error> {
    let mut reader = Reader::from_reader(body);
    let config = reader.config_mut();
    config.check_end_names = false;
    // Saves an event for each run of white space between elements.
    config.trim_text_start = true;
    let mut page = DerivedPage::default();
    let mut instance_id = Cow::Borrowed("");
    let mut status = Status::Unknown(Cow::Borrowed(""));
    loop {
        match reader.read_event()? {
            Event::Start(tag) => match tag.name().into_inner() {
                "RequestId" => page.request_id = text(&mut reader)?,
                "TotalCount" => page.total_count = counter(&text(&mut reader)?),
                "PageNumber" => page.page_number = counter(&text(&mut reader)?),
                "PageSize" => page.page_size = counter(&text(&mut reader)?),
                "InstanceId" => instance_id = text(&mut reader)?,
                "Status" => status = text(&mut reader)?.into(),
                _ => {}
            },
            Event::End(tag) if tag.name().into_inner() == "InstanceStatus" => {
                let unset = Status::Unknown(Cow::Borrowed(""));
                page.instance_statuses.records.push(Record {
                    instance_id: mem::take(&mut instance_id),
                    status: mem::replace(&mut status, unset),
                });
            }
            Event::Eof => return Ok(page),
            _ => {}
        }
    }
}

/// The text of the element that was just opened, exactly as it was sent.
pub(super) fn text<'a>(reader: &mut Reader<&'a [u8]>) -> Result<Cow<'a, str>, Error> {
    reader.config_mut().trim_text_start = false;
    let mut text = Cow::Borrowed("");
    loop {
        match reader.read_event()? {
            Event::Text(run) => join(&mut text, run.into_inner()),
            Event::CData(run) => join(&mut text, run.into_inner()),
            Event::GeneralRef(reference) => text.to_mut().push_str(&resolve(&reference)?),
            _ => {
                reader.config_mut().trim_text_start = true;
                return Ok(text);
            }
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
