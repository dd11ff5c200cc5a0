//! What dependents may rely on: traits and sizes.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::str::FromStr;

use aliyun_instance_status::{
    AccessDeniedDetail, BackOff, Call, Category, CommonParameters, DecodeError, DecodeErrorKind,
    EncodeError, ErrorCode, ErrorReply, Field, Format, InstanceStatus, InvalidInstanceIds,
    InvalidValue, Listing, ListingError, Page, PageNumber, PageSize, Refusal, Renew, Reply,
    Request, Retry, RetryAction, Status, Step, UnknownStatus, Wait,
};

fn auto<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>() {}
fn value<T>()
where
    T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone + Debug + PartialEq + Eq + Hash,
{
    auto::<T>();
}
fn copy<T: Copy + 'static>() {}
fn ordered<T: Ord>() {}
fn shown<T: Display>() {}
fn error<T: Error + Send + Sync + 'static>() {}
fn text<'a, T>()
where
    T: AsRef<str> + FromStr + From<&'a str> + From<String> + From<Cow<'a, str>>,
{
}

#[test]
fn traits() {
    value::<AccessDeniedDetail<'_>>();
    value::<Call<'_>>();
    value::<CommonParameters<'_>>();
    value::<Category>();
    value::<DecodeError>();
    value::<DecodeErrorKind>();
    value::<EncodeError>();
    value::<ErrorCode<'_>>();
    value::<ErrorReply<'_>>();
    value::<Field>();
    value::<Format>();
    value::<InstanceStatus<'_>>();
    value::<PageNumber>();
    value::<PageSize>();
    value::<Refusal>();
    value::<Reply<'_>>();
    value::<Request<'_>>();
    value::<Page<'_>>();
    value::<Status<'_>>();
    value::<InvalidInstanceIds>();
    value::<InvalidValue>();
    value::<UnknownStatus<'_>>();
    value::<BackOff>();
    value::<Renew>();
    value::<Retry>();
    value::<RetryAction>();
    value::<Step<'_>>();
    value::<Wait>();
    value::<ListingError>();
    auto::<Listing>();

    copy::<DecodeError>();
    copy::<DecodeErrorKind>();
    copy::<EncodeError>();
    copy::<Field>();
    copy::<Format>();
    copy::<PageNumber>();
    copy::<PageSize>();
    copy::<InvalidInstanceIds>();
    copy::<Category>();
    copy::<BackOff>();
    copy::<Renew>();
    copy::<RetryAction>();

    ordered::<ErrorCode<'_>>();
    ordered::<Field>();
    ordered::<Format>();
    ordered::<InstanceStatus<'_>>();
    ordered::<PageNumber>();
    ordered::<PageSize>();
    ordered::<Status<'_>>();
    ordered::<UnknownStatus<'_>>();

    shown::<DecodeErrorKind>();
    shown::<ErrorCode<'_>>();
    shown::<Field>();
    shown::<Format>();
    shown::<PageNumber>();
    shown::<PageSize>();
    shown::<Status<'_>>();

    error::<DecodeError>();
    error::<EncodeError>();
    error::<ErrorReply<'static>>();
    error::<InvalidInstanceIds>();
    error::<InvalidValue>();
    error::<ListingError>();
    error::<Refusal>();

    text::<ErrorCode<'static>>();
    text::<Status<'static>>();
}

#[test]
fn traits_of_signatures() {
    use aliyun_instance_status::sign::{
        AccessKey, AccessKeySecret, Claim, Diagnosis, Difference, Endpoint, Method, Moment, Nonces,
        Received, Scheme, SecretFault, SignatureFault, Signed, SignedRequest, SortOrder,
        Unverified, Verified, VerifyError,
    };

    value::<Claim<'_>>();
    value::<Method>();
    value::<VerifyError>();
    value::<Scheme>();
    value::<Moment<'_>>();
    value::<Endpoint<'_>>();
    value::<Received<'_>>();
    value::<Diagnosis>();
    value::<Difference>();
    value::<SortOrder>();
    copy::<SortOrder>();
    value::<SecretFault>();
    value::<SignatureFault>();
    auto::<Signed<'_>>();
    value::<Unverified<'_>>();
    value::<Verified<'_>>();
    value::<SignedRequest>();
    copy::<Method>();
    copy::<VerifyError>();
    error::<VerifyError>();

    // No second copy of a secret, and no comparison that takes longer for a better guess.
    auto::<AccessKeySecret>();
    auto::<AccessKey>();
    auto::<Nonces>();
}

#[test]
fn sizes() {
    const WORD: usize = size_of::<usize>();
    assert!(size_of::<DecodeError>() <= 16);
    assert_eq!(size_of::<Status<'_>>(), 3 * WORD);
    assert_eq!(size_of::<InstanceStatus<'_>>(), 6 * WORD);
    assert_eq!(size_of::<ErrorReply<'_>>(), 16 * WORD);
}
