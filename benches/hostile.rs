//! Time is linear in the input, for every shape that has made some parser
//! quadratic: four times the input should take four times as long.
//!
//! Prints, for each shape, the time at about 4 MB, and its ratio to the time at a
//! quarter of it; the best of several rounds each. Fails where the ratio is over 6 or
//! the time over a second.

use std::fmt::Write as _;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use aliyun_instance_status::{Call, ErrorReply, Page, Request};

/// What the ratio may be, and the time.
const LIMITS: (f64, Duration) = (6.0, Duration::from_secs(1));
const ROUNDS: usize = 5;
const RETRIES: usize = 20;
const BYTES: usize = 4 << 20;

/// A name, a reader, and what makes an input of about so many bytes.
type Shape = (&'static str, fn(&str), fn(usize) -> String);

const SHAPES: &[Shape] = &[
    ("XML, deep nest", xml, |bytes| page_xml(&nest("<x>", "</x>", bytes / 7))),
    ("XML, deep and unclosed", xml, |bytes| format!("<Error>{}", "<x>".repeat(bytes / 3))),
    ("XML, unknown elements", xml, |bytes| page_xml(&"<x/>".repeat(bytes / 4))),
    ("XML, attributes, 1,000 to a tag", xml, |bytes| {
        page_xml(&format!("<x{}/>", thousands(bytes / 12, |out, n| write!(out, " a{n:07}=''"))))
    }),
    ("XML, namespaces, 1,000 to a tag", xml, |bytes| {
        let attribute = |out: &mut String, n| write!(out, " xmlns:a{n:07}='u'");
        page_xml(&format!("<x{}/>", thousands(bytes / 20, attribute)))
    }),
    ("XML, one long attribute of references", xml, |bytes| {
        page_xml(&format!("<x a='{}'/>", "&amp;".repeat(bytes / 5)))
    }),
    ("XML, text split by comments", xml, |bytes| leaf(&"a<!---->".repeat(bytes / 8))),
    ("XML, text split by CDATA", xml, |bytes| leaf(&"a<![CDATA[b]]>".repeat(bytes / 14))),
    ("XML, text of references", xml, |bytes| leaf(&"&#97;".repeat(bytes / 5))),
    ("XML, text of carriage returns", xml, |bytes| leaf(&"\r".repeat(bytes))),
    ("XML, comments", xml, |bytes| page_xml(&"<!---->".repeat(bytes / 7))),
    ("XML, one long name", xml, |bytes| page_xml(&format!("<{0}></{0}>", "x".repeat(bytes / 2)))),
    ("XML, entities of a DOCTYPE", xml, |bytes| {
        format!("<!DOCTYPE x [{}]><x/>", "<!ENTITY a 'b'>".repeat(bytes / 15))
    }),
    ("XML, records", xml, |bytes| records_xml(bytes / 80, |_| "i-a")),
    ("XML, records of two layouts", xml, |bytes| {
        records_xml(bytes / 80, |n| if n % 2 == 0 { "i-a" } else { "<!---->i-a" })
    }),
    ("JSON, deep nest", json, |bytes| format!(r#"{{"x":{}}}"#, nest("[", "]", bytes / 2))),
    ("JSON, deep and unclosed", json, |bytes| format!(r#"{{"x":{}"#, "{\"x\":".repeat(bytes / 5))),
    ("JSON, unknown members", json, |bytes| page_json(&"\"x\":0,".repeat(bytes / 6))),
    ("JSON, one long list of numbers", json, |bytes| {
        page_json(&format!("\"x\":[{}0],", "1,".repeat(bytes / 2)))
    }),
    ("JSON, one long number", json, |bytes| page_json(&format!("\"x\":{},", "1".repeat(bytes)))),
    ("JSON, one long cut-off number", json, |bytes| format!("{{\"x\":{}e", "1".repeat(bytes))),
    ("JSON, one string of escapes", json, |bytes| {
        page_json(&format!("\"x\":\"{}\",", "\\u0061".repeat(bytes / 6)))
    }),
    ("JSON, strings with a bad end", json, |bytes| {
        format!("{{\"x\":[{}\"\\x\"]}}", "\"\",".repeat(bytes / 3))
    }),
    ("JSON, records", json, |bytes| records_json(bytes / 40, |_| "i-a")),
    ("JSON, records of two layouts", json, |bytes| {
        records_json(bytes / 40, |n| if n % 2 == 0 { "i-a" } else { "i-\\u0061" })
    }),
    ("query, unknown parameters", query, |bytes| {
        numbered(bytes / 11, |out, n| write!(out, "&x{:07}=y", n * 7919 % 1_000_003))
    }),
    ("query, one name many times", query, |bytes| "x=y&".repeat(bytes / 4)),
    ("query, one value of escapes", query, |bytes| format!("RegionId={}", "%61".repeat(bytes / 3))),
    ("query, escapes with a bad end", query, |bytes| {
        format!("RegionId={}%FF", "%61".repeat(bytes / 3))
    }),
    ("query, separators", query, |bytes| "&".repeat(bytes)),
    ("shown, escapes over escapes", shown, |bytes| format!("%{}", "25".repeat(bytes / 2))),
    ("shown, words that begin like an echo", shown, |bytes| "string to si".repeat(bytes / 12)),
    ("shown, words without an assignment", shown, |bytes| "signature, ".repeat(bytes / 11)),
    ("shown, secrets", shown, |bytes| "0123456789abcdef01234567 ".repeat(bytes / 25)),
    ("shown, separators", shown, |bytes| ";".repeat(bytes)),
];

fn main() -> ExitCode {
    // `cargo test --benches` only wants to see it run.
    let bytes =
        if std::env::args().any(|argument| argument == "--test") { BYTES >> 8 } else { BYTES };
    let mut failed = false;
    println!("{:40} {:>10} {:>6}", "shape", "ms at 4 MB", "ratio");
    for &(name, read, make) in SHAPES {
        let (whole, quarter) = (make(bytes), make(bytes / 4));
        let is_slow = |(ratio, time): (f64, Duration)| ratio > LIMITS.0 || time > LIMITS.1;
        let mut measured = best(read, &whole, &quarter);
        // A busy machine can spoil a few rounds; a quadratic shape stays quadratic.
        for _ in 0..RETRIES {
            if bytes == BYTES && is_slow(measured) {
                measured = best(read, &whole, &quarter);
            }
        }
        let (ratio, time) = measured;
        let is_slow = bytes == BYTES && is_slow(measured);
        failed |= is_slow;
        let mark = if is_slow { "  too slow" } else { "" };
        println!("{name:40} {:10.2} {ratio:6.2}{mark}", time.as_secs_f64() * 1e3);
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The ratio of the best times for two inputs, measured in turns, and the first's.
fn best(read: fn(&str), whole: &str, quarter: &str) -> (f64, Duration) {
    let time = |input| {
        let start = Instant::now();
        read(input);
        start.elapsed()
    };
    let rounds = (0..ROUNDS).map(|_| (time(whole), time(quarter)));
    let best = rounds.reduce(|best, round| (best.0.min(round.0), best.1.min(round.1)));
    let (whole, quarter) = best.unwrap_or_default();
    (whole.as_secs_f64() / quarter.as_secs_f64(), whole)
}

fn json(body: &str) {
    _ = black_box(Page::from_json(black_box(body)));
}

fn xml(body: &str) {
    _ = black_box(Page::from_xml(black_box(body)));
}

fn query(text: &str) {
    _ = black_box(Call::from_query(black_box(text)));
    _ = black_box(Request::from_query(black_box(text)));
}

/// An error reply, as a log has it.
fn shown(message: &str) {
    let mut error = ErrorReply::new("SignatureDoesNotMatch");
    error.message = Some(message.into());
    _ = black_box(error.to_string());
}

fn nest(open: &str, close: &str, levels: usize) -> String {
    open.repeat(levels) + &close.repeat(levels)
}

fn numbered(count: usize, piece: fn(&mut String, usize) -> std::fmt::Result) -> String {
    let mut out = String::new();
    for n in 0..count {
        piece(&mut out, n).expect("a string takes everything");
    }
    out
}

/// The attributes of tags `x`, a thousand to each, in no order.
fn thousands(count: usize, piece: fn(&mut String, usize) -> std::fmt::Result) -> String {
    let mut out = String::new();
    for n in 0..count {
        out.push_str(if n > 0 && n % 1_000 == 0 { "/><x" } else { "" });
        piece(&mut out, n * 7919 % 1_000_003).expect("a string takes everything");
    }
    out
}

/// A page with something unknown in it.
fn page_xml(unknown: &str) -> String {
    Page::new("R-1", 0, 1, 10)
        .to_xml()
        .expect("XML carries it")
        .replace("<InstanceStatuses>", &format!("{unknown}<InstanceStatuses>"))
}

/// A page with this for its request id.
fn leaf(text: &str) -> String {
    Page::new("R-1", 0, 1, 10).to_xml().expect("XML carries it").replace("R-1", text)
}

fn page_json(unknown: &str) -> String {
    Page::new("R-1", 0, 1, 10).to_json().replacen('{', &format!("{{{unknown}"), 1)
}

fn records_xml(count: usize, id: fn(usize) -> &'static str) -> String {
    let records = (0..count).map(|n| {
        format!(
            "<InstanceStatus><InstanceId>{}</InstanceId><Status>Running</Status></InstanceStatus>",
            id(n)
        )
    });
    let records: String = records.collect();
    let page = Page::new("R-1", 0, 1, 10).to_xml().expect("XML carries it");
    page.replace("<InstanceStatuses>", &format!("<InstanceStatuses>{records}"))
}

fn records_json(count: usize, id: fn(usize) -> &'static str) -> String {
    let records = (0..count).map(|n| format!(r#"{{"InstanceId":"{}","Status":"Running"}}"#, id(n)));
    let records: Vec<String> = records.collect();
    Page::new("R-1", 0, 1, 10).to_json().replace("[]", &format!("[{}]", records.join(",")))
}
