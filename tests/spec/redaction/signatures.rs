//! What `Debug` shows of signed and verified requests.

use aliyun_instance_status::sign::{Claim, Endpoint, Method, Moment, Received, VerifyError};
use aliyun_instance_status::{ErrorCode, Format, Refusal, Request};

use crate::support::signed::{CAPTURED, headers_of, key, received, secret, signed_v3};

#[test]
fn nothing_secret_is_shown() {
    let key = key().with_security_token("token-1");
    let moment = Moment::at(CAPTURED, "nonce-1").expect("a moment");
    let request = Request::new("cn-hangzhou");
    let rpc = request.sign_rpc(Method::Get, &key, moment, Format::Json);
    let v3 = signed_v3(CAPTURED);
    let headers = headers_of(&v3);
    let received_v3 = received(&v3, &headers);
    let received_rpc = received(&rpc, &[]);
    let unverified =
        [received_rpc.read(), received_v3.read()].map(|read| read.expect("it is signed"));
    let verified =
        unverified.iter().map(|call| call.verify(CAPTURED, Some(&secret())).expect("it is signed"));
    let verified: Vec<_> = verified.collect();
    let claim: &Claim<'_> = &verified[0];
    let endpoint = Endpoint::from("h");
    let shown = format!(
        "{:?} {key:?} {rpc:?} {v3:?} {received_rpc:?} {received_v3:?} {unverified:?} {verified:?} {claim:?} {endpoint:?}",
        secret()
    );
    let signature = rpc.query().rsplit_once("Signature=").expect("it is signed").1;
    for hidden in ["testsecret", "token-1", "CAIS", signature, "Signature="] {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
    for named in
        ["AccessKeySecret([hidden])", "AccessKey { ", "Received { ", "SignedRequest { ", "Claim { "]
    {
        assert!(shown.contains(named), "no {named} in {shown}");
    }
    // As a server has it that takes the whole target for the path.
    let path = "/?AccessKeyId=testid&Signature=s3cr3t";
    assert!(!format!("{:?}", Received { path, ..received_rpc }).contains("s3cr3t"));
    // Nor does the reply echo what was signed, where it is not asked to.
    let refusal = Refusal::from(VerifyError::SignatureMismatch);
    assert_eq!(refusal.code(), &ErrorCode::SIGNATURE_DOES_NOT_MATCH);
    assert!(!refusal.message().is_some_and(|message| message.contains("string to sign")));
}
