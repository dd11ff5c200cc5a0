//! `openapi.yaml`: valid, with valid examples, and of one mind with the
//! crate about parameters, media types and error codes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use aliyun_instance_status::{ErrorCode, Format, Reply};
use schemas_check::text::replaced;
use schemas_check::{json, tool};
use serde_json::Value;

fn description() -> Value {
    yaml_serde::from_str(&schemas_check::read("openapi.yaml")).expect("YAML")
}

/// What a reference within the file names.
fn resolve<'a>(description: &'a Value, node: &'a Value) -> &'a Value {
    match node["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) {
        Some(pointer) => description.pointer(pointer).expect("the reference leads somewhere"),
        None => node,
    }
}

/// The HTTP status of each reply, `None` for the others, and the reply.
fn replies(description: &Value) -> Vec<(Option<u16>, &Value)> {
    let replies = description["paths"]["/"]["get"]["responses"].as_object().expect("an object");
    assert_eq!(Some(replies), description["paths"]["/"]["post"]["responses"].as_object());
    let replies = replies.iter();
    replies.map(|(status, reply)| (status.parse().ok(), resolve(description, reply))).collect()
}

#[test]
fn the_description_and_its_examples_are_valid() {
    if let Some(outcome) = validate(&schemas_check::path("")) {
        assert_eq!(outcome, Ok(()));
    }
}

/// The validator finds what is wrong, one fault of each kind.
#[test]
fn faults_are_found() {
    let faults = [
        ("style: form", "style: deepObjects"),
        ("                  InstanceId.1: i-bp", "                  InstanceId.0x1: i-bp"),
        ("TotalCount: 8", "TotalCount: eight"),
        ("$ref: request.schema.json#/$defs/form", "$ref: requests.schema.json#/$defs/form"),
        ("<TotalCount>8</TotalCount>", "<TotalCount>eight</TotalCount>"),
    ];
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("faults");
    fs::create_dir_all(&folder).expect("the folder can be written");
    for entry in fs::read_dir(schemas_check::path("")).expect("the folder can be listed") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let name = path.file_name().expect("a name");
            fs::copy(&path, folder.join(name)).expect("the file can be copied");
        }
    }
    let valid = schemas_check::read("openapi.yaml");
    for fault in faults {
        fs::write(folder.join("openapi.yaml"), replaced(&valid, fault)).expect("written");
        if let Some(outcome) = validate(&folder) {
            assert!(outcome.is_err(), "{fault:?} is not found");
        }
    }
}

/// Runs `openapi.py`, if it can be run.
fn validate(folder: &Path) -> Option<Result<(), String>> {
    if !tool::xmllint() {
        return None;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.py");
    let output = tool::python()?.arg("-B").arg(script).arg(folder).output().expect("Python runs");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    Some(if output.status.success() { Ok(()) } else { Err(text) })
}

/// Every example of a reply decodes, those of one name in both formats as the same
/// value, and an error's code has the HTTP status that it is listed under.
#[test]
fn examples_decode() {
    let description = description();
    for (status, reply) in replies(&description) {
        let [json, xml] = [Format::Json, Format::Xml].map(|format| {
            let examples = &reply["content"][format.content_type()]["examples"];
            examples.as_object().expect("each reply has examples")
        });
        assert_eq!(json.keys().collect::<Vec<_>>(), xml.keys().collect::<Vec<_>>());
        for (name, example) in json {
            let json = example["value"].to_string();
            let json = Reply::from_json(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
            let xml = xml[name]["value"].as_str().expect("XML is text");
            let xml = Reply::from_xml(xml).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(json, xml, "{name}");
            match json {
                Reply::Page(_) => assert_eq!(status, Some(200), "{name}"),
                Reply::Error(error) => {
                    assert_eq!(error.code.http_status(), status, "{name}");
                    assert_eq!(error.code.as_str(), name);
                    if let Some(message) = error.code.documented_message() {
                        assert_eq!(error.message, Some(message));
                    }
                }
            }
        }
    }
}

/// Every code that the crate documents is listed once, under its HTTP status or,
/// without one, under the other replies, with its message; and no other code is.
#[test]
fn error_codes() {
    let description = description();
    let mut listed = BTreeMap::new();
    for (status, reply) in replies(&description) {
        if status == Some(200) {
            continue;
        }
        for format in [Format::Json, Format::Xml] {
            let schema = &reply["content"][format.content_type()]["schema"];
            let codes = &resolve(&description, schema)["properties"]["Code"]["anyOf"];
            for choice in codes.as_array().expect("each reply lists its codes") {
                if let Some(code) = choice["const"].as_str() {
                    let message = choice["description"].as_str();
                    let before = listed.insert((code, format.content_type()), (status, message));
                    assert_eq!(before, None, "{code} is listed once");
                }
            }
        }
    }
    for (&(code, _), &(status, message)) in &listed {
        let code = ErrorCode::from(code);
        let said = code.documented_message();
        assert_eq!((code.http_status(), said.as_deref()), (status, message), "{code}");
    }
    let listed: BTreeSet<_> = listed.keys().map(|&(code, _)| code.to_owned()).collect();
    assert_eq!(listed, ErrorCode::catalogue().map(|code| code.to_string()).collect());
}

/// A family of codes is listed by a pattern, under the status that the crate
/// gives all of it.
#[test]
fn families_of_error_codes() {
    let description = description();
    let schema = &description["components"]["schemas"]["BadRequest"];
    let choices = schema["properties"]["Code"]["anyOf"].as_array().expect("a list").iter();
    let patterns: Vec<_> = choices.filter_map(|choice| choice["pattern"].as_str()).collect();
    assert_eq!(patterns, ["^Missing[A-Z][0-9A-Za-z.]*$", "^Throttling\\."]);
    for code in ["MissingPageSize", "Throttling.Anything"] {
        assert_eq!(ErrorCode::from(code).http_status(), Some(400), "{code}");
    }
}

/// Both methods take every parameter of the request's schema, each by the schema
/// that has its name, and no other.
#[test]
fn parameters() {
    let description = description();
    let schema = json::load("request.schema.json");
    let mut names: BTreeSet<_> =
        schema["properties"].as_object().expect("an object").keys().map(String::as_str).collect();
    names.remove("InstanceId");
    names.insert("InstanceId.N");
    for method in ["get", "post"] {
        let path = &description["paths"]["/"];
        let lists = [&path["parameters"], &path[method]["parameters"]];
        let parameters = lists.into_iter().flat_map(|list| list.as_array().expect("a list"));
        let parameters: Vec<_> = parameters.map(|one| resolve(&description, one)).collect();
        let listed = parameters.iter().map(|parameter| parameter["name"].as_str().expect("a name"));
        assert_eq!(listed.clone().collect::<BTreeSet<_>>(), names, "{method}");
        assert_eq!(listed.count(), names.len(), "{method} has each once");
        for parameter in parameters {
            let name = parameter["name"].as_str().expect("a name");
            let reference = parameter["schema"]["$ref"].as_str().expect("a reference");
            let definition = match name {
                "InstanceId.N" => "$defs/instanceIds",
                "PageNumber" => "$defs/pageNumber",
                "PageSize" => "$defs/pageSize",
                "OwnerId" | "ResourceOwnerId" => "$defs/u64",
                name => &format!("properties/{name}"),
            };
            assert_eq!(reference, format!("request.schema.json#/{definition}"));
            let deprecated = &schema["properties"][name]["deprecated"];
            assert_eq!(&parameter["deprecated"], deprecated, "{name}");
        }
    }
}
