//! Documents that are nearly pages or error replies, told in both formats.

use arbitrary::{Arbitrary, Unstructured};

use crate::{DETAILS, is_xml_char};

/// A document in both formats.
pub struct Both {
    pub json: String,
    pub xml: String,
}

/// What a member holds.
enum Content {
    Text(String),
    /// Digits, in JSON without quotes.
    Number(u32),
    Members(Vec<(&'static str, Self)>),
    /// The list with its wrapper.
    Records(Vec<Self>),
}

const STATUSES: [&str; 7] =
    ["Running", "Stopped", "Pending", "Starting", "Stopping", "running", "Stoppinh"];
const UNKNOWN: [&str; 7] = ["x", "requestId", "Error", "é", "_-.1", "Item", "StatusX"];

/// Makes a document and lays it out: most choices are the usual ones.
pub struct Maker<'a, 'b>(pub &'b mut Unstructured<'a>);

impl Maker<'_, '_> {
    pub fn page(&mut self) -> Both {
        let records = (0..self.pick(6)).map(|_| self.record()).collect();
        let members = vec![
            ("RequestId", self.text()),
            ("TotalCount", self.counter()),
            ("PageNumber", self.counter()),
            ("PageSize", self.counter()),
            ("InstanceStatuses", Content::Records(records)),
        ];
        let members = self.disturbed(members);
        self.told("DescribeInstanceStatusResponse", members)
    }

    pub fn error(&mut self) -> Both {
        let mut members = vec![("Code", self.text())];
        for name in ["RequestId", "HostId", "Message", "Recommend"] {
            if self.pick(2) == 1 {
                members.push((name, self.text()));
            }
        }
        if self.pick(3) == 1 {
            let details = DETAILS.map(|name| (name, self.text()));
            let details = self.disturbed(details.into());
            members.push(("AccessDeniedDetail", Content::Members(details)));
        }
        let members = self.disturbed(members);
        self.told("Error", members)
    }

    fn record(&mut self) -> Content {
        let status = match self.pick(9) {
            8 => self.text(),
            place => Content::Text(STATUSES.get(place).unwrap_or(&"Running").to_string()),
        };
        let members = vec![("InstanceId", self.text()), ("Status", status)];
        Content::Members(self.disturbed(members))
    }

    /// Some text; once in a while members where text belongs.
    fn text(&mut self) -> Content {
        match self.pick(32) {
            31 => Content::Members(vec![("x", Content::Text(String::new()))]),
            30 => Content::Text("a\r\nb\rc\u{85}\u{2028}]]>&lt;<\"\\\u{FEFF}".into()),
            29 => Content::Text(String::new()),
            16..29 => Content::Text(format!("i-{}", self.pick(256))),
            _ => Content::Text(self.string()),
        }
    }

    fn counter(&mut self) -> Content {
        match self.pick(16) {
            // White space around digits is XML's alone.
            15 => Content::Text(self.string().trim_matches([' ', '\t', '\r', '\n']).into()),
            14 => Content::Text("4294967296".into()),
            13 => Content::Text("0004294967295".into()),
            12 => Content::Members(vec![("x", Content::Number(0))]),
            _ => Content::Number(u32::arbitrary(self.0).unwrap_or(0)),
        }
    }

    fn string(&mut self) -> String {
        let text = String::arbitrary(self.0).unwrap_or_default();
        text.chars().filter(|&character| is_xml_char(character)).take(16).collect()
    }

    /// The members in another order, one left out, one twice, unknown ones added.
    fn disturbed(
        &mut self,
        mut members: Vec<(&'static str, Content)>,
    ) -> Vec<(&'static str, Content)> {
        match self.pick(24) {
            23 => drop(members.remove(self.pick(members.len()))),
            22 => {
                let (name, _) = members[self.pick(members.len())];
                let again = if name == "InstanceStatuses" {
                    Content::Records(Vec::new())
                } else {
                    self.text()
                };
                members.push((name, again));
            }
            21 => {
                // The limit counts brackets here and elements there: at 128 brackets the
                // text in them has an element more.
                let depth = [1, 2, 127, 129][self.pick(4)];
                let nest = |inside, _| Content::Members(vec![("x", inside)]);
                let nest = (0..depth).fold(Content::Text("deep".into()), nest);
                members.push((UNKNOWN[self.pick(UNKNOWN.len())], nest));
            }
            16..21 => members.push((UNKNOWN[self.pick(UNKNOWN.len())], self.text())),
            _ => {}
        }
        for last in (1..members.len()).rev() {
            // Nothing left to choose from leaves them as they are.
            members.swap(last, last - self.pick(last + 1));
        }
        members
    }

    fn told(&mut self, root: &str, members: Vec<(&'static str, Content)>) -> Both {
        let content = Content::Members(members);
        let (mut json, mut xml) = (String::new(), String::new());
        self.json(&mut json, &content);
        self.xml(&mut xml, root, &content);
        Both { json, xml }
    }

    fn json(&mut self, out: &mut String, content: &Content) {
        self.json_space(out);
        match content {
            Content::Text(text) => self.json_string(out, text),
            Content::Number(number) => out.push_str(&number.to_string()),
            Content::Members(members) => {
                out.push('{');
                for (place, (name, content)) in members.iter().enumerate() {
                    out.push_str(if place == 0 { "" } else { "," });
                    self.json_space(out);
                    self.json_string(out, name);
                    self.json_space(out);
                    out.push(':');
                    self.json(out, content);
                }
                self.json_space(out);
                out.push('}');
            }
            Content::Records(records) => {
                out.push_str("{\"InstanceStatus\":[");
                for (place, record) in records.iter().enumerate() {
                    out.push_str(if place == 0 { "" } else { "," });
                    self.json(out, record);
                }
                self.json_space(out);
                out.push_str("]}");
            }
        }
        self.json_space(out);
    }

    fn json_string(&mut self, out: &mut String, text: &str) {
        out.push('"');
        for character in text.chars() {
            let is_special = matches!(character, '"' | '\\' | '\0'..' ');
            if is_special || self.pick(16) == 15 {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            } else {
                out.push(character);
            }
        }
        out.push('"');
    }

    fn json_space(&mut self, out: &mut String) {
        out.push_str(["", " ", "\n", "\t\r\n  "].get(self.pick(16)).unwrap_or(&""));
    }

    fn xml(&mut self, out: &mut String, name: &str, content: &Content) {
        let attributes = ["", " ", " a='1'", " a = \"&lt;\" b='>'", "\n\txmlns='u'"];
        let attributes = attributes.get(self.pick(24)).unwrap_or(&"");
        match content {
            Content::Text(text) if text.is_empty() && self.pick(2) == 1 => {
                out.push_str(&format!("<{name}{attributes}/>"));
                return;
            }
            _ => out.push_str(&format!("<{name}{attributes}>")),
        }
        match content {
            Content::Text(text) => self.xml_text(out, text),
            Content::Number(number) => self.xml_text(out, &number.to_string()),
            Content::Members(members) => {
                for (name, content) in members {
                    self.xml_space(out);
                    self.xml(out, name, content);
                }
                self.xml_space(out);
            }
            Content::Records(records) => {
                for record in records {
                    self.xml_space(out);
                    self.xml(out, "InstanceStatus", record);
                }
                self.xml_space(out);
            }
        }
        out.push_str(&format!("</{name}{}>", [" ", ""][self.pick(2)]));
    }

    fn xml_text(&mut self, out: &mut String, text: &str) {
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let is_special = matches!(character, '<' | '&' | '>' | '\r');
            let before_line_feed = characters.peek() == Some(&'\n');
            match self.pick(24) {
                23 if character != '\r' => out.push_str(&format!("<![CDATA[{character}]]>")),
                22 => out.push_str(&format!("<!--x--><?y?>&#{};", u32::from(character))),
                21 => out.push_str(&format!("&#x{:x};", u32::from(character))),
                20 if character == '\n' => out.push_str("\r\n"),
                19 if character == '\n' && !before_line_feed => out.push('\r'),
                _ if is_special => out.push_str(&format!("&#{};", u32::from(character))),
                _ => out.push(character),
            }
        }
    }

    fn xml_space(&mut self, out: &mut String) {
        let spaces =
            ["", " ", "\n", "\t\r\n  ", "<!-- <a> -->", "<?p <a?>", "&#32;", "<![CDATA[ ]]>"];
        out.push_str(spaces.get(self.pick(32)).unwrap_or(&""));
    }

    /// A number below `limit`; 0 when the input is used up.
    fn pick(&mut self, limit: usize) -> usize {
        self.0.int_in_range(0..=limit.saturating_sub(1)).unwrap_or(0)
    }
}
