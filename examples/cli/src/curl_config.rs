//! A configuration for `curl -K`, one option a line: no shell stands between, so nothing has
//! to be quoted for one, and nothing of it is in the process list.

use std::fmt::Write as _;

use aliyun_instance_status::sign::SignedRequest;

/// The call, to be sent to this scheme and host.
pub(crate) fn write(signed: &SignedRequest, base: &str) -> String {
    let mut config = String::from("# A signed call, for: curl -sK -\n");
    let question = if signed.query().is_empty() { "" } else { "?" };
    let url = format!("{base}{}{question}{}", signed.path(), signed.query());
    line(&mut config, "url", &url);
    for (name, value) in signed.headers() {
        line(&mut config, "header", &format!("{name}: {value}"));
    }
    if signed.method().as_str() != "GET" {
        line(&mut config, "request", signed.method().as_str());
        // An empty one makes curl say that the body is empty.
        line(&mut config, "data", signed.body());
    }
    config
}

/// curl reads `\` and `"` in quotes only after a `\`. A line end has no place in a call.
fn line(config: &mut String, option: &str, value: &str) {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    _ = writeln!(config, "{option} = \"{value}\"");
}

/// Whether a text is a configuration: one line of it is a URL.
pub(crate) fn is_one(text: &str) -> bool {
    options(text).any(|(option, _)| option == "url")
}

/// The options and their values.
pub(crate) fn options(text: &str) -> impl Iterator<Item = (&str, String)> {
    text.lines().filter_map(|line| {
        let line = line.trim();
        let separators = |character: char| character.is_whitespace() || "=:".contains(character);
        let (option, value) = line.split_once(separators).filter(|_| !line.starts_with('#'))?;
        let option = option.strip_prefix("--").unwrap_or(option);
        Some((option, unquoted(value.trim_start_matches(separators))))
    })
}

fn unquoted(value: &str) -> String {
    let Some(quoted) = value.strip_prefix('"') else { return value.to_owned() };
    let (mut text, mut is_escape) = (String::new(), false);
    for character in quoted.chars() {
        match character {
            '\\' if !is_escape => is_escape = true,
            '"' if !is_escape => break,
            _ => {
                let character = match character {
                    't' if is_escape => '\t',
                    'n' if is_escape => '\n',
                    'r' if is_escape => '\r',
                    _ => character,
                };
                text.push(character);
                is_escape = false;
            }
        }
    }
    text
}
