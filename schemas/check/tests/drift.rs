//! What the code and the schemas both say: limits, names, statuses. Each test
//! fails when the two part ways.

use std::collections::BTreeSet;

use aliyun_instance_status::{
    Call, ErrorReply, Page, PageNumber, PageSize, Reply, Request, Status,
};
use arbitrary::{Arbitrary as _, Unstructured};
use proptest::prelude::Rng as _;
use proptest::test_runner::TestRunner;
use schemas_check::json::{self, JsonSchema};
use schemas_check::query;
use serde_json::{Map, Value, json};

#[test]
fn limits_of_requests() {
    let schema = json::load("request.schema.json");
    let size = &schema["$defs"]["pageSize"];
    assert_eq!(size["maximum"], PageSize::MAX.get());
    assert_eq!(size["default"], PageSize::default().get());
    assert_eq!((&size["minimum"], PageSize::new(0)), (&json!(1), None));
    let number = &schema["$defs"]["pageNumber"];
    assert_eq!(number["maximum"], u32::MAX);
    assert_eq!(number["default"], PageNumber::default().get());
    assert_eq!((&number["minimum"], PageNumber::new(0)), (&json!(1), None));
    assert_eq!(schema["$defs"]["u64"]["maximum"], u64::MAX);
    let ids = &schema["properties"]["InstanceId"];
    assert_eq!(
        (&ids["minItems"], &ids["maxItems"]),
        (&json!(1), &json!(Request::MAX_INSTANCE_IDS))
    );
    assert_eq!(schema["$defs"]["instanceIds"]["maxProperties"], Request::MAX_INSTANCE_IDS);
    assert_eq!(schema["properties"]["Action"]["const"], Request::ACTION);
    assert_eq!(schema["properties"]["Version"]["const"], Request::VERSION);
}

/// The limits of numbers that patterns have: the last that is in, the first that is out.
#[test]
fn limits_in_patterns() {
    let last = u64::from(PageSize::MAX.get());
    let ids = u64::try_from(Request::MAX_INSTANCE_IDS).expect("100 is a u64");
    let index = |index| format!("InstanceId.{index}");
    for (definition, last) in [
        ("pageSizeDigits", last),
        ("pageNumberDigits", u64::from(u32::MAX)),
        ("u64Digits", u64::MAX),
    ] {
        let schema = JsonSchema::new(&format!("request.schema.json#/$defs/{definition}"));
        assert!(schema.accepts_value(&json!(last.to_string())), "{definition}");
        let next = (u128::from(last) + 1).to_string();
        assert!(!schema.accepts_value(&json!(next)), "{definition}");
    }
    for definition in ["indexedName", "instanceIds", "query"] {
        let schema = JsonSchema::new(&format!("request.schema.json#/$defs/{definition}"));
        let accepts = |index: String| match definition {
            "indexedName" => schema.accepts_value(&json!(index)),
            "instanceIds" => schema.accepts_value(&json!({ index: "i-a" })),
            _ => schema.accepts_value(&json!({ "RegionId": "cn-hangzhou", index: "i-a" })),
        };
        assert!(accepts(index(ids)), "{definition}");
        assert!(!accepts(index(ids + 1)), "{definition}");
    }
    let digits = JsonSchema::new("page.schema.json#/$defs/digits");
    assert!(digits.accepts_value(&json!(u32::MAX.to_string())));
    assert!(!digits.accepts_value(&json!((u64::from(u32::MAX) + 1).to_string())));
    assert_eq!(json::load("page.schema.json")["$defs"]["u32"]["maximum"], u32::MAX);
}

#[test]
fn statuses() {
    let schema = json::load("page.schema.json");
    let examples = &schema["$defs"]["record"]["properties"]["Status"]["examples"];
    let examples = strings(examples);
    let known: BTreeSet<_> = Status::KNOWN.iter().map(Status::to_string).collect();
    assert_eq!(examples, known);
    assert_eq!(between("page.xsd", "<xs:enumeration value=\"", "\""), known);
    assert_eq!(between("page.rng", "<value type=\"string\">", "<"), known);
}

/// What the schemas name the crate reads and writes.
#[test]
fn names_of_the_schemas() {
    let page = json!({
        "RequestId": "a", "TotalCount": 1, "PageNumber": 2, "PageSize": 3,
        "InstanceStatuses": { "InstanceStatus": [{ "InstanceId": "b", "Status": "c" }] },
    });
    let detail = json::load("error.schema.json");
    let detail = detail["properties"]["AccessDeniedDetail"]["properties"].as_object();
    let detail: Map<String, Value> =
        detail.expect("an object").keys().map(|name| (name.clone(), json!("d"))).collect();
    let error = json!({
        "RequestId": "a", "HostId": "b", "Code": "c", "Message": "d", "Recommend": "e",
        "AccessDeniedDetail": detail,
    });
    for (name, value) in [("page.schema.json", page), ("error.schema.json", error)] {
        let schema = json::load(name);
        let names = keys(&value);
        assert_eq!(keys(&schema["properties"]), names, "{name}");
        assert_eq!(keys(&schema["$defs"]["written"]["properties"]), names, "{name}");
        let text = value.to_string();
        let reply = match name {
            "page.schema.json" => Page::from_json(&text).map(Reply::from),
            _ => ErrorReply::from_json(&text).map(Reply::from),
        };
        let reply = reply.expect("what the schema names is read");
        assert_eq!(json::parse(&reply.to_json()).expect("JSON"), value, "{name}");
        let (relax_ng, xml_schema) = match name {
            "page.schema.json" => ("page.rng", "page.xsd"),
            _ => ("error.rng", "error.xsd"),
        };
        let xml = reply.to_xml().expect("XML carries letters");
        let elements: Vec<_> = xml.split('<').filter_map(|tag| tag.split_once('>')).collect();
        let elements = elements.iter().map(|&(name, _)| name.to_owned());
        let elements: BTreeSet<_> = elements.filter(|name| !name.starts_with(['/', '?'])).collect();
        for (name, marker) in [(relax_ng, "<element name=\""), (xml_schema, "<xs:element name=\"")]
        {
            assert_eq!(between(name, marker, "\""), elements, "{name}");
        }
    }
}

