//! What this crate accepts of any document, quick-xml's events read as the same texts.

use std::sync::atomic::{AtomicUsize, Ordering};

use aliyun_instance_status::Reply;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::events;
use crate::support::documents::goldens;
use crate::support::strategy::{cases, reply, xml_text};

/// A document that this crate wrote, or a golden one.
fn document() -> impl Strategy<Value = String> {
    let golden = goldens("xml").into_iter().filter_map(|(_, body)| String::from_utf8(body).ok());
    let golden: Vec<String> = golden.collect();
    let written = (reply(xml_text().boxed()), any::<bool>()).prop_map(|(reply, is_pretty)| {
        let xml = if is_pretty { reply.to_xml_pretty() } else { reply.to_xml() };
        xml.expect("XML can carry its texts")
    });
    prop_oneof![written, select(golden)]
}

/// What may stand between tags, inside a text, inside a tag, or nowhere.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\r\r\n",
        "0",
        "7",
        "é",
        "\u{85}",
        "\u{FEFF}",
        "&amp;",
        "&lt;",
        "&quot;",
        "&#13;",
        "&#xA;",
        "&#x10FFFF;",
        "&#0;",
        "&unknown;",
        "&",
        "<![CDATA[]]>",
        "<![CDATA[\r&amp;<x>]]>",
        "<![CDATA[]]]]><![CDATA[>]]>",
        "]]>",
        "<!-- c -->",
        "<!---->",
        "<!--->-->",
        "<?pi?>",
        "<?pi <RequestId>?>",
        "<x/>",
        "<x><RequestId>r</RequestId></x>",
        "<x a='>' b=\"'\"/>",
        "<x:RequestId>r</x:RequestId>",
        "<RequestId>r</RequestId>",
        "<RequestId/>",
        "<Status>a</Status>",
        "<InstanceStatus>",
        "</InstanceStatus>",
        " a='1'",
        " a='&lt;&#13;'",
        " xmlns='urn:x'",
        "/",
        ">",
        "<",
    ];
    select(pieces.map(String::from).to_vec())
}

/// A document with pieces put in, most of them at the ends of tags, and a few taken out.
fn mutated() -> impl Strategy<Value = String> {
    let change = (any::<Index>(), any::<Index>(), piece(), 0..8_u8);
    (document(), vec(change, 0..4)).prop_map(|(mut xml, changes)| {
        for (place, end, piece, kind) in changes {
            let tags: Vec<usize> = xml
                .match_indices(['<', '>'])
                .map(|(at, bracket)| at + usize::from(bracket == ">"))
                .collect();
            let any: Vec<usize> = xml.char_indices().map(|(at, _)| at).collect();
            if any.is_empty() || tags.is_empty() {
                continue;
            }
            match kind {
                0 => xml.insert_str(any[place.index(any.len())], &piece),
                1 => drop(xml.remove(any[place.index(any.len())])),
                2 => {
                    let [mut one, mut other] = [place, end].map(|at| tags[at.index(tags.len())]);
                    if other < one {
                        (one, other) = (other, one);
                    }
                    let copied = xml[one..other].to_owned();
                    xml.insert_str(other, &copied);
                }
                _ => xml.insert_str(tags[place.index(tags.len())], &piece),
            }
        }
        xml
    })
}

#[test]
fn what_is_accepted() {
    static TRIED: AtomicUsize = AtomicUsize::new(0);
    static ACCEPTED: AtomicUsize = AtomicUsize::new(0);
    proptest!(cases(4_096), |(xml in mutated())| {
        TRIED.fetch_add(1, Ordering::Relaxed);
        if let Ok(reply) = Reply::from_xml(&xml) {
            let by_events = events::read(&xml).map_err(|error| error.to_string());
            prop_assert_eq!(by_events, Ok(events::of(&reply)), "{}", xml);
            ACCEPTED.fetch_add(1, Ordering::Relaxed);
        }
    });
    // The others are refused, which quick-xml, being lenient, need not do.
    let [accepted, tried] = [&ACCEPTED, &TRIED].map(|count| count.load(Ordering::Relaxed));
    // `PROPTEST_CASES` may have asked for so few that chance decides.
    assert!(accepted >= tried / 4 || tried < 256, "only {accepted} of {tried}");
}
