//! What the feature `serde` promises, in two formats that have nothing in common:
//! JSON, which the wire has, and CBOR, which it has not.

#![cfg(feature = "serde")]

// Without the rest of `support`, which needs JSON.
#[path = "support/strategy.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod strategy;

use std::borrow::Cow;
use std::fmt::Debug;

use aliyun_instance_status::{
    AccessDeniedDetail, ErrorCode, ErrorResponse, InstanceStatus, Reply, Request, Response, Status,
};
use proptest::prelude::*;
use serde::de::Deserialize;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};
use strategy::{error, page, reply, request, text};

/// One document in both formats.
struct Both {
    json: String,
    cbor: Vec<u8>,
}

impl Both {
    fn of(document: impl Serialize) -> Self {
        Self {
            json: serde_json::to_string(&document).expect("JSON carries it"),
            cbor: cbor(&document),
        }
    }

    /// What both read, or `None` where both refuse.
    #[track_caller]
    fn read<'d, T: Deserialize<'d> + PartialEq + Debug>(&'d self) -> Option<T> {
        let json = serde_json::from_str(&self.json).ok();
        let cbor = minicbor_serde::from_slice(&self.cbor).ok();
        assert_eq!(json, cbor, "{}", self.json);
        json
    }
}

fn cbor(document: &impl Serialize) -> Vec<u8> {
    let mut bytes = minicbor_serde::Serializer::new(Vec::new());
    // JSON's null is CBOR's, too.
    document.serialize(bytes.serialize_unit_as_null(true)).expect("CBOR carries it");
    bytes.into_encoder().into_writer()
}

/// Members in this order, also two of one name.
struct Members(Vec<(&'static str, Value)>);

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
        map.end()
    }
}

proptest! {
    #[test]
    fn pages_return(page in page(text().boxed())) {
        assert_eq!(Both::of(&page).read(), Some(page));
    }

    #[test]
    fn error_replies_return(error in error(text().boxed())) {
        assert_eq!(Both::of(&error).read(), Some(error));
    }

    #[test]
    fn replies_return(reply in reply(text().boxed())) {
        assert_eq!(Both::of(&reply).read(), Some(reply));
    }

    #[test]
    fn requests_return(request in request()) {
        assert_eq!(Both::of(&request).read(), Some(request));
    }
}

#[test]
fn parts_return() {
    let code = ErrorCode::from("Throttling");
    assert_eq!(Both::of(&code).read(), Some(code));
    for word in ["Running", "running"] {
        let status = Status::from(word);
        assert_eq!(Both::of(&status).read(), Some(status));
    }
}

/// CBOR has no escapes, so all its strings are borrowed.
#[test]
fn cbor_borrows() {
    let mut page = Response::new("R\n1", 1, 1, 10);
    page.instance_statuses
        .push(InstanceStatus { instance_id: "i\"a".into(), status: "Odd".into() });
    let bytes = cbor(&page);
    let page: Response<'_> = minicbor_serde::from_slice(&bytes).expect("a page");
    assert!(matches!(page.request_id, Cow::Borrowed("R\n1")));
    assert!(matches!(page.instance_statuses[0].instance_id, Cow::Borrowed("i\"a")));

    let error = json!({"Code": "c", "Message": "m\n", "AccessDeniedDetail": {"PolicyType": "p", "AuthPrincipalOwnerId": 12}});
    let bytes = cbor(&error);
    let error: Reply<'_> = minicbor_serde::from_slice(&bytes).expect("an error reply");
    let Reply::Error(error) = error else { panic!("a page: {error:?}") };
    assert!(matches!(error.message, Some(Cow::Borrowed("m\n"))));
    let mut expected = AccessDeniedDetail::default();
    expected.policy_type = Some("p".into());
    expected.auth_principal_owner_id = Some("12".into());
    assert_eq!(error.access_denied_detail.as_deref(), Some(&expected));
}

/// The members of a page and of its one record.
fn a_page() -> Vec<(&'static str, Value)> {
    let record = json!({"InstanceId": "i-a", "Status": "Running"});
    vec![
        ("RequestId", json!("R")),
        ("TotalCount", json!(1)),
        ("PageNumber", json!(1)),
        ("PageSize", json!(10)),
        ("InstanceStatuses", json!({"InstanceStatus": [record]})),
    ]
}

fn an_error() -> Vec<(&'static str, Value)> {
    vec![
        ("RequestId", json!("R")),
        ("HostId", json!("ecs.aliyuncs.com")),
        ("Code", json!("Throttling")),
        ("Message", json!("m")),
        ("Recommend", json!("r")),
        ("AccessDeniedDetail", json!({"PolicyType": "p"})),
    ]
}

fn a_request() -> Vec<(&'static str, Value)> {
    vec![
        ("RegionId", json!("cn-hangzhou")),
        ("ZoneId", json!("z")),
        ("PageNumber", json!(2)),
        ("PageSize", json!(50)),
        ("InstanceId", json!(["i-a"])),
        ("OwnerId", json!(u64::MAX)),
    ]
}

