//! quick-xml judges how XML is read and written: its events read what this crate accepts as
//! the same texts, and both its events and its serde read what this crate writes.

mod events;
mod golden;
mod reading;
mod writing;
