//! Any value comes back from every format, but for what reading refuses by name.
#![no_main]

use aliyun_instance_status::{
    Call, DecodeError, DecodeErrorKind, ErrorResponse, Field, Request, Response,
};
use aliyun_instance_status_fuzz::assert_reply_returns;
use aliyun_instance_status_fuzz::input::Input;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: Input| match input {
    Input::Page(page) => assert_reply_returns(&Response::from(page).into()),
    Input::Error(error) => {
        let error = ErrorResponse::from(error);
        if error.code.as_str().is_empty() {
            let json = error.to_json();
            let read = ErrorResponse::from_json(&json).map_err(|refused| refused.kind());
            assert_eq!(read, Err(DecodeErrorKind::MissingField(Field::Code)));
        } else {
            assert_reply_returns(&error.into());
        }
    }
    Input::Call(parameters) => {
        let Ok(call) = Call::try_from(parameters) else { return };
        let query = call.to_query();
        let read = Call::from_query(&query);
        let refused = read.as_ref().map_err(DecodeError::kind).err();
        if call.request.instance_ids().any(str::is_empty) {
            assert_eq!(refused, Some(DecodeErrorKind::EmptyInstanceId));
        } else if call.request.region_id().is_empty() {
            assert_eq!(refused, Some(DecodeErrorKind::MissingField(Field::RegionId)));
        } else {
            assert_eq!(read.as_ref(), Ok(&call), "{query}");
            let query = call.request.to_query();
            assert_eq!(Request::from_query(&query).as_ref(), Ok(&call.request), "{query}");
        }
    }
});
