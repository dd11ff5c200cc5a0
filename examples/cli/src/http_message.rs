//! An HTTP message as `curl -i` prints it: the head, an empty line, the body.

/// A message. One without a head is all body.
#[derive(Default)]
pub(crate) struct HttpMessage<'a> {
    /// The start line: of a reply, the version and the status.
    pub(crate) start_line: Option<&'a str>,
    /// The names and values of the headers.
    pub(crate) headers: Vec<(&'a str, &'a str)>,
    pub(crate) body: &'a [u8],
    /// At which byte the body begins.
    pub(crate) body_at: usize,
}

impl<'a> HttpMessage<'a> {
    /// Reads a reply. What stands before the last head is skipped: `curl -i` prints that of
    /// a proxy's, of `100 Continue` and of every redirect too.
    pub(crate) fn reply(text: &'a [u8]) -> Self {
        let mut message = Self { body: text, ..Self::default() };
        while message.body.starts_with(b"HTTP/") {
            message = Self::read(message.body, message.body_at);
        }
        message
    }

    /// Reads a head and a body from a text that begins at this byte.
    pub(crate) fn read(text: &'a [u8], at: usize) -> Self {
        let mut lines = text.split_inclusive(|&byte| byte == b'\n');
        let mut length: usize = 0;
        let mut line = || {
            let line = lines.next()?;
            length = length.saturating_add(line.len());
            // A line that is no text, or an empty one, ends the head.
            str::from_utf8(line.trim_ascii_end()).ok().filter(|line| !line.is_empty())
        };
        let start_line = line();
        let mut headers = Vec::new();
        while let Some(line) = line() {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            headers.push((name.trim_ascii(), value.trim_ascii()));
        }
        let body = text.get(length..).unwrap_or_default();
        Self { start_line, headers, body, body_at: at.saturating_add(length) }
    }

    /// The status of a reply.
    pub(crate) fn status(&self) -> Option<u16> {
        self.start_line?.split_ascii_whitespace().nth(1)?.parse().ok()
    }

    /// The first header of this name that is not empty.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(header, _)| header.eq_ignore_ascii_case(name))?;
        Some(*value).filter(|value| !value.is_empty())
    }
}
