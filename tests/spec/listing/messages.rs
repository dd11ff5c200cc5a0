//! Why a listing gave up, in words; one row for every cause.

use aliyun_instance_status::{BackOff, ErrorReply, Listing, ListingError, Page, Request};

/// The error of a listing that makes one attempt.
fn gave_up(status: u16, body: &(impl AsRef<[u8]> + ?Sized)) -> ListingError {
    let back_off = BackOff { attempts: 1, ..BackOff::default() };
    let mut listing = Listing::new(Request::new("a")).with_back_off(back_off);
    let headers = [("x-acs-request-id", "R-2")];
    listing.answered(status, headers, body).expect_err("one attempt")
}

#[test]
fn every_cause_has_its_words() {
    let refused = gave_up(403, r#"{"Code":"Forbidden.RAM","Message":"No.","RequestId":"R-1"}"#);
    assert_eq!(refused.to_string(), "HTTP 403, Forbidden.RAM: No. (request R-1)");
    assert_eq!(refused.error_reply().map(|error| error.code.as_str()), Some("Forbidden.RAM"));
    assert_eq!((refused.status(), refused.request_id()), (Some(403), Some("R-1")));
    assert_eq!(format!("{refused:?}"), format!("ListingError({refused})"));

    let html = gave_up(502, "<html>Bad\nGateway</html>");
    assert_eq!(
        html.to_string(),
        r#"HTTP 502, unexpected root element at byte 0: "<html>Bad Gateway</html>""#,
    );
    assert_eq!((html.error_reply(), html.request_id()), (None::<&ErrorReply<'_>>, Some("R-2")));
    assert_eq!((refused.decode_error(), html.decode_error().map(|e| e.offset())), (None, Some(0)));

    let no_body = gave_up(200, "");
    assert_eq!(no_body.to_string(), "HTTP 200, an empty body");

    let empty = gave_up(200, &Page::new("R-1", 20, 1, 10).to_json());
    assert_eq!(empty.to_string(), "page 1 of 20 instances is empty");
    assert_eq!((empty.status(), empty.request_id()), (None, Some("R-1")));

    let mut listing = Listing::of([]);
    assert_eq!(listing.request(), None);
    let not_due = listing.unanswered().expect_err("nothing is due");
    assert_eq!(not_due.to_string(), "a reply though no request was due");

    let mut listing = Listing::new(Request::new("a"))
        .with_back_off(BackOff { attempts: 1, ..BackOff::default() });
    assert_eq!(listing.unanswered().expect_err("one attempt").to_string(), "no reply");
}

/// What came is shown in part, and without what looks like a secret.
#[test]
fn bodies_are_shown_in_part() {
    let long = "y".repeat(100);
    assert!(gave_up(404, &long).to_string().ends_with(&format!("\"{}…\"", &long[..80])));
    let echo = "string to sign is:GET&%2F&AccessKeyId%3Ds3cr3t";
    assert!(!gave_up(404, echo).to_string().contains("s3cr3t"));
    // Behind what is hidden there is more, in characters of four bytes, too.
    let more = format!("{echo}{}", "𠀀".repeat(512));
    assert!(gave_up(404, &more).to_string().ends_with("[hidden]…\""));
    let no_text = gave_up(404, b"{\xFFa");
    assert_eq!(no_text.to_string(), "HTTP 404, invalid UTF-8 at byte 1: \"{\u{FFFD}a\"");
}
