//! A call as it was received, signed in either way.

use std::fmt;

use aliyun_instance_status::sign::v3::{self, Received};
use aliyun_instance_status::sign::{AccessKeySecret, Clock, VerifyError, rpc};
use aliyun_instance_status::{Call, Format};

use crate::accept;
use crate::refusal::Refusal;

/// Which of the two signatures a call bears, or would have to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Rpc,
    V3,
}

pub(crate) struct ReceivedCall<'a> {
    http: Received<'a>,
    pub(crate) kind: Kind,
    /// Whether the body is a form, by its `Content-Type`.
    is_form: bool,
    /// The parameters in the body, or `None` where it is a form and not UTF-8.
    form: Option<&'a str>,
    /// All parameters but the signature, in one spelling; empty where they cannot be read.
    parameters: String,
}

impl<'a> ReceivedCall<'a> {
    pub(crate) fn new(http: Received<'a>) -> Self {
        let kind = if header(&http, "authorization").is_some() { Kind::V3 } else { Kind::Rpc };
        let content_type = header(&http, "content-type").unwrap_or_default();
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        let is_form = media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let form = if is_form { str::from_utf8(http.body).ok() } else { Some("") };
        let parameters =
            rpc::canonical_query(http.query, form.unwrap_or_default()).unwrap_or_default();
        Self { http, kind, is_form, form, parameters }
    }

    /// The format of the reply: `Format`; where there is none, what a V3 call accepts,
    /// or the default, which is XML for RPC by the documentation of ECS, and JSON for V3,
    /// whose SDKs read nothing else.
    pub(crate) fn format(&self) -> Format {
        let form = self.form.unwrap_or_default();
        match (Format::asked_for(self.http.query, form), self.kind) {
            (Ok(Some(format)), _) => format,
            (_, Kind::Rpc) => Format::Xml,
            (_, Kind::V3) => {
                header(&self.http, "accept").and_then(accept::format).unwrap_or(Format::Json)
            }
        }
    }

    /// Checks the method, the path, the signature and the timestamp.
    pub(crate) fn verify<'s>(
        &self,
        now: u64,
        secret: impl FnOnce(&str) -> Option<&'s AccessKeySecret>,
    ) -> Result<(), Refusal> {
        let Received { method, path, query, .. } = self.http;
        match (method, path) {
            ("GET" | "POST", "/") => {}
            ("GET" | "POST", _) => return Err(Refusal::Verify(VerifyError::UnexpectedPath)),
            _ => return Err(Refusal::Verify(VerifyError::UnsupportedHttpMethod)),
        }
        let form = self.form.ok_or(Refusal::Form)?;
        let verified = match self.kind {
            Kind::Rpc => {
                rpc::verify(method, query, form, Clock { now, window: rpc::WINDOW }, secret)
            }
            Kind::V3 => v3::verify(&self.http, Clock { now, window: v3::WINDOW }, secret).map(drop),
        };
        match (verified, self.kind) {
            (Err(VerifyError::SignatureMismatch), Kind::Rpc) => Err(Refusal::Mismatch {
                string_to_sign: rpc::string_to_sign(method, &self.parameters),
            }),
            (Ok(()), Kind::V3) => self.check_body(),
            (verified, _) => verified.map_err(Refusal::Verify),
        }
    }

    /// Refuses a body of V3 that would count or not by what nobody has signed. RPC signs
    /// the parameters in it.
    fn check_body(&self) -> Result<(), Refusal> {
        if self.http.body.is_empty() {
            Ok(())
        } else if !self.is_form {
            Err(Refusal::Body)
        } else if !self.signs("content-type") {
            Err(Refusal::Verify(VerifyError::UnsignedHeader))
        } else {
            Ok(())
        }
    }

    /// Whether a V3 signature, one that holds, covers a header.
    fn signs(&self, name: &str) -> bool {
        let authorization = header(&self.http, "authorization").unwrap_or_default();
        let mut parts = authorization.split([' ', ',']);
        let names = parts.find_map(|part| part.strip_prefix("SignedHeaders="));
        names.is_some_and(|names| names.split(';').any(|signed| signed == name))
    }

    /// The nonce, which every call has that verifies.
    pub(crate) fn nonce(&self) -> &str {
        let nonce = match self.kind {
            Kind::Rpc => self.parameter("SignatureNonce"),
            Kind::V3 => header(&self.http, "x-acs-signature-nonce"),
        };
        nonce.unwrap_or_default()
    }

    /// The call, if it is one of this operation and asks for a format that there is.
    pub(crate) fn decode(&self) -> Result<Call<'a>, Refusal> {
        let form = self.form.ok_or(Refusal::Form)?;
        let call = Call::from_query_and_form(self.http.query, form)?;
        Format::asked_for(self.http.query, form).map_err(|_| Refusal::Format)?;
        Ok(call)
    }

    /// The value of a parameter, percent-encoded.
    fn parameter(&self, name: &str) -> Option<&str> {
        let mut pairs = self.parameters.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

fn header<'a>(http: &Received<'a>, name: &str) -> Option<&'a str> {
    let mut headers = http.headers.iter();
    headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rpc => "RPC",
            Self::V3 => "V3",
        })
    }
}
