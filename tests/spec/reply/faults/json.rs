//! Everything that is no JSON, and what is neither a page nor an error reply.

use aliyun_instance_status::{Field, Page, Reply};

use super::{Fault, Kind, assert_all_first, assert_fault, assert_first, marked, read_json};

/// Where a value may stand that is skipped.
const VALUES: [&str; 8] = [
    r#"{"x":…,"RequestId":"R-1"}"#,
    r#"{"RequestId":"R-1","x": … ,"TotalCount":0}"#,
    r#"{"InstanceStatuses":{"x":…,"InstanceStatus":[]}}"#,
    r#"{"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i","x":…,"Status":"s"}]}}"#,
    r#"{"Code":"c","x":…}"#,
    r#"{"Code":"c","AccessDeniedDetail":{"x":…,"PolicyType":"p"}}"#,
    r#"{"Code":"c","x":[[],…]}"#,
    r#"{"Code":"c","x":{"é":[{"y":…}]}}"#,
];

/// Where a string may stand that is kept.
const STRINGS: [&str; 5] = [
    r#"{"RequestId":…,"TotalCount":0}"#,
    r#"{"InstanceStatuses":{"InstanceStatus":[{"InstanceId":…,"Status":"s"}]}}"#,
    r#"{"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i","Status":…}]}}"#,
    r#"{"TotalCount":…,"PageNumber":1}"#,
    r#"{"Code":…,"Message":"m"}"#,
];

/// RFC 8259, sections 3 and 6.
#[test]
fn in_values() {
    let faults = [
        (Kind::ExpectedValue, "«,»"),
        (Kind::ExpectedValue, "«'»a'"),
        (Kind::ExpectedValue, "«N»aN"),
        (Kind::ExpectedValue, "«+»1"),
        (Kind::ExpectedValue, "«.»5"),
        (Kind::ExpectedValue, "«/»* a */ 1"),
        (Kind::ExpectedValue, "«é»"),
        (Kind::ExpectedValue, "«\u{1}»"),
        (Kind::ExpectedValue, "[0,«]»"),
        (Kind::ExpectedValue, "[«,»]"),
        (Kind::ExpectedValue, "[«}»"),
        (Kind::ExpectedValue, "{\"a\":«}»"),
        (Kind::ExpectedName, "{«]»"),
        (Kind::ExpectedName, "{«a»:1}"),
        (Kind::ExpectedName, "{\"a\":1,«}»"),
        (Kind::ExpectedName, "{«,»}"),
        (Kind::ExpectedColon, "{\"a\"«}»"),
        (Kind::ExpectedColon, "{\"a\" «=»1}"),
        (Kind::ExpectedComma, "[0 «1»]"),
        (Kind::ExpectedComma, "[[]«}»"),
        (Kind::ExpectedComma, "{\"a\":{}«]»"),
        (Kind::ExpectedComma, "\"a\"«\"»b\""),
        (Kind::ExpectedComma, "{}«{»}"),
        (Kind::InvalidLiteral, "«tru,»"),
        (Kind::InvalidLiteral, "«truE»"),
        (Kind::InvalidLiteral, "«nulll»"),
        (Kind::InvalidLiteral, "«fals}»"),
        (Kind::InvalidLiteral, "«01»"),
        (Kind::InvalidLiteral, "«-,»"),
        (Kind::InvalidLiteral, "«-01»"),
        (Kind::InvalidLiteral, "«--»1"),
        (Kind::InvalidLiteral, "«1.,»"),
        (Kind::InvalidLiteral, "«1.e»1"),
        (Kind::InvalidLiteral, "«1..»"),
        (Kind::InvalidLiteral, "«1e,»"),
        (Kind::InvalidLiteral, "«1e+]»"),
        (Kind::InvalidLiteral, "«0x»1"),
        (Kind::InvalidLiteral, "[0,«1a»]"),
    ];
    assert_all_first(read_json, &VALUES, &faults);
}

