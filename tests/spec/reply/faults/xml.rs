//! Everything but tags that is not well formed, by the productions of XML 1.0, and the cases
//! that were reported.

use aliyun_instance_status::{Field, Reply};

use super::bodies::{BETWEEN_ELEMENTS, SKIPPED, STRINGS};
use super::{Kind, assert_all_first, assert_fault, marked, read_xml};

/// The root element and all around it.
pub(crate) const AROUND: [&str; 2] =
    ["<!-- -->…<Error><Code>c</Code></Error>", "<Error><Code>c</Code></Error> <?p?>…<!-- -->"];

#[test]
fn in_references_and_text() {
    let faults = [
        // [66] CharRef, [68] EntityRef
        (Kind::UnknownEntity, "«&nbsp;»\u{1}"),
        (Kind::UnknownEntity, "«&AMP;»"),
        (Kind::UnknownEntity, "«&é;»"),
        (Kind::InvalidReference, "«& »amp;"),
        (Kind::InvalidReference, "«&;»"),
        (Kind::InvalidReference, "«&1»;"),
        (Kind::InvalidReference, "«&amp »;"),
        (Kind::InvalidReference, "«&amp<»/a>"),
        (Kind::InvalidReference, "«&&»amp;"),
        (Kind::InvalidReference, "«&#;»"),
        (Kind::InvalidReference, "«&#a»;"),
        (Kind::InvalidReference, "«&#X»41;"),
        (Kind::InvalidReference, "«&#+»65;"),
        (Kind::InvalidReference, "«&#6 »5;"),
        (Kind::InvalidReference, "«&#x;»"),
        (Kind::InvalidReference, "«&#xg»;"),
        (Kind::InvalidCharacterReference, "«&#0;»"),
        (Kind::InvalidCharacterReference, "«&#00011;»"),
        (Kind::InvalidCharacterReference, "«&#xFFFE;»"),
        (Kind::InvalidCharacterReference, "«&#xdfff;»"),
        (Kind::InvalidCharacterReference, "«&#x110000;»"),
        (Kind::InvalidCharacterReference, "«&#99999999999999999999;»"),
        // [2] Char, [14] CharData
        (Kind::InvalidCharacter, "«\u{1}»]]>"),
        (Kind::InvalidCharacter, " «\u{B}»"),
        (Kind::InvalidCharacter, "\n<!-- -->«\u{FFFF}»"),
        (Kind::InvalidCharacter, "<![CDATA[ «\u{1}»]]>"),
        (Kind::CdataEndInText, "«]]>»\u{1}"),
        (Kind::CdataEndInText, " «]]>»"),
        (Kind::CdataEndInText, "<![CDATA[]]>«]]>»"),
    ];
    assert_all_first(read_xml, &BETWEEN_ELEMENTS, &faults);
    assert_all_first(read_xml, &SKIPPED, &faults);
    assert_all_first(read_xml, &STRINGS, &faults);
    let faults = [
        (Kind::InvalidCharacter, "a«\u{B}»]]>"),
        (Kind::InvalidCharacter, "a&lt;«\u{FFFE}»&nope;"),
        (Kind::InvalidCharacter, "<![CDATA[a]«\u{1}»]]>"),
        (Kind::InvalidCharacter, "<![CDATA[]]«\u{C}»>&nope;"),
        (Kind::InvalidCharacter, "<![CDATA[é<&«\u{FFFF}»]]>"),
        (Kind::CdataEndInText, "a«]]>»\u{1}"),
        (Kind::CdataEndInText, "]«]]>»"),
        (Kind::CdataEndInText, "]] é&amp;«]]>»"),
    ];
    assert_all_first(read_xml, &SKIPPED, &faults);
    assert_all_first(read_xml, &STRINGS, &faults);
}

