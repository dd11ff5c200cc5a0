//! Names that are not a parameter's but were meant as one. To skip such a parameter would
//! widen the call: to the whole region, to all zones, to the first page for ever.

use crate::Field;
use crate::bytes::folding::folds_to;
use crate::bytes::percent;
use crate::query::names;

/// The known parameter that an unknown name is a misspelling of. Both are compared after
/// folding: escapes are decoded until none is left, every leading `amp;` is dropped (a URL
/// copied from HTML), and so is every character but letters and digits, whose case is ignored.
///
/// A parameter of the request itself is also meant by the last piece of a name in brackets or
/// dots, `query.ZoneId`; `InstanceId` also by any piece, `params[InstanceId.1]`, and by one with
/// digits at its end, or in the plural.
///
/// `Timestamp` and its old spelling, `TimeStamp`, fold to one name, which is taken to mean the
/// one that [`Field::NAMES`] has first.
#[cold]
pub(super) fn meant(name: &str) -> Option<Field> {
    let name = percent::decode_all(name.as_bytes());
    let name = without_amp(&name);
    let pieces = || name.split(|byte| matches!(byte, b'.' | b'['));
    if names_instance_ids(name) || pieces().any(names_instance_ids) {
        return Some(Field::InstanceId);
    }
    let last = pieces().rfind(|piece| piece.iter().any(u8::is_ascii_alphanumeric))?;
    let is_last = |field: &Field| names::is_of_request(*field) && folds_to(last, field.name());
    let whole = names::all().find(|field| folds_to(name, field.name()));
    whole.or_else(|| names::all().find(is_last))
}

/// A name without every `amp;` that it begins with: what is left of `&amp;` in a URL copied from
/// HTML once the query is split at `&`. Other leading characters than letters and digits go, too.
fn without_amp(name: &[u8]) -> &[u8] {
    let mut rest = name;
    loop {
        let start = rest.iter().position(u8::is_ascii_alphanumeric);
        rest = start.and_then(|start| rest.get(start..)).unwrap_or_default();
        match rest.split_first_chunk::<4>() {
            Some((amp, after)) if amp.eq_ignore_ascii_case(b"amp;") => rest = after,
            _ => return rest,
        }
    }
}

/// Whether a name, without what follows its last letter, folds to `InstanceId` or a plural of
/// it.
fn names_instance_ids(name: &[u8]) -> bool {
    let last = name.iter().rposition(u8::is_ascii_alphabetic);
    let name = last.and_then(|last| name.get(..=last)).unwrap_or_default();
    let spellings = ["InstanceId", "InstanceIds", "InstancesId", "InstancesIds"];
    spellings.into_iter().any(|spelling| folds_to(name, spelling))
}
