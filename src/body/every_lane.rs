//! Reading by each lane by itself, for the tests, benches and fuzzers that hold the lanes to each
//! other: not for users.

#![allow(missing_docs, reason = "not for users")]

use super::lanes::{PLAIN, STENCIL};
use super::{json, xml};
use crate::{DecodeError, Page, Reply};

/// The number of the lane that reads a token at a time, by all that the grammar allows.
const CAREFUL: u8 = 0;

#[doc(hidden)]
impl<'a> Page<'a> {
    pub fn from_json_by_every_lane(body: &'a [u8]) -> [Result<Self, DecodeError>; 3] {
        [
            json::read_page::<CAREFUL>(body),
            json::read_page::<PLAIN>(body),
            json::read_page::<STENCIL>(body),
        ]
    }

    pub fn from_xml_by_every_lane(body: &'a [u8]) -> [Result<Self, DecodeError>; 3] {
        [
            xml::read_page::<CAREFUL>(body),
            xml::read_page::<PLAIN>(body),
            xml::read_page::<STENCIL>(body),
        ]
    }
}

#[doc(hidden)]
impl<'a> Reply<'a> {
    pub fn from_json_by_every_lane(body: &'a [u8]) -> [Result<Self, DecodeError>; 3] {
        [
            json::read_reply::<CAREFUL>(body),
            json::read_reply::<PLAIN>(body),
            json::read_reply::<STENCIL>(body),
        ]
    }

    pub fn from_xml_by_every_lane(body: &'a [u8]) -> [Result<Self, DecodeError>; 3] {
        [
            xml::read_reply::<CAREFUL>(body),
            xml::read_reply::<PLAIN>(body),
            xml::read_reply::<STENCIL>(body),
        ]
    }
}