#[test]
fn in_comments_and_instructions() {
    let faults = [
        // [15] Comment
        (Kind::InvalidComment, "<!-- a «-- »b -->"),
        (Kind::InvalidComment, "<!--«---»>"),
        (Kind::InvalidComment, "<!-- «--!»>"),
        (Kind::InvalidComment, "<!-->\u{10FFFF}«--\u{1}»-->"),
        (Kind::InvalidCharacter, "<!-- «\u{1}» -- -->"),
        (Kind::InvalidCharacter, "<!-- -«\u{FFFE}»-->"),
        // [16] PI, [17] PITarget
        (Kind::InvalidProcessingInstruction, "<?«?»>"),
        (Kind::InvalidProcessingInstruction, "<?« »a?>"),
        (Kind::InvalidProcessingInstruction, "<?«1»?>"),
        (Kind::InvalidProcessingInstruction, "<?«\u{1}»?>"),
        (Kind::InvalidProcessingInstruction, "<?«a!»?>"),
        (Kind::InvalidProcessingInstruction, "<?«a?b»?>"),
        (Kind::InvalidProcessingInstruction, "<?«é×»?>"),
        (Kind::InvalidProcessingInstruction, "<?«XML »version='1.0'?>"),
        (Kind::InvalidProcessingInstruction, "<?«xmL?>»"),
        (Kind::InvalidProcessingInstruction, "<?«xml!»?>"),
        (Kind::InvalidProcessingInstruction, "<?«xml?x»?>"),
        (Kind::InvalidCharacter, "<?a «\u{1}»?>"),
        (Kind::InvalidCharacter, "<?a ?«\u{FFFF}»>"),
        // [23] XMLDecl: only at the first byte.
        (Kind::InvalidDeclaration, "«<?xml »version='1.0'?>"),
        (Kind::InvalidDeclaration, "«<?xml\n»?>"),
        (Kind::InvalidDeclaration, "«<?xml?>»"),
        // [28] doctypedecl, in whatever case
        (Kind::DtdForbidden, "«<!DOCTYPE» a [<!ENTITY b 'c'>]>"),
        (Kind::DtdForbidden, "«<!doctype» html>"),
        (Kind::DtdForbidden, "«<!DocType»>"),
    ];
    assert_all_first(read_xml, &BETWEEN_ELEMENTS, &faults);
    assert_all_first(read_xml, &SKIPPED, &faults);
    assert_all_first(read_xml, &STRINGS, &faults);
    assert_all_first(read_xml, &AROUND, &faults);
    let faults = [
        (Kind::InvalidMarkup, "«<! »a>"),
        (Kind::InvalidMarkup, "«<!>»"),
        (Kind::InvalidMarkup, "«<!E»LEMENT a ANY>"),
        (Kind::InvalidMarkup, "«<!- »-->"),
        (Kind::InvalidMarkup, "«<!DOCTYP>»"),
        (Kind::InvalidMarkup, "«<![c»data[]]>"),
        (Kind::InvalidMarkup, "«<![CDATA>»[]]>"),
    ];
    assert_all_first(read_xml, &BETWEEN_ELEMENTS, &faults);
    assert_all_first(read_xml, &SKIPPED, &faults);
    assert_all_first(read_xml, &STRINGS, &faults);
    assert_all_first(read_xml, &AROUND[..1], &faults);
}

#[test]
fn between_elements() {
    let faults = [
        (Kind::UnexpectedText, "«a»]]>"),
        (Kind::UnexpectedText, "\n  «é»\u{1}"),
        (Kind::UnexpectedText, "«]a»"),
        (Kind::UnexpectedText, "<!-- -->«]]a»"),
        (Kind::UnexpectedText, "«&amp;»&nope;"),
        (Kind::UnexpectedText, "&#32;«&#65;»"),
        (Kind::UnexpectedText, "«<![CDATA[a»\u{1}]]>"),
        (Kind::UnexpectedText, "«<![CDATA[ ]a»]]>"),
        (Kind::UnexpectedText, "«<![CDATA[]]]»>"),
    ];
    assert_all_first(read_xml, &BETWEEN_ELEMENTS, &faults);
}

