//! A table with columns as wide as what stands in them.

use std::borrow::Cow;
use std::io::{self, Write};
use std::iter;

use crate::visible::width;

/// No column is wider. A longer value breaks its row, and makes no other row longer.
const MAX_WIDTH: usize = 40;
const GAP: usize = 2;

/// Writes the rows, the last column as it is: it may be long, or coloured.
pub(crate) fn write<'a, const N: usize>(
    rows: impl Iterator<Item = [Cow<'a, str>; N]> + Clone,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut widths = [0; N];
    for row in rows.clone() {
        for (widest, cell) in iter::zip(&mut widths, &row) {
            let width = width(cell);
            if width <= MAX_WIDTH {
                *widest = width.max(*widest);
            }
        }
    }
    for row in rows {
        let mut indent: usize = 0;
        for (place, (column, cell)) in (1..).zip(iter::zip(widths, &row)) {
            write!(output, "{cell}")?;
            indent = indent.saturating_add(column).saturating_add(GAP);
            if place == N {
                break;
            }
            match column.checked_sub(width(cell)) {
                Some(padding) => write!(output, "{:1$}", "", padding.saturating_add(GAP))?,
                None => write!(output, "\n{:indent$}", "")?,
            }
        }
        writeln!(output)?;
    }
    Ok(())
}
