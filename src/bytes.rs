//! Scanning and reading of bytes, whatever they are for.

pub(crate) mod calendar;
pub(crate) mod decimal;
pub(crate) mod folding;
pub(crate) mod hex;
pub(crate) mod percent;
pub(crate) mod plain;
pub(crate) mod remainder;
pub(crate) mod space;
pub(crate) mod words;
pub(crate) mod xml_char;
