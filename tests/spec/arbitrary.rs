//! What the feature `arbitrary` promises to the fuzzers of dependents.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aliyun_instance_status::{
    Call, CommonParameters, ErrorCode, ErrorReply, Format, Page, PageNumber, PageSize, Reply,
    Request, Status,
};
use arbitrary::{Arbitrary, Unstructured};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::strategy::cases;

/// What a fuzzer starts from, and what it comes to: noise, and more and more text.
fn input() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: [&str; 16] = [
        "i-bp1", "a", "Running", "Format", "<", "&", "]]>", "\"", "\\", "\r\n", "%", "é", "😀",
        "\u{1}", "\u{FFFE}", "\0",
    ];
    let text = || vec(select(&PIECES[..]), 0..80).prop_map(|text| text.concat().into_bytes());
    let noise = |most| vec(any::<u8>(), 0..most);
    prop_oneof![noise(600), (text(), noise(60)).prop_map(|(text, noise)| [text, noise].concat()),]
}

#[track_caller]
fn value<'a, T: Arbitrary<'a>>(input: &'a [u8]) -> T {
    Unstructured::new(input).arbitrary().expect("every input is a value")
}

proptest! {
    #![proptest_config(cases(2048))]

    #[test]
    fn replies_are_carried_by_both_formats(input in input()) {
        let reply: Reply<'_> = value(&input);
        assert!(reply.to_xml().is_ok(), "every character is one that XML carries");
        crate::support::assert_round_trips(&reply);
        let json = serde_json::to_string(&reply).expect("a reply is JSON");
        assert_eq!(json, reply.to_json());
        assert_eq!(serde_json::from_str::<Reply<'_>>(&json).expect("it is one"), reply);
    }

    #[test]
    fn calls_are_carried_by_a_query(input in input()) {
        let call: Call<'_> = value(&input);
        let query = call.to_query();
        assert_eq!(Call::from_query(&query).as_ref(), Ok(&call), "{query}");
        let request = &call.request;
        let query = request.to_query();
        assert_eq!(Request::from_query(&query).as_ref(), Ok(request), "{query}");
        let json = serde_json::to_string(request).expect("a request is JSON");
        assert_eq!(&serde_json::from_str::<Request<'_>>(&json).expect("it is one"), request);
        let names: Vec<&str> = call.common.unknown().map(|(name, _)| name).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    }

    #[test]
    fn texts_borrow_from_the_input(input in input()) {
        let page: Page<'_> = value(&input);
        let ids = page.instance_statuses.iter().map(|record| &record.instance_id);
        for text in ids.chain([&page.request_id]) {
            let Cow::Borrowed(text) = text else { panic!("{text} is owned") };
            let range = input.as_ptr_range();
            assert!(text.is_empty() || range.contains(&text.as_ptr()), "{}", text);
        }
    }
}

/// How many inputs are tried, and of how many of them each kind of value must come.
const TRIES: u64 = if cfg!(debug_assertions) { 1_024 } else { 4_096 };
/// How many of the inputs must give each kind of value, at least.
const RAREST: u64 = TRIES / 128;

/// Noise alone reaches everything that there is, and not only once.
#[test]
fn values_are_of_every_kind() {
    let mut seen = BTreeMap::new();
    let mut see =
        |what: &'static str, is_so: bool| *seen.entry(what).or_insert(0) += u64::from(is_so);
    for seed in 0..TRIES {
        let input = noise(seed);
        match value(&input) {
            Reply::Page(page) => {
                let records = &page.instance_statuses;
                see("a page of no records", records.is_empty());
                see("a page of one record", records.len() == 1);
                see("a page of more than fifty records", records.len() > 50);
                for Known { name, status } in KNOWN {
                    see(name, records.iter().any(|record| record.status == status));
                }
                see(
                    "a status of another word",
                    records.iter().any(|record| matches!(record.status, Status::Unknown(_))),
                );
                see("an id", records.iter().any(|record| record.instance_id.len() > 3));
                see("an empty id", records.iter().any(|record| record.instance_id.is_empty()));
                see("a character to escape", page.to_xml().is_ok_and(|xml| xml.contains("&amp;")));
            }
            Reply::Error(error) => {
                see("a documented code", error.code.documented_message().is_some());
                see("another code", !ErrorCode::catalogue().any(|code| code == error.code));
                see("no message", error.message.is_none());
                see("a message", error.message.is_some_and(|message| !message.is_empty()));
                see("a detail", error.access_denied_detail.is_some());
            }
        }
        let Call { request, common } = value(&input);
        see("one instance id", request.instance_ids().len() == 1);
        see("a hundred instance ids", request.instance_ids().len() == Request::MAX_INSTANCE_IDS);
        see("another region", !request.region_id().contains('-'));
        see("a page number", request.page_number() > PageNumber::FIRST);
        see("an owner", request.owner_id().is_some());
        see("a signature", common.signature.is_some());
        see("unknown parameters", common.unknown().len() > 1);
        see("the largest page", value::<PageSize>(&input) == PageSize::MAX);
        see("XML", value::<Format>(&input) == Format::Xml);
    }
    let rare: Vec<_> = seen.iter().filter(|(_, times)| **times < RAREST).collect();
    assert!(rare.is_empty(), "{rare:?} of {seen:?}");
}

struct Known {
    name: &'static str,
    status: Status<'static>,
}

const KNOWN: [Known; 5] = [
    Known { name: "Pending", status: Status::Pending },
    Known { name: "Starting", status: Status::Starting },
    Known { name: "Running", status: Status::Running },
    Known { name: "Stopping", status: Status::Stopping },
    Known { name: "Stopped", status: Status::Stopped },
];

/// Bytes of `SplitMix64`, up to 1,024 of them.
fn noise(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    let words = next() % 129;
    (0..words).flat_map(|_| next().to_le_bytes()).collect()
}

/// An empty input is a value of every type, too: the plainest.
#[test]
fn nothing_is_the_plainest_value() {
    assert_eq!(value::<Request<'_>>(b""), Request::new("cn-hangzhou"));
    assert_eq!(value::<Reply<'_>>(b""), Page::new("", 0, 0, 0).into());
    assert_eq!(value::<CommonParameters<'_>>(b""), CommonParameters::default());
    assert_eq!(value::<Status<'_>>(b""), Status::Pending);
    assert_eq!(value::<PageNumber>(b""), PageNumber::FIRST);
    assert!(!value::<ErrorReply<'_>>(b"").code.as_str().is_empty());
}
