//! Signing by the RPC signature.

use alloc::borrow::Cow;
use alloc::string::String;

use base64ct::{Base64, Encoding};
use hmac::Mac;

use crate::query::write;
use crate::sign::signed_request::Builder;
use crate::sign::timestamp::Timestamp;
use crate::sign::{AccessKey, FORM, Method, Moment, SignedRequest};
use crate::{CommonParameters, Field, Format, Request};

use super::{SIGNATURE_METHOD, SIGNATURE_VERSION, mac};

/// Signing by the RPC signature.
impl Request<'_> {
    /// The signed call: with `GET` all parameters are in the query, with `POST` in a form.
    /// It asks for the reply in this format.
    ///
    /// It can be sent to any endpoint, since the RPC signature does not cover the host.
    ///
    /// ```
    /// use aliyun_instance_status::sign::{AccessKey, Method, Moment};
    /// use aliyun_instance_status::{Format, Request};
    ///
    /// let key = AccessKey::new("testid", "testsecret");
    /// let moment = Moment::at(1_456_231_584, "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf")?;
    /// let signed = Request::new("cn-hangzhou").sign_rpc(Method::Get, &key, moment, Format::Xml);
    /// let url = format!("https://ecs.aliyuncs.com{}?{}", signed.path(), signed.query());
    /// # assert!(url.ends_with("&Signature=fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D"));
    /// # Ok::<(), aliyun_instance_status::InvalidValue>(())
    /// ```
    #[must_use]
    pub fn sign_rpc(
        &self,
        method: Method,
        key: &AccessKey,
        moment: Moment<'_>,
        format: Format,
    ) -> SignedRequest {
        let (seconds, nonce) = moment.into_parts();
        let timestamp = Timestamp::at(seconds);
        let common = CommonParameters {
            access_key_id: Some(key.id().into()),
            format: Some(format.as_str().into()),
            signature_method: Some(SIGNATURE_METHOD.into()),
            signature_nonce: Some(nonce),
            signature_version: Some(SIGNATURE_VERSION.into()),
            timestamp: Some(timestamp.as_str().into()),
            security_token: key.security_token().map(Cow::Borrowed),
            ..CommonParameters::default()
        };
        let write = |out: &mut String| {
            write::signed_parameters(out, self, &common);
            let mac = mac(key.rpc_mac(), method, |take| take(out)).finalize();
            let mut base64 = [0; 28];
            let signature = Base64::encode(&mac.into_bytes(), &mut base64).unwrap_or_default();
            write::append(out, Field::Signature, signature);
        };
        let headers = usize::from(method == Method::Post);
        let mut request = Builder::with_capacity(write::room(self), headers);
        match method {
            Method::Get => request.query(write),
            Method::Post => {
                request.body(write);
                request.header("content-type", |value| value.push_str(FORM));
            }
        }
        request.build(method)
    }
}
