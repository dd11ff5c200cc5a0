//! Any value comes back from every format; and with a text that need not be valid
//! in it, too, but for what XML cannot carry and what reading refuses by name.
#![no_main]

use aliyun_instance_status::{Call, DecodeError, DecodeErrorKind, ErrorReply, Field};
use aliyun_instance_status::{Reply, Request};
use aliyun_instance_status_fuzz::{assert_reply_returns, spoil};
use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
enum Input<'a> {
    Reply(Reply<'a>),
    Call(Call<'a>),
    SpoiltReply(u8, &'a str, Reply<'a>),
    SpoiltCall(u8, &'a str, Call<'a>),
}

fuzz_target!(|input: Input<'_>| match input {
    Input::Reply(reply) => {
        assert!(reply.to_xml().is_ok());
        assert_reply_returns(&reply);
    }
    Input::Call(call) => assert_call_returns(&call),
    Input::SpoiltReply(place, text, mut reply) => {
        spoil::reply(&mut reply, place, text);
        match &reply {
            Reply::Error(error) if error.code.as_str().is_empty() => {
                let json = error.to_json();
                let read = ErrorReply::from_json(&json).map_err(|refused| refused.kind());
                assert_eq!(read, Err(DecodeErrorKind::MissingField(Field::Code)));
            }
            reply => assert_reply_returns(reply),
        }
    }
    Input::SpoiltCall(place, text, mut call) => {
        if spoil::call(&mut call, place, text).is_err() {
            return;
        }
        let query = call.to_query();
        let refused = Call::from_query(&query).as_ref().map_err(DecodeError::kind).err();
        if call.request.instance_ids().any(str::is_empty) {
            assert_eq!(refused, Some(DecodeErrorKind::EmptyInstanceId));
        } else if call.request.region_id().is_empty() {
            assert_eq!(refused, Some(DecodeErrorKind::MissingField(Field::RegionId)));
        } else {
            assert_call_returns(&call);
        }
    }
});

fn assert_call_returns(call: &Call<'_>) {
    let query = call.to_query();
    assert_eq!(Call::from_query(&query).as_ref(), Ok(call), "{query}");
    let query = call.request.to_query();
    assert_eq!(Request::from_query(&query).as_ref(), Ok(&call.request), "{query}");
}
