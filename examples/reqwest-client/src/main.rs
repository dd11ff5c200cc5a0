//! Lists the instances of a region, with their statuses, by `DescribeInstanceStatus`.
//!
//! ```text
//! cargo run -p reqwest-client -- --region cn-hangzhou
//! ```

mod progress;
mod table;

use std::env;
use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKey, Endpoint, Method, Moment};
use aliyun_instance_status::{Format, Listing, PageSize, Renew, Request, Step};
use clap::Parser;
use progress::{Progress, cause};
use reqwest::header::HeaderMap;
use reqwest::{Client, Url, redirect};
use table::table;
use tokio::time::sleep;
use uuid::Uuid;

/// How long a call may take, from its connection to the end of its reply.
const CALL_TIMEOUT: Duration = Duration::from_secs(30);

/// How many bytes a reply may have. A page of 50 instances has some five thousand.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// Lists the instances of an ECS region, with their statuses.
///
/// The access key is read from `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`,
/// and a temporary one's token from `ALIBABA_CLOUD_SECURITY_TOKEN`.
#[derive(Parser)]
struct Arguments {
    /// The region
    #[arg(long, value_name = "ID")]
    region: String,
    /// List only this instance, and others for which the option is repeated
    #[arg(long, value_name = "ID")]
    instance_id: Vec<String>,
    /// Where to send the calls, in place of the region's own endpoint
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// Speak HTTP/2 from the first byte, to an endpoint without TLS
    #[arg(long)]
    http2: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match list(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("reqwest-client: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn list(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let key = access_key()?;
    let base = match arguments.endpoint {
        Some(url) => url,
        None => format!("https://{}", Endpoint::of_region(&arguments.region)?.host()),
    };
    let host = Url::parse(&base)?.authority().to_owned();
    let client = client(arguments.http2)?;
    let request = Request::new(arguments.region).with_page_size(PageSize::MAX);
    let mut listing = match arguments.instance_id {
        ids if ids.is_empty() => Listing::new(request),
        ids => Listing::of(request.split_instance_ids(ids)),
    };
    let (mut instances, mut clock_skew, progress) = (Vec::new(), 0, Progress::new());
    while let Some(request) = listing.request() {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let nonce = Uuid::new_v4().to_string();
        let moment = Moment::at(now.saturating_add_signed(clock_skew), nonce)?;
        let signed = request.sign_v3(Method::Get, &*host, &key, moment, Format::Json);
        let answer = send(&client, signed.to_http(&base)?).await;
        let step = match &answer {
            Ok((status, headers, body)) => listing.answered(*status, headers, body)?,
            Err(error) => {
                listing.unanswered().map_err(|end| format!("{end}: {}", cause(&**error)))?
            }
        };
        match step {
            Step::Page(page) => {
                progress.page(&page, instances.len() + page.iter().len());
                instances.extend(page.into_owned());
            }
            Step::Wait(wait) if wait.renew == Renew::Credentials => {
                return Err("the security token has expired: get a new one".into());
            }
            Step::Wait(wait) => {
                if let Some(time) = wait.server_time {
                    clock_skew = time.cast_signed() - now.cast_signed();
                }
                progress.wait(&wait, answer.as_ref().err().map(|error| &**error));
                sleep(wait.duration).await;
            }
        }
    }
    progress.end();
    if listing.has_changed() {
        eprintln!("the region has changed meanwhile: an instance may be missing, or there twice");
    }
    Ok(io::stdout().write_all(table(&instances).as_bytes())?)
}

/// The access key, from the variables that all of the vendor's tools read.
fn access_key() -> Result<AccessKey, String> {
    let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let wanted = ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"];
    let [Some(id), Some(secret)] = wanted.map(variable) else {
        let missing: Vec<_> = wanted.into_iter().filter(|name| variable(name).is_none()).collect();
        return Err(format!("not set: {}", missing.join(", ")));
    };
    let key = AccessKey::new(id, secret);
    Ok(match variable("ALIBABA_CLOUD_SECURITY_TOKEN") {
        Some(token) => key.with_security_token(token),
        None => key,
    })
}

fn client(http2: bool) -> Result<Client, Box<dyn Error>> {
    // Fails only where there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // What is signed for one host must not be sent to another.
    let client = Client::builder().timeout(CALL_TIMEOUT).redirect(redirect::Policy::none());
    Ok(if http2 { client.http2_prior_knowledge() } else { client }.build()?)
}

/// The status, headers and body that came back, or why nothing did.
async fn send(
    client: &Client,
    call: http::Request<String>,
) -> Result<(u16, HeaderMap, Vec<u8>), Box<dyn Error>> {
    let mut answer = client.execute(call.try_into()?).await?;
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > MAX_BODY {
            return Err("a reply without end".into());
        }
    }
    Ok((answer.status().as_u16(), answer.headers().clone(), body))
}
