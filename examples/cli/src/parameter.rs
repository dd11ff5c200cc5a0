//! The parameters of a query as they were sent: where they stand, what they mean, and which
//! are not shown.

use percent_encoding::percent_decode_str;

/// A parameter as it was sent.
pub(crate) struct Parameter {
    /// Decoded.
    pub(crate) name: String,
    /// Decoded.
    pub(crate) value: String,
    /// At which byte of the query the value begins.
    pub(crate) at: usize,
    /// How many bytes of the query it has.
    pub(crate) length: usize,
}

/// The parameters of a query, with or without its `?`, or of a form.
pub(crate) fn all(query: &str) -> impl Iterator<Item = Parameter> {
    let pairs = query.strip_prefix('?').unwrap_or(query);
    let mut next = query.len().saturating_sub(pairs.len());
    pairs.split('&').filter_map(move |pair| {
        let end = next.saturating_add(pair.len());
        next = end.saturating_add(1);
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let at = end.saturating_sub(value.len());
        let (name, length) = (decoded(name), value.len());
        (!pair.is_empty()).then(|| Parameter { name, value: decoded(value), at, length })
    })
}

fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// The query with `*` for every byte of a secret: what it says stands where it stood.
pub(crate) fn without_secrets(query: &str) -> Vec<u8> {
    let mut shown = query.as_bytes().to_owned();
    for Parameter { at, length, .. } in all(query).filter(Parameter::is_secret) {
        if let Some(value) = shown.get_mut(at..at.saturating_add(length)) {
            value.fill(b'*');
        }
    }
    shown
}

impl Parameter {
    /// Whether the value is not shown: a signature, a token, and whatever is called a secret,
    /// which no call has to send.
    pub(crate) fn is_secret(&self) -> bool {
        const WORDS: [&str; 8] = [
            "secret",
            "token",
            "password",
            "passwd",
            "privatekey",
            "authorization",
            "credential",
            "apikey",
        ];
        let letters = self.name.chars().filter(char::is_ascii_alphanumeric);
        let name: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
        name.ends_with("signature") || WORDS.into_iter().any(|word| name.contains(word))
    }

    pub(crate) fn meaning(&self) -> &'static str {
        match &*self.name {
            "Action" => "the operation",
            "Version" => "the version of the API",
            "RegionId" => "of this region",
            "ZoneId" => "of this zone of the region only",
            "ClusterId" => "of this cluster only; deprecated",
            "PageNumber" => "the page, counted from 1",
            "PageSize" => "how many instances a page has, 50 at most",
            "OwnerId" => "acts for the account of this id",
            "OwnerAccount" => "acts for the account of this name",
            "ResourceOwnerId" => "the id of the account that owns the instances",
            "ResourceOwnerAccount" => "the name of the account that owns the instances",
            "Format" => "the format of the reply, JSON or XML",
            "AccessKeyId" => "the access key that signs",
            "Signature" => "proves that the access key's secret is known",
            "SignatureMethod" => "how the signature is made",
            "SignatureVersion" => "the version of the signature",
            "SignatureNonce" => "serves once, so that no call can be replayed",
            "SignatureType" => "the type of the access key: none, BEARERTOKEN or PRIVATEKEY",
            "Timestamp" | "TimeStamp" => "when the call was made, in UTC",
            "SecurityToken" => "the token of a temporary access key",
            "BearerToken" => "stands for an access key",
            name if name.starts_with("InstanceId.") => "this instance, of 100 at most",
            _ => "unknown, and skipped; signed like the others",
        }
    }
}
