//! A test suite, as somebody writes it whose client and server these are.

#![cfg(feature = "calls")]

use std::error::Error;
use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use aliyun_instance_status::sign::{AccessKey, AccessKeySecret, Nonces};
use aliyun_instance_status::{
    ErrorCode, Format, InstanceStatus, ListingError, Page, Refusal, Reply, Status,
};
use dependent::client::{Client, Signature, Stack, class};
use dependent::server::{self, Store};

const NOW: u64 = 1_795_608_000;

/// A fleet in memory, which answers at once.
#[derive(Default)]
struct Fleet {
    ids: Vec<String>,
    nonces: Mutex<Nonces>,
}

impl Store for Fleet {
    async fn secret(&self, access_key_id: &str) -> Option<AccessKeySecret> {
        (access_key_id == "testid").then(|| AccessKeySecret::new("testsecret"))
    }

    fn nonces(&self) -> &Mutex<Nonces> {
        &self.nonces
    }

    async fn instances(&self, region: &str) -> Vec<InstanceStatus<'static>> {
        let ids = self.ids.iter().filter(|_| region == "cn-beijing");
        ids.map(|id| InstanceStatus::new(id.clone(), Status::Running)).collect()
    }
}

/// What the service is made to answer before it answers by itself.
type Answer = http::Response<String>;

/// A stack that is wired to the server.
#[derive(Default)]
struct Wire {
    fleet: Fleet,
    before: Vec<Answer>,
    calls: u32,
    slept: Duration,
}

impl Stack for Wire {
    fn send(&mut self, call: http::Request<String>) -> Result<Answer, Box<dyn Error>> {
        self.calls += 1;
        if let Some(answer) = self.before.pop() {
            return Ok(answer);
        }
        Ok(block_on(server::answer(&self.fleet, call, NOW, &format!("R-{}", self.calls))))
    }

    fn now(&self) -> u64 {
        NOW
    }

    fn nonce(&mut self) -> String {
        format!("nonce-{}", self.calls)
    }

    fn sleep(&mut self, time: Duration) {
        self.slept += time;
    }
}

/// What answers at once needs no executor.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the store is in memory"),
    }
}

fn client(signature: Signature, instances: u32) -> Client<Wire> {
    let ids = (0..instances).map(|n| format!("i-{n:03}")).collect();
    let stack = Wire { fleet: Fleet { ids, ..Fleet::default() }, ..Wire::default() };
    Client { stack, signature, key: AccessKey::new("testid", "testsecret") }
}

const SIGNATURES: [Signature; 3] = [Signature::RpcGet, Signature::RpcPost, Signature::V3];

#[test]
fn every_instance_once() {
    for signature in SIGNATURES {
        let mut client = client(signature, 120);
        let found = client.region("cn-beijing").expect("a fleet");
        let ids: Vec<_> = found.iter().map(|instance| instance.instance_id.as_ref()).collect();
        assert_eq!(ids, client.stack.fleet.ids, "{signature:?}");
        assert!(found.iter().all(|instance| instance.status == Status::Running));
        assert_eq!(client.stack.calls, 3);
    }
}

#[test]
fn those_that_were_named() {
    for signature in SIGNATURES {
        let mut client = client(signature, 120);
        let found = client.instances("cn-beijing", &["i-007", "i-119", "i-x"]).expect("two");
        assert_eq!(found.len(), 2, "{signature:?}");
        assert_eq!(client.instances("cn-beijing", &[]).expect("none, and not all"), []);
    }
}

#[test]
fn the_page_that_was_typed() {
    let mut client = client(Signature::V3, 120);
    assert_eq!(client.page("cn-beijing", "12", "10").expect("the last").len(), 10);
    assert_eq!(client.page("cn-beijing", "13", "10").expect("an empty one").len(), 0);
    let refused = client.page("cn-beijing", "1", "51").expect_err("at most 50");
    assert_eq!(refused.to_string(), "PageSize outside 1 to 50: \"51\"");
}

#[test]
fn a_throttled_call_is_tried_again() {
    let throttled = || {
        let reply = Refusal::from(ErrorCode::THROTTLING).into_reply("R-1", "ecs.example.com");
        let mut answer = reply.to_http(Format::Json);
        let headers = answer.headers_mut();
        headers.insert("x-acs-retry-after", http::HeaderValue::from_static(" 250 "));
        answer
    };
    let mut client = client(Signature::RpcGet, 1);
    client.stack.before = vec![throttled(), throttled()];
    assert_eq!(client.region("cn-beijing").expect("one").len(), 1);
    assert_eq!(client.stack.slept, Duration::from_millis(500));

    client.stack.before = std::iter::repeat_with(throttled).take(9).collect();
    let error = client.region("cn-beijing").expect_err("too often");
    assert_eq!(class(&*error), "throttled");
    let error = error.downcast_ref::<ListingError>().and_then(ListingError::error_reply);
    assert_eq!(error.expect("an error reply").code, "Throttling");
}

#[test]
fn a_wrong_secret_is_refused_once() {
    for signature in SIGNATURES {
        let mut client = client(signature, 1);
        client.key = AccessKey::new("testid", "other");
        let error = client.region("cn-beijing").expect_err("another secret");
        assert!(error.to_string().starts_with("HTTP 400, SignatureDoesNotMatch: "), "{error}");
        assert_eq!((class(&*error), client.stack.calls), ("refused", 1));
    }
}

#[test]
fn bad_bodies_are_told_apart() {
    let page = Page::new("R-1", 0, 1, 50).to_json();
    for (status, body, expected) in [
        (200, &page[..page.len() - 1], "cut off"),
        (200, "{\"RequestId\":7}", "not as documented"),
        (200, "{RequestId:7}", "malformed"),
        (404, "<html>", "other"),
        (200, "upstream connect error", "malformed"),
    ] {
        let mut client = client(Signature::V3, 1);
        // What was cut off is asked for again.
        let answer = || http::Response::builder().status(status).body(body.to_owned());
        client.stack.before = (0..4).map(|_| answer().expect("an answer")).collect();
        let error = client.region("cn-beijing").expect_err(body);
        assert_eq!(class(&*error), expected, "{error}");
    }
}

/// Golden values are literals.
#[test]
fn the_page_as_a_value() {
    let mut expected = Page::new("R-1", 2, 1, 50);
    expected.extend([
        InstanceStatus::new("i-a", Status::Running),
        InstanceStatus::new("i-b", Status::Stopped),
    ]);
    assert_eq!(Reply::from_json(&expected.to_json()), Ok(expected.into()));
}
