//! A client with an HTTP stack of its own, as a user of the crate may have one.

use std::error::Error;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKey, Method, Moment};
use aliyun_instance_status::{Format, PageSize, Reply, Request};

/// How often a throttled call is tried again.
const MAX_RETRIES: u32 = 3;

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
        let mut ids = Vec::new();
        let mut next = Some(Request::new(region_id.to_owned()).with_page_size(PageSize::MAX));
        while let Some(request) = next {
            let body = self.send(&request)?;
            let page = Reply::from_json(&body)?.into_result()?;
            ids.extend(page.instance_statuses.iter().map(|one| one.instance_id.to_string()));
            next = request.next_page(&page);
        }
        Ok(ids)
    }

    /// Sends a call until it is not throttled.
    fn send(&self, request: &Request<'_>) -> Result<String, Box<dyn Error>> {
        let mut retries = 0;
        loop {
            let body = self.send_once(request)?;
            match Reply::from_json(&body)? {
                Reply::Error(error) if error.code.is_throttling() && retries < MAX_RETRIES => {
                    retries += 1;
                    sleep(Duration::from_millis(10));
                }
                _ => return Ok(body),
            }
        }
    }

    /// Signs a call by the time that it is, which also serves as its nonce, and sends it.
    fn send_once(&self, request: &Request<'_>) -> Result<String, Box<dyn Error>> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        let moment = Moment::at(now.as_secs(), now.as_nanos().to_string())?;
        let host = self.url.trim_start_matches("http://");
        let signed = request.sign_v3(Method::Get, host, &self.key, moment, Format::Json);
        let mut call = self.agent.get(format!("{}/?{}", self.url, signed.query()));
        for (name, value) in signed.headers() {
            call = call.header(name, value);
        }
        Ok(call.call()?.body_mut().read_to_string()?)
    }
}
