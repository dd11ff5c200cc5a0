//! Why a signature was refused.

mod canonical;
mod compare;
mod difference;
mod display;
mod echo;
mod fault;
mod guess;
mod mistake;
mod order;
mod signed;

use alloc::string::String;
use alloc::vec::Vec;

use crate::{ErrorCode, ErrorReply};

use super::{Scheme, prefix, rpc};

pub use difference::Difference;
pub use fault::{SecretFault, SignatureFault};
pub use order::SortOrder;
pub use signed::Signed;

use canonical::{Canonical, Text};

/// Why a signature was refused: the mistake that turns the text that the service would have
/// signed into the one that the client has signed; or, if both are equal, what is wrong with
/// the secret or the signature.
///
/// It names a cause only if that is proven, and otherwise says what it does not know. A cause
/// is proven if the texts of both sides are equal once it alone is undone, or once the one
/// parameter or header that differs is left out. Of two mistakes at once it names one, or
/// neither.
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
#[must_use]
#[non_exhaustive]
pub enum Diagnosis {
    /// The reply has another code and no echo, such as `SignatureNonceUsed` or
    /// `InvalidTimeStamp.Expired`: the signature was not what was refused.
    OtherError,
    /// The message has no echo, so there is nothing to compare.
    NoEcho,
    /// The echo was cut off, or ends before what was signed does: there is too little to
    /// compare. What was signed is not compared if it has more than 128 KiB.
    CutOff,
    /// V3: there is only the hash of what was signed to compare, and it differs.
    OtherHash,
    /// Both sides differ in these, and no single mistake of the client is known to explain it.
    Differ {
        /// The names of what differs, at most nine; `[hidden]` for what does not look like a
        /// name.
        names: Vec<String>,
    },
    /// Both sides are equal as far as they are known: the secret is wrong, or the signature
    /// was changed on its way. A [`Signed`] that knows the access key and the signature can
    /// tell which.
    Equal,
    /// What was signed is neither a string to sign nor a canonical query or request: it has
    /// an unescaped `&` or `=`, a part or an empty line is missing, or the escapes of a
    /// string to sign are not those of RFC 3986.
    Malformed,
    /// The service verified with another scheme than the client signed with.
    OtherScheme {
        /// The scheme with which the service verified.
        service: Scheme,
    },
    /// The service received another HTTP method than was signed.
    Method,
    /// The method was signed in small letters.
    LowerCaseMethod,
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
        /// How they were sorted instead.
        order: SortOrder,
    },
    /// Names arrived with `amp;` before them: the URL was copied from HTML.
    CopiedFromHtml,
    /// `Signature` was among the parameters that were signed.
    SignatureSigned,
    /// The whole canonical query was escaped once more than it should be.
    QueryEncodedTwice,
    /// V3: the lines of the canonical request end with CRLF.
    LineEnds,
    /// V3: the service received another body than the one whose hash was signed.
    Body,
    /// The clock is off by whole hours: local time was probably sent with a `Z`.
    LocalTime {
        /// By how many hours it is ahead, negative if it is behind.
        hours: i64,
    },
    /// Both sides are equal, but something is wrong with the signature.
    Signature(SignatureFault),
    /// Both sides are equal, so the secret is wrong; or it has what no secret has.
    Secret(SecretFault),
}

/// How many bytes a signed text has at most, and how many of a message are looked at: ten
/// times what a call with all parameters has, and a bound for the memory that a hostile
/// message takes.
const MAX_TEXT: usize = 1 << 17;

impl Diagnosis {
    /// Why the service refused a signature, going by its error reply.
    ///
    /// It can tell the most if the [`Signed`] also knows the access key. An echo counts as
    /// whole if it is in brackets, ends with the hash of a body, or has every parameter that
    /// all calls have and ends no sooner than what was signed.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, Diagnosis, Signed, SignedRequest};
    /// use aliyun_instance_status::ErrorReply;
    ///
    /// fn explain(error: &ErrorReply, signed: &SignedRequest, key: &AccessKey) -> String {
    ///     Diagnosis::of(error, Signed::from(signed).with_key(key)).to_string()
    /// }
    /// ```
    pub fn of<'a>(error: &ErrorReply<'_>, signed: impl Into<Signed<'a>>) -> Self {
        let signed = signed.into();
        let client = Text::read(&signed.text);
        let codes = [ErrorCode::SIGNATURE_DOES_NOT_MATCH, ErrorCode::INCOMPLETE_SIGNATURE];
        let no_echo = codes.contains(&error.code).then_some(Self::NoEcho);
        let found =
            echo::compare(prefix(error.message.as_deref().unwrap_or_default(), MAX_TEXT), &client);
        match found.or(no_echo) {
            Some(found) => Self::or_known(found, &client, &signed),
            None => Self::of_query(&client, &signed).unwrap_or(Self::OtherError),
        }
    }

    /// Why two texts differ, if a server has the client's string to sign from elsewhere, or a
    /// client the server's.
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
    pub fn between<'a>(client: impl Into<Signed<'a>>, server: &str) -> Self {
        let signed = client.into();
        let client = Text::read(&signed.text);
        let found = compare::texts(&client, &Text::read(server), false);
        Self::or_known(found.unwrap_or(Self::NoEcho), &client, &signed)
    }

    /// What was found by comparing, or, if that is no cause, what else is known.
    fn or_known(found: Self, client: &Text<'_>, signed: &Signed<'_>) -> Self {
        let fault = || fault::of_key(signed, client);
        let known = match &found {
            _ if signed.text.len() > MAX_TEXT => Some(Self::CutOff),
            Self::Equal => fault(),
            Self::NoEcho | Self::CutOff | Self::OtherHash => Self::of_query(client, signed)
                .or_else(|| fault::of_text(client, signed.body))
                .or_else(|| fault().filter(|fault| *fault != Self::Secret(SecretFault::Other))),
            Self::Differ { .. } | Self::Malformed => fault::of_text(client, signed.body),
            _ => None,
        };
        known.unwrap_or(found)
    }

    /// The cause, if what was sent shows it.
    fn of_query(client: &Text<'_>, signed: &Signed<'_>) -> Option<Self> {
        let own = client.canonical.as_ref()?;
        let form = signed.body.filter(|_| own.scheme != Some(Scheme::V3)).unwrap_or_default();
        let query = rpc::canonical_query(signed.sent?, core::str::from_utf8(form).ok()?).ok()?;
        let sent = Text { canonical: Some(Canonical { query, ..own.clone() }), ..*client };
        compare::texts(client, &sent, false)
            .filter(|found| !matches!(found, Self::Equal | Self::Differ { .. } | Self::Malformed))
    }
}
