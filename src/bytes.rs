//! What is asked of bytes, whatever they are for.

pub(crate) mod decimal;
pub(crate) mod percent;
pub(crate) mod plain;
pub(crate) mod remainder;
#[cfg(any(feature = "json", feature = "xml"))]
pub(crate) mod space;
#[cfg(any(feature = "arbitrary", feature = "xml"))]
pub(crate) mod xml_char;
