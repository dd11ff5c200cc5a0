//! The two formats: their names, how a body shows its own, and what `Accept` asks for.

use aliyun_instance_status::{Format, InvalidValue};

#[test]
fn formats() {
    for (name, format) in [("json", Format::Json), ("JSON", Format::Json), ("Xml", Format::Xml)] {
        assert_eq!(name.parse(), Ok(format));
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    let refused = |name: &str| -> InvalidValue { name.parse::<Format>().unwrap_err() };
    let long = "x".repeat(40);
    for (name, message) in [
        ("", r#"Format "" is not JSON or XML"#),
        ("yaml", r#"Format "yaml" is not JSON or XML"#),
        ("x\ty\n", r#"Format "x\ty\n" is not JSON or XML"#),
        ("x\ny", r#"Format "[hidden]" is not JSON or XML"#),
        (&long, r#"Format "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is not JSON or XML"#),
    ] {
        assert_eq!(refused(name).to_string(), message);
        assert_eq!(format!("{:?}", refused(name)), format!("InvalidValue({message})"));
        assert_eq!((refused(name).name(), refused(name).allowed()), ("Format", "JSON or XML"));
    }
    for (body, format) in [
        ("{}", Some(Format::Json)),
        (" \t\r\n[", Some(Format::Json)),
        ("\u{FEFF}<a/>", Some(Format::Xml)),
        ("", None),
        ("null", None),
        ("\u{A0}{", None),
    ] {
        assert_eq!(Format::detect(body), format, "{body:?}");
    }
    assert_eq!(Format::Json.content_type(), "application/json");
    assert_eq!(Format::Xml.content_type(), "application/xml");
    assert_eq!((Format::Json.as_str(), Format::Xml.as_ref()), ("JSON", "XML"));
}

/// RFC 9110, section 12.5.1.
#[test]
fn formats_by_accept() {
    let (json, xml) = (Some(Format::Json), Some(Format::Xml));
    for (accept, expected) in [
        ("application/json", json),
        ("Application/XML", xml),
        ("text/xml; charset=utf-8", xml),
        ("text/json", json),
        // The greater weight, wherever it stands.
        ("text/html, application/xml;q=0.9, application/json", json),
        ("application/json;q=0.8, application/xml;q=0.801", xml),
        ("application/json ; Q=0.5 , application/xml ; q=1.000", xml),
        // Of two alike the first.
        ("application/json, application/xml", json),
        ("application/xml, application/json", xml),
        // The range that is most specific counts.
        ("application/json;q=0.1, */*", xml),
        ("application/json;q=0.1, application/*;q=0.2, */*", xml),
        ("application/json;q=0.5, application/*;q=0.2, */*", json),
        ("*/*;q=0.1, application/json", json),
        ("application/xml, */*", xml),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", xml),
        // A weight of 0 refuses.
        ("application/xml;q=0, application/json", json),
        ("application/xml; q=0.000, */*", json),
        ("application/json;q=0", None),
        ("application/json;q=0, application/xml;q=0.0", None),
        ("application/json;q=0.0,text/xml;q=0.001", xml),
        // A comma or a semicolon in quotes is none.
        (r#"text/html;a=",application/xml", application/json"#, json),
        (r#"application/xml;a="\";q=0", application/json"#, xml),
        // No weights.
        ("application/json;q=2, application/xml", xml),
        ("application/json;q=0.1234, application/xml;q=0.1", xml),
        ("application/json;q=1.1, application/xml;q=0.1", xml),
        ("application/json;q=, application/xml;q=0.1", xml),
        ("application/json;q=-1, application/xml;q=0.1", xml),
        // Neither, or both alike.
        ("*/*", None),
        ("application/*", None),
        ("*/*;q=0", None),
        ("text/*", None),
        ("text/html", None),
        ("application/vnd.api+json", None),
        ("application/xml2", None),
        ("image/json", None),
        ("json", None),
        (",;=,\"", None),
        ("", None),
    ] {
        assert_eq!(Format::from_accept(accept), expected, "{accept:?}");
    }
}
