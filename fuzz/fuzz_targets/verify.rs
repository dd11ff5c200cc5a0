//! Received requests: nothing is verified but what was signed.
//!
//! A line each for the method, the path and the query, a line for each header, an empty
//! line, and the body, which is the form where there are no headers.
#![no_main]

use std::sync::LazyLock;

use aliyun_instance_status::sign::{AccessKeySecret, Clock, VerifyError, rpc, v3};
use libfuzzer_sys::fuzz_target;

/// What was signed, as the signature sees it: method, path, parameters, body.
type Signed = [String; 4];

struct Received<'t> {
    method: &'t str,
    path: &'t str,
    query: &'t str,
    headers: Vec<(&'t str, &'t str)>,
    body: &'t str,
}

impl<'t> Received<'t> {
    fn read(text: &'t str) -> Self {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut lines = head.split('\n');
        let [method, path, query] = [(); 3].map(|()| lines.next().unwrap_or(""));
        let headers = lines.filter_map(|line| line.split_once(':')).collect();
        Self { method, path, query, headers, body }
    }

    fn verify(&self, secret: &AccessKeySecret) -> Result<(), VerifyError> {
        let clock = Clock { now: 1_795_372_239, window: 60 };
        let secret = |id: &str| (id == "testid").then_some(secret);
        if self.headers.is_empty() {
            return rpc::verify(self.method, self.query, self.body, clock, secret);
        }
        let received = v3::Received {
            method: self.method,
            path: self.path,
            query: self.query,
            headers: &self.headers,
            body: self.body.as_bytes(),
        };
        v3::verify(&received, clock, secret).map(drop)
    }

    fn signed(&self) -> Signed {
        let is_rpc = self.headers.is_empty();
        let (form, body, path) =
            if is_rpc { (self.body, "", "/") } else { ("", self.body, self.path) };
        let parameters = rpc::canonical_query(self.query, form).expect("what is verified is read");
        [self.method, path, &parameters, body].map(str::to_owned)
    }
}

/// The seeds that are signed with the secret.
static SIGNED: LazyLock<Vec<Signed>> = LazyLock::new(|| {
    let seeds = [
        include_str!("../seeds/verify/rpc-get"),
        include_str!("../seeds/verify/rpc-post"),
        include_str!("../seeds/verify/v3-get"),
        include_str!("../seeds/verify/v3-post"),
    ];
    let signed = |seed| {
        let received = Received::read(seed);
        assert_eq!(received.verify(&AccessKeySecret::new("testsecret")), Ok(()), "{seed}");
        received.signed()
    };
    seeds.into_iter().map(signed).collect()
});

fuzz_target!(|text: &str| {
    let received = Received::read(text);
    match received.verify(&AccessKeySecret::new("testsecret")) {
        Ok(()) => {
            assert!(SIGNED.contains(&received.signed()), "a forged signature");
            let other = received.verify(&AccessKeySecret::new("testsecres"));
            assert_eq!(other, Err(VerifyError::SignatureMismatch));
        }
        Err(error) => {
            let reply = error.to_error_response("R", "ecs.aliyuncs.com");
            assert!(!reply.code.as_str().is_empty());
            assert!(reply.message.is_some_and(|message| !message.is_empty()));
        }
    }
});
