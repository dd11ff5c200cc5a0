//! JSON Schemas that say yes or no.

use std::error::Error;

use jsonschema::{Retrieve, Uri, Validator};
use serde::Deserialize as _;
use serde_json::{Deserializer, Value, json};

/// A JSON Schema of the folder `schemas/`, or a part of one.
pub struct JsonSchema(Validator);

impl JsonSchema {
    /// The schema that a reference such as `page.schema.json#/$defs/written`
    /// names.
    ///
    /// # Panics
    ///
    /// There is no such schema, or it is none.
    #[must_use]
    pub fn new(reference: &str) -> Self {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": format!("{FOLDER}{reference}"),
        });
        let validator = jsonschema::options().with_retriever(Folder).build(&schema);
        Self(validator.unwrap_or_else(|error| panic!("{reference}: {error}")))
    }

    /// Whether `document` is JSON, and valid.
    #[must_use]
    pub fn accepts(&self, document: &str) -> bool {
        parse(document).is_ok_and(|value| self.accepts_value(&value))
    }

    /// Whether `value` is valid.
    #[must_use]
    pub fn accepts_value(&self, value: &Value) -> bool {
        self.0.is_valid(value)
    }
}

/// Parses JSON of any depth.
///
/// # Errors
///
/// It is not JSON, or `serde_json` cannot hold it.
pub fn parse(document: &str) -> serde_json::Result<Value> {
    let mut deserializer = Deserializer::from_str(document);
    deserializer.disable_recursion_limit();
    let value = Value::deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// A schema file as a value.
///
/// # Panics
///
/// The file is missing, or is not JSON.
#[must_use]
pub fn load(name: &str) -> Value {
    serde_json::from_str(&crate::read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What stands for the folder `schemas/` in references.
const FOLDER: &str = "file:///";

struct Folder;

impl Retrieve for Folder {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        let name = uri.as_str().strip_prefix(FOLDER).ok_or("not in the folder")?;
        Ok(load(name))
    }
}
