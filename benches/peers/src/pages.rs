//! The pages that everybody reads: deterministic, and written here, so that no
//! contestant reads what it wrote itself.

use aliyun_instance_status::{InstanceStatus, Page, Status};

const REQUEST_ID: &str = "6EF60BEC-0242-43AF-BB20-270359FB54A7";

/// How a page is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    Compact,
    Indented,
}

/// What is irregular in a page's records.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Nothing: every record has the same text between its values.
    Uniform,
    /// Nothing, and every status is the same, as in most real regions.
    Running,
    /// In every second record the status stands first.
    Alternating,
    /// Between the pieces of a record stand spaces, now more and now fewer.
    Spaces,
    /// A member that no version knows, with a value of its own in every record.
    Varying,
    /// A member that no version knows, the same in every record.
    Unknown,
    /// The first of every ten ids has an escape.
    Escaped,
    /// Every id and every status is in Chinese.
    NotAscii,
    /// Every id has an escape.
    AllEscaped,
    /// Every id is in a CDATA section. XML alone has them.
    Cdata,
    /// The ids are from 8 to 40 bytes long.
    Lengths,
    /// The status stands before the id, as in the documentation since 2019.
    Order,
}

impl Layout {
    /// What the tables call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Indented => "indented",
        }
    }
}

/// A page of so many records, whose ids fit the shape.
///
/// # Panics
///
/// If there are more than a `u32` can count.
#[must_use]
pub fn value(shape: Shape, records: usize) -> Page<'static> {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let total = u32::try_from(records).expect("a page has fewer records than a u32 can count");
    let mut page = Page::new(REQUEST_ID, total, 1, total);
    page.instance_statuses = (0..records)
        .map(|index| InstanceStatus {
            instance_id: numbers.id(shape, index).into(),
            status: numbers.status(shape),
        })
        .collect();
    page
}

/// The page in JSON.
#[must_use]
pub fn json(page: &Page<'_>, shape: Shape, layout: Layout) -> Vec<u8> {
    let mut text = Text { out: String::new(), layout };
    text.push("{");
    text.line(1).json_member("RequestId", &page.request_id).push(",");
    text.line(1).json_name("TotalCount").push(&page.total_count.to_string()).push(",");
    text.line(1).json_name("PageNumber").push(&page.page_number.to_string()).push(",");
    text.line(1).json_name("PageSize").push(&page.page_size.to_string()).push(",");
    text.line(1).json_name("InstanceStatuses").push("{");
    text.line(2).json_name("InstanceStatus").push("[");
    for (index, record) in page.instance_statuses.iter().enumerate() {
        text.push(if index == 0 { "" } else { "," }).line(3).push("{");
        for (place, (name, value)) in shape.members(record, index).iter().enumerate() {
            text.push(if place == 0 { "" } else { "," }).line(4).push(shape.spaces(index, place));
            text.json_member(name, value);
        }
        text.line(3).push("}");
    }
    text.line(2).push("]").line(1).push("}").line(0).push("}");
    text.out.into_bytes()
}

/// The page in XML, with the gateway's prolog.
#[must_use]
pub fn xml(page: &Page<'_>, shape: Shape, layout: Layout) -> Vec<u8> {
    let mut text = Text { out: String::new(), layout };
    text.push("<?xml version='1.0' encoding='UTF-8'?>");
    text.line(0).push("<DescribeInstanceStatusResponse>");
    text.line(1).xml_element("RequestId", &page.request_id);
    text.line(1).xml_element("TotalCount", &page.total_count.to_string());
    text.line(1).xml_element("PageNumber", &page.page_number.to_string());
    text.line(1).xml_element("PageSize", &page.page_size.to_string());
    text.line(1).push("<InstanceStatuses>");
    for (index, record) in page.instance_statuses.iter().enumerate() {
        text.line(2).push("<InstanceStatus>");
        for (place, (name, value)) in shape.members(record, index).into_iter().enumerate() {
            text.line(3).push(shape.spaces(index, place));
            match (shape, name) {
                (Shape::Cdata, "InstanceId") => {
                    text.push("<InstanceId><![CDATA[").push(&value).push("]]></InstanceId>")
                }
                _ => text.xml_element(name, &value),
            };
        }
        text.line(2).push("</InstanceStatus>");
    }
    text.line(1).push("</InstanceStatuses>").line(0).push("</DescribeInstanceStatusResponse>");
    text.out.into_bytes()
}

