//! Received requests: nothing is verified, and so nothing decoded, but what was signed.
//!
//! A line each for the method, the path and the query, a line for each header, an empty
//! line, and the body.
#![no_main]

use std::sync::LazyLock;

use aliyun_instance_status::sign::{AccessKeySecret, Received, Verified, VerifyError, rpc};
use aliyun_instance_status::{Refusal, Request};
use libfuzzer_sys::fuzz_target;

/// What was signed, as the signature sees it: method, path, parameters, body.
type Signed = [String; 4];

struct Call<'t> {
    method: &'t str,
    path: &'t str,
    query: &'t str,
    headers: Vec<(&'t str, &'t str)>,
    body: &'t str,
}

impl<'t> Call<'t> {
    fn read(text: &'t str) -> Self {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut lines = head.split('\n');
        let [method, path, query] = [(); 3].map(|()| lines.next().unwrap_or(""));
        let headers = lines.filter_map(|line| line.split_once(':')).collect();
        Self { method, path, query, headers, body }
    }

    fn received(&self) -> Received<'_> {
        Received {
            method: self.method,
            path: self.path,
            query: self.query,
            headers: self.headers.clone(),
            body: self.body.as_bytes(),
        }
    }

    fn verify(&self, secret: &AccessKeySecret) -> Result<Verified<'_>, Refusal> {
        let unverified = self.received().read()?.with_window(60);
        let secret = (unverified.access_key_id() == "testid").then_some(secret);
        unverified.verify(1_795_372_239, secret).map_err(|error| unverified.refusal(error))
    }

    fn signed(&self) -> Signed {
        let is_v3 = self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization"));
        let (form, body) = if is_v3 { ("", self.body) } else { (self.body, "") };
        let parameters = rpc::canonical_query(self.query, form).expect("what is verified is read");
        [self.method, self.path, &parameters, body].map(str::to_owned)
    }
}

/// The seeds that are signed with the secret, and what they ask for.
static SIGNED: LazyLock<Vec<(Signed, Request<'static>)>> = LazyLock::new(|| {
    let seeds = [
        include_str!("../seeds/verify/rpc-get"),
        include_str!("../seeds/verify/rpc-post"),
        include_str!("../seeds/verify/v3-get"),
        include_str!("../seeds/verify/v3-post"),
    ];
    let signed = |seed| {
        let call = Call::read(seed);
        let verified = call.verify(&AccessKeySecret::new("testsecret")).expect("it is signed");
        let request = verified.call().expect("it is a call").request.into_owned();
        (call.signed(), request)
    };
    seeds.into_iter().map(signed).collect()
});

fuzz_target!(|text: &str| {
    let call = Call::read(text);
    match call.verify(&AccessKeySecret::new("testsecret")) {
        Ok(verified) => {
            let request = verified.call().expect("what was signed is a call").request;
            let signed = call.signed();
            assert!(
                SIGNED.iter().any(|(known, asked_for)| *known == signed && *asked_for == request),
                "a forged signature"
            );
            let other = call.verify(&AccessKeySecret::new("testsecres")).expect_err("forged");
            assert_eq!(other.code(), Refusal::from(VerifyError::SignatureMismatch).code());
        }
        Err(refusal) => {
            assert!(!refusal.code().as_str().is_empty());
            assert!(refusal.message().is_some_and(|message| !message.is_empty()));
        }
    }
});
