//! How people use the schemas: the lines of `schemas/README.md`, and what a misspelt
//! parameter is told.

use std::process::{Command, Output};

use schemas_check::tool;

/// The block of code in this language.
fn block<'r>(readme: &'r str, language: &str) -> &'r str {
    let (_, rest) = readme.split_once(&format!("```{language}\n")).expect("it has such a block");
    rest.split_once("```").expect("the block ends").0
}

fn run(command: &mut Command) -> Output {
    command.current_dir(schemas_check::path("..")).output().expect("it is there")
}

#[track_caller]
fn assert_done(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_lines_for_python() {
    if let Some(mut python) = tool::python() {
        let readme = schemas_check::read("README.md");
        assert_done(&run(python.args(["-c", block(&readme, "python")])));
    }
}

#[test]
fn the_lines_for_ajv() {
    if let Some(mut node) = tool::node() {
        let readme = schemas_check::read("README.md");
        let output = run(node.args(["-e", block(&readme, "js")]));
        assert_done(&output);
        assert_eq!(String::from_utf8_lossy(&output.stdout), "true\ntrue\n");
    }
}

#[test]
fn the_lines_for_xmllint() {
    if tool::xmllint() {
        let readme = schemas_check::read("README.md");
        let lines = block(&readme, "sh").lines();
        for line in lines {
            let mut words = line.split(' ');
            let program = words.next().expect("a program");
            assert_done(&run(Command::new(program).args(words)));
        }
    }
}

/// Python's judge gives every message.
#[test]
fn misspelt_names_are_told_the_right_one() {
    const PRINT: &str = r#"
import json, jsonschema, sys
schema = jsonschema.Draft202012Validator(json.load(open("schemas/request.schema.json")))
if sys.argv[1]:
    schema = schema.evolve(schema={"$ref": sys.argv[1]})
print([error.message for error in schema.iter_errors(json.loads(sys.argv[2]))])
"#;
    #[track_caller]
    fn assert_told(schema: &str, request: &str, told: &str) {
        if let Some(mut python) = tool::python() {
            let output = run(python.args(["-c", PRINT, schema, request]));
            assert_done(&output);
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), told, "{request}");
        }
    }
    let [whole, query] = ["", "#/$defs/query"];
    assert_told(
        whole,
        r#"{"RegionId":"a","page_size":5}"#,
        r#"["'page_size' does not match '^PageSize$'", "'PageSize' was expected"]"#,
    );
    assert_told(
        whole,
        r#"{"RegionId":"a","InstanceIds":[""]}"#,
        r#"["'InstanceIds' does not match '^InstanceId$'", "'InstanceId' was expected"]"#,
    );
    assert_told(
        whole,
        r#"{"RegionId":"a","TIMESTAMP":""}"#,
        r#"["'TIMESTAMP' does not match '^(Timestamp|TimeStamp)$'", "'TIMESTAMP' is not one of ['Timestamp', 'TimeStamp']"]"#,
    );
    assert_told(
        query,
        r#"{"RegionId":"a","RegionID":""}"#,
        r#"["'RegionID' does not match '^RegionId$'", "'RegionId' was expected"]"#,
    );
    assert_told(
        query,
        r#"{"RegionId":"a","InstanceId":"i"}"#,
        r#"["'InstanceId' does not match '^InstanceId\\\\.(0|[1-9][0-9]?|100)$'"]"#,
    );
}

/// As `ajv.errorsText()` has it, which shows patterns but no constants.
#[test]
fn misspelt_names_are_told_the_right_one_by_ajv() {
    const PRINT: &str = r#"
const Ajv = require("ajv/dist/2020");
const ajv = new Ajv({ strict: false, schemas: [require("./schemas/request.schema.json")] });
const [reference, request] = process.argv.slice(1);
ajv.validate("request.schema.json" + reference, JSON.parse(request));
console.log(ajv.errorsText());
"#;
    for (schema, request, told) in [
        ("", r#"{"RegionId":"a","page_size":5}"#, "^PageSize$"),
        ("", r#"{"RegionId":"a","InstanceIds":[""]}"#, "^InstanceId$"),
        ("", r#"{"RegionId":"a","TIMESTAMP":""}"#, "^(Timestamp|TimeStamp)$"),
        ("#/$defs/query", r#"{"RegionId":"a","RegionID":""}"#, "^RegionId$"),
        (
            "#/$defs/query",
            r#"{"RegionId":"a","InstanceId":"i"}"#,
            r"^InstanceId\.(0|[1-9][0-9]?|100)$",
        ),
    ] {
        let Some(mut node) = tool::node() else { return };
        let output = run(node.args(["-e", PRINT, "--", schema, request]));
        assert_done(&output);
        let said = String::from_utf8_lossy(&output.stdout);
        let expected = format!("data must match pattern \"{told}\", ");
        assert!(said.starts_with(&expected), "{request}: {said}");
    }
}
