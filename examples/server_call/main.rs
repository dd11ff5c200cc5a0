//! A whole server side, with no I/O in the library: read a call, look up its secret, verify
//! it, refuse a nonce that was used, decode what was verified, and answer with a page or
//! with the error that the service would send, in the format that was asked for.
//!
//! ```text
//! cargo run --example server_call
//! ```
//!
//! Where your HTTP stack would receive a request, a client in memory signs one: so this
//! runs without a network. `../axum-server` is a whole server, over HTTP.

mod server;

use std::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign::{AccessKey, Method, Moment};
use aliyun_instance_status::{Format, Request};
use server::Server;

fn main() -> Result<(), Box<dyn Error>> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let mut server = Server::new();
    let (request, key) = (Request::new("cn-hangzhou"), AccessKey::new("testid", "testsecret"));
    let moment = |nonce| Moment::at(now, nonce);
    let host = "ecs.aliyuncs.com";
    for (what, signed) in [
        ("RPC", request.sign_rpc(Method::Post, &key, moment("nonce-1")?, Format::Json)),
        ("V3", request.sign_v3(Method::Get, host, &key, moment("nonce-2")?, Format::Xml)),
        ("the same nonce", request.sign_rpc(Method::Get, &key, moment("nonce-1")?, Format::Json)),
    ] {
        let answer = server.answer(signed.to_http(&format!("https://{host}"))?, now);
        println!("{what}: {}\n{}", answer.status(), answer.body());
    }
    Ok(())
}

#[cfg(test)]
mod tests;
