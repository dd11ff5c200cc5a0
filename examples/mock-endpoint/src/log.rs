//! The log, which never makes a call wait.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

/// How many lines may wait for whoever reads them.
const MAX_WAITING: usize = 1024;

/// How long the end of the mock waits for the last lines to go out.
const GRACE: Duration = Duration::from_secs(1);

/// Lines on their way to a thread that writes them. That thread is the only one that
/// waits for a reader who does not read; what it cannot keep up with is dropped, and
/// counted.
pub(crate) struct Log {
    lines: Option<SyncSender<String>>,
    dropped: Arc<AtomicU64>,
    /// Disconnected when the last line is written.
    done: Mutex<Receiver<()>>,
}

impl Log {
    pub(crate) fn start(to: impl Write + Send + 'static) -> io::Result<Self> {
        let (sender, lines) = sync_channel(MAX_WAITING);
        let (is_done, done) = mpsc::channel::<()>();
        let dropped = Arc::new(AtomicU64::new(0));
        let counted = dropped.clone();
        // Not joined: it may never come back from a write.
        thread::Builder::new().name("mock-endpoint-log".to_owned()).spawn(move || {
            write_all(to, &lines, &counted);
            drop(is_done);
        })?;
        Ok(Self { lines: Some(sender), dropped, done: Mutex::new(done) })
    }

    /// Has a line written, or drops it where too many wait.
    pub(crate) fn line(&self, line: String) {
        let sent = self.lines.as_ref().is_some_and(|lines| lines.try_send(line).is_ok());
        if !sent {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        // To drop the sender is the message.
        drop(self.lines.take());
        let done = self.done.get_mut().unwrap_or_else(PoisonError::into_inner);
        let _: Result<(), mpsc::RecvTimeoutError> = done.recv_timeout(GRACE);
    }
}

/// Writes each line in one piece, so that it stays one beside what others write.
fn write_all(mut to: impl Write, lines: &Receiver<String>, dropped: &AtomicU64) {
    for mut line in lines {
        line.push('\n');
        // Where the log cannot go, the mock goes on.
        let _: io::Result<()> = to.write_all(line.as_bytes());
        let count = dropped.swap(0, Ordering::Relaxed);
        if count > 0 {
            let notice = format!("{count} lines were dropped: nobody read them in time\n");
            let _: io::Result<()> = to.write_all(notice.as_bytes());
        }
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that fails may panic")]
mod tests {
    use std::io::{self, Write};
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::{Log, MAX_WAITING};

    /// Says what it is given to write, and waits for leave.
    struct Slow {
        written: Sender<String>,
        leave: Receiver<()>,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let _ = self.written.send(text);
            let _ = self.leave.recv();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_nobody_reads_is_dropped_and_counted() {
        let (written, lines) = channel();
        let (go_on, leave) = channel();
        let log = Log::start(Slow { written, leave }).expect("a thread");
        log.line("first".to_owned());
        assert_eq!(lines.recv().as_deref(), Ok("first\n"));
        for number in 0..MAX_WAITING + 7 {
            log.line(number.to_string());
        }
        drop(go_on);
        drop(log);
        let rest: Vec<String> = lines.iter().collect();
        assert_eq!(rest[0], "7 lines were dropped: nobody read them in time\n");
        assert_eq!(rest.len(), 1 + MAX_WAITING);
        assert_eq!(rest[1..3], ["0\n", "1\n"]);
    }

    #[test]
    fn a_reader_who_never_reads_does_not_hold_the_end_up() {
        let (written, _lines) = channel();
        let (_never, leave) = channel();
        let log = Log::start(Slow { written, leave }).expect("a thread");
        log.line("first".to_owned());
        drop(log);
    }
}
