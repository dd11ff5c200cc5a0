//! The query string of a request.
//!
//! ```text
//! Action=DescribeInstanceStatus&InstanceId.1=i-a&RegionId=cn-hangzhou
//! ```

mod misspelt;
mod names;
pub(crate) mod pairs;
pub(crate) mod parameters;
mod read;
pub(crate) mod refusal;
#[cfg(feature = "serde")]
mod serde;
pub(crate) mod write;

use alloc::string::String;

use crate::bytes::percent;
use crate::call::Call;
use crate::decode_error::DecodeError;
use crate::field::Field;
use crate::format::{Format, UnknownFormat};
use crate::request::Request;

use read::Keep;
#[cfg(any(feature = "arbitrary", feature = "sign"))]
pub(crate) use read::MAX_UNKNOWN;
#[cfg(feature = "sign")]
pub(crate) use read::Received;

impl Format {
    /// The format that a query and its form, or `""`, ask for, also where the rest of
    /// them cannot be decoded or verified: the refusal is in that format, too. `None`
    /// where none is asked for.
    ///
    /// A V3 call may ask by its header `accept` instead.
    ///
    /// # Errors
    ///
    /// A first `Format` that is neither `JSON` nor `XML` in any case.
    ///
    /// ```
    /// use aliyun_instance_status::{Call, Format};
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::UnknownFormat> {
    /// let query = "?Action=StopInstances&Format=xml&RegionId=%";
    /// assert!(Call::from_query(query).is_err());
    /// assert_eq!(Format::asked_for(query, "")?, Some(Format::Xml));
    /// # Ok(())
    /// # }
    /// ```
    pub fn asked_for(query: &str, form: &str) -> Result<Option<Self>, UnknownFormat> {
        let is_format = |name| percent::decode(name, 0).is_ok_and(|name| name == "Format");
        let mut pairs =
            [pairs::of_query(query).0, form].into_iter().flat_map(|pairs| pairs.split('&'));
        let value = pairs.find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            (is_format(name) && !value.is_empty()).then_some(value)
        });
        let Some(value) = value else { return Ok(None) };
        percent::decode(value, 0).map_err(|_| UnknownFormat::new(value))?.parse().map(Some)
    }
}

/// Reading and writing the query string.
impl<'a> Request<'a> {
    /// Reads the query of a request: what stands between `?` and `#` of its URL,
    /// without or with the `?`. Borrows every value that has no escape.
    ///
    /// Names are case-sensitive and come in any order; those of other parameters
    /// are skipped, and so are empty pieces between `&`. `+` is a space.
    /// `InstanceId.N` is sorted by N, which counts from 1, or from 0 as some old
    /// SDKs count; gaps are closed.
    ///
    /// A name that is another spelling of a known one is not skipped, which would widen
    /// the call to the whole region, to all zones, or back to the first page, but
    /// refused. So is what another case, an `amp;` before it, escapes of escapes, or
    /// other characters than letters and digits in it make of a name (`RegionID`,
    /// `page_size`, `amp;ZoneId`), and for the ids also digits behind it and the
    /// plural: `instanceId.1`, `InstanceIds`, `InstanceId[0]`. Only `TimeStamp` is a
    /// name of its own.
    ///
    /// # Errors
    ///
    /// No `RegionId` or an empty one; a known name twice, or misspelt; a number that is
    /// none or out of range; an `Action` or `Version` of another operation; an
    /// `InstanceId` without a valid index, an empty one, more than 100; a bad
    /// escape (`%4`, `%FF`); a raw space, control or `#`. Of several faults, the first.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let request = Request::from_query("?RegionId=cn-hangzhou&PageSize=50&InstanceId.1=i-a")?;
    /// assert_eq!(request.page_size().get(), 50);
    ///
    /// let refused = Request::from_query("RegionId=cn-hangzhou&page_size=50").unwrap_err();
    /// assert_eq!(refused.to_string(), "misspelt name: write PageSize at byte 21");
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_query(query: &'a str) -> Result<Self, DecodeError> {
        Ok(read::call(query, "", Keep::Known)?.request)
    }

    /// The request's own parameters, `Action` first among them, sorted by name
    /// as bytes and percent-encoded by RFC 3986.
    ///
    /// [`Call`] writes them with the common parameters, ready to be signed.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// assert_eq!(
    ///     Request::new("cn-hangzhou").to_query(),
    ///     "Action=DescribeInstanceStatus&RegionId=cn-hangzhou",
    /// );
    /// ```
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut out = String::with_capacity(write::room(self));
        self.write_query(&mut out);
        out
    }

    /// Appends what [`to_query`](Request::to_query) returns.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// let mut url = String::from("https://ecs.aliyuncs.com/?");
    /// Request::new("cn-hangzhou").write_query(&mut url);
    /// assert!(url.ends_with("/?Action=DescribeInstanceStatus&RegionId=cn-hangzhou"));
    /// ```
    pub fn write_query(&self, out: &mut String) {
        write::request(out, self);
    }
}

/// Reading and writing the query string.
impl<'a> Call<'a> {
    /// Reads the query of a signed call, as [`Request::from_query`] does, with the
    /// common parameters. What this version does not know is kept.
    ///
    /// # Errors
    ///
    /// The same as for [`Request::from_query`], and more than 256 parameters that
    /// this version does not know. The signature is read, not checked.
    ///
    /// ```
    /// use aliyun_instance_status::Call;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let call = Call::from_query("RegionId=cn-hangzhou&Format=xml&AccessKeyId=testid")?;
    /// assert_eq!(call.common.format.as_deref(), Some("xml"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_query(query: &'a str) -> Result<Self, DecodeError> {
        read::call(query, "", Keep::All)
    }

    /// Reads a `POST` that carries some parameters in its query and others in a
    /// body of the type `application/x-www-form-urlencoded`. The two are one set:
    /// a name in both is a duplicate.
    ///
    /// # Errors
    ///
    /// The same as for [`Request::from_query`]. Offsets in the form count on
    /// from the end of the query.
    ///
    /// ```
    /// use aliyun_instance_status::Call;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let call = Call::from_query_and_form("Format=JSON", "RegionId=cn-hangzhou")?;
    /// assert_eq!(call.request.region_id(), "cn-hangzhou");
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_query_and_form(query: &'a str, form: &'a str) -> Result<Self, DecodeError> {
        read::call(query, form, Keep::All)
    }

    /// All parameters but the signature, sorted by name as bytes and
    /// percent-encoded by RFC 3986: what the signature signs.
    ///
    /// Of a received call it is the same text where the client spelt its parameters
    /// as this crate does. An `InstanceId.0`, a gap in the list, leading zeros, and an
    /// `Action` or `Version` left out were signed as they were sent; this has them
    /// in the one spelling, and such a signature does not verify against it.
    #[must_use]
    pub fn canonical_query(&self) -> String {
        let mut out = String::with_capacity(write::room(&self.request));
        write::signed_parameters(&mut out, &self.request, &self.common);
        out
    }

    /// The query as it goes into the URL: [`canonical_query`](Call::canonical_query),
    /// and the signature last.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut out = self.canonical_query();
        if let Some(signature) = &self.common.signature {
            write::last(&mut out, Field::Signature.name(), signature);
        }
        out
    }
}
