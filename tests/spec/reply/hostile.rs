//! Attacks by name: what independent parsers say of each, and what it reads as.

use std::fs;

use aliyun_instance_status::Page;
use insta::assert_snapshot;

/// Every named case, with what independent parsers say of its form and what it
/// reads as: one table that reads as a specification.
#[test]
fn named_cases() {
    for file in ["json", "xml"] {
        let path = format!("{}/tests/hostile/{file}.jsonl", env!("CARGO_MANIFEST_DIR"));
        let cases = fs::read_to_string(path).expect("the cases are there");
        let rows: Vec<String> = cases.lines().map(|line| row(file, line)).collect();
        assert!(rows.len() > 100, "only {} cases", rows.len());
        assert_snapshot!(file, rows.join("\n"));
    }
}

fn row(file: &str, line: &str) -> String {
    let case: serde_json::Value = serde_json::from_str(line).expect("a case is JSON");
    let text = |member: &str| case[member].as_str().unwrap_or("").to_owned();
    // What is not text stands in Base64.
    let body = match case["text"].as_str() {
        Some(body) => body.as_bytes().to_vec(),
        None => base64(&text("base64")),
    };
    let judges =
        ["python", "node", "libxml2", "expat"].map(text).into_iter().filter(|v| !v.is_empty());
    let judges: Vec<String> = judges.collect();
    let read = if file == "json" { Page::from_json(&body) } else { Page::from_xml(&body) };
    let outcome = match read {
        Ok(page) => {
            let list: Vec<String> = page
                .instance_statuses
                .iter()
                .map(|record| {
                    format!(
                        "{} {}",
                        record.instance_id.escape_debug(),
                        record.status.as_str().escape_debug()
                    )
                })
                .collect();
            format!(
                "{:?} {} {} {} [{}]",
                page.request_id,
                page.total_count,
                page.page_number,
                page.page_size,
                list.join(", ")
            )
        }
        Err(error) => {
            assert!(error.offset() <= body.len(), "{error}");
            format!("! {error}")
        }
    };
    format!("{:<30} {:<7} {outcome}", text("name"), judges.join(" "))
}

/// Decodes Base64 with padding.
#[track_caller]
fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    for group in text.as_bytes().chunks(4) {
        let digits: Vec<usize> = group
            .iter()
            .take_while(|&&byte| byte != b'=')
            .map(|&byte| ALPHABET.find(char::from(byte)).expect("a digit of Base64"))
            .collect();
        let bits =
            digits.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - digits.len()));
        let group = u32::try_from(bits).expect("24 bits").to_be_bytes();
        bytes.extend_from_slice(&group[1..digits.len()]);
    }
    bytes
}
