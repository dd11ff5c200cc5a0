//! Every query of a few pieces, beside a reading in the plainest terms: up to six pieces in
//! release, four in debug.

use aliyun_instance_status::{Call, Request};

use crate::support::every_sequence;

const MAX_PIECES: u32 = if cfg!(debug_assertions) { 4 } else { 6 };

const PIECES: [&str; 14] = [
    "RegionId",
    "ZoneId",
    "InstanceId.1",
    "InstanceId.2",
    "regionid",
    "InstanceId",
    "x",
    "=",
    "&",
    "a",
    "%41",
    "%4",
    "+",
    "#",
];

/// What a query asks for: its region, zone and two ids. `None` where it must be refused.
#[derive(Debug, PartialEq, Default)]
struct Asked {
    region: Option<String>,
    zone: Option<String>,
    ids: [Option<String>; 2],
    unknown: Vec<String>,
}

fn decoded(text: &str) -> Option<String> {
    let mut decoded = String::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        decoded.push(match character {
            '#' => return None,
            '+' => ' ',
            '%' => {
                let (high, low) = (rest.next()?.to_digit(16)?, rest.next()?.to_digit(16)?);
                char::from_u32(16 * high + low)?
            }
            _ => character,
        });
    }
    Some(decoded)
}

fn asked(query: &str) -> Option<Asked> {
    let mut asked = Asked::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decoded(name)?, decoded(value)?);
        let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let folded = letters.to_ascii_lowercase();
        let place = match &*name {
            "RegionId" => &mut asked.region,
            "ZoneId" => &mut asked.zone,
            "InstanceId.1" => &mut asked.ids[0],
            "InstanceId.2" => &mut asked.ids[1],
            _ if name.is_empty() || name.starts_with("InstanceId.") => return None,
            _ if ["regionid", "zoneid"].contains(&&*folded) => return None,
            _ if folded.trim_end_matches(|digit: char| digit.is_ascii_digit()) == "instanceid" => {
                return None;
            }
            _ if asked.unknown.contains(&name) => return None,
            _ => {
                asked.unknown.push(name);
                continue;
            }
        };
        if place.replace(value).is_some() {
            return None;
        }
    }
    let has_empty = |text: &Option<String>| text.as_ref().is_some_and(String::is_empty);
    let is_refused = asked.region.is_none() || has_empty(&asked.region);
    (!is_refused && !asked.ids.iter().any(has_empty)).then_some(asked)
}

fn read(query: &str) -> Option<Asked> {
    let request = Request::from_query(query);
    let call = Call::from_query(query);
    let kinds = (request.as_ref().err().copied(), call.as_ref().err().copied());
    if request.is_err() {
        assert_eq!(kinds.0, kinds.1, "{query}");
        return None;
    }
    let (request, call) = (request.ok()?, call.unwrap_or_else(|error| panic!("{error}: {query}")));
    assert_eq!(call.request, request, "{query}");
    assert_eq!(Request::from_query(&request.to_query()).as_ref(), Ok(&request), "{query}");
    let mut ids = request.instance_ids().map(str::to_owned);
    Some(Asked {
        region: Some(request.region_id().to_owned()),
        zone: request.zone_id().map(str::to_owned),
        ids: [ids.next(), ids.next()],
        unknown: call.common.unknown().map(|(name, _)| name.to_owned()).collect(),
    })
}

/// Whether a query is accepted, as it must be.
fn is_accepted(query: &str) -> bool {
    let mut expected = asked(query);
    if let Some(asked) = &mut expected {
        // Gaps in the list of ids are closed.
        if asked.ids[0].is_none() {
            asked.ids.swap(0, 1);
        }
        asked.unknown.sort_unstable();
    }
    assert_eq!(read(query), expected, "{query}");
    expected.is_some()
}

#[test]
fn queries() {
    let mut accepted: u64 = 0;
    let count = every_sequence(&PIECES, MAX_PIECES, &mut |query| {
        accepted += u64::from(is_accepted(query));
    });
    println!("{count} queries, {accepted} accepted");
    assert!(accepted > 0);
}