#[test]
fn around_the_root() {
    let declarations = [
        (Kind::InvalidDeclaration, "<?xml«?>»"),
        (Kind::InvalidDeclaration, "<?xml« ?>»"),
        (Kind::InvalidDeclaration, "<?xml «encoding=»'GBK'?>"),
        (Kind::InvalidDeclaration, "<?xml «version?»>"),
        (Kind::InvalidDeclaration, "<?xml «version '»1.0'?>"),
        (Kind::InvalidDeclaration, "<?xml «version=1».0?>"),
        (Kind::InvalidDeclaration, "<?xml version='«1.0 »'?>"),
        (Kind::InvalidDeclaration, "<?xml version='«1.0\"»?>"),
        (Kind::InvalidDeclaration, "<?xml «version='1.0?>»"),
        (Kind::InvalidDeclaration, "<?xml version='«1.0?x»'?>"),
        (Kind::InvalidDeclaration, "<?xml version='«1.'»?>"),
        (Kind::InvalidDeclaration, "<?xml version=\"«2.0\"» encoding='GBK'?>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0'«e»ncoding='UTF-8'?>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0' «version=»'1.0'?>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0' encoding='«'»?>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0' encoding='«8bit'»?>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0' encoding='«a »b'?>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0' standalone='«maybe'»?>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0' standalone='no' «encoding=»'UTF-8'?>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0' «author=»'me'?>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0'«?x»>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0' «?x»>"),
        (Kind::InvalidDeclaration, "<?xml version='1.0' «\u{1}»?>"),
        (Kind::InvalidProcessingInstruction, "<?«XML »version='1.0'?>"),
        (Kind::UnsupportedEncoding, "<?xml version='1.0' encoding='«GBK'»!?>"),
        (Kind::UnsupportedEncoding, "<?xml version='1.0' encoding='«utf-16'»?>"),
        (Kind::UnsupportedEncoding, "<?xml version='1.0' encoding='«utf88'»?>"),
        (Kind::UnsupportedEncoding, "<?xml version='1.0' encoding='«ISO-8859-1'»?>"),
    ];
    assert_all_first(read_xml, &["…<Error><Code>c</Code></Error>"], &declarations);
    assert_all_first(read_xml, &["\u{FEFF}…<Error><Code>c</Code></Error>"], &declarations);
    let before = [
        (Kind::UnexpectedText, "«a»"),
        (Kind::UnexpectedText, "\n«&#32;»"),
        (Kind::UnexpectedText, "«<![CDATA[» ]]>"),
        (Kind::CdataEndInText, " «]]>»"),
        (Kind::InvalidCharacter, "\n«\u{1}»"),
        (Kind::UnknownEntity, "«&nope;»"),
        (Kind::MismatchedTag, "«</a»>"),
        (Kind::UnexpectedRoot, "«<html>»"),
        (Kind::UnexpectedRoot, "«<error/>»"),
        (Kind::UnexpectedRoot, "«<e:Error xmlns:e='u'>»"),
        (Kind::UnexpectedRoot, "«<DescribeInstanceStatusResponse1>»"),
    ];
    assert_all_first(read_xml, &AROUND[..1], &before);
    let after = [
        (Kind::TrailingContent, "«a»"),
        (Kind::TrailingContent, "«]»]>"),
        (Kind::TrailingContent, "\n«\u{1}»"),
        (Kind::TrailingContent, "«&»amp;"),
        (Kind::TrailingContent, "«</»Error>"),
        (Kind::TrailingContent, "«<E»rror/>"),
        (Kind::TrailingContent, "«<1»/>"),
        (Kind::TrailingContent, "«<![»CDATA[]]>"),
        (Kind::TrailingContent, "«<!E»LEMENT a ANY>"),
        (Kind::TrailingContent, "«<!- »"),
        (Kind::TrailingContent, "«<!DOCTYP>»"),
    ];
    assert_all_first(read_xml, &AROUND[1..], &after);
}

