//! Tags that are not well formed: names, attributes, end tags.

use super::bodies::{BETWEEN_ELEMENTS, SKIPPED, STRINGS};
use super::xml::AROUND;
use super::{Kind, assert_all_first, assert_fault, assert_first, read_xml};

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
    assert_all_first(read_xml, &BETWEEN_ELEMENTS, &faults);
    assert_all_first(read_xml, &SKIPPED, &faults);
    assert_all_first(read_xml, &STRINGS, &faults);
    assert_all_first(read_xml, &AROUND[..1], &faults);
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
    assert_all_first(read_xml, &BETWEEN_ELEMENTS, &faults);
    assert_all_first(read_xml, &SKIPPED, &faults);
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
