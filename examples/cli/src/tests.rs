//! The program from its command line to its exit code.

mod misuse;
mod pasted;
mod query;
mod sign;
mod streams;
mod terminal;
mod verify;

use std::ffi::OsString;
use std::io::{Read, Write};

use insta::assert_snapshot;

use crate::system::System;
use crate::visible::width;
use crate::{fault, output};

/// What the tests have in place of the process.
fn system<'s>(
    input: &'s mut dyn Read,
    output: &'s mut dyn Write,
    errors: &'s mut dyn Write,
) -> System<'s> {
    System {
        input,
        output: output::new(output),
        errors,
        variable: |name| match name {
            "ALIBABA_CLOUD_ACCESS_KEY_ID" => Some("testid".into()),
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET" => Some("testsecret".into()),
            _ => None,
        },
        // 2023-10-26T10:22:32Z
        now: || 1_698_315_752,
        nonce: || "3156853299f313e23d1673dc12e1703d".into(),
        has_colors: false,
    }
}

/// What the program says and exits with; what goes to standard error is marked by `!`.
fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> String {
    run_with(arguments, input, |_| {})
}

/// What the program says where something of the system is changed.
fn run_with(
    arguments: &[&str],
    input: impl AsRef<[u8]>,
    change: impl FnOnce(&mut System<'_>),
) -> String {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let mut input = input.as_ref();
    let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    let mut system = system(&mut input, &mut output, &mut errors);
    change(&mut system);
    let code = crate::run(arguments.into_iter(), system);
    let output = String::from_utf8(output).expect("UTF-8");
    let errors = String::from_utf8(errors).expect("UTF-8");
    let errors: Vec<String> = errors.lines().map(|line| format!("! {line}\n")).collect();
    format!("{output}{}= {code}", errors.concat())
}

/// A page with this list and members.
fn page(records: &[(&str, &str)]) -> String {
    let record =
        |(id, status): &(&str, &str)| format!(r#"{{"InstanceId":"{id}","Status":"{status}"}}"#);
    let records: Vec<String> = records.iter().map(record).collect();
    format!(
        r#"{{"RequestId":"R-1","TotalCount":208,"PageNumber":2,"PageSize":10,"InstanceStatuses":{{"InstanceStatus":[{}]}}}}"#,
        records.join(",")
    )
}

#[test]
fn a_page_is_a_table() {
    let records = [("i-a", "Running"), ("i-bp1j4i2jdf3owlhe0001", "Stopped"), ("", "运行")];
    assert_snapshot!(run(&["decode"], page(&records)), @r"
    INSTANCE                STATUS
    i-a                     Running
    i-bp1j4i2jdf3owlhe0001  Stopped
                            运行

    3 of 208 instances, page 2 of 21, 10 a page, request R-1
    = 0
    ");
    assert_snapshot!(run(&["decode", "-"], page(&[])), @r"
    INSTANCE  STATUS

    0 of 208 instances, page 2 of 21, 10 a page, request R-1
    = 0
    ");
}

#[test]
fn wide_characters_take_two_columns() {
    let records = [("实例一二三四五", "Running"), ("i-0000000000", "Stopped"), ("ｉ", "Pending")];
    assert_snapshot!(run(&["decode"], page(&records)), @r"
    INSTANCE        STATUS
    实例一二三四五  Running
    i-0000000000    Stopped
    ｉ              Pending

    3 of 208 instances, page 2 of 21, 10 a page, request R-1
    = 0
    ");
}

#[test]
fn a_long_value_breaks_its_row_alone() {
    let (forty, more) = ("a".repeat(40), "b".repeat(41));
    let records = [("i-a", "Running"), (&*more, "Stopped"), (&*forty, "Pending")];
    assert_snapshot!(run(&["decode"], page(&records)), @r"
    INSTANCE                                  STATUS
    i-a                                       Running
    bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                                              Stopped
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  Pending

    3 of 208 instances, page 2 of 21, 10 a page, request R-1
    = 0
    ");

    let huge = "c".repeat(65_536);
    let mut records = vec![("i-a", "Running"); 20_000];
    records.push((&huge, "Stopped"));
    let shown = run(&["decode"], page(&records));
    assert!(shown.len() < 20_000 * "INSTANCE  Running\n".len() + huge.len() + 110);
    assert!(shown.contains(&format!("\n{huge}\n          Stopped\n")));
}

#[test]
fn nothing_steers_the_terminal() {
    let records = [(r"\u202Egnp.exe\u2066", r"\u001b[2J\r\n"), (r"\ufeffi\u200b\u0301", "a\u{7f}")];
    assert_snapshot!(run(&["decode"], page(&records)), @r"
    INSTANCE                  STATUS
    \u{202e}gnp.exe\u{2066}   \u{1b}[2J\r\n
    \u{feff}i\u{200b}\u{301}  a\u{7f}

    2 of 208 instances, page 2 of 21, 10 a page, request R-1
    = 0
    ");
    assert_snapshot!(run(&["decode", "a\u{202e}b\n"], ""), @r"
    ! a\u{202e}b\n: error: No such file or directory (os error 2)
    = 1
    ");
    assert_snapshot!(run(&["decode", "--\u{202e}"], ""), @r"
    ! instance-status decode: invalid option '--\u{202e}'
    ! try `instance-status decode --help`
    = 1
    ");
    assert_snapshot!(run(&["decode"], "{\"\u{202e}\": 中\x1b}"), @r#"
    ! <stdin>:1:7: error: expected a JSON value at byte 8
    ! 1 | {"\u{202e}": 中\u{1b}}
    !   |              ^
    = 1
    "#);
}

#[test]
fn an_error_reply_exits_with_2() {
    let error = r#"{"Code":"Throttling.User","Message":"Slow down.","RequestId":"R-1"}"#;
    assert_snapshot!(run(&["decode"], error), @r"
    Throttling.User: Slow down. (request R-1)
    the call may be made again, signed anew
    = 2
    ");
    assert_snapshot!(run(&["decode", "--to", "XML"], error), @r"
    <?xml version='1.0' encoding='UTF-8'?><Error><RequestId>R-1</RequestId><Code>Throttling.User</Code><Message>Slow down.</Message></Error>
    = 2
    ");
    let denied = "<Error><Code>NoPermission</Code><Recommend>https://example.com/?a=b</Recommend>\
        <AccessDeniedDetail><AuthAction>ecs:DescribeInstanceStatus</AuthAction>\
        <PolicyType>AssumeRole</PolicyType></AccessDeniedDetail></Error>";
    assert_snapshot!(run(&["decode"], denied), @r"
    NoPermission
    AuthAction  ecs:DescribeInstanceStatus
    PolicyType  AssumeRole
    = 2
    ");
}

/// With a query it may hold what was signed.
#[test]
fn a_link_is_shown_whole_or_not_at_all() {
    let with_link = |link| format!(r#"{{"Code":"NoPermission","Recommend":"{link}"}}"#);
    let (plain, query) = ("https://example.com/help", "https://example.com/help?q=a");
    for (options, link, expected) in [
        (&["decode"][..], plain, "NoPermission\nsee https://example.com/help\n= 2"),
        (&["decode"], query, "NoPermission\n= 2"),
        (&["decode", "--show"], query, "NoPermission\nsee https://example.com/help?q=a\n= 2"),
    ] {
        assert_eq!(run(options, with_link(link)), expected);
    }
}

#[test]
fn what_the_service_echoes_of_a_signed_call_is_hidden() {
    for member in ["Message", "Recommend"] {
        let shown = run(
            &["decode"],
            format!(r#"{{"Code":"c","{member}":"string to sign is:GET&%2F&s3cr3t"}}"#),
        );
        assert_eq!(shown.contains("[hidden]"), member == "Message", "{shown}");
        assert!(!shown.contains("s3cr3t"), "{shown}");
    }
}

#[test]
fn the_other_format() {
    let body = page(&[("i-a", "Running")]);
    assert_snapshot!(run(&["decode", "--to", "json"], &body), @r#"
    {"RequestId":"R-1","TotalCount":208,"PageNumber":2,"PageSize":10,"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-a","Status":"Running"}]}}
    = 0
    "#);
    assert_snapshot!(run(&["decode", "--pretty", "--to", "xml"], &body), @r"
    <?xml version='1.0' encoding='UTF-8'?>
    <DescribeInstanceStatusResponse>
      <RequestId>R-1</RequestId>
      <TotalCount>208</TotalCount>
      <PageNumber>2</PageNumber>
      <PageSize>10</PageSize>
      <InstanceStatuses>
        <InstanceStatus>
          <InstanceId>i-a</InstanceId>
          <Status>Running</Status>
        </InstanceStatus>
      </InstanceStatuses>
    </DescribeInstanceStatusResponse>
    = 0
    ");
    assert_snapshot!(run(&["decode", "--to", "xml"], page(&[("i-\\u0001", "Running")])), @r"
    ! <stdin>: error: XML cannot carry U+0001, at byte 2 of InstanceId
    = 1
    ");
}

/// With its place in the file, be there a head before the body or not.
#[test]
fn a_misspelt_member_is_named() {
    let body = page(&[]).replace("TotalCount", "totalCount");
    assert_snapshot!(run(&["decode"], &body), @r#"
    ! <stdin>:1:106: error: missing TotalCount at byte 105
    ! 1 | …er":2,"PageSize":10,"InstanceStatuses":{"InstanceStatus":[]}}
    !   |                                                              ^
    ! hint: totalCount at byte 19 is a misspelling of it
    = 1
    "#);
    let shown = run(&["decode"], format!("HTTP/1.1 200 OK\n\n{body}"));
    assert!(shown.contains("\n! hint: totalCount at byte 36 is a misspelling of it\n"), "{shown}");
    let with_record = page(&[("i-a", "Running")]);
    let shown = run(&["decode"], with_record.replace("InstanceId", "InstanceID"));
    assert!(shown.contains("\n! hint: InstanceID at byte "), "{shown}");
    let shown = run(
        &["decode"],
        "<DescribeInstanceStatusResponse><RequestId>R</RequestId><TotalCount>0</TotalCount>\
         <PageNumber>1</PageNumber><Pagesize>1</Pagesize><InstanceStatuses/>\
         </DescribeInstanceStatusResponse>",
    );
    assert!(shown.contains("\n! hint: Pagesize at byte 109 is a misspelling of it\n"), "{shown}");
    // Another word is no misspelling.
    let shown = run(&["decode"], with_record.replace("\"Status\"", "\"State\""));
    assert!(shown.contains(": error: missing Status at byte "), "{shown}");
    assert!(!shown.contains("hint: "), "{shown}");
}

#[test]
fn a_caret_stands_under_the_fault() {
    let long = format!(r#"{{"{}":中x,"{}":1}}"#, "a".repeat(300), "实".repeat(300));
    for (input, expected) in [
        ("{x", "1:2: error: expected a member's name in quotes at byte 1\n1 | {x\n  |  ^"),
        (
            "",
            "1:1: error: unexpected end of input at byte 0\n1 | \n  | ^\nhint: there is no body: `curl \
             -i` shows the HTTP status, `curl -sS` why no reply came",
        ),
        (
            "{\n\n",
            "3:1: error: unexpected end of input at byte 3\n3 | \n  | ^\nhint: the end is missing: read \
             the reply to its end, or call again",
        ),
        (
            "{\r\n\t\"实例\":\t中}\r\n",
            "2:8: error: expected a JSON value at byte 14\n2 |  \"实例\": 中}\n  |          ^",
        ),
        (
            "\u{feff}<Error>&x;",
            "1:8: error: unknown entity at byte 10\n1 | <Error>&x;\n  |        ^",
        ),
        (
            &long,
            "1:305: error: expected a JSON value at byte 304\n\
             1 | …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":中x,\"实实实实实实实实实实实实实实实实实实实实实实实实实实实…\n  \
             |                                                              ^",
        ),
    ] {
        let expected = format!("<stdin>:{expected}").replace('\n', "\n! ");
        assert_eq!(run(&["decode"], input), format!("! {expected}\n= 1"), "{input:?}");
    }
    let not_utf8 = b"{\"Code\":\"\xC3\xA9\xE4\xB8\xFF\"}";
    assert_snapshot!(run(&["decode"], not_utf8), @r#"
    ! <stdin>:1:11: error: invalid UTF-8 at byte 11
    ! 1 | {"Code":"é\xE4\xB8\xFF"}
    !   |           ^
    = 1
    "#);
}

/// Wherever it is, also inside a character, there are three lines, none much longer than two
/// contexts and a margin, and the caret stands under what follows the byte.
#[test]
fn every_place_can_be_shown() {
    let piece = b"ab\t\xE5\xAE\x9E\xF0\x9F\x98\x80\xFF\xE2\x80\xAE\xCC\x81 \x1B\xC3";
    let line = piece.repeat(12);
    let input = [&line[..], b"\r\n", &line, b"\n"].concat();
    for offset in 0..=input.len() + 1 {
        let report = fault::report("f", &input, offset, &"e");
        let lines: Vec<&str> = report.split('\n').collect();
        let [place, line, caret] = lines[..] else { panic!("{report}") };
        assert!(place.starts_with("f:") && place.ends_with(": error: e"), "{report}");
        assert!(width(line) <= 4 + 2 * 61 && width(caret) <= 4 + 61 + 1, "{report}");
        assert!(caret.ends_with(" ^") && width(caret) <= width(line) + 1, "{report}");
    }
}