/// Every member that must be there, must: once, and of its type. In any order,
/// among others that are unknown.
#[test]
fn members() {
    const PAGE: [&str; 5] =
        ["RequestId", "TotalCount", "PageNumber", "PageSize", "InstanceStatuses"];
    assert_members(a_page, &PAGE, |page| page.read().map(Response::into_owned));
    assert_members(a_page, &PAGE, |page| page.read().map(Reply::into_owned));
    assert_members(an_error, &["Code"], |error| error.read().map(ErrorResponse::into_owned));
    assert_members(an_error, &["Code"], |error| error.read().map(Reply::into_owned));
    assert_members(a_request, &["RegionId"], |request| request.read().map(Request::into_owned));
}

#[track_caller]
fn assert_members<T: PartialEq + Debug>(
    members: fn() -> Vec<(&'static str, Value)>,
    required: &[&str],
    read: fn(&Both) -> Option<T>,
) {
    let read = |members| read(&Both::of(Members(members)));
    let whole = read(members()).expect("it is whole");

    let mut others: Vec<_> = members().into_iter().rev().collect();
    others.insert(1, ("Unknown", json!({"RequestId": [null, {"x": 1.5}]})));
    assert_eq!(read(others).as_ref(), Some(&whole));

    for (place, (name, value)) in members().into_iter().enumerate() {
        let mut without = members();
        without.remove(place);
        assert_eq!(read(without).is_some(), !required.contains(&name), "without {name}");
        let mut twice = members();
        twice.push((name, value.clone()));
        assert_eq!(read(twice), None, "{name} twice");
        // An array is a case of its own: see below.
        let wrong = [json!(true), json!(1.5), json!(-1), json!("1"), json!({"x": 1}), json!(null)];
        for wrong in wrong {
            let is_its_type = match name {
                "TotalCount" | "PageNumber" | "PageSize" | "OwnerId" | "InstanceId" => false,
                "InstanceStatuses" => wrong.is_object(),
                "AccessDeniedDetail" => wrong.is_object() || wrong.is_null(),
                _ => wrong.is_string(),
            };
            let is_absent = wrong.is_null() && !required.contains(&name) && name != "InstanceId";
            let mut members = members();
            members[place].1 = wrong.clone();
            assert_eq!(read(members).is_some(), is_its_type || is_absent, "{name}: {wrong}");
        }
    }
}

/// What the docs name as read by serde and not by the decoders, and the other way round.
#[test]
fn what_serde_alone_reads() {
    let with = |place: usize, value| {
        let mut members = a_page();
        members[place].1 = value;
        Both::of(Members(members))
    };
    let record = json!({"InstanceStatus": [{"InstanceId": "", "Status": ""}]});
    assert!(with(4, record).read::<Response<'_>>().is_some());
    assert!(with(1, json!("1")).read::<Response<'_>>().is_none());
    assert!(Both::of(json!({"Code": ""})).read::<ErrorResponse<'_>>().is_none());
    assert!(Both::of(json!({"Code": ""})).read::<Reply<'_>>().is_none());
    let request = json!({"RegionId": "", "InstanceId": [""]});
    assert!(Both::of(request).read::<Request<'_>>().is_some());

    // By position, where the format lets it: CBOR's does not.
    let array = with(4, json!({"InstanceStatus": [["i-a", "Running"]]}));
    let page: Response<'_> = serde_json::from_str(&array.json).expect("JSON's does");
    assert_eq!(page.instance_statuses[0].status, Status::Running);
    assert!(minicbor_serde::from_slice::<Response<'_>>(&array.cbor).is_err());
}

/// The limits of a request, and what tells a page from an error reply.
#[test]
fn limits_and_replies() {
    let request = |page_size: u32, page_number: u32, ids: usize| {
        let (page, ids) = ([page_size, page_number], vec!["i"; ids]);
        let request =
            json!({"RegionId": "a", "PageSize": page[0], "PageNumber": page[1], "InstanceId": ids});
        Both::of(request).read::<Request<'_>>().is_some()
    };
    assert!(request(50, 1, 100) && request(1, u32::MAX, 1));
    assert!(!request(51, 1, 1) && !request(0, 1, 1) && !request(1, 0, 1) && !request(1, 1, 101));

    let with_code = |code| {
        let mut members = a_page();
        members.push(("Code", code));
        Both::of(Members(members)).read::<Reply<'_>>().map(Reply::into_owned)
    };
    for code in [json!("200"), json!(200), json!(null), json!({"x": []})] {
        assert!(matches!(with_code(code.clone()), Some(Reply::Response(_))), "{code}");
    }
    let refused = [json!({}), json!({"Code": 200}), json!({"InstanceStatuses": {}, "Code": "X"})];
    for neither in refused {
        assert_eq!(Both::of(&neither).read::<Reply<'_>>(), None, "{neither}");
    }
}

/// A document that ends too early is refused wherever it is cut.
#[test]
fn cut_off() {
    for members in [a_page(), an_error(), a_request()] {
        let Both { json, cbor } = Both::of(Members(members));
        for end in 0..cbor.len() {
            let cut = &cbor[..end];
            assert!(minicbor_serde::from_slice::<Reply<'_>>(cut).is_err(), "{end} of {json}");
            assert!(minicbor_serde::from_slice::<Request<'_>>(cut).is_err(), "{end} of {json}");
        }
    }
}
