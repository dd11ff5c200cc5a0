//! Replies: one reader and one writer over two grammars.
//!
//! - What a reply holds stands beside its types: `Page`, `InstanceStatus`, `ErrorReply` and
//!   `AccessDeniedDetail` are each an [`object`], whose members have a name and a [`kind`] of
//!   value. Two kinds have files of their own: [`records`], the list of a page, and
//!   [`optional_object`].
//! - [`read`] and [`mod@write`] visit the members; an [`object_draft`] is an object while it is
//!   read. For example, to read `<PageSize>10</PageSize>`, [`read`] tries the members in the
//!   service's order. `PageSize` is a counter, so its [`kind`] first compares bytes, plain digits
//!   up to the end tag, and if that fails the [`grammar`] parses the value. Unknown members are
//!   skipped.
//! - [`json`] and [`xml`] hold a [`grammar`] and a [`syntax`] each, and what only that format
//!   can do. [`misspelt`] reads a reply again to say why a member is missing.
//! - A page is one record again and again: a [`stencil`] takes those that repeat into a
//!   [`record_list`]; [`record_layout`] holds the text around them. [`lanes`] says what of this
//!   can be left out without changing what is read.

#[cfg(feature = "__lanes")]
mod every_lane;
mod grammar;
mod input;
mod json;
pub(crate) mod kind;
mod lanes;
mod misspelt;
pub(crate) mod object;
mod object_draft;
pub(crate) mod optional_object;
mod read;
mod record_layout;
mod record_list;
pub(crate) mod records;
mod stencil;
mod syntax;
mod write;
mod xml;
