//! What a client asks for is what it gets, in every way to ask.

mod support;

use std::num::NonZeroU64;
use std::time::{Duration, Instant};

use aliyun_instance_status::{ErrorCode, Format, Status};
use mock_endpoint::{Fleet, MockEndpoint, Options};
use support::{Answer, fleet, get, send, signed_rpc, start, v3};

fn instances(answer: &Answer) -> Vec<(String, String)> {
    let page = answer.page();
    let all = page.instance_statuses.iter();
    all.map(|one| (one.instance_id.to_string(), one.status.to_string())).collect()
}

/// A few of the ids that need encoding, and two that do not, as parameters.
fn some_ids() -> (Vec<(String, String)>, String) {
    let zone = fleet("cn-hangzhou", Some("cn-hangzhou-d"));
    let some: Vec<_> = zone.into_iter().take(16).collect();
    let encoded = |id: &str| {
        let escapes: Vec<String> = id.bytes().map(|byte| format!("%{byte:02X}")).collect();
        escapes.concat()
    };
    let pairs = some.iter().enumerate();
    let query = pairs.map(|(place, (id, _))| format!("&InstanceId.{}={}", place + 1, encoded(id)));
    let query: Vec<String> = query.collect();
    (some, query.concat())
}

#[test]
fn the_fleet_is_what_the_readme_says() {
    let regions = ["cn-hangzhou", "cn-shanghai", "us-west-1"].map(|region| fleet(region, None));
    assert_eq!(regions.each_ref().map(Vec::len), [200, 8, 0]);
    for status in ["Pending", "Starting", "Running", "Stopping", "Stopped"] {
        assert!(regions[0].iter().any(|(_, known)| known == status), "{status}");
        assert!(!matches!(Status::from(status), Status::Unknown(_)));
    }
    let is_plain = |id: &str| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    for (zone, length, odd_ids) in [
        ("cn-hangzhou-b", 90, 0),
        ("cn-hangzhou-d", 40, 14),
        ("cn-hangzhou-i", 70, 0),
        ("cn-shanghai-b", 5, 0),
        ("cn-shanghai-g", 3, 0),
    ] {
        let instances = fleet(&zone[..zone.len() - 2], Some(zone));
        assert_eq!(instances.len(), length, "{zone}");
        assert_eq!(instances.iter().filter(|(id, _)| !is_plain(id)).count(), odd_ids, "{zone}");
    }
}

#[test]
fn every_page_of_a_region_in_both_formats() {
    let mock = start();
    for format in ["JSON", "xml"] {
        let mut all = Vec::new();
        for (number, length) in [(1, 50), (2, 50), (3, 50), (4, 50), (5, 0), (4_294_967_295_u32, 0)]
        {
            let query =
                format!("Format={format}&PageNumber={number}&PageSize=50&RegionId=cn-hangzhou");
            let answer = get(&mock, &query);
            let page = answer.page();
            assert_eq!((page.total_count, page.page_number, page.page_size), (200, number, 50));
            assert_eq!(page.instance_statuses.len(), length);
            assert_eq!(Format::detect(&answer.body), format.parse().ok());
            all.extend(instances(&answer));
        }
        assert_eq!(all, fleet("cn-hangzhou", None));
    }
    let answer = get(&mock, "RegionId=cn-hangzhou");
    assert_eq!((answer.page().page_size, answer.ids().len()), (10, 10), "the defaults");
}

#[test]
fn regions_zones_ids_and_clusters_select() {
    let mock = start();
    let selected = |query: &str| instances(&get(&mock, &format!("PageSize=50&{query}")));
    assert_eq!(selected("RegionId=cn-shanghai"), fleet("cn-shanghai", None));
    assert_eq!(selected("RegionId=us-west-1"), []);
    let zone = "RegionId=cn-hangzhou&ZoneId=cn-hangzhou-d";
    assert_eq!(selected(zone), fleet("cn-hangzhou", Some("cn-hangzhou-d")));
    assert_eq!(selected("RegionId=cn-shanghai&ZoneId="), fleet("cn-shanghai", None));

    let (some, query) = some_ids();
    assert_eq!(selected(&format!("RegionId=cn-hangzhou{query}")), some);
    assert_eq!(selected(&format!("{zone}{query}")), some);
    assert_eq!(selected(&format!("RegionId=cn-hangzhou&ZoneId=cn-hangzhou-b{query}")), []);
    assert_eq!(selected(&format!("RegionId=cn-shanghai{query}")), []);
    assert_eq!(selected("RegionId=cn-hangzhou&InstanceId.1=i-none"), []);
    // What there is of them, in the file's order and not in theirs.
    let mixed = format!(
        "RegionId=cn-hangzhou&InstanceId.1=i-none&InstanceId.2={}&InstanceId.3=i-no&InstanceId.4={}",
        some[15].0, some[14].0
    );
    assert_eq!(selected(&mixed), some[14..]);
    // An SDK that counts from 0, and an id that is there twice.
    let twice = format!("RegionId=cn-hangzhou&InstanceId.0={0}&InstanceId.7={0}", some[15].0);
    assert_eq!(selected(&twice), some[15..]);
    assert_eq!(selected("RegionId=cn-hangzhou&ClusterId=cls-1"), []);
}

