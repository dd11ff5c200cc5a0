//! The productions of XML 1.0, by their numbers: what is accepted, and where what is not breaks.

use aliyun_instance_status::Page;
use insta::assert_snapshot;

const BEGIN: &str = "<DescribeInstanceStatusResponse>";
const END: &str = "<RequestId>R</RequestId><TotalCount>0</TotalCount><PageNumber>1</PageNumber>\
    <PageSize>1</PageSize><InstanceStatuses/></DescribeInstanceStatusResponse>";

/// What becomes of each piece between `before` and `after`; if it is refused, with the rest of
/// the piece from the byte at fault.
fn rows(before: &str, pieces: &[&str], after: &str) -> String {
    let row = |piece: &&str| {
        let read = Page::from_xml(&format!("{before}{piece}{after}")).map(drop);
        let outcome = match read {
            Ok(()) => "accepted".to_owned(),
            Err(error) => match error.offset().checked_sub(before.len()) {
                Some(at) if at <= piece.len() => format!("{} at {:?}", error.kind(), &piece[at..]),
                _ => format!("{} behind it", error.kind()),
            },
        };
        format!("{:<44} {outcome}\n", format!("{piece:?}"))
    };
    pieces.iter().map(row).collect()
}

#[test]
fn declaration_23() {
    let pieces = [
        "<?xml version='1.0'?>",
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\" ?>",
        "<?xml version='1.0' standalone='no'?>",
        "<?xml version = '1.17' encoding\n=\t'UTF-8'?>",
        "<?xml?>",
        "<?xml ?>",
        "<?xml encoding='UTF-8'?>",
        "<?xml version='1.'?>",
        "<?xml version='1.0a'?>",
        "<?xml version='2.0'?>",
        "<?xml version='1.0' standalone='maybe'?>",
        "<?xml version='1.0' standalone='yes' encoding='UTF-8'?>",
        "<?xml version='1.0' version='1.0'?>",
        "<?xml version='1.0' author='me'?>",
        "<?xml version='1.0'encoding='UTF-8'?>",
        "<?xml version='1.0' encoding='GBK'?>",
        "<?xml version='1.0' encoding='8bit'?>",
        "<?xml version='1.0' encoding=''?>",
        "<?xml version='1.0' encoding='a b'?>",
        "<?xml version='1.0' encoding='UTF-8?>",
        "<?xml version=1.0?>",
        "<?xml version?>",
        "<?XML version='1.0'?>",
        " <?xml version='1.0'?>",
    ];
    assert_snapshot!(rows("", &pieces, &format!("{BEGIN}{END}")));
}

#[test]
fn attributes_40_41_10() {
    let pieces = [
        "<a/>",
        "<a />",
        "<a b='' c=\"'\" d='\"'/>",
        "<a\nb\t=\r'1'\n/>",
        "<a b='&lt;&#9;&#x10FFFF;'/>",
        "<a b='>'/>",
        "<a b='<'/>",
        "<a b='&'/>",
        "<a b='&unknown;'/>",
        "<a b='&#0;'/>",
        "<a b='\u{1}'/>",
        "<a b/>",
        "<a b=/>",
        "<a b=1/>",
        "<a b'1'/>",
        "<a ='1'/>",
        "<a b='1'c='2'/>",
        "<a b='1' b='2'/>",
        "<a c='1' b='1' c='2' b='2'/>",
        "<a 1='1'/>",
        "<a b='1/>",
        "<a b='1'",
    ];
    assert_snapshot!(rows(BEGIN, &pieces, END));
}

#[test]
fn between_elements_15_16_18_66() {
    let pieces = [
        "<!---->",
        "<!-- < & ]]> \u{10FFFF} -->",
        "<!-- - -->",
        "<!-- -- -->",
        "<!-- --->",
        "<!-- \u{FFFE} -->",
        "<!-->",
        "<!--->",
        "<!- -->",
        "<?a?>",
        "<?a ? > ?>",
        "<?xml-stylesheet href=''?>",
        "<?a \u{B}?>",
        "<?xml version='1.0'?>",
        "<?XmL?>",
        "<?1?>",
        "<? a?>",
        "<??>",
        "<!ELEMENT a ANY>",
        "<!doctype a>",
        "<![cdata[]]>",
        "<![CDATA[ ]]>",
        "<![CDATA[x]]>",
        "&#32;&#9;&#xA;",
        "&#x41;",
        "&amp;",
        "a",
    ];
    assert_snapshot!(rows(BEGIN, &pieces, END));
}

