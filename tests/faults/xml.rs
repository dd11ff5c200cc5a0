//! Everything that is not well formed, by the productions of XML 1.0, and where it stands.

use aliyun_instance_status::Field;

use crate::bodies::{BETWEEN_ELEMENTS, SKIPPED, STRINGS};
use crate::{Kind, assert_fault, assert_first, marked, read_xml};

/// The root element and all around it.
const AROUND: [&str; 2] =
    ["<!-- -->…<Error><Code>c</Code></Error>", "<Error><Code>c</Code></Error> <?p?>…<!-- -->"];

#[track_caller]
fn assert_all_first(places: &[&str], faults: &[(Kind, &str)]) {
    for place in places {
        for &(kind, piece) in faults {
            assert_first(read_xml, place, kind, piece);
        }
    }
}

#[test]
fn in_tags() {
    let faults = [
        // [5] Name
        (Kind::InvalidName, "<«1»/>"),
        (Kind::InvalidName, "<«-»a/>"),
        (Kind::InvalidName, "<«>»"),
        (Kind::InvalidName, "<« »a/>"),
        (Kind::InvalidName, "<«<»a/>"),
        (Kind::InvalidName, "<«'»a'/>"),
        (Kind::InvalidName, "<«×»/>"),
        (Kind::InvalidName, "<«\u{1}»/>"),
        (Kind::InvalidName, "<«a!»b/>"),
        (Kind::InvalidName, "<«é×»/>"),
        (Kind::InvalidName, "<«a<»b/>"),
        (Kind::InvalidName, "<«a'»>"),
        (Kind::InvalidName, "<«a\"»>"),
        (Kind::InvalidName, "<«a=»'1'>"),
        (Kind::InvalidName, "<«a/b»/>"),
        (Kind::InvalidName, "<«a/ »>"),
        (Kind::InvalidName, "<«a\u{FFFE}»/>"),
        (Kind::InvalidName, "<a «1»='1'/>"),
        (Kind::InvalidName, "<a «-»b='1'/>"),
        (Kind::InvalidName, "<a «<»b/>"),
        (Kind::InvalidName, "<a «&»amp;/>"),
        (Kind::InvalidName, "<a «\u{1}»='1'/>"),
        (Kind::InvalidName, "<a «b!»='1'/>"),
        (Kind::InvalidName, "<a «b<»/>"),
        (Kind::InvalidName, "<a é='1' «é×»=''/>"),
        // [41] Attribute, [10] AttValue
        (Kind::InvalidAttribute, "<a «b/»>"),
        (Kind::InvalidAttribute, "<a «b>»"),
        (Kind::InvalidAttribute, "<a «b c»='1'/>"),
        (Kind::InvalidAttribute, "<a «b'»1'/>"),
        (Kind::InvalidAttribute, "<a «b=/»>"),
        (Kind::InvalidAttribute, "<a «b=>»"),
        (Kind::InvalidAttribute, "<a «b=1»/>"),
        (Kind::InvalidAttribute, "<a «b=\n=»'1'/>"),
        (Kind::InvalidAttribute, "<a «b=&»quot;1&quot;/>"),
        (Kind::InvalidAttribute, "<a «=»'1'/>"),
        (Kind::InvalidAttribute, "<a «'»1'/>"),
        (Kind::InvalidAttribute, "<a «\"»>"),
        (Kind::InvalidAttribute, "<a «/b»/>"),
        (Kind::InvalidAttribute, "<a «/ »>"),
        (Kind::InvalidAttribute, "<a b='1'«c»='2'/>"),
        (Kind::InvalidAttribute, "<a b='1'«/ »>"),
        (Kind::InvalidAttribute, "<a b='1'«'»/>"),
        (Kind::InvalidAttribute, "<a b=\"1\"«\"»/>"),
        (Kind::InvalidAttribute, "<a b='1' «\"»>"),
        (Kind::InvalidAttribute, "<a b='«<»'/>"),
        (Kind::InvalidAttribute, "<a b='>\"' c=\"'«<»\u{1}\"/>"),
        (Kind::InvalidCharacter, "<a b='«\u{1}»&nope;'/>"),
        (Kind::InvalidCharacter, "<a b=\"\u{10FFFF}«\u{FFFE}»<\"/>"),
        // Unique Att Spec: the first of all faults of a tag is reported.
        (Kind::DuplicateAttribute, "<a b='1' «b=»'2' c/>"),
        (Kind::DuplicateAttribute, "<a b='1' «b=»2/>"),
        (Kind::DuplicateAttribute, "<a b='1' c='2' «b\n=»'<'/>"),
        (Kind::DuplicateAttribute, "<a é='1' «é=»'&nope;'/>"),
        (Kind::DuplicateAttribute, "<a d='' c='' b='' a='' «b=»''/>"),
        // [66] CharRef, [68] EntityRef
        (Kind::UnknownEntity, "<a b='«&nope;»<'/>"),
        (Kind::InvalidReference, "<a b=\"«& »\"/>"),
        (Kind::InvalidReference, "<a b='«&'»/>"),
        (Kind::InvalidReference, "<a b='&amp;«&#;»'/>"),
        (Kind::InvalidReference, "<a b='«&amp\"»;'/>"),
        (Kind::InvalidCharacterReference, "<a b='«&#0;»'/>"),
        (Kind::InvalidCharacterReference, "<a b=\"«&#xD800;»\u{1}\"/>"),
    ];
    assert_all_first(&BETWEEN_ELEMENTS, &faults);
    assert_all_first(&SKIPPED, &faults);
    assert_all_first(&STRINGS, &faults);
    assert_all_first(&AROUND[..1], &faults);
}

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
    assert_all_first(&BETWEEN_ELEMENTS, &faults);
    assert_all_first(&SKIPPED, &faults);
    assert_all_first(&STRINGS, &faults);
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
    assert_all_first(&SKIPPED, &faults);
    assert_all_first(&STRINGS, &faults);
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
    assert_all_first(&BETWEEN_ELEMENTS, &faults);
    assert_all_first(&SKIPPED, &faults);
    assert_all_first(&STRINGS, &faults);
    assert_all_first(&AROUND, &faults);
    let faults = [
        (Kind::InvalidMarkup, "«<! »a>"),
        (Kind::InvalidMarkup, "«<!>»"),
        (Kind::InvalidMarkup, "«<!E»LEMENT a ANY>"),
        (Kind::InvalidMarkup, "«<!- »-->"),
        (Kind::InvalidMarkup, "«<!DOCTYP>»"),
        (Kind::InvalidMarkup, "«<![c»data[]]>"),
        (Kind::InvalidMarkup, "«<![CDATA>»[]]>"),
    ];
    assert_all_first(&BETWEEN_ELEMENTS, &faults);
    assert_all_first(&SKIPPED, &faults);
    assert_all_first(&STRINGS, &faults);
    assert_all_first(&AROUND[..1], &faults);
}

