//! What is only for a terminal: colours, and characters that nobody can see.

use std::ffi::OsString;

use insta::assert_snapshot;

use super::{page, run, run_with};
use crate::system::wants_colors;
use crate::visible::visible;

#[test]
fn a_transitional_status_stands_out() {
    let page = page(&[("i-a", "Running"), ("i-b", "Starting"), ("i-c", "Stopping")]);
    let colored = run_with(&["decode"], &page, |system| system.has_colors = true);
    assert_snapshot!(colored.replace('\x1B', "ESC"), @r"
    INSTANCE  STATUS
    i-a       Running
    i-b       ESC[1;33mStartingESC[0m
    i-c       ESC[1;33mStoppingESC[0m

    3 of 208 instances, page 2 of 21, 10 a page, request R-1
    = 0
    ");
    let error = r#"{"Code":"Throttling","Message":"Slow down."}"#;
    let colored = run_with(&["decode"], error, |system| system.has_colors = true);
    assert!(colored.starts_with("\x1B[1;31mThrottling\x1B[0m: Slow down.\n"), "{colored}");
}

/// Nothing of an input is a colour.
#[test]
fn only_the_program_colors() {
    let page = page(&[("i-a", "\\u001b[31mStarting")]);
    let colored = run_with(&["decode"], page, |system| system.has_colors = true);
    assert!(colored.contains("i-a       \\u{1b}[31mStarting\n"), "{colored}");
}

#[test]
fn colors_are_wanted_where_nothing_is_said_against_them() {
    for (no_color, term, are_wanted) in [
        (None, Some("xterm"), true),
        (Some(""), Some("xterm"), true),
        (Some("1"), Some("xterm"), false),
        (None, Some("dumb"), false),
        (None, Some(""), false),
        (None, None, false),
    ] {
        let variable = |name: &str| {
            let value = if name == "TERM" { term } else { no_color };
            value.map(OsString::from)
        };
        assert_eq!(wants_colors(variable), are_wanted, "{no_color:?} {term:?}");
    }
}

#[test]
fn what_cannot_be_seen_is_an_escape() {
    for (text, shown) in [
        ("a\u{3164}b", "a\\u{3164}b"),
        ("\u{115F}", "\\u{115f}"),
        ("\u{1160}", "\\u{1160}"),
        ("\u{FFA0}", "\\u{ffa0}"),
        ("\u{2800}", "\\u{2800}"),
        ("\u{17B4}", "\\u{17b4}"),
        ("\u{E0041}", "\\u{e0041}"),
        ("\u{FE0F}", "\\u{fe0f}"),
        ("\u{A0}", "\\u{a0}"),
        ("\u{3000}", "\\u{3000}"),
        ("\u{200D}", "\\u{200d}"),
        ("运行 Ünïcode 😀 \"\\'", "运行 Ünïcode 😀 \"\\'"),
    ] {
        assert_eq!(visible(text), shown);
    }
}

/// Of several files each is named, and the worst decides.
#[test]
fn several_files() {
    let folder = std::env::temp_dir().join(format!("instance-status-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        std::fs::write(&file, text).expect("it is written");
        file.to_str().expect("UTF-8").to_owned()
    };
    let one = write("one", &page(&[("i-a", "Running")]));
    let error = write("error", r#"{"Code":"Throttling"}"#);
    let broken = write("broken", "{");
    let code = |files: &[&str]| {
        let shown = run(&[&["decode"], files].concat(), page(&[]));
        (shown.matches("==> ").count(), shown.lines().last().unwrap_or_default().to_owned())
    };
    assert_eq!(code(&[&one, &one]), (2, "= 0".into()));
    assert_eq!(code(&[&one, "-"]), (2, "= 0".into()));
    assert_eq!(code(&[&error, &one]), (2, "= 2".into()));
    assert_eq!(code(&[&broken, &error, &one]), (2, "= 1".into()));
    assert_eq!(code(&[&error, "no such file", &one]), (2, "= 1".into()));
    assert_eq!(code(&["--to=xml", &one, &error]), (0, "= 2".into()));
    assert!(!run(&["decode", &broken, &one], "").starts_with('\n'));
    std::fs::remove_dir_all(&folder).expect("it is removed");
}
