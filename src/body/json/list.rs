//! [`PageGrammar`] for JSON: the list of a page, `{"InstanceStatus":[…]}`.

use super::cursor::{JsonCursor, Walk};
use super::record_layout::LAYOUTS;
use crate::body::grammar::Grammar;
use crate::body::record_layout::RecordLayout;
use crate::body::record_list::RecordList;
use crate::body::stencil::{PageGrammar, Stencil};
use crate::bytes::plain::JsonString;
use crate::bytes::remainder::taken;
use crate::bytes::space::space;
use crate::{DecodeError, DecodeErrorKind, Field};

/// The list of a page that is being read.
pub(super) struct ListWalk {
    object: Walk,
    /// The array, until it is closed.
    array: Option<Walk>,
    /// Whether there has been an array.
    is_seen: bool,
}

impl<'a, const LANES: u8> PageGrammar<'a> for JsonCursor<'a, LANES> {
    type OpenList = ListWalk;

    const LAYOUTS: &'static [RecordLayout; 2] = &LAYOUTS;

    #[inline]
    fn enter_list(&mut self) -> Result<ListWalk, DecodeError> {
        let object = self.enter(Field::InstanceStatuses)?;
        let mut list = ListWalk { object, array: None, is_seen: false };
        self.enter_array(&mut list)?;
        Ok(list)
    }

    #[inline]
    fn next_record(&mut self, list: &mut ListWalk) -> Result<bool, DecodeError> {
        let Some(array) = &mut list.array else {
            return Ok(false);
        };
        let has_record = self.next(array)?;
        if !has_record {
            // Nothing but unknown members may follow.
            self.enter_array(list)?;
        }
        Ok(has_record)
    }

    fn last_record(&self, start: &'a str) -> Option<[&'a str; 2]> {
        if !Self::HAS_STENCIL || !space(self.input.rest).starts_with(',') {
            // Nothing can follow.
            return None;
        }
        let record = taken(start, self.input.rest);
        Some(match record.strip_prefix(',') {
            Some(record) => [",", record],
            // White space before the comma is kept with it.
            None if space(record).starts_with(',') => ["", record],
            // The first record has none before it.
            None => [",", record],
        })
    }

    #[inline]
    fn take_matching(
        &mut self,
        list: &mut ListWalk,
        stencil: &Stencil<'a>,
        records: &mut RecordList<'a>,
    ) -> bool {
        let (true, Some(array)) = (Self::HAS_STENCIL, &mut list.array) else {
            return false;
        };
        let rest = stencil.take_records::<JsonString>(self.input.rest, array.is_first, records);
        let took_any = rest.len() != self.input.rest.len();
        array.is_first &= !took_any;
        self.input.rest = rest;
        took_any
    }
}

impl<const LANES: u8> JsonCursor<'_, LANES> {
    /// Enters the array of the list, or reads the members after it.
    #[inline]
    fn enter_array(&mut self, list: &mut ListWalk) -> Result<(), DecodeError> {
        list.array = None;
        if list.is_seen || !self.plain_member(&mut list.object, Field::InstanceStatus) {
            loop {
                let Some(name) = self.next_member(&mut list.object)? else {
                    return Ok(());
                };
                if name.text != Field::InstanceStatus.name() {
                    self.skip()?;
                } else if list.is_seen {
                    let kind = DecodeErrorKind::DuplicateField(Field::InstanceStatus);
                    return Err(DecodeError::new(kind, name.offset));
                } else {
                    break;
                }
            }
        }
        list.is_seen = true;
        list.array = Some(self.open(b'[', b']', Field::InstanceStatus)?);
        Ok(())
    }
}
