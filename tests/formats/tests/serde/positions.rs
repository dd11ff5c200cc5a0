//! Members by position: how formats that name none have them.

use aliyun_instance_status::{ErrorReply, InstanceStatus, Page, Reply, Request, Status};
use formats_check::{from_message_pack, from_postcard, message_pack_by_position, postcard};

use crate::requests::full;

/// Every member is written out: what is not there as none, and no ids as an empty list.
#[test]
fn in_message_pack() {
    let page = Page::new("R", 1, 2, 3);
    let bytes = message_pack_by_position(&page);
    assert_eq!(bytes, [0x95, 0xA1, b'R', 1, 2, 3, 0x91, 0x90]);
    let error = ErrorReply::new("c");
    let bytes = message_pack_by_position(&error);
    assert_eq!(bytes, [0x96, 0xC0, 0xC0, 0xA1, b'c', 0xC0, 0xC0, 0xC0]);
    let bytes = message_pack_by_position(&Request::new("a"));
    assert_eq!(bytes, [0x9A, 0xA1, b'a', 0xC0, 0xC0, 0xC0, 0xC0, 0x90, 0xC0, 0xC0, 0xC0, 0xC0]);
}

/// A reply begins with its kind: 0 for a page, 1 for an error reply.
#[test]
fn in_postcard() {
    let bytes = |reply: Reply<'_>| postcard(&reply);
    assert_eq!(bytes(Page::new("R", 1, 2, 3).into()), [0, 1, b'R', 1, 2, 3, 0]);
    assert_eq!(bytes(ErrorReply::new("c").into()), [1, 0, 0, 1, b'c', 0, 0, 0]);
    assert!(from_postcard::<Reply<'_>>(&[2, 0, 0, 1, b'c', 0, 0, 0]).is_err());
    // An error reply without a code is none.
    assert!(from_postcard::<Reply<'_>>(&[1, 0, 0, 0, 0, 0, 0]).is_err());
}

#[test]
fn cut_off() {
    assert!(from_message_pack::<Page<'_>>(&[0x92, 0xA1, b'R', 1]).is_err());
    assert!(from_message_pack::<Request<'_>>(&[0x91, 0xA1, b'a']).is_err());

    let mut page = Page::new("R", 1, 2, 3);
    page.instance_statuses.push(InstanceStatus::new("i-a", Status::Running));
    let mut error = ErrorReply::new("c");
    error.access_denied_detail = Some(Box::default());
    for reply in [Reply::from(page), error.into()] {
        let bytes = postcard(&reply);
        for end in 0..bytes.len() {
            assert!(from_postcard::<Reply<'_>>(&bytes[..end]).is_err(), "{end}: {reply:?}");
        }
    }
    let bytes = postcard(&full());
    for end in 0..bytes.len() {
        assert!(from_postcard::<Request<'_>>(&bytes[..end]).is_err(), "{end}");
    }
}
