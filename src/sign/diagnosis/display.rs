//! What is wrong with a signature, and what to do about it, for people.

use core::fmt;

use super::{Diagnosis, Difference, SecretFault, SignatureFault, SortOrder};

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parameter { name, difference } => {
                return write!(f, "parameter {name} {}", parameter(name, *difference));
            }
            Self::Header { name, difference } => {
                return write!(f, "header {name} {}", header(name, *difference));
            }
            Self::Order { name, order } => {
                return write!(f, "{name} was signed out of order: {}", sorting(*order));
            }
            Self::Differ { names } => {
                let names = names.join(", ");
                return write!(f, "what was signed and what arrived differ in {names}");
            }
            Self::LocalTime { hours } => {
                let advice = "local time with a Z? Send UTC";
                return write!(f, "the clock is off by {hours:+} hours: {advice}");
            }
            Self::OtherScheme { service } => {
                return write!(
                    f,
                    "the service verified with {service}, but the call was signed with the other \
                     scheme: send the parameters or headers of only one"
                );
            }
            Self::OtherError => {
                "the signature was not what was refused: the code and the message of the error \
                 reply say what was"
            }
            Self::NoEcho => {
                "the reply does not say what the service would have signed: compare the call as \
                 it was sent with what was signed, and check the Authorization or the Signature"
            }
            Self::CutOff => {
                "the echo of the reply ends before what was signed does: if it is cut off, compare \
                 the complete reply; if not, the rest of what was signed did not arrive"
            }
            Self::OtherHash => {
                "something else was signed, but only its hash is known: compare the canonical \
                 requests"
            }
            Self::Equal => {
                "both sides are equal as far as they are known: the secret is wrong, or the \
                 signature was changed on its way"
            }
            Self::Malformed => {
                "what was signed is not a string to sign: that is METHOD&%2F& and the canonical \
                 query, percent-encoded by RFC 3986 in capitals, or the lines of a canonical \
                 request"
            }
            Self::Method => {
                "the method that was sent is not the one that was signed: sign the one you send, \
                 and do not follow redirects"
            }
            Self::LowerCaseMethod => "the method was signed in small letters: sign it in capitals",
            Self::Path => {
                "the path that was sent is not the one that was signed: it is / for this operation"
            }
            Self::CopiedFromHtml => "the URL was copied from HTML: write & as &, not as &amp;",
            Self::SignatureSigned => "Signature was signed with the other parameters: leave it out",
            Self::QueryEncodedTwice => {
                "the canonical query was percent-encoded once too often before it was signed: \
                 RPC encodes each value, and then the query; V3 only each value"
            }
            Self::LineEnds => "the canonical request has lines that end with CRLF: use LF alone",
            Self::Body => {
                "the body that was sent is not the one whose hash was signed: hash the bytes \
                 exactly as they are sent"
            }
            Self::Signature(fault) => signature(*fault),
            Self::Secret(fault) => secret(*fault),
        })
    }
}

fn sorting(order: SortOrder) -> &'static str {
    match order {
        SortOrder::Natural => {
            "sort by name, as bytes, so that InstanceId.10 comes before InstanceId.2"
        }
        SortOrder::WholePairs => {
            "sort by name, not by name and value, so that InstanceId.1 comes before InstanceId.10"
        }
        SortOrder::IgnoringCase => "sort by name, as bytes: capitals come before small letters",
        SortOrder::Unsorted => "sort by name, as bytes",
    }
}

fn parameter(name: &str, difference: Difference) -> &'static str {
    match difference {
        Difference::NotSigned => {
            "arrived but was not signed: sign it, or look for the proxy that adds it"
        }
        Difference::ReceivedEncodedTwice => {
            "arrived percent-encoded twice: encode it only once, when the URL is built"
        }
        Difference::SignedEncodedTwice => {
            "was percent-encoded twice before it was signed: sign the plain value"
        }
        Difference::PlusReceivedAsSpace => {
            "was sent with an unescaped +, which arrived as a space: send %2B"
        }
        Difference::SpaceReceivedAsPlus => "was signed with a space but a + arrived: send %20",
        Difference::OtherEscapes => {
            "was not escaped by RFC 3986 when it was signed: a space is %20, * is %2A, ~ stays, \
             hexadecimal digits are capitals"
        }
        Difference::Shortened => "arrived cut off: escape & as %26 and # as %23",
        Difference::NotReceived => {
            "was signed but did not arrive: send it, and look for what drops it on the way"
        }
        Difference::WhiteSpace => {
            "has white space or a line end on one side only: trim it before you sign and send it"
        }
        Difference::Case => "differs only in case: send what is signed",
        Difference::Repeated => "is there twice in what was signed: send and sign it once",
        _ if matches!(name, "SignatureNonce" | "x-acs-signature-nonce") => {
            "differs: this is not the reply to the call that was signed, or it was signed again"
        }
        _ => "has a different value: send what is signed, and look for what changes it on the way",
    }
}

fn header(name: &str, difference: Difference) -> &'static str {
    match difference {
        Difference::NotSigned => {
            "was not signed: sign host, content-type and every x-acs- header, its line and its name"
        }
        Difference::ReceivedEncodedTwice => "arrived percent-encoded: send headers as they are",
        Difference::SignedEncodedTwice => "was signed percent-encoded: sign headers as they are",
        Difference::PlusReceivedAsSpace => "was signed with a + but a space arrived: send the +",
        Difference::SpaceReceivedAsPlus => "was signed with a space but a + arrived: send a space",
        Difference::Port => "has a port on one side only: sign it exactly as it is sent",
        Difference::Url => "was signed as a URL: sign the host alone, without scheme or path",
        Difference::Other | Difference::Shortened if name == "host" => {
            "differs: sign the host that is sent, including its port, without a scheme or a path, \
             or make the proxy keep it"
        }
        Difference::Shortened => "arrived cut off: look for the proxy that changes it",
        Difference::OtherEscapes => parameter(name, Difference::Other),
        _ => parameter(name, difference),
    }
}

fn signature(fault: SignatureFault) -> &'static str {
    match fault {
        SignatureFault::Empty => "the signature was sent empty: send the one that signing returned",
        SignatureFault::LineEnd => {
            "the signature was sent with a line end: use Base64 without line breaks"
        }
        SignatureFault::UnescapedPlus => {
            "the signature was sent unescaped, so its + arrives as a space: send %2B"
        }
        SignatureFault::Other => {
            "the signature is not what this secret gives: for RPC it is HMAC-SHA1 in Base64, for \
             V3 HMAC-SHA256 in lower-case hexadecimal"
        }
    }
}

fn secret(fault: SecretFault) -> &'static str {
    match fault {
        SecretFault::Empty => "the secret is empty: check where it is read from",
        SecretFault::WhiteSpace => {
            "the secret has white space or a line end: trim it when you read it"
        }
        SecretFault::Ampersand => {
            "a secret ends with an & that is no part of it, the client's or the server's: V3 uses the \
             secret as it is, RPC adds a single &"
        }
        SecretFault::NoAmpersand => {
            "the key has no & at its end: for RPC it is the secret and an &"
        }
        SecretFault::Other => {
            "both sides signed the same text, so the secret is wrong: check that it is complete \
             and belongs to this access key id"
        }
    }
}