#[test]
fn rpc_by_get_post_and_form() {
    let mock = start();
    let (some, ids) = some_ids();
    let parameters = format!("RegionId=cn-hangzhou&PageSize=50{ids}");
    let form =
        || vec![("content-type", "application/x-www-form-urlencoded; charset=utf-8".to_owned())];
    let query = signed_rpc("GET", &parameters, "testsecret");
    assert_eq!(instances(&send(&mock, "GET", &format!("/?{query}"), &[], "")), some);
    let query = signed_rpc("POST", &parameters, "testsecret");
    assert_eq!(instances(&send(&mock, "POST", &format!("/?{query}"), &[], "")), some);
    let query = signed_rpc("POST", &parameters, "testsecret");
    assert_eq!(instances(&send(&mock, "POST", "/", &form(), &query)), some);
    let query = signed_rpc("POST", &parameters, "testsecret");
    let (some_of_it, others) = query.split_once("&PageSize").expect("it is there");
    let answer =
        send(&mock, "POST", &format!("/?{some_of_it}"), &form(), &format!("PageSize{others}"));
    assert_eq!(instances(&answer), some);
}

#[test]
fn v3_by_get_post_and_form() {
    let mock = start();
    let (some, ids) = some_ids();
    let parameters = format!("RegionId=cn-hangzhou&PageSize=50{ids}");
    for method in ["GET", "POST"] {
        assert_eq!(instances(&v3(&mock, method, &parameters, &[], "")), some, "{method}");
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(instances(&v3(&mock, "POST", "", &form, &parameters)), some);
    let token = [("x-acs-security-token", "CAIS+/a b*~==")];
    assert_eq!(instances(&v3(&mock, "POST", &parameters, &token, "")), some, "any token will do");
}

#[test]
fn the_format_that_is_asked_for() {
    let mock = start();
    let rpc =
        |format: &str| Format::detect(&get(&mock, &format!("RegionId=cn-shanghai{format}")).body);
    assert_eq!(rpc(""), Some(Format::Xml));
    assert_eq!(rpc("&Format="), Some(Format::Xml));
    assert_eq!(rpc("&Format=Json"), Some(Format::Json));
    let v3 = |query: &str, accept: &str| {
        let query = format!("RegionId=cn-shanghai{query}");
        Format::detect(&v3(&mock, "GET", &query, &[("accept", accept)], "").body)
    };
    assert_eq!(v3("", "*/*"), Some(Format::Json));
    assert_eq!(v3("", "application/json"), Some(Format::Json));
    assert_eq!(v3("", "application/xml"), Some(Format::Xml));
    assert_eq!(v3("", "Application/XML"), Some(Format::Xml));
    assert_eq!(v3("", "application/json, application/xml"), Some(Format::Json));
    assert_eq!(v3("&Format=XML", "application/json"), Some(Format::Xml));
    // A refusal comes in it too, even one of a query that cannot be taken apart.
    for bad in ["RegionId=%FF&Format=JSON", "Format=JSON&RegionId=a&RegionId=a"] {
        let refused = get(&mock, bad);
        refused.error(&ErrorCode::INVALID_PARAMETER);
        assert_eq!(Format::detect(&refused.body), Some(Format::Json), "{bad}");
    }
    let refused = get(&mock, "Format=JSON&PageSize=0&RegionId=cn-shanghai");
    refused.error(&ErrorCode::INVALID_PARAMETER);
    assert_eq!(Format::detect(&refused.body), Some(Format::Json));
}

#[test]
fn every_third_call_is_throttled() {
    let options = Options { throttle: NonZeroU64::new(3), ..Options::default() };
    let mock = MockEndpoint::start(options).expect("a free port");
    for call in 1..=9 {
        let answer = get(&mock, "RegionId=cn-shanghai");
        if call % 3 == 0 {
            answer.error(&ErrorCode::THROTTLING);
            assert_eq!(answer.header("x-acs-retry-after"), "100");
        } else {
            assert_eq!((answer.ids().len(), answer.header("x-acs-retry-after")), (8, ""));
        }
    }
}

#[test]
fn answers_are_held_back() {
    let latency = Duration::from_millis(150);
    let options = Options { latency, ..Options::default() };
    let mock = MockEndpoint::start(options).expect("a free port");
    let before = Instant::now();
    assert_eq!(get(&mock, "RegionId=cn-shanghai").ids().len(), 8);
    assert!(before.elapsed() >= latency);
}

#[test]
fn a_fleet_of_ones_own() {
    let zone = r#"{"ZoneId": "z", "Instances": [{"InstanceId": "i-a", "Status": "Deleted"}]}"#;
    let regions =
        |zones: &str| format!(r#"{{"Regions": [{{"RegionId": "r", "Zones": [{zones}]}}]}}"#);
    let fleet = Fleet::from_json(&regions(zone)).expect("a fleet");
    let mock = MockEndpoint::start(Options { fleet, ..Options::default() }).expect("a free port");
    assert_eq!(instances(&get(&mock, "RegionId=r")), [("i-a".to_owned(), "Deleted".to_owned())]);

    for (zones, why) in [
        (zone.replace("Deleted", "\\u0001"), "XML"),
        (zone.replace("i-a", ""), "an empty InstanceId"),
        (format!("{zone}, {zone}"), "the ZoneId \"z\" is there twice"),
        (
            format!("{zone}, {}", zone.replace("\"z\"", "\"y\"")),
            "the InstanceId \"i-a\" is there twice",
        ),
        (zone.replace("Status", "State"), "unknown field `State`"),
        (
            zone.replace(r#"{"InstanceId": "i-a", "Status": "Deleted"}"#, r#"["i-a", "Deleted"]"#),
            "invalid type: sequence, expected an object",
        ),
        (r#"["z", []]"#.to_owned(), "invalid type: sequence, expected an object"),
    ] {
        let error = Fleet::from_json(&regions(&zones)).expect_err("it is refused").to_string();
        assert!(error.starts_with("the fleet file: ") && error.contains(why), "{error}");
    }
    Fleet::from_json("[[]]").expect_err("an array is no fleet");
    Fleet::from_json(r#"{"Regions": [["r", []]]}"#).expect_err("an array is no region");
}
