//! `sign | curl -sK - | decode`, over a real connection to the mock of the service.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use mock_endpoint::{MockEndpoint, Options};

const PROGRAM: &str = env!("CARGO_BIN_EXE_instance-status");

/// The output of a program with this input.
fn pipe(input: &[u8], program: &str, arguments: &[&str]) -> Output {
    let mut child = Command::new(program)
        .args(arguments)
        .env("ALIBABA_CLOUD_ACCESS_KEY_ID", "testid")
        .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "testsecret")
        .env_remove("ALIBABA_CLOUD_SECURITY_TOKEN")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(input).expect("it is taken");
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

/// What stands on standard output of a program that has to exit with this code.
#[track_caller]
fn said(output: &Output, code: i32) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{errors}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn has_curl() -> bool {
    let has_curl = Command::new("curl").arg("--version").output().is_ok();
    if !has_curl {
        println!("SKIPPED: curl cannot be had, which sends what `sign` prints");
    }
    has_curl
}

#[test]
fn three_programs_list_a_region() {
    if !has_curl() {
        return;
    }
    let mock = MockEndpoint::start(Options::default()).expect("a free port");
    for options in [
        &[][..],
        &["--post"],
        &["--rpc"],
        &["--rpc", "--post"],
        &["--format=xml"],
        &["--post", "--format=xml"],
        &["--rpc", "--post", "--format", "xml"],
    ] {
        let sign = ["sign", "--region=cn-hangzhou", "--page-size=3", "--endpoint", &mock.url()];
        let call = pipe(b"", PROGRAM, &[&sign, options].concat());
        said(&call, 0);
        let reply = pipe(&call.stdout, "curl", &["-qsK", "-"]);
        let is_xml = options.last().is_some_and(|last| last.ends_with("xml"));
        assert_eq!(said(&reply, 0).starts_with('<'), is_xml, "{options:?}");
        let table = said(&pipe(&reply.stdout, PROGRAM, &["decode"]), 0);
        assert_eq!(table.lines().count(), 1 + 3 + 2, "{table}");
        assert!(
            table.contains("\n3 of 200 instances, page 1 of 67, 3 a page, request "),
            "{table}"
        );

        // Whatever was sent is understood, and its signature holds.
        assert!(said(&pipe(&call.stdout, PROGRAM, &["query", "-"]), 0).contains("cn-hangzhou"));
        assert!(said(&pipe(&call.stdout, PROGRAM, &["verify", "-"]), 0).contains("holds"));
        // The nonce was used.
        let again = pipe(&call.stdout, "curl", &["-qisK", "-"]);
        let refused = said(&pipe(&again.stdout, PROGRAM, &["decode"]), 2);
        assert!(refused.starts_with("SignatureNonceUsed: "), "{refused}");
    }
}

#[test]
fn a_url_is_enough_for_rpc() {
    if !has_curl() {
        return;
    }
    let mock = MockEndpoint::start(Options::default()).expect("a free port");
    let ids = ["--instance-id=i-a b", "--instance-id=中"];
    let sign = ["sign", "--region=cn-hangzhou", "--url", "--endpoint", &mock.url()];
    let url = said(&pipe(b"", PROGRAM, &[&sign[..], &ids].concat()), 0);
    let reply = pipe(b"", "curl", &["-qs", url.trim_end()]);
    let table = said(&pipe(&reply.stdout, PROGRAM, &["decode"]), 0);
    assert!(table.contains("\n0 of 0 instances, page 1 of 1, 10 a page, request "), "{table}");
}

/// Something on the way has changed a parameter.
#[test]
fn a_refused_call_is_explained() {
    if !has_curl() {
        return;
    }
    let mock = MockEndpoint::start(Options::default()).expect("a free port");
    let file = std::env::temp_dir().join(format!("instance-status-call-{}", std::process::id()));
    let name = file.to_str().expect("UTF-8");
    for options in [&[][..], &["--rpc"], &["--rpc", "--post"]] {
        let sign = ["sign", "--region=cn-hangzhou", "--endpoint", &mock.url()];
        let call = said(&pipe(b"", PROGRAM, &[&sign, options].concat()), 0);
        std::fs::write(&file, &call).expect("it is written");
        let changed = call.replace("RegionId=cn-hangzhou", "RegionId=cn-beijing");
        let reply = pipe(changed.as_bytes(), "curl", &["-qisK", "-"]);
        let explained = said(&pipe(&reply.stdout, PROGRAM, &["explain", "--signed", name]), 0);
        assert!(explained.contains("\nwhy:  parameter RegionId "), "{explained}");
    }
    std::fs::remove_file(&file).expect("it is removed");
}
