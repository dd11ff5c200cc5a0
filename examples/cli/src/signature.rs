//! The signature of a call that was sent.

use aliyun_instance_status::sign::{
    AccessKeySecret, Moment, Received, Unverified, Verified, VerifyError, timestamp,
};

use crate::sent::Sent;

/// Reads what the call claims; without a method, as a `GET`, or a `POST` if it has a body.
pub(crate) fn read(sent: &Sent) -> Result<Unverified<'static>, VerifyError> {
    let headers = sent.headers.iter();
    let headers: Vec<_> = headers.map(|(name, value)| (&**name, &**value)).collect();
    let method = match &*sent.method {
        "" if sent.body.is_empty() => "GET",
        "" => "POST",
        method => method,
    };
    let received =
        Received { method, path: &sent.path, query: &sent.query, headers, body: &sent.body };
    Ok(received.read()?.into_owned())
}

/// Verifies a call at a time in seconds since the Unix epoch, within its scheme's window.
pub(crate) fn verify(
    unverified: &Unverified<'static>,
    now: u64,
    secret: &AccessKeySecret,
) -> Result<Verified<'static>, VerifyError> {
    unverified.verify(now, Some(secret))
}

/// Until when the call is valid, and whether that has passed.
pub(crate) fn expiry(unverified: &Unverified<'_>, now: u64) -> Option<(String, bool)> {
    let until = seconds(unverified.timestamp())?.saturating_add(unverified.window());
    Some((timestamp(until), until < now))
}

/// The seconds since the Unix epoch of a timestamp, whose decimals do not count.
pub(crate) fn seconds(timestamp: &str) -> Option<u64> {
    let whole = timestamp.split_once('.').map(|(whole, _)| format!("{whole}Z"));
    let moment = Moment::new(whole.as_deref().unwrap_or(timestamp), "nonce").ok()?;
    Some(moment.seconds())
}

/// The parameter whose value an error of [`read`] is about.
pub(crate) fn parameter(error: VerifyError) -> Option<&'static [&'static str]> {
    match error {
        VerifyError::UnsupportedSignatureMethod => Some(&["SignatureMethod"]),
        VerifyError::UnsupportedSignatureVersion => Some(&["SignatureVersion"]),
        VerifyError::UnsupportedSignatureType => Some(&["SignatureType"]),
        VerifyError::BearerToken => Some(&["BearerToken"]),
        VerifyError::TwoTimestamps => Some(&["TimeStamp"]),
        VerifyError::MalformedTimestamp(_) => Some(&["Timestamp", "TimeStamp"]),
        _ => None,
    }
}
