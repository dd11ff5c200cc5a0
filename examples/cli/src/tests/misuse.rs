//! Command lines that make no sense, and help.

use insta::assert_snapshot;

use super::run;

#[test]
fn misuse_is_named() {
    for (command, arguments, message) in [
        ("decode", &["--prety"][..], "invalid option '--prety'"),
        ("decode", &["-x", "examples/page.xml"], "invalid option '-x'"),
        ("decode", &["--to"], "missing argument for option '--to'"),
        ("decode", &["--to", "yaml"], "--to yaml: neither json nor xml"),
        ("decode", &["--pretty"], "--pretty without --to"),
        ("decode", &["--pretty=no"], "unexpected argument for option '--pretty': \"no\""),
        ("query", &[], "no QUERY"),
        ("query", &["RegionId=a", "a.xml"], "more than one QUERY"),
        ("query", &["RegionId=a", "--to", "xml"], "invalid option '--to'"),
        ("sign", &[], "no --region"),
        ("sign", &["--region="], "no --region"),
        ("sign", &["--region", "a", "b"], "unexpected argument \"b\""),
        (
            "sign",
            &["--region", "evil.example/#"],
            "RegionId \"evil.example/#\" is not 1 to 59 letters, digits and inner hyphens",
        ),
        ("sign", &["--region=a", "--page-size=51"], "PageSize outside 1 to 50: \"51\""),
        (
            "sign",
            &["--region=a", "--page-number", "0"],
            "PageNumber outside 1 to 4294967295: \"0\"",
        ),
        ("sign", &["--region=a", "--instance-id="], "an empty instance id"),
        (
            "sign",
            &["--region=a", "--url", "--post"],
            "--url with --post, whose parameters are no part of a URL",
        ),
        (
            "sign",
            &["--region=a", "--endpoint", "http://h/path"],
            "--endpoint http://h/path: neither a URL like http://127.0.0.1:8080 nor a host",
        ),
        ("verify", &[], "no URL"),
        ("verify", &["a", "b"], "more than one URL"),
        ("verify", &["a", "--header", "host"], "--header host: no colon"),
        ("verify", &["a", "--at", "noon"], "--at noon: not yyyy-MM-ddTHH:mm:ssZ"),
        ("verify", &["-", "--body", "-"], "two things from standard input"),
        ("explain", &["--sent", "RegionId=a"], "--sent without --signed"),
        ("explain", &["--signed", "-"], "two things from standard input"),
        ("explain", &["--signed", "a", "b", "c"], "more than one ERROR"),
    ] {
        let expected = format!(
            "! instance-status {command}: {message}\n\
             ! try `instance-status {command} --help`\n= 1"
        );
        assert_eq!(run(&[&[command], arguments].concat(), ""), expected);
    }
    assert_snapshot!(run(&["decode", "--", "--to"], ""), @r"
    ! --to: error: No such file or directory (os error 2)
    = 1
    ");
}

#[test]
fn a_command_comes_first() {
    assert_snapshot!(run(&[], ""), @r"
    ! instance-status: no command
    ! try `instance-status --help`
    = 1
    ");
    assert_snapshot!(run(&["examples/page.xml"], ""), @r"
    ! instance-status: no command examples/page.xml; to read a file: `instance-status decode`
    ! try `instance-status --help`
    = 1
    ");
    assert_snapshot!(run(&["--to", "xml", "decode"], ""), @r"
    ! instance-status: invalid option '--to'
    ! try `instance-status --help`
    = 1
    ");
}

#[test]
fn more_than_a_hundred_ids_are_refused() {
    let ids = (0..101).flat_map(|id| ["--instance-id".to_owned(), format!("i-{id}")]);
    let arguments: Vec<String> =
        ["sign", "--region=a"].map(String::from).into_iter().chain(ids).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    assert_snapshot!(run(&arguments, ""), @r"
    ! instance-status sign: more than 100 instance ids for one request: make several calls of up to 100
    ! try `instance-status sign --help`
    = 1
    ");
}

/// It would be sent as one id that no instance has.
#[test]
fn a_list_of_ids_in_one_option_is_refused() {
    assert_snapshot!(run(&["sign", "--region=a", "--instance-id=i-1,i-2"], ""), @r"
    ! instance-status sign: --instance-id i-1,i-2: an id has no comma: give each its own option
    ! try `instance-status sign --help`
    = 1
    ");
}

#[test]
fn help_goes_to_standard_output() {
    for arguments in [&["--help"][..], &["-h"], &["--to", "xml", "--help"]] {
        let shown = run(&[&["decode"], arguments].concat(), "");
        assert!(shown.contains("\nusage: instance-status decode ") && shown.ends_with("\n= 0"));
    }
    for command in ["decode", "sign", "query", "verify", "explain"] {
        let shown = run(&[command, "--help"], "");
        assert!(shown.contains(&format!("\nusage: instance-status {command} ")), "{shown}");
        assert!(shown.contains("\nexample:\n instance-status ") && shown.ends_with("\n= 0"));
        // As wide as a terminal is unless it is made wider.
        assert!(shown.lines().all(|line| line.len() <= 80), "{shown}");
    }
    let help = run(&["--help"], "");
    assert!(help.ends_with("\n= 0"));
    assert_eq!(run(&["-h"], ""), help);
    assert_eq!(run(&["help"], ""), help);
    assert_eq!(run(&["-V"], ""), "instance-status 0.1.0\n= 0");
}
