//! Finds where a missing member stands under a misspelt name, for the error's message.

use super::grammar::Grammar;
use super::stencil::PageGrammar;
use crate::bytes::folding::folds_to;
use crate::{DecodeError, DecodeErrorKind, Field};

/// The error with which a reply was refused. For a missing member the reply is read again, to
/// see where the object has the name misspelt.
#[cold]
pub(super) fn with_misspelling<'a, G: PageGrammar<'a>>(
    error: DecodeError,
    body: &'a [u8],
) -> DecodeError {
    let DecodeErrorKind::MissingField(missing) = error.kind() else {
        return error;
    };
    match G::at_start(body).and_then(|reply| find(reply, missing, error.offset())) {
        Ok(Some(at)) => error.with_misspelling_at(at),
        _ => error,
    }
}

/// The offset of the misspelt name in the object that is closed at `end`.
fn find<'a, G: PageGrammar<'a>>(
    mut reply: G,
    missing: Field,
    end: usize,
) -> Result<Option<usize>, DecodeError> {
    // The members of an `InstanceStatus`.
    let is_of_record = matches!(missing, Field::InstanceId | Field::Status);
    if !is_of_record {
        return in_object(&mut reply, Field::Body, missing);
    }
    let mut body = reply.enter(Field::Body)?;
    while let Some(name) = reply.next_member(&mut body)? {
        if name.text != Field::InstanceStatuses.name() {
            reply.skip()?;
            continue;
        }
        let mut list = reply.enter_list()?;
        while reply.next_record(&mut list)? {
            let found = in_object(&mut reply, Field::InstanceStatus, missing)?;
            if reply.input().closed_at == end {
                return Ok(found);
            }
        }
    }
    Ok(None)
}

/// The offset of the first name in the next object that is a misspelling of `missing`.
fn in_object<'a, G: Grammar<'a>>(
    reply: &mut G,
    field: Field,
    missing: Field,
) -> Result<Option<usize>, DecodeError> {
    let mut object = reply.enter(field)?;
    let mut found = None;
    while let Some(name) = reply.next_member(&mut object)? {
        // An empty `Code` is missing, too, though its name is right.
        if name.text != missing.name() && folds_to(name.text.as_bytes(), missing.name()) {
            found = found.or(Some(name.offset));
        }
        reply.skip()?;
    }
    Ok(found)
}