/// `[42] ETag`: it has the name of its start tag and nothing more; quotes mean nothing in it.
#[test]
fn in_end_tags() {
    let faults = [
        (Kind::MismatchedTag, "<a>«</b»>"),
        (Kind::MismatchedTag, "<a>«</A»>"),
        (Kind::MismatchedTag, "<a>«</>»"),
        (Kind::MismatchedTag, "<a>«</ »a>"),
        (Kind::MismatchedTag, "<a>«</a'»>"),
        (Kind::MismatchedTag, "<a>«</a x»=\"1>2\">"),
        (Kind::MismatchedTag, "<a>«</a/»>"),
        (Kind::MismatchedTag, "<a>«</a<»/a>"),
        (Kind::MismatchedTag, "<a>«</a&»>"),
        (Kind::MismatchedTag, "<a>«</a\u{1}»>"),
        (Kind::MismatchedTag, "<a>«</aé»>"),
        (Kind::MismatchedTag, "<ab>«</a>»"),
        (Kind::MismatchedTag, "<ab>«</a'»b>"),
        (Kind::MismatchedTag, "<é>«</è»>"),
        (Kind::MismatchedTag, "<a b='/a>'>«</b»>"),
        (Kind::MismatchedTag, "<a>x<b/>«</b»>"),
        (Kind::MismatchedTag, "<a><b></b>&amp;«</b»></a>"),
    ];
    assert_all_first(&BETWEEN_ELEMENTS, &faults);
    assert_all_first(&SKIPPED, &faults);
    // Of what is known, and of the root.
    for (place, end) in [
        ("<Error><HostId>h…<Code>c</Code></Error>", "«</Host'»Id>"),
        ("<Error><Code>c…</Error>", "«</Code x»=\"1>2\">"),
        ("<Error><Code>c…</Error>", "«</Code\n/»>"),
        ("<Error><Code>c</Code>…</Error>", "«</Error\"»>"),
        ("<Error><Code>c</Code>…</Error>", "«</C»ode>"),
        ("<Error><Code/>…</Error>", "«</C»ode>"),
        ("<Error><AccessDeniedDetail>…</Error>", "«</AccessDeniedDetail_»>"),
        ("<DescribeInstanceStatusResponse><TotalCount>1…</TotalCount>", "«</TotalCount'»>"),
        ("<DescribeInstanceStatusResponse><TotalCount> 1 …</TotalCount>", "«</Total »Count>"),
        ("<DescribeInstanceStatusResponse><InstanceStatuses>…<RequestId>", "«</InstanceStatus>»"),
        (
            "<DescribeInstanceStatusResponse><InstanceStatuses>…",
            "<InstanceStatus>«</InstanceStatuse»s>",
        ),
        (" …", "«</E»rror>"),
    ] {
        assert_first(read_xml, place, Kind::MismatchedTag, end);
    }
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
    assert_all_first(&BETWEEN_ELEMENTS, &faults);
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
    ];
    assert_all_first(&["…<Error><Code>c</Code></Error>"], &declarations);
    assert_all_first(&["\u{FEFF}…<Error><Code>c</Code></Error>"], &declarations);
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
    assert_all_first(&AROUND[..1], &before);
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
    assert_all_first(&AROUND[1..], &after);
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
        (Kind::IntegerOutOfRange(TOTAL), "<TotalCount>«4»294967296</TotalCount>"),
        (Kind::UnexpectedElement(TOTAL), "<TotalCount>1«<»b/></TotalCount>"),
    ] {
        let (counter, at, _) = marked(counter);
        let before = "<DescribeInstanceStatusResponse>";
        let body = format!("{before}{counter}<PageNumber>");
        assert_fault(read_xml(body.as_bytes()), (kind, before.len() + at), &body);
    }
}

/// A tag may have 1,024 attributes.
#[test]
fn number_of_attributes() {
    let tag = |name: &str, count: usize| {
        let attributes = (0..count).map(|n| format!(" a{}='{n}'", n * 7919 % 10_007));
        format!("<{name}{}", attributes.collect::<String>())
    };
    for (before, name, after) in [
        ("", "Error", "><Code>c</Code></Error>"),
        ("<Error>", "Code", ">c</Code></Error>"),
        ("<Error>", "x", "/><Code>c</Code></Error>"),
        ("<Error><Code>c</Code><y>", "x", " ></x></y></Error>"),
    ] {
        let body = format!("{before}{}{after}", tag(name, 1_024));
        assert!(read_xml(body.as_bytes()).is_ok(), "{name}");
        let body = format!("{before}{}{after}", tag(name, 1_025));
        let at = body.rfind(" a").expect("attributes") + 1;
        assert_fault(read_xml(body.as_bytes()), (Kind::TooManyAttributes, at), name);
        // Nothing more of it is read.
        assert_fault(read_xml(&body.as_bytes()[..=at]), (Kind::TooManyAttributes, at), name);
    }
}
