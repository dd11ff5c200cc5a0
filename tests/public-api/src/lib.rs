//! The public API of the crate, as rustdoc tells it.

use std::path::{Path, PathBuf};
use std::process::Command;

use public_api::{Builder, PublicApi};

/// The version of rustdoc's JSON that the `public-api` crate reads.
const FORMAT: u64 = 57;

/// The public API with all features, without what holds for every type; or why it
/// cannot be had here.
pub fn public_api() -> Result<PublicApi, String> {
    let json = rustdoc_json()?;
    let text = std::fs::read_to_string(&json).expect("rustdoc has written it");
    let document: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let format = document["format_version"].as_u64().expect("it has a version");
    if format != FORMAT {
        return Err(format!("this nightly writes rustdoc JSON {format}, not {FORMAT}"));
    }
    let api = Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .build();
    Ok(api.expect("it is of the right version"))
}

fn rustdoc_json() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let nightly = Command::new("rustup").args(["run", "nightly", "rustdoc", "--version"]).output();
    if !nightly.is_ok_and(|output| output.status.success()) {
        return Err("there is no nightly toolchain".into());
    }
    let output = Command::new("rustup")
        .args(["run", "nightly", "cargo", "rustdoc", "--locked", "--lib"])
        .args(["--features", "serde,sign,http,arbitrary", "--target-dir", "target/nightly"])
        .args(["--", "-Zunstable-options", "--output-format=json"])
        .current_dir(&root)
        // Cargo tells what it runs about its own toolchain, which is another one.
        .env_remove("CARGO")
        .env_remove("RUSTC")
        .env_remove("RUSTDOC")
        .env_remove("RUSTDOCFLAGS")
        .env_remove("RUSTUP_TOOLCHAIN")
        .output()
        .expect("rustup has run before");
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "rustdoc failed:\n{log}");
    Ok(root.join("target/nightly/doc/aliyun_instance_status.json"))
}
