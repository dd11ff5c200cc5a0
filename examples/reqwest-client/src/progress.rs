//! How far the listing is, on standard error.

use std::error::Error;

use aliyun_instance_status::{Page, Renew, Wait};
use indicatif::{ProgressBar, ProgressStyle};

/// A bar on a terminal, and lines elsewhere.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new(1);
        if let Ok(style) = ProgressStyle::with_template("{bar:20} {msg}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// A page has come, and so many instances until now.
    pub(crate) fn page(&self, page: &Page<'_>, instances: usize) {
        let pages = page.total_count.div_ceil(page.page_size.max(1)).max(1);
        self.0.set_length(pages.into());
        self.0.set_position(page.page_number.into());
        self.say(format!("page {} of {pages}, {instances} instances", page.page_number));
    }

    /// The last call is made again; `lost` says why nothing came back, if nothing did.
    pub(crate) fn wait(&self, wait: &Wait, lost: Option<&(dyn Error + 'static)>) {
        let why = match (lost, wait.renew) {
            (Some(error), _) => format!(", no reply: {}", cause(error)),
            (None, Renew::Time) => ", the clock is off".to_owned(),
            (None, _) => String::new(),
        };
        self.say(format!("again in {:?}{why}", wait.duration));
    }

    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }

    fn say(&self, message: String) {
        if self.0.is_hidden() {
            eprintln!("{message}");
        } else {
            self.0.set_message(message);
        }
    }
}

/// What an error comes from: what is above it says only that a call failed.
pub(crate) fn cause<'a>(mut error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    while let Some(source) = error.source() {
        error = source;
    }
    error
}
