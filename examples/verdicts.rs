//! Says of many bodies, one by one, whether the decoders read them. The bridge
//! of `tests/differential`, which holds the decoders against other parsers.
//!
//! ```text
//! verdicts json|xml < BODIES
//! ```
//!
//! Each body comes after its length, four bytes, the most significant first.
//! Each gets a line with three verdicts and tabs between them: of
//! `Reply::from_*`, `Page::from_*` and `ErrorReply::from_*`. A verdict is
//! `page`, `error`, the kind of the error and its offset, or `Panic`.

use std::io::{self, BufWriter, Read as _, Write as _};
use std::panic::{UnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::{env, fmt};

use aliyun_instance_status::{DecodeError, ErrorReply, Format, Page, Reply};

/// What a decoder says of a body.
enum Verdict {
    Page,
    Error,
    Refused(DecodeError),
    Panic,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page => f.write_str("page"),
            Self::Error => f.write_str("error"),
            Self::Refused(error) => write!(f, "{:?} {}", error.kind(), error.offset()),
            Self::Panic => f.write_str("Panic"),
        }
    }
}

fn main() -> ExitCode {
    let Some(format) = env::args().nth(1).and_then(|format| format.parse().ok()) else {
        eprintln!("usage: verdicts json|xml < BODIES");
        return ExitCode::FAILURE;
    };
    match run(format) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(format: Format) -> io::Result<()> {
    let mut bodies = Vec::new();
    io::stdin().read_to_end(&mut bodies)?;
    let mut rest = bodies.as_slice();
    let mut out = BufWriter::new(io::stdout().lock());
    while !rest.is_empty() {
        let (body, after) = split(rest).ok_or(io::ErrorKind::UnexpectedEof)?;
        rest = after;
        writeln!(out, "{}\t{}\t{}", reply(format, body), page(format, body), error(format, body))?;
    }
    out.flush()
}

/// The first body, without its length, and what follows it.
fn split(bodies: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&length, rest) = bodies.split_first_chunk()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(length)).ok()?)
}

fn reply(format: Format, body: &[u8]) -> Verdict {
    verdict(|| {
        Ok(match Reply::decode(format, body)? {
            Reply::Page(_) => Verdict::Page,
            Reply::Error(_) => Verdict::Error,
        })
    })
}

fn page(format: Format, body: &[u8]) -> Verdict {
    verdict(|| {
        match format {
            Format::Json => Page::from_json(body),
            Format::Xml => Page::from_xml(body),
        }
        .map(|_| Verdict::Page)
    })
}

fn error(format: Format, body: &[u8]) -> Verdict {
    verdict(|| {
        match format {
            Format::Json => ErrorReply::from_json(body),
            Format::Xml => ErrorReply::from_xml(body),
        }
        .map(|_| Verdict::Error)
    })
}

fn verdict(decode: impl FnOnce() -> Result<Verdict, DecodeError> + UnwindSafe) -> Verdict {
    match catch_unwind(decode) {
        Ok(Ok(accepted)) => accepted,
        Ok(Err(error)) => Verdict::Refused(error),
        Err(_) => Verdict::Panic,
    }
}
