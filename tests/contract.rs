//! What dependents may rely on: traits, sizes, and what borrows.

#![cfg(all(feature = "json", feature = "xml"))]

use std::borrow::Cow;
use std::collections::HashSet;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::str::FromStr;

use aliyun_instance_status::{
    AccessDeniedDetail, BackOff, Call, Category, CommonParameters, DecodeError, DecodeErrorKind,
    EncodeError, ErrorCode, ErrorResponse, Field, Format, InstanceStatus, InvalidInstanceIds,
    InvalidPageNumber, InvalidPageSize, PageNumber, PageSize, Refusal, Renew, Reply, Request,
    Response, Retry, Status, UnknownFormat, UnknownStatus,
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
    value::<ErrorResponse<'_>>();
    value::<Field>();
    value::<Format>();
    value::<InstanceStatus<'_>>();
    value::<PageNumber>();
    value::<PageSize>();
    value::<Refusal>();
    value::<Reply<'_>>();
    value::<Request<'_>>();
    value::<Response<'_>>();
    value::<Status<'_>>();
    value::<InvalidInstanceIds>();
    value::<InvalidPageNumber>();
    value::<InvalidPageSize>();
    value::<UnknownFormat>();
    value::<UnknownStatus<'_>>();
    value::<BackOff>();
    value::<Renew>();
    value::<Retry>();

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
    error::<ErrorResponse<'static>>();
    error::<InvalidInstanceIds>();
    error::<InvalidPageNumber>();
    error::<InvalidPageSize>();
    error::<Refusal>();
    error::<UnknownFormat>();

    text::<ErrorCode<'static>>();
    text::<Status<'static>>();
}

#[cfg(feature = "sign")]
#[test]
fn traits_of_signatures() {
    use aliyun_instance_status::sign::{
        AccessKey, AccessKeySecret, Clock, Diagnosis, Difference, Endpoint, InvalidRegionId,
        MalformedTimestamp, Method, Moment, MomentError, Received, Scheme, SecretFault,
        SignatureFault, Signed, SignedRequest, UnknownMethod, Unverified, Verified, VerifyError,
    };

    value::<Clock>();
    value::<Method>();
    value::<VerifyError>();
    value::<Scheme>();
    value::<Moment<'_>>();
    value::<MomentError>();
    value::<Endpoint<'_>>();
    value::<InvalidRegionId>();
    value::<MalformedTimestamp>();
    value::<UnknownMethod>();
    value::<Received<'_>>();
    value::<Diagnosis>();
    value::<Difference>();
    value::<SecretFault>();
    value::<SignatureFault>();
    auto::<Signed<'_>>();
    value::<Unverified<'_>>();
    value::<Verified<'_>>();
    value::<SignedRequest>();
    copy::<Clock>();
    copy::<Method>();
    copy::<VerifyError>();
    copy::<Received<'_>>();
    error::<VerifyError>();
    error::<MomentError>();
    error::<InvalidRegionId>();
    error::<MalformedTimestamp>();
    error::<UnknownMethod>();

    // No second copy of a secret, and no comparison that takes longer for a better guess.
    auto::<AccessKeySecret>();
    auto::<AccessKey>();
}

/// What was read can part with its input, and is then the same to every collection.
#[test]
fn owned_values_outlive_the_input() {
    /// Nothing that is `'static` has a part of the input in it.
    fn sent<T: Send + 'static>(owned: T) -> T {
        std::thread::spawn(|| owned).join().expect("it does nothing")
    }
    #[track_caller]
    fn assert_same<T: Eq + Hash + Debug>(owned: T, borrowed: &T) {
        assert_eq!(&owned, borrowed);
        assert!(HashSet::from([owned]).contains(borrowed), "{borrowed:?} has another hash");
    }

    let query = String::from("RegionId=a&ZoneId=b&InstanceId.1=i-a&Format=XML&Unknown=x");
    let call = Call::from_query(&query).expect("a call");
    assert_same(sent(call.clone().into_owned()), &call);
    assert_same(sent(call.request.clone().into_owned()), &call.request);
    assert_same(sent(call.common.clone().into_owned()), &call.common);

    let body = String::from(
        r#"{"RequestId":"R","TotalCount":1,"PageNumber":1,"PageSize":1,"InstanceStatuses":
        {"InstanceStatus":[{"InstanceId":"i-a","Status":"Odd"}]}}"#,
    );
    let page = Response::from_json(&body).expect("a page");
    assert_same(sent(page.clone().into_owned()), &page);
    let record = &page.instance_statuses[0];
    assert_same(sent(record.clone().into_owned()), record);
    assert_same(sent(record.status.clone().into_owned()), &record.status);
    let Status::Unknown(unknown) = &record.status else { panic!("{record:?}") };
    assert_same(sent(unknown.clone().into_owned()), unknown);

    let body = String::from(r#"{"Code":"C","AccessDeniedDetail":{"PolicyType":"p"}}"#);
    let error = ErrorResponse::from_json(&body).expect("an error");
    assert_same(sent(error.clone().into_owned()), &error);
    assert_same(sent(error.code.clone().into_owned()), &error.code);
    let detail = error.access_denied_detail.as_deref().expect("a detail");
    assert_same(sent(detail.clone().into_owned()), detail);
    let reply = Reply::from(error);
    assert_same(sent(reply.clone().into_owned()), &reply);
}