/// The members that the crate writes of any reply are those that the schemas name.
#[test]
fn members() {
    let mut named = BTreeSet::new();
    for name in ["page.schema.json", "error.schema.json"] {
        collect_names(&json::load(name), &mut named);
    }
    let mut written = BTreeSet::new();
    for_each_input(|mut input| {
        let reply = Reply::arbitrary(&mut input).expect("every input is a reply");
        collect_keys(&json::parse(&reply.to_json()).expect("JSON"), &mut written);
    });
    assert_eq!(named, written);
}

/// The parameters that the crate writes of any call are those that the schema names.
#[test]
fn parameters() {
    let schema = json::load("request.schema.json");
    let mut written = BTreeSet::new();
    for_each_input(|mut input| {
        let call = Call::arbitrary(&mut input).expect("every input is a call");
        let mut names = keys(&query::object(&call.to_query()).into());
        call.common.unknown().for_each(|(name, _)| assert!(names.remove(name), "{name}"));
        written.extend(names);
    });
    // The list has a name for each id.
    let ids = |name: &String| name.starts_with("InstanceId.");
    assert!(written.iter().any(ids));
    written.retain(|name| !ids(name));
    assert_eq!(keys(&schema["$defs"]["form"]["properties"]), written);
    written.insert("InstanceId".into());
    assert_eq!(keys(&schema["properties"]), written);
    // Each has the pattern of its other spellings.
    let patterns = schema["$defs"]["names"]["allOf"].as_array().expect("an array");
    let mut known = BTreeSet::from([String::from("InstanceId")]);
    for pattern in patterns {
        let (shown, right) = (&pattern["then"]["allOf"][0], &pattern["then"]["allOf"][1]);
        let right = match &right["enum"] {
            names if names.is_array() => strings(names),
            _ => BTreeSet::from([right["const"].as_str().expect("a name").to_owned()]),
        };
        // The pattern, which judges show in their messages, has the names of the constant and no others.
        let shown = shown["pattern"].as_str().expect("a pattern");
        let names = shown.trim_matches(['^', '(', ')', '$']).split('|').map(String::from);
        assert_eq!(names.collect::<BTreeSet<_>>(), right);
        known.extend(right);
    }
    assert_eq!(known, written);
}

fn keys(object: &Value) -> BTreeSet<String> {
    object.as_object().expect("an object").keys().cloned().collect()
}

/// What stands between `start` and the next `end`, each time that a schema has `start`.
fn between(name: &str, start: &str, end: &str) -> BTreeSet<String> {
    let schema = schemas_check::read(name);
    let rests = schema.split(start).skip(1).filter_map(|rest| rest.split_once(end));
    rests.map(|(text, _)| text.into()).collect()
}

fn strings(array: &Value) -> BTreeSet<String> {
    let array = array.as_array().expect("an array").iter();
    array.map(|string| string.as_str().expect("a string").to_owned()).collect()
}

/// Calls `visit` with enough noise to make values that have, between them, every member.
fn for_each_input(mut visit: impl FnMut(Unstructured<'_>)) {
    let mut runner = TestRunner::deterministic();
    for _ in 0..256 {
        let mut noise = [0; 1_000];
        runner.rng().fill_bytes(&mut noise);
        visit(Unstructured::new(&noise));
    }
}

/// The names of an object's members, and of theirs.
fn collect_keys(value: &Value, names: &mut BTreeSet<String>) {
    for (name, member) in value.as_object().into_iter().flatten() {
        names.insert(name.clone());
        collect_keys(member, names);
    }
    value.as_array().into_iter().flatten().for_each(|item| collect_keys(item, names));
}

/// The names under `properties`, wherever the schema has them, but for those of
/// `written`, which say what may not be there too.
fn collect_names(schema: &Value, names: &mut BTreeSet<String>) {
    for (key, value) in schema.as_object().into_iter().flatten() {
        match key.as_str() {
            "written" => {}
            "properties" => {
                names.extend(keys(value));
                value.as_object().into_iter().flatten().for_each(|(_, v)| collect_names(v, names));
            }
            _ => collect_names(value, names),
        }
    }
}
