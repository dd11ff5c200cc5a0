//! A service in memory: it verifies a call and answers with a page, but throttles every
//! third. `../mock-endpoint` is a whole one, over HTTP.

use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKeySecret, Clock, Received};
use aliyun_instance_status::{
    ErrorCode, Format, InstanceStatus, Refusal, Reply, Request, Response, Status,
};

/// What a reply calls the endpoint.
const HOST_ID: &str = "ecs.aliyuncs.com";

/// How many instances there are: three pages.
const INSTANCES: u32 = 120;

#[derive(Default)]
pub(crate) struct Service {
    calls: u32,
}

impl Service {
    pub(crate) fn calls(&self) -> u32 {
        self.calls
    }

    /// Answers a call: in JSON to V3, in XML to RPC.
    pub(crate) fn send(
        &mut self,
        call: &http::Request<String>,
    ) -> Result<http::Response<String>, Box<dyn std::error::Error>> {
        self.calls += 1;
        let request_id = format!("R-{}", self.calls);
        let is_one_too_many = self.calls.is_multiple_of(3);
        let reply = match page(call, &request_id, is_one_too_many) {
            Ok(page) => page.into(),
            Err(refusal) => refusal.into_reply(request_id, HOST_ID),
        };
        let is_throttled = matches!(&reply, Reply::Error(error) if error.code.is_throttling());
        let is_v3 = call.headers().contains_key("authorization");
        let body = reply.encode(if is_v3 { Format::Json } else { Format::Xml })?;
        let mut answer = http::Response::builder().status(reply.http_status());
        if is_throttled {
            answer = answer.header("x-acs-retry-after", 10);
        }
        Ok(answer.body(body)?)
    }
}

/// The page that is asked for, of a call that is signed well.
fn page(
    call: &http::Request<String>,
    request_id: &str,
    is_one_too_many: bool,
) -> Result<Response<'static>, Refusal> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let headers = call.headers().iter();
    let headers: Vec<(&str, &str)> = headers
        .map(|(name, value)| Ok((name.as_str(), str::from_utf8(value.as_bytes())?)))
        .collect::<Result<_, Refusal>>()?;
    let unverified = Received {
        method: call.method().as_str(),
        path: call.uri().path(),
        query: call.uri().query().unwrap_or_default(),
        headers: &headers,
        body: call.body().as_bytes(),
    }
    .read()?;
    let secret =
        (unverified.access_key_id() == "testid").then(|| AccessKeySecret::new("testsecret"));
    let clock = Clock { now, window: unverified.window() };
    let verified = unverified.verify(clock, secret.as_ref())?;
    if is_one_too_many {
        return Err(ErrorCode::THROTTLING.into());
    }
    Ok(list(&verified.call()?.request, request_id))
}

fn list(request: &Request<'_>, request_id: &str) -> Response<'static> {
    let (number, size) = (request.page_number().get(), request.page_size().get());
    let first = size.saturating_mul(number - 1);
    let mut page = Response::new(request_id.to_owned(), INSTANCES, number, size);
    let on_page = first..first.saturating_add(size).min(INSTANCES);
    page.instance_statuses = on_page
        .map(|n| InstanceStatus {
            instance_id: format!("i-{n:04}").into(),
            status: Status::Running,
        })
        .collect();
    page
}
