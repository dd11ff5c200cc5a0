//! What stands between neighbours: missing, doubled, or of another kind.

use aliyun_instance_status::{Field, Reply};

use super::bodies::{JSON, XML};
use super::{Fault, Kind, assert_fault, marked, read_json, read_xml};

/// The body as it is, and indented.
fn layouts_of_json(body: &str) -> [String; 2] {
    let reply = Reply::from_json(body).expect("it is a reply");
    assert_eq!(reply.to_json(), body);
    [body.to_owned(), reply.to_json_pretty()]
}

fn layouts_of_xml(body: &str) -> [String; 2] {
    let reply = Reply::from_xml(body).expect("it is a reply");
    assert_eq!(reply.to_xml().as_deref(), Ok(body));
    [body.to_owned(), reply.to_xml_pretty().expect("XML carries it")]
}

/// Every `sought` of the body, each with what stands before it and behind it. There is none
/// in the strings of the bodies.
fn each<'a>(body: &'a str, sought: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    body.match_indices(sought).map(move |(at, _)| (&body[..at], &body[at + sought.len()..]))
}

/// How much white space the text begins with.
fn space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

#[track_caller]
fn assert_refused(body: &str, expected: Fault) {
    assert_fault(read_json(body.as_bytes()), expected, body);
}

/// Between members and between records: `,`.
#[test]
fn commas() {
    let mut count = 0;
    for body in JSON.iter().flat_map(|body| layouts_of_json(body)) {
        for (before, after) in each(&body, ",") {
            count += 1;
            let (at, next) = (before.len(), before.len() + space(after));
            // `{"Code":"X""Message":"m"}`
            assert_refused(&format!("{before}{after}"), (Kind::ExpectedComma, next));
            // `{"Code":"X",,"Message":"m"}`: a list wants a value where an object wants a name.
            let is_list = after.trim_start().starts_with('{');
            let kind = if is_list { Kind::ExpectedValue } else { Kind::ExpectedName };
            assert_refused(&format!("{before},,{after}"), (kind, at + 1));
            for other in [":", "(", "\""] {
                let changed = format!("{before}{other}{after}");
                let number = before.trim_end_matches(|byte: char| byte.is_ascii_digit());
                let expected = match other {
                    // No number ends so.
                    "(" if number.len() < at => (Kind::InvalidLiteral, number.len()),
                    _ => (Kind::ExpectedComma, at),
                };
                assert_refused(&changed, expected);
            }
        }
    }
    // Of a page 4, between its records 2, in each of them 1; of an error reply 5, of its
    // detail 6; in two layouts.
    assert_eq!(count, 2 * (4 + 2 + 3 + 5 + 6));
}

/// Between a name and its value: `:`.
#[test]
fn colons() {
    for body in JSON.iter().flat_map(|body| layouts_of_json(body)) {
        for (before, after) in each(&body, ":") {
            let (at, next) = (before.len(), before.len() + space(after));
            assert_refused(&format!("{before}{after}"), (Kind::ExpectedColon, next));
            assert_refused(&format!("{before}::{after}"), (Kind::ExpectedValue, at + 1));
            for other in ["=", ",", ";", "}", "\""] {
                let kind = (Kind::ExpectedColon, at);
                assert_refused(&format!("{before}{other}{after}"), kind);
            }
        }
    }
}

/// Between a leaf's end tag and the next start tag there is nothing: what of both may be
/// lost or be there twice, and what is put between them.
#[test]
fn tags() {
    let mut count = 0;
    for body in XML.iter().flat_map(|body| layouts_of_xml(body)) {
        let leaves: Vec<Leaf<'_>> = leaves(&body).collect();
        for leaf in &leaves {
            count += 1;
            for (changed, expected) in leaf.changes(&body) {
                assert_fault(read_xml(changed.as_bytes()), expected, &changed);
            }
        }
    }
    assert_eq!(count, 2 * (4 + 6 + 5 + 7));
}

/// An element with nothing but text in it, by the places of its tags.
struct Leaf<'a> {
    name: &'a str,
    start: usize,
    end: usize,
}

fn leaves(body: &str) -> impl Iterator<Item = Leaf<'_>> {
    each(body, "</").filter_map(|(before, after)| {
        let name = after.split('>').next()?;
        let start = before.rfind('<')?;
        // The last tag before its end tag is its own.
        let is_leaf = before[start..].starts_with(&format!("<{name}>"));
        is_leaf.then_some(Leaf { name, start, end: before.len() })
    })
}

