//! Names that are not a parameter's but were meant as one. To skip such a parameter would
//! widen the call: to the whole region, to all zones, to the first page for ever.

use crate::bytes::percent;
use crate::field::Field;
use crate::query::names;

/// The known parameter that an unknown name is a misspelling of. Both are compared after
/// folding: escapes are decoded until none is left, a leading `amp;` is dropped (a URL copied
/// from HTML), and so is every character but letters and digits, whose case is ignored. For the
/// list, digits at the end and a plural are dropped too, and what begins with `.` or `[`:
/// `InstanceId[0].Id`.
///
/// `Timestamp` and its old spelling, `TimeStamp`, fold to one name, which is taken to mean the
/// one that [`Field::ALL`] has first.
#[cold]
pub(super) fn meant(name: &str) -> Option<Field> {
    let name = percent::decode_all(name.as_bytes());
    let name = match name.split_first_chunk::<4>() {
        Some((amp, rest)) if amp.eq_ignore_ascii_case(b"amp;") => rest,
        _ => &name,
    };
    let before_index = name.split(|byte| matches!(byte, b'.' | b'[')).next().unwrap_or_default();
    if is_list(name) || is_list(before_index) {
        return Some(Field::InstanceId);
    }
    names::all().find(|field| folds_to(name, field.name()))
}

/// Whether the letters and digits of a name are those of a known one, in any case.
fn folds_to(name: &[u8], known: &str) -> bool {
    let folded = name.iter().filter(|byte| byte.is_ascii_alphanumeric());
    folded.map(u8::to_ascii_lowercase).eq(known.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// Whether a name, without what follows its last letter, folds to `InstanceId` or a plural of
/// it.
fn is_list(name: &[u8]) -> bool {
    let last = name.iter().rposition(u8::is_ascii_alphabetic);
    let name = last.and_then(|last| name.get(..=last)).unwrap_or_default();
    let spellings = ["InstanceId", "InstanceIds", "InstancesId", "InstancesIds"];
    spellings.into_iter().any(|spelling| folds_to(name, spelling))
}
