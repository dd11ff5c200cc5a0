//! What a reader asks of a format: values and members.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::input::BodyInput;
use crate::{DecodeError, Field, InstanceStatus};

/// How deep a skipped value may nest, in brackets or elements: far deeper than any member
/// that the service has ever added.
pub(super) const MAX_DEPTH: u32 = 128;

/// Reads one of the two formats, from a position in its text.
///
/// What is *plain* is taken by comparing bytes; everything else, a token at a time, by all
/// that the grammar allows. A fast lane takes the whole of a thing or leaves it where it
/// stands (it may move past white space before it), so that every error is found by the
/// careful lane.
pub(crate) trait Grammar<'a>: Sized {
    /// An object whose members are being read.
    type OpenObject;

    /// How far the body has been read.
    fn input(&self) -> &BodyInput<'a>;

    /// A reader at the start of a body, before its outermost object.
    fn at_start(body: &'a [u8]) -> Result<Self, DecodeError>;

    /// Enters the object that must stand here: the value of `field`.
    fn enter(&mut self, field: Field) -> Result<Self::OpenObject, DecodeError>;

    /// Moves past the name of the next member if that is `field`, written in the plain way, and
    /// says whether it did; then the member's value must be read next.
    /// `false` proves nothing: [`next_member`](Grammar::next_member) finds every member.
    fn plain_member(&mut self, object: &mut Self::OpenObject, field: Field) -> bool;

    /// The next member, whose value must be read next.
    fn next_member(
        &mut self,
        object: &mut Self::OpenObject,
    ) -> Result<Option<Name<'a>>, DecodeError>;

    /// Reads a string, if it is plain.
    fn plain_text(&mut self, field: Field) -> Option<&'a str>;

    /// Reads a string, however it is written.
    fn text(&mut self, field: Field) -> Result<Cow<'a, str>, DecodeError>;

    /// Reads a counter, if it is plain.
    fn plain_counter(&mut self, field: Field) -> Option<u32>;

    /// Reads a counter, however it is written.
    fn counter(&mut self, field: Field) -> Result<u32, DecodeError>;

    /// Reads the list of a page.
    fn records(&mut self) -> Result<Vec<InstanceStatus<'a>>, DecodeError>;

    /// Reads a null, if one stands here. A grammar may have none.
    fn null(&mut self) -> Result<bool, DecodeError> {
        Ok(false)
    }

    /// Reads a number as its text, if one stands here. A grammar may have none.
    fn number(&mut self) -> Result<Option<&'a str>, DecodeError> {
        Ok(None)
    }

    /// Moves past a value of any kind.
    fn skip(&mut self) -> Result<(), DecodeError>;

    /// Moves to the end of the document. Refuses anything but white space and comments before it.
    fn finish(&mut self) -> Result<(), DecodeError>;
}

/// A member's name.
pub(crate) struct Name<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where it begins in the body.
    pub(super) offset: usize,
}
