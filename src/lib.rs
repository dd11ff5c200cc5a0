//! The complete codec of one Alibaba Cloud (Aliyun) ECS operation,
//! [DescribeInstanceStatus](https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describeinstancestatus)
//! (version 2014-05-26), for both sides of the wire.
//!
//! A **client** brings its own HTTP stack. It encodes the query, decodes the reply, and
//! turns the page:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use aliyun_instance_status::{PageSize, Reply, Request};
//!
//! let request = Request::new("cn-hangzhou").with_page_size(PageSize::MAX);
//! let query = request.to_query(); // unsigned: see `sign_rpc` and `sign_v3`
//! # assert!(query.contains("&PageSize=50&RegionId=cn-hangzhou"));
//!
//! # let body = br#"{"RequestId":"R-1","TotalCount":1,"PageNumber":1,"PageSize":50,
//! #   "InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-a","Status":"Running"}]}}"#;
//! let page = Reply::from_json(body)?.into_result()?;
//! for instance in &page {
//!     println!("{} is {}", instance.instance_id, instance.status);
//! }
//! let next: Option<Request> = request.next_page(&page);
//! # assert_eq!(next, None);
//! # Ok(())
//! # }
//! ```
//!
//! A **server** (a mock, a proxy, a gateway) decodes the request, and answers with a page
//! or with the error that the service itself would send:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use aliyun_instance_status::{InstanceStatus, Refusal, Request, Page};
//!
//! type Fleet = [InstanceStatus<'static>];
//!
//! fn page<'a>(query: &str, fleet: &Fleet, request_id: &'a str) -> Result<Page<'a>, Refusal> {
//!     let request = Request::from_query(query)?;
//!     let mut selected = fleet.to_vec();
//!     selected.retain(|instance| request.selects(&instance.instance_id));
//!     let mut page = Page::answering(&request, request_id, selected.len());
//!     page.extend(selected.drain(request.page_range(selected.len())));
//!     Ok(page)
//! }
//!
//! let refusal = page("Action=DescribeInstanceStatus", &[], "R-1").unwrap_err();
//! let reply = refusal.into_reply("R-1", "ecs.aliyuncs.com");
//! assert!(reply.to_xml()?.contains("<Code>MissingRegionId</Code>"));
//! # Ok(())
//! # }
//! ```
//!
//! With the feature `sign`, a client signs complete calls, and a server verifies a call and
//! then decodes exactly what it verified; where a signature is refused, `sign::Diagnosis`
//! says why: see the module `sign`.
//!
//! A **test** builds values, compares them, and learns from [`DecodeError`] what is wrong
//! with a document and at which byte. A fuzzer gets its values from the feature `arbitrary`.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use aliyun_instance_status::{DecodeErrorKind, Field, InstanceStatus, Page, Status};
//!
//! let mut expected = Page::new("R-1", 1, 1, 10);
//! expected.extend([InstanceStatus::new("i-a", Status::Stopped)]);
//! let golden = r#"{"RequestId":"R-1","TotalCount":1,"PageNumber":1,"PageSize":10,
//!   "InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-a","Status":"Stopped"}]}}"#;
//! assert_eq!(Page::from_json(golden)?, expected);
//!
//! let renamed = golden.replace("TotalCount", "Total");
//! let error = Page::from_json(&renamed).expect_err("a page has a TotalCount");
//! assert_eq!(error.kind(), DecodeErrorKind::MissingField(Field::TotalCount));
//! assert_eq!(error.offset(), renamed.len() - 1); // before the bracket that closes the page
//! # Ok(())
//! # }
//! ```
//!
//! # Scope
//!
//! Pure functions from bytes to values and back: no sockets, no clock, no randomness, no
//! files. It retries nothing itself, but says when to ([`retry`], [`Listing`]). One operation,
//! and all of it.
//!
//! # Properties
//!
//! - **The same page in XML and in JSON reads as the same value.**
//! - **Decoding what was encoded gives the value back**, in every format, except for an
//!   empty region, an empty code, and an empty instance id in a request, which decoding refuses.
//!   Only XML can refuse to write ([`EncodeError`]).
//! - **Deterministic.** A value has one encoding. A query comes out sorted, in the canonical
//!   form that gets signed.
//! - **Zero-copy.** Decoded strings borrow from the input wherever it holds them verbatim;
//!   [`into_owned`](Page::into_owned) lets go of it. A page without escapes costs one
//!   allocation, its list, in either format; an error reply costs none, unless it has an
//!   `AccessDeniedDetail`; a query without escapes costs one for its list of instance ids, if
//!   it has any, and as a [`Call`] one for its unknown parameters.
//! - **Bad input is an error**, never a panic and never a wrong value. The first fault is the
//!   one reported, whatever comes after it; but invalid UTF-8 in a body is reported before
//!   anything else, and a [`Reply`] in JSON is judged by its list or its code, which may come
//!   last. Time and memory are linear in the input, and depth of nesting never uses stack.
//! - **Redacted.** No `Debug` or `Display` shows a secret, a signature, a token, or what a
//!   service echoes of a string to sign, however it is worded: [`ErrorReply`] says what is
//!   hidden. The fields themselves are whole.
//!
//! # How odd input is read
//!
//! | input | result |
//! |---|---|
//! | members or elements in any order, unknown ones, attributes, comments, CDATA | read |
//! | a known member missing or repeated | error |
//! | a known member under a misspelt name, `"status"` | unknown; the error for the missing member gives its offset |
//! | strings | exactly as sent; XML line ends normalised, references resolved |
//! | counters | digits up to `u32::MAX`; in JSON a number or a string, in XML with or without white space around them |
//! | a number for an error reply's `Code`, or for a member of an `AccessDeniedDetail` | its text |
//! | `null` | an error for a member of a page; absent for one of an error reply, except `Code` |
//! | `{"InstanceStatus":[]}`, `{}`, `<InstanceStatuses/>` | an empty list |
//! | a JSON array in place of an object, a lone surrogate | error |
//! | JSON with no list, no code (or an empty one) and none of a page's counters: `{}`, `{"Code":""}` | error for [`Reply`]: [`NotAReply`](DecodeErrorKind::NotAReply) |
//! | malformed XML, even in what is skipped; any DOCTYPE | error |
//! | an end tag that does not match, with quotes in it or not | error at its `<` |
//! | text between elements, an element inside a string | error |
//! | a UTF-8 byte order mark | skipped once |
//! | an XML declaration of another encoding than UTF-8 (`utf8`, `US-ASCII` and `ASCII` count as UTF-8); invalid UTF-8 | error |
//! | UTF-16 or UTF-32: a body whose first two bytes are a byte order mark or contain a zero byte | error, before anything else, even for the two bytes `1` and zero |
//! | an unknown member that nests more than 128 deep | error; by `serde`, the limit is the format's |
//! | more than 1,024 attributes in a tag | error |
//! | anything after the end of the document | error |
//! | a misspelt name in a query: `RegionID`, `page_size`, `InstanceIds.1`, `query.ZoneId` | an error that names the correct spelling |
//! | a name in a query with a `?` in it: a URL, `https://ecs.aliyuncs.com/?RegionId=a` | error |
//! | any other unknown name in a query | skipped |
//! | two faults, in a body or a query | the one at the earlier byte; but invalid UTF-8 in a body is reported first, and a JSON [`Reply`] is judged by its list or code |
//!
//! [`DecodeError::category`] says what to do about an error. [`Request::from_query`] has the
//! details of queries.
//!
//! # Crate features
//!
//! None is on by default. The crate reads and writes both formats without them, and is always
//! `no_std` with `alloc`; it depends on `serde_json`, which reads odd strings and numbers, and
//! on serde's traits for it, in `serde_core`.
//!
//! - **`serde`**: `Serialize` and `Deserialize` for [`Page`], [`ErrorReply`], [`Reply`] and their
//!   parts, and for [`Request`], as an object of its parameters. [`Call`] implements neither
//!   trait: it holds secrets, and its place is a query. Brings `serde` with its derive, a
//!   procedural macro; errors are in the format's words and may quote a value. Tested with JSON,
//!   `serde_json::Value`, CBOR, `MessagePack` (both layouts), postcard, and quick-xml (a page, an
//!   error reply).
//!   - The shape is that of `to_json`, with its types: counters are numbers, strings are strings,
//!     optional members are absent or null, unknown ones are skipped. A [`Request`] refuses
//!     unknown members, and an empty region, id or list of ids; an [`ErrorReply`], an empty code.
//!   - Only `from_json` reads what the wire may have instead: counters as strings, numbers as
//!     texts. Only it limits what is skipped to 128 levels, and only it borrows: every type is
//!     `DeserializeOwned`.
//!   - Human-readable formats leave out what is absent. In the others every member is written, a
//!     [`Reply`] is an enum, and an empty list of ids is read.
//! - **`sign`**: the module `sign`: signing requests and verifying received ones, with the
//!   RPC signature and V3, and telling why a signature was refused. Brings `hmac`, `sha1`,
//!   `sha2`, `base64ct` and `zeroize`.
//! - **`http`**: the types of the crate `http`: a signed request becomes an `http::Request`, a
//!   received one is read from its parts, a reply becomes an `http::Response` and is read from
//!   one. That crate needs the standard library.
//! - **`arbitrary`**: `Arbitrary` for [`Request`], [`Call`], [`Page`], [`ErrorReply`],
//!   [`Reply`] and their parts, for fuzzers and property tests. Every value is valid: both
//!   formats, or the query, carry it and give it back. Texts borrow from the fuzzer's input.
//!   The crate `arbitrary` needs the standard library.

