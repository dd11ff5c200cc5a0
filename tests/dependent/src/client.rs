//! A client over a blocking HTTP stack: every instance of a region, or those that a
//! caller names, with either signature.

use std::borrow::ToOwned;
use std::boxed::Box;
use std::error::Error;
use std::format;
use std::string::String;
use std::time::Duration;
use std::vec::Vec;

use aliyun_instance_status::sign::{self, AccessKeySecret, Method, v3};
use aliyun_instance_status::{
    Call, Category, CommonParameters, DecodeError, ErrorResponse, Format, InstanceStatus,
    PageNumber, PageSize, Reply, Request,
};
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};

const ATTEMPTS: u32 = 4;
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// The HTTP stack, the clock and the dice.
pub trait Stack {
    fn send(
        &mut self,
        call: http::Request<Vec<u8>>,
    ) -> Result<http::Response<Vec<u8>>, Box<dyn Error>>;
    fn now(&self) -> u64;
    fn nonce(&mut self) -> String;
    fn sleep(&mut self, time: Duration);
}

/// How calls are signed.
#[derive(Clone, Copy, Debug)]
pub enum Signature {
    RpcGet,
    RpcPost,
    V3,
}

pub struct Client<S> {
    pub stack: S,
    pub signature: Signature,
    pub access_key_id: String,
    pub secret: AccessKeySecret,
    pub security_token: Option<String>,
}

type Instances = Vec<InstanceStatus<'static>>;

impl<S: Stack> Client<S> {
    /// All instances of a region.
    pub fn region(&mut self, region: &str) -> Result<Instances, Box<dyn Error>> {
        let mut found = Vec::new();
        self.pages(Request::new(region).with_page_size(PageSize::MAX), &mut found)?;
        Ok(found)
    }

    /// These instances, of which there may be none, or more than a request can name.
    pub fn instances(&mut self, region: &str, ids: &[&str]) -> Result<Instances, Box<dyn Error>> {
        let mut found = Vec::new();
        let request = Request::new(region).with_page_size(PageSize::MAX);
        for request in request.split_instance_ids(ids.iter().copied()) {
            self.pages(request, &mut found)?;
        }
        Ok(found)
    }

    /// One page, chosen by what a user typed.
    pub fn page(
        &mut self,
        region: &str,
        number: &str,
        size: &str,
    ) -> Result<Instances, Box<dyn Error>> {
        let (number, size): (PageNumber, PageSize) = (number.parse()?, size.parse()?);
        let request = Request::new(region).with_page_number(number).with_page_size(size);
        let body = self.body(&request)?;
        let page = Reply::decode_any(&body)?.into_result()?;
        Ok(page.into_iter().map(InstanceStatus::into_owned).collect())
    }

    fn pages(&mut self, first: Request<'_>, found: &mut Instances) -> Result<(), Box<dyn Error>> {
        let mut next = Some(first);
        while let Some(request) = next {
            let body = self.body(&request)?;
            let page = Reply::decode_any(&body)?.into_result()?;
            next = request.next_page(&page);
            found.extend(page.into_iter().map(InstanceStatus::into_owned));
        }
        Ok(())
    }

    /// The body of an answer, after as many attempts as it takes.
    fn body(&mut self, request: &Request<'_>) -> Result<Vec<u8>, Box<dyn Error>> {
        for attempt in 1.. {
            let call = self.sign(request)?;
            let answer = self.stack.send(call)?;
            match wait(&answer, attempt) {
                Some(time) if attempt < ATTEMPTS => self.stack.sleep(time),
                _ if Reply::decode_any(answer.body()).is_err() && !answer.status().is_success() => {
                    let start: String =
                        String::from_utf8_lossy(answer.body()).chars().take(80).collect();
                    return Err(format!("{}: {start:?}", answer.status()).into());
                }
                _ => return Ok(answer.into_body()),
            }
        }
        Err("no attempt".into())
    }