#[test]
fn sizes() {
    assert!(size_of::<DecodeError>() <= 16);
    assert_eq!(size_of::<Status<'_>>(), 24);
    assert_eq!(size_of::<InstanceStatus<'_>>(), 48);
    assert_eq!(size_of::<ErrorResponse<'_>>(), 128);
}

#[test]
fn a_known_status_is_never_unknown() {
    for word in ["Pending", "Starting", "Running", "Stopping", "Stopped"] {
        for status in [
            Status::from(word),
            Status::from(String::from(word)),
            Status::from(Cow::Borrowed(word)),
            Status::from_str(word).expect("infallible"),
        ] {
            assert!(!matches!(status, Status::Unknown(_)), "{word}");
            assert_eq!((status.as_str(), status.to_string().as_str()), (word, word));
            assert_eq!(status.clone().into_owned(), status);
        }
    }
    assert_eq!(Status::from("running").as_str(), "running");
    let transitional = ["Pending", "Starting", "Stopping"].map(Status::from);
    assert!(transitional.iter().all(Status::is_transitional));
    assert!(!["Running", "Stopped", "Other"].map(Status::from).iter().any(Status::is_transitional));
}

/// Every way to give the input borrows from it.
#[test]
fn decoding_borrows() {
    let page = Response::new("R-1", 1, 1, 10);
    let (json, xml) = (page.to_json(), page.to_xml().expect("XML carries it"));
    let slices: [&[u8]; 2] = [json.as_bytes(), xml.as_bytes()];
    let from_slices = [
        Response::from_json(slices[0]).expect("JSON"),
        Response::from_xml(slices[1]).expect("XML"),
    ];
    let vectors = slices.map(<[u8]>::to_vec);
    let from_vectors = [
        Response::from_json(&vectors[0]).expect("JSON"),
        Response::from_xml(&vectors[1]).expect("XML"),
    ];
    let from_strings =
        [Response::from_json(&json).expect("JSON"), Response::from_xml(&xml).expect("XML")];
    for page in [from_slices, from_vectors, from_strings].into_iter().flatten() {
        assert!(matches!(page.request_id, Cow::Borrowed("R-1")));
    }
}

#[test]
fn what_needs_no_decoding_is_borrowed() {
    let body = r#"{"RequestId":"R-1","TotalCount":1,"PageNumber":1,"PageSize":1,"InstanceStatuses":
        {"InstanceStatus":[{"InstanceId":"i-a","Status":"Odd"},{"InstanceId":"i-\u0061","Status":"Od\u0064"}]}}"#;
    let page = Response::from_json(body).expect("a page");
    assert_borrowed(&page.instance_statuses, [true, false]);

    let record = |id: &str| {
        format!(
            "<InstanceStatus><InstanceId>{id}</InstanceId><Status>Odd</Status></InstanceStatus>"
        )
    };
    let ids = [
        "i-a",
        "<!-- c -->i-a",
        "<![CDATA[i-a]]>",
        "i-a<?p?>",
        "i-&#97;",
        "i<!-- -->-a",
        "&#105;-a",
    ];
    let body = format!(
        "<DescribeInstanceStatusResponse><RequestId/><TotalCount>1</TotalCount><PageNumber>1</PageNumber>\
         <PageSize>1</PageSize><InstanceStatuses>{}</InstanceStatuses></DescribeInstanceStatusResponse>",
        ids.map(record).concat(),
    );
    let page = Response::from_xml(&body).expect("a page");
    assert!(page.instance_statuses.iter().all(|record| record.instance_id == "i-a"));
    assert_borrowed(&page.instance_statuses, [true, true, true, true, false, false, false]);
}

#[track_caller]
fn assert_borrowed<const N: usize>(records: &[InstanceStatus<'_>], expected: [bool; N]) {
    let borrowed = records.iter().map(|record| matches!(record.instance_id, Cow::Borrowed(_)));
    assert!(borrowed.eq(expected), "{records:?}");
}

/// Nothing that is shown holds what signs a call.
#[test]
fn secrets_are_hidden() {
    let query = "RegionId=a&Signature=s3cr3t1&SecurityToken=s3cr3t2&BearerToken=s3cr3t3&AccessKeySecret=s3cr3t4";
    let call = Call::from_query(query).expect("a call");
    assert!(!format!("{call:?} {:?}", call.common).contains("s3cr3t"));
    assert_eq!(call.common.unknown().collect::<Vec<_>>(), [("AccessKeySecret", "s3cr3t4")]);
    for echo in [
        "Server STRING TO SIGN IS:GET&s3cr3t",
        "server string to sign is : GET&s3cr3t",
        "server StringToSign is [GET&s3cr3t]",
        "server CanonicalRequest is [GET&s3cr3t] server StringToSign is [s3cr3t]",
    ] {
        let mut error = ErrorResponse::new(ErrorCode::SIGNATURE_DOES_NOT_MATCH);
        error.message = Some(echo.into());
        assert!(!format!("{error} {error:?} {:?}", Reply::from(error.clone())).contains("s3cr3t"));
    }
}
