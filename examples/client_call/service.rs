//! A service in memory: it verifies a call and answers with a page, but throttles every
//! third. `../mock-endpoint` is a whole one, over HTTP.

use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKeySecret, Received};
use aliyun_instance_status::{
    ErrorCode, Format, InstanceStatus, Page, Refusal, Reply, Request, Status,
};

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
    pub(crate) fn send(&mut self, call: http::Request<String>) -> http::Response<String> {
        self.calls += 1;
        let request_id = format!("R-{}", self.calls);
        let is_one_too_many = self.calls.is_multiple_of(3);
        let (parts, body) = call.into_parts();
        let (format, page) = match Received::from_http(&parts, body.as_bytes()) {
            Ok(received) => (received.format(), page(&received, &request_id, is_one_too_many)),
            Err(error) => (Format::Json, Err(error.into())),
        };
        let reply: Reply<'_> = match page {
            Ok(page) => page.into(),
            Err(refusal) => refusal.into_reply(request_id, HOST_ID),
        };
        let mut answer = reply.to_http(format);
        if matches!(&reply, Reply::Error(error) if error.is_throttling()) {
            answer.headers_mut().insert("x-acs-retry-after", http::HeaderValue::from_static("10"));
        }
        answer
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
