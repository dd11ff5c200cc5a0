//! `sign`: a signed call, for curl.

use std::fmt::Display;
use std::io::Write as _;

use aliyun_instance_status::sign::{Endpoint, Method, Moment};
use aliyun_instance_status::{
    Format, InvalidInstanceIds, InvalidValue, PageNumber, PageSize, Request,
};
use lexopt::{Arg, Parser};

use crate::arguments::{self, Invalid};
use crate::credentials;
use crate::curl_config;
use crate::failure::Failure;
use crate::system::System;
use crate::url::Url;

pub(crate) const HELP: &str = "\
Prints a signed call of DescribeInstanceStatus, as a configuration for
`curl -K -`: no shell stands between, so nothing needs quotes, and nothing of it
is in the process list. It can be sent once: by V3 within 15 minutes, by RPC 31.

usage: instance-status sign --region REGION [OPTIONS]

  --region REGION     the region, such as cn-hangzhou
  --zone-id ZONE      of this zone of the region only
  --instance-id ID    of this instance only; repeat it for up to 100 of them
  --page-number N     the page, counted from 1
  --page-size N       how many instances a page has, 1 to 50
  --format FORMAT     the format of the reply, `json` or `xml` [default: json]
  --rpc               sign by RPC, the older signature [default: V3]
  --post              send it by POST [default: GET]
  --endpoint URL      where to send it: a URL without a path, or a host alone
                      [default: the region's]
  --url               print only the URL of an RPC GET; whoever sees it can make
                      that call, once, within 31 minutes
  -h, --help          this

environment: ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET, and,
for a temporary access key, ALIBABA_CLOUD_SECURITY_TOKEN

example:
 instance-status sign --region cn-beijing | curl -isK - | instance-status decode
";

/// What `sign` is asked for.
pub(crate) struct Options {
    request: Request<'static>,
    is_rpc: bool,
    method: Method,
    format: Format,
    base: Base,
    is_url: bool,
}

/// Where a call goes: the scheme, and the host as it is signed.
struct Base {
    scheme: String,
    host: String,
}

impl Options {
    /// Reads the command line; `None` asks for help.
    pub(crate) fn parse(parser: &mut Parser) -> Result<Option<Self>, Invalid> {
        let (mut region, mut zone_id, mut ids) = (None, None, Vec::new());
        let (mut page_number, mut page_size) = (None::<PageNumber>, None::<PageSize>);
        let (mut is_rpc, mut method, mut is_url) = (false, Method::Get, false);
        let (mut format, mut base) = (Format::Json, None);
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("region") => region = Some(arguments::text(parser, "--region")?),
                Arg::Long("zone-id") => zone_id = Some(arguments::text(parser, "--zone-id")?),
                Arg::Long("instance-id") => ids.push(instance_id(parser)?),
                Arg::Long("page-number") => {
                    page_number =
                        Some(arguments::text(parser, "--page-number")?.parse().map_err(invalid)?);
                }
                Arg::Long("page-size") => {
                    page_size =
                        Some(arguments::text(parser, "--page-size")?.parse().map_err(invalid)?);
                }
                Arg::Long("format") => format = arguments::format(parser, "--format")?,
                Arg::Long("endpoint") => {
                    base = Some(Base::read(&arguments::text(parser, "--endpoint")?)?);
                }
                Arg::Long("rpc") => is_rpc = true,
                Arg::Long("post") => method = Method::Post,
                Arg::Long("url") => is_url = true,
                other => return Err(other.unexpected().into()),
            }
        }
        if is_url && method == Method::Post {
            return Err(Invalid::new("--url with --post, whose parameters are no part of a URL"));
        }
        let region: Option<String> = region.filter(|region| !region.is_empty());
        let mut request = Request::new(region.ok_or_else(|| Invalid::new("no --region"))?);
        if let Some(zone_id) = zone_id {
            request = request.with_zone_id(zone_id);
        }
        if let Some(page_number) = page_number {
            request = request.with_page_number(page_number);
        }
        if let Some(page_size) = page_size {
            request = request.with_page_size(page_size);
        }
        if !ids.is_empty() {
            request = request.with_instance_ids(ids).map_err(|error| match error {
                InvalidInstanceIds::TooMany => {
                    Invalid::new(format!("{error}: make several calls of up to 100"))
                }
                error => invalid(error),
            })?;
        }
        let base = base.map_or_else(|| Base::of_region(request.region_id()), Ok)?;
        Ok(Some(Self { request, is_rpc: is_rpc || is_url, method, format, base, is_url }))
    }
}

/// One id. A list of them would be sent as one that no instance has.
fn instance_id(parser: &mut Parser) -> Result<String, Invalid> {
    let id = arguments::text(parser, "--instance-id")?;
    if id.contains(',') {
        let message = format!("--instance-id {id}: an id has no comma: give each its own option");
        return Err(Invalid::new(message));
    }
    Ok(id)
}

fn invalid(error: impl Display) -> Invalid {
    Invalid::new(error.to_string())
}

impl Base {
    fn of_region(region: &str) -> Result<Self, Invalid> {
        let endpoint = Endpoint::of_region(region).map_err(invalid)?;
        Ok(Self { scheme: "https".into(), host: endpoint.host().into() })
    }

    /// Reads a URL without a path, or a host alone, perhaps with a port.
    fn read(text: &str) -> Result<Self, Invalid> {
        let Url { scheme, authority, path, query } = Url::split(text);
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]_".contains(&byte);
        let has_scheme = ["", "http", "https"].iter().any(|one| scheme.eq_ignore_ascii_case(one));
        let is_one = has_scheme
            && !authority.is_empty()
            && authority.bytes().all(is_host)
            && matches!(path, "" | "/")
            && query.is_empty();
        if !is_one {
            return Err(Invalid::new(format!(
                "--endpoint {text}: neither a URL like http://127.0.0.1:8080 nor a host"
            )));
        }
        let scheme = if scheme.is_empty() { "https" } else { scheme };
        Ok(Self { scheme: scheme.to_ascii_lowercase(), host: authority.into() })
    }
}

pub(crate) fn run(options: &Options, system: &mut System<'_>) -> Result<u8, Failure> {
    let Options { request, is_rpc, method, format, base: Base { scheme, host }, is_url } = options;
    let key = credentials::access_key(system)?;
    let refused = |error: InvalidValue| Failure::Refused(format!("error: {error}"));
    let moment = Moment::at((system.now)(), (system.nonce)()).map_err(refused)?;
    let signed = if *is_rpc {
        request.sign_rpc(*method, &key, moment, *format)
    } else {
        let endpoint = Endpoint::from(&**host);
        let endpoint = match method {
            // curl sends it with every `data`, and V3 signs it.
            Method::Post => endpoint.with_content_type("application/x-www-form-urlencoded"),
            Method::Get => endpoint,
        };
        request.sign_v3(*method, endpoint, &key, moment, *format)
    };
    let base = format!("{scheme}://{host}");
    if *is_url {
        writeln!(system.output, "{base}{}?{}", signed.path(), signed.query())?;
    } else {
        system.output.write_all(curl_config::write(&signed, &base).as_bytes())?;
    }
    Ok(0)
}
