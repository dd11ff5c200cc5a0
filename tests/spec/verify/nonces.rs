//! A nonce serves once, until its timestamp leaves the window, for the key that used it.

use aliyun_instance_status::sign::{AccessKey, AccessKeySecret, Method, Moment, Nonces, Received};
use aliyun_instance_status::{Format, Request};
use proptest::prelude::*;

use crate::support::strategy::cases;

/// A call of `id`, made at `seconds`, that is verified and uses its nonce at `now`; `None` if
/// it is not verified at all.
fn use_once(nonces: &mut Nonces, id: &str, nonce: &str, seconds: u64, now: u64) -> Option<bool> {
    const WINDOW: u64 = 60;
    let moment = Moment::at(seconds, nonce).expect("a moment");
    let key = AccessKey::new(id, "s");
    let call = Request::new("a").sign_rpc(Method::Get, &key, moment, Format::Json);
    let received =
        Received { method: "GET", path: "/", query: call.query(), headers: vec![], body: b"" };
    let unverified = received.read().expect("a call").with_window(WINDOW);
    let verified = unverified.verify(now, Some(&AccessKeySecret::new("s"))).ok()?;
    Some(nonces.use_once(&verified, now))
}

#[test]
fn once_for_each_key() {
    let mut nonces = Nonces::new();
    assert!(nonces.is_empty());
    for (id, nonce, is_new) in [
        ("a", "n", true),
        ("a", "n", false),
        ("b", "n", true),
        ("a", "m", true),
        ("b", "n", false),
        // The id and the nonce are told apart.
        ("an", "n", true),
        ("a", "nn", true),
    ] {
        assert_eq!(use_once(&mut nonces, id, nonce, 1_000, 1_000), Some(is_new), "{id} {nonce}");
    }
    assert_eq!(format!("{nonces:?}"), "Nonces { len: 5, .. }");
    assert!(!nonces.is_empty());
}

/// It is remembered to the last second in which the call could be sent again, and not longer.
#[test]
fn until_its_timestamp_leaves_the_window() {
    let mut nonces = Nonces::new();
    assert_eq!(use_once(&mut nonces, "a", "n", 1_060, 1_000), Some(true));
    assert_eq!(use_once(&mut nonces, "a", "n", 1_060, 1_120), Some(false));
    assert_eq!(use_once(&mut nonces, "a", "n", 1_060, 1_121), None, "expired");
    assert_eq!(use_once(&mut nonces, "a", "m", 1_121, 1_121), Some(true));
    assert_eq!(nonces.len(), 1, "the first is forgotten");
    // A call of its own that has the nonce of a forgotten one.
    assert_eq!(use_once(&mut nonces, "a", "n", 1_121, 1_121), Some(true));
}

proptest! {
    #![proptest_config(cases(256))]

    /// However time goes, forwards or back, no call is let through twice, and what is
    /// remembered are calls of two windows.
    #[test]
    fn no_call_twice(calls in prop::collection::vec((0_u8..4, 0_u64..40, -3_i64..30), 0..60)) {
        let (mut nonces, mut now, mut let_through) = (Nonces::new(), 1_000_u64, Vec::new());
        for (nonce, ahead, step) in calls {
            now = now.saturating_add_signed(step);
            let (nonce, seconds) = (nonce.to_string(), now + ahead);
            let is_new = use_once(&mut nonces, "a", &nonce, seconds, now);
            if is_new == Some(true) {
                let again = let_through.iter().any(|used| *used == (nonce.clone(), seconds));
                prop_assert!(!again, "{nonce} {seconds}");
                let_through.push((nonce, seconds));
            }
            prop_assert!(nonces.len() <= let_through.len());
        }
        // Once all have left their windows, one call makes room.
        prop_assert!(use_once(&mut nonces, "a", "last", now + 1_000, now + 1_000) == Some(true));
        prop_assert_eq!(nonces.len(), 1);
    }
}
