//! The client against the axum server and the mock, over HTTP/1 and HTTP/2, and against
//! servers that answer anything else.

#![cfg(unix)]

mod support;

use std::num::NonZeroU64;
use std::thread;
use std::time::Duration;

use mock_endpoint::{MockEndpoint, Options, Throttling};
use support::{AxumServer, Canned, list};

const BOTH: [&[&str]; 2] = [&[], &["--http2"]];

#[test]
fn a_region_of_the_axum_server() {
    let server = AxumServer::start();
    for http in BOTH {
        let listed = list(&server.url, &[http, &["--region", "cn-hangzhou"]].concat());
        let ids = listed.stdout.lines().map(|line| line.split_once("  ").expect("two columns"));
        let expected = (0..120).map(|n| {
            let status = if n % 4 == 0 { "Stopped" } else { "Running" };
            (format!("i-bp{n:016}"), status)
        });
        assert!(ids.eq(expected.collect::<Vec<_>>().iter().map(|(id, status)| (&**id, *status))));
        let pages =
            "page 1 of 3, 50 instances\npage 2 of 3, 100 instances\npage 3 of 3, 120 instances\n";
        assert_eq!((&*listed.stderr, listed.code), (pages, Some(0)));

        let some =
            ["--region=cn-hangzhou", "--instance-id=i-bp0000000000000003", "--instance-id=x"];
        let listed = list(&server.url, &[http, &some].concat());
        assert_eq!(listed.stdout, "i-bp0000000000000003  Running\n");
        let listed = list(&server.url, &[http, &["--region", "cn-nowhere"]].concat());
        let refused = "reqwest-client: HTTP 404, InvalidRegionId.NotFound: ";
        assert!(listed.stderr.starts_with(refused), "{}", listed.stderr);
        assert_eq!((&*listed.stdout, listed.code), ("", Some(1)));
    }
    let log = server.end();
    assert_eq!(log.matches("HTTP/1.1").count(), 5, "{log}");
    assert_eq!(log.matches("HTTP/2.0").count(), 5, "{log}");
}

/// As many at once, each over a connection of its own.
#[test]
fn many_clients_of_the_axum_server() {
    let server = AxumServer::start();
    thread::scope(|scope| {
        for client in 0..16 {
            let url = &server.url;
            scope.spawn(move || {
                let listed = list(url, &[BOTH[client % 2], &["--region", "cn-hangzhou"]].concat());
                assert_eq!((listed.stdout.lines().count(), listed.code), (120, Some(0)));
            });
        }
    });
    assert_eq!(server.end().matches("status=200").count(), 16 * 3);
}

/// What the server has answered before it ends has come: the clients count the pages.
#[test]
fn a_signal_under_load_loses_no_page() {
    let server = AxumServer::start();
    let url = server.url.clone();
    let clients: Vec<_> = (0..16)
        .map(|client| {
            let (url, mut pages) = (url.clone(), 0);
            thread::spawn(move || {
                loop {
                    let listed =
                        list(&url, &[BOTH[client % 2], &["--region=cn-hangzhou"]].concat());
                    pages += listed.stderr.matches("page ").count();
                    if listed.code != Some(0) {
                        return (pages, listed.stderr);
                    }
                }
            })
        })
        .collect();
    thread::sleep(Duration::from_secs(1));
    let answered = server.end().matches("status=200").count();
    let mut pages = 0;
    for client in clients {
        let (mine, end) = client.join().expect("it goes well");
        assert!(end.contains("\nreqwest-client: no reply: "), "{end}");
        pages += mine;
    }
    assert_eq!(pages, answered);
}

#[test]
fn a_region_of_the_mock_whatever_fails() {
    let nth = NonZeroU64::new;
    for throttling in
        [Throttling::RetryAfter, Throttling::Unavailable, Throttling::RateLimit, Throttling::Bare]
    {
        for http in BOTH {
            let mock = MockEndpoint::start(Options {
                gateway_error: nth(5),
                throttle: nth(4),
                throttling,
                lose_reply: nth(3),
                ..Options::default()
            });
            let mock = mock.expect("a free port");
            let listed = list(&mock.url(), &[http, &["--region", "cn-hangzhou"]].concat());
            let Some(0) = listed.code else { panic!("{throttling:?} {http:?}: {}", listed.stderr) };
            assert_eq!(listed.stdout.lines().count(), 200);
            assert!(listed.stderr.contains("again in ") && listed.stderr.contains("no reply: "));
            assert!(listed.stderr.ends_with("page 4 of 4, 200 instances\n"), "{}", listed.stderr);
        }
    }
}

