//! Any bytes as XML: read or refused, and what is read round-trips.
#![no_main]

use aliyun_instance_status::{DecodeErrorKind, ErrorReply, Page, Reply};
use aliyun_instance_status_fuzz::{assert_first, assert_in_input, assert_round_trips};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let page = Page::from_xml(body);
    let error = ErrorReply::from_xml(body);
    let reply = Reply::from_xml(body);
    assert_in_input(&page, body.len());
    assert_in_input(&error, body.len());
    assert_in_input(&reply, body.len());

    // The root element decides.
    match &page {
        Err(refused) if refused.kind() == DecodeErrorKind::ErrorReply => {
            assert_eq!(reply, error.clone().map(Reply::Error));
        }
        page => assert_eq!(reply, page.clone().map(Reply::Page)),
    }
    assert!(page.is_err() || error.is_err());
    assert_first(body, reply.as_ref().err().copied(), |left| Reply::from_xml(left).err());
    assert_first(body, error.as_ref().err().copied(), |left| ErrorReply::from_xml(left).err());

    for reply in [page.map(Reply::Page), error.map(Reply::Error)].into_iter().flatten() {
        assert_round_trips(&reply);
        assert_eq!(reply.clone().into_owned(), reply);
    }
});
