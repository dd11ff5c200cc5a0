//! What people are told of a signature that was refused: what is wrong, and what to do.

use aliyun_instance_status::sign::{Diagnosis, Difference, Scheme, SecretFault, SignatureFault};
use insta::assert_snapshot;

use crate::{header, parameter};

/// Every diagnosis, and under it its message.
#[test]
fn messages() {
    let differences = [
        Difference::NotReceived,
        Difference::NotSigned,
        Difference::ReceivedEncodedTwice,
        Difference::SignedEncodedTwice,
        Difference::PlusReceivedAsSpace,
        Difference::SpaceReceivedAsPlus,
        Difference::OtherEscapes,
        Difference::WhiteSpace,
        Difference::Case,
        Difference::Shortened,
        Difference::Other,
    ];
    let signature_faults = [
        SignatureFault::Empty,
        SignatureFault::LineEnd,
        SignatureFault::UnescapedPlus,
        SignatureFault::Other,
    ];
    let secret_faults = [
        SecretFault::Empty,
        SecretFault::WhiteSpace,
        SecretFault::Ampersand,
        SecretFault::NoAmpersand,
        SecretFault::Other,
    ];
    let diagnoses = [
        Diagnosis::OtherError,
        Diagnosis::NoEcho,
        Diagnosis::CutOff,
        Diagnosis::OtherHash,
        Diagnosis::Malformed,
        Diagnosis::Method,
        Diagnosis::Path,
        Diagnosis::Body,
        Diagnosis::OtherScheme { service: Scheme::V3 },
        Diagnosis::Order { name: "InstanceId.10".into() },
    ]
    .into_iter()
    .chain(differences.map(|difference| parameter("ZoneId", difference)))
    .chain(differences.map(|difference| header("host", difference)))
    // Names of which more is known.
    .chain([
        parameter("amp;ZoneId", Difference::NotSigned),
        parameter("SignatureNonce", Difference::Other),
        header("x-acs-signature-nonce", Difference::Other),
        header("x-acs-date", Difference::Other),
    ])
    .chain(signature_faults.map(Diagnosis::Signature))
    .chain(secret_faults.map(Diagnosis::Secret));
    let rows = diagnoses.map(|diagnosis| format!("{diagnosis:?}\n    {diagnosis}\n"));
    assert_snapshot!(rows.collect::<String>());
}
