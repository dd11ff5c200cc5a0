//! Arbitrary values, for proptest.
#![allow(dead_code, reason = "each test uses its part")]

use aliyun_instance_status::{
    AccessDeniedDetail, Call, CommonParameters, ErrorReply, InstanceStatus, Page, PageNumber,
    PageSize, Reply, Request, Status,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::string::{RegexGeneratorStrategy, string_regex};

/// The configuration of a property that tries this many cases, in a debug build a quarter of them.
/// `PROPTEST_CASES` overrides either number.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig::with_cases(if cfg!(debug_assertions) { cases / 4 } else { cases })
}

/// What matches a pattern, which is read once. A literal as a strategy is read for every string.
pub(crate) fn matching(pattern: &str) -> RegexGeneratorStrategy<String> {
    string_regex(pattern).expect("a pattern")
}

/// Any string, often with the characters that formats escape.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        matching("i-[a-z0-9]{1,20}"),
        matching("[ -~\t\r\n]{0,12}"),
        matching(
            "(<|>|&|\"|'|\\\\|\\]|%|\\+|=|#|;|&amp;|\r\n|\r|é|中|😀|\u{FEFF}|\u{7F}|\u{85}){0,8}"
        ),
        // What `any::<String>()` is.
        matching("\\PC*"),
    ]
}

/// XML 1.0, production 2, in the specification's words.
pub(crate) fn is_xml_char(character: char) -> bool {
    matches!(u32::from(character),
        0x9 | 0xA | 0xD | 0x20..=0xD7FF | 0xE000..=0xFFFD | 0x10000..=0x10_FFFF)
}

/// Any string that XML can carry.
pub(crate) fn xml_text() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.chars().filter(|&c| is_xml_char(c)).collect())
}

fn status(text: BoxedStrategy<String>) -> impl Strategy<Value = Status<'static>> {
    const KNOWN: [&str; 5] = ["Pending", "Starting", "Running", "Stopping", "Stopped"];
    prop_oneof![3 => proptest::sample::select(&KNOWN[..]).prop_map(Status::from), 1 => text.prop_map(Status::from)]
}

pub(crate) fn page(text: BoxedStrategy<String>) -> impl Strategy<Value = Page<'static>> {
    let record = (text.clone(), status(text.clone()))
        .prop_map(|(id, status)| InstanceStatus { instance_id: id.into(), status });
    (text, any::<[u32; 3]>(), vec(record, 0..8)).prop_map(|(id, [total, number, size], records)| {
        let mut page = Page::new(id, total, number, size);
        page.instance_statuses = records;
        page
    })
}

pub(crate) fn error(text: BoxedStrategy<String>) -> impl Strategy<Value = ErrorReply<'static>> {
    let optional = || option::of(text.clone().prop_map(Into::into));
    let code = text.clone().prop_filter("an empty code is refused", |code| !code.is_empty());
    let members = (optional(), optional(), optional(), optional());
    (code, members, option::of(detail(text))).prop_map(|(code, members, detail)| {
        let mut error = ErrorReply::new(code);
        (error.request_id, error.host_id, error.message, error.recommend) = members;
        error.access_denied_detail = detail.map(Box::new);
        error
    })
}

fn detail(text: BoxedStrategy<String>) -> impl Strategy<Value = AccessDeniedDetail<'static>> {
    vec(option::of(text.prop_map(Into::into)), 7).prop_map(|mut members| {
        let mut next = || members.pop().flatten();
        let mut detail = AccessDeniedDetail::default();
        detail.auth_action = next();
        detail.auth_principal_display_name = next();
        detail.auth_principal_owner_id = next();
        detail.auth_principal_type = next();
        detail.no_permission_type = next();
        detail.policy_type = next();
        detail.encoded_diagnostic_message = next();
        detail
    })
}

/// A page or an error reply.
pub(crate) fn reply(text: BoxedStrategy<String>) -> impl Strategy<Value = Reply<'static>> {
    prop_oneof![page(text.clone()).prop_map(Reply::Page), error(text).prop_map(Reply::Error)]
}

pub(crate) fn request() -> impl Strategy<Value = Request<'static>> {
    let filled = || text().prop_filter("an empty one is refused", |text| !text.is_empty());
    let optional = || option::of(text());
    let pages = (option::of(1_u32..), option::of(1_u32..=50));
    let owners = (any::<Option<u64>>(), optional(), any::<Option<u64>>(), optional());
    (filled(), optional(), optional(), pages, vec(filled(), 0..=100), owners).prop_map(
        |(region, zone, cluster, (number, size), ids, owners)| {
            let mut request = Request::new(region);
            if !ids.is_empty() {
                request = request.with_instance_ids(ids).expect("at most 100 were made");
            }
            let (owner_id, owner_account, resource_owner_id, resource_owner_account) = owners;
            if let Some(zone) = zone {
                request = request.with_zone_id(zone);
            }
            if let Some(cluster) = cluster {
                request = request.with_cluster_id(cluster);
            }
            if let Some(number) = number.and_then(PageNumber::new) {
                request = request.with_page_number(number);
            }
            if let Some(size) = size.and_then(PageSize::new) {
                request = request.with_page_size(size);
            }
            if let Some(owner_id) = owner_id {
                request = request.with_owner_id(owner_id);
            }
            if let Some(owner_account) = owner_account {
                request = request.with_owner_account(owner_account);
            }
            if let Some(resource_owner_id) = resource_owner_id {
                request = request.with_resource_owner_id(resource_owner_id);
            }
            if let Some(account) = resource_owner_account {
                request = request.with_resource_owner_account(account);
            }
            request
        },
    )
}

pub(crate) fn call() -> impl Strategy<Value = Call<'static>> {
    let members = vec(option::of(text().prop_map(Into::into)), 11);
    (request(), members).prop_map(|(request, mut members)| {
        let mut next = || members.pop().flatten();
        let mut common = CommonParameters::default();
        common.format = next();
        common.access_key_id = next();
        common.signature = next();
        common.signature_method = next();
        common.signature_version = next();
        common.signature_nonce = next();
        common.signature_type = next();
        common.timestamp = next();
        common.time_stamp = next();
        common.security_token = next();
        common.bearer_token = next();
        Call { request, common }
    })
}
