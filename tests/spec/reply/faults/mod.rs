//! Where a bad body is refused: the first fault wins, wherever what follows is cut off.
//!
//! `«` and `»` mark a fault in a text: `«` stands before the byte that is reported, `»` behind
//! the one that decides. `<a b='1' «b=»'2' c/>`: the second `b` is reported as soon as it has
//! its `=`, and what is wrong behind that does not matter.

mod bodies;
mod cuts;
mod depth;
mod json;
mod separators;
mod tags;
mod xml;

use aliyun_instance_status::{DecodeError, DecodeErrorKind as Kind, ErrorReply, Page, Reply};

use crate::lanes;

/// What is wrong with a body, and at which byte.
pub(crate) type Fault = (Kind, usize);

/// Either of [`read_json`] and [`read_xml`].
pub(crate) type Reader = for<'a> fn(&'a [u8]) -> Result<Reply<'a>, Fault>;

/// How the body is read as a reply: the page or the error reply that it is by itself.
#[track_caller]
pub(crate) fn read_json(body: &[u8]) -> Result<Reply<'_>, Fault> {
    let (page, reply) = lanes::read_json(body);
    let has_list = body.windows(16).any(|name| name == b"InstanceStatuses");
    judged(page, ErrorReply::from_json(body), reply, has_list)
}

#[track_caller]
pub(crate) fn read_xml(body: &[u8]) -> Result<Reply<'_>, Fault> {
    let (page, reply) = lanes::read_xml(body);
    // The root element says which of the two it is.
    let is_neither = reply.as_ref().is_err_and(|error| error.kind() == Kind::NotAReply);
    assert!(!is_neither, "{}", String::from_utf8_lossy(body));
    judged(page, ErrorReply::from_xml(body), reply, false)
}

/// The reply, which is the page if there is one, or else the error reply, unless there is a
/// list, of which a page was to be made. If both refuse the body, its error is that of one of
/// them; in JSON it may also be `NotAReply`.
#[track_caller]
fn judged<'a>(
    page: Result<Page<'a>, DecodeError>,
    error: Result<ErrorReply<'a>, DecodeError>,
    reply: Result<Reply<'a>, DecodeError>,
    has_list: bool,
) -> Result<Reply<'a>, Fault> {
    match (page, error) {
        (Ok(page), _) => assert_eq!(reply, Ok(Reply::Page(page))),
        (Err(_), Ok(error)) if !has_list || reply.is_ok() => {
            assert_eq!(reply, Ok(Reply::Error(error)));
        }
        (Err(page), Ok(_)) => assert_eq!(reply, Err(page)),
        (Err(page), Err(error)) => {
            let is_one_of_both = reply == Err(page) || reply == Err(error);
            let is_neither = |refused: &DecodeError| refused.kind() == Kind::NotAReply;
            assert!(
                is_one_of_both || reply.as_ref().is_err_and(is_neither),
                "{reply:?} is neither {page:?} nor {error:?}"
            );
        }
    }
    reply.map_err(fault)
}

fn fault(error: DecodeError) -> Fault {
    (error.kind(), error.offset())
}

/// Asserts that the body is refused so.
#[track_caller]
pub(crate) fn assert_fault(read: Result<Reply<'_>, Fault>, expected: Fault, body: &str) {
    assert_eq!(read.map(drop), Err(expected), "{body}");
}

/// A text without its marks, the byte that is reported and the end of the one that decides.
#[track_caller]
pub(crate) fn marked(text: &str) -> (String, usize, usize) {
    let (before, fault) = text.split_once('«').expect("a fault begins");
    let (fault, after) = fault.split_once('»').expect("a fault is decided");
    (format!("{before}{fault}{after}"), before.len(), before.len() + fault.len())
}

/// The number of bytes from one cut to the next, behind the byte that decides. Before it, every
/// byte is a cut.
const STEP: usize = if cfg!(debug_assertions) { 7 } else { 1 };

/// Puts the piece in its place, `…`, and cuts the body off at every byte from where the piece
/// begins to the one that decides, and then at every [`STEP`]th: before the byte that decides, it
/// ends too early; behind it, it has the fault, however much is left.
#[track_caller]
pub(crate) fn assert_first(read: Reader, place: &str, kind: Kind, piece: &str) {
    let (before, after) = place.split_once('…').expect("a place");
    let (piece, at, decided) = marked(piece);
    let body = format!("{before}{piece}{after}");
    let (at, decided) = (before.len() + at, before.len() + decided);
    let cuts = (before.len()..decided).chain((decided..body.len()).step_by(STEP));
    for cut in cuts.chain([body.len()]).filter(|&cut| body.is_char_boundary(cut)) {
        let body = &body[..cut];
        match read(body.as_bytes()) {
            // Behind a whole document there may be nothing.
            Ok(_) if cut < decided => assert!(read(before.as_bytes()).is_ok(), "{body}"),
            read if cut < decided => assert_fault(read, (Kind::UnexpectedEof, cut), body),
            read => assert_fault(read, (kind, at), body),
        }
    }
}

/// Puts each piece in each place: see [`assert_first`].
#[track_caller]
pub(crate) fn assert_all_first(read: Reader, places: &[&str], faults: &[(Kind, &str)]) {
    for place in places {
        for &(kind, piece) in faults {
            assert_first(read, place, kind, piece);
        }
    }
}
