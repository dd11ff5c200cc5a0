//! What decoding takes from the heap, counted.

#[path = "support/counting.rs"]
mod counting;

use std::fmt::Write as _;

use aliyun_instance_status::{
    AccessDeniedDetail, Call, ErrorCode, ErrorReply, InstanceStatus, Page, Reply, Request, Status,
};
use counting::{bytes, count};

fn page(records: u32) -> Page<'static> {
    let mut page = Page::new("6EF60BEC-0242-43AF-BB20-270359FB54A7", records, 1, 50);
    page.instance_statuses.extend((0..records).map(|n| InstanceStatus {
        instance_id: format!("i-bp1{n:017}").into(),
        status: if n % 3 == 0 { Status::Stopped } else { Status::Running },
    }));
    page
}

#[test]
fn a_json_page_costs_one_allocation() {
    for records in [1, 2, 50, 1_000, 20_000] {
        let page = page(records);
        for body in [page.to_json(), page.to_json_pretty()] {
            let (read, tally) = count(|| Page::from_json(&body));
            assert_eq!(read.as_ref(), Ok(&page));
            assert_eq!(tally.allocations, 1, "{records} records");
        }
    }
}

#[test]
fn an_xml_page_costs_one_allocation() {
    for records in [1, 2, 50, 1_000, 20_000] {
        let page = page(records);
        for body in [page.to_xml().expect("XML"), page.to_xml_pretty().expect("XML")] {
            let (read, tally) = count(|| Page::from_xml(&body));
            assert_eq!(read.as_ref(), Ok(&page));
            assert_eq!(tally.allocations, 1, "{records} records");
        }
    }
}

#[test]
fn a_reply_costs_its_list_or_its_detail() {
    let mut error = ErrorReply::new(ErrorCode::FORBIDDEN_RAM);
    error.request_id = Some("R-1".into());
    error.message = Some("没有权限".into());
    error.recommend = Some("https://example.com/?a=b".into());
    let mut denied = error.clone();
    let mut detail = AccessDeniedDetail::default();
    detail.policy_type = Some("AccountLevelIdentityBasedPolicy".into());
    denied.access_denied_detail = Some(Box::new(detail));
    let replies = [(page(10).into(), 1), (error.into(), 0), (denied.into(), 1)];
    for (reply, allocations) in replies {
        let reply: Reply<'_> = reply;
        for body in [reply.to_json(), reply.to_json_pretty()] {
            let (read, tally) = count(|| Reply::from_json(&body));
            assert_eq!((read.as_ref(), tally.allocations), (Ok(&reply), allocations), "{body}");
        }
        for body in [reply.to_xml().expect("XML"), reply.to_xml_pretty().expect("XML")] {
            let (read, tally) = count(|| Reply::from_xml(&body));
            assert_eq!((read.as_ref(), tally.allocations), (Ok(&reply), allocations), "{body}");
        }
    }
    let section = "<Error><Code>c</Code><Recommend><![CDATA[a&b]]></Recommend></Error>";
    let (read, tally) = count(|| Reply::from_xml(section));
    assert!(read.is_ok());
    assert_eq!(tally.allocations, 0);
}

/// 48 bytes are an entry of the list; the rest is for pages whose first record is
/// a little longer than the others.
#[test]
fn memory_is_64_bytes_a_record() {
    for records in [50_u32, 1_000, 20_000] {
        let page = page(records);
        let most = isize::try_from(records * 64 * 112 / 100).expect("it fits");
        let json = page.to_json();
        let (_read, tally) = count(|| Page::from_json(&json));
        assert!(tally.peak <= most, "{} bytes for {records} records in JSON", tally.peak);
        let xml = page.to_xml().expect("XML");
        let (_read, tally) = count(|| Page::from_xml(&xml));
        assert!(tally.peak <= most, "{} bytes for {records} records in XML", tally.peak);
    }
}

