//! Values with one text that need not be valid: what XML cannot carry, and what
//! reading refuses by name.

use aliyun_instance_status::{Call, ErrorCode, InvalidInstanceIds, Reply, Request, Status};

/// Puts `text` in the place of one of the reply's texts.
pub fn reply<'a>(reply: &mut Reply<'a>, place: u8, text: &'a str) {
    let place = usize::from(place);
    match reply {
        Reply::Page(page) => match place.checked_sub(1) {
            None => page.request_id = text.into(),
            Some(place) => {
                let length = page.instance_statuses.len().max(1);
                if let Some(record) = page.instance_statuses.get_mut(place % length) {
                    if place / length % 2 == 0 {
                        record.instance_id = text.into();
                    } else {
                        record.status = Status::from(text);
                    }
                }
            }
        },
        Reply::Error(error) => {
            let detail = error.access_denied_detail.get_or_insert_default();
            let member = match place % 12 {
                0 => return error.code = ErrorCode::from(text),
                1 => &mut error.request_id,
                2 => &mut error.host_id,
                3 => &mut error.message,
                4 => &mut error.recommend,
                5 => &mut detail.auth_action,
                6 => &mut detail.auth_principal_display_name,
                7 => &mut detail.auth_principal_owner_id,
                8 => &mut detail.auth_principal_type,
                9 => &mut detail.no_permission_type,
                10 => &mut detail.policy_type,
                _ => &mut detail.encoded_diagnostic_message,
            };
            *member = Some(text.into());
        }
    }
}

/// Puts `text` in the place of one of the call's texts, or among its ids.
pub fn call<'a>(call: &mut Call<'a>, place: u8, text: &'a str) -> Result<(), InvalidInstanceIds> {
    let request = call.request.clone();
    let mut ids: Vec<String> = request.instance_ids().map(String::from).collect();
    call.request = match place % 4 {
        0 if ids.is_empty() => Request::new(text),
        0 => Request::new(text).with_instance_ids(ids)?,
        1 => {
            ids.push(text.into());
            request.with_instance_ids(ids)?
        }
        2 => request.with_zone_id(text),
        _ => {
            call.common.signature_nonce = Some(text.into());
            request
        }
    };
    Ok(())
}
