//! The command line.

use std::ffi::OsString;

use std::fs::File;
use std::io::Read as _;
use std::num::NonZeroU64;
use std::str::FromStr;
use std::time::Duration;

use aliyun_instance_status::sign::AccessKeySecret;
use mock_endpoint::{Fleet, Options, Throttling};

/// How many bytes a fleet file may have: that is some 900,000 instances.
const MAX_FLEET: u64 = 64 * 1024 * 1024;

/// What `--help` shows.
pub(crate) const HELP: &str = "\
A mock of the Alibaba Cloud ECS endpoint for DescribeInstanceStatus, on 127.0.0.1.

Usage: mock-endpoint [OPTIONS]

  --port PORT             the port [default: one that is free]
  --access-key-id ID      the one access key id that there is [default: testid]
  --secret SECRET         its secret [default: testsecret]
  --fleet FILE            the instances, in JSON [default: 208 of them]
  --latency MILLISECONDS  hold every answer back
  --unsigned              also answer calls without a signature, typed by hand
  --help                  show this

What fails, in the order in which a call meets it; each counts the calls that get there:

  --gateway-error N       answer every N-th call with HTML and 502, 503, 504 in turn
  --throttle N            throttle every N-th well signed call
  --throttling WAY        and how [default: retry-after]:
                            retry-after  Throttling, 400, with x-acs-retry-after
                            unavailable  ServiceUnavailable, 503, with the same header
                            rate-limit   Throttling.User, 400, with x-ratelimit-user-api
                            bare         Throttling, 400, with no such header
  --lose-reply N          carry out every N-th call, and close without a reply

A value may also follow its option with a =, as in --port=8080.

Prints its URL as the first line on standard output, and a line for every call on
standard error. SIGINT and SIGTERM stop it when the calls under way are answered.
";

/// What the command line asks for.
pub(crate) enum Arguments {
    Help,
    Run(Box<Options>),
}

/// Reads what follows the program's name. No error repeats any of it but the names of
/// options: the rest may be a secret in the wrong place.
pub(crate) fn read(arguments: impl Iterator<Item = OsString>) -> Result<Arguments, String> {
    let mut options = Options { log: true, ..Options::default() };
    let mut arguments = (1..).zip(arguments);
    while let Some((place, argument)) = arguments.next() {
        let unknown = || format!("argument {place} is not an option; see --help");
        let (name, joined) = argument.to_str().and_then(split).ok_or_else(unknown)?;
        if matches!(name, "--help" | "-h") {
            return Ok(Arguments::Help);
        }
        if name == "--unsigned" {
            if joined.is_some() {
                return Err("--unsigned takes no value".to_owned());
            }
            options.unsigned = true;
            continue;
        }
        let mut value = || {
            let value = joined.map(OsString::from).or_else(|| Some(arguments.next()?.1));
            let value = value.ok_or_else(|| format!("{name} wants a value"))?;
            value.into_string().map_err(|_| format!("the value of {name} is not UTF-8"))
        };
        match name {
            "--port" => options.port = number(name, "from 0 to 65535", &value()?)?,
            "--access-key-id" => options.access_key_id = value()?,
            "--secret" => options.secret = AccessKeySecret::new(value()?),
            "--fleet" => options.fleet = fleet(&value()?)?,
            "--latency" => {
                let milliseconds = number(name, "of milliseconds", &value()?)?;
                options.latency = Duration::from_millis(milliseconds);
            }
            "--gateway-error" => options.gateway_error = Some(every(name, &value()?)?),
            "--throttle" => options.throttle = Some(every(name, &value()?)?),
            "--throttling" => options.throttling = throttling(&value()?)?,
            "--lose-reply" => options.lose_reply = Some(every(name, &value()?)?),
            _ => return Err(unknown()),
        }
    }
    Ok(Arguments::Run(Box::new(options)))
}

/// The name of an option, and its value where `=` joins the two.
fn split(argument: &str) -> Option<(&str, Option<&str>)> {
    match argument.split_once('=') {
        _ if argument == "-h" => Some((argument, None)),
        _ if !argument.starts_with("--") => None,
        Some((name, value)) => Some((name, Some(value))),
        None => Some((argument, None)),
    }
}

fn number<T: FromStr>(name: &str, which: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("{name} wants a number {which}"))
}

fn every(name: &str, value: &str) -> Result<NonZeroU64, String> {
    number(name, "from 1", value)
}

fn throttling(way: &str) -> Result<Throttling, String> {
    match way {
        "retry-after" => Ok(Throttling::RetryAfter),
        "unavailable" => Ok(Throttling::Unavailable),
        "rate-limit" => Ok(Throttling::RateLimit),
        "bare" => Ok(Throttling::Bare),
        _ => Err("--throttling wants retry-after, unavailable, rate-limit or bare".to_owned()),
    }
}

/// Reads a fleet file, but no device that never ends.
fn fleet(path: &str) -> Result<Fleet, String> {
    let mut json = String::new();
    let read = File::open(path).and_then(|file| file.take(MAX_FLEET + 1).read_to_string(&mut json));
    match read {
        Err(error) => Err(format!("--fleet: the file cannot be read: {error}")),
        Ok(length) if length as u64 > MAX_FLEET => {
            Err("--fleet wants a file of at most 64 MiB".to_owned())
        }
        Ok(_) => Fleet::from_json(&json).map_err(|error| error.to_string()),
    }
}
