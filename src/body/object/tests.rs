//! What reading and writing rely on in the lists of members.

use alloc::format;
use alloc::vec::Vec;
use core::convert::Infallible;

use super::{MemberVisitor, Object};
use crate::body::kind::ValueKind;
use crate::{AccessDeniedDetail, ErrorReply, Field, InstanceStatus, Page};

struct CollectFields(Vec<Field>);

impl<'a, T> MemberVisitor<'a, T> for CollectFields {
    type Stop = Infallible;

    fn member<K: ValueKind<'a>>(
        &mut self,
        field: Field,
        _value: impl Fn(&T) -> &K::Value,
        _value_mut: impl Fn(&mut T) -> &mut K::Value,
    ) -> Result<(), Infallible> {
        self.0.push(field);
        Ok(())
    }
}

fn fields<'a, T: Object<'a>>() -> Vec<Field> {
    let mut fields = CollectFields(Vec::new());
    let Ok(()) = T::members(&mut fields);
    fields.0
}

/// `Reply` in JSON is read as both side by side, and knows of this one shared member.
#[test]
fn a_page_and_an_error_reply_share_their_request_id_alone() {
    let error = fields::<ErrorReply<'_>>();
    let mut shared = fields::<Page<'_>>();
    shared.retain(|field| error.contains(field));
    assert_eq!(shared, [Field::RequestId]);
}

/// The names of all members stand in `Field::NAMES` in the order of the fields; those of the
/// parameters are tested in `query::names`.
#[test]
fn every_member_has_its_own_name() {
    for fields in [
        fields::<Page<'_>>(),
        fields::<InstanceStatus<'_>>(),
        fields::<ErrorReply<'_>>(),
        fields::<AccessDeniedDetail<'_>>(),
    ] {
        for field in fields {
            assert_eq!(field.name(), format!("{field:?}"));
        }
    }
}
