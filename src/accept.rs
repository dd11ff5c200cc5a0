//! What the header `Accept` asks for.

use core::cmp::Ordering;

use crate::Format;

/// How much a header prefers a format: the weight, in thousandths, of the range that is most
/// specific about it.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Preference {
    specificity: Specificity,
    weight: u16,
}

/// How closely a media range names a format.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Specificity {
    #[default]
    None,
    /// `*/*`
    Any,
    /// `application/*`
    Type,
    /// `application/json`
    Subtype,
}

impl Format {
    /// The format that an `Accept` header prefers: the one with the greater weight; of two
    /// alike, the more specific, or the one that comes first. `None` if it prefers neither:
    /// it names neither (`text/html`), refuses both (`*/*;q=0`), or takes both alike
    /// (`*/*`, or an empty header). What to send then is up to the server.
    ///
    /// `text/json` and `text/xml` count as the formats that they name. A range with an
    /// invalid weight (`q=2`) is ignored.
    ///
    /// ```
    /// use aliyun_instance_status::Format;
    ///
    /// assert_eq!(Format::from_accept("application/json"), Some(Format::Json));
    /// assert_eq!(Format::from_accept("text/xml, application/json;q=0.9"), Some(Format::Xml));
    /// assert_eq!(Format::from_accept("application/json;q=0, */*;q=0.1"), Some(Format::Xml));
    /// let format = Format::from_accept("*/*").unwrap_or(Format::Json);
    /// assert_eq!(format, Format::Json);
    /// ```
    ///
    /// Source: [RFC 9110, section 12.5.1](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1).
    #[must_use]
    pub fn from_accept(accept: &str) -> Option<Self> {
        let (mut json, mut xml) = (Preference::default(), Preference::default());
        let mut named_first = None;
        for range in split(accept, ',') {
            let mut parts = split(range, ';');
            let media_range = parts.next().unwrap_or_default();
            let Some(weight) = weight(parts) else { continue };
            let (specificity, format) = match media_range.trim() {
                "*/*" => (Specificity::Any, None),
                name if name.eq_ignore_ascii_case("application/*") => (Specificity::Type, None),
                name => (Specificity::Subtype, named(name)),
            };
            if specificity == Specificity::Subtype && format.is_none() {
                continue;
            }
            named_first = named_first.or(format);
            let preference = Preference { specificity, weight };
            if format != Some(Self::Xml) {
                json = json.max(preference);
            }
            if format != Some(Self::Json) {
                xml = xml.max(preference);
            }
        }
        let by_weight = |one: Preference| (one.weight, one.specificity);
        match by_weight(json).cmp(&by_weight(xml)) {
            _ if json.weight.max(xml.weight) == 0 => None,
            Ordering::Greater => Some(Self::Json),
            Ordering::Less => Some(Self::Xml),
            Ordering::Equal => named_first,
        }
    }
}

/// The format that a media type names, in any case.
fn named(media_type: &str) -> Option<Format> {
    let (kind, subtype) = media_type.split_once('/')?;
    let is_known = ["application", "text"].iter().any(|known| kind.eq_ignore_ascii_case(known));
    // As it happens, the names that `Format` parses.
    if is_known { subtype.parse().ok() } else { None }
}

/// The weight that the parameters give, 1 where they give none; `None` for what is no weight.
fn weight<'a>(mut parameters: impl Iterator<Item = &'a str>) -> Option<u16> {
    let weight = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then_some(value.trim())
    });
    weight.map_or(Some(1000), thousandths)
}

/// `qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )`
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let decimals: u16 = alloc::format!("{decimals:0<3}").parse().ok()?;
    match (whole, decimals) {
        ("0", decimals) => Some(decimals),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

/// Splits at each separator that does not stand inside quotes.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |character| {
        let escapes = is_quoted && !is_escaped && character == '\\';
        is_quoted ^= character == '"' && !is_escaped;
        is_escaped = escapes;
        character == separator && !is_quoted
    })
}
