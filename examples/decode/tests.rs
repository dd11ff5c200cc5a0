//! The program from its command line to its exit code.

mod streams;

use std::ffi::OsString;

use insta::assert_snapshot;

use crate::visible::width;
use crate::{decode, fault};

/// What the program says and exits with; what goes to standard error is marked by `!`.
fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> String {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let code =
        decode(arguments.iter().map(OsString::from), &mut input.as_ref(), &mut output, &mut errors);
    let output = String::from_utf8(output).expect("UTF-8");
    let errors = String::from_utf8(errors).expect("UTF-8");
    let errors: String = errors.lines().map(|line| format!("! {line}\n")).collect();
    format!("{output}{errors}= {code}")
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
    assert_snapshot!(run(&[], page(&records)), @r"
    INSTANCE                STATUS
    i-a                     Running
    i-bp1j4i2jdf3owlhe0001  Stopped
                            运行

    3 of 208 instances, page 2 of 10 a page, request R-1
    = 0
    ");
    assert_snapshot!(run(&["-"], page(&[])), @r"
    INSTANCE  STATUS

    0 of 208 instances, page 2 of 10 a page, request R-1
    = 0
    ");
}

#[test]
fn wide_characters_take_two_columns() {
    let records = [("实例一二三四五", "Running"), ("i-0000000000", "Stopped"), ("ｉ", "Pending")];
    assert_snapshot!(run(&[], page(&records)), @r"
    INSTANCE        STATUS
    实例一二三四五  Running
    i-0000000000    Stopped
    ｉ              Pending

    3 of 208 instances, page 2 of 10 a page, request R-1
    = 0
    ");
}

#[test]
fn a_long_value_breaks_its_row_alone() {
    let (forty, more) = ("a".repeat(40), "b".repeat(41));
    let records = [("i-a", "Running"), (&*more, "Stopped"), (&*forty, "Pending")];
    assert_snapshot!(run(&[], page(&records)), @r"
    INSTANCE                                  STATUS
    i-a                                       Running
    bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                                              Stopped
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  Pending

    3 of 208 instances, page 2 of 10 a page, request R-1
    = 0
    ");

    let huge = "c".repeat(65_536);
    let mut records = vec![("i-a", "Running"); 20_000];
    records.push((&huge, "Stopped"));
    let shown = run(&[], page(&records));
    assert!(shown.len() < 20_000 * "INSTANCE  Running\n".len() + huge.len() + 100);
    assert!(shown.contains(&format!("\n{huge}\n          Stopped\n")));
}

#[test]
fn nothing_steers_the_terminal() {
    let records = [(r"\u202Egnp.exe\u2066", r"\u001b[2J\r\n"), (r"\ufeffi\u200b\u0301", "a\u{7f}")];
    assert_snapshot!(run(&[], page(&records)), @r"
    INSTANCE                  STATUS
    \u{202e}gnp.exe\u{2066}   \u{1b}[2J\r\n
    \u{feff}i\u{200b}\u{301}  a\u{7f}

    2 of 208 instances, page 2 of 10 a page, request R-1
    = 0
    ");
    assert_snapshot!(run(&["a\u{202e}b\n"], ""), @r"
    ! a\u{202e}b\n: error: No such file or directory (os error 2)
    = 1
    ");
    assert_snapshot!(run(&["--\u{202e}"], ""), @r"
    ! decode: unknown option --\u{202e}
    ! try `decode --help`
    = 1
    ");
    assert_snapshot!(run(&[], "{\"\u{202e}\": 中\x1b}"), @r#"
    ! <stdin>:1:7: error: expected a JSON value at byte 8
    ! 1 | {"\u{202e}": 中\u{1b}}
    !   |              ^
    = 1
    "#);
}

#[test]
fn an_error_reply_exits_with_2() {
    let error = r#"{"Code":"Throttling.User","Message":"Slow down.","RequestId":"R-1"}"#;
    assert_snapshot!(run(&[], error), @r"
    Throttling.User: Slow down. (request R-1)
    HTTP status 400
    the call may be made again
    = 2
    ");
    assert_snapshot!(run(&["--to", "XML"], error), @r"
    <?xml version='1.0' encoding='UTF-8'?><Error><RequestId>R-1</RequestId><Code>Throttling.User</Code><Message>Slow down.</Message></Error>
    = 2
    ");
    let denied = "<Error><Code>NoPermission</Code><Recommend>https://example.com/?a=b</Recommend>\
        <AccessDeniedDetail><AuthAction>ecs:DescribeInstanceStatus</AuthAction>\
        <PolicyType>AssumeRole</PolicyType></AccessDeniedDetail></Error>";
    assert_snapshot!(run(&[], denied), @r"
    NoPermission
    HTTP status 403
    see https://example.com/?[hidden]
    AuthAction  ecs:DescribeInstanceStatus
    PolicyType  AssumeRole
    = 2
    ");
}

#[test]
fn what_the_service_echoes_of_a_signed_call_is_hidden() {
    for member in ["Message", "Recommend"] {
        let shown =
            run(&[], format!(r#"{{"Code":"c","{member}":"string to sign is:GET&%2F&s3cr3t"}}"#));
        assert!(shown.contains("[hidden]") && !shown.contains("s3cr3t"), "{shown}");
    }
}

#[test]
fn the_other_format() {
    let body = page(&[("i-a", "Running")]);
    assert_snapshot!(run(&["--to", "json"], &body), @r#"
    {"RequestId":"R-1","TotalCount":208,"PageNumber":2,"PageSize":10,"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-a","Status":"Running"}]}}
    = 0
    "#);
    assert_snapshot!(run(&["--pretty", "--to", "xml"], &body), @r"
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
    assert_snapshot!(run(&["--to", "xml"], page(&[("i-\\u0001", "Running")])), @r"
    ! <stdin>: error: XML cannot carry U+0001, at byte 2 of InstanceId
    = 1
    ");
}

#[test]
fn a_caret_stands_under_the_fault() {
    let long = format!(r#"{{"{}":中x,"{}":1}}"#, "a".repeat(300), "实".repeat(300));
    for (input, expected) in [
        ("{x", "1:2: error: expected a member's name in quotes at byte 1\n1 | {x\n  |  ^"),
        ("", "1:1: error: unexpected end of input at byte 0\n1 | \n  | ^"),
        ("{\n\n", "3:1: error: unexpected end of input at byte 3\n3 | \n  | ^"),
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
        assert_eq!(run(&[], input), format!("! {expected}\n= 1"), "{input:?}");
    }
    let not_utf8 = b"{\"Code\":\"\xC3\xA9\xE4\xB8\xFF\"}";
    assert_snapshot!(run(&[], not_utf8), @r#"
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

#[test]
fn a_query_says_what_its_parameters_mean() {
    let query = "?Action=DescribeInstanceStatus&RegionId=cn-hangzhou&PageNumber=2&InstanceId.1=i-a\
        &InstanceId.2=%E5%AE%9E%E4%BE%8B&Other=%1B&SecurityToken=s3cr3t&Signature=s3cr3t";
    assert_snapshot!(run(&["--query", query], ""), @r"
    PARAMETER      VALUE                   MEANING
    Action         DescribeInstanceStatus  the operation
    InstanceId.1   i-a                     this instance, of 100 at most; numbered anew
    InstanceId.2   实例                    this instance, of 100 at most; numbered anew
    Other          \u{1b}                  unknown, and skipped; signed like the others
    PageNumber     2                       the page, counted from 1
    RegionId       cn-hangzhou             of this region
    SecurityToken  [hidden]                the token of a temporary access key
    Signature      [hidden]                proves that the access key's secret is known

    asks for page 2 of 10 a page, of 2 instances in cn-hangzhou
    = 0
    ");
    let url = "https://ecs.aliyuncs.com/?RegionId=中&PageSize=51";
    assert_snapshot!(run(&["--query", url], ""), @r"
    ! <query>:1:22: error: integer out of range in PageSize at byte 23
    ! 1 | ?RegionId=中&PageSize=51
    !   |                       ^
    = 1
    ");
}

/// Every parameter that a call may have has a meaning.
#[test]
fn no_parameter_is_without_a_meaning() {
    let query = "AccessKeyId=a&BearerToken=a&ClusterId=a&Format=JSON&OwnerAccount=a&OwnerId=1\
        &PageSize=1&RegionId=a&ResourceOwnerAccount=a&ResourceOwnerId=1&SignatureMethod=a\
        &SignatureNonce=a&SignatureType=a&SignatureVersion=a&TimeStamp=a&Timestamp=a&Version=2014-05-26\
        &ZoneId=a";
    let shown = run(&["--query", query], "");
    assert!(shown.ends_with("= 0") && !shown.contains("unknown"), "{shown}");
    assert_eq!(shown.lines().count(), 1 + 18 + 3, "{shown}");
}

#[test]
fn misuse_is_named() {
    for (arguments, message) in [
        (&["--prety"][..], "unknown option --prety"),
        (&["-x", "examples/page.xml"], "unknown option -x"),
        (&["a.xml", "b.xml"], "more than one FILE"),
        (&["--to"], "--to without a format"),
        (&["--to", "yaml"], "--to yaml: neither json nor xml"),
        (&["--pretty"], "--pretty without --to"),
        (&["--query"], "--query without a query"),
        (&["--query", "RegionId=a", "a.xml"], "--query goes with nothing else"),
        (&["--query", "RegionId=a", "--to", "xml"], "--query goes with nothing else"),
    ] {
        let expected = format!("! decode: {message}\n! try `decode --help`\n= 1");
        assert_eq!(run(arguments, ""), expected);
    }
    assert_snapshot!(run(&["--", "--to"], ""), @r"
    ! --to: error: No such file or directory (os error 2)
    = 1
    ");
}

#[test]
fn help_goes_to_standard_output() {
    for arguments in [&["--help"][..], &["-h"], &["--to", "xml", "--help"]] {
        let shown = run(arguments, "");
        assert!(shown.contains("\nusage: decode ") && shown.ends_with("\n= 0"), "{shown}");
    }
}
