//! What people are told of a signature that was refused: what is wrong, and what to do.

use aliyun_instance_status::sign::{
    Diagnosis, Difference, Scheme, SecretFault, SignatureFault, SortOrder,
};
use insta::assert_snapshot;

use super::{header, parameter};

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
        Difference::Port,
        Difference::Url,
        Difference::Repeated,
        Difference::Other,
    ];
    let orders =
        [SortOrder::Natural, SortOrder::WholePairs, SortOrder::IgnoringCase, SortOrder::Unsorted];
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
        Diagnosis::Differ { names: vec!["the method".into(), "ZoneId".into()] },
        Diagnosis::Equal,
        Diagnosis::LowerCaseMethod,
        Diagnosis::CopiedFromHtml,
        Diagnosis::SignatureSigned,
        Diagnosis::QueryEncodedTwice,
        Diagnosis::LineEnds,
        Diagnosis::LocalTime { hours: 8 },
        Diagnosis::LocalTime { hours: -5 },
    ]
    .into_iter()
    .chain(orders.map(|order| Diagnosis::Order { name: "InstanceId.10".into(), order }))
    .chain(differences.map(|difference| parameter("ZoneId", difference)))
    .chain(differences.map(|difference| header("host", difference)))
    // Names of which more is known.
    .chain([
        parameter("SignatureNonce", Difference::Other),
        header("x-acs-signature-nonce", Difference::Other),
        header("x-acs-date", Difference::Other),
        header("x-acs-date", Difference::Shortened),
    ])
    .chain(signature_faults.map(Diagnosis::Signature))
    .chain(secret_faults.map(Diagnosis::Secret));
    let rows = diagnoses.map(|diagnosis| format!("{diagnosis:?}\n    {diagnosis}\n"));
    assert_snapshot!(rows.collect::<String>());
}
