//! `explain`: why a call was refused, and what to do next.

use std::ffi::{OsStr, OsString};
use std::io::Write as _;

use aliyun_instance_status::sign::{AccessKey, Diagnosis, Signed};
use aliyun_instance_status::{ErrorCode, ErrorReply, Reply};
use lexopt::{Arg, Parser};

use crate::advice::advice;
use crate::arguments::{self, Invalid};
use crate::credentials;
use crate::curl_config;
use crate::decode;
use crate::failure::Failure;
use crate::http_message::HttpMessage;
use crate::input;
use crate::parameter;
use crate::query;
use crate::reply::{self, Style};
use crate::sent::Sent;
use crate::signature;
use crate::system::System;
use crate::visible::visible;

pub(crate) const HELP: &str = "\
Says why a call was refused, going by the error reply and what was signed, and
what to do next. It shows names, never values, secrets, tokens or signatures.

usage: instance-status explain [--signed FILE [--sent QUERY]] [ERROR|-]

  ERROR          the error reply, JSON or XML, also with its HTTP headers as
                 `curl -i` prints them; `-`, or none: standard input
  --signed FILE  what was signed: what `sign` printed, a string to sign, or a
                 canonical request; without it, what the code means and what
                 to do next
  --sent QUERY   the query or the URL as it was sent: what a log of the server
                 or of a proxy has
  -h, --help     this

environment: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET: if
both are set, the secret is examined too

example:
 instance-status sign --region cn-hangzhou >call
 curl -isK call | instance-status explain --signed call
";

/// What `explain` is asked for.
pub(crate) struct Options {
    error: OsString,
    signed: Option<OsString>,
    sent: Option<String>,
}

impl Options {
    /// Reads the command line; `None` asks for help.
    pub(crate) fn parse(parser: &mut Parser) -> Result<Option<Self>, Invalid> {
        let (mut error, mut signed, mut sent) = (None, None, None);
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("signed") => signed = Some(parser.value()?),
                Arg::Long("sent") => sent = Some(arguments::text(parser, "--sent")?),
                Arg::Value(_) if error.is_some() => {
                    return Err(Invalid::new("more than one ERROR"));
                }
                Arg::Value(file) => error = Some(file),
                other => return Err(other.unexpected().into()),
            }
        }
        let error = error.unwrap_or_else(|| "-".into());
        if error == "-" && signed.as_ref().is_some_and(|signed| signed == "-") {
            return Err(Invalid::new("two things from standard input"));
        }
        if sent.is_some() && signed.is_none() {
            return Err(Invalid::new("--sent without --signed"));
        }
        Ok(Some(Self { error, signed, sent }))
    }
}

pub(crate) fn run(options: &Options, system: &mut System<'_>) -> Result<u8, Failure> {
    let signed = options.signed.as_ref();
    let signed = signed.map(|file| WhatWasSigned::read(file, system)).transpose()?;
    let input = input::read(&options.error, system)?;
    let message = HttpMessage::reply(&input.bytes);
    let reply = decode::read(&input, &message)?;
    let Reply::Error(error) = &reply else {
        let message = "a page, not an error reply: there is nothing to explain";
        return Err(Failure::Refused(format!("{}: error: {message}", input.name)));
    };
    let why = match signed {
        Some(signed) => {
            let key = signed.key(system)?;
            signed.diagnosis(error, key.as_ref(), options.sent.as_deref()).to_string()
        }
        None => meaning(&error.code),
    };
    let style = Style { has_colors: system.has_colors, ..Style::default() };
    reply::show(&reply, &message, style, &mut system.output)?;
    writeln!(system.output, "\nwhy:  {}", visible(&why))?;
    let next = advice(&message, &Ok(reply));
    let next = next.as_deref().unwrap_or(
        "sent again, the same call would be refused again: correct it, and sign it anew",
    );
    writeln!(system.output, "next: {next}")?;
    Ok(0)
}

/// What the code says by itself.
fn meaning(code: &ErrorCode<'_>) -> String {
    if [ErrorCode::SIGNATURE_DOES_NOT_MATCH, ErrorCode::INCOMPLETE_SIGNATURE].contains(code) {
        return "the signature was refused; --signed, with what was signed, finds out why"
            .to_owned();
    }
    match code.documented_message() {
        Some(message) => format!("as the service documents the code: {message}"),
        None => "the service does not document the code".to_owned(),
    }
}

/// What a client has signed.
struct WhatWasSigned {
    text: String,
    /// As it was sent, if that is known.
    signature: Option<String>,
    /// The id of the access key, if that is known.
    access_key_id: Option<String>,
}

impl WhatWasSigned {
    fn read(file: &OsStr, system: &mut System<'_>) -> Result<Self, Failure> {
        let (name, text) = input::read_text(file, system)?;
        if !curl_config::is_one(&text) {
            let text = text.trim_end_matches(['\r', '\n']).to_owned();
            return Ok(Self { text, signature: None, access_key_id: None });
        }
        let sent = Sent::read(&text);
        let unverified = signature::read(&sent).map_err(|error| {
            let fault = query::unsigned(&sent, error);
            Failure::Refused(format!("{name}: not what `instance-status sign` prints\n{fault}"))
        })?;
        let text = match unverified.canonical_request() {
            Some(canonical) => canonical.to_owned(),
            None => unverified.string_to_sign(),
        };
        let access_key_id = Some(unverified.access_key_id().to_owned());
        Ok(Self { text, signature: sent_signature(&sent), access_key_id })
    }

    /// The access key of the environment, if it may be the one that has signed.
    fn key(&self, system: &System<'_>) -> Result<Option<AccessKey>, Failure> {
        let Some(id) = credentials::id(system)? else { return Ok(None) };
        let is_another = self.access_key_id.as_ref().is_some_and(|signer| *signer != id);
        // Whatever may be wrong with the secret is for the diagnosis to say.
        let secret = credentials::unchecked_secret(system).filter(|_| !is_another);
        Ok(secret.map(|secret| AccessKey::new(id, secret)))
    }

    fn diagnosis(
        &self,
        error: &ErrorReply<'_>,
        key: Option<&AccessKey>,
        sent: Option<&str>,
    ) -> Diagnosis {
        let mut signed = Signed::new(&*self.text);
        if let Some(sent) = sent {
            // Of a URL, the query is what follows its `?`.
            let query = sent.split_once('?').map_or(sent, |(_, query)| query);
            signed = signed.with_sent(query);
        }
        if let Some(signature) = &self.signature {
            signed = signed.with_signature(&**signature);
        }
        if let Some(key) = key {
            signed = signed.with_key(key);
        }
        Diagnosis::of(error, signed)
    }
}

/// The signature as it was sent: with its escapes where it is a parameter.
fn sent_signature(sent: &Sent) -> Option<String> {
    if let Some(authorization) = sent.header("authorization") {
        let (_, signature) = authorization.rsplit_once("Signature=")?;
        return Some(signature.to_owned());
    }
    let form = str::from_utf8(&sent.body).unwrap_or_default();
    [&*sent.query, form].into_iter().find_map(|text| {
        let parameter = parameter::all(text).find(|one| one.name == "Signature")?;
        let end = parameter.at.saturating_add(parameter.length);
        Some(text.get(parameter.at..end)?.to_owned())
    })
}
