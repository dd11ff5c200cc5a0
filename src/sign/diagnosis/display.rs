//! What is wrong with a signature, and what to do about it, for people.

use core::fmt;

use super::{Diagnosis, Difference, SecretFault, SignatureFault};

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parameter { name, difference } => {
                return write!(f, "parameter {name} {}", parameter(name, *difference));
            }
            Self::Header { name, difference } => {
                return write!(f, "header {name} {}", header(name, *difference));
            }
            Self::Order { name } => {
                return write!(
                    f,
                    "{name} was signed out of its place: sort by name, as bytes, so that \
                     InstanceId.10 comes before InstanceId.2"
                );
            }
            Self::OtherScheme { service } => {
                return write!(
                    f,
                    "the service has verified by {service}, and it was signed by another scheme: \
                     send the parameters or headers of one of the two"
                );
            }
            Self::OtherError => "not about the signature: see the code of the error reply",
            Self::NoEcho => {
                "the reply does not say what the service would have signed: compare the call as it \
                 is sent with what was signed, and look at the Authorization or the Signature"
            }
            Self::CutOff => {
                "equal as far as the reply goes, which is cut off: compare what follows in the \
                 whole reply"
            }
            Self::OtherHash => {
                "something else was signed, and only its hash is known: compare the canonical \
                 requests"
            }
            Self::Malformed => {
                "what was signed is no string to sign: it is METHOD&%2F& and the canonical query, \
                 each escaped by RFC 3986 in capitals, or the lines of a canonical request"
            }
            Self::Method => {
                "another method was signed than was sent: sign the one that is sent, and follow no \
                 redirect"
            }
            Self::Path => "another path was signed than was sent: it is / for this operation",
            Self::Body => {
                "the hash of another body was signed than was sent: hash the bytes that are sent, \
                 as they are sent"
            }
            Self::Signature(fault) => signature(*fault),
            Self::Secret(fault) => secret(*fault),
        })
    }
}

fn parameter(name: &str, difference: Difference) -> &'static str {
    match difference {
        Difference::NotReceived => {
            "was signed, and did not arrive: send it, and look for what drops it on the way"
        }
        Difference::NotSigned if name.starts_with("amp;") => {
            "has been taken out of HTML: the & before it must not be written &amp;"
        }
        Difference::NotSigned => {
            "arrived, and was not signed: sign it, or look for the proxy that adds it"
        }
        Difference::ReceivedEncodedTwice => {
            "arrived percent-encoded twice: encode it once, where the URL is put together"
        }
        Difference::SignedEncodedTwice => {
            "was signed percent-encoded twice: sign the value before it is encoded"
        }
        Difference::PlusReceivedAsSpace => {
            "was sent with a + that is not escaped, and arrived with a space: send %2B"
        }
        Difference::SpaceReceivedAsPlus => {
            "was signed with a space, and arrived with a +: send %20"
        }
        Difference::OtherEscapes => {
            "was signed in other escapes than those of RFC 3986: a space is %20, * is %2A, ~ stays, \
             digits are in capitals"
        }
        Difference::Shortened => "arrived cut off: escape what is in it, & as %26 and # as %23",
        Difference::Other if name == "SignatureNonce" => {
            "is another: this reply is not that of the call that was signed, or the call was \
             signed again"
        }
        Difference::WhiteSpace | Difference::Case | Difference::Other => either(difference),
    }
}

fn header(name: &str, difference: Difference) -> &'static str {
    match difference {
        Difference::NotReceived => {
            "was signed, and did not arrive: send it, and look for the proxy that drops it"
        }
        Difference::NotSigned => {
            "arrived, and was not signed: sign each x-acs- header, host and content-type"
        }
        Difference::ReceivedEncodedTwice => "arrived percent-encoded: headers are sent as they are",
        Difference::SignedEncodedTwice => {
            "was signed percent-encoded: headers are signed as they are sent"
        }
        Difference::PlusReceivedAsSpace => {
            "was signed with a +, and arrived with a space: headers are not decoded"
        }
        Difference::SpaceReceivedAsPlus => {
            "was signed with a space, and arrived with a +: headers are not encoded"
        }
        Difference::OtherEscapes => "was signed under a name in other escapes: names have none",
        Difference::Shortened => "arrived cut off: look for the proxy that changes it",
        Difference::Other if name == "host" => {
            "is another: sign the host that is sent, with its port, or let the proxy keep it"
        }
        Difference::Other if name == "x-acs-signature-nonce" => {
            "is another: this reply is not that of the call that was signed, or the call was \
             signed again"
        }
        Difference::WhiteSpace | Difference::Case | Difference::Other => either(difference),
    }
}

/// The words that parameters and headers have in common.
fn either(difference: Difference) -> &'static str {
    match difference {
        Difference::WhiteSpace => {
            "has white space or a line end on one side alone: trim it before it is signed and sent"
        }
        Difference::Case => "differs in capital and small letters alone: send what is signed",
        _ => "has another value: send what is signed, and look for what changes it on the way",
    }
}

fn signature(fault: SignatureFault) -> &'static str {
    match fault {
        SignatureFault::Empty => "the signature was sent empty: send what signing gives",
        SignatureFault::LineEnd => {
            "the signature was sent with a line end: encode in Base64 without line breaks"
        }
        SignatureFault::UnescapedPlus => {
            "the signature was sent without escapes, and its + arrives as a space: send %2B"
        }
        SignatureFault::Other => {
            "the signature is not that of what was signed by this secret: RPC is the Base64 of \
             HMAC-SHA1, V3 the small hexadecimal of HMAC-SHA256"
        }
    }
}

fn secret(fault: SecretFault) -> &'static str {
    match fault {
        SecretFault::Empty => "the secret is empty: see where it is read from",
        SecretFault::WhiteSpace => {
            "the secret has white space or a line end: trim what it is read from"
        }
        SecretFault::Ampersand => {
            "the key has a & at its end that must not be there: V3 takes the secret as it is, and \
             RPC adds one &"
        }
        SecretFault::NoAmpersand => "the key has no & at its end: RPC takes the secret and a &",
        SecretFault::Other => {
            "both sides have signed the same, so that the secret is wrong: see that it is whole, \
             and the one of this access key id"
        }
    }
}
