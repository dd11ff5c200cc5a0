//! A server: it verifies a call with a secret that a database has, and answers with a
//! page of its fleet.

use std::boxed::Box;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use aliyun_instance_status::sign::{AccessKeySecret, Clock, VerifyError, rpc, v3};
use aliyun_instance_status::{
    Call, ErrorCode, ErrorResponse, Format, InstanceStatus, Reply, Response,
};

const HOST_ID: &str = "ecs.example.com";

/// The database.
pub trait Store {
    /// The secret of an access key.
    fn secret(&self, access_key_id: &str) -> impl Future<Output = Option<AccessKeySecret>>;

    /// Whether a nonce is new. It is not from now on.
    fn is_new(&self, access_key_id: &str, nonce: &str) -> impl Future<Output = bool>;

    /// The instances of a region.
    fn instances(&self, region: &str) -> impl Future<Output = Vec<InstanceStatus<'static>>>;
}

/// Answers a call.
pub async fn answer(
    store: &impl Store,
    call: &http::Request<Vec<u8>>,
    now: u64,
    request_id: &str,
) -> http::Response<Vec<u8>> {
    let query = call.uri().query().unwrap_or_default();
    let form = match form(call) {
        Ok(form) => form,
        Err(why) => return encode(Format::Json, &refused(request_id, why).into()),
    };
    let format = match format(call, query, form) {
        Ok(format) => format,
        Err(why) => return encode(Format::Json, &refused(request_id, why).into()),
    };
    let reply = match verified(store, call, query, form, now).await {
        Ok(()) => page(store, query, form, request_id).await,
        Err(refusal) => refusal(request_id).into(),
    };
    encode(format, &reply)
}

/// The error reply to a call, once its id is known.
type Refusal = Box<dyn FnOnce(&str) -> ErrorResponse<'static>>;

/// Verifies the signature with the secret that the database has. The crate asks for a
/// secret in the middle of its work and cannot wait, so the id has to be found before it:
/// by hand, and once more by the crate.
async fn verified(
    store: &impl Store,
    call: &http::Request<Vec<u8>>,
    query: &str,
    form: &str,
    now: u64,
) -> Result<(), Refusal> {
    let by_verify = |error: VerifyError| -> Refusal {
        Box::new(move |request_id| error.to_error_response(request_id.to_string(), HOST_ID))
    };
    let (method, path) = (call.method().as_str(), call.uri().path());
    let authorization = call.headers().get("authorization").and_then(|value| value.to_str().ok());
    let (id, nonce);
    if let Some(authorization) = authorization {
        id = credential(authorization).unwrap_or_default().to_string();
        let secret = store.secret(&id).await;
        let headers: Vec<(&str, &str)> = call
            .headers()
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
            .collect();
        // The parameters of this operation's V3 calls are in the query, and a body is not read.
        let received = v3::Received { method, path, query, headers: &headers, body: call.body() };
        let clock = Clock { now, window: v3::WINDOW };
        // If the crate found another id than we did, there is no secret for it.
        let secret_of = |found: &str| secret.as_ref().filter(|_| found == id);
        let verified = v3::verify(&received, clock, secret_of).map_err(by_verify)?;
        nonce = verified.signature_nonce.to_string();
    } else {
        let read = Call::from_query_and_form(query, form);
        let common = match read {
            Ok(call) => call.common.into_owned(),
            Err(error) => {
                return Err(Box::new(move |request_id| {
                    error.to_error_response(request_id.to_string(), HOST_ID)
                }));
            }
        };
        id = common.access_key_id.unwrap_or_default().into_owned();
        let secret = store.secret(&id).await;
        let clock = Clock { now, window: rpc::WINDOW };
        let secret_of = |found: &str| secret.as_ref().filter(|_| found == id);
        rpc::verify(method, query, form, clock, secret_of).map_err(by_verify)?;
        nonce = common.signature_nonce.unwrap_or_default().into_owned();
    }
    if store.is_new(&id, &nonce).await {
        return Ok(());
    }
    Err(Box::new(|id| ErrorCode::SIGNATURE_NONCE_USED.to_error_response(id.to_string(), HOST_ID)))
}

/// The access key id of a V3 `Authorization`.
fn credential(authorization: &str) -> Option<&str> {
    let (_, members) = authorization.trim().split_once(' ')?;
    members.split(',').find_map(|member| member.trim().strip_prefix("Credential="))
}

/// The page that is asked for.
async fn page(store: &impl Store, query: &str, form: &str, request_id: &str) -> Reply<'static> {
    // Of a V3 call the body was signed, but nothing makes us read what was signed.
    let request = match Call::from_query_and_form(query, form) {
        Ok(call) => call.request,
        Err(error) => return error.to_error_response(request_id.to_string(), HOST_ID).into(),
    };
    let mut selected = store.instances(request.region_id()).await;
    selected.retain(|instance| request.selects(&instance.instance_id));
    let total = u32::try_from(selected.len()).unwrap_or(u32::MAX);
    let mut page = Response::answering(&request, request_id.to_string(), total);
    let on_page = request.page_range(selected.len());
    page.extend(selected.drain(on_page));
    page.into()
}

/// The form in the body of a call that has one.
fn form(call: &http::Request<Vec<u8>>) -> Result<&str, &'static str> {
    let media_type = call.headers().get("content-type").and_then(|value| value.to_str().ok());
    let is_form = media_type.and_then(|value| value.split(';').next()).is_some_and(|value| {
        value.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
    });
    if !is_form {
        return Ok("");
    }
    core::str::from_utf8(call.body()).map_err(|_| "The form is not UTF-8.")
}

/// The format that is asked for: by the parameter, else by the header.
fn format(call: &http::Request<Vec<u8>>, query: &str, form: &str) -> Result<Format, String> {
    match Format::asked_for(query, form) {
        Ok(Some(format)) => return Ok(format),
        Err(error) => return Err(error.to_string()),
        Ok(None) => {}
    }
    let accept = call.headers().get("accept").and_then(|value| value.to_str().ok());
    let is_v3 = call.headers().contains_key("authorization");
    let default = if is_v3 { Format::Json } else { Format::Xml };
    Ok(accept.and_then(Format::from_accept).unwrap_or(default))
}

/// A refusal that the crate has no word for.
fn refused(request_id: &str, why: impl core::fmt::Display) -> ErrorResponse<'static> {
    let code = ErrorCode::INVALID_PARAMETER;
    let mut error = code.to_error_response(request_id.to_string(), HOST_ID);
    error.message = Some(format!("The request is not valid: {why}").into());
    error
}

/// The answer, in JSON where XML cannot carry it.
fn encode(format: Format, reply: &Reply<'_>) -> http::Response<Vec<u8>> {
    let (format, body) = match reply.encode(format) {
        Ok(body) => (format, body),
        Err(_) => (Format::Json, reply.to_json()),
    };
    let mut answer = http::Response::new(body.into_bytes());
    *answer.status_mut() = http::StatusCode::from_u16(reply.http_status()).unwrap_or_default();
    let media_type = http::HeaderValue::from_static(format.content_type());
    answer.headers_mut().insert("content-type", media_type);
    answer
}
