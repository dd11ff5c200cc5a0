//! A server: it verifies a call with a secret that a database has, and answers with a
//! page of its fleet.

use std::borrow::ToOwned;
use std::vec::Vec;

use aliyun_instance_status::sign::{AccessKeySecret, Received, text_headers};
use aliyun_instance_status::{Call, ErrorCode, Format, InstanceStatus, Page, Refusal, Reply};

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
    let headers = match text_headers(call.headers()) {
        Ok(headers) => headers,
        Err(error) => {
            let refusal = Refusal::from(error);
            return encode(Format::Json, &refusal.into_reply(request_id, HOST_ID));
        }
    };
    let received = Received {
        method: call.method().as_str(),
        path: call.uri().path(),
        query: call.uri().query().unwrap_or_default(),
        headers,
        body: call.body(),
    };
    let reply = match page(store, &received, now, request_id).await {
        Ok(page) => page.into(),
        Err(refusal) => refusal.into_reply(request_id, HOST_ID),
    };
    encode(received.format(), &reply)
}

/// The page that a call asks for, once it is verified.
async fn page(
    store: &impl Store,
    received: &Received<'_>,
    now: u64,
    request_id: &str,
) -> Result<Page<'static>, Refusal> {
    let unverified = received.read()?;
    let secret = store.secret(unverified.access_key_id()).await;
    let verified =
        unverified.verify(now, secret.as_ref()).map_err(|error| unverified.refusal(error))?;
    if !store.is_new(verified.access_key_id(), verified.signature_nonce()).await {
        return Err(ErrorCode::SIGNATURE_NONCE_USED.into());
    }
    let Call { request, common } = verified.call()?;
    common.reply_format()?;
    let mut selected = store.instances(request.region_id()).await;
    selected.retain(|instance| request.selects(&instance.instance_id));
    let mut page = Page::answering(&request, request_id.to_owned(), selected.len());
    page.extend(selected.drain(request.page_range(selected.len())));
    Ok(page)
}

fn encode(format: Format, reply: &Reply<'_>) -> http::Response<Vec<u8>> {
    let (format, body) = reply.encode_or_json(format);
    let mut answer = http::Response::new(body.into_bytes());
    *answer.status_mut() = http::StatusCode::from_u16(reply.http_status()).unwrap_or_default();
    let media_type = http::HeaderValue::from_static(format.content_type());
    answer.headers_mut().insert("content-type", media_type);
    answer
}