/// The cases that were reported, and others of their kinds.
#[test]
fn reported() {
    for (kind, body) in [
        (Kind::MismatchedTag, "<Error><HostId>h«</Host'»Id><Code>c</Code></Error>"),
        (Kind::MismatchedTag, "<Error><Code>c«</Code x»=\"1>2\"></Error>"),
        (Kind::UnexpectedEof, "<Error><Code>c</Code><?x«»"),
        (Kind::CdataEndInText, "<Error><x>«]]>»\u{1}</x>"),
        (Kind::UnknownEntity, "<Error><a b=\"«&nope;»<\"/>"),
        (Kind::DuplicateAttribute, "<Error><a b=\"1\" «b=»\"2\" c/>"),
    ] {
        let (body, at, _) = marked(body);
        assert_fault(read_xml(body.as_bytes()), (kind, at), &body);
    }
}

/// A counter is reported where its text begins; without any, where it is closed.
#[test]
fn counters() {
    const TOTAL: Field = Field::TotalCount;
    for (kind, counter) in [
        (Kind::InvalidInteger(TOTAL), "<TotalCount«/»>"),
        (Kind::InvalidInteger(TOTAL), "<TotalCount a='1'\n«/»>"),
        (Kind::InvalidInteger(TOTAL), "<TotalCount>«<»/TotalCount>"),
        (Kind::InvalidInteger(TOTAL), "<TotalCount><!-- 1 --><?p?>«<»/TotalCount >"),
        (Kind::InvalidInteger(TOTAL), "<TotalCount>«x»</TotalCount>"),
        (Kind::InvalidInteger(TOTAL), "<TotalCount><!-- 1 -->«x»</TotalCount>"),
        (Kind::InvalidInteger(TOTAL), "<TotalCount>« »1 <?p?>2</TotalCount>"),
        (Kind::InvalidInteger(TOTAL), "<TotalCount>«&»#45;1</TotalCount>"),
        (Kind::InvalidInteger(TOTAL), "<TotalCount>«<»![CDATA[]]></TotalCount>"),
        (Kind::CounterOutOfRange(TOTAL), "<TotalCount>«4»294967296</TotalCount>"),
        (Kind::UnexpectedElement(TOTAL), "<TotalCount>1«<»b/></TotalCount>"),
    ] {
        let (counter, at, _) = marked(counter);
        let before = "<DescribeInstanceStatusResponse>";
        let body = format!("{before}{counter}<PageNumber>");
        assert_fault(read_xml(body.as_bytes()), (kind, before.len() + at), &body);
    }
}

/// After the root only white space, comments and processing instructions may
/// stand, whatever stands between them.
#[test]
fn nothing_follows_the_root() {
    let misc = ["", " ", "<!---->", "<?p?>", "\n<!-- a -->\n<?p q?>\n"];
    let rest = [
        "<x/>",
        "<x>",
        "</x>",
        "junk",
        "&amp;",
        "&#32;",
        "<![CDATA[x]]>",
        "<![CDATA[]]>",
        "&",
        "\0",
        "<Error><Code>c</Code></Error>",
    ];
    for before in misc {
        let root = format!("<Error><Code>c</Code></Error>{before}");
        assert!(Reply::from_xml(&root).is_ok(), "{root}");
        for rest in rest {
            for after in misc {
                let body = format!("{root}{rest}{after}");
                let error = Reply::from_xml(&body).expect_err("something follows");
                assert_eq!(
                    (error.kind(), error.offset()),
                    (Kind::TrailingContent, root.len()),
                    "{body}"
                );
            }
        }
        for (rest, kind) in [
            ("<!DOCTYPE x>", Kind::DtdForbidden),
            ("<?xml version='1.0'?>", Kind::InvalidDeclaration),
            ("<!-- -- -->", Kind::InvalidComment),
            ("<??>", Kind::InvalidProcessingInstruction),
            ("<!--", Kind::UnexpectedEof),
            ("<!-", Kind::UnexpectedEof),
            ("<", Kind::UnexpectedEof),
            ("<?p", Kind::UnexpectedEof),
        ] {
            let body = format!("{root}{rest}");
            assert_eq!(
                Reply::from_xml(&body).map(|_| ()).map_err(|error| error.kind()),
                Err(kind),
                "{body}"
            );
        }
    }
}
