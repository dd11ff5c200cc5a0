//! `verify`: whether the signature of a call holds.

use std::ffi::OsString;
use std::io::Write as _;

use aliyun_instance_status::Field;
use aliyun_instance_status::sign::{AccessKeySecret, Diagnosis, Unverified, Verified, VerifyError};
use lexopt::{Arg, Parser};

use crate::arguments::{self, Invalid};
use crate::credentials;
use crate::failure::Failure;
use crate::input;
use crate::query;
use crate::sent::Sent;
use crate::signature;
use crate::system::System;
use crate::visible::visible;

pub(crate) const HELP: &str = "\
Says whether the signature of a call holds, as the service would; and if it does
not, the likely cause. Which nonces were used, and whose a token is, only the
service knows.

usage: instance-status verify [OPTIONS] URL|-

  URL                     the URL or the query that was sent; `-`: standard
                          input, which may be what `sign` prints
  --method METHOD         how it was sent [default: GET, or POST with a body]
  --header 'NAME: VALUE'  a header that was sent; V3 needs all that it signs
  --body FILE             the body that was sent; `-`: standard input
  --at TIME               judge it at this time, yyyy-MM-ddTHH:mm:ssZ, rather
                          than now: a URL that was pasted has often expired
  -h, --help              this

environment: ALIBABA_CLOUD_ACCESS_KEY_SECRET

example:
 instance-status sign --region cn-hangzhou | instance-status verify -
";

/// What `verify` is asked for.
pub(crate) struct Options {
    url: OsString,
    method: Option<String>,
    headers: Vec<(String, String)>,
    body: Option<OsString>,
    at: Option<u64>,
}

impl Options {
    /// Reads the command line; `None` asks for help.
    pub(crate) fn parse(parser: &mut Parser) -> Result<Option<Self>, Invalid> {
        let (mut url, mut method, mut headers, mut body, mut at) =
            (None, None, Vec::new(), None, None);
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("method") => method = Some(arguments::text(parser, "--method")?),
                Arg::Long("header") => headers.push(header(&arguments::text(parser, "--header")?)?),
                Arg::Long("body") => body = Some(parser.value()?),
                Arg::Long("at") => at = Some(time(&arguments::text(parser, "--at")?)?),
                Arg::Value(_) if url.is_some() => return Err(Invalid::new("more than one URL")),
                Arg::Value(text) => url = Some(text),
                other => return Err(other.unexpected().into()),
            }
        }
        let url = url.ok_or_else(|| Invalid::new("no URL"))?;
        if url == "-" && body.as_ref().is_some_and(|body| body == "-") {
            return Err(Invalid::new("two things from standard input"));
        }
        Ok(Some(Self { url, method, headers, body, at }))
    }
}

fn header(text: &str) -> Result<(String, String), Invalid> {
    let (name, value) =
        text.split_once(':').ok_or_else(|| Invalid::new(format!("--header {text}: no colon")))?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn time(text: &str) -> Result<u64, Invalid> {
    let time = signature::seconds(text);
    time.ok_or_else(|| Invalid::new(format!("--at {text}: not yyyy-MM-ddTHH:mm:ssZ")))
}

pub(crate) fn run(options: &Options, system: &mut System<'_>) -> Result<u8, Failure> {
    let mut sent = Sent::of_argument(&options.url, "verify", system)?;
    if let Some(method) = &options.method {
        sent.method.clone_from(method);
    }
    let is_given =
        |name: &str| options.headers.iter().any(|(one, _)| one.eq_ignore_ascii_case(name));
    sent.headers.retain(|(name, _)| !is_given(name));
    sent.headers.extend(options.headers.iter().cloned());
    if let Some(file) = &options.body {
        sent.body = input::read(file, system)?.bytes;
    }
    let secret = credentials::secret(system)?;
    let unverified = signature::read(&sent).map_err(|error| unreadable(&sent, error))?;
    let now = options.at.unwrap_or_else(system.now);
    let verified = signature::verify(&unverified, now, &secret)
        .map_err(|error| refused(error, &unverified, now, &secret, system))?;
    write(&verified, system)?;
    // A server refuses it all the same.
    let call = verified.call().map_err(|error| query::refusal_of(&sent, error))?;
    query::check_format(&sent, &call)?;
    Ok(0)
}

fn unreadable(sent: &Sent, error: VerifyError) -> Failure {
    match error {
        VerifyError::MissingParameter(Field::Signature) => Failure::Refused(format!(
            "error: {error}\nhint: V3 signs in headers: give all that were sent, by --header"
        )),
        error => query::unsigned(sent, error),
    }
}

fn write(verified: &Verified<'_>, system: &mut System<'_>) -> Result<(), Failure> {
    let rows = [
        ("access key", verified.access_key_id()),
        ("signed at", verified.timestamp()),
        ("nonce", verified.signature_nonce()),
    ];
    writeln!(system.output, "the signature holds, by {}", verified.scheme())?;
    for (name, value) in rows {
        writeln!(system.output, "{name:<12}{}", visible(value))?;
    }
    Ok(())
}

const UNEXPLAINED: &str = "hint: no known mistake explains it: it was signed with another secret, or changed \
    after it was signed";

/// Why it does not hold, and what may be the cause.
fn refused(
    error: VerifyError,
    unverified: &Unverified<'static>,
    now: u64,
    secret: &AccessKeySecret,
    system: &System<'_>,
) -> Failure {
    let mut lines = vec![format!("error: {error}")];
    if matches!(error, VerifyError::Expired(_)) {
        let time = visible(unverified.timestamp());
        lines.push(format!("hint: it was signed at {time}; to judge it then: --at {time}"));
    }
    if matches!(error, VerifyError::SignatureMismatch | VerifyError::Expired(_)) {
        let cause = Diagnosis::guess(unverified, now, Some(secret));
        lines.extend(cause.map(|cause| format!("likely cause: {}", visible(&cause.to_string()))));
    }
    if error == VerifyError::SignatureMismatch {
        let signer = unverified.access_key_id();
        let id = credentials::id(system).ok().flatten().filter(|id| id != signer);
        lines.extend(id.map(|id| {
            let signer = visible(signer);
            format!("hint: it is signed with the access key {signer}, the environment has {id}")
        }));
    }
    if error == VerifyError::SignatureMismatch && lines.len() == 1 {
        lines.push(UNEXPLAINED.to_owned());
    }
    Failure::Refused(lines.join("\n"))
}
