//! The parsers in C and C++, each behind a reader of one body. See `cpp/readers.h`.

use std::ptr::NonNull;

use aliyun_instance_status::Page;

#[repr(C)]
struct Opaque {
    _private: [u8; 0],
}

type New = unsafe extern "C" fn(*const u8, usize) -> *mut Opaque;

unsafe extern "C" {
    fn simdjson_reader(body: *const u8, length: usize) -> *mut Opaque;
    fn pugixml_reader(body: *const u8, length: usize) -> *mut Opaque;
    #[cfg(yyjson)]
    fn yyjson_reader(body: *const u8, length: usize) -> *mut Opaque;
    fn reader_free(reader: *mut Opaque);
    fn reader_read(reader: *mut Opaque) -> usize;
    fn reader_dump(reader: *mut Opaque, out: *mut u8, room: usize) -> usize;
}

/// A parser, its version, and how to make a reader of it.
#[derive(Clone, Copy)]
pub(crate) struct Parser {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    new: New,
}

pub(crate) const JSON: &[Parser] = &[
    Parser { name: "simdjson", version: env!("SIMDJSON_VERSION"), new: simdjson_reader },
    #[cfg(yyjson)]
    Parser { name: "yyjson", version: env!("YYJSON_VERSION"), new: yyjson_reader },
];

pub(crate) const XML: &[Parser] =
    &[Parser { name: "pugixml", version: env!("PUGIXML_VERSION"), new: pugixml_reader }];

impl Parser {
    /// A reader of this body, which has read it as this page.
    ///
    /// # Panics
    ///
    /// If it reads another page, or none.
    pub(crate) fn reader(self, body: &[u8], page: &Page<'_>) -> Reader {
        // SAFETY: the pointer and the length are those of one slice, which the reader copies.
        let raw = unsafe { (self.new)(body.as_ptr(), body.len()) };
        let mut reader = Reader(NonNull::new(raw).expect("memory for a reader"));
        assert!(reader.dump().as_deref() == Some(&*dump(page)), "{} reads another page", self.name);
        reader
    }
}

/// Reads one body, over and over.
pub(crate) struct Reader(NonNull<Opaque>);

impl Reader {
    /// Reads the page and drops it. `usize::MAX`, if it did not read it.
    pub(crate) fn read(&mut self) -> usize {
        // SAFETY: the reader lives until `drop`, and `&mut` keeps others from it.
        unsafe { reader_read(self.0.as_ptr()) }
    }

    /// What it read, as lines of text.
    fn dump(&mut self) -> Option<Vec<u8>> {
        let mut text = vec![0; 1 << 20];
        // SAFETY: as in `read`; it writes no more than the vector has.
        let length = unsafe { reader_dump(self.0.as_ptr(), text.as_mut_ptr(), text.len()) };
        (length <= text.len()).then(|| {
            text.truncate(length);
            text
        })
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // SAFETY: it was made by a `New`, and is freed only here.
        unsafe { reader_free(self.0.as_ptr()) };
    }
}

/// The same lines as `reader_dump` writes.
fn dump(page: &Page<'_>) -> Vec<u8> {
    let Page { request_id, total_count, page_number, page_size, instance_statuses, .. } = page;
    let mut text = format!("{request_id}\n{total_count}\n{page_number}\n{page_size}");
    for record in instance_statuses {
        text.extend(["\n", &record.instance_id, " ", record.status.as_str()]);
    }
    text.into_bytes()
}
