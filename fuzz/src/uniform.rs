//! Pages of records that are nearly alike.

use arbitrary::{Arbitrary, Unstructured};

/// A page in one format, as the input asks for.
#[derive(Debug, Arbitrary)]
pub struct Uniform<'a> {
    usual: Layout,
    other: Layout,
    /// For each record: its values, and whether it has the other layout.
    records: Vec<(u8, u8, bool)>,
    repeat: u8,
    texts: [&'a str; 2],
    changes: Vec<Change>,
}

/// Which of the texts below stand around the values.
#[derive(Debug, Arbitrary)]
struct Layout {
    status_first: bool,
    head: u8,
    mid: u8,
    tail: u8,
}

/// One byte changed.
#[derive(Debug, Arbitrary)]
enum Change {
    Replace(u16, u8),
    Insert(u16, u8),
    Remove(u16),
    Cut(u16),
}

struct Format {
    before: &'static str,
    between: &'static str,
    heads: [&'static str; 6],
    /// Around the names that a layout puts in place of `I` and `S`.
    id: [&'static str; 2],
    status: [&'static str; 2],
    mids: [&'static str; 5],
    tails: [&'static str; 6],
    after: &'static str,
}

const JSON: Format = Format {
    before: r#"{"RequestId":"R","TotalCount":0,"PageNumber":1,"PageSize":1,"InstanceStatuses":{"InstanceStatus":["#,
    between: ",",
    heads: ["{", "{ ", "\n  {\n    ", "{\"x\":[1],", "{\"Status\":\"a\",", "{\"é\":\"\\u0041\","],
    id: ["\"InstanceId\":\"", "\""],
    status: ["\"Status\":\"", "\""],
    mids: [",", " , ", ",\n    ", ",\"x\":{},", ""],
    tails: [
        "}",
        " }",
        "\n  }",
        ",\"x\":null}",
        ",\"InstanceId\":\"a\"}",
        ",\"x\":{\"y\":[\"}\"]}}",
    ],
    after: "]}}",
};

const XML: Format = Format {
    before: "<DescribeInstanceStatusResponse><RequestId>R</RequestId><TotalCount>0</TotalCount>\
             <PageNumber>1</PageNumber><PageSize>1</PageSize><InstanceStatuses>",
    between: "",
    heads: [
        "<InstanceStatus>",
        "<InstanceStatus> ",
        "\n  <InstanceStatus a='1'>\n    ",
        "<InstanceStatus/><InstanceStatus>",
        "<InstanceStatus><x>y</x>",
        "<x/><!-- --><InstanceStatus>",
    ],
    id: ["<InstanceId>", "</InstanceId>"],
    status: ["<Status>", "</Status>"],
    mids: ["", " ", "\n    ", "<x a='&lt;'/>", "x"],
    tails: [
        "</InstanceStatus>",
        " </InstanceStatus>",
        "\n  </InstanceStatus>",
        "<x><InstanceStatus/></x></InstanceStatus>",
        "<Status>a</Status></InstanceStatus>",
        "<?p?></InstanceStatus>\n",
    ],
    after: "</InstanceStatuses></DescribeInstanceStatusResponse>",
};

/// Values with what ends them, or is more than it looks, in one format or the other.
const SPECIAL: [&str; 20] = [
    "a]]>b",
    "]]",
    "a>b",
    "a&amp;b",
    "&#1;",
    "a&b",
    "<![CDATA[a]]>",
    "a<!--c-->b",
    "<x/>",
    "a\\u0062",
    "\\ud800",
    "a\\\"b",
    "\\",
    "\"",
    "a\tb",
    "a\r\nb",
    "a\0",
    "\u{7F}\u{7F}",
    "i-é",
    "\u{FFFE}",
];

impl Uniform<'_> {
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        self.document(&JSON)
    }

    #[must_use]
    pub fn xml(&self) -> Vec<u8> {
        self.document(&XML)
    }

    fn document(&self, format: &Format) -> Vec<u8> {
        let mut records = Vec::new();
        for _ in 0..=self.repeat % 4 {
            for (place, &(id, status, other)) in self.records.iter().take(16).enumerate() {
                let layout = if other && place % 4 == 3 { &self.other } else { &self.usual };
                let mut values = [
                    format!("{}{}{}", format.id[0], self.id(id), format.id[1]),
                    format!("{}{}{}", format.status[0], self.status(status), format.status[1]),
                ];
                if layout.status_first {
                    values.reverse();
                }
                let [first, last] = values;
                let (head, mid, tail) = (
                    usual(&format.heads, layout.head),
                    usual(&format.mids, layout.mid),
                    usual(&format.tails, layout.tail),
                );
                records.push(format!("{head}{first}{mid}{last}{tail}"));
            }
        }
        let records = records.join(format.between);
        let mut document = format!("{}{records}{}", format.before, format.after).into_bytes();
        for change in self.changes.iter().take(4) {
            change.make(&mut document);
        }
        document
    }

    fn id(&self, choice: u8) -> String {
        match choice {
            0..128 => format!("i-bp1a00000000000000{choice:02x}"),
            128..224 => format!("i-{choice}"),
            224..244 => SPECIAL.get(usize::from(choice - 224)).unwrap_or(&"").to_string(),
            244..254 => self.texts[0].chars().take(12).collect(),
            _ => String::new(),
        }
    }

    fn status(&self, choice: u8) -> &str {
        const WORDS: [&str; 8] =
            ["Running", "Stopped", "Pending", "Starting", "Stopping", "Runnin", "Stoppings", ""];
        match choice {
            0..224 => WORDS.get(usize::from(choice % 16)).unwrap_or(&"Running"),
            224..244 => SPECIAL.get(usize::from(choice - 224)).unwrap_or(&""),
            _ => self.texts[1],
        }
    }
}

impl Change {
    fn make(&self, document: &mut Vec<u8>) {
        let length = document.len().max(1);
        match *self {
            Self::Replace(at, byte) => {
                if let Some(place) = document.get_mut(usize::from(at) % length) {
                    *place = byte;
                }
            }
            Self::Insert(at, byte) => document.insert(usize::from(at) % length, byte),
            Self::Remove(at) => drop(document.drain(usize::from(at) % length..).next()),
            Self::Cut(at) => document.truncate(usize::from(at) % length),
        }
    }
}

/// Most choices are the first of the texts.
fn usual(texts: &[&'static str], choice: u8) -> &'static str {
    texts.get(usize::from(choice % 16)).unwrap_or(&texts[0])
}

/// The page that `data` asks for, if it is long enough to ask.
#[must_use]
pub fn uniform(data: &[u8]) -> Option<Uniform<'_>> {
    Uniform::arbitrary_take_rest(Unstructured::new(data)).ok()
}
