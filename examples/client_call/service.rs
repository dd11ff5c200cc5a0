//! A service in memory: it verifies a call and answers with a page, but throttles every
//! third. `../mock-endpoint` is a whole one, over HTTP.

use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKeySecret, Received, text_headers};
use aliyun_instance_status::{ErrorCode, InstanceStatus, Page, Refusal, Reply, Request, Status};

/// What a reply calls the endpoint.
const HOST_ID: &str = "ecs.aliyuncs.com";

/// How many instances there are: three pages.
const INSTANCES: usize = 120;

#[derive(Default)]
pub(crate) struct Service {
    calls: u32,
}

impl Service {
    pub(crate) fn calls(&self) -> u32 {
        self.calls
    }

    /// Answers a call, in the format that it asks for.
    pub(crate) fn send(
        &mut self,
        call: &http::Request<String>,
    ) -> Result<http::Response<String>, Box<dyn std::error::Error>> {
        self.calls += 1;
        let request_id = format!("R-{}", self.calls);
        let is_one_too_many = self.calls.is_multiple_of(3);
        let Ok(headers) = text_headers(call.headers()) else {
            return Ok(http::Response::builder().status(400).body(String::new())?);
        };
        let received = Received {
            method: call.method().as_str(),
            path: call.uri().path(),
            query: call.uri().query().unwrap_or_default(),
            headers,
            body: call.body().as_bytes(),
        };
        let reply = match page(&received, &request_id, is_one_too_many) {
            Ok(page) => page.into(),
            Err(refusal) => refusal.into_reply(request_id, HOST_ID),
        };
        let mut answer = http::Response::builder().status(reply.http_status());
        if matches!(&reply, Reply::Error(error) if error.is_throttling()) {
            answer = answer.header("x-acs-retry-after", 10);
        }
        let (format, body) = reply.encode_or_json(received.format());
        Ok(answer.header("content-type", format.content_type()).body(body)?)
    }
}

/// The page that is asked for, of a call that is signed well.
fn page(
    received: &Received<'_>,
    request_id: &str,
    is_one_too_many: bool,
) -> Result<Page<'static>, Refusal> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let unverified = received.read()?;
    let secret =
        (unverified.access_key_id() == "testid").then(|| AccessKeySecret::new("testsecret"));
    let verified = unverified.verify(now, secret.as_ref())?;
    if is_one_too_many {
        return Err(ErrorCode::THROTTLING.into());
    }
    let call = verified.call()?;
    call.common.reply_format()?;
    Ok(list(&call.request, request_id))
}

fn list(request: &Request<'_>, request_id: &str) -> Page<'static> {
    let ids: Vec<_> = (0..INSTANCES).map(|n| format!("i-{n:04}")).collect();
    let mut page = Page::answering(request, request_id.to_owned(), ids.len());
    let on_page = &ids[request.page_range(ids.len())];
    page.extend(on_page.iter().map(|id| InstanceStatus::new(id.clone(), Status::Running)));
    page
}
