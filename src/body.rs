//! Replies: one reader and one writer over two grammars.
//!
//! - [`members`] says what a reply holds, each member once.
//! - [`read`] and [`write`] go through the members, in whichever grammar.
//! - [`json`] and [`xml`] hold a grammar each, and what it alone can do.
//! - [`serde`] shows the same members to any other format.

mod draft;
mod kind;
mod members;

#[cfg(any(feature = "json", feature = "xml"))]
mod fixed;
#[cfg(any(feature = "json", feature = "xml"))]
mod known;
#[cfg(any(feature = "json", feature = "xml"))]
mod lanes;
#[cfg(any(feature = "json", feature = "xml"))]
mod list;
#[cfg(any(feature = "json", feature = "xml"))]
mod read;
#[cfg(any(feature = "json", feature = "xml"))]
mod record;
#[cfg(any(feature = "json", feature = "xml"))]
mod stencil;
#[cfg(any(feature = "json", feature = "xml"))]
mod text;
#[cfg(any(feature = "json", feature = "xml"))]
mod write;

#[cfg(feature = "json")]
mod json;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "xml")]
mod xml;
