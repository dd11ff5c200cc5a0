//! Replies: one reader and one writer over two grammars.
//!
//! - [`members`] says what a reply holds, [`kind`] what values members have.
//! - [`read`] and [`mod@write`] go through the members, in whichever grammar; a [`draft`] is an
//!   object while it is read.
//!   `<PageSize>10</PageSize>`, for one: [`read`] asks the members for the next that is expected,
//!   whose kind takes it by comparing if it is plain, or else by what the grammar allows; a
//!   name that no member has is skipped by the grammar.
//! - [`json`] and [`xml`] hold a grammar each, and what it alone can do.
//! - A page is one record again and again: a [`stencil`] takes those that repeat into a
//!   [`list`]; [`around`], [`known`] and [`fixed`] hold the text around them. [`lanes`] says
//!   what of this can be left out without changing what is read.

mod around;
mod draft;
mod fixed;
mod json;
mod kind;
mod known;
mod lanes;
mod list;
mod members;
mod read;
mod stencil;
mod text;
mod write;
mod xml;