    fn sign(&mut self, request: &Request<'_>) -> Result<http::Request<Vec<u8>>, Box<dyn Error>> {
        let (date, nonce) = (sign::timestamp(self.stack.now()), self.stack.nonce());
        match self.signature {
            Signature::RpcGet => self.sign_rpc(Method::Get, request, date, nonce),
            Signature::RpcPost => self.sign_rpc(Method::Post, request, date, nonce),
            Signature::V3 => self.sign_v3(request, &date, &nonce),
        }
    }

    fn sign_rpc(
        &self,
        method: Method,
        request: &Request<'_>,
        date: String,
        nonce: String,
    ) -> Result<http::Request<Vec<u8>>, Box<dyn Error>> {
        let mut common = CommonParameters::default();
        common.access_key_id = Some(self.access_key_id.as_str().into());
        common.format = Some(Format::Json.as_str().into());
        common.signature_nonce = Some(nonce.into());
        common.timestamp = Some(date.into());
        common.security_token = self.security_token.as_deref().map(Into::into);
        let mut call = Call { request: request.clone(), common };
        call.sign(method, &self.secret);
        let host = endpoint(request.region_id());
        Ok(match method {
            Method::Get => http::Request::get(format!("https://{host}/?{}", call.to_query()))
                .body(Vec::new())?,
            Method::Post => http::Request::post(format!("https://{host}/"))
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(call.to_query().into_bytes())?,
        })
    }

    fn sign_v3(
        &self,
        request: &Request<'_>,
        date: &str,
        nonce: &str,
    ) -> Result<http::Request<Vec<u8>>, Box<dyn Error>> {
        let host = endpoint(request.region_id());
        // Four strings in a row, which the compiler cannot tell apart.
        let mut common = v3::CommonHeaders::new(&host, &self.access_key_id, date, nonce);
        common.security_token = self.security_token.as_deref();
        let signed = request.sign_v3(Method::Post, &common, &self.secret);
        let mut call =
            http::Request::post(format!("https://{host}/?{}", signed.query)).body(Vec::new())?;
        for (name, value) in signed.headers {
            let value = HeaderValue::from_str(&value)?;
            call.headers_mut().insert(HeaderName::from_static(name), value);
        }
        call.headers_mut().insert("accept", HeaderValue::from_static("application/json"));
        Ok(call)
    }
}

/// The endpoint of a region.
fn endpoint(region: &str) -> String {
    match region {
        "cn-hangzhou" | "us-west-1" => "ecs.aliyuncs.com".to_owned(),
        region => format!("ecs.{region}.aliyuncs.com"),
    }
}

/// How long to wait before the call is tried again, if it is worth it.
fn wait(answer: &http::Response<Vec<u8>>, attempt: u32) -> Option<Duration> {
    let header = answer.headers().get("x-acs-retry-after").and_then(|value| value.to_str().ok());
    let asked_for = header.and_then(|value| value.trim().parse().ok()).filter(|&time| time > 0);
    let reply = Reply::decode_any(answer.body());
    let by_code = matches!(&reply, Ok(Reply::Error(error)) if error.is_retryable());
    let by_status =
        answer.status().is_server_error() || matches!(answer.status().as_u16(), 408 | 429);
    if asked_for.is_none() && !by_code && !by_status {
        return None;
    }
    let time = asked_for.unwrap_or(100 << attempt);
    Some(Duration::from_millis(time).min(LONGEST_WAIT))
}

/// What an error is filed under.
pub fn class(error: &(dyn Error + 'static)) -> &'static str {
    if let Some(error) = error.downcast_ref::<ErrorResponse<'static>>() {
        return if error.is_throttling() { "throttled" } else { "refused" };
    }
    match error.downcast_ref().map(DecodeError::category) {
        Some(Category::Eof) => "cut off",
        Some(Category::Data) => "not as documented",
        Some(Category::Syntax) => "malformed",
        None => "other",
    }
}
