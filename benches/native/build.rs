//! Compiles the readers in `cpp/` and links the parsers that they call.

use std::env;
use std::path::{Path, PathBuf};

use pkg_config::{Config, Library};

fn main() {
    println!("cargo::rerun-if-changed=cpp");
    println!("cargo::rerun-if-env-changed=YYJSON_SRC");
    println!("cargo::rustc-check-cfg=cfg(yyjson)");

    let mut libraries = vec![
        ("simdjson", required("simdjson", "libsimdjson-dev")),
        ("pugixml", required("pugixml", "libpugixml-dev")),
    ];
    let yyjson_source = env::var_os("YYJSON_SRC").map(PathBuf::from);
    if yyjson_source.is_none()
        && let Ok(library) = probe("yyjson")
    {
        libraries.push(("yyjson", library));
    }
    let has_yyjson = yyjson_source.is_some() || libraries.len() == 3;

    let mut readers = cpp();
    readers.files(["cpp/readers.cc", "cpp/simdjson.cc", "cpp/pugixml.cc"]);
    readers.includes(libraries.iter().flat_map(|(_, library)| &library.include_paths));
    if has_yyjson {
        println!("cargo::rustc-cfg=yyjson");
        readers.file("cpp/yyjson.cc");
    }
    if let Some(source) = &yyjson_source {
        readers.include(source);
    }
    readers.compile("readers");

    // After what calls them, because linkers look only ahead.
    if let Some(source) = &yyjson_source {
        compile_yyjson(source);
    }
    for (name, library) in libraries {
        version(name, &library.version);
        for path in library.link_paths {
            println!("cargo::rustc-link-search=native={}", path.display());
        }
        for library in library.libs {
            println!("cargo::rustc-link-lib={library}");
        }
    }
}

fn probe(name: &str) -> Result<Library, pkg_config::Error> {
    Config::new().cargo_metadata(false).probe(name)
}

fn required(name: &str, package: &str) -> Library {
    probe(name).unwrap_or_else(|error| panic!("install {package} and pkg-config: {error}"))
}

fn cpp() -> cc::Build {
    let mut build = cc::Build::new();
    build.cpp(true).std("c++17").flag("-march=native").flag("-DNDEBUG");
    build
}

/// From its two files, for systems that have no package of it.
fn compile_yyjson(source: &Path) {
    let header = source.join("yyjson.h");
    println!("cargo::rerun-if-changed={}", header.display());
    let text = std::fs::read_to_string(&header)
        .unwrap_or_else(|error| panic!("YYJSON_SRC: {}: {error}", header.display()));
    let quoted =
        text.split_once("YYJSON_VERSION_STRING").and_then(|(_, rest)| rest.split('"').nth(1));
    version("yyjson", quoted.unwrap_or("unknown"));
    cc::Build::new()
        .file(source.join("yyjson.c"))
        .flag("-march=native")
        .flag("-DNDEBUG")
        .warnings(false)
        .compile("yyjson");
}

/// For the output, as `SIMDJSON_VERSION` and so on.
fn version(name: &str, version: &str) {
    println!("cargo::rustc-env={}_VERSION={version}", name.to_uppercase());
}
