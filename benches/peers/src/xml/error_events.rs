//! An error reply by quick-xml's events, in a loop as its users write it.

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::Event;

use super::events::text;
use crate::error::Members;

/// Reads an error reply with five members, and hardly checks it.
pub(crate) fn decode(body: &[u8]) -> Result<Members<'_>, Error> {
    let mut reader = Reader::from_reader(body);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.trim_text_start = true;
    let mut error = Members::default();
    loop {
        match reader.read_event()? {
            Event::Start(tag) => match tag.name().into_inner() {
                "RequestId" => error.request_id = text(&mut reader)?,
                "HostId" => error.host_id = text(&mut reader)?,
                "Code" => error.code = text(&mut reader)?,
                "Message" => error.message = text(&mut reader)?,
                "Recommend" => error.recommend = text(&mut reader)?,
                _ => {}
            },
            Event::Eof => return Ok(error),
            _ => {}
        }
    }
}
