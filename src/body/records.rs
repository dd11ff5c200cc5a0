//! The list of a page: reading and writing its records.

#![expect(clippy::inline_always, reason = "only hands on to the grammar")]

use alloc::vec::Vec;

use super::grammar::Grammar;
use super::kind::ValueKind;
use super::object::Object;
use super::read;
use super::record_layout::RecordParts;
use super::record_list::RecordList;
use super::stencil::{PageGrammar, Stencil};
use super::syntax::{Layout, Syntax, Writer};
use crate::{DecodeError, Field, InstanceStatus};

/// The required list of a page.
pub(crate) struct Records;

impl<'a> ValueKind<'a> for Records {
    type Value = Vec<InstanceStatus<'a>>;

    #[inline(always)]
    fn read<G: Grammar<'a>>(grammar: &mut G, _field: Field) -> Result<Self::Value, DecodeError> {
        grammar.records()
    }

    /// Writes each id, followed by the text up to the next id, which is constant where the status
    /// is a known one.
    #[inline]
    fn write<S: Syntax>(
        out: &mut Writer<'_>,
        _field: Field,
        records: &Self::Value,
    ) -> Result<(), S::Error> {
        S::begin_list(out);
        if !records.is_empty() {
            let [compact, indented] = S::LAYOUTS;
            let layout = if out.layout == Layout::Pretty { indented } else { compact };
            let RecordParts { separator, head, mid, tail } = layout.parts;
            out.push(head);
            for InstanceStatus { instance_id, status } in records {
                S::escape(out.text, Field::InstanceId, instance_id)?;
                if let Some(between) = layout.between_ids(status) {
                    out.push(between);
                } else {
                    out.push(mid);
                    S::escape(out.text, Field::Status, status.as_str())?;
                    out.text.extend([tail, separator, head]);
                }
            }
            // No record follows: drop what was written before its id.
            let unused = head.len().saturating_add(separator.len());
            out.text.truncate(out.text.len().saturating_sub(unused));
            out.is_empty = false;
        }
        S::end_list(out);
        Ok(())
    }
}

/// Reads the list of a page. Records that match the stencil are read by comparing; any other is
/// read member by member, and a new stencil may be learnt from it.
pub(super) fn read<'a, G: PageGrammar<'a>>(
    grammar: &mut G,
) -> Result<Vec<InstanceStatus<'a>>, DecodeError> {
    let mut list = grammar.enter_list()?;
    let mut records = RecordList::new(grammar.input().rest);
    let mut stencil = Stencil::usual(grammar);
    grammar.take_matching(&mut list, &stencil, &mut records);
    let mut start = grammar.input().rest;
    // Where records differ, the stencil is tried ever more seldom: a failure lets 0 records pass
    // without a trial, the next in a row 1, 2, 4, 8, and then 16.
    let (mut failures, mut skips) = (0_u32, 0_u32);
    while grammar.next_record(&mut list)? {
        if let Some(blank) = records.blank() {
            record(grammar, blank)?;
        } else {
            // How much room to make is known once the record has been read.
            let mut value = InstanceStatus::blank();
            record(grammar, &mut value)?;
            records.push(value, grammar.input().rest);
        }
        if let Some(left) = skips.checked_sub(1) {
            skips = left;
        } else {
            let mut fits = grammar.take_matching(&mut list, &stencil, &mut records);
            if !fits
                && let Some(id) = records.last_id()
                && let Some(learnt) = Stencil::learn(grammar, start, id)
            {
                stencil = learnt;
                fits = grammar.take_matching(&mut list, &stencil, &mut records);
            }
            failures = if fits { 0 } else { failures.saturating_add(1).min(6) };
            skips = 1_u32.wrapping_shl(failures) / 4;
        }
        start = grammar.input().rest;
    }
    Ok(records.into_vec())
}

/// Reads a record of a page into a blank one, which may already be in the list.
#[inline(never)]
fn record<'a, G: Grammar<'a>>(
    grammar: &mut G,
    blank: &mut InstanceStatus<'a>,
) -> Result<(), DecodeError> {
    read::object_into(grammar, Field::InstanceStatus, blank)
}
