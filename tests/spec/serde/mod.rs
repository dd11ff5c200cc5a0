//! What the feature `serde` promises: owned values, in every format, in the shape that JSON
//! has on the wire. `against_quick_xml` has XML; `tests/formats` has CBOR, `MessagePack` and
//! postcard, with most of this suite.

mod derived;
mod formats;
mod replies;
mod requests;
mod there_and_back;
mod wire;
