//! A whole client, with no I/O in the library: build a request, sign it, send it, and let a
//! listing say what to do with the reply: take the page, or try again.
//!
//! ```text
//! cargo run --example client_call
//! ```
//!
//! It lists a region twice, once by each signature. Where your HTTP stack would send the
//! request, a service in memory answers it: so this runs without a network.
//! `../reqwest-client` is a whole client, over HTTP.

mod service;

use std::error::Error;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKey, Endpoint, Method, Moment, SignedRequest};
use aliyun_instance_status::{Format, InstanceStatus, Listing, PageSize, Request, Step};
use service::Service;

/// A way to sign a request.
type Sign = fn(&Request<'_>, &Endpoint<'_>, &AccessKey, Moment<'_>) -> SignedRequest;

/// RPC: the signature is one more parameter, and with `POST` they are a form.
const RPC: Sign =
    |request, _, key, moment| request.sign_rpc(Method::Post, key, moment, Format::Xml);

/// V3: the signature is a header.
const V3: Sign = |request, endpoint, key, moment| {
    request.sign_v3(Method::Get, endpoint, key, moment, Format::Json)
};

fn main() -> Result<(), Box<dyn Error>> {
    let key = AccessKey::new("testid", "testsecret"); // from where you keep secrets
    for (name, sign) in [("RPC", RPC), ("V3", V3)] {
        let mut service = Service::default();
        let request = Request::new("cn-hangzhou").with_page_size(PageSize::MAX);
        let instances = list(request, |request| Ok(service.send(to_http(request, &key, sign)?)))?;
        println!("{name}: {} instances in {} calls", instances.len(), service.calls());
    }
    Ok(())
}

/// Every instance that a request selects, on however many pages.
fn list(
    request: Request<'static>,
    mut send: impl FnMut(&Request<'_>) -> Result<http::Response<String>, Box<dyn Error>>,
) -> Result<Vec<InstanceStatus<'static>>, Box<dyn Error>> {
    let (mut listing, mut instances) = (Listing::new(request), Vec::new());
    while let Some(request) = listing.request() {
        // Where the stack gets no reply, `listing.unanswered()` takes the place of this.
        let answer = send(request)?;
        match listing.answered(answer.status().as_u16(), answer.headers(), answer.body())? {
            Step::Page(page) => instances.extend(page.into_owned()),
            // For `wait.renew` you may have to fetch other credentials, or the time.
            Step::Wait(wait) => thread::sleep(wait.duration),
        }
    }
    Ok(instances)
}

/// The call, signed anew each time: a nonce serves once.
fn to_http(
    request: &Request<'_>,
    key: &AccessKey,
    sign: Sign,
) -> Result<http::Request<String>, Box<dyn Error>> {
    let endpoint = Endpoint::of_region(request.region_id())?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let nonce = now.as_nanos().to_string(); // better a UUID, where you have one
    let signed = sign(request, &endpoint, key, Moment::at(now.as_secs(), nonce)?);
    Ok(signed.to_http(&format!("https://{}", endpoint.host()))?)
}

#[cfg(test)]
mod tests {
    use super::{AccessKey, RPC, Request, Service, V3, list, to_http};

    fn key(secret: &str) -> AccessKey {
        AccessKey::new("testid", secret)
    }

    #[test]
    fn every_instance_comes_once_whatever_is_throttled() {
        for sign in [RPC, V3] {
            let (mut service, key) = (Service::default(), key("testsecret"));
            let send = |request: &Request<'_>| Ok(service.send(to_http(request, &key, sign)?));
            let instances = list(Request::new("cn-hangzhou"), send).expect("a list");
            let ids = instances.iter().map(|instance| instance.instance_id.to_string());
            assert!(ids.eq((0..120).map(|n| format!("i-{n:04}"))));
            assert!(service.calls() > 12, "no call was throttled");
        }
    }

    #[test]
    fn what_is_no_reply_is_asked_for_again_and_then_shown() {
        let page = format!("<html><body>502 Bad Gateway</body>{}</html>", "-".repeat(100));
        for (status, calls) in [(502, 4), (404, 1)] {
            let mut counted = 0;
            let send = |_: &Request<'_>| {
                counted += 1;
                Ok(http::Response::builder().status(status).body(page.clone())?)
            };
            let error = list(Request::new("cn-hangzhou"), send).expect_err("no reply");
            let beginning = page.get(..80).expect("as many");
            let shown =
                format!("HTTP {status}, unexpected root element at byte 0: \"{beginning}…\"");
            assert_eq!((error.to_string(), counted), (shown, calls));
        }
    }

    #[test]
    fn only_throttled_calls_are_told_to_wait() {
        let (mut service, key) = (Service::default(), key("testsecret"));
        let request = Request::new("cn-hangzhou");
        for call in 1..=6 {
            let answer = service.send(to_http(&request, &key, V3).expect("a request"));
            assert_eq!(answer.headers().contains_key("x-acs-retry-after"), call % 3 == 0);
        }
    }

    /// A service that left such a header out would verify what was not received.
    #[test]
    fn headers_that_are_not_visible_ascii_count() {
        let (mut service, key) = (Service::default(), key("testsecret"));
        let request = Request::new("cn-hangzhou");
        for (name, value, status, said) in [
            ("user-agent", "杭州".as_bytes(), 200, r#""TotalCount":120,"#),
            ("x-acs-test", "杭州".as_bytes(), 400, "IncompleteSignature"),
            ("x-acs-test", b"\xFF", 400, "IncompleteSignature"),
        ] {
            let mut call = to_http(&request, &key, V3).expect("a request");
            let value = http::HeaderValue::from_bytes(value).expect("a value");
            call.headers_mut().insert(name, value);
            let answer = service.send(call);
            assert_eq!(answer.status(), status, "{name}");
            assert!(answer.body().contains(said), "{name}: {}", answer.body());
        }
    }

    #[test]
    fn a_refusal_is_an_error() {
        let (mut service, key) = (Service::default(), key("other"));
        let send = |request: &Request<'_>| Ok(service.send(to_http(request, &key, V3)?));
        let error = list(Request::new("cn-hangzhou"), send).expect_err("another secret");
        assert!(error.to_string().starts_with("HTTP 400, SignatureDoesNotMatch: "), "{error}");
        assert_eq!(service.calls(), 1);
    }
}
