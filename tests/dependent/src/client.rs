//! A client over a blocking HTTP stack: every instance of a region, or those that a
//! caller names, with either signature.

use std::borrow::ToOwned;
use std::boxed::Box;
use std::error::Error;
use std::format;
use std::string::{String, ToString};
use std::time::Duration;
use std::vec::Vec;

use aliyun_instance_status::sign::{self, AccessKeySecret, Method, v3};
use aliyun_instance_status::{
    Call, CommonParameters, DecodeError, DecodeErrorKind, ErrorCode, ErrorResponse, Format,
    InstanceStatus, PageNumber, PageSize, Reply, Request,
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
        // The crate reads neither: what is wrong with them is ours to say.
        let refused = |what: &str, value: &str| format!("{what} {value:?} is out of range");
        let page_number = number.parse().ok().and_then(PageNumber::new);
        let number = page_number.ok_or_else(|| refused("page", number))?;
        let page_size = size.parse().ok().and_then(PageSize::new);
        let size = page_size.ok_or_else(|| refused("page size", size))?;
        let request = Request::new(region).with_page_number(number).with_page_size(size);
        let body = self.body(&request)?;
        let page = decode(&body)?.into_result().map_err(|error| error.into_owned())?;
        Ok(page.instance_statuses.into_iter().map(InstanceStatus::into_owned).collect())
    }

    fn pages(&mut self, first: Request<'_>, found: &mut Instances) -> Result<(), Box<dyn Error>> {
        let mut next = Some(first);
        while let Some(request) = next {
            let body = self.body(&request)?;
            let page = decode(&body)?.into_result().map_err(|error| error.into_owned())?;
            // Before the list is taken out: an empty list would end the loop in silence.
            next = request.next_page(&page);
            found.extend(page.instance_statuses.into_iter().map(InstanceStatus::into_owned));
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
                _ if decode(answer.body()).is_err() && !answer.status().is_success() => {
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
        common.format = Some(Format::Json.to_string().into());
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

/// A page or an error. What `Format::detect` does not know is nothing, at no byte.
fn decode(body: &[u8]) -> Result<Reply<'_>, Box<dyn Error>> {
    let format = Format::detect(body).ok_or("the body is neither JSON nor XML")?;
    Ok(Reply::decode(format, body)?)
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
    let code = match decode(answer.body()) {
        Ok(Reply::Error(error)) => Some(error.into_owned().code),
        _ => None,
    };
    // A lost reply and a request that was sent again: a new nonce will do.
    let nonce_used = code.as_ref() == Some(&ErrorCode::SIGNATURE_NONCE_USED);
    let by_code = nonce_used || code.is_some_and(|code| code.is_retryable());
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
    use DecodeErrorKind::{MissingField, UnexpectedEof, UnexpectedType};

    if let Some(error) = error.downcast_ref::<ErrorResponse<'static>>() {
        return if error.code.is_throttling() { "throttled" } else { "refused" };
    }
    match error.downcast_ref::<DecodeError>() {
        Some(error) => match error.kind() {
            UnexpectedEof => "cut off",
            // And so on for every kind that is about values.
            MissingField(_) | UnexpectedType(_) => "not as documented",
            _ => "malformed",
        },
        None => "other",
    }
}
