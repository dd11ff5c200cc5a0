//! What the server answers, to calls that this crate signs.

use aliyun_instance_status::sign::{AccessKey, Method, Moment, SignedRequest};
use aliyun_instance_status::{ErrorReply, Format, Page, PageSize, Reply, Request};

use super::server::Server;

const NOW: u64 = 1_795_372_239;

const HOST: &str = "ecs.aliyuncs.com";

fn key(secret: &str) -> AccessKey {
    AccessKey::new("testid", secret)
}

fn moment(nonce: u32) -> Moment<'static> {
    Moment::at(NOW, nonce.to_string()).expect("a moment")
}

fn to_http(signed: &SignedRequest) -> http::Request<String> {
    signed.to_http(&format!("https://{HOST}")).expect("a request")
}

/// The reply, which must be of the format and the status that the headers say.
#[track_caller]
fn ask(server: &mut Server, call: http::Request<String>) -> (Format, Reply<'static>) {
    let answer = server.answer(call, NOW);
    let format = Format::detect(answer.body()).expect("JSON or XML");
    assert_eq!(answer.headers()["content-type"], format.content_type());
    let reply = Reply::decode(format, answer.body()).expect("a reply").into_owned();
    assert_eq!(answer.status(), reply.http_status());
    (format, reply)
}

#[track_caller]
fn page((_, reply): (Format, Reply<'static>)) -> Page<'static> {
    match reply {
        Reply::Page(page) => page,
        Reply::Error(error) => panic!("{error}"),
    }
}

#[track_caller]
fn error((_, reply): (Format, Reply<'static>)) -> ErrorReply<'static> {
    match reply {
        Reply::Error(error) => error,
        Reply::Page(page) => panic!("{page:?}"),
    }
}

#[test]
fn every_way_to_sign_gets_the_format_it_asks_for() {
    let (mut server, key, mut nonce) = (Server::new(), key("testsecret"), 0);
    let request = Request::new("cn-hangzhou").with_page_size(PageSize::MAX);
    for method in [Method::Get, Method::Post] {
        for format in [Format::Json, Format::Xml] {
            let rpc = request.sign_rpc(method, &key, moment(nonce), format);
            let v3 = request.sign_v3(method, HOST, &key, moment(nonce + 1), format);
            nonce += 2;
            for signed in [rpc, v3] {
                let (answered, reply) = ask(&mut server, to_http(&signed));
                assert_eq!(answered, format);
                assert_eq!(page((answered, reply)).instance_statuses.len(), 50);
            }
        }
    }
}

#[test]
fn pages_and_ids_are_selected() {
    let (mut server, key) = (Server::new(), key("testsecret"));
    let (mut next, mut ids) = (Some(Request::new("cn-hangzhou")), Vec::new());
    while let Some(request) = next {
        let nonce = u32::try_from(ids.len()).expect("few");
        let signed = request.sign_rpc(Method::Get, &key, moment(nonce), Format::Json);
        let page = page(ask(&mut server, to_http(&signed)));
        ids.extend(page.instance_statuses.iter().map(|one| one.instance_id.to_string()));
        next = request.next_page(&page);
    }
    assert!(ids.iter().eq(&(0..120).map(|n| format!("i-{n:04}")).collect::<Vec<_>>()));

    let some = Request::new("cn-hangzhou").with_instance_ids(["i-0119", "i-none", "i-0000"]);
    let some = some.expect("they are few");
    let signed = some.sign_v3(Method::Get, HOST, &key, moment(1_000), Format::Json);
    let page = page(ask(&mut server, to_http(&signed)));
    let ids = page.instance_statuses.iter().map(|one| &*one.instance_id);
    assert!(ids.eq(["i-0000", "i-0119"]));
    assert_eq!(page.total_count, 2);
}

#[test]
fn refusals_are_the_services() {
    let (mut server, key) = (Server::new(), key("testsecret"));
    let request = Request::new("cn-hangzhou");
    let signed = request.sign_rpc(Method::Get, &key, moment(1), Format::Json);
    page(ask(&mut server, to_http(&signed)));
    let again = error(ask(&mut server, to_http(&signed)));
    assert_eq!(again.code.as_str(), "SignatureNonceUsed");

    let nowhere = Request::new("cn-nowhere");
    let signed = nowhere.sign_v3(Method::Get, HOST, &key, moment(2), Format::Json);
    let nowhere = error(ask(&mut server, to_http(&signed)));
    assert_eq!(nowhere.code.as_str(), "InvalidRegionId.NotFound");

    let other = self::key("other");
    let rpc = request.sign_rpc(Method::Post, &other, moment(3), Format::Xml);
    let v3 = request.sign_v3(Method::Post, HOST, &other, moment(3), Format::Json);
    for (signed, echo) in
        [(rpc, "server string to sign is:POST&%2F&"), (v3, "server CanonicalRequest is [POST\n")]
    {
        let mismatch = error(ask(&mut server, to_http(&signed)));
        assert_eq!(mismatch.code.as_str(), "SignatureDoesNotMatch");
        assert!(mismatch.message.is_some_and(|message| message.contains(echo)));
    }
    // What nobody has signed uses no nonce up.
    let signed = request.sign_rpc(Method::Get, &key, moment(3), Format::Json);
    page(ask(&mut server, to_http(&signed)));

    let unsigned = http::Request::get("https://ecs.aliyuncs.com/?RegionId=cn-hangzhou&Format=YAML");
    let unsigned = unsigned.body(String::new()).expect("a request");
    assert_eq!(error(ask(&mut server, unsigned)).code.as_str(), "MissingParameter");
}

#[test]
fn an_echo_that_xml_cannot_carry_comes_in_json() {
    let signed = Request::new("a").sign_v3(Method::Get, HOST, &key("x"), moment(1), Format::Xml);
    let mut call = to_http(&signed);
    let value = http::HeaderValue::from_bytes("\u{FFFE}".as_bytes()).expect("a value");
    call.headers_mut().insert("x-acs-test", value);
    let all = call.headers()["authorization"].to_str().expect("ASCII");
    let all = all.replace(";x-acs-version", ";x-acs-test;x-acs-version");
    call.headers_mut().insert("authorization", all.parse().expect("a value"));
    let (format, reply) = ask(&mut Server::new(), call);
    let mismatch = error((format, reply));
    assert_eq!((format, mismatch.code.as_str()), (Format::Json, "SignatureDoesNotMatch"));
}

#[test]
fn a_header_that_is_no_text_is_refused() {
    let signed = Request::new("a").sign_rpc(Method::Get, &key("x"), moment(1), Format::Json);
    let mut call = to_http(&signed);
    let value = http::HeaderValue::from_bytes(b"\xFF").expect("a value");
    call.headers_mut().insert("x-acs-test", value);
    let refused = error(ask(&mut Server::new(), call));
    assert_eq!(refused.code.as_str(), "IncompleteSignature");
}
