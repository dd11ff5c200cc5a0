//! A client over a blocking HTTP stack: every instance of a region, or those that a
//! caller names, with either signature.

use std::boxed::Box;
use std::error::Error;
use std::format;
use std::string::{String, ToString};
use std::time::Duration;
use std::vec::Vec;

use aliyun_instance_status::sign::{AccessKey, Endpoint, Method, Moment};
use aliyun_instance_status::{
    Category, Format, InstanceStatus, Listing, ListingError, PageNumber, PageSize, Request, Step,
};

/// The HTTP stack, the clock and the dice.
pub trait Stack {
    fn send(
        &mut self,
        call: http::Request<String>,
    ) -> Result<http::Response<String>, Box<dyn Error>>;
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
        self.all(Listing::new(request(region)))
    }

    /// These instances, of which there may be none, or more than a request can name.
    pub fn instances(&mut self, region: &str, ids: &[&str]) -> Result<Instances, Box<dyn Error>> {
        let ids = ids.iter().map(ToString::to_string);
        self.all(Listing::of(request(region).split_instance_ids(ids)))
    }

    /// One page, chosen by what a user typed.
    pub fn page(
        &mut self,
        region: &str,
        number: &str,
        size: &str,
    ) -> Result<Instances, Box<dyn Error>> {
        let (number, size): (PageNumber, PageSize) = (number.parse()?, size.parse()?);
        let request = request(region).with_page_number(number).with_page_size(size);
        Ok(self.turn(&mut Listing::new(request))?.unwrap_or_default())
    }

    fn all(&mut self, mut listing: Listing) -> Result<Instances, Box<dyn Error>> {
        let mut found = Vec::new();
        while let Some(page) = self.turn(&mut listing)? {
            found.extend(page);
        }
        Ok(found)
    }

    /// The next page, after as many attempts as it takes; `None` after the last.
    fn turn(&mut self, listing: &mut Listing) -> Result<Option<Instances>, Box<dyn Error>> {
        while let Some(request) = listing.request() {
            let call = self.sign(request)?;
            let answer = self.stack.send(call)?;
            match listing.answered(answer.status().as_u16(), answer.headers(), answer.body())? {
                Step::Page(page) => return Ok(Some(page.into_owned().instance_statuses)),
                Step::Wait(wait) => self.stack.sleep(wait.duration),
            }
        }
        Ok(None)
    }

    fn sign(&mut self, request: &Request<'_>) -> Result<http::Request<String>, Box<dyn Error>> {
        let endpoint = Endpoint::of_region(request.region_id())?;
        let moment = Moment::at(self.stack.now(), self.stack.nonce())?;
        let (key, format) = (&self.key, Format::Json);
        let signed = match self.signature {
            Signature::RpcGet => request.sign_rpc(Method::Get, key, moment, format),
            Signature::RpcPost => request.sign_rpc(Method::Post, key, moment, format),
            Signature::V3 => request.sign_v3(Method::Post, &endpoint, key, moment, format),
        };
        Ok(signed.to_http(&format!("https://{}", endpoint.host()))?)
    }
}

fn request(region: &str) -> Request<'static> {
    Request::new(String::from(region)).with_page_size(PageSize::MAX)
}

/// What an error is filed under.
pub fn class(error: &(dyn Error + 'static)) -> &'static str {
    let Some(error) = error.downcast_ref::<ListingError>() else { return "other" };
    if let Some(reply) = error.error_reply() {
        return if reply.is_throttling() { "throttled" } else { "refused" };
    }
    // What a gateway sends with a status of its own is no reply that went wrong.
    let was_promised = error.status().is_some_and(|status| (200..300).contains(&status));
    match error.decode_error().filter(|_| was_promised).map(|error| error.category()) {
        Some(Category::Eof) => "cut off",
        Some(Category::Data) => "not as documented",
        Some(Category::Syntax) => "malformed",
        None => "other",
    }
}
