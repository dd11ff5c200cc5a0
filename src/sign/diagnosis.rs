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
use crate::error_reply::ErrorReply;

use super::Scheme;

pub use difference::Difference;
pub use fault::{SecretFault, SignatureFault};
pub use signed::Signed;

use echo::Echo;
use text::{Ending, SignedText};

/// Why a signature was refused: the first difference between what the client signed and
/// what the service would have signed, down to the parameter or header; or, if both are
/// equal, what is wrong with the secret or the signature.
///
/// After a mismatch the service echoes what it would have signed, with the code
/// `SignatureDoesNotMatch` or `IncompleteSignature`, and in several wordings.
///
/// `Display` says what is wrong and what to do. It and `Debug` show only names: no values,
/// secrets, tokens or signatures.
///
/// `#[non_exhaustive]`: there are more ways to get a signature wrong.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use aliyun_instance_status::sign::{AccessKey, Diagnosis, Difference, Method, Moment, Signed};
/// use aliyun_instance_status::{ErrorReply, Format, Request};
///
/// let key = AccessKey::new("testid", "testsecret");
/// let moment = Moment::at(1_456_231_584, "nonce-1")?;
/// let request = Request::new("cn-hangzhou").with_instance_ids(["i a"])?;
/// let signed = request.sign_rpc(Method::Get, &key, moment, Format::Xml);
///
/// // Something on the way has escaped the query once more.
/// let mut error = ErrorReply::new("SignatureDoesNotMatch");
/// let echo = signed.string_to_sign().replace("%2520", "%252520");
/// error.message = Some(format!("… server string to sign is:{echo}").into());
///
/// let diagnosis = Diagnosis::of(&error, Signed::from(&signed).with_key(&key));
/// let name = "InstanceId.1".to_owned();
/// let difference = Difference::ReceivedEncodedTwice;
/// assert_eq!(diagnosis, Diagnosis::Parameter { name, difference });
/// assert_eq!(
///     diagnosis.to_string(),
///     "parameter InstanceId.1 arrived percent-encoded twice: encode it only once, when the URL \
///      is built",
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
    /// The reply has another code and no echo: it is not about the signature.
    OtherError,
    /// The message has no echo, so there is nothing to compare.
    NoEcho,
    /// Equal as far as the echo goes. It was cut off, or the rest of what was signed did not
    /// arrive.
    CutOff,
    /// V3: there is only the hash of what was signed to compare, and it differs.
    OtherHash,
    /// What was signed is neither a string to sign nor a canonical query or request: it has
    /// an unescaped `&` or `=`, a part is missing, or the escapes of a string to sign are
    /// in lower case.
    Malformed,
    /// The service verified with another scheme than the client signed with.
    OtherScheme {
        /// The scheme with which the service verified.
        service: Scheme,
    },
    /// The service received another HTTP method than was signed.
    Method,
    /// The service received another path than was signed.
    Path,
    /// A parameter differs.
    Parameter {
        /// The name, or `[hidden]` if it does not look like one.
        name: String,
        /// How it differs.
        difference: Difference,
    },
    /// V3: a header differs.
    Header {
        /// The name in lower case, or `[hidden]` if it does not look like one.
        name: String,
        /// How it differs.
        difference: Difference,
    },
    /// Everything is there, but this parameter or header is out of order: they are sorted
    /// by name, as bytes.
    Order {
        /// The first that is out of order.
        name: String,
    },
    /// V3: the service received another body than the one whose hash was signed.
    Body,
    /// Both sides are equal, but something is wrong with the signature.
    Signature(SignatureFault),
    /// Both sides are equal, so the secret is wrong.
    Secret(SecretFault),
}

/// How many bytes of a text are looked at: ten times what a call with all parameters has, and
/// a bound for the memory that a hostile message takes.
const MAX_TEXT: usize = 1 << 17;

impl Diagnosis {
    /// Why the service refused a signature, going by its error reply.
    ///
    /// It can tell the most if the [`Signed`] also knows the access key.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, Diagnosis, Signed, SignedRequest};
    /// use aliyun_instance_status::ErrorReply;
    ///
    /// fn explain(error: &ErrorReply, signed: &SignedRequest, key: &AccessKey) -> String {
    ///     Diagnosis::of(error, Signed::from(signed).with_key(key)).to_string()
    /// }
    /// ```
    #[must_use]
    pub fn of<'a>(error: &ErrorReply<'_>, signed: impl Into<Signed<'a>>) -> Self {
        let signed = signed.into();
        let message = start(error.message.as_deref().unwrap_or_default());
        let client = SignedText::read(start(signed.text()));
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

    /// Why a signature was refused, from what both sides have signed, if a server has the
    /// client's string to sign from elsewhere, or a client the server's.
    ///
    /// `server` is the server's string to sign, or for V3, better, its canonical request.
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
    /// A `server` that is none of these, nor a canonical query, is [`NoEcho`](Diagnosis::NoEcho).
    #[must_use]
    pub fn between<'a>(client: impl Into<Signed<'a>>, server: &str) -> Self {
        let signed = client.into();
        let Some(client) = SignedText::read(start(signed.text())) else { return Self::Malformed };
        let Some(server) = SignedText::read(start(server)) else { return Self::NoEcho };
        compare::texts(&client, &server, Ending::Whole)
            .or_else(|| fault::find(&signed, &client))
            .unwrap_or(Self::Secret(SecretFault::Other))
    }
}

/// As much of a text as is looked at.
fn start(text: &str) -> &str {
    let mut ends = (0..=MAX_TEXT.min(text.len())).rev();
    ends.find_map(|end| text.get(..end)).unwrap_or_default()
}
