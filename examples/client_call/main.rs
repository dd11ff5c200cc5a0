//! A whole client, with no I/O in the library: build a request, sign it, send it, decode
//! the reply, turn the page, and try again where that may help.
//!
//! ```text
//! cargo run --example client_call
//! ```
//!
//! It lists a region twice, once by each signature. Where your HTTP stack would send the
//! request, a service in memory answers it: so this runs without a network.

mod service;

use std::error::Error;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKey, Endpoint, Method, Moment, SignedRequest};
use aliyun_instance_status::{
    BackOff, DecodeError, Format, InstanceStatus, PageSize, Reply, Request, retry,
};
use service::Service;

/// A way to sign a request.
type Sign = fn(&Request<'_>, &AccessKey) -> Result<http::Request<String>, Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let key = AccessKey::new("testid", "testsecret"); // from where you keep secrets
    let ways: [(&str, Sign); 2] = [("RPC", sign_by_rpc), ("V3", sign_by_v3)];
    for (name, sign) in ways {
        let mut service = Service::default();
        let request = Request::new("cn-hangzhou").with_page_size(PageSize::MAX);
        let instances = list(request, |request| service.send(&sign(request, &key)?))?;
        println!("{name}: {} instances in {} calls", instances.len(), service.calls());
    }
    Ok(())
}

/// Every instance that a request selects, on however many pages.
fn list(
    first: Request<'_>,
    mut call: impl FnMut(&Request<'_>) -> Result<http::Response<String>, Box<dyn Error>>,
) -> Result<Vec<InstanceStatus<'static>>, Box<dyn Error>> {
    let mut instances = Vec::new();
    let (mut next, mut attempt) = (Some(first), 1);
    while let Some(request) = next {
        let answer = call(&request)?;
        let reply = Reply::decode_any(answer.body());
        let advice = retry(answer.status().as_u16(), answer.headers(), &reply);
        if let Some(wait) = BackOff::default().wait(&advice, attempt) {
            // The same request is signed anew: a nonce serves once. For `advice.renew()` you
            // may have to fetch other credentials, or the time.
            thread::sleep(wait);
            attempt += 1;
            next = Some(request);
            continue;
        }
        let page = reply.map_err(|error| unreadable(&answer, error))?.into_result()?;
        attempt = 1;
        next = request.next_page(&page);
        instances.extend(page.into_iter().map(InstanceStatus::into_owned));
    }
    Ok(instances)
}

/// What came in place of a page or an error reply, as far as a person wants to see it.
fn unreadable(answer: &http::Response<String>, error: DecodeError) -> String {
    let beginning: String = answer.body().chars().take(80).collect();
    format!("HTTP {}, {error}: {beginning:?}", answer.status().as_u16())
}

/// RPC: the signature is one more parameter, and with `POST` they are a form.
fn sign_by_rpc(
    request: &Request<'_>,
    key: &AccessKey,
) -> Result<http::Request<String>, Box<dyn Error>> {
    let endpoint = Endpoint::of_region(request.region_id())?;
    let signed = request.sign_rpc(Method::Post, key, moment()?, Format::Xml);
    to_http(&endpoint, &signed)
}

/// V3: the signature is a header.
fn sign_by_v3(
    request: &Request<'_>,
    key: &AccessKey,
) -> Result<http::Request<String>, Box<dyn Error>> {
    let endpoint = Endpoint::of_region(request.region_id())?;
    let signed = request.sign_v3(Method::Get, &endpoint, key, moment()?, Format::Json);
    to_http(&endpoint, &signed)
}

/// The time, and a string that is never used twice: better a UUID, where you have one.
fn moment() -> Result<Moment<'static>, Box<dyn Error>> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    Ok(Moment::at(now.as_secs(), now.as_nanos().to_string())?)
}

/// What your HTTP stack takes.
fn to_http(
    endpoint: &Endpoint<'_>,
    signed: &SignedRequest,
) -> Result<http::Request<String>, Box<dyn Error>> {
    let url = format!("https://{}{}?{}", endpoint.host(), signed.path(), signed.query());
    let mut call = http::Request::builder().method(signed.method().as_str()).uri(url);
    for (name, value) in signed.headers() {
        call = call.header(name, value);
    }
    Ok(call.body(signed.body().to_owned())?)
}

#[cfg(test)]
mod tests {
    use super::{AccessKey, Request, Service, list, sign_by_rpc, sign_by_v3};

    fn key(secret: &str) -> AccessKey {
        AccessKey::new("testid", secret)
    }

    #[test]
    fn every_instance_comes_once_whatever_is_throttled() {
        for sign in [sign_by_rpc, sign_by_v3] {
            let (mut service, key) = (Service::default(), key("testsecret"));
            let call = |request: &Request<'_>| service.send(&sign(request, &key)?);
            let instances = list(Request::new("cn-hangzhou"), call).expect("a list");
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
            let call = |_: &Request<'_>| {
                counted += 1;
                Ok(http::Response::builder().status(status).body(page.clone())?)
            };
            let error = list(Request::new("cn-hangzhou"), call).expect_err("no reply");
            let shown = format!(
                "HTTP {status}, unexpected root element at byte 0: {:?}",
                page.get(..80).expect("as many")
            );
            assert_eq!((error.to_string(), counted), (shown, calls));
        }
    }

    #[test]
    fn only_throttled_calls_are_told_to_wait() {
        let (mut service, key) = (Service::default(), key("testsecret"));
        let request = Request::new("cn-hangzhou");
        for call in 1..=6 {
            let signed = sign_by_v3(&request, &key).expect("a request");
            let answer = service.send(&signed).expect("an answer");
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
            ("x-acs-test", b"\xFF", 400, ""),
        ] {
            let mut call = sign_by_v3(&request, &key).expect("a request");
            let value = http::HeaderValue::from_bytes(value).expect("a value");
            call.headers_mut().insert(name, value);
            let answer = service.send(&call).expect("an answer");
            assert_eq!(answer.status(), status, "{name}");
            assert!(answer.body().contains(said), "{name}: {}", answer.body());
        }
    }

    #[test]
    fn a_refusal_is_an_error() {
        let (mut service, key) = (Service::default(), key("other"));
        let call = |request: &Request<'_>| service.send(&sign_by_v3(request, &key)?);
        let error = list(Request::new("cn-hangzhou"), call).expect_err("another secret");
        assert!(error.to_string().starts_with("SignatureDoesNotMatch: "), "{error}");
        assert_eq!(service.calls(), 1);
    }
}
