//! What this crate writes, quick-xml reads, by its events and by its serde; and what its
//! serde writes, this crate reads.

use aliyun_instance_status::{ErrorReply, Page, Reply};
use proptest::prelude::*;

use super::events;
use crate::support::strategy::{cases, reply, xml_text};

fn by_serde(reply: &Reply<'_>, xml: &str) -> Result<Reply<'static>, quick_xml::DeError> {
    match reply {
        Reply::Page(_) => quick_xml::de::from_str::<Page<'_>>(xml).map(Reply::Page),
        Reply::Error(_) => quick_xml::de::from_str::<ErrorReply<'_>>(xml).map(Reply::Error),
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn its_events_read_what_is_written(reply in reply(xml_text().boxed())) {
        for xml in [reply.to_xml(), reply.to_xml_pretty()] {
            let xml = xml.expect("XML can carry its texts");
            let by_events = events::read(&xml).map_err(|error| error.to_string());
            prop_assert_eq!(by_events, Ok(events::of(&reply)), "{}", xml);
        }
    }

    #[test]
    fn its_serde_reads_what_is_written(reply in reply(xml_text().boxed())) {
        for xml in [reply.to_xml(), reply.to_xml_pretty()] {
            let xml = xml.expect("XML can carry its texts");
            let read = by_serde(&reply, &xml).map_err(|error| error.to_string());
            prop_assert_eq!(read.as_ref(), Ok(&reply), "{}", xml);
        }
    }

    #[test]
    fn what_its_serde_writes_is_read(reply in reply(xml_text().boxed())) {
        let xml = quick_xml::se::to_string(&reply).expect("its serde writes a reply");
        let read = Reply::from_xml(&xml);
        prop_assert_eq!(read.as_ref(), Ok(&reply), "{}", xml);
    }
}
