//! Signing requests, and verifying the signatures of received ones.
//!
//! The API knows two signatures, and this crate both, from both sides:
//!
//! | signature | sign | verify |
//! |---|---|---|
//! | RPC, `SignatureVersion=1.0`: HMAC-SHA1 over the parameters, sent as one of them | [`Call::sign`](crate::Call::sign) | [`rpc::verify`] |
//! | V3, `ACS3-HMAC-SHA256`: HMAC-SHA256 over the whole request, sent as a header | [`Request::sign_v3`](crate::Request::sign_v3) | [`v3::verify`] |
//!
//! All are pure functions: the caller gives the time, the nonce and the secret.
//! That a nonce was used before, only the caller can know. A server tells the two
//! apart by the header `authorization`, which V3 has and RPC has not.
//!
//! A client:
//!
//! ```
//! use aliyun_instance_status::sign::{self, AccessKeySecret, Method};
//! use aliyun_instance_status::{Call, CommonParameters, Request};
//!
//! let secret = AccessKeySecret::new("testsecret"); // from where you keep secrets
//! let now = 1_456_231_584; // SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs()
//!
//! let mut common = CommonParameters::default();
//! common.access_key_id = Some("testid".into());
//! common.format = Some("XML".into());
//! common.signature_nonce = Some("3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf".into());
//! common.timestamp = Some(sign::timestamp(now).into());
//! let mut call = Call { request: Request::new("cn-hangzhou"), common };
//! call.sign(Method::Get, &secret);
//! let url = format!("https://ecs.aliyuncs.com/?{}", call.to_query());
//! # assert!(url.ends_with("&Signature=fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D"));
//! ```
//!
//! A server:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use aliyun_instance_status::sign::{AccessKeySecret, Clock, rpc};
//!
//! # let query = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=XML\
//! #     &RegionId=cn-hangzhou&SignatureMethod=HMAC-SHA1\
//! #     &SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0\
//! #     &Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26\
//! #     &Signature=fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D";
//! let secret = AccessKeySecret::new("testsecret");
//! let clock = Clock { now: 1_456_231_600, window: rpc::WINDOW };
//! rpc::verify("GET", query, "", clock, |id| (id == "testid").then_some(&secret))?;
//! # Ok(())
//! # }
//! ```
//!
//! The cryptography is that of [RustCrypto](https://github.com/RustCrypto); none
//! of its types are part of this API.

mod clock;
mod hex;
mod mac;
mod parameters;
mod refusal;
pub mod rpc;
pub mod v3;
mod verify_error;

use alloc::vec::Vec;
use core::fmt;

use zeroize::Zeroizing;

pub use clock::{Clock, timestamp};
pub use verify_error::VerifyError;

/// The secret of an access key. Its memory is wiped when it is dropped.
///
/// `Debug` shows nothing of it, and there is no way to get it back out. What it
/// was made from is the caller's: a `String` or `Vec<u8>` that is given away is
/// wiped with it, a `&str` is copied.
///
/// ```
/// use aliyun_instance_status::sign::AccessKeySecret;
///
/// let secret = AccessKeySecret::new("testsecret");
/// assert_eq!(format!("{secret:?}"), "AccessKeySecret([hidden])");
/// ```
pub struct AccessKeySecret(Zeroizing<Vec<u8>>);

impl AccessKeySecret {
    /// A secret of any length, as the console shows it.
    #[must_use]
    pub fn new(secret: impl Into<Vec<u8>>) -> Self {
        Self(Zeroizing::new(secret.into()))
    }

    fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for AccessKeySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKeySecret([hidden])")
    }
}

/// The HTTP method of a request, which both signatures sign. The operation
/// answers to these two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the API takes no other methods")]
pub enum Method {
    /// `GET`.
    Get,
    /// `POST`.
    Post,
}

impl Method {
    /// The method as the request line has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }

    /// The method of a received request.
    fn of(received: &str) -> Result<Self, VerifyError> {
        match received {
            "GET" => Ok(Self::Get),
            "POST" => Ok(Self::Post),
            _ => Err(VerifyError::UnsupportedHttpMethod),
        }
    }
}
