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
    assert_snapshot!(shown(Diagnosis::NoEcho), @"the reply does not say what the service would have signed: compare the call as it is sent with what was signed, and look at the Authorization or the Signature");
    assert_snapshot!(shown(Diagnosis::CutOff), @"equal as far as the reply goes, which is cut off: compare what follows in the whole reply");
    assert_snapshot!(shown(Diagnosis::OtherHash), @"something else was signed, and only its hash is known: compare the canonical requests");
    assert_snapshot!(shown(Diagnosis::Malformed), @"what was signed is no string to sign: it is METHOD&%2F& and the canonical query, each escaped by RFC 3986 in capitals, or the lines of a canonical request");
    assert_snapshot!(shown(Diagnosis::Method), @"another method was signed than was sent: sign the one that is sent, and follow no redirect");
    assert_snapshot!(shown(Diagnosis::Path), @"another path was signed than was sent: it is / for this operation");
    assert_snapshot!(shown(Diagnosis::Body), @"the hash of another body was signed than was sent: hash the bytes that are sent, as they are sent");
    assert_snapshot!(shown(Diagnosis::OtherScheme { service: Scheme::V3 }), @"the service has verified by V3, and it was signed by another scheme: send the parameters or headers of one of the two");
    assert_snapshot!(shown(Diagnosis::Order { name: "InstanceId.10".into() }), @"InstanceId.10 was signed out of its place: sort by name, as bytes, so that InstanceId.10 comes before InstanceId.2");
    assert_snapshot!(of_parameter(Difference::NotReceived), @"parameter ZoneId was signed, and did not arrive: send it, and look for what drops it on the way");
    assert_snapshot!(of_parameter(Difference::NotSigned), @"parameter ZoneId arrived, and was not signed: sign it, or look for the proxy that adds it");
    assert_snapshot!(of_parameter(Difference::ReceivedEncodedTwice), @"parameter ZoneId arrived percent-encoded twice: encode it once, where the URL is put together");
    assert_snapshot!(of_parameter(Difference::SignedEncodedTwice), @"parameter ZoneId was signed percent-encoded twice: sign the value before it is encoded");
    assert_snapshot!(of_parameter(Difference::PlusReceivedAsSpace), @"parameter ZoneId was sent with a + that is not escaped, and arrived with a space: send %2B");
    assert_snapshot!(of_parameter(Difference::SpaceReceivedAsPlus), @"parameter ZoneId was signed with a space, and arrived with a +: send %20");
    assert_snapshot!(of_parameter(Difference::OtherEscapes), @"parameter ZoneId was signed in other escapes than those of RFC 3986: a space is %20, * is %2A, ~ stays, digits are in capitals");
    assert_snapshot!(of_parameter(Difference::WhiteSpace), @"parameter ZoneId has white space or a line end on one side alone: trim it before it is signed and sent");
    assert_snapshot!(of_parameter(Difference::Case), @"parameter ZoneId differs in capital and small letters alone: send what is signed");
    assert_snapshot!(of_parameter(Difference::Shortened), @"parameter ZoneId arrived cut off: escape what is in it, & as %26 and # as %23");
    assert_snapshot!(of_parameter(Difference::Other), @"parameter ZoneId has another value: send what is signed, and look for what changes it on the way");
    assert_snapshot!(of_header(Difference::NotReceived), @"header host was signed, and did not arrive: send it, and look for the proxy that drops it");
    assert_snapshot!(of_header(Difference::NotSigned), @"header host arrived, and was not signed: sign each x-acs- header, host and content-type");
    assert_snapshot!(of_header(Difference::ReceivedEncodedTwice), @"header host arrived percent-encoded: headers are sent as they are");
    assert_snapshot!(of_header(Difference::SignedEncodedTwice), @"header host was signed percent-encoded: headers are signed as they are sent");
    assert_snapshot!(of_header(Difference::PlusReceivedAsSpace), @"header host was signed with a +, and arrived with a space: headers are not decoded");
    assert_snapshot!(of_header(Difference::SpaceReceivedAsPlus), @"header host was signed with a space, and arrived with a +: headers are not encoded");
    assert_snapshot!(of_header(Difference::OtherEscapes), @"header host was signed under a name in other escapes: names have none");
    assert_snapshot!(of_header(Difference::WhiteSpace), @"header host has white space or a line end on one side alone: trim it before it is signed and sent");
    assert_snapshot!(of_header(Difference::Case), @"header host differs in capital and small letters alone: send what is signed");
    assert_snapshot!(of_header(Difference::Shortened), @"header host arrived cut off: look for the proxy that changes it");
    assert_snapshot!(of_header(Difference::Other), @"header host is another: sign the host that is sent, with its port, or let the proxy keep it");
    assert_snapshot!(shown(parameter("amp;ZoneId", Difference::NotSigned)), @"parameter amp;ZoneId has been taken out of HTML: the & before it must not be written &amp;");
    assert_snapshot!(shown(parameter("SignatureNonce", Difference::Other)), @"parameter SignatureNonce is another: this reply is not that of the call that was signed, or the call was signed again");
    assert_snapshot!(shown(header("x-acs-signature-nonce", Difference::Other)), @"header x-acs-signature-nonce is another: this reply is not that of the call that was signed, or the call was signed again");
    assert_snapshot!(shown(header("x-acs-date", Difference::Other)), @"header x-acs-date has another value: send what is signed, and look for what changes it on the way");
    assert_snapshot!(shown(Diagnosis::Signature(SignatureFault::Empty)), @"the signature was sent empty: send what signing gives");
    assert_snapshot!(shown(Diagnosis::Signature(SignatureFault::LineEnd)), @"the signature was sent with a line end: encode in Base64 without line breaks");
    assert_snapshot!(shown(Diagnosis::Signature(SignatureFault::UnescapedPlus)), @"the signature was sent without escapes, and its + arrives as a space: send %2B");
    assert_snapshot!(shown(Diagnosis::Signature(SignatureFault::Other)), @"the signature is not that of what was signed by this secret: RPC is the Base64 of HMAC-SHA1, V3 the small hexadecimal of HMAC-SHA256");
    assert_snapshot!(shown(Diagnosis::Secret(SecretFault::Empty)), @"the secret is empty: see where it is read from");
    assert_snapshot!(shown(Diagnosis::Secret(SecretFault::WhiteSpace)), @"the secret has white space or a line end: trim what it is read from");
    assert_snapshot!(shown(Diagnosis::Secret(SecretFault::Ampersand)), @"the key has a & at its end that must not be there: V3 takes the secret as it is, and RPC adds one &");
    assert_snapshot!(shown(Diagnosis::Secret(SecretFault::NoAmpersand)), @"the key has no & at its end: RPC takes the secret and a &");
    assert_snapshot!(shown(Diagnosis::Secret(SecretFault::Other)), @"both sides have signed the same, so that the secret is wrong: see that it is whole, and the one of this access key id");
}