#[test]
fn around_the_root_1_22_27() {
    let before =
        ["", " \t\r\n", "<!-- a -->", "<?a?>", "a", "&#32;", "<![CDATA[ ]]>", "</a>", "<a/>"];
    let before = rows("", &before, &format!("{BEGIN}{END}"));
    let after = [
        " \t\r\n",
        "<!-- a -->",
        "<?a?>",
        "a",
        "&#32;",
        "<![CDATA[ ]]>",
        "</a>",
        "<a/>",
        "<!",
        "<!DOC",
        "<!DOCTYPE",
        "<!doctype a",
    ];
    let after = rows(&format!("{BEGIN}{END}"), &after, "");
    let alone =
        rows("", &["<!", "<!D", "<!DOCTYPE", "<!DOCTYPE a", "<!doctype a [<!ENTITY b 'c'>"], "");
    assert_snapshot!(format!("before the root:\n{before}\nafter it:\n{after}\nalone:\n{alone}"));
}

/// `[4] NameStartChar`, as the specification lists it.
const NAME_START: [(char, char); 16] = [
    (':', ':'),
    ('A', 'Z'),
    ('_', '_'),
    ('a', 'z'),
    ('\u{C0}', '\u{D6}'),
    ('\u{D8}', '\u{F6}'),
    ('\u{F8}', '\u{2FF}'),
    ('\u{370}', '\u{37D}'),
    ('\u{37F}', '\u{1FFF}'),
    ('\u{200C}', '\u{200D}'),
    ('\u{2070}', '\u{218F}'),
    ('\u{2C00}', '\u{2FEF}'),
    ('\u{3001}', '\u{D7FF}'),
    ('\u{F900}', '\u{FDCF}'),
    ('\u{FDF0}', '\u{FFFD}'),
    ('\u{10000}', '\u{EFFFF}'),
];

/// What `[4a] NameChar` has besides.
const NAME: [(char, char); 6] = [
    ('-', '-'),
    ('.', '.'),
    ('0', '9'),
    ('\u{B7}', '\u{B7}'),
    ('\u{300}', '\u{36F}'),
    ('\u{203F}', '\u{2040}'),
];

/// The first and the last character of each range, and those next to them, as the first
/// character of an element's, an attribute's and an instruction's name, and as the second.
#[test]
fn names_4_4a_5() {
    let is_in = |ranges: &[(char, char)], character| {
        ranges.iter().any(|&(first, last)| (first..=last).contains(&character))
    };
    let edges = NAME_START.iter().chain(&NAME).flat_map(|&(first, last)| {
        let [first, last] = [u32::from(first), u32::from(last)];
        [first - 1, first, last, last + 1]
    });
    // What ends a name is no part of it, well-formed or not.
    for edge in edges.filter_map(char::from_u32).filter(|edge| !"/>=".contains(*edge)) {
        let starts = is_in(&NAME_START, edge);
        let goes_on = starts || is_in(&NAME, edge);
        for (name, is_name) in [(format!("{edge}"), starts), (format!("a{edge}"), goes_on)] {
            for piece in [format!("<{name}/>"), format!("<a {name}='1'/>"), format!("<?{name}?>")] {
                let read = Page::from_xml(&format!("{BEGIN}{piece}{END}")).map(drop);
                assert_eq!(read.is_ok(), is_name, "{piece:?}, {:x}", u32::from(edge));
            }
            let piece = format!("<{name}></{name}>");
            assert_eq!(
                Page::from_xml(&format!("{BEGIN}{piece}{END}")).is_ok(),
                is_name,
                "{piece:?}"
            );
        }
    }
}
