//! A call as one of both sides signs it: part by part, and as text.

use aliyun_instance_status::sign::{AccessKeySecret, Diagnosis, Received, VerifyError, rpc, v3};

use crate::support::percent;
use crate::support::signed::{DERIVED, EMPTY_HASH, secret};

pub(crate) type Pairs = Vec<(String, String)>;

/// What is signed, and how it is written. No code of the crate writes it.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) is_rpc: bool,
    pub(crate) method: String,
    pub(crate) path: String,
    /// Not escaped.
    pub(crate) parameters: Pairs,
    pub(crate) headers: Pairs,
    pub(crate) names: Vec<String>,
    pub(crate) hash: String,
    pub(crate) sort: fn(&mut Pairs),
    pub(crate) escape: fn(&str) -> String,
    /// How RPC escapes the canonical query.
    pub(crate) escape_query: fn(&str) -> String,
    /// What becomes of the text in the end.
    pub(crate) finish: fn(String) -> String,
}

impl Side {
    pub(crate) fn new(is_rpc: bool, method: &str, parameters: Pairs, token: Option<&str>) -> Self {
        let common = [
            ("AccessKeyId", "testid"),
            ("Action", "DescribeInstanceStatus"),
            ("Format", "JSON"),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureNonce", "nonce-1"),
            ("SignatureVersion", "1.0"),
            ("Timestamp", "2016-02-23T12:46:24Z"),
            ("Version", "2014-05-26"),
        ];
        let headers = [
            ("host", "ecs.aliyuncs.com"),
            ("x-acs-action", "DescribeInstanceStatus"),
            ("x-acs-content-sha256", EMPTY_HASH),
            ("x-acs-date", "2016-02-23T12:46:24Z"),
            ("x-acs-signature-nonce", "nonce-1"),
            ("x-acs-version", "2014-05-26"),
        ];
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let (mut all, mut headers) = (parameters, headers.map(owned).to_vec());
        if is_rpc {
            headers.clear();
            all.extend(common.map(owned));
            all.extend(token.map(|token| owned(("SecurityToken", token))));
        } else {
            headers.extend(token.map(|token| owned(("x-acs-security-token", token))));
            headers.sort();
        }
        Self {
            is_rpc,
            method: method.to_owned(),
            path: "/".to_owned(),
            parameters: all,
            names: headers.iter().map(|(name, _)| name.clone()).collect(),
            headers,
            hash: EMPTY_HASH.to_owned(),
            sort: |pairs| pairs.sort(),
            escape: percent,
            escape_query: percent,
            finish: |text| text,
        }
    }

    /// The parameters as this side sorts them.
    pub(crate) fn sorted(&self) -> Pairs {
        let mut sorted = self.parameters.clone();
        (self.sort)(&mut sorted);
        sorted
    }

    pub(crate) fn text(&self) -> String {
        let sorted = self.sorted();
        let pair = |(name, value): &(String, String)| {
            format!("{}={}", percent(name), (self.escape)(value))
        };
        let query = sorted.iter().map(pair).collect::<Vec<_>>().join("&");
        let Self { method, path, headers, names, hash, .. } = self;
        let text = if self.is_rpc {
            format!("{method}&{}&{}", path.replace('/', "%2F"), (self.escape_query)(&query))
        } else {
            let lines: String =
                headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
            format!("{method}\n{path}\n{query}\n{lines}\n{}\n{hash}", names.join(";"))
        };
        (self.finish)(text)
    }

    /// The signature as it is sent.
    pub(crate) fn signature(&self, secret: &str) -> String {
        let secret = AccessKeySecret::new(secret);
        if self.is_rpc {
            percent(&rpc::signature(&self.text(), &secret))
        } else {
            v3::signature(&v3::string_to_sign(&self.text()), &secret)
        }
    }

    pub(crate) fn parameter(&mut self, name: &str) -> Option<&mut String> {
        let mut pairs = self.parameters.iter_mut();
        pairs.find(|(other, _)| other == name).map(|(_, value)| value)
    }

    pub(crate) fn header(&mut self, name: &str) -> Option<&mut String> {
        self.headers.iter_mut().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// Without this header, or only without its name.
    pub(crate) fn without_header(&mut self, name: &str) {
        self.headers.retain(|(other, _)| other != name);
        self.names.retain(|other| other != name);
    }

    /// The query as it is sent, in the order in which it was made.
    pub(crate) fn query(&self, signature: &str) -> String {
        let pair =
            |(name, value): &(String, String)| format!("{}={}", percent(name), percent(value));
        let mut pairs: Vec<String> = self.parameters.iter().map(pair).collect();
        if self.is_rpc {
            pairs.push(format!("Signature={signature}"));
        }
        pairs.join("&")
    }

    /// What `guess` says of this call with this signature, or why it is not read.
    pub(crate) fn guess(&self, signature: &str) -> Result<Option<Diagnosis>, VerifyError> {
        let names = self.names.join(";");
        let credential = format!(
            "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={names},Signature={signature}"
        );
        let mut headers: Vec<(&str, &str)> =
            self.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        if !self.is_rpc {
            headers.push(("authorization", &credential));
        }
        let query = self.query(signature);
        let received =
            Received { method: &self.method, path: &self.path, query: &query, headers, body: b"" };
        Ok(Diagnosis::guess(&received.read()?, DERIVED, Some(&secret())))
    }
}
