//! The command line.

use std::ffi::OsString;
use std::fmt::Display;
use std::fs;
use std::str::FromStr;
use std::time::Duration;

use aliyun_instance_status::sign::AccessKeySecret;
use mock_endpoint::{Fleet, Options};

/// What `--help` shows.
pub(crate) const HELP: &str = "\
A mock of the Alibaba Cloud ECS endpoint for DescribeInstanceStatus, on 127.0.0.1.

Usage: mock-endpoint [OPTIONS]

  --port PORT             the port [default: one that is free]
  --access-key-id ID      the one access key id that there is [default: testid]
  --secret SECRET         its secret [default: testsecret]
  --fleet FILE            the instances, in JSON [default: 208 of them]
  --latency MILLISECONDS  hold every answer back
  --throttle N            answer every N-th well signed call with Throttling
  --help                  show this

Prints its URL as the first line on standard output, and a line for every call on
standard error. SIGINT and SIGTERM stop it when the calls under way are answered.
";

/// What the command line asks for.
pub(crate) enum Arguments {
    Help,
    Run(Box<Options>),
}

/// Reads what follows the program's name.
pub(crate) fn read(arguments: impl Iterator<Item = OsString>) -> Result<Arguments, String> {
    let mut options = Options { log: true, ..Options::default() };
    let mut arguments = arguments.map(|argument| {
        argument.into_string().map_err(|argument| format!("{} is not UTF-8", argument.display()))
    });
    while let Some(name) = arguments.next().transpose()? {
        let mut value = || arguments.next().unwrap_or_else(|| Err(format!("{name} wants a value")));
        match name.as_str() {
            "--help" | "-h" => return Ok(Arguments::Help),
            "--port" => options.port = number(&name, &value()?)?,
            "--access-key-id" => options.access_key_id = value()?,
            "--secret" => options.secret = AccessKeySecret::new(value()?),
            "--fleet" => options.fleet = fleet(&value()?)?,
            "--latency" => options.latency = Duration::from_millis(number(&name, &value()?)?),
            "--throttle" => options.throttle = Some(number(&name, &value()?)?),
            _ => return Err(format!("unknown argument {name:?}; --help shows those there are")),
        }
    }
    Ok(Arguments::Run(Box::new(options)))
}

fn number<T: FromStr<Err: Display>>(name: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|error| format!("{name} {value:?}: {error}"))
}

fn fleet(file: &str) -> Result<Fleet, String> {
    let json = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    Fleet::from_json(&json).map_err(|error| format!("{file}: {error}"))
}
