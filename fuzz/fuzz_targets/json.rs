//! Any bytes as JSON: read or refused, and what is read round-trips.
#![no_main]

use aliyun_instance_status::{DecodeError, DecodeErrorKind, ErrorReply, Page, Reply};
use aliyun_instance_status_fuzz::{assert_first, assert_in_input, assert_round_trips};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let page = Page::from_json(body);
    let error = ErrorReply::from_json(body);
    let reply = Reply::from_json(body);
    assert_in_input(&page, body.len());
    assert_in_input(&error, body.len());
    assert_in_input(&reply, body.len());

    // A body with the list is a page; one without, and with a code, is an error; one
    // without anything of either is missing what one of both must have.
    match (&page, &reply) {
        (Ok(page), _) => assert_eq!(reply, Ok(Reply::Page(page.clone()))),
        (Err(refused), _) if refused.kind() == DecodeErrorKind::ErrorReply => {
            assert_eq!(reply, error.clone().map(Reply::Error));
        }
        (Err(refused), Err(not)) if not.kind() == DecodeErrorKind::NotAReply => {
            let is_missing = |fault: &DecodeError| {
                matches!(fault.kind(), DecodeErrorKind::MissingField(_))
                    && fault.offset() == not.offset()
            };
            assert!(is_missing(refused) || error.as_ref().is_err_and(is_missing));
        }
        (Err(refused), _) => {
            assert!(reply == Err(*refused) || reply == error.clone().map(Reply::Error));
        }
    }
    assert_first(body, page.as_ref().err().copied(), |left| Page::from_json(left).err());
    assert_first(body, reply.as_ref().err().copied(), |left| Reply::from_json(left).err());
    assert_first(body, error.as_ref().err().copied(), |left| ErrorReply::from_json(left).err());

    for reply in [page.map(Reply::Page), error.map(Reply::Error)].into_iter().flatten() {
        assert_round_trips(&reply);
        assert_eq!(reply.clone().into_owned(), reply);
    }
});
