//! The query string of a request.
//!
//! ```text
//! Action=DescribeInstanceStatus&InstanceId.1=i-a&RegionId=cn-hangzhou
//! ```

mod misspelt;
pub(crate) mod names;
pub(crate) mod pairs;
mod read;
pub(crate) mod refusal;
pub(crate) mod write;

use alloc::string::String;

use crate::{Call, DecodeError, Field, Request};

pub(crate) use read::{CallReader, UnknownNames};

/// Reads the pairs of a query and of the form that came with it.
fn read<'a>(query: &'a str, form: &'a str, unknown: UnknownNames) -> Result<Call<'a>, DecodeError> {
    let mut reader = CallReader::new(query.len().saturating_add(form.len()), unknown);
    pairs::for_each_in_query(query, |pair| reader.take(pair))?;
    pairs::for_each_in_form(form, query.len(), |pair| reader.take(pair))?;
    reader.finish()
}

/// Reading and writing the query string.
impl<'a> Request<'a> {
    /// Reads the query of a request: the part of its URL between `?` and `#`, with or
    /// without the `?`. Borrows every value that has no escape.
    ///
    /// Names are case-sensitive and come in any order; unknown ones are skipped, and so are
    /// empty pieces between `&`. `+` is a space. `InstanceId.N` is sorted by N, which
    /// counts from 1, or from 0 as in some old SDKs; gaps are closed.
    ///
    /// A misspelt name is refused, because skipping it would widen the call to the whole
    /// region, to all zones, or back to the first page. A name counts as misspelt if it is in
    /// another case, follows an `amp;`, is escaped twice, has characters other than letters and
    /// digits, or has something before it in brackets or dots (`RegionID`, `page_size`,
    /// `amp;ZoneId`, `query.ZoneId`); for the ids, also if it has digits at its end or is in the
    /// plural: `instanceId.1`, `InstanceIds`, `InstanceId[0]`. `TimeStamp` does not: it is a name
    /// of its own.
    ///
    /// # Errors
    ///
    /// A whole URL (a name with `?` in it, raw or escaped); no `RegionId` or an empty one; a known
    /// name twice or misspelt; an invalid number, or one out of range; the `Action` or `Version` of
    /// another operation; an `InstanceId` without a valid index, an empty one, more than 100 of
    /// them; a bad escape (`%4`, `%FF`); a raw space, control character or `#`. Of several faults,
    /// the first is reported.
    ///
    /// ```
    /// use aliyun_instance_status::Request;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let request = Request::from_query("?RegionId=cn-hangzhou&PageSize=50&InstanceId.1=i-a")?;
    /// assert_eq!(request.page_size().get(), 50);
    ///
    /// let refused = Request::from_query("RegionId=cn-hangzhou&page_size=50").unwrap_err();
    /// assert_eq!(refused.to_string(), "misspelling of PageSize at byte 21");
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_query(query: &'a str) -> Result<Self, DecodeError> {
        Ok(read(query, "", UnknownNames::Skip)?.request)
    }

    /// The request's own parameters, `Action` first among them, sorted by name
    /// as bytes and percent-encoded by RFC 3986.
    ///
    /// [`Call`] writes them with the common parameters; `Request::sign_rpc` and
    /// `Request::sign_v3`, behind the feature `sign`, write a signed call.
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
        write::request_parameters(out, self, Some(Self::ACTION));
    }
}

/// Reading and writing the query string.
impl<'a> Call<'a> {
    /// Reads the query of a signed call, as [`Request::from_query`] does, with the
    /// common parameters. What this version does not know is kept.
    ///
    /// # Errors
    ///
    /// Those of [`Request::from_query`], and more than 256 parameters that this version
    /// does not know. The signature is read, not verified.
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
        read(query, "", UnknownNames::Keep)
    }

    /// Reads a `POST` with some parameters in its query and others in a form,
    /// `application/x-www-form-urlencoded`. The two are one set: a name in both is a
    /// duplicate.
    ///
    /// # Errors
    ///
    /// Those of [`Call::from_query`]. Offsets in the form are counted on from the end of
    /// the query.
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
        read(query, form, UnknownNames::Keep)
    }

    /// All parameters but the signature, sorted by name as bytes and
    /// percent-encoded by RFC 3986: what the signature signs.
    ///
    /// For a received call it is the signed text only if the client spelt its parameters as
    /// this crate does. An `InstanceId.0`, a gap in the list, leading zeros, and an absent
    /// `Action` or `Version` were signed as they were sent, but are spelt in the one way
    /// here: do not verify a signature against it, but with `sign::Received`.
    ///
    /// ```
    /// use aliyun_instance_status::Call;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let call = Call::from_query("Signature=c2ln&RegionId=cn-hangzhou&AccessKeyId=testid")?;
    /// assert_eq!(
    ///     call.canonical_query(),
    ///     "AccessKeyId=testid&Action=DescribeInstanceStatus&RegionId=cn-hangzhou\
    ///      &Version=2014-05-26",
    /// );
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn canonical_query(&self) -> String {
        let mut out = String::with_capacity(write::room(&self.request));
        write::signed_parameters(&mut out, &self.request, &self.common);
        out
    }

    /// The query for the URL: [`canonical_query`](Call::canonical_query) with the signature
    /// at its end.
    ///
    /// ```
    /// use aliyun_instance_status::Call;
    ///
    /// # fn main() -> Result<(), aliyun_instance_status::DecodeError> {
    /// let call = Call::from_query("Signature=c2ln&RegionId=cn-hangzhou")?;
    /// assert_eq!(call.to_query(), call.canonical_query() + "&Signature=c2ln");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut out = self.canonical_query();
        if let Some(signature) = &self.common.signature {
            write::append(&mut out, Field::Signature, signature);
        }
        out
    }
}
