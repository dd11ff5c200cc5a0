//! Values with one text that need not be valid: what XML cannot carry, and what
//! reading refuses by name.

use aliyun_instance_status::{Call, InvalidInstanceIds, Reply, Request, Status};

use crate::details;

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
            let own = [
                &mut error.request_id,
                &mut error.host_id,
                &mut error.message,
                &mut error.recommend,
            ];
            let details = details(error.access_denied_detail.get_or_insert_default());
            match own.into_iter().chain(details).nth(place % 12) {
                Some(member) => *member = Some(text.into()),
                None => error.code = text.into(),
            }
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
