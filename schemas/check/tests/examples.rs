//! Every example in the JSON Schemas is valid by the schema that it stands in.

use schemas_check::json::{self, JsonSchema};
use serde_json::Value;

#[test]
fn are_valid() {
    let mut count = 0;
    for name in ["request.schema.json", "page.schema.json", "error.schema.json"] {
        count += check(&json::load(name), &format!("{name}#"));
    }
    assert!(count > 20, "{count} examples");
}

/// How many examples stand in `node`, which is at `pointer`.
fn check(node: &Value, pointer: &str) -> usize {
    let Value::Object(members) = node else {
        return 0;
    };
    let examples = node["examples"].as_array().map_or(&[][..], Vec::as_slice);
    if !examples.is_empty() {
        let schema = JsonSchema::new(pointer);
        for example in examples {
            assert!(schema.accepts_value(example), "{pointer} refuses {example}");
        }
    }
    let inside = members.iter().filter(|(key, _)| key.as_str() != "examples");
    inside.map(|(key, value)| check(value, &format!("{pointer}/{key}"))).sum::<usize>()
        + examples.len()
}
