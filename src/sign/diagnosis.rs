//! Why a signature was refused.

mod compare;
mod difference;
mod display;
mod echo;
mod fault;
mod guess;
mod signed;
mod text;

use alloc::string::String;

use crate::error_code::ErrorCode;
use crate::error_response::ErrorResponse;

use super::Scheme;

pub use difference::Difference;
pub use fault::{SecretFault, SignatureFault};
pub use signed::Signed;

use echo::Echo;
use text::{Ending, Text};

/// Why a signature was refused: the first difference between what the client has signed
/// and what the service has, to the parameter or header; or, where both are equal, what
/// is wrong with the secret or the signature.
///
/// After a mismatch the service echoes what it would have signed. It does so by the codes
/// `SignatureDoesNotMatch` and `IncompleteSignature`, and in several wordings.
///
/// `Display` says what is wrong and what to do. Neither it nor `Debug` shows more than names:
/// no value of a parameter, no secret, token or signature.
///
/// `#[non_exhaustive]`: there are more ways to get a signature wrong.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use aliyun_instance_status::sign::{AccessKey, Diagnosis, Difference, Method, Moment, Signed};
/// use aliyun_instance_status::{ErrorResponse, Format, Request};
///
/// let key = AccessKey::new("testid", "testsecret");
/// let moment = Moment::at(1_456_231_584, "nonce-1")?;
/// let signed = Request::new("cn-hangzhou").sign_rpc(Method::Get, &key, moment, Format::Xml);
///
/// // Something on the way has escaped the query once more.
/// let mut error = ErrorResponse::new("SignatureDoesNotMatch");
/// let echo = signed.string_to_sign().replace("%253A", "%25253A");
/// error.message = Some(format!("… server string to sign is:{echo}").into());
///
/// let diagnosis = Diagnosis::of(&error, Signed::from(&signed).with_key(&key));
/// let name = "Timestamp".to_owned();
/// let difference = Difference::ReceivedEncodedTwice;
/// assert_eq!(diagnosis, Diagnosis::Parameter { name, difference });
/// assert_eq!(
///     diagnosis.to_string(),
///     "parameter Timestamp arrived percent-encoded twice: encode it once, where the URL is put \
///      together",
/// );
/// # Ok(())
/// # }
/// ```
///
/// Source: [what to do about `SignatureDoesNotMatch`](https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature),
/// and what the official SDKs and their users report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Diagnosis {
    /// The reply has another code, and no echo: it is not about the signature.
    OtherError,
    /// The message has no echo, so that there is nothing to compare.
    NoEcho,
    /// The echo is cut off, and equal as far as it goes.
    CutOff,
    /// V3: only the hash of what was signed is there to compare, and it is another one.
    OtherHash,
    /// What was signed is neither a string to sign nor a canonical query or request: there
    /// is a `&` or `=` in it that must be escaped, a part is missing, or the escapes of a string to
    /// sign are in lower case.
    Malformed,
    /// The service has verified by another scheme than the client has signed by.
    OtherScheme {
        /// By which scheme the service has verified.
        service: Scheme,
    },
    /// Another HTTP method was signed than the service has got.
    Method,
    /// Another path was signed than the service has got.
    Path,
    /// A parameter differs.
    Parameter {
        /// The name, or `[hidden]` where it may be no name.
        name: String,
        /// How it differs.
        difference: Difference,
    },
    /// V3: a header differs.
    Header {
        /// The name in lower case, or `[hidden]` where it may be no name.
        name: String,
        /// How it differs.
        difference: Difference,
    },
    /// All is there, and this parameter or header not where it belongs: sorted by
    /// name, as bytes.
    Order {
        /// The first that is out of its place.
        name: String,
    },
    /// V3: the hash of another body was signed than the service has got.
    Body,
    /// Both sides are equal, and this is wrong with the signature.
    Signature(SignatureFault),
    /// Both sides are equal, so that the secret is wrong.
    Secret(SecretFault),
}

/// How much of a text is looked at: more than 80 times what a call with all parameters
/// has, and a bound for the memory that a hostile message takes.
const MOST: usize = 1 << 20;

impl Diagnosis {
    /// Why the service has refused a signature, by its error reply.
    ///
    /// Tells the most of a [`Signed`] that knows the access key, too.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, Diagnosis, Signed, SignedRequest};
    /// use aliyun_instance_status::ErrorResponse;
    ///
    /// fn explain(error: &ErrorResponse, signed: &SignedRequest, key: &AccessKey) -> String {
    ///     Diagnosis::of(error, Signed::from(signed).with_key(key)).to_string()
    /// }
    /// ```
    #[must_use]
    pub fn of<'a>(error: &ErrorResponse<'_>, signed: impl Into<Signed<'a>>) -> Self {
        let signed = signed.into();
        let message = start(error.message.as_deref().unwrap_or_default());
        let client = Text::read(start(signed.text()));
        let echo = Echo::find(message, client.as_ref());
        let is_about_signatures = error.code == ErrorCode::SIGNATURE_DOES_NOT_MATCH
            || error.code == ErrorCode::INCOMPLETE_SIGNATURE;
        match (client, echo) {
            (_, None) if !is_about_signatures => Self::OtherError,
            (None, _) => Self::Malformed,
            (Some(client), None) => fault::find(&signed, &client).unwrap_or(Self::NoEcho),
            (Some(client), Some(echo)) => echo
                .compare(&client)
                .or_else(|| fault::find(&signed, &client))
                .unwrap_or(Self::Secret(SecretFault::Other)),
        }
    }

    /// The same of what both sides have signed, where a server has got the client's string
    /// to sign from elsewhere, or a client the server's.
    ///
    /// `server` is its string to sign, or for V3 better its canonical request.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{Diagnosis, Signed, Unverified};
    ///
    /// fn explain(unverified: &Unverified, clients_string_to_sign: &str) -> Diagnosis {
    ///     let signed = Signed::new(clients_string_to_sign);
    ///     match unverified.canonical_request() {
    ///         Some(canonical) => Diagnosis::between(signed, canonical),
    ///         None => Diagnosis::between(signed, &unverified.string_to_sign()),
    ///     }
    /// }
    /// ```
    ///
    /// A `server` that is neither is [`NoEcho`](Diagnosis::NoEcho).
    #[must_use]
    pub fn between<'a>(client: impl Into<Signed<'a>>, server: &str) -> Self {
        let signed = client.into();
        let Some(client) = Text::read(start(signed.text())) else { return Self::Malformed };
        let Some(server) = Text::read(start(server)) else { return Self::NoEcho };
        compare::texts(&client, &server, Ending::Whole)
            .or_else(|| fault::find(&signed, &client))
            .unwrap_or(Self::Secret(SecretFault::Other))
    }
}

/// As much of a text as is looked at.
fn start(text: &str) -> &str {
    let mut end = MOST.min(text.len());
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    text.get(..end).unwrap_or_default()
}