impl Shape {
    /// What the tables call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Running => "every instance runs",
            Self::Alternating => "order alternates",
            Self::Spaces => "white space varies",
            Self::Varying => "an unknown member that varies",
            Self::Unknown => "an unknown member, the same in each",
            Self::Escaped => "one id in ten escaped",
            Self::NotAscii => "nothing is ASCII",
            Self::AllEscaped => "an escape in each",
            Self::Cdata => "a CDATA section in each",
            Self::Lengths => "ids of 8 to 40 bytes",
            Self::Order => "status before id",
        }
    }

    /// How many spaces stand at a place of a record.
    fn spaces(self, index: usize, place: usize) -> &'static str {
        match self {
            Self::Spaces => &"        "[..(index * 7 + place * 3) % 9],
            _ => "",
        }
    }

    /// The members of a record, in the order of the text.
    fn members(self, record: &InstanceStatus<'_>, index: usize) -> Vec<(&'static str, String)> {
        let id = ("InstanceId", record.instance_id.to_string());
        let status = ("Status", record.status.to_string());
        match self {
            Self::Order => vec![status, id],
            Self::Alternating if index % 2 == 1 => vec![status, id],
            Self::Unknown => vec![id, ("ExpiredTime", "2099-12-31T16:00Z".into()), status],
            Self::Varying => {
                let minute = index % 60;
                vec![id, ("ExpiredTime", format!("2099-12-31T16:{minute:02}Z")), status]
            }
            _ => vec![id, status],
        }
    }
}

/// Text under construction.
struct Text {
    out: String,
    layout: Layout,
}

impl Text {
    fn push(&mut self, text: &str) -> &mut Self {
        self.out.push_str(text);
        self
    }

    /// A new line, if the layout has lines.
    fn line(&mut self, depth: usize) -> &mut Self {
        if self.layout == Layout::Indented {
            self.out.push('\n');
            self.out.push_str(&"  ".repeat(depth));
        }
        self
    }

    fn json_name(&mut self, name: &str) -> &mut Self {
        let colon = if self.layout == Layout::Indented { "\": " } else { "\":" };
        self.push("\"").push(name).push(colon)
    }

    /// A member with a string, in which `&` is escaped as Go's encoder does it.
    fn json_member(&mut self, name: &str, value: &str) -> &mut Self {
        self.json_name(name).push("\"").push(&value.replace('&', "\\u0026")).push("\"")
    }

    fn xml_element(&mut self, name: &str, value: &str) -> &mut Self {
        self.push("<").push(name).push(">").push(&value.replace('&', "&amp;"));
        self.push("</").push(name).push(">")
    }
}

/// A linear congruential generator with Knuth's constants.
struct Numbers(u64);

impl Numbers {
    /// A number below `end`, taken from the upper bits.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(0x1405_7B7E_F767_814F);
        usize::try_from(self.0 >> 40).expect("24 bits fit") % end
    }

    /// An id as the service makes them, `i-bp1` and 17 letters and digits, where
    /// the shape asks for nothing else.
    fn id(&mut self, shape: Shape, index: usize) -> String {
        const ALPHABET: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let length = if shape == Shape::Lengths { 3 + self.below(33) } else { 17 };
        let mut id = String::from("i-bp1");
        id.extend((0..length).map(|_| char::from(ALPHABET[self.below(ALPHABET.len())])));
        match shape {
            Shape::Escaped if index.is_multiple_of(10) => id.replace_range(11..12, "&"),
            Shape::AllEscaped => id.replace_range(11..12, "&"),
            // As long as the others, in seven characters.
            Shape::NotAscii => {
                let digit = |byte: char| char::from_u32('一' as u32 + byte as u32).unwrap_or(byte);
                id = id.chars().skip(15).map(digit).collect();
            }
            _ => {}
        }
        id
    }

    fn status(&mut self, shape: Shape) -> Status<'static> {
        match self.below(5) {
            _ if shape == Shape::Running => Status::Running,
            _ if shape == Shape::NotAscii => Status::from("运行中"),
            0 => Status::Pending,
            1 => Status::Starting,
            2 => Status::Running,
            3 => Status::Stopping,
            _ => Status::Stopped,
        }
    }
}
