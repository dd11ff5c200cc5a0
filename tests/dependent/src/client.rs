//! A client over a blocking HTTP stack: every instance of a region, or those that a
//! caller names, with either signature.

use std::boxed::Box;
use std::error::Error;
use std::format;
use std::string::String;
use std::time::Duration;
use std::vec::Vec;

use aliyun_instance_status::sign::{AccessKey, Endpoint, Method, Moment};
use aliyun_instance_status::{
    BackOff, Category, DecodeError, ErrorReply, Format, InstanceStatus, Page, PageNumber, PageSize,
    Reply, Request, retry,
};

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
    pub key: AccessKey,
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
        Ok(self.call(&request)?.into_iter().collect())
    }

    fn pages(&mut self, first: Request<'_>, found: &mut Instances) -> Result<(), Box<dyn Error>> {
        let mut next = Some(first);
        while let Some(request) = next {
            let page = self.call(&request)?;
            next = request.next_page(&page);
            found.extend(page);
        }
        Ok(())
    }

    /// The page, after as many attempts as it takes.
    fn call(&mut self, request: &Request<'_>) -> Result<Page<'static>, Box<dyn Error>> {
        let mut attempt = 1;
        loop {
            let call = self.sign(request)?;
            let answer = self.stack.send(call)?;
            let status = answer.status();
            let reply = Reply::decode_any(answer.body());
            let advice = retry(status.as_u16(), answer.headers(), &reply);
            if let Some(time) = BackOff::default().wait(&advice, attempt) {
                self.stack.sleep(time);
                attempt += 1;
                continue;
            }
            if reply.is_err() && !status.is_success() {
                let start: String =
                    String::from_utf8_lossy(answer.body()).chars().take(80).collect();
                return Err(format!("{status}: {start:?}").into());
            }
            return Ok(reply?.into_result()?.into_owned());
        }
    }

    fn sign(&mut self, request: &Request<'_>) -> Result<http::Request<Vec<u8>>, Box<dyn Error>> {
        let endpoint = Endpoint::of_region(request.region_id())?;
        let moment = Moment::at(self.stack.now(), self.stack.nonce())?;
        let (key, format) = (&self.key, Format::Json);
        let signed = match self.signature {
            Signature::RpcGet => request.sign_rpc(Method::Get, key, moment, format),
            Signature::RpcPost => request.sign_rpc(Method::Post, key, moment, format),
            Signature::V3 => request.sign_v3(Method::Post, &endpoint, key, moment, format),
        };
        let url = format!("https://{}{}?{}", endpoint.host(), signed.path(), signed.query());
        let mut call = http::Request::builder().method(signed.method().as_str()).uri(url);
        for (name, value) in signed.headers() {
            call = call.header(name, value);
        }
        Ok(call.body(signed.body().into())?)
    }
}

/// What an error is filed under.
pub fn class(error: &(dyn Error + 'static)) -> &'static str {
    if let Some(error) = error.downcast_ref::<ErrorReply<'static>>() {
        return if error.is_throttling() { "throttled" } else { "refused" };
    }
    match error.downcast_ref().map(DecodeError::category) {
        Some(Category::Eof) => "cut off",
        Some(Category::Data) => "not as documented",
        Some(Category::Syntax) => "malformed",
        None => "other",
    }
}