#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::todo,
    clippy::unreachable,
    clippy::unwrap_used
)]

extern crate alloc;

mod accept;
mod access_denied_detail;
#[cfg(feature = "arbitrary")]
mod arbitrary;
mod body;
mod bytes;
mod call;
mod const_str;
mod decode_error;
mod encode_error;
mod error_code;
mod error_reply;
mod excerpt;
mod field;
mod format;
#[cfg(feature = "http")]
mod http;
mod instance_status;
mod invalid_instance_ids;
mod invalid_value;
mod listing;
mod page;
mod page_number;
mod page_size;
mod paging;
mod query;
mod redaction;
mod refusal;
mod reply;
mod request;
mod retry;
pub mod schema;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "sign")]
pub mod sign;
mod status;

pub use access_denied_detail::AccessDeniedDetail;
pub use call::{Call, CommonParameters};
pub use decode_error::{Category, DecodeError, DecodeErrorKind};
pub use encode_error::EncodeError;
pub use error_code::ErrorCode;
pub use error_reply::ErrorReply;
pub use field::Field;
pub use format::Format;
pub use instance_status::InstanceStatus;
pub use invalid_instance_ids::InvalidInstanceIds;
pub use invalid_value::InvalidValue;
pub use listing::{Listing, ListingError, Step, Wait};
pub use page::Page;
pub use page_number::PageNumber;
pub use page_size::PageSize;
pub use refusal::Refusal;
pub use reply::Reply;
pub use request::Request;
pub use retry::{BackOff, Renew, Retry, RetryAction, retry};
pub use status::{Status, UnknownStatus};

#[cfg(all(doctest, feature = "sign", feature = "http"))]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
