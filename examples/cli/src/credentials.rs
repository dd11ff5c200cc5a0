//! Credentials from the environment, by the names that the official SDKs read.

use aliyun_instance_status::sign::{AccessKey, AccessKeySecret};

use crate::failure::Failure;
use crate::system::System;

pub(crate) const ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
pub(crate) const SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// The access key, with the token of a temporary one.
pub(crate) fn access_key(system: &System<'_>) -> Result<AccessKey, Failure> {
    let [id, secret, token] = [ID, SECRET, TOKEN].map(|name| variable(name, system));
    let key = match (id?, secret?) {
        (Some(id), Some(secret)) => AccessKey::new(id, secret),
        (None, None) => return Err(missing(&format!("{ID} and {SECRET} are"))),
        (None, _) => return Err(missing(&format!("{ID} is"))),
        (_, None) => return Err(missing(&format!("{SECRET} is"))),
    };
    Ok(match token? {
        Some(token) => key.with_security_token(token),
        None => key,
    })
}

/// The id of the access key, if there is one.
pub(crate) fn id(system: &System<'_>) -> Result<Option<String>, Failure> {
    variable(ID, system)
}

/// The secret of the access key.
pub(crate) fn secret(system: &System<'_>) -> Result<AccessKeySecret, Failure> {
    let secret = variable(SECRET, system)?.ok_or_else(|| missing(&format!("{SECRET} is")))?;
    Ok(AccessKeySecret::new(secret))
}

/// The secret as it is, if there is one, where a fault in it is what is looked for.
pub(crate) fn unchecked_secret(system: &System<'_>) -> Option<AccessKeySecret> {
    let secret = (system.variable)(SECRET).filter(|secret| !secret.is_empty())?;
    Some(AccessKeySecret::new(secret.into_encoded_bytes()))
}

fn missing(which: &str) -> Failure {
    Failure::refused(format!("error: {which} not set: the access key is read from the environment"))
}

/// A variable that is set and not empty. None of them may have what no header can carry.
fn variable(name: &str, system: &System<'_>) -> Result<Option<String>, Failure> {
    let Some(value) = (system.variable)(name) else { return Ok(None) };
    let value = value.into_string().unwrap_or_else(|_| "\u{FFFD}".into());
    if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        let message = "has a character that none has: a space, a line end, or one beyond ASCII";
        return Err(Failure::refused(format!("error: {name} {message}")));
    }
    Ok(Some(value).filter(|value| !value.is_empty()))
}
