//! A request with the parameters that every call has in common.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;

use crate::redaction::redact;
use crate::{Format, InvalidValue, Request};

/// A request as it appears in a URL, with its caller and signature.
///
/// A server, a proxy or a log reads one with [`from_query`](Call::from_query); a server
/// that verifies calls gets it from `sign::Verified::call`. A client does not need it:
/// `Request::sign_rpc` and `Request::sign_v3`, behind the feature `sign`, write complete
/// calls.
///
/// ```
/// use aliyun_instance_status::Call;
///
/// let mut call = Call::from_query("?RegionId=cn-hangzhou&Format=XML&PageSize=50")?;
/// assert_eq!(call.request.page_size().get(), 50);
///
/// call.common.format = Some("JSON".into());
/// assert_eq!(
///     call.to_query(),
///     "Action=DescribeInstanceStatus&Format=JSON&PageSize=50&RegionId=cn-hangzhou\
///      &Version=2014-05-26",
/// );
/// # Ok::<(), aliyun_instance_status::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "users build it as a literal")]
pub struct Call<'a> {
    /// The request itself.
    pub request: Request<'a>,
    /// Who calls, when, and in which format the reply is wanted.
    pub common: CommonParameters<'a>,
}

/// The parameters that calls of every operation may have, as they are sent.
///
/// `Action` and `Version` have one value each ([`Request::ACTION`], [`Request::VERSION`]) and
/// so have no field here. `Debug` hides the signature, the tokens and the values of
/// unknown parameters.
///
/// `#[non_exhaustive]`, because the gateway adds parameters; start from `default()`.
///
/// Source: [common parameters](https://help.aliyun.com/zh/ecs/developer-reference/common-parameters).
///
/// ```
/// use aliyun_instance_status::{Call, CommonParameters, Request};
///
/// let mut common = CommonParameters::default();
/// common.format = Some("XML".into());
/// let call = Call { request: Request::new("cn-hangzhou"), common };
/// assert!(call.to_query().contains("&Format=XML&"));
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CommonParameters<'a> {
    /// The format of the reply, [`Format`](crate::Format) in any case.
    pub format: Option<Cow<'a, str>>,
    /// The id of the access key that signs the call, for RPC. A V3 call names it in its
    /// `Authorization`. For either, `access_key_id` of `sign::Verified` says who was verified
    /// to have made the call.
    pub access_key_id: Option<Cow<'a, str>>,
    /// The signature, in Base64.
    pub signature: Option<Cow<'a, str>>,
    /// The signature's algorithm: `HMAC-SHA1`.
    pub signature_method: Option<Cow<'a, str>>,
    /// The version of the signature: `1.0`.
    pub signature_version: Option<Cow<'a, str>>,
    /// A string that is used only once.
    pub signature_nonce: Option<Cow<'a, str>>,
    /// `""`, `BEARERTOKEN` or `PRIVATEKEY`. Some SDKs send and sign the empty one.
    pub signature_type: Option<Cow<'a, str>>,
    /// When the call was made, in UTC: `2016-02-23T12:46:24Z`.
    pub timestamp: Option<Cow<'a, str>>,
    /// When the call was made, under the name that `Timestamp` had until 2016: `TimeStamp`.
    pub time_stamp: Option<Cow<'a, str>>,
    /// The token of a temporary access key.
    pub security_token: Option<Cow<'a, str>>,
    /// The token used in place of an access key if `signature_type` is `BEARERTOKEN`.
    pub bearer_token: Option<Cow<'a, str>>,
    /// What a received call has that this version does not know, sorted by name. It is signed
    /// like every other parameter.
    pub(crate) unknown: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl Call<'_> {
    /// Copies what is still borrowed, so that the call outlives the query it was read from.
    ///
    /// ```
    /// use aliyun_instance_status::{Call, DecodeError};
    ///
    /// fn read(url: &str) -> Result<Call<'static>, DecodeError> {
    ///     let (_, query) = url.split_once('?').unwrap_or_default();
    ///     Ok(Call::from_query(query)?.into_owned())
    /// }
    /// assert_eq!(read("/?RegionId=cn-hangzhou")?.request.region_id(), "cn-hangzhou");
    /// # Ok::<(), DecodeError>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Call<'static> {
        Call { request: self.request.into_owned(), common: self.common.into_owned() }
    }
}

