//! The format of the reply that is due, even to what cannot be read.

use aliyun_instance_status::Format;
use aliyun_instance_status::sign::Received;

use crate::support::signed::FORM;

/// The format of the reply, whatever else is wrong with the call.
#[test]
fn the_format_that_is_due() {
    let rpc: &[(&str, &str)] = &[("accept", "application/json")];
    let v3 = |accept| [("Authorization", "?"), FORM, ("ACCEPT", accept)];
    let xml = v3("application/json;q=0.5, text/xml");
    let json = v3("text/html, application/xml;q=0, application/json");
    let twice = [("Authorization", "?"), ("accept", "text/html"), ("accept", "text/xml")];
    // Several lines are one list: RFC 9110, section 5.3.
    let weighed = [
        ("Authorization", "?"),
        ("accept", "application/json;q=0.5"),
        ("Accept", "application/xml;q=0.9"),
    ];
    for (query, headers, body, expected) in [
        ("", rpc, "", Format::Xml),
        ("?Format=json&PageSize=%", rpc, "", Format::Json),
        ("", rpc, "Format=JSON", Format::Json),
        ("Format=YAML", rpc, "", Format::Xml),
        ("", &[FORM, ("Authorization", "?")], "", Format::Json),
        ("", &v3("*/*"), "", Format::Json),
        ("", &xml, "", Format::Xml),
        ("", &twice, "", Format::Xml),
        ("", &weighed, "", Format::Xml),
        ("", &json, "", Format::Json),
        ("", &json, "Format=XML", Format::Xml),
        ("Format=YAML", &xml, "", Format::Xml),
    ] {
        let received = Received {
            method: "PUT",
            path: "/a",
            query,
            headers: headers.to_vec(),
            body: body.as_bytes(),
        };
        assert_eq!(received.format(), expected, "{query:?} {headers:?} {body:?}");
    }
}

/// The first parameter `Format` that has a value, even if nothing else can be read. What it
/// does not say, the scheme does.
#[test]
fn the_format_that_is_a_parameter() {
    use Format::{Json, Xml};
    for (query, form, asked_for) in [
        ("", "", None),
        ("Format", "Format=", None),
        ("format=XML&Formats=XML&=XML", "", None),
        ("?Format=JSON", "", Some(Json)),
        ("%&%4=%&Format=xml&Format=json", "Format=json", Some(Xml)),
        ("Format=&a=b", "&&F%6Frmat=%4A%53on", Some(Json)),
        ("Format=YAML&Format=XML", "", None),
        ("Format=%4", "", None),
        ("Format=XML ", "", None),
    ] {
        for (headers, default) in [(&[FORM][..], Xml), (&[FORM, ("Authorization", "?")], Json)] {
            let body = form.as_bytes();
            let received =
                Received { method: "POST", path: "/", query, headers: headers.to_vec(), body };
            assert_eq!(received.format(), asked_for.unwrap_or(default), "{query} {form}");
        }
    }
}
