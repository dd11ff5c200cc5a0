//! What people are told of a signature that was refused: one pinned message for every
//! diagnosis.

#![cfg(feature = "sign")]

use aliyun_instance_status::sign::{Diagnosis, Difference, Scheme, SecretFault, SignatureFault};
use insta::assert_snapshot;

fn parameter(name: &str, difference: Difference) -> Diagnosis {
    Diagnosis::Parameter { name: name.to_owned(), difference }
}

fn header(name: &str, difference: Difference) -> Diagnosis {
    Diagnosis::Header { name: name.to_owned(), difference }
}

/// One message for every diagnosis: what is wrong, and what to do.
#[test]
fn messages() {
    let shown = |diagnosis: Diagnosis| diagnosis.to_string();
    let of_parameter = |difference| parameter("ZoneId", difference).to_string();
    let of_header = |difference| header("host", difference).to_string();
    assert_snapshot!(shown(Diagnosis::OtherError), @"not about the signature: see the code of the error reply");
    assert_snapshot!(shown(Diagnosis::NoEcho), @"the reply does not say what the service would have signed: compare the call as it was sent with what was signed, and check the Authorization or the Signature");
    assert_snapshot!(shown(Diagnosis::CutOff), @"equal as far as the reply goes, but it is cut off: compare the rest in the complete reply");
    assert_snapshot!(shown(Diagnosis::OtherHash), @"something else was signed, but only its hash is known: compare the canonical requests");
    assert_snapshot!(shown(Diagnosis::Malformed), @"what was signed is not a string to sign: that is METHOD&%2F& and the canonical query, percent-encoded by RFC 3986 in capitals, or the lines of a canonical request");
    assert_snapshot!(shown(Diagnosis::Method), @"the method that was sent is not the one that was signed: sign the one you send, and do not follow redirects");
    assert_snapshot!(shown(Diagnosis::Path), @"the path that was sent is not the one that was signed: it is / for this operation");
    assert_snapshot!(shown(Diagnosis::Body), @"the body that was sent is not the one whose hash was signed: hash the bytes exactly as they are sent");
    assert_snapshot!(shown(Diagnosis::OtherScheme { service: Scheme::V3 }), @"the service verified with V3, but the call was signed with the other scheme: send the parameters or headers of only one");
    assert_snapshot!(shown(Diagnosis::Order { name: "InstanceId.10".into() }), @"InstanceId.10 was signed out of order: sort by name, as bytes, so that InstanceId.10 comes before InstanceId.2");
    assert_snapshot!(of_parameter(Difference::NotReceived), @"parameter ZoneId was signed but did not arrive: send it, and look for what drops it on the way");
    assert_snapshot!(of_parameter(Difference::NotSigned), @"parameter ZoneId arrived but was not signed: sign it, or look for the proxy that adds it");
    assert_snapshot!(of_parameter(Difference::ReceivedEncodedTwice), @"parameter ZoneId arrived percent-encoded twice: encode it only once, when the URL is built");
    assert_snapshot!(of_parameter(Difference::SignedEncodedTwice), @"parameter ZoneId was percent-encoded twice before it was signed: sign the plain value");
    assert_snapshot!(of_parameter(Difference::PlusReceivedAsSpace), @"parameter ZoneId was sent with an unescaped +, which arrived as a space: send %2B");
    assert_snapshot!(of_parameter(Difference::SpaceReceivedAsPlus), @"parameter ZoneId was signed with a space but arrived with a +: send %20");
    assert_snapshot!(of_parameter(Difference::OtherEscapes), @"parameter ZoneId was not escaped by RFC 3986 when it was signed: a space is %20, * is %2A, ~ stays, hexadecimal digits are capitals");
    assert_snapshot!(of_parameter(Difference::WhiteSpace), @"parameter ZoneId has white space or a line end on one side only: trim it before you sign and send it");
    assert_snapshot!(of_parameter(Difference::Case), @"parameter ZoneId differs only in case: send what is signed");
    assert_snapshot!(of_parameter(Difference::Shortened), @"parameter ZoneId arrived cut off: escape & as %26 and # as %23");
    assert_snapshot!(of_parameter(Difference::Other), @"parameter ZoneId has a different value: send what is signed, and look for what changes it on the way");
    assert_snapshot!(of_header(Difference::NotReceived), @"header host was signed but did not arrive: send it, and look for the proxy that drops it");
    assert_snapshot!(of_header(Difference::NotSigned), @"header host arrived but was not signed: sign host, content-type and every x-acs- header");
    assert_snapshot!(of_header(Difference::ReceivedEncodedTwice), @"header host arrived percent-encoded: send headers as they are");
    assert_snapshot!(of_header(Difference::SignedEncodedTwice), @"header host was percent-encoded before it was signed: sign headers as they are sent");
    assert_snapshot!(of_header(Difference::PlusReceivedAsSpace), @"header host was signed with a + but arrived with a space: headers are not decoded");
    assert_snapshot!(of_header(Difference::SpaceReceivedAsPlus), @"header host was signed with a space but arrived with a +: headers are not encoded");
    assert_snapshot!(of_header(Difference::OtherEscapes), @"header host was signed with escapes in its name: header names have none");
    assert_snapshot!(of_header(Difference::WhiteSpace), @"header host has white space or a line end on one side only: trim it before you sign and send it");
    assert_snapshot!(of_header(Difference::Case), @"header host differs only in case: send what is signed");
    assert_snapshot!(of_header(Difference::Shortened), @"header host arrived cut off: look for the proxy that changes it");
    assert_snapshot!(of_header(Difference::Other), @"header host differs: sign the host that is sent, including its port, or make the proxy keep it");
    assert_snapshot!(shown(parameter("amp;ZoneId", Difference::NotSigned)), @"parameter amp;ZoneId was copied from HTML: write the & before it as &, not &amp;");
    assert_snapshot!(shown(parameter("SignatureNonce", Difference::Other)), @"parameter SignatureNonce differs: this is not the reply to the call that was signed, or the call was signed again");
    assert_snapshot!(shown(header("x-acs-signature-nonce", Difference::Other)), @"header x-acs-signature-nonce differs: this is not the reply to the call that was signed, or the call was signed again");
    assert_snapshot!(shown(header("x-acs-date", Difference::Other)), @"header x-acs-date has a different value: send what is signed, and look for what changes it on the way");
    assert_snapshot!(shown(Diagnosis::Signature(SignatureFault::Empty)), @"the signature was sent empty: send the one that signing returned");
    assert_snapshot!(shown(Diagnosis::Signature(SignatureFault::LineEnd)), @"the signature was sent with a line end: use Base64 without line breaks");
    assert_snapshot!(shown(Diagnosis::Signature(SignatureFault::UnescapedPlus)), @"the signature was sent unescaped, so its + arrives as a space: send %2B");
    assert_snapshot!(shown(Diagnosis::Signature(SignatureFault::Other)), @"the signature is not what this secret gives: for RPC it is HMAC-SHA1 in Base64, for V3 HMAC-SHA256 in lower-case hexadecimal");
    assert_snapshot!(shown(Diagnosis::Secret(SecretFault::Empty)), @"the secret is empty: check where it is read from");
    assert_snapshot!(shown(Diagnosis::Secret(SecretFault::WhiteSpace)), @"the secret has white space or a line end: trim it when you read it");
    assert_snapshot!(shown(Diagnosis::Secret(SecretFault::Ampersand)), @"the key ends with an & that must not be there: V3 uses the secret as it is, RPC adds a single &");
    assert_snapshot!(shown(Diagnosis::Secret(SecretFault::NoAmpersand)), @"the key has no & at its end: for RPC it is the secret and an &");
    assert_snapshot!(shown(Diagnosis::Secret(SecretFault::Other)), @"both sides signed the same text, so the secret is wrong: check that it is complete and belongs to this access key id");
}
