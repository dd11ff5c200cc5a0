//! A client with an HTTP stack of its own, as a user of the crate may have one.

use std::error::Error;
use std::thread::sleep;
use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKey, Method, Moment};
use aliyun_instance_status::{
    BackOff, DecodeError, Format, Page, PageSize, Reply, Request, Retry, retry,
};
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
        let mut ids = Vec::new();
        let mut next = Some(Request::new(region_id.to_owned()).with_page_size(PageSize::MAX));
        while let Some(request) = next {
            let page = self.send(&request)?;
            ids.extend(page.instance_statuses.iter().map(|one| one.instance_id.to_string()));
            next = request.next_page(&page);
        }
        Ok(ids)
    }

    /// Sends a call, signed anew each time, for as long as that may help.
    fn send(&self, request: &Request<'_>) -> Result<Page<'static>, Box<dyn Error>> {
        let (back_off, mut attempt) = (BackOff::default(), 1);
        loop {
            let (advice, read) = match self.send_once(request) {
                Ok(mut answer) => {
                    let body = answer.body_mut().read_to_vec()?;
                    let reply = Reply::decode_any(&body);
                    let advice = retry(answer.status().as_u16(), answer.headers(), &reply);
                    (advice, read(reply))
                }
                // The call may have been done, but it only reads.
                Err(error) => (Retry::unanswered(), Err(error)),
            };
            match back_off.wait(&advice, attempt) {
                Some(wait) => sleep(wait),
                None => return read,
            }
            attempt += 1;
        }
    }

    /// Signs a call by the time that it is, which also serves as its nonce, and sends it.
    fn send_once(&self, request: &Request<'_>) -> Result<http::Response<Body>, Box<dyn Error>> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        let moment = Moment::at(now.as_secs(), now.as_nanos().to_string())?;
        let host = self.url.trim_start_matches("http://");
        let signed = request.sign_v3(Method::Get, host, &self.key, moment, Format::Json);
        let mut call = self.agent.get(format!("{}/?{}", self.url, signed.query()));
        for (name, value) in signed.headers() {
            call = call.header(name, value);
        }
        Ok(call.call()?)
    }
}

fn read(reply: Result<Reply<'_>, DecodeError>) -> Result<Page<'static>, Box<dyn Error>> {
    Ok(reply?.into_result()?.into_owned())
}