impl CommonParameters<'_> {
    /// The format in which the reply is wanted, read: in any case. `None` if the call names
    /// none.
    ///
    /// # Errors
    ///
    /// A `Format` other than JSON and XML. A server refuses it, since it becomes a
    /// [`Refusal`](crate::Refusal): `InvalidParameter.Format`.
    ///
    /// ```
    /// use aliyun_instance_status::{Call, Format};
    ///
    /// let call = Call::from_query("RegionId=cn-hangzhou&Format=json")?;
    /// assert_eq!(call.common.reply_format(), Ok(Some(Format::Json)));
    /// let call = Call::from_query("RegionId=cn-hangzhou&Format=YAML")?;
    /// assert!(call.common.reply_format().is_err());
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    pub fn reply_format(&self) -> Result<Option<Format>, InvalidValue> {
        self.format.as_deref().map(str::parse).transpose()
    }

    /// The parameters of a received call that this version does not know, decoded, sorted
    /// by name.
    ///
    /// ```
    /// use aliyun_instance_status::Call;
    ///
    /// let call = Call::from_query("RegionId=cn-hangzhou&Trace=on&Lang=zh%2DCN")?;
    /// assert!(call.common.unknown().eq([("Lang", "zh-CN"), ("Trace", "on")]));
    /// # Ok::<(), aliyun_instance_status::DecodeError>(())
    /// ```
    #[must_use]
    pub fn unknown(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.unknown.iter().map(|(name, value)| (name.as_ref(), value.as_ref()))
    }

    /// Copies what is still borrowed, so that the parameters outlive the query they were read
    /// from.
    ///
    /// ```
    /// use aliyun_instance_status::{Call, CommonParameters, DecodeError};
    ///
    /// fn caller(query: &str) -> Result<CommonParameters<'static>, DecodeError> {
    ///     Ok(Call::from_query(query)?.common.into_owned())
    /// }
    /// let caller = caller("RegionId=cn-hangzhou&AccessKeyId=testid")?;
    /// assert_eq!(caller.access_key_id.as_deref(), Some("testid"));
    /// # Ok::<(), DecodeError>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> CommonParameters<'static> {
        fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
            Cow::Owned(text.into_owned())
        }
        CommonParameters {
            format: self.format.map(owned),
            access_key_id: self.access_key_id.map(owned),
            signature: self.signature.map(owned),
            signature_method: self.signature_method.map(owned),
            signature_version: self.signature_version.map(owned),
            signature_nonce: self.signature_nonce.map(owned),
            signature_type: self.signature_type.map(owned),
            timestamp: self.timestamp.map(owned),
            time_stamp: self.time_stamp.map(owned),
            security_token: self.security_token.map(owned),
            bearer_token: self.bearer_token.map(owned),
            unknown: self.unknown.into_iter().map(|(n, v)| (owned(n), owned(v))).collect(),
        }
    }
}

impl fmt::Debug for CommonParameters<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unknown: Vec<_> = self.unknown.iter().map(|(name, _)| redact(name)).collect();
        f.debug_struct("CommonParameters")
            .field("format", &self.format.as_deref().map(redact))
            .field("access_key_id", &self.access_key_id.as_deref().map(redact))
            .field("signature", &self.signature.as_ref().map(|_| "[hidden]"))
            .field("signature_method", &self.signature_method.as_deref().map(redact))
            .field("signature_version", &self.signature_version.as_deref().map(redact))
            .field("signature_nonce", &self.signature_nonce.as_deref().map(redact))
            .field("signature_type", &self.signature_type.as_deref().map(redact))
            .field("timestamp", &self.timestamp.as_deref().map(redact))
            .field("time_stamp", &self.time_stamp.as_deref().map(redact))
            .field("security_token", &self.security_token.as_ref().map(|_| "[hidden]"))
            .field("bearer_token", &self.bearer_token.as_ref().map(|_| "[hidden]"))
            .field("unknown", &unknown)
            .finish()
    }
}
