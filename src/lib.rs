//! stub docs
#![forbid(unsafe_code)]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod call;
mod decimal;
mod decode_error;
mod encode_error;
mod error_code;
mod error_response;
mod field;
mod format;
#[cfg(feature = "json")]
mod json;
mod page;
mod percent;
mod query;
mod reply;
mod request;
mod response;
mod slot;
mod status;
mod utf8;
#[cfg(feature = "xml")]
mod xml;

pub use call::{Call, CommonParameters};
pub use decode_error::{DecodeError, DecodeErrorKind};
pub use encode_error::EncodeError;
pub use error_code::ErrorCode;
pub use error_response::{AccessDeniedDetail, ErrorResponse};
pub use field::Field;
pub use format::{Format, UnknownFormat};
pub use page::{PageNumber, PageSize};
pub use reply::Reply;
pub use request::{Request, TooManyInstanceIds};
pub use response::{InstanceStatus, Response};
pub use status::{Status, UnknownStatus};
