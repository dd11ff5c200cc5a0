//! A server: it verifies a call with a secret that a database has, and answers with a
//! page of its fleet.

use std::borrow::ToOwned;
use std::string::String;
use std::sync::{Mutex, PoisonError};
use std::vec::Vec;

use aliyun_instance_status::sign::{AccessKeySecret, Nonces, Received};
use aliyun_instance_status::{Call, ErrorCode, Format, InstanceStatus, Page, Refusal, Reply};

const HOST_ID: &str = "ecs.example.com";

/// The database.
pub trait Store {
    /// The secret of an access key.
    fn secret(&self, access_key_id: &str) -> impl Future<Output = Option<AccessKeySecret>>;

    /// The nonces that were used.
    fn nonces(&self) -> &Mutex<Nonces>;

    /// The instances of a region.
    fn instances(&self, region: &str) -> impl Future<Output = Vec<InstanceStatus<'static>>>;
}

/// Answers a call.
pub async fn answer(
    store: &impl Store,
    call: http::Request<impl AsRef<[u8]>>,
    now: u64,
    request_id: &str,
) -> http::Response<String> {
    let (parts, body) = call.into_parts();
    let (format, page) = match Received::from_http(&parts, body.as_ref()) {
        Ok(received) => (received.format(), page(store, &received, now, request_id).await),
        Err(error) => (Format::Json, Err(error.into())),
    };
    let reply: Reply<'_> = match page {
        Ok(page) => page.into(),
        Err(refusal) => refusal.into_reply(request_id, HOST_ID),
    };
    reply.to_http(format)
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
    if !store.nonces().lock().unwrap_or_else(PoisonError::into_inner).use_once(&verified, now) {
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
