//! A client with an HTTP stack of its own, as a user of the crate may have one.

use std::error::Error;
use std::thread::sleep;
use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKey, Method, Moment};
use aliyun_instance_status::{Format, Listing, PageSize, Request, Step};
use ureq::{Body, http};

pub(crate) struct MyClient {
    agent: ureq::Agent,
    url: String,
    key: AccessKey,
}

impl MyClient {
    pub(crate) fn new(url: &str, access_key_id: &str, secret: &str) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build();
        Self {
            agent: ureq::Agent::new_with_config(config),
            url: url.to_owned(),
            key: AccessKey::new(access_key_id, secret),
        }
    }

    /// The ids of all instances of a region.
    pub(crate) fn list(&self, region_id: &str) -> Result<Vec<String>, Box<dyn Error>> {
        let request = Request::new(region_id.to_owned()).with_page_size(PageSize::MAX);
        let (mut listing, mut ids) = (Listing::new(request), Vec::new());
        while let Some(request) = listing.request() {
            let Ok(answer) = self.send(request) else {
                if let Step::Wait(wait) = listing.unanswered()? {
                    sleep(wait.duration);
                }
                continue;
            };
            let (head, mut body) = answer.into_parts();
            match listing.answered(head.status.as_u16(), &head.headers, &body.read_to_vec()?)? {
                Step::Page(page) => ids.extend(page.iter().map(|one| one.instance_id.to_string())),
                Step::Wait(wait) => sleep(wait.duration),
            }
        }
        Ok(ids)
    }

    /// Signs a call by the time that it is, which also serves as its nonce, and sends it.
    fn send(&self, request: &Request<'_>) -> Result<http::Response<Body>, Box<dyn Error>> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        let moment = Moment::at(now.as_secs(), now.as_nanos().to_string())?;
        let host = self.url.trim_start_matches("http://");
        let signed = request.sign_v3(Method::Get, host, &self.key, moment, Format::Json);
        Ok(self.agent.run(signed.to_http(&self.url)?)?)
    }
}
