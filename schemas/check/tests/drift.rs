//! What the code and the schemas both say: limits, names, statuses. Each test
//! fails when the two part ways.

#[path = "../../../tests/support/strategy.rs"]
mod strategy;

use std::collections::BTreeSet;

use aliyun_instance_status::{ErrorReply, Page, PageNumber, PageSize, Reply, Request, Status};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use schemas_check::json::{self, JsonSchema};
use schemas_check::{query, source};
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
    for word in &examples {
        assert!(!matches!(Status::from(word.as_str()), Status::Unknown(_)), "{word}");
    }
    // The library cannot list its words, so its source has to.
    let known: BTreeSet<_> = source::literals("src/status.rs", "=> \"").into_iter().collect();
    assert_eq!(examples, known);
    let values = |name, marker| source::literals(name, marker).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(values("schemas/page.xsd", "<xs:enumeration value=\""), known);
    let in_relax_ng = schemas_check::read("page.rng");
    let in_relax_ng = in_relax_ng.split("<value type=\"string\">").skip(1);
    let in_relax_ng: BTreeSet<_> =
        in_relax_ng.filter_map(|rest| rest.split_once('<')).map(|(word, _)| word.into()).collect();
    assert_eq!(in_relax_ng, known);
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
            "page.schema.json" => ("schemas/page.rng", "schemas/page.xsd"),
            _ => ("schemas/error.rng", "schemas/error.xsd"),
        };
        let xml = reply.to_xml().expect("XML carries letters");
        let elements: Vec<_> = xml.split('<').filter_map(|tag| tag.split_once('>')).collect();
        let elements = elements.iter().map(|&(name, _)| name.to_owned());
        let elements: BTreeSet<_> = elements.filter(|name| !name.starts_with(['/', '?'])).collect();
        for (name, marker) in [(relax_ng, "<element name=\""), (xml_schema, "<xs:element name=\"")]
        {
            let found: BTreeSet<_> = source::literals(name, marker).into_iter().collect();
            assert_eq!(found, elements, "{name}");
        }
    }
}

/// What the crate reads or writes the schemas name: every name that an error can
/// be about is a member or a parameter of one of them.
#[test]
fn names_of_the_crate() {
    let mut named = BTreeSet::from([String::from("the body")]);
    for name in ["request.schema.json", "page.schema.json", "error.schema.json"] {
        collect_names(&json::load(name), &mut named);
    }
    let fields: BTreeSet<_> = source::literals("src/field.rs", "=> \"").into_iter().collect();
    assert!(fields.contains("RequestId"));
    assert_eq!(named, fields);
}

/// The parameters of the schema are those that the crate writes of full calls.
#[test]
fn parameters() {
    let schema = json::load("request.schema.json");
    let mut runner = TestRunner::deterministic();
    let mut written = BTreeSet::new();
    for _ in 0..64 {
        let call = strategy::call().new_tree(&mut runner).expect("it makes calls").current();
        written.extend(query::object(&call.to_query()).into_iter().map(|(name, _)| name));
    }
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
        let right = pattern["then"]["pattern"].as_str().expect("a pattern");
        let right = right.trim_matches(['^', '(', ')', '$']);
        known.extend(right.split('|').map(String::from));
    }
    assert_eq!(known, written);
}

fn keys(object: &Value) -> BTreeSet<String> {
    object.as_object().expect("an object").keys().cloned().collect()
}

fn strings(array: &Value) -> BTreeSet<String> {
    let array = array.as_array().expect("an array").iter();
    array.map(|string| string.as_str().expect("a string").to_owned()).collect()
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
