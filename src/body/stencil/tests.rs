//! What a stencil takes, and what it needs.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test may panic"
)]

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Stencil;
use crate::Status;
use crate::body::record_list::RecordList;
use crate::bytes::plain::{ByteClass, JsonString, XmlText};
use crate::status::KnownStatus;

/// A stencil of a first record takes `taken` of the `others` behind it, and no more.
/// Each is made by `record` from an id and a status.
#[track_caller]
fn assert_taken<C: ByteClass>(
    separator: &str,
    record: impl Fn(&str, &str) -> String,
    others: &[(&str, &str)],
    taken: usize,
) {
    let first = record("i-first", "Pending");
    let place = |value: &str| {
        let start = first.find(value).expect("the record has the value");
        start..start + value.len()
    };
    let others: Vec<_> =
        others.iter().map(|&(id, status)| (id, status, record(id, status))).collect();
    // A page goes on behind its records.
    let input =
        others.iter().fold(first.clone(), |input, (.., text)| input + text) + &" ".repeat(8);
    let (id, status) = (&input[place("i-first")], &input[place("Pending")]);
    // The first record has no separator before it.
    let id_first = id.as_ptr() < status.as_ptr();
    let values = if id_first { [id, status] } else { [status, id] };
    let start = separator.len();
    let stencil = Stencil::of(separator, &input[start..first.len()], values, id_first);
    let mut list = RecordList::new(&input);
    let stencil = stencil.expect("the values are slices");
    let rest = stencil.take_records::<C>(&input[first.len()..], false, &mut list);

    let (expected, _) = others.split_at(taken);
    let read: Vec<_> =
        list.into_vec().into_iter().map(|read| (read.instance_id, read.status)).collect();
    let expected_values: Vec<_> =
        expected.iter().map(|&(id, status, _)| (Cow::from(id), Status::from(status))).collect();
    assert_eq!(read, expected_values);
    let end = first.len() + expected.iter().map(|(.., text)| text.len()).sum::<usize>();
    assert_eq!(rest, &input[end..]);
}

/// What a stencil is there for: it takes every record that repeats the first.
#[test]
fn a_stencil_takes_what_repeats() {
    let others = [
        ("i-secon", "Running"),
        ("i-3", "Stopped"),
        ("i-a-much-longer-one-than-all-before-it", "Starting"),
        ("", "Stopping"),
        ("i-5", "Pending"),
        ("i-6", "Released"),
        ("i-7", ""),
    ];
    let comma = ",";
    let json = |id: &str, status: &str| format!(r#",{{"InstanceId":"{id}","Status":"{status}"}}"#);
    let swapped =
        |id: &str, status: &str| format!(r#",{{"Status":"{status}","InstanceId":"{id}"}}"#);
    let spaced = |id: &str, status: &str| {
        format!(r#" , {{ "Status" : "{status}" , "InstanceId" : "{id}" , "More" : {{ }} }}"#)
    };
    assert_taken::<JsonString>(comma, json, &others, 7);
    assert_taken::<JsonString>(comma, swapped, &others, 7);
    assert_taken::<JsonString>("", spaced, &others, 7);
    let xml = |id: &str, status: &str| {
        format!(
            "<InstanceStatus><InstanceId>{id}</InstanceId><Status>{status}</Status></InstanceStatus>"
        )
    };
    let swapped = |id: &str, status: &str| format!("<r><Status>{status}</Status><i>{id}</i></r>");
    assert_taken::<XmlText>("", xml, &others, 7);
    assert_taken::<XmlText>("", swapped, &others, 7);
    for odd in ["i-\t", "i-\"", "i-\\"] {
        assert_taken::<JsonString>(
            comma,
            json,
            &[others[0], others[1], (odd, "Running"), others[2]],
            2,
        );
        assert_taken::<JsonString>(
            comma,
            json,
            &[others[0], others[1], ("i-3", odd), others[2]],
            2,
        );
    }
    for odd in ["i-\t", "i-<", "i-&", "i->", "i-\u{FFFD}"] {
        assert_taken::<XmlText>("", xml, &[others[0], (odd, "Running"), others[2]], 1);
        assert_taken::<XmlText>("", xml, &[others[0], ("i-2", odd), others[2]], 1);
    }
    let chinese = [("实例一", "运行中"), ("实例二", "Stopped")];
    assert_taken::<JsonString>(comma, json, &chinese, 2);
    assert_taken::<XmlText>("", xml, &chinese, 2);
}

/// A value that was unescaped is no slice of the record, and an empty one has no place in it.
#[test]
fn a_stencil_needs_both_values_in_the_record() {
    let record = "xiys";
    let (id, status) = (&record[1..2], &record[3..4]);
    let (other_id, other_status) = ("i".to_owned(), "s".to_owned());
    let of = |values: [&str; 2]| Stencil::of("", record, values, true).is_some();
    assert!(of([id, status]));
    assert!(!of([id, &*other_status]));
    assert!(!of([&*other_id, status]));
    assert!(!of(["", status]));
}

/// The five known words are found at one look, which makes their path the fast one.
#[test]
fn known_statuses_are_known() {
    fn length<C: ByteClass>(known: &Status<'_>, rest: &str) -> Option<usize> {
        let (found, length) = KnownStatus::first_of::<C>(format!("{known}{rest}").as_bytes())?;
        (found.status() == *known).then_some(length)
    }
    for known in &Status::KNOWN {
        let expected = Some(known.as_str().len());
        assert_eq!(length::<JsonString>(known, "\"}]}}"), expected, "{known}");
        assert_eq!(length::<XmlText>(known, "</Status>"), expected, "{known}");
    }
    for other in ["Runninh", "Stoppinh", "Stoppee", "Running ", "Stoppings", "Stopping\u{80}", ""] {
        let input = format!("{other}\"         ");
        assert!(KnownStatus::first_of::<JsonString>(input.as_bytes()).is_none(), "{other}");
    }
}
