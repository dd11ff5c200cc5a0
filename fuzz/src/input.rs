//! Values of the crate's types, made of what the fuzzer gives.

use std::num::NonZeroU32;

use aliyun_instance_status::{
    AccessDeniedDetail, Call, CommonParameters, ErrorResponse, InstanceStatus, PageNumber,
    PageSize, Request, Response, Status, TooManyInstanceIds,
};
use arbitrary::Arbitrary;

/// One value of any type.
#[derive(Debug, Arbitrary)]
pub enum Input {
    Page(Page),
    Error(Error),
    Call(Parameters),
}

#[derive(Debug, Arbitrary)]
pub struct Page {
    request_id: String,
    counters: [u32; 3],
    records: Vec<(String, Word)>,
}

#[derive(Debug, Arbitrary)]
enum Word {
    Pending,
    Starting,
    Running,
    Stopping,
    Stopped,
    Other(String),
}

#[derive(Debug, Arbitrary)]
pub struct Error {
    code: String,
    members: [Option<String>; 4],
    detail: Option<[Option<String>; 7]>,
}

#[derive(Debug, Arbitrary)]
pub struct Parameters {
    region_id: String,
    instance_ids: Vec<String>,
    page_number: Option<NonZeroU32>,
    page_size: Option<u8>,
    owner_ids: [Option<u64>; 2],
    texts: [Option<String>; 4],
    common: [Option<String>; 11],
}

impl From<Page> for Response<'static> {
    fn from(page: Page) -> Self {
        let [total_count, page_number, page_size] = page.counters;
        let mut response = Response::new(page.request_id, total_count, page_number, page_size);
        let record = |(id, word): (String, Word)| InstanceStatus {
            instance_id: id.into(),
            status: word.into(),
        };
        response.instance_statuses = page.records.into_iter().map(record).collect();
        response
    }
}

impl From<Word> for Status<'static> {
    fn from(word: Word) -> Self {
        match word {
            Word::Pending => Status::Pending,
            Word::Starting => Status::Starting,
            Word::Running => Status::Running,
            Word::Stopping => Status::Stopping,
            Word::Stopped => Status::Stopped,
            Word::Other(word) => Status::from(word),
        }
    }
}

impl From<Error> for ErrorResponse<'static> {
    fn from(input: Error) -> Self {
        let mut error = ErrorResponse::new(input.code);
        let [request_id, host_id, message, recommend] =
            input.members.map(|text| text.map(Into::into));
        error.request_id = request_id;
        error.host_id = host_id;
        error.message = message;
        error.recommend = recommend;
        error.access_denied_detail = input.detail.map(|members| {
            let mut detail = AccessDeniedDetail::default();
            [
                detail.auth_action,
                detail.auth_principal_display_name,
                detail.auth_principal_owner_id,
                detail.auth_principal_type,
                detail.no_permission_type,
                detail.policy_type,
                detail.encoded_diagnostic_message,
            ] = members.map(|text| text.map(Into::into));
            Box::new(detail)
        });
        error
    }
}

impl TryFrom<Parameters> for Call<'static> {
    type Error = TooManyInstanceIds;

    fn try_from(input: Parameters) -> Result<Self, TooManyInstanceIds> {
        let mut request = Request::new(input.region_id).with_instance_ids(input.instance_ids)?;
        if let Some(number) = input.page_number.and_then(|number| PageNumber::new(number.get())) {
            request = request.with_page_number(number);
        }
        if let Some(size) = input.page_size.and_then(|size| PageSize::new(size.into())) {
            request = request.with_page_size(size);
        }
        let [owner, resource_owner] = input.owner_ids;
        request = owner.into_iter().fold(request, Request::with_owner_id);
        request = resource_owner.into_iter().fold(request, Request::with_resource_owner_id);
        let [zone, cluster, account, resource_account] = input.texts;
        request = zone.into_iter().fold(request, Request::with_zone_id);
        request = cluster.into_iter().fold(request, Request::with_cluster_id);
        request = account.into_iter().fold(request, Request::with_owner_account);
        request = resource_account.into_iter().fold(request, Request::with_resource_owner_account);
        let mut common = CommonParameters::default();
        [
            common.format,
            common.access_key_id,
            common.signature,
            common.signature_method,
            common.signature_version,
            common.signature_nonce,
            common.signature_type,
            common.timestamp,
            common.time_stamp,
            common.security_token,
            common.bearer_token,
        ] = input.common.map(|text| text.map(Into::into));
        Ok(Call { request, common })
    }
}