/// RFC 8259, section 7. An escape is reported at its `\`.
#[test]
fn in_strings() {
    let faults = [
        (Kind::ControlCharacter, "\"a«\n»\\x\""),
        (Kind::ControlCharacter, "\"«\0»\""),
        (Kind::ControlCharacter, "\"é\\\"«\u{1F}»\""),
        (Kind::InvalidEscape, "\"a«\\x»41\n\""),
        (Kind::InvalidEscape, "\"«\\'»\""),
        (Kind::InvalidEscape, "\"«\\\n»\""),
        (Kind::InvalidEscape, "\"«\\u1\"»"),
        (Kind::InvalidEscape, "\"\\\\«\\u004g»\""),
        (Kind::InvalidEscape, "\"«\\u+»041\""),
        (Kind::InvalidEscape, "\"\\ud83d«\\u1x»\""),
        (Kind::LoneSurrogate, "\"«\\udc00»\\x\""),
        (Kind::LoneSurrogate, "\"é«\\ud83d\"»"),
        (Kind::LoneSurrogate, "\"«\\ud83da»\""),
        (Kind::LoneSurrogate, "\"«\\ud83d\\n»\""),
        (Kind::LoneSurrogate, "\"«\\ud83d\\u0041»\""),
        (Kind::LoneSurrogate, "\"«\\ud83d\\ud83d»\\ude00\""),
    ];
    assert_all_first(read_json, &VALUES, &faults);
    assert_all_first(read_json, &STRINGS, &faults);
    assert_all_first(read_json, &[r#"{…:1,"Code":"c"}"#, r#"{"Code":"c",… : 1}"#], &faults);
}

#[test]
fn around_the_document() {
    assert_all_first(
        read_json,
        &[r#"{"Code":"c"}…"#, "{\"Code\":\"c\"} …"],
        &[
            (Kind::TrailingContent, "«x»"),
            (Kind::TrailingContent, "«,»"),
            (Kind::TrailingContent, "«}»"),
            (Kind::TrailingContent, "\n«{»}"),
            (Kind::TrailingContent, "«\u{1}»"),
            (Kind::TrailingContent, "«\u{FEFF}»"),
        ],
    );
}

/// A counter is refused at its first byte, as soon as it is whole. `Page` knows that it
/// is one; `Reply` would wait for a code.
#[test]
fn counters() {
    fn page(body: &[u8]) -> Result<Reply<'_>, Fault> {
        _ = read_json(body);
        Page::from_json(body).map(Reply::Page).map_err(|error| (error.kind(), error.offset()))
    }
    const TOTAL: Field = Field::TotalCount;
    for (kind, piece) in [
        (Kind::InvalidInteger(TOTAL), "«-1,»"),
        (Kind::InvalidInteger(TOTAL), "«-0}»"),
        (Kind::InvalidInteger(TOTAL), "«1.5 »"),
        (Kind::InvalidInteger(TOTAL), "«1e0\n»"),
        (Kind::InvalidInteger(TOTAL), "«\"\"»"),
        (Kind::InvalidInteger(TOTAL), "«\"1 \"»"),
        (Kind::CounterOutOfRange(TOTAL), "«4294967296,»"),
        (Kind::CounterOutOfRange(TOTAL), "«\"99999999999999999999\"»"),
        (Kind::InvalidLiteral, "«-1x»"),
        (Kind::InvalidLiteral, "«00»"),
        (Kind::UnexpectedType(TOTAL), "«n»ull"),
        (Kind::UnexpectedType(TOTAL), "«t»rux"),
        (Kind::UnexpectedType(TOTAL), "«[»1]"),
    ] {
        assert_first(page, r#"{"TotalCount":…,"PageNumber":1}"#, kind, piece);
        assert_first(page, "{\"RequestId\":\"R\",\n  \"TotalCount\": …\n}", kind, piece);
    }
}

/// `Reply` on what has neither a list nor a code that says anything, and on what might
/// still get one: what it says, and `Page` too where that differs.
#[test]
fn neither_a_page_nor_an_error_reply() {
    const NOT: Kind = Kind::NotAReply;
    const NO_ID: Kind = Kind::MissingField(Field::RequestId);
    const NO_TOTAL: Kind = Kind::MissingField(Field::TotalCount);
    for (kind, body, of_a_page) in [
        (NOT, "{«}»", NO_ID),
        (NOT, " {\n«}» ", NO_ID),
        (NOT, r#"{"RequestId":"x"«}»"#, NO_TOTAL),
        (NOT, r#"{"Code":null«}»"#, NO_ID),
        (NOT, r#"{"Code":""«}»"#, NO_ID),
        (NOT, r#"{"Code":"","Message":"m","HostId":"h"«}»"#, NO_ID),
        (NOT, r#"{"Code":null,"AccessDeniedDetail":{"AuthAction":"a"}«}»"#, NO_ID),
        (NOT, r#"{"code":"Throttling","message":"m","requestId":"r"«}»"#, NO_ID),
        (NOT, r#"{"RequestId":"x","Instances":{"Instance":[]}«}»"#, NO_TOTAL),
        // What follows does not matter any more.
        (NOT, "{«}»x", NO_ID),
        (NOT, r#"{"Code":""«}»{"Code":"c"}"#, NO_ID),
    ] {
        let (body, at, _) = marked(body);
        assert_fault(read_json(body.as_bytes()), (kind, at), &body);
        let page = Page::from_json(&body).map_err(|error| (error.kind(), error.offset()));
        assert_eq!(page, Err((of_a_page, at)), "{body}");
    }
}

/// What else keeps a body from being a reply.
#[test]
fn which_of_both() {
    let wrong = Kind::UnexpectedType;
    for (kind, body) in [
        // A counter makes it a page without a list.
        (Kind::MissingField(Field::RequestId), r#"{"TotalCount":1«}»"#),
        (Kind::MissingField(Field::RequestId), r#"{"Code":"","PageSize":10«}»"#),
        (
            Kind::MissingField(Field::InstanceStatuses),
            r#"{"RequestId":"r","TotalCount":0,"PageNumber":1,"PageSize":10«}»"#,
        ),
        (Kind::InvalidInteger(Field::TotalCount), r#"{"TotalCount":«"»x"}"#),
        // A code makes it an error reply, though the detail before it is not an object.
        (wrong(Field::AccessDeniedDetail), r#"{"AccessDeniedDetail":«[»],"Code":"c"}"#),
        // An error reply may have no id.
        (Kind::NotAReply, r#"{"RequestId":null«}»"#),
        (Kind::NotAReply, r#"{"RequestId":null,"HostId":"h"«}»"#),
        // Faults come before what is missing.
        (wrong(Field::RequestId), r#"{"RequestId":«5»}"#),
        (Kind::DuplicateField(Field::RequestId), r#"{"RequestId":"a",«"RequestId":»"b"}"#),
        (wrong(Field::Body), "«[»]"),
        (wrong(Field::Body), "«\"»Code\""),
        (Kind::UnexpectedEof, "«»"),
        (Kind::UnexpectedEof, "{«»"),
        // With a code it is an error reply.
        (wrong(Field::Code), r#"{"Code":«t»rue}"#),
        (wrong(Field::Message), r#"{"TotalCount":"x","Message":«5»,"Code":"c"}"#),
        // With a list it is a page.
        (
            Kind::InvalidInteger(Field::TotalCount),
            r#"{"TotalCount":«"»x","Code":"c","InstanceStatuses":{}}"#,
        ),
        (Kind::InvalidEscape, r#"{"Code":200,"RequestId":"a«\»x","InstanceStatuses":{}}"#),
        // Cut off before it has either, it is refused where it can be neither.
        (Kind::UnexpectedEof, r#"{"TotalCount":"x"«»"#),
        (Kind::UnexpectedEof, r#"{"Code":200,"RequestId":"a"«»"#),
        (Kind::UnexpectedEof, r#"{"Code":"c","Message":5«»"#),
        (Kind::UnexpectedEof, r#"{"Code":"c","Message":5,"InstanceStatuses":{}«»"#),
        (Kind::InvalidLiteral, r#"{"Code":"c","Message":5,"x":«t»ru}"#),
        // So is one that is broken behind a code.
        (Kind::ExpectedName, r#"{"RequestId":null,"Code":"c","Message":"m",«}»"#),
        (Kind::ControlCharacter, "{\"RequestId\":null,\"Code\":\"c\",\"Message\":\"m«\n»\"}"),
        (Kind::ExpectedName, r#"{"TotalCount":"x","Code":"E",«!»"#),
        (Kind::UnexpectedEof, r#"{"TotalCount":"x","Code":"E",«»"#),
        // Broken before it has either, it is refused as a page.
        (Kind::InvalidInteger(Field::TotalCount), r#"{"TotalCount":«"»x","x":tru}"#),
        (wrong(Field::Message), r#"{"TotalCount":"x","Message":«5»"#),
        (wrong(Field::RequestId), r#"{"RequestId":«5»"#),
    ] {
        let (body, at, _) = marked(body);
        assert_fault(read_json(body.as_bytes()), (kind, at), &body);
    }
}

/// A number that the end of the input cuts off, and one that nothing could complete.
#[test]
fn numbers_at_the_end() {
    for (number, kind) in [
        ("-", Kind::UnexpectedEof),
        ("1.", Kind::UnexpectedEof),
        ("1e", Kind::UnexpectedEof),
        ("-0.5E+", Kind::UnexpectedEof),
        ("--", Kind::InvalidLiteral),
        ("1..", Kind::InvalidLiteral),
        ("1ee", Kind::InvalidLiteral),
        ("01e", Kind::InvalidLiteral),
        ("1e+-", Kind::InvalidLiteral),
    ] {
        let body = format!(r#"{{"Unknown":{number}"#);
        let error = Page::from_json(&body).expect_err("it is cut off");
        assert_eq!(error.kind(), kind, "{number}");
    }
}
