//! A call as a server receives it, whose spelling counts because it was signed.

use crate::call::Call;
use crate::decode_error::DecodeError;
use crate::field::Field;

use super::{Draft, Keep, Seen, bit};

/// A call, and how it was spelt.
pub(crate) struct Received<'a> {
    pub(crate) call: Call<'a>,
    /// Whether each name stands there as it is, followed by `=`, in the order in which
    /// the list of parameters has them (the ids may be in any), and each value that has more than
    /// bytes that may stand for themselves is percent-encoded by RFC 3986.
    pub(crate) is_tidy: bool,
    seen: Seen,
}

impl<'a> Received<'a> {
    #[inline]
    pub(crate) fn read(query: &'a str, form: &'a str) -> Result<Self, DecodeError> {
        let seen = Seen { are_encoded: Some(true), ..Seen::NOTHING };
        let Draft { call, seen, in_order, .. } = Draft::of(query, form, Keep::All, seen)?;
        Ok(Self { call, is_tidy: in_order == Some(true) && seen.are_encoded == Some(true), seen })
    }

    /// Whether a parameter is there that a call has no place for, since it has one value.
    pub(crate) fn has(&self, constant: Field) -> bool {
        self.seen.fields & bit(constant) != 0
    }
}
