//! What stands between an HTTP stack and the data.

use aliyun_instance_status::sign::{AccessKeySecret, Nonces, Received};
use aliyun_instance_status::{
    ErrorCode, Format, InstanceStatus, Page, Refusal, Reply, Request, Status,
};

/// What a reply calls the endpoint.
const HOST_ID: &str = "ecs.aliyuncs.com";

/// The one region that there is.
const REGION_ID: &str = "cn-hangzhou";

pub(crate) struct Server {
    instances: Vec<InstanceStatus<'static>>,
    nonces: Nonces,
    calls: u64,
}

impl Server {
    /// A server of 120 instances, the odd ones of which are stopped.
    pub(crate) fn new() -> Self {
        let instance = |n: u32| {
            let status = if n.is_multiple_of(2) { Status::Running } else { Status::Stopped };
            InstanceStatus::new(format!("i-{n:04}"), status)
        };
        Self { instances: (0..120).map(instance).collect(), nonces: Nonces::new(), calls: 0 }
    }

    /// Answers a call that was received at `now`, in seconds since the Unix epoch.
    pub(crate) fn answer(
        &mut self,
        call: http::Request<impl AsRef<[u8]>>,
        now: u64,
    ) -> http::Response<String> {
        self.calls += 1;
        let request_id = format!("R-{}", self.calls);
        let (parts, body) = call.into_parts();
        // By HTTP/2 the host, which V3 signs, is taken from the URI's authority.
        let (format, page) = match Received::from_http(&parts, body.as_ref()) {
            Ok(received) => (received.format(), self.page(&received, &request_id, now)),
            Err(error) => (Format::Json, Err(error.into())),
        };
        let reply: Reply<'_> = match page {
            Ok(page) => page.into(),
            Err(refusal) => refusal.into_reply(request_id, HOST_ID),
        };
        reply.to_http(format)
    }

    /// The page that is asked for, or why there is none.
    fn page(
        &mut self,
        received: &Received<'_>,
        request_id: &str,
        now: u64,
    ) -> Result<Page<'static>, Refusal> {
        let unverified = received.read()?;
        let secret = secret_of(unverified.access_key_id()); // yours may come from a database
        let verified =
            unverified.verify(now, secret.as_ref()).map_err(|error| unverified.refusal(error))?;
        if !self.nonces.use_once(&verified, now) {
            return Err(ErrorCode::SIGNATURE_NONCE_USED.into());
        }
        let call = verified.call()?;
        call.common.reply_format()?;
        if call.request.region_id() != REGION_ID {
            return Err(ErrorCode::INVALID_REGION_ID_NOT_FOUND.into());
        }
        Ok(self.select(&call.request, request_id))
    }

    fn select(&self, request: &Request<'_>, request_id: &str) -> Page<'static> {
        let instances = self.instances.iter();
        let selected: Vec<_> = instances.filter(|one| request.selects(&one.instance_id)).collect();
        let mut page = Page::answering(request, request_id.to_owned(), selected.len());
        let on_page = request.page_range(selected.len());
        page.extend(selected[on_page].iter().copied().cloned());
        page
    }
}

/// The secrets, by access key.
fn secret_of(access_key_id: &str) -> Option<AccessKeySecret> {
    (access_key_id == "testid").then(|| AccessKeySecret::new("testsecret"))
}
