//! The lanes change nothing: with all of them, without the stencil, and with the careful one
//! alone, every body gives one value, or one error at one byte.

use std::fmt::Debug;

use aliyun_instance_status::{DecodeError, Page, Reply};

type Read<T> = Result<T, DecodeError>;

/// Reads a body in JSON as a page and as a reply, by every lane.
#[track_caller]
pub(crate) fn read_json(body: &[u8]) -> (Read<Page<'_>>, Read<Reply<'_>>) {
    let (page, reply) = (Page::from_json(body), Reply::from_json(body));
    assert_all(&page, &Page::from_json_by_every_lane(body), body);
    assert_all(&reply, &Reply::from_json_by_every_lane(body), body);
    (page, reply)
}

/// Reads a body in XML as a page and as a reply, by every lane.
#[track_caller]
pub(crate) fn read_xml(body: &[u8]) -> (Read<Page<'_>>, Read<Reply<'_>>) {
    let (page, reply) = (Page::from_xml(body), Reply::from_xml(body));
    assert_all(&page, &Page::from_xml_by_every_lane(body), body);
    assert_all(&reply, &Reply::from_xml_by_every_lane(body), body);
    (page, reply)
}

#[track_caller]
fn assert_all<T: Debug + PartialEq>(read: &Read<T>, by_lane: &[Read<T>; 3], body: &[u8]) {
    assert_eq!(by_lane.each_ref(), [read; 3], "{}", String::from_utf8_lossy(body));
}
