//! Whether to make a call again, by what came back.

use aliyun_instance_status::{DecodeError, Renew, Reply, RetryAction, retry};

use crate::http_message::HttpMessage;

/// What to do next; `None` where the same call would be refused again.
pub(crate) fn advice(
    message: &HttpMessage<'_>,
    reply: &Result<Reply<'_>, DecodeError>,
) -> Option<String> {
    let status = message.status().or_else(|| reply.as_ref().ok().map(Reply::http_status));
    let headers = message.headers.iter().copied();
    let advice = retry(status.unwrap_or(200), headers, reply);
    let how = match advice.renew()? {
        Renew::Time => ", once your clock is right",
        Renew::Credentials => ", with new credentials: the token has expired",
        _ => ", signed anew",
    };
    let when = match advice.action() {
        RetryAction::After(wait) => format!(" after {wait:?}"),
        _ => String::new(),
    };
    Some(format!("the call may be made again{when}{how}"))
}