impl Leaf<'_> {
    /// The body with something lost, doubled or put between, and what is wrong then.
    fn changes(&self, body: &str) -> Vec<(String, Fault)> {
        let Self { name, start, end } = *self;
        let text = start + name.len() + "<>".len();
        let behind = end + name.len() + "</>".len();
        let next = behind + space(&body[behind..]);
        let is_end = body[next..].starts_with("</");
        let without = |from: usize, to: usize| format!("{}{}", &body[..from], &body[to..]);
        let with = |at: usize, piece: &str| format!("{}{piece}{}", &body[..at], &body[at..]);
        let field = field(name);
        let mut changes = vec![
            // Lost: of the end tag `/`, `>`.
            (without(end + 1, end + 2), (Kind::UnexpectedElement(field), end)),
            (without(behind - 1, behind), (Kind::MismatchedTag, end)),
            // Lost: of the start tag `<`, `>`, all.
            (without(start, start + 1), (Kind::UnexpectedText, start)),
            (without(text - 1, text), (Kind::InvalidName, start + 1)),
            (without(start, text), (Kind::UnexpectedText, start)),
            // Doubled: of the end tag `<`, `>`, all.
            (with(end, "<"), (Kind::InvalidName, end + 1)),
            (with(behind, ">"), (Kind::UnexpectedText, behind)),
            (with(behind, &body[end..behind]), (Kind::MismatchedTag, behind)),
            // Doubled: of the start tag `<`, all.
            (with(start, "<"), (Kind::InvalidName, start + 1)),
            (with(text, &body[start..text]), (Kind::UnexpectedElement(field), text)),
            // Of another kind.
            (with(behind, ","), (Kind::UnexpectedText, behind)),
            (with(behind, "&"), (Kind::InvalidReference, behind)),
            (with(behind, "</"), (Kind::MismatchedTag, behind)),
            (with(behind, "<"), (Kind::InvalidName, behind + 1)),
            (with(behind, "]]>"), (Kind::CdataEndInText, behind)),
            (with(behind, "\0"), (Kind::InvalidCharacter, behind)),
        ];
        // Lost: the end tag, before another one and before a start tag.
        let kind = if is_end { Kind::MismatchedTag } else { Kind::UnexpectedElement(field) };
        changes.push((without(end, behind), (kind, next - (behind - end))));
        changes
    }
}

fn field(name: &str) -> Field {
    let leaves = [
        Field::RequestId,
        Field::TotalCount,
        Field::PageNumber,
        Field::PageSize,
        Field::InstanceId,
        Field::Status,
        Field::HostId,
        Field::Code,
        Field::Message,
        Field::Recommend,
        Field::AuthAction,
        Field::AuthPrincipalDisplayName,
        Field::AuthPrincipalOwnerId,
        Field::AuthPrincipalType,
        Field::NoPermissionType,
        Field::PolicyType,
        Field::EncodedDiagnosticMessage,
    ];
    leaves.into_iter().find(|field| field.name() == name).expect("a known name")
}

/// What opens and closes objects and lists.
#[test]
fn brackets() {
    for (kind, body) in [
        (
            Kind::ExpectedComma,
            r#"{"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i","Status":"s"«]»"#,
        ),
        (
            Kind::ExpectedComma,
            r#"{"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i","Status":"s"}«}»"#,
        ),
        (Kind::ExpectedComma, r#"{"InstanceStatuses":{"InstanceStatus":[]«]»}"#),
        (Kind::ExpectedComma, r#"{"InstanceStatuses":{"InstanceStatus":[]}«]»"#),
        (
            Kind::ExpectedValue,
            r#"{"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i","Status":"s"},«]»}}"#,
        ),
        (Kind::UnexpectedType(Field::InstanceStatuses), r#"{"InstanceStatuses":«[»]}"#),
        (
            Kind::UnexpectedType(Field::InstanceStatus),
            r#"{"InstanceStatuses":{"InstanceStatus":«{»}}}"#,
        ),
        (
            Kind::UnexpectedType(Field::InstanceStatus),
            r#"{"InstanceStatuses":{"InstanceStatus":[«[»]]}}"#,
        ),
        (
            Kind::UnexpectedType(Field::AccessDeniedDetail),
            r#"{"Code":"c","AccessDeniedDetail":«[»]}"#,
        ),
        (Kind::ExpectedName, r#"{"Code":"c","AccessDeniedDetail":{«{»}}}"#),
        (Kind::ExpectedComma, r#"{"Code":"c","AccessDeniedDetail":{}«]»"#),
        (Kind::TrailingContent, r#"{"Code":"c","AccessDeniedDetail":{}}«}»"#),
    ] {
        let (body, at, _) = marked(body);
        assert_refused(&body, (kind, at));
    }
}

/// The tags of elements that hold elements.
#[test]
fn tags_of_objects() {
    for (kind, inside) in [
        (Kind::UnexpectedText, "«I»nstanceStatuses></InstanceStatuses>"),
        (Kind::InvalidName, "<«InstanceStatuses<»InstanceStatus>"),
        (Kind::InvalidName, "<«<»InstanceStatuses>"),
        (Kind::UnexpectedText, "<InstanceStatuses>«>»"),
        (Kind::UnexpectedText, "<InstanceStatuses>«I»nstanceStatus></InstanceStatus>"),
        (Kind::InvalidName, "<InstanceStatuses><«InstanceStatus<»InstanceId>"),
        (Kind::UnexpectedText, "<InstanceStatuses><x/>«,»<InstanceStatus>"),
        (
            Kind::UnexpectedElement(Field::Status),
            "<InstanceStatuses><InstanceStatus><Status>s«<»InstanceStatus>",
        ),
        (Kind::MismatchedTag, "<InstanceStatuses><x/>«</InstanceStatus>»"),
        (Kind::MismatchedTag, "<InstanceStatuses></InstanceStatuses>«</I»nstanceStatuses>"),
        (
            Kind::MismatchedTag,
            "<InstanceStatuses>«</InstanceStatuses<»/DescribeInstanceStatusResponse>",
        ),
        // Inside of what is skipped, names mean nothing.
        (
            Kind::MismatchedTag,
            "<InstanceStatuses><InstanceStatuses></InstanceStatuses>«</D»escribeInstanceStatusResponse>",
        ),
    ] {
        let (inside, at, _) = marked(inside);
        let before = "<DescribeInstanceStatusResponse>";
        let body = format!("{before}{inside}</DescribeInstanceStatusResponse>");
        assert_fault(read_xml(body.as_bytes()), (kind, before.len() + at), &body);
    }
}
