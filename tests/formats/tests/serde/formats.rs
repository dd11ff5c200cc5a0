//! JSON and the binary formats: what one carries all carry.

use std::fmt::Debug;

use formats_check::{
    cbor, from_cbor, from_message_pack, from_postcard, message_pack_by_name,
    message_pack_by_position, postcard,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

#[path = "../../../spec/serde/formats.rs"]
mod json;

pub(crate) use json::{Members, assert_refused, refused};

/// In each format, what is written reads back as the same.
#[track_caller]
pub(crate) fn assert_carried<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    json::assert_carried(value);
    let formats: [(&str, Result<T, String>); 4] = [
        ("CBOR", from_cbor(&cbor(value))),
        ("MessagePack by name", from_message_pack(&message_pack_by_name(value))),
        ("MessagePack by position", from_message_pack(&message_pack_by_position(value))),
        ("postcard", from_postcard(&postcard(value))),
    ];
    for (format, read) in formats {
        assert_eq!(read.as_ref(), Ok(value), "{format}");
    }
}

/// What every format that names members reads of one document, or `None` where all refuse.
#[track_caller]
pub(crate) fn read<T: DeserializeOwned + PartialEq + Debug>(
    document: &impl Serialize,
) -> Option<T> {
    let read = json::read(document);
    assert_eq!(from_cbor(&cbor(document)).ok(), read, "CBOR");
    assert_eq!(from_message_pack(&message_pack_by_name(document)).ok(), read, "MessagePack");
    read
}
