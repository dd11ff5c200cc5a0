//! JSON is read exactly where `serde_json` reads it and the shape is right, as
//! the same value.
#![no_main]

use aliyun_instance_status::{DecodeErrorKind, ErrorReply, Page, Reply};
use aliyun_instance_status_fuzz::by_serde_json::{Tree, error, page, rewrite_numbers};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|body: &[u8]| {
    let page_read = Page::from_json(body);
    let error_read = ErrorReply::from_json(body);
    let reply_read = Reply::from_json(body);
    let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    if let Err(refused) = serde_json::from_slice::<Value>(text) {
        // `Value` has limits that are none of JSON's grammar.
        const LIMITS: [&str; 2] = ["recursion limit exceeded", "number out of range"];
        let is_limit = LIMITS.iter().any(|limit| refused.to_string().starts_with(limit));
        let is_refused = page_read.is_err() && error_read.is_err() && reply_read.is_err();
        assert!(is_refused || is_limit, "{refused}");
        return;
    }
    let tree: Tree = serde_json::from_slice(text).expect("it is JSON");
    assert_eq!(page_read.as_ref().ok(), page(&tree).as_ref(), "{page_read:?}");
    let mut rewritten = error_read.clone();
    rewritten.iter_mut().for_each(rewrite_numbers);
    assert_eq!(rewritten.ok(), error(&tree), "{error_read:?}");

    let Some(members) = tree.members(&[]) else { return assert!(reply_read.is_err()) };
    let is_code = |tree: &Tree| match tree {
        Tree::Null => false,
        Tree::String(code) => !code.is_empty(),
        _ => true,
    };
    const COUNTERS: [&str; 3] = ["TotalCount", "PageNumber", "PageSize"];
    let has = |name: &str| members.all(name).next().is_some();
    if !has("InstanceStatuses") && members.all("Code").any(is_code) {
        assert_eq!(reply_read, error_read.map(Reply::Error));
    } else if let (Err(reply), Err(page)) = (&reply_read, &page_read)
        && reply.kind() == DecodeErrorKind::NotAReply
    {
        assert!(!has("InstanceStatuses") && !COUNTERS.into_iter().any(has), "{reply}");
        let error = error_read.expect_err("it has no code").offset();
        assert!([page.offset(), error].contains(&reply.offset()), "{reply}");
    } else {
        assert_eq!(reply_read, page_read.map(Reply::Page));
    }
});
