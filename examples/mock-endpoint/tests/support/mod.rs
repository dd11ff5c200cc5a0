//! Calls over a real socket: signed in either way, and what came back.

#![allow(dead_code, reason = "not every test needs every helper")]

pub(crate) mod load;
pub(crate) mod program;
#[cfg(target_os = "linux")]
pub(crate) mod stalled;

use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKeySecret, rpc, timestamp, v3};
use aliyun_instance_status::{ErrorCode, ErrorReply, Format, Page, Reply, Retry, retry};
use mock_endpoint::{MockEndpoint, Options};
use serde_json::Value;
use ureq::http;

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mock-endpoint"));
    command.args(arguments);
    command
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// The body, which must be of the format that its header says.
    pub(crate) fn reply(&self) -> Reply<'_> {
        let format = Format::detect(&self.body).expect("JSON or XML");
        assert_eq!(self.header("content-type"), format.content_type());
        let reply = Reply::decode(format, &self.body).expect("a reply");
        let id = match &reply {
            Reply::Page(page) => Some(&page.request_id),
            Reply::Error(error) => error.request_id.as_ref(),
        };
        assert_eq!(self.header("x-acs-request-id"), id.expect("an id"));
        reply
    }

    /// What a client does next.
    pub(crate) fn advice(&self) -> Retry {
        retry(self.status, &self.headers, &Reply::decode_any(&self.body))
    }

    pub(crate) fn page(&self) -> Page<'_> {
        assert_eq!(self.status, 200, "{self:?}");
        self.reply().into_result().expect("a page")
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        self.page().instance_statuses.iter().map(|one| one.instance_id.to_string()).collect()
    }

    /// The error reply, which must have this code, the code's status, an id and a page.
    #[track_caller]
    pub(crate) fn error(&self, code: &ErrorCode<'_>) -> ErrorReply<'_> {
        self.error_saying(code, &code.documented_message().unwrap_or_default())
    }

    /// The error reply, which must have this code and a message that begins so.
    #[track_caller]
    pub(crate) fn error_saying(&self, code: &ErrorCode<'_>, message: &str) -> ErrorReply<'_> {
        let error = self.reply().into_result().expect_err("an error");
        assert_eq!(error.code, *code, "{error:?}");
        assert_eq!(Some(self.status), code.http_status());
        assert_eq!(error.host_id.as_deref(), Some("ecs.aliyuncs.com"));
        let recommend = error.recommend.as_deref().expect("a page about the error");
        assert!(
            recommend.contains(code.as_str())
                && recommend.contains(self.header("x-acs-request-id"))
        );
        assert!(error.message.as_deref().unwrap_or_default().starts_with(message), "{error:?}");
        error
    }
}

impl Answer {
    /// The message of a V3 mismatch, which has words of its own.
    #[track_caller]
    pub(crate) fn error_v3_mismatch(&self) -> String {
        let error = self.reply().into_result().expect_err("an error");
        assert_eq!((self.status, &error.code), (400, &ErrorCode::SIGNATURE_DOES_NOT_MATCH));
        error.message.expect("a message").into_owned()
    }
}

pub(crate) fn start() -> MockEndpoint {
    MockEndpoint::start(Options::default()).expect("a free port")
}

pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs()
}

