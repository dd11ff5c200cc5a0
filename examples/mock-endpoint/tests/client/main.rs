//! The README's example of a test against the mock, word for word, and the client that
//! it tests.

mod my_client;

use mock_endpoint::Throttling;
use my_client::MyClient;

use std::num::NonZeroU64;

use mock_endpoint::{MockEndpoint, Options};

#[test]
fn my_client_lists_a_region_in_spite_of_throttling() -> Result<(), Box<dyn std::error::Error>> {
    let every_third = NonZeroU64::new(3);
    let mock = MockEndpoint::start(Options { throttle: every_third, ..Options::default() })?;
    let client = MyClient::new(&mock.url(), "testid", "testsecret");
    assert_eq!(client.list("cn-hangzhou")?.len(), 200); // of 208, on four pages
    Ok(())
}

#[test]
fn my_client_lists_a_region_whatever_fails() {
    for throttling in
        [Throttling::RetryAfter, Throttling::Unavailable, Throttling::RateLimit, Throttling::Bare]
    {
        let options = Options {
            gateway_error: NonZeroU64::new(5),
            throttle: NonZeroU64::new(4),
            throttling,
            lose_reply: NonZeroU64::new(3),
            ..Options::default()
        };
        let mock = MockEndpoint::start(options).expect("a free port");
        let ids = MyClient::new(&mock.url(), "testid", "testsecret").list("cn-hangzhou");
        assert_eq!(ids.expect("a list").len(), 200, "{throttling:?}");
    }
}

#[test]
fn a_bad_secret_is_an_error() {
    let mock = MockEndpoint::start(Options::default()).expect("a free port");
    let error = MyClient::new(&mock.url(), "testid", "other").list("cn-hangzhou");
    let error = error.expect_err("another secret").to_string();
    assert!(error.starts_with("HTTP 400, SignatureDoesNotMatch: "), "{error}");
}

#[test]
fn the_readme_shows_this_file() {
    let readme = include_str!("../../../../README.md");
    let (_, block) = readme.split_once("```rust,ignore\n").expect("the README's second example");
    let (example, _) = block.split_once("```\n").expect("its end");
    assert!(include_str!("main.rs").contains(example), "{example}");
    assert!(example.contains("#[test]"));
}
