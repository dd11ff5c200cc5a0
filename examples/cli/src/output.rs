//! Standard output, whose reader may have had enough.

use std::io::{self, BufWriter, Write};

/// Takes everything and drops it once its reader has gone: a closed pipe is how `head` says
/// that it has enough.
pub(crate) struct UntilClosed<'s> {
    stream: &'s mut dyn Write,
    is_closed: bool,
}

/// Buffered: a table is many small writes.
pub(crate) type Output<'s> = BufWriter<UntilClosed<'s>>;

pub(crate) fn new(stream: &mut dyn Write) -> Output<'_> {
    BufWriter::new(UntilClosed { stream, is_closed: false })
}

impl UntilClosed<'_> {
    fn unless_closed<T>(&mut self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(instead)
            }
            result => result,
        }
    }
}

impl Write for UntilClosed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed {
            return Ok(bytes.len());
        }
        let written = self.stream.write(bytes);
        self.unless_closed(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_closed {
            return Ok(());
        }
        let flushed = self.stream.flush();
        self.unless_closed(flushed, ())
    }
}
