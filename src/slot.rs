//! A member that is there once.

use crate::decode_error::{DecodeError, DecodeErrorKind};
use crate::field::Field;

/// Fills `slot` with what `value` reads, unless it is full: then the name at
/// byte `at` is a duplicate.
#[inline]
pub(crate) fn fill<T>(
    slot: &mut Option<T>,
    field: Field,
    at: usize,
    value: impl FnOnce() -> Result<T, DecodeError>,
) -> Result<(), DecodeError> {
    if slot.is_some() {
        return Err(DecodeError::new(DecodeErrorKind::DuplicateField(field), at));
    }
    *slot = Some(value()?);
    Ok(())
}

/// What filled `slot`, or an error: it should have been filled before byte `at`.
#[inline]
pub(crate) fn require<T>(slot: Option<T>, field: Field, at: usize) -> Result<T, DecodeError> {
    slot.ok_or(DecodeError::new(DecodeErrorKind::MissingField(field), at))
}
