//! Signing by the V3 signature.

use hmac::Mac;

use crate::query::write;
use crate::sign::hex::Hex;
use crate::sign::mac::sha256;
use crate::sign::signed_request::Builder;
use crate::sign::timestamp::Timestamp;
use crate::sign::{AccessKey, Endpoint, Method, Moment, PATH, SignedRequest};
use crate::{Format, Request};

use super::{ALGORITHM, EMPTY_SHA256, mac};

/// About as many bytes as the headers take, in the canonical request and after it.
const HEADERS_ROOM: usize = 448;

/// The eight that may be signed, `authorization` and `accept`.
const MAX_HEADERS: usize = 10;

/// Signing by the V3 signature.
impl Request<'_> {
    /// The signed call. With either method the parameters are in the query, the body is
    /// empty, and everything else is in headers, to be sent unchanged. It asks for the reply
    /// in this format with `accept`.
    ///
    /// What headers cannot carry, such as a line end in an id or a token, is for the HTTP
    /// stack to refuse, as [`SignedRequest`] shows.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, Method, Moment};
    /// use aliyun_instance_status::{Format, Request};
    ///
    /// let key = AccessKey::new("testid", "testsecret");
    /// let moment = Moment::at(1_698_315_752, "3156853299f313e23d1673dc12e1703d")?;
    /// let host = "ecs.cn-beijing.aliyuncs.com";
    /// let signed =
    ///     Request::new("cn-beijing").sign_v3(Method::Get, host, &key, moment, Format::Json);
    /// assert_eq!(signed.query(), "RegionId=cn-beijing");
    /// for (name, value) in signed.headers() {
    ///     // request.header(name, value)
    /// #   assert!(!name.is_empty() && !value.is_empty());
    /// }
    /// # Ok::<(), aliyun_instance_status::InvalidValue>(())
    /// ```
    #[must_use]
    pub fn sign_v3<'e>(
        &self,
        method: Method,
        endpoint: impl Into<Endpoint<'e>>,
        key: &AccessKey,
        moment: Moment<'_>,
        format: Format,
    ) -> SignedRequest {
        let endpoint = endpoint.into();
        let (seconds, nonce) = moment.into_parts();
        let date = Timestamp::at(seconds);
        let headers = [
            ("content-type", endpoint.content_type()),
            ("host", Some(endpoint.host())),
            ("x-acs-action", Some(Request::ACTION)),
            ("x-acs-content-sha256", Some(EMPTY_SHA256)),
            ("x-acs-date", Some(date.as_str())),
            ("x-acs-security-token", key.security_token()),
            ("x-acs-signature-nonce", Some(&*nonce)),
            ("x-acs-version", Some(Request::VERSION)),
        ];
        let headers = headers
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?.trim_matches([' ', '\t']))));

        // The canonical request. Its query and its headers are sent as they are in it.
        let room = write::room(self).saturating_add(HEADERS_ROOM);
        let mut request = Builder::with_capacity(room, MAX_HEADERS);
        request.push([method.as_str(), "\n", PATH, "\n"]);
        request.query(|query| write::request_parameters(query, self, None));
        request.push(["\n"]);
        for (name, value) in headers.clone() {
            request.push([name, ":"]);
            request.header(name, |header| header.push_str(value));
            request.push(["\n"]);
        }
        request.push(["\n"]);
        let start = request.text().len();
        for (index, (name, _)) in headers.enumerate() {
            request.push([if index == 0 { "" } else { ";" }, name]);
        }
        let names = start..request.text().len();
        request.push(["\n", EMPTY_SHA256]);
        let hash = sha256(request.text().as_bytes());
        let signature = mac(key.secret().v3_key(), &hash).finalize().into_bytes();

        request.header("authorization", |header| {
            header.extend([ALGORITHM, " Credential=", key.id(), ",SignedHeaders="]);
            header.extend_from_within(names);
            header.extend([",Signature=", Hex::encode(&signature).as_str()]);
        });
        request.header("accept", |header| header.push_str(format.content_type()));
        request.build(method)
    }
}
