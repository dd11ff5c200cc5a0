//! Replies to and from HTTP responses.

use aliyun_instance_status::{ErrorReply, Format, Page, Reply};
use proptest::prelude::*;

use crate::support::strategy;

#[test]
fn a_response_has_status_type_and_request_id() {
    let page = Reply::from(Page::new("R-1", 0, 1, 10));
    let refused = Reply::from(ErrorReply::new("InvalidRegionId.NotFound"));
    for (reply, format, status, media_type, request_id) in [
        (&page, Format::Json, 200, "application/json", Some("R-1")),
        (&page, Format::Xml, 200, "application/xml", Some("R-1")),
        (&refused, Format::Xml, 404, "application/xml", None),
    ] {
        let response = reply.to_http(format);
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        assert_eq!(response.status(), status);
        assert_eq!(header("content-type"), Some(media_type));
        assert_eq!(header("x-acs-request-id"), request_id);
        assert_eq!(Some(response.body()), reply.encode(format).ok().as_ref());
    }
}

/// JSON goes where XML cannot, and the header says so.
#[test]
fn what_xml_cannot_carry_goes_in_json() {
    let mut error = ErrorReply::new("SignatureDoesNotMatch");
    error.message = Some("x-acs-test:\u{FFFE}".into());
    error.request_id = Some("R\n1".into());
    let response = Reply::from(error).to_http(Format::Xml);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert!(!response.headers().contains_key("x-acs-request-id"), "no header has a line end");
}

proptest! {
    #![proptest_config(strategy::cases(256))]

    #[test]
    fn replies_travel(reply in strategy::reply(strategy::text().boxed()), is_xml: bool) {
        let response = reply.to_http(if is_xml { Format::Xml } else { Format::Json });
        prop_assert_eq!(response.status().as_u16(), reply.http_status());
        prop_assert_eq!(Reply::from_http(&response), Ok(reply));
    }
}
