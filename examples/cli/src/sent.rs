//! A call as it was sent, in any of the spellings that people paste: a query, a URL, a request
//! line, a whole request, or a configuration for curl.

use std::ffi::OsStr;

use crate::curl_config;
use crate::failure::Failure;
use crate::http_message::HttpMessage;
use crate::input;
use crate::system::System;
use crate::url::Url;

/// A call as it was sent.
#[derive(Default)]
pub(crate) struct Sent {
    /// Empty where it was not said.
    pub(crate) method: String,
    pub(crate) path: String,
    /// With its `?`, if it came with one.
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Sent {
    /// Reads an argument, or standard input for `-`.
    pub(crate) fn of_argument(
        argument: &OsStr,
        command: &'static str,
        system: &mut System<'_>,
    ) -> Result<Self, Failure> {
        if argument == "-" {
            let (_, text) = input::read_text(argument, system)?;
            return Ok(Self::read(&text));
        }
        match argument.to_str() {
            Some(text) => Ok(Self::read(text)),
            None => Err(Failure::misuse(command, "not UTF-8")),
        }
    }

    pub(crate) fn read(text: &str) -> Self {
        let text = text.trim().trim_matches(['"', '\'', '`', '<', '>']).trim();
        if curl_config::is_one(text) {
            return Self::of_curl_config(text);
        }
        let mut words = text.split_ascii_whitespace();
        match (words.next(), words.next()) {
            (Some(method), Some(target)) if method.bytes().all(|b| b.is_ascii_uppercase()) => {
                let message = HttpMessage::read(text.as_bytes(), 0);
                let mut sent = Self { method: method.to_owned(), ..Self::of_url(target) };
                sent.headers.splice(.., owned(message.headers));
                message.body.clone_into(&mut sent.body);
                sent.add_host(target);
                sent
            }
            _ if Url::is_url(text) => {
                let mut sent = Self::of_url(text);
                sent.add_host(text);
                sent
            }
            _ => Self { path: "/".into(), query: text.to_owned(), ..Self::default() },
        }
    }

    fn of_url(text: &str) -> Self {
        let Url { path, query, .. } = Url::split(text);
        let path = if path.is_empty() { "/" } else { path };
        Self { path: path.to_owned(), query: query.to_owned(), ..Self::default() }
    }

    /// HTTP stacks send the host of the URL.
    fn add_host(&mut self, url: &str) {
        let host = Url::split(url).host();
        if self.header("host").is_none() && !host.is_empty() {
            self.headers.push(("host".into(), host.into()));
        }
    }

    fn of_curl_config(text: &str) -> Self {
        let (mut sent, mut url, mut has_data) = (Self::default(), String::new(), false);
        for (option, value) in curl_config::options(text) {
            match option {
                "url" => url = value,
                "request" => sent.method = value,
                "header" => {
                    let (name, value) = value.split_once(':').unwrap_or((&value, ""));
                    sent.headers.push((name.trim().to_owned(), value.trim().to_owned()));
                }
                "data" | "data-raw" => {
                    has_data = true;
                    sent.body = value.into_bytes();
                }
                _ => {}
            }
        }
        if sent.method.is_empty() {
            sent.method = if has_data { "POST" } else { "GET" }.into();
        }
        let Self { path, query, .. } = Self::of_url(&url);
        let mut sent = Self { path, query, ..sent };
        sent.add_host(&url);
        sent
    }

    /// The first header of this name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(header, _)| header.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}

fn owned(headers: Vec<(&str, &str)>) -> impl Iterator<Item = (String, String)> {
    headers.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()))
}
