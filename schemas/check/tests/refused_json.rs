//! One invalid document for each constraint of the JSON Schemas: the reading schema,
//! the strict one and the crate refuse it alike.

use aliyun_instance_status::{ErrorReply, Page, Request};
use schemas_check::json::{self, JsonSchema};
use schemas_check::query;
use schemas_check::text::replaced;
use serde_json::json;

#[track_caller]
fn assert_refused_json(
    name: &str,
    valid: &str,
    replacements: &[(&str, &str)],
    is_read: fn(&str) -> bool,
) {
    for schema in [name.to_owned(), format!("{name}#/$defs/written")] {
        let schema = JsonSchema::new(&schema);
        assert!(schema.accepts(valid) && is_read(valid), "{name}");
        for &replacement in replacements {
            let invalid = replaced(valid, replacement);
            assert!(json::parse(&invalid).is_ok(), "{replacement:?} is JSON");
            assert!(!schema.accepts(&invalid), "{replacement:?} is valid");
            assert!(!is_read(&invalid), "{replacement:?} is read");
        }
    }
}

#[test]
fn pages_in_json() {
    let list = r#"{"InstanceStatus":[{"InstanceId":"i-a","Status":"Running"}]}"#;
    let page = format!(
        r#"{{"RequestId":"R-1","TotalCount":7,"PageNumber":1,"PageSize":10,"InstanceStatuses":{list}}}"#
    );
    let not_a_page = format!("[{page}]");
    let with_list = format!(r#","InstanceStatuses":{list}"#);
    let replacements = [
        (page.as_str(), not_a_page.as_str()),
        (with_list.as_str(), ""),
        (r#""RequestId":"R-1","#, ""),
        (r#""R-1""#, "1"),
        (r#""TotalCount":7,"#, ""),
        (":7", ":-1"),
        (":7", ":4294967296"),
        (":7", ":1.5"),
        (":7", ":true"),
        (":7", ":null"),
        (":7", r#":"""#),
        (":7", r#":"x7""#),
        (":7", r#":"+7""#),
        (":7", r#":" 7""#),
        (":7", r#":"4294967296""#),
        (r#""PageNumber":1,"#, ""),
        (r#""PageNumber":1"#, r#""PageNumber":[1]"#),
        (r#""PageSize":10,"#, ""),
        (r#""PageSize":10"#, r#""PageSize":{}"#),
        (r#","InstanceStatuses""#, r#","instanceStatuses""#),
        (list, r#"[{"InstanceId":"i-a","Status":"Running"}]"#),
        (list, "null"),
        (list, r#"{"InstanceStatus":null}"#),
        (list, r#"{"InstanceStatus":{"InstanceId":"i-a","Status":"Running"}}"#),
        (list, r#"{"InstanceStatus":[["i-a","Running"]]}"#),
        (r#""InstanceId":"i-a","#, ""),
        (r#""i-a""#, "null"),
        (r#","Status":"Running""#, ""),
        (r#""Running""#, "3"),
    ];
    let is_read = |text: &str| Page::from_json(text).is_ok();
    assert_refused_json("page.schema.json", &page, &replacements, is_read);
}

#[test]
fn error_replies_in_json() {
    let detail = r#"{"AuthAction":"a","AuthPrincipalDisplayName":"b","AuthPrincipalOwnerId":"c","AuthPrincipalType":"d","NoPermissionType":"e","PolicyType":"f","EncodedDiagnosticMessage":"g"}"#;
    let error = format!(
        r#"{{"RequestId":"R-1","HostId":"h","Code":"Throttling","Message":"m","Recommend":"r","AccessDeniedDetail":{detail}}}"#
    );
    let not_an_error = format!("[{error}]");
    let replacements = [
        (error.as_str(), not_an_error.as_str()),
        (r#""R-1""#, "1"),
        (r#""h""#, "[]"),
        (r#""Code":"Throttling","#, ""),
        (r#""Throttling""#, r#""""#),
        (r#""Throttling""#, "true"),
        (r#""Throttling""#, "null"),
        (r#""m""#, "{}"),
        (r#""r""#, "false"),
        (detail, "[]"),
        (detail, r#""""#),
        (r#""a""#, "true"),
        (r#""b""#, "[]"),
        (r#""c""#, "{}"),
        (r#""d""#, "true"),
        (r#""e""#, "[]"),
        (r#""f""#, "{}"),
        (r#""g""#, "false"),
    ];
    let is_read = |text: &str| ErrorReply::from_json(text).is_ok();
    assert_refused_json("error.schema.json", &error, &replacements, is_read);
}

#[test]
fn requests() {
    let valid = r#"{"Action":"DescribeInstanceStatus","Version":"2014-05-26","RegionId":"cn-hangzhou","PageNumber":"2","PageSize":"50","OwnerId":"7","ResourceOwnerId":"8"}"#;
    let all_indices: Vec<_> =
        (0..=100).map(|index| format!(r#""InstanceId.{index}":"i""#)).collect();
    let all_indices = all_indices.join(",");
    let region = r#""RegionId":"cn-hangzhou""#;
    let with = |more: &str| format!("{region},{more}");
    let [more_than_100, empty_id, bare, index, not_an_index, empty_name] = [
        all_indices.as_str(),
        r#""InstanceId.1":"""#,
        r#""InstanceId":"i""#,
        r#""InstanceId.101":"i""#,
        r#""InstanceId.01":"i""#,
        r#""":"x""#,
    ]
    .map(with);
    let replacements = [
        (r#""DescribeInstanceStatus""#, r#""DescribeInstances""#),
        (r#""2014-05-26""#, r#""2013-01-10""#),
        (region, r#""ZoneId":"cn-hangzhou-d""#),
        (r#""cn-hangzhou""#, r#""""#),
        (r#""2""#, r#""0""#),
        (r#""2""#, r#""-2""#),
        (r#""2""#, r#""4294967296""#),
        (r#""50""#, r#""0""#),
        (r#""50""#, r#""51""#),
        (r#""50""#, r#""5.0""#),
        (r#""7""#, r#""18446744073709551616""#),
        (r#""8""#, r#""x""#),
        (region, &more_than_100),
        (region, &empty_id),
        (region, &bare),
        (region, &index),
        (region, &not_an_index),
        (region, &empty_name),
    ];
    for schema in ["request.schema.json#/$defs/query", "request.schema.json#/$defs/written"] {
        let schema = JsonSchema::new(schema);
        assert!(schema.accepts(valid) && is_request(valid));
        for &replacement in &replacements {
            let invalid = replaced(valid, replacement);
            assert!(!schema.accepts(&invalid), "{replacement:?} is valid");
            assert!(!is_request(&invalid), "{replacement:?} is read");
        }
    }
}

/// The form with integers, and with the ids as an array.
#[test]
fn requests_with_an_array() {
    let valid =
        r#"{"RegionId":"cn-hangzhou","PageNumber":2,"PageSize":50,"OwnerId":7,"InstanceId":["i"]}"#;
    let schema = JsonSchema::new("request.schema.json");
    assert!(schema.accepts(valid) && is_request(valid));
    let ids = |count| format!("{:?}", vec!["i"; count]);
    let full = replaced(valid, (r#"["i"]"#, &ids(Request::MAX_INSTANCE_IDS)));
    assert!(schema.accepts(&full) && is_request(&full));
    let too_many = ids(Request::MAX_INSTANCE_IDS + 1);
    let replacements = [
        (":2", ":0"),
        (":2", ":4294967296"),
        (":50", ":0"),
        (":50", ":51"),
        (":50", ":1.5"),
        (":7", ":-7"),
        (":7", ":18446744073709551616"),
        (r#"["i"]"#, r#"[""]"#),
        (r#"["i"]"#, &too_many),
    ];
    for replacement in replacements {
        let invalid = replaced(valid, replacement);
        assert!(!schema.accepts(&invalid), "{replacement:?} is valid");
        assert!(!is_request(&invalid), "{replacement:?} is read");
    }
    let both = replaced(valid, (r#""InstanceId":["i"]"#, r#""InstanceId.1":"i""#));
    assert!(!schema.accepts(&both), "an index has no place beside an array");
    let none = replaced(valid, (r#"["i"]"#, "[]"));
    assert!(!schema.accepts(&none), "an empty list would select the region");
}

/// A query string carries text, so that nothing stands for an object, for null, or
/// for a list of anything but ids.
/// Other spellings of each name that the schema has.
#[test]
fn misspelt_names() {
    let schemas = ["", "#/$defs/query", "#/$defs/written"]
        .map(|schema| JsonSchema::new(&format!("request.schema.json{schema}")));
    let properties = json::load("request.schema.json")["properties"].take();
    let names = properties.as_object().expect("an object").keys();
    let misspelt = names.flat_map(|name| {
        let (first, rest) = name.split_at(3);
        let [lower, upper] = [name.to_lowercase(), name.to_uppercase()];
        let others = [format!("amp;{name}"), format!(" {name} "), format!("{first}_{rest}[]")];
        [vec![lower, upper], others.to_vec()].concat()
    });
    let ids = ["InstanceIds", "InstancesId", "instances-ids.1", "InstanceId1", "InstanceId[0]"];
    for name in misspelt.chain(ids.map(String::from)) {
        let request =
            format!(r#"{{"RegionId":"a","Action":"DescribeInstanceStatus","{name}":"7"}}"#);
        assert!(!is_request(&request), "{name} is read");
        for schema in &schemas {
            assert!(!schema.accepts(&request), "{name} is valid");
        }
    }
}

#[test]
fn requests_of_other_types() {
    let form = json::load("request.schema.json")["$defs"]["form"]["properties"].take();
    let names = form.as_object().expect("an object").keys().map(String::as_str);
    let values = [json!(null), json!(true), json!({}), json!([]), json!(["i-a"]), json!(1.5)];
    for schema in ["", "#/$defs/query", "#/$defs/written"] {
        let schema = JsonSchema::new(&format!("request.schema.json{schema}"));
        let valid = json!({ "Action": Request::ACTION, "RegionId": "cn-hangzhou" });
        assert!(schema.accepts_value(&valid));
        let others = [json!([]), json!("RegionId=cn-hangzhou")];
        for other in others {
            assert!(!schema.accepts_value(&other), "{other} is valid");
        }
        for name in names.clone().chain(["InstanceId.1"]) {
            for value in &values {
                let mut object = valid.clone();
                object[name] = value.clone();
                assert!(!schema.accepts_value(&object), "{object} is valid");
            }
        }
    }
    for name in ["ZoneId", "Format", "SecurityToken"] {
        let object = json!({ "RegionId": "cn-hangzhou", name: 7 });
        assert!(!JsonSchema::new("request.schema.json").accepts_value(&object), "{object}");
    }
    for ids in [json!("i-a"), json!({}), json!([7])] {
        let object = json!({ "RegionId": "cn-hangzhou", "InstanceId": ids });
        assert!(!JsonSchema::new("request.schema.json").accepts_value(&object), "{object}");
    }
    let ids = JsonSchema::new("request.schema.json#/$defs/instanceIds");
    for object in [json!(["i-a"]), json!({ "InstanceId.1": "" }), json!({ "InstanceId.0": "i-a" })]
    {
        assert!(!ids.accepts_value(&object), "{object} is valid");
    }
}

fn is_request(object: &str) -> bool {
    let object = json::parse(object).expect("JSON");
    let query = query::query(object.as_object().expect("an object"));
    Request::from_query(&query).is_ok()
}
