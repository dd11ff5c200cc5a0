//! `query`: what a query asks for, parameter by parameter, as it was sent.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::io::{self, Write};
use std::iter;

use aliyun_instance_status::sign::VerifyError;
use aliyun_instance_status::{Call, DecodeError, Field};
use lexopt::{Arg, Parser};

use crate::arguments::Invalid;
use crate::failure::Failure;
use crate::fault;
use crate::parameter::{self, Parameter};
use crate::sent::Sent;
use crate::signature;
use crate::system::System;
use crate::table;
use crate::visible::visible;

pub(crate) const HELP: &str = "\
Says what a request asks for, parameter by parameter, as it was sent. Refuses
what a server would refuse. Secrets, tokens and signatures are not shown.

usage: instance-status query QUERY|URL|-

  QUERY|URL   a query, a URL, a request line from a log, or what `sign` prints;
              `-`: standard input
  -h, --help  this

example:
 instance-status query 'https://ecs.aliyuncs.com/?RegionId=cn-hangzhou'
";

/// Reads the command line; `None` asks for help.
pub(crate) fn parse(parser: &mut Parser) -> Result<Option<OsString>, Invalid> {
    let mut query = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Value(_) if query.is_some() => return Err(Invalid::new("more than one QUERY")),
            Arg::Value(text) => query = Some(text),
            other => return Err(other.unexpected().into()),
        }
    }
    query.map(Some).ok_or_else(|| Invalid::new("no QUERY"))
}

pub(crate) fn run(text: &OsStr, system: &mut System<'_>) -> Result<u8, Failure> {
    let sent = Sent::of_argument(text, "query", system)?;
    let form = str::from_utf8(&sent.body).unwrap_or_default();
    let refused = |error| refusal_of(&sent, error);
    let call = Call::from_query_and_form(&sent.query, form).map_err(refused)?;
    check_format(&sent, &call)?;
    write_table(&sent, form, &call, &mut system.output)?;
    // What is wrong with the signature is wrong with none of what is asked for.
    writeln!(system.output, "{}", signed(&sent, (system.now)())?)?;
    Ok(0)
}

fn write_table(sent: &Sent, form: &str, call: &Call<'_>, output: &mut dyn Write) -> io::Result<()> {
    let sent: Vec<Parameter> = parameter::all(&sent.query).chain(parameter::all(form)).collect();
    let row = |sent: &Parameter| {
        let value = if sent.is_secret() { "[hidden]".into() } else { shown(&sent.value) };
        [shown(&sent.name), value, sent.meaning().into()]
    };
    let heading = iter::once(["PARAMETER".into(), "VALUE".into(), "MEANING".into()]);
    table::write(heading.chain(sent.iter().map(row)), output)?;
    let request = &call.request;
    writeln!(
        output,
        "\nasks for page {}, {} a page, of {} in {}",
        request.page_number().get(),
        request.page_size().get(),
        match request.instance_ids().count() {
            0 => "all instances".into(),
            1 => "1 instance".into(),
            count => format!("{count} instances"),
        },
        visible(request.region_id()),
    )
}

fn shown(text: &str) -> Cow<'static, str> {
    visible(text).into_owned().into()
}

/// By which scheme the call is signed, and until when it is valid.
fn signed(sent: &Sent, now: u64) -> Result<String, Failure> {
    let form = str::from_utf8(&sent.body).unwrap_or_default();
    let mut all = parameter::all(&sent.query).chain(parameter::all(form));
    let is_rpc = all.any(|parameter| parameter.name == "Signature");
    if !is_rpc && sent.header("authorization").is_none() {
        return Ok("not signed, unless by V3, which signs in headers".into());
    }
    let unverified = signature::read(sent).map_err(|error| unsigned(sent, error))?;
    let expiry = match signature::expiry(&unverified, now) {
        Some((until, false)) => format!(", valid until {until}"),
        Some((until, true)) => format!(", expired at {until}"),
        None => String::new(),
    };
    let (scheme, id) = (unverified.scheme(), visible(unverified.access_key_id()));
    Ok(format!("signed by {scheme} with the access key {id}{expiry}"))
}

/// Refuses a format that a server would refuse.
pub(crate) fn check_format(sent: &Sent, call: &Call<'_>) -> Result<(), Failure> {
    match call.common.reply_format() {
        Ok(_) => Ok(()),
        Err(error) => Err(at_parameter(sent, &[Field::Format.name()], &error)),
    }
}

/// Why a server does not take a call for a signed one.
pub(crate) fn unsigned(sent: &Sent, error: VerifyError) -> Failure {
    match error {
        VerifyError::Query(error) => refusal_of(sent, error),
        error => at_parameter(sent, signature::parameter(error).unwrap_or_default(), &error),
    }
}

/// The fault of a query or of the form behind it.
pub(crate) fn refusal_of(sent: &Sent, error: DecodeError) -> Failure {
    let form = error.offset().checked_sub(sent.query.len()).filter(|_| !sent.body.is_empty());
    let form = form.filter(|_| error.offset() > sent.query.len() || sent.query.is_empty());
    match (form, str::from_utf8(&sent.body)) {
        (Some(at), Ok(text)) => {
            refused("<form>", text, at, &format!("{} at byte {at}", error.kind()))
        }
        _ => refused("<query>", &sent.query, error.offset(), &error),
    }
}

/// A fault of the value of the first of these parameters that was sent.
fn at_parameter(sent: &Sent, names: &[&str], error: &impl Display) -> Failure {
    let form = str::from_utf8(&sent.body).unwrap_or_default();
    let found =
        [("<query>", &*sent.query), ("<form>", form)].into_iter().find_map(|(name, text)| {
            let parameter = parameter::all(text).find(|one| names.contains(&&*one.name))?;
            Some(refused(name, text, parameter.at, error))
        });
    found.unwrap_or_else(|| Failure::Refused(format!("error: {error}")))
}

fn refused(name: &str, text: &str, at: usize, error: &impl Display) -> Failure {
    Failure::Refused(fault::report(name, &parameter::without_secrets(text), at, error))
}
