//! Names that are no parameter's but were meant as one. To skip one would widen the
//! call: to the whole region, to all zones, to the first page for ever.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::convert::Infallible;

use crate::bytes::percent;
use crate::bytes::remainder::consumed;
use crate::call::CommonParameters;
use crate::field::Field;
use crate::query::parameters::{self, Get, GetMut, Kind, Slot, Visitor};
use crate::request::Request;

/// The parameter that an unknown name means, if it folds to one's name: escapes are
/// decoded until none is left, a leading `amp;` is dropped (a URL copied from HTML),
/// and all but letters and digits, whose case is ignored. For the list, digits at the
/// end and a plural are dropped too, and what begins with `.` or `[`: `InstanceId[0].Id`.
#[cold]
pub(super) fn meant(name: &str) -> Option<Field> {
    let name = percent::decode_all(name.as_bytes());
    let name = match name.split_first_chunk::<4>() {
        Some((amp, rest)) if amp.eq_ignore_ascii_case(b"amp;") => rest,
        _ => &name,
    };
    let list = name.split(|byte| matches!(byte, b'.' | b'[')).next().and_then(Folded::new);
    let mut meant = Meant { folded: Folded::new(name), list, field: None };
    let Ok(()) = parameters::show(&mut meant);
    meant.field
}

/// The letters of a name, in lower case, and whether digits follow.
struct Folded {
    letters: [u8; LONGEST],
    length: usize,
    has_digits: bool,
}

/// `ResourceOwnerAccount`.
const LONGEST: usize = 20;

impl Folded {
    /// `None` if the name has more letters than any parameter's, or letters behind
    /// digits, as none has.
    fn new(name: &[u8]) -> Option<Self> {
        let mut folded = Self { letters: [0; LONGEST], length: 0, has_digits: false };
        let mut places = folded.letters.iter_mut();
        for byte in name.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
            if byte.is_ascii_digit() {
                folded.has_digits = true;
            } else if folded.has_digits {
                return None;
            } else {
                *places.next()? = byte.to_ascii_lowercase();
            }
        }
        let left = places.len();
        folded.length = consumed(&folded.letters, left);
        Some(folded)
    }

    fn letters(&self) -> &[u8] {
        self.letters.get(..self.length).unwrap_or_default()
    }

    fn is(&self, name: &str) -> bool {
        !self.has_digits && self.letters().eq_ignore_ascii_case(name.as_bytes())
    }

    /// `InstanceId`, `InstanceIds`, `InstancesId`.
    fn is_of_list(&self, name: &str) -> bool {
        let letters = self.letters().strip_suffix(b"s").unwrap_or(self.letters());
        let Some((noun, id)) = name.as_bytes().split_last_chunk::<2>() else { return false };
        let Some((before, last)) = letters.split_last_chunk::<2>() else { return false };
        let before = before.strip_suffix(b"s").unwrap_or(before);
        last.eq_ignore_ascii_case(id) && before.eq_ignore_ascii_case(noun)
    }
}

/// Of two names that fold to one, `TimeStamp` and `Timestamp`, takes the later, which
/// is today's.
struct Meant {
    folded: Option<Folded>,
    /// What stands before an index.
    list: Option<Folded>,
    field: Option<Field>,
}

impl Meant {
    fn look_at(&mut self, field: Field) {
        if self.folded.as_ref().is_some_and(|folded| folded.is(field.name())) {
            self.field = Some(field);
        }
    }
}

impl<'a> Visitor<'a> for Meant {
    type Stop = Infallible;

    fn own<S: Slot<'a>>(
        &mut self,
        field: Field,
        _: Get<Request<'a>, S>,
        _: GetMut<Request<'a>, S>,
    ) -> Result<(), Infallible> {
        self.look_at(field);
        Ok(())
    }

    fn list(
        &mut self,
        field: Field,
        _: Get<Request<'a>, Vec<Cow<'a, str>>>,
        _: GetMut<Request<'a>, Vec<Cow<'a, str>>>,
    ) -> Result<(), Infallible> {
        let mut folded = [&self.folded, &self.list].into_iter().flatten();
        if folded.any(|folded| folded.is_of_list(field.name())) {
            self.field = Some(field);
        }
        Ok(())
    }

    fn common<S: Slot<'a>>(
        &mut self,
        field: Field,
        _: Get<CommonParameters<'a>, S>,
        _: GetMut<CommonParameters<'a>, S>,
    ) -> Result<(), Infallible> {
        self.look_at(field);
        Ok(())
    }

    fn constant<K: Kind<'a>>(&mut self, field: Field, _: K) -> Result<(), Infallible> {
        self.look_at(field);
        Ok(())
    }
}
