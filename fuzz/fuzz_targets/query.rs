//! Any text as a query, and as a query and a form that a line feed parts.
#![no_main]

use aliyun_instance_status::{Call, DecodeErrorKind, Request};
use aliyun_instance_status_fuzz::{assert_in_input, assert_is_canonical};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let call = Call::from_query(text);
    assert_in_input(&call, text.len());
    let request = Request::from_query(text);
    assert_in_input(&request, text.len());
    match &call {
        // A request keeps no unknown ones.
        Err(refused) if refused.kind() == DecodeErrorKind::TooManyParameters => {}
        call => assert_eq!(request, call.clone().map(|call| call.request)),
    }

    if let Err(error) = &request
        && !matches!(error.kind(), DecodeErrorKind::MissingField(_))
    {
        assert_is_first(text, error.offset());
    }

    // No query has a line feed in it.
    let (query, form) = text.split_once('\n').unwrap_or((text, ""));
    let in_two = Call::from_query_and_form(query, form);
    assert_in_input(&in_two, query.len() + form.len());
    let joined = format!("{query}&{form}");
    let in_one = Call::from_query(&joined);
    assert_eq!(in_two.as_ref().ok(), in_one.as_ref().ok());
    if let (Err(in_two), Err(in_one)) = (&in_two, &in_one) {
        assert_eq!(in_two.kind(), in_one.kind());
        let ampersand = usize::from(in_two.offset() != in_one.offset());
        assert_eq!(in_two.offset() + ampersand, in_one.offset());
    }

    for call in [call, in_two].into_iter().flatten() {
        assert_eq!(Call::from_query(&call.to_query()).as_ref(), Ok(&call));
        assert_eq!(Request::from_query(&call.request.to_query()).as_ref(), Ok(&call.request));
        assert_is_canonical(&call.canonical_query());
        assert_eq!(call.clone().into_owned(), call);
    }
});

/// What stands before the byte that is reported has no fault, but for being cut off
/// there: at its end, in its last name, or within escapes.
fn assert_is_first(query: &str, offset: usize) {
    let before = &query[..offset];
    let Err(cut) = Request::from_query(before) else { return };
    let start = usize::from(before.starts_with('?'));
    let last = before.rfind('&').map_or(start, |at| at + 1);
    let is_in_name = !before[last..].contains('=') && cut.offset() == last;
    let is_half = cut.kind() == DecodeErrorKind::InvalidUtf8;
    assert!(cut.offset() == offset || is_in_name || is_half, "{query:?}: {offset}, {cut}");
}
