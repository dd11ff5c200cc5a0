//! quick-xml reads the golden documents: by its events all, by its serde all but two.

use aliyun_instance_status::{ErrorReply, Page, Reply};

use super::events;
use crate::support::documents::goldens;

/// What quick-xml's serde does not read, and why.
const UNREAD: &[(&str, &str)] = &[
    // It strips the prefix of `x:RequestId`, which is another element than `RequestId`.
    ("page-prefixed.xml", "duplicate field `RequestId`"),
    // Without its feature `overlapped-lists` the elements of a list have to stand together.
    ("page-unknown-elements.xml", "duplicate field `InstanceStatus`"),
];

#[test]
fn golden() {
    let mut read = 0;
    for (name, body) in goldens("xml") {
        let Ok(reply) = Reply::from_xml(&body) else {
            assert!(name.starts_with("broken-"), "{name}");
            continue;
        };
        let xml = str::from_utf8(&body).expect("what was read is UTF-8");
        assert_eq!(events::read(xml).expect(&name), events::of(&reply), "{name}");
        let by_serde = match &reply {
            Reply::Page(_) => quick_xml::de::from_str::<Page<'_>>(xml).map(Reply::Page),
            Reply::Error(_) => quick_xml::de::from_str::<ErrorReply<'_>>(xml).map(Reply::Error),
        };
        let by_serde = by_serde.map_err(|error| error.to_string());
        let unread = UNREAD.iter().find(|(unread, _)| *unread == name);
        let expected = unread.map_or(Ok(reply), |(_, why)| Err((*why).to_owned()));
        assert_eq!(by_serde, expected, "{name}");
        let as_reply = quick_xml::de::from_str::<Reply<'_>>(xml);
        assert_eq!(as_reply.map_err(|error| error.to_string()), expected, "{name}");
        read += 1;
    }
    assert!(read >= 28, "only {read} documents");
}