/// Also where the records are nothing alike, or no records at all.
#[test]
fn memory_is_five_times_the_input_at_most() {
    let record = |id: &str| format!(r#"{{"InstanceId":"{id}","Status":""}}"#);
    let json = |records: &[String]| {
        format!(
            r#"{{"RequestId":"","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{{"InstanceStatus":[{}]}}}}"#,
            records.join(","),
        )
    };
    let long = "x".repeat(100_000);
    let mut shapes = vec![
        // A long record before short ones, and after one.
        json(&[vec![record(&long)], vec![record(""); 10_000]].concat()),
        json(&[vec![record("")], vec![record(&long)]].concat()),
        json(&(0..5_000).map(|n| record(&long[n % 50..][..5_000 / (n + 1)])).collect::<Vec<_>>()),
        json(&vec![record(""); 10_000]),
        json(&vec![record("\\u0061\\n"); 10_000]),
        format!(r#"{{"x":"{}"}}"#, "\\n".repeat(100_000)),
        format!(r#"{{"x":{}}}"#, "[".repeat(100_000)),
    ];
    for body in &shapes {
        let (_read, tally) = count(|| Page::from_json(body));
        let most = bytes(body.len() * 5);
        assert!(tally.peak <= most, "{} of {most} bytes for {:.60}", tally.peak, body);
    }
    let unknown = |inside: &str| format!("<DescribeInstanceStatusResponse>{inside}");
    let records = |records: String| unknown(&format!("<InstanceStatuses>{records}"));
    let mut attributes = String::new();
    for n in 0..50_000 {
        write!(attributes, " a{n:x}=''").expect("a string takes everything");
    }
    let xml = "<InstanceStatus><InstanceId/><Status/></InstanceStatus>";
    shapes = vec![
        records(xml.repeat(10_000)),
        records(format!(
            "{}{}",
            xml.replace("<Status/>", &format!("<Status>{long}</Status>")),
            xml.repeat(10_000)
        )),
        records(format!(
            "{xml}<InstanceStatus><InstanceId>{}</InstanceId>",
            "&#97;".repeat(50_000)
        )),
        records(format!(
            "{xml}<InstanceStatus><InstanceId>{}</InstanceId>",
            "a<!---->".repeat(50_000)
        )),
        unknown(&"<a>".repeat(100_000)),
        unknown(&format!("<a{attributes}/>")),
        unknown(&format!("<{}/>", "a".repeat(100_000))),
    ];
    for body in &shapes {
        let (_read, tally) = count(|| Page::from_xml(body));
        let most = bytes(body.len() * 5);
        assert!(tally.peak <= most, "{} of {most} bytes for {:.100}", tally.peak, body);
    }
}

#[test]
fn a_query_costs_its_list_of_ids() {
    let request = Request::new("cn-hangzhou").with_zone_id("cn-hangzhou-d");
    let query = format!("{}&Format=JSON&Signature=abc&SignatureType=", request.to_query());
    let (call, tally) = count(|| Call::from_query(&query));
    assert!(call.is_ok());
    assert_eq!(tally.allocations, 0);

    let ids = (0..100).map(|n| format!("i-bp1{n:017}"));
    let query = request.with_instance_ids(ids).expect("100 ids").to_query();
    let (request, tally) = count(|| Request::from_query(&query));
    assert_eq!(request.expect("a request").instance_ids().len(), 100);
    assert_eq!(tally.allocations, 1);
}

/// Whatever a query holds.
#[test]
fn a_query_takes_five_times_its_length_at_most() {
    for query in
        ["x=y&".repeat(50_000), "%61&".repeat(50_000), format!("RegionId={}", "%61".repeat(50_000))]
    {
        let (_call, tally) = count(|| Call::from_query(&query));
        assert!(tally.peak <= bytes(query.len() * 5), "{} bytes for {:.40}", tally.peak, query);
    }
}

#[test]
fn writing_into_a_buffer_with_room_costs_nothing() {
    let page = page(100);
    let mut out = String::with_capacity(1 << 16);
    let ((), tally) = count(|| page.write_json(&mut out));
    assert_eq!(tally.allocations, 0);
    let (written, tally) = count(|| page.write_xml(&mut out));
    assert_eq!((written, tally.allocations), (Ok(()), 0));
    let request = Request::new("cn-hangzhou");
    let ((), tally) = count(|| request.write_query(&mut out));
    assert_eq!(tally.allocations, 0);
}

/// What is not wanted passes by serde, however long it is: nothing of it is kept. Only serde's
/// own words may quote a text where none belongs.
#[test]
fn serde_buffers_nothing() {
    const NAMES: [&str; 4] = ["TotalCount", "AccessDeniedDetail", "InstanceStatuses", "Unknown"];
    let assert_passes = |name: &str, value: &str| {
        let body = format!(r#"{{"Code":"x","{name}":{value}}}"#);
        let (_read, tally) = count(|| serde_json::from_str::<Reply<'_>>(&body));
        assert!(tally.peak <= 1_024, "{} bytes for {body:.60}", tally.peak);
    };
    assert_passes("TotalCount", &format!("[{}0]", "0,".repeat(5 << 20)));
    let word = format!(r#""{}""#, "a".repeat(1 << 20));
    let array = format!("[{}0]", r#"{"a":[]},"#.repeat(1 << 16));
    let object = format!(r#"{{{}"a":0}}"#, r#""a":{},"#.repeat(1 << 16));
    assert_passes("Unknown", &word);
    for name in NAMES {
        for value in [&array, &object] {
            assert_passes(name, value);
        }
    }
    let ids = format!(r#"{{"RegionId":"a","InstanceId":[{}""]}}"#, r#""i","#.repeat(1 << 18));
    let (read, tally) = count(|| serde_json::from_str::<Request<'_>>(&ids));
    assert!(read.is_err() && tally.peak <= 16_384, "{} bytes", tally.peak);
}

/// However long the nonces are. What is counted is what remains, not what verifying takes.
#[test]
fn a_remembered_nonce_takes_90_bytes_at_most() {
    use aliyun_instance_status::Format;
    use aliyun_instance_status::sign::{
        AccessKey, AccessKeySecret, Method, Moment, Nonces, Received,
    };

    const CALLS: u32 = if cfg!(debug_assertions) { 1_000 } else { 4_000 };
    let (key, secret) = (AccessKey::new("testid", "s"), AccessKeySecret::new("s"));
    let mut nonces = Nonces::new();
    let ((), tally) = count(|| {
        for call in 0..CALLS {
            let nonce = format!("{call:0>500}");
            let moment = Moment::at(1_000_000 + u64::from(call % 1_000), nonce).expect("a moment");
            let call = Request::new("a").sign_rpc(Method::Get, &key, moment, Format::Json);
            let headers = call.headers().collect();
            let received =
                Received { method: "GET", path: "/", query: call.query(), headers, body: b"" };
            let unverified = received.read().expect("a call");
            let verified = unverified.verify(1_000_500, Some(&secret)).expect("a call");
            assert!(nonces.use_once(&verified, 1_000_500));
        }
    });
    assert_eq!(u32::try_from(nonces.len()), Ok(CALLS));
    let each = tally.live / isize::try_from(CALLS).expect("few");
    assert!((50..=90).contains(&each), "{each} bytes");
}

/// What an error shows of itself is written as it is found: no copy is made on the way.
#[test]
fn an_error_is_shown_without_a_copy() {
    // Just beyond a power of two, where a text that grows has most to spare.
    const LENGTH: usize = (if cfg!(debug_assertions) { 1 << 13 } else { 1 << 18 }) + 100;
    for text in [
        "denied ",
        "%",
        "%20",
        "a=",
        "a\n",
        "Aa1+",
        "7 ",
        "i-bp12e9qjlwpyon3cli0n ",
        "n,,,",
        "token ",
        "https://h/",
        "signature :",
        "签",
        "string to sign is:GET&%2F&",
    ] {
        let mut error = ErrorReply::new(ErrorCode::SIGNATURE_DOES_NOT_MATCH);
        error.message = Some(text.repeat(LENGTH / text.len()).into());
        let most = bytes(LENGTH * 3);
        let (shown, tally) = count(|| error.to_string());
        assert!(tally.peak <= most, "{text:?}: {} bytes for {}", tally.peak, shown.len());
        let (shown, tally) = count(|| format!("{error:?}"));
        assert!(tally.peak <= most, "{text:?}: {} bytes for {}", tally.peak, shown.len());
        let (_, tally) = count(|| write!(Nowhere, "{error} {error:?}"));
        assert_eq!(tally.allocations, 0, "{text:?}");
    }
}

/// In release at 20 MB, and whatever member is that long. The only memory is that of the text it
/// is written into.
#[test]
fn a_long_error_or_refusal_is_shown_without_a_copy() {
    use aliyun_instance_status::{AccessDeniedDetail, Refusal};

    // Without optimisation, to look through 20 MB takes half a minute.
    const LENGTH: usize = if cfg!(debug_assertions) { 1 << 13 } else { 20 << 20 };
    for text in ["denied ", "n,,,", "signature :", "server string to sign is:GET&%2F&"] {
        let long = || text.repeat(LENGTH / text.len());
        let refusal = Refusal::from(ErrorCode::INVALID_PARAMETER).with_message(long());
        let (_, tally) = count(|| write!(Nowhere, "{refusal} {refusal:?}"));
        assert_eq!(tally.allocations, 0, "{text:?}");
        let (shown, tally) = count(|| refusal.to_string());
        assert!(tally.peak <= bytes(LENGTH * 3), "{text:?}: {} for {}", tally.peak, shown.len());

        let mut error = ErrorReply::new(long());
        error.request_id = Some(long().into());
        error.host_id = Some(long().into());
        error.message = Some(long().into());
        error.recommend = Some(long().into());
        let mut detail = AccessDeniedDetail::default();
        detail.auth_action = Some(long().into());
        detail.policy_type = Some(long().into());
        error.access_denied_detail = Some(detail.into());
        let (_, tally) = count(|| write!(Nowhere, "{error} {error:?} {error:#?}"));
        assert_eq!(tally.allocations, 0, "{text:?}");
    }
}

/// The common parameters of a call by the RPC signature.
const COMMON: &str = "AccessKeyId=testid&Action=DescribeInstanceStatus&Format=JSON\
    &SignatureMethod=HMAC-SHA1&SignatureNonce=n&SignatureVersion=1.0\
    &Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26\
    &Signature=fS5ED%2BQSyUeVqiOAAe%2BF2tw2Qa8%3D";

/// The headers of a V3 call without a body.
fn v3_headers() -> Vec<(&'static str, &'static str)> {
    let authorization = "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;\
        x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=0";
    vec![
        ("authorization", authorization),
        ("host", "h"),
        ("x-acs-action", "DescribeInstanceStatus"),
        (
            "x-acs-content-sha256",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        ("x-acs-date", "2016-02-23T12:46:24Z"),
        ("x-acs-signature-nonce", "n"),
        ("x-acs-version", "2014-05-26"),
    ]
}

/// The length of a long call. Without optimisation, 20 MB take minutes.
const LONG: usize = if cfg!(debug_assertions) { 1 << 18 } else { 20 << 20 };

/// A value that is escaped is decoded and kept once, in the list that is verified and that gives
/// the call; who made the call, and when, is kept beside it. What is signed, in which a space
/// takes three bytes, is never held whole, not even to be verified.
#[test]
fn a_received_call_is_read_in_twice_its_length_and_verified_in_none() {
    use aliyun_instance_status::sign::{AccessKeySecret, Received, VerifyError};

    const LITTLE: usize = 64 << 10;
    let secret = AccessKeySecret::new("other");
    // What V3 signs is kept up to 1 MiB.
    for (common, headers, kept) in
        [(COMMON, vec![], LITTLE), ("Format=JSON", v3_headers(), LITTLE + (1 << 20))]
    {
        for (name, piece, times) in [
            ("RegionId", "+", 1),
            ("RegionId", "%20", 1),
            ("RegionId", "*", 0),
            ("RegionId", "%ff", 1),
            ("RegionId", "&", 0),
            ("Unknown", "+", 1),
            ("SecurityToken", "+", 2),
        ] {
            let query = format!("{common}&RegionId=a&{name}={}", piece.repeat(LONG / piece.len()));
            let query = query.replace("&RegionId=a&RegionId", "&RegionId");
            let headers = headers.clone();
            let received = Received { method: "GET", path: "/", query: &query, headers, body: b"" };
            let (unverified, tally) = count(|| received.read());
            assert!(
                tally.peak <= bytes(query.len() * times + kept),
                "{name} {piece}: {} for {}",
                tally.peak,
                query.len()
            );
            let Ok(unverified) = unverified else {
                assert_eq!(piece, "%ff");
                continue;
            };
            let (refused, tally) = count(|| unverified.verify(1_456_231_584, Some(&secret)));
            assert_eq!(refused, Err(VerifyError::SignatureMismatch));
            assert!(tally.peak <= bytes(LITTLE), "{name} {piece}: {}", tally.peak);
        }
    }
}

/// A call of too many parameters is not read to its end: of one name, of one that is not signed,
/// or of many.
#[test]
fn more_parameters_than_a_call_has_take_no_memory() {
    use aliyun_instance_status::sign::Received;

    let names: String = (0..LONG / 8).map(|name| format!("&{name:x}=1")).collect();
    for more in ["&a=b".repeat(LONG / 4), "&Signature=s".repeat(LONG / 12), names] {
        let query = format!("{COMMON}{more}");
        let received =
            Received { method: "GET", path: "/", query: &query, headers: vec![], body: b"" };
        let (read, tally) = count(|| received.read());
        assert!(read.is_err(), "{more:.40}");
        assert!(tally.peak <= bytes(128 << 10), "{more:.40}: {}", tally.peak);
    }
}

/// However long a call is, and however its echo would be escaped. An ordinary echo is whole.
#[test]
fn a_refusal_takes_three_times_the_call_at_most() {
    use aliyun_instance_status::sign::{Received, Scheme, VerifyError};

    // The bound is that of a call longer than its echo, which has 1 MiB.
    const TOO_LONG: usize = if cfg!(debug_assertions) { 2 << 20 } else { LONG };
    for (common, headers) in [(COMMON, vec![]), ("Format=JSON", v3_headers())] {
        for (piece, length) in [("+", TOO_LONG), ("+", 100_000)] {
            let query = format!("{common}&RegionId={}", piece.repeat(length));
            let headers = headers.clone();
            let received = Received { method: "GET", path: "/", query: &query, headers, body: b"" };
            let unverified = received.read().expect("a call");
            let (refusal, tally) = count(|| unverified.refusal(VerifyError::SignatureMismatch));
            let is_whole = refusal.message().is_some_and(|echo| {
                // What is shorter than the query is not whole, whatever it ends with.
                echo.len() > query.len()
                    && (echo.ends_with(']') || echo.ends_with(&unverified.string_to_sign()))
            });
            assert_eq!(is_whole, length == 100_000);
            let canonical = unverified.canonical_request();
            assert_eq!(canonical.is_some(), is_whole && unverified.scheme() == Scheme::V3);
            let most = bytes(query.len() * 3).max(2 << 20);
            assert!(tally.peak <= most, "{piece}: {} of {}", tally.peak, query.len());
            let (shown, tally) = count(|| format!("{refusal} {refusal:?}"));
            assert!(tally.peak <= most, "{} bytes for {}", tally.peak, shown.len());
        }
    }
}

/// Takes what is written, and keeps nothing.
struct Nowhere;

impl std::fmt::Write for Nowhere {
    fn write_str(&mut self, _: &str) -> std::fmt::Result {
        Ok(())
    }
}

/// However long a call is, or the query that it came in.
#[test]
fn a_guess_takes_three_times_the_call_at_most() {
    use aliyun_instance_status::sign::{AccessKeySecret, Diagnosis, Received};

    let secret = AccessKeySecret::new("other");
    let calls = [("+", LONG), ("&", LONG), ("a", 100_000), ("%2B", 40_000)];
    let schemes = [(COMMON, vec![]), ("Format=JSON", v3_headers())];
    for ((piece, length), (common, headers)) in
        calls.iter().flat_map(|call| schemes.iter().map(move |scheme| (call, scheme)))
    {
        let query = format!("{common}&RegionId={}", piece.repeat(length / piece.len()));
        let headers = headers.clone();
        let received = Received { method: "GET", path: "/", query: &query, headers, body: b"" };
        let unverified = received.read().expect("a call");
        let guess = || Diagnosis::guess(&unverified, 1_456_231_584, Some(&secret));
        let (guess, tally) = count(guess);
        assert_eq!(guess, None);
        let most = isize::try_from(3 * query.len()).expect("a length").max(2 << 20);
        assert!(tally.peak <= most, "{piece}: {} of {}", tally.peak, query.len());
    }
}
