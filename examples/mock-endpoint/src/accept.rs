//! What `Accept` asks for.

use aliyun_instance_status::Format;

/// The format of the first media type that the mock knows, in any case, unless its
/// weight is 0. Other weights do not count: clients list what they like best first.
pub(crate) fn format(accept: &str) -> Option<Format> {
    accept.split(',').find_map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let format = known(parts.next()?)?;
        let is_refused = parts.any(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or_default();
            name.trim().eq_ignore_ascii_case("q") && is_zero(value.trim())
        });
        (!is_refused).then_some(format)
    })
}

fn known(media_type: &str) -> Option<Format> {
    let known = [
        ("application/json", Format::Json),
        ("application/xml", Format::Xml),
        ("text/xml", Format::Xml),
    ];
    known.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(media_type)).map(|(_, it)| it)
}

fn is_zero(weight: &str) -> bool {
    weight.starts_with('0') && weight.chars().all(|digit| digit == '0' || digit == '.')
}

#[cfg(test)]
mod tests {
    use super::{Format, format};

    #[test]
    fn the_first_known_one_that_is_not_refused() {
        for (accept, expected) in [
            ("application/json", Some(Format::Json)),
            ("Application/XML", Some(Format::Xml)),
            ("text/xml; charset=utf-8", Some(Format::Xml)),
            ("application/json, application/xml", Some(Format::Json)),
            ("text/html, application/xml;q=0.9, application/json", Some(Format::Xml)),
            ("application/xml;q=0, application/json", Some(Format::Json)),
            ("application/xml; Q = 0.000, */*", None),
            ("application/json;q=0.0,text/xml;q=0.01", Some(Format::Xml)),
            ("text/xml2", None),
            ("application/xhtml+xml", None),
            ("*/*", None),
            ("", None),
        ] {
            assert_eq!(format(accept), expected, "{accept:?}");
        }
    }
}
