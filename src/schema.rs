//! The operation's schemas, as the text of the files in `schemas/`.
//!
//! For tools that check documents without this crate: validators, generators, gateways.
//! Nothing here parses them, and what you do not use costs nothing.
//!
//! A JSON Schema describes what [`Page`](crate::Page) and
//! [`ErrorReply`](crate::ErrorReply) read, and in its definition `written` what they
//! write. For XML, RELAX NG describes what is read, and XSD what is written.
//!
//! ```
//! use aliyun_instance_status::schema;
//!
//! let served = [
//!     ("request.schema.json", schema::REQUEST_JSON),
//!     ("page.schema.json", schema::PAGE_JSON),
//!     ("error.schema.json", schema::ERROR_JSON),
//!     ("page.xsd", schema::PAGE_XSD),
//!     ("error.xsd", schema::ERROR_XSD),
//!     ("page.rng", schema::PAGE_RNG),
//!     ("error.rng", schema::ERROR_RNG),
//!     ("openapi.yaml", schema::OPENAPI),
//! ];
//! // The files that the OpenAPI document refers to are served under its names.
//! for (file_name, _) in served.iter().filter(|(name, _)| name.ends_with(".json")) {
//!     assert!(schema::OPENAPI.contains(file_name), "{file_name}");
//! }
//! ```

/// JSON Schema 2020-12 of the request's parameters, as an object.
pub const REQUEST_JSON: &str = include_str!("../schemas/request.schema.json");

/// JSON Schema 2020-12 of a page.
pub const PAGE_JSON: &str = include_str!("../schemas/page.schema.json");

/// JSON Schema 2020-12 of an error reply.
pub const ERROR_JSON: &str = include_str!("../schemas/error.schema.json");

/// XSD 1.0 of a page as it is written.
pub const PAGE_XSD: &str = include_str!("../schemas/page.xsd");

/// XSD 1.0 of an error reply as it is written.
pub const ERROR_XSD: &str = include_str!("../schemas/error.xsd");

/// RELAX NG of a page as it is read.
pub const PAGE_RNG: &str = include_str!("../schemas/page.rng");

/// RELAX NG of an error reply as it is read.
pub const ERROR_RNG: &str = include_str!("../schemas/error.rng");

/// `OpenAPI` 3.1 of the operation, which refers to the JSON Schemas by file name.
pub const OPENAPI: &str = include_str!("../schemas/openapi.yaml");
