//! A service in memory: it verifies a call and answers with a page, but throttles every
//! third. `../mock-endpoint` is a whole one, over HTTP.

use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKeySecret, Clock, VerifyError, rpc, v3};
use aliyun_instance_status::{Call, ErrorCode, Format, InstanceStatus, Reply, Response, Status};

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
        call: &http::Request<()>,
    ) -> Result<http::Response<String>, Box<dyn std::error::Error>> {
        self.calls += 1;
        let request_id = format!("R-{}", self.calls);
        let reply = match verify(call) {
            Err(error) => error.to_error_response(request_id, HOST_ID).into(),
            Ok(()) if self.calls.is_multiple_of(3) => {
                ErrorCode::THROTTLING.to_error_response(request_id, HOST_ID).into()
            }
            Ok(()) => answer(call.uri().query().unwrap_or_default(), request_id),
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

fn verify(call: &http::Request<()>) -> Result<(), VerifyError> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let secret = AccessKeySecret::new("testsecret");
    let secret_of = |id: &str| (id == "testid").then_some(&secret);
    let (method, query) = (call.method().as_str(), call.uri().query().unwrap_or_default());
    if !call.headers().contains_key("authorization") {
        return rpc::verify(method, query, "", Clock { now, window: rpc::WINDOW }, secret_of);
    }
    let headers = call.headers().iter();
    let headers: Vec<(&str, &str)> =
        headers.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect();
    let received =
        v3::Received { method, path: call.uri().path(), query, headers: &headers, body: b"" };
    v3::verify(&received, Clock { now, window: v3::WINDOW }, secret_of).map(drop)
}

/// The page that is asked for.
fn answer(query: &str, request_id: String) -> Reply<'_> {
    let request = match Call::from_query(query) {
        Ok(call) => call.request,
        Err(error) => return error.to_error_response(request_id, HOST_ID).into(),
    };
    let (number, size) = (request.page_number().get(), request.page_size().get());
    let first = size.saturating_mul(number - 1);
    let mut page = Response::new(request_id, INSTANCES, number, size);
    let on_page = first..first.saturating_add(size).min(INSTANCES);
    page.instance_statuses = on_page
        .map(|n| InstanceStatus {
            instance_id: format!("i-{n:04}").into(),
            status: Status::Running,
        })
        .collect();
    page.into()
}
