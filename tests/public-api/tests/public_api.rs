//! The public API does not change by accident, and names no dependency's types.

use std::collections::BTreeSet;

/// The crates whose names may stand in the public API, and those of them whose
/// traits are implemented behind a feature of that name.
/// The last two are no crates, but paths of their methods begin with them.
const OWN: [&str; 6] = ["aliyun_instance_status", "alloc", "core", "std", "str", "u32"];
const BEHIND_FEATURES: [&str; 3] = ["arbitrary", "http", "serde_core"];

/// What these traits ask for is all that may have their crates' types in it.
const METHODS: [&str; 3] = ["::arbitrary(", "::deserialize<", "::serialize<"];

/// What the feature `http` is for: the types of that crate as arguments and results.
const OVER_HTTP: [&str; 3] = ["::to_http(", "::from_http(", "http::method::Method"];

/// Where every type is held to the traits that it has to have.
const CONTRACT: &str = include_str!("../../spec/values/traits.rs");

#[test]
fn public_api() {
    let api = match public_api_check::public_api() {
        Ok(api) => api.to_string(),
        Err(why) => return eprintln!("skipped: {why}"),
    };
    let mut named = BTreeSet::new();
    for item in api.lines() {
        let crates = crates(item);
        for name in crates.iter().filter(|name| !OWN.contains(name)) {
            assert!(BEHIND_FEATURES.contains(name), "a type of {name}: {item}");
            let implementor = item.strip_prefix("impl").and_then(|item| item.split_once(" for "));
            let is_impl = implementor.is_some_and(|(_, on)| !self::crates(on).contains(name));
            let is_method = METHODS.iter().any(|method| item.contains(method));
            let is_http = *name == "http" && OVER_HTTP.iter().any(|part| item.contains(part));
            assert!(is_impl || is_method || is_http, "a type of {name}: {item}");
        }
        named.extend(crates);
        if let Some(name) = type_name(item) {
            assert!(
                CONTRACT.contains(&format!("{name}<'_>>()"))
                    || CONTRACT.contains(&format!("{name}>()")),
                "values/traits.rs has no {name}"
            );
        }
    }
    // The check sees what is there.
    let expected: BTreeSet<&str> = ["aliyun_instance_status", "alloc", "core"].into();
    assert!(
        named.is_superset(&expected) && named.is_superset(&BEHIND_FEATURES.into()),
        "{named:?}"
    );
    insta::assert_snapshot!(api);
}

/// The name of the type that an item declares, if it does.
fn type_name(item: &str) -> Option<&str> {
    let item = item.strip_prefix("#[non_exhaustive] ").unwrap_or(item);
    let path = item.strip_prefix("pub struct ").or_else(|| item.strip_prefix("pub enum "))?;
    path.split(['<', '(']).next()?.rsplit("::").next()
}

/// The first names of the paths in an item: lower case, and followed by `::`, but not
/// preceded by it.
fn crates(item: &str) -> BTreeSet<&str> {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    let mut crates = BTreeSet::new();
    for (at, _) in item.match_indices("::") {
        let (before, _) = item.split_at(at);
        let name = before.rsplit(|character| !is_name(character)).next().unwrap_or("");
        let is_first = !before.trim_end_matches(is_name).ends_with("::");
        if is_first && name.starts_with(|first: char| first.is_ascii_lowercase()) {
            crates.insert(name);
        }
    }
    crates
}
