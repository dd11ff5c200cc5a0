//! What services echo of a call whose signature does not match.

use aliyun_instance_status::sign::{rpc, v3};
use aliyun_instance_status::{ErrorCode, ErrorReply};

/// The hash of no body of a test.
pub(crate) const OTHER_HASH: &str =
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// What a message of RPC echoes of a query and a form.
pub(crate) fn rpc_echo(method: &str, query: &str, form: &str) -> String {
    let canonical = rpc::canonical_query(query, form).expect("a query");
    rpc::string_to_sign(method, &canonical)
}

/// The wordings of RPC.
pub(crate) fn rpc_messages(echo: &str) -> Vec<String> {
    vec![
        format!(
            "Specified signature is not matched with our calculation. \
             server string to sign is:{echo}"
        ),
        format!(
            "The request signature does not conform to Aliyun standards. \
             server string to sign is:{echo}"
        ),
        format!(
            "Specified signature does not match our calculation. server StringToSign is [{echo}] \
             server CanonicalRequest is [GET\n/\na=b\nhost:h\n\nhost\n{OTHER_HASH}]"
        ),
        format!("待签名字符串：{echo}"),
        format!("string to sign: \"{echo}\"."),
        format!("We have {echo}."),
        format!("<p>{}</p>", echo.replace('&', "&amp;")),
        echo.replace('%', "%25").replace('&', "%26"),
        echo.replace('%', "%25"),
        echo.replace('&', "\\u0026"),
    ]
}

/// The wording of RPC that shows where the echo ends.
pub(crate) fn rpc_enclosed(echo: &str) -> String {
    rpc_messages(echo).swap_remove(2)
}

/// The wordings of V3.
pub(crate) fn v3_messages(echo: &str) -> Vec<String> {
    let string_to_sign = v3::string_to_sign(echo);
    let message = format!(
        "Specified signature does not match our calculation. server StringToSign is \
         [{string_to_sign}] server CanonicalRequest is [{echo}]"
    );
    vec![
        message.replace('\n', "\\n"),
        message.replace('\n', "\r\n"),
        message,
        format!("CanonicalRequest:\n{echo}\n\nSee the documentation."),
        format!("规范化请求：{echo}"),
        format!("<p>{}</p>", echo.replace('&', "&amp;")),
    ]
}

pub(crate) fn refused(code: ErrorCode<'static>, message: &str) -> ErrorReply<'static> {
    let mut error = ErrorReply::new(code);
    error.message = Some(message.to_owned().into());
    error
}