fn nonce() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("nonce-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Sends a request as it is.
#[track_caller]
pub(crate) fn send(
    mock: &MockEndpoint,
    method: &str,
    target: &str,
    headers: &[(&str, String)],
    body: &str,
) -> Answer {
    try_send(mock, method, target, headers, body).expect("an answer")
}

/// Sends a request; the connection may be closed without an answer.
pub(crate) fn try_send(
    mock: &MockEndpoint,
    method: &str,
    target: &str,
    headers: &[(&str, String)],
    body: &str,
) -> Result<Answer, ureq::Error> {
    let config = ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build();
    let agent = ureq::Agent::new_with_config(config);
    let mut request =
        http::Request::builder().method(method).uri(format!("{}{target}", mock.url()));
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let answer = match method {
        "POST" | "PUT" => agent.run(request.body(body.to_owned()).expect("a request")),
        _ => agent.run(request.body(()).expect("a request")),
    };
    let (head, mut body) = answer?.into_parts();
    let body = body.read_to_string().expect("text");
    Ok(Answer { status: head.status.as_u16(), headers: head.headers, body })
}

/// Adds the common parameters that are not there yet, and the signature.
pub(crate) fn signed_rpc(method: &str, parameters: &str, secret: &str) -> String {
    let common = [
        ("AccessKeyId", "testid".to_owned()),
        ("Action", "DescribeInstanceStatus".to_owned()),
        ("SignatureMethod", "HMAC-SHA1".to_owned()),
        ("SignatureNonce", nonce()),
        ("SignatureVersion", "1.0".to_owned()),
        ("Timestamp", timestamp(now())),
        ("Version", "2014-05-26".to_owned()),
    ];
    let has = |name: &str| parameters.split('&').any(|pair| pair.split('=').next() == Some(name));
    let mut query = parameters.to_owned();
    for (name, value) in common.iter().filter(|(name, _)| !has(name)) {
        query = format!("{query}&{name}={value}");
    }
    // What cannot be read cannot be signed, and is refused before its signature.
    let canonical = rpc::canonical_query(&query, "").unwrap_or_default();
    let signed = rpc::string_to_sign(method, &canonical);
    let signature = rpc::signature(&signed, &AccessKeySecret::new(secret));
    let signature = signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    if has("Signature") { query } else { format!("{query}&Signature={signature}") }
}

/// A `GET` with an RPC signature.
pub(crate) fn get(mock: &MockEndpoint, parameters: &str) -> Answer {
    let query = signed_rpc("GET", parameters, "testsecret");
    send(mock, "GET", &format!("/?{query}"), &[], "")
}

/// A request with a V3 signature; `headers` come in place of those of the same name, and
/// an empty one stands for none, and `unsigned-content-type` for one that is not signed.
pub(crate) fn v3(
    mock: &MockEndpoint,
    method: &str,
    query: &str,
    headers: &[(&'static str, &str)],
    body: &str,
) -> Answer {
    // A string to sign ends with the hash of what it is made from.
    let hash = v3::string_to_sign(body).lines().last().unwrap_or_default().to_owned();
    let mut all = vec![
        ("host", mock.address().to_string()),
        ("x-acs-action", "DescribeInstanceStatus".to_owned()),
        ("x-acs-content-sha256", hash),
        ("x-acs-date", timestamp(now())),
        ("x-acs-signature-nonce", nonce()),
        ("x-acs-version", "2014-05-26".to_owned()),
    ];
    all.retain(|(name, _)| headers.iter().all(|(other, _)| other != name));
    let others = headers.iter().filter(|(_, value)| !value.is_empty());
    all.extend(others.map(|(name, value)| (*name, (*value).to_owned())));
    all.sort();
    let signed =
        |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
    let pairs: Vec<(&str, &str)> = all.iter().map(|(name, value)| (*name, &**value)).collect();
    let mut names: Vec<&str> =
        pairs.iter().map(|(name, _)| *name).filter(|name| signed(name)).collect();
    names.dedup();
    let hash =
        pairs.iter().find(|(name, _)| *name == "x-acs-content-sha256").map_or("", |(_, hash)| hash);
    let canonical = v3::canonical_request(method, "/", query, &pairs, hash).unwrap_or_default();
    let secret = AccessKeySecret::new("testsecret");
    let signature = v3::signature(&v3::string_to_sign(&canonical), &secret);
    let names = names.join(";");
    if headers.iter().all(|(name, _)| *name != "authorization") {
        let authorization = format!(
            "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={names},Signature={signature}"
        );
        all.push(("authorization", authorization));
    }
    for (name, _) in &mut all {
        *name = name.strip_prefix("unsigned-").unwrap_or(name);
    }
    send(mock, method, &format!("/?{query}"), &all, body)
}

/// The fleet file as plain JSON: the ids and statuses of a region and perhaps a zone.
pub(crate) fn fleet(region: &str, zone: Option<&str>) -> Vec<(String, String)> {
    let file: Value = serde_json::from_str(include_str!("../../fleet.json")).expect("JSON");
    let list = |value: &Value, name: &str| value[name].as_array().expect("a list").clone();
    let text = |value: &Value, name: &str| value[name].as_str().expect("text").to_owned();
    let regions = list(&file, "Regions").into_iter().filter(|one| one["RegionId"] == region);
    let zones = regions.flat_map(|region| list(&region, "Zones"));
    let zones = zones.filter(|one| zone.is_none_or(|zone| one["ZoneId"] == zone));
    let instances = zones.flat_map(|zone| list(&zone, "Instances"));
    instances.map(|one| (text(&one, "InstanceId"), text(&one, "Status"))).collect()
}