#[test]
fn what_is_no_answer_ends_in_an_error() {
    let html = "HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\n<html>";
    let cut_off = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{";
    let expired = "HTTP/1.1 403 Forbidden\r\nContent-Length: 41\r\n\r\n{\"Code\":\"InvalidSecurityToken.Expired\"}  ";
    let endless =
        format!("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{}", "[".repeat(9_000_000));
    for (answer, calls, error) in [
        (html, 1, "HTTP 404, unexpected root element at byte 0: \"<html>\""),
        ("NONSENSE\r\n\r\n", 4, "no reply: "),
        ("", 4, "no reply: "),
        (cut_off, 4, "no reply: "),
        (&endless, 4, "no reply: a reply without end"),
        (expired, 1, "the security token has expired: get a new one"),
        (
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            1,
            "HTTP 302, ",
        ),
    ] {
        let server = Canned::start(vec![answer.to_owned(); calls]);
        let listed = list(&server.url, &["--region", "cn-hangzhou"]);
        assert_eq!((&*listed.stdout, listed.code), ("", Some(1)), "{error}");
        let last = listed.stderr.lines().last().unwrap_or_default();
        assert!(last.starts_with(&format!("reqwest-client: {error}")), "{}", listed.stderr);
        assert_eq!(server.calls().len(), calls, "{error}");
    }
}

/// The service says what time it is, and the next call is signed by that.
#[test]
fn a_clock_that_is_off() {
    let body = r#"{"Code":"InvalidTimeStamp.Expired"}"#;
    let late = format!(
        "HTTP/1.1 400 Bad Request\r\nDate: Sun, 06 Nov 2044 08:49:37 GMT\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let page = r#"{"RequestId":"R-1","TotalCount":0,"PageNumber":1,"PageSize":50,"InstanceStatuses":{"InstanceStatus":[]}}"#;
    let page = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{page}", page.len());
    let server = Canned::start(vec![late, page]);
    let listed = list(&server.url, &["--region", "cn-hangzhou"]);
    let said = "again in 100ms, the clock is off\npage 1 of 1, 0 instances\n";
    assert_eq!((&*listed.stderr, listed.code), (said, Some(0)));
    let calls = server.calls();
    assert!(!calls[0].contains("x-acs-date: 2044-"), "{}", calls[0]);
    assert!(calls[1].contains("x-acs-date: 2044-11-06T08:"), "{}", calls[1]);
}

#[test]
fn what_it_is_told() {
    let help = support::client(&["--help"]).output().expect("it runs");
    let help = String::from_utf8(help.stdout).expect("text");
    for word in
        ["--region", "--instance-id", "--endpoint", "--http2", "ALIBABA_CLOUD_SECURITY_TOKEN"]
    {
        assert!(help.contains(word), "{help}");
    }
    let both = "ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    for (id, missing) in [("", both), ("testid", "ALIBABA_CLOUD_ACCESS_KEY_SECRET")] {
        let mut client = support::client(&["--region", "cn-hangzhou"]);
        client.env("ALIBABA_CLOUD_ACCESS_KEY_ID", id).env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "");
        let output = client.output().expect("it runs");
        let stderr = String::from_utf8(output.stderr).expect("text");
        assert_eq!(stderr, format!("reqwest-client: not set: {missing}\n"));
        assert_eq!(output.status.code(), Some(1));
    }
    let nobody = list("http://127.0.0.1:1", &["--region", "cn-hangzhou"]);
    assert!(nobody.stderr.contains("again in 100ms, no reply: "), "{}", nobody.stderr);
    let refused = "\nreqwest-client: no reply: Connection refused";
    assert!(nobody.stderr.contains(refused), "{}", nobody.stderr);
    for (arguments, why) in [
        (&["--region", "a/b"][..], "a/b"),
        (&["--region", "a", "--endpoint", "ecs.aliyuncs.com"], "relative URL"),
    ] {
        let mut client = support::client(arguments);
        let stderr = client.output().expect("it runs").stderr;
        let stderr = String::from_utf8(stderr).expect("text");
        assert!(stderr.starts_with("reqwest-client: ") && stderr.contains(why), "{stderr}");
    }
}
