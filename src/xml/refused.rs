//! What quick-xml refuses, in the words of this crate.

use quick_xml::errors::{Error, IllFormedError};

use super::well_formed::Fault;
use crate::decode_error::DecodeErrorKind;

/// What is wrong at the start of `rest`, the rest of the document, that quick-xml
/// has refused.
#[cold]
pub(super) fn refused(error: &Error, rest: &str) -> Fault {
    let cut_off = (DecodeErrorKind::UnexpectedEof, rest.len());
    match error {
        _ if is_doctype(rest) => (DecodeErrorKind::DtdForbidden, 0),
        Error::IllFormed(
            IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_),
        ) => (DecodeErrorKind::MismatchedTag, 0),
        // A reference that nothing ends, unless more of its name might have come.
        Error::IllFormed(IllFormedError::UnclosedReference) => {
            let is_name = |byte: u8| byte == b'#' || byte.is_ascii_alphanumeric();
            if rest.bytes().skip(1).all(is_name) {
                cut_off
            } else {
                (DecodeErrorKind::InvalidReference, 0)
            }
        }
        // A `<!` that begins nothing, unless it is only cut off.
        Error::Syntax(_) if rest.starts_with("<!") => {
            let begins = ["<!--", "<![CDATA["].into_iter().any(|begin| rest.starts_with(begin));
            let might =
                ["<!--", "<![CDATA[", "<!DOCTYPE"].into_iter().any(|whole| whole.starts_with(rest));
            if begins || might { cut_off } else { (DecodeErrorKind::InvalidMarkup, 0) }
        }
        // Every other piece that is not closed.
        Error::Syntax(_) => cut_off,
        _ => (DecodeErrorKind::InvalidMarkup, 0),
    }
}

/// Whether a document type declaration begins here, in whatever case.
pub(super) fn is_doctype(text: &str) -> bool {
    const DOCTYPE: &str = "<!DOCTYPE";
    text.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE))
}
