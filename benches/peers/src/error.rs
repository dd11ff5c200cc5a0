//! Error replies with five members, read as what a body may be: a page or an error.

use std::borrow::Cow;
use std::hint::black_box;

use aliyun_instance_status::Reply;
use serde::Deserialize;
use serde::de::Error as _;

use crate::job::{Job, Plan, Row, Target};
use crate::xml;

const JSON: &[Target] = &[Target::new(1, 1.6, 2.5)];
const XML: &[Target] = &[Target::new(1, 4.0, 6.0)];

/// What the peers read.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Members<'a> {
    #[serde(borrow)]
    pub(crate) request_id: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) host_id: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) code: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) message: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) recommend: Cow<'a, str>,
}

impl Members<'_> {
    fn values(&self) -> [&str; 5] {
        [&self.request_id, &self.host_id, &self.code, &self.message, &self.recommend]
    }
}

fn serde_json(body: &[u8]) -> serde_json::Result<Members<'_>> {
    serde_json::from_str(str::from_utf8(body).map_err(serde_json::Error::custom)?)
}

/// What the service answers a call for a region that does not exist.
const REPLY: [(&str, &str); 5] = [
    ("RequestId", "6EF60BEC-0242-43AF-BB20-270359FB54A7"),
    ("HostId", "ecs.aliyuncs.com"),
    ("Code", "InvalidRegionId.NotFound"),
    ("Message", "The specified RegionId does not exist."),
    ("Recommend", "https://api.aliyun.com/troubleshoot?q=InvalidRegionId.NotFound&product=Ecs"),
];

fn json_reply() -> String {
    let members = REPLY.map(|(name, value)| format!("\"{name}\":\"{value}\""));
    format!("{{{}}}", members.join(","))
}

fn xml_reply() -> String {
    let members = REPLY.map(|(name, value)| match name {
        "Recommend" => format!("<{name}><![CDATA[{value}]]></{name}>"),
        _ => format!("<{name}>{value}</{name}>"),
    });
    format!("<?xml version='1.0' encoding='UTF-8'?><Error>{}</Error>", members.concat())
}

/// Reading, in both formats.
pub(crate) fn decode(plan: &Plan) -> Vec<Row> {
    let values = REPLY.map(|(_, value)| value);
    let (json, xml) = (json_reply(), xml_reply());
    let (json, xml) = (json.as_bytes(), xml.as_bytes());
    for read in [Reply::from_json(json), Reply::from_xml(xml)] {
        let Ok(Reply::Error(error)) = read else { panic!("an error reply: {read:?}") };
        let text = |text: &Option<Cow<'_, str>>| text.as_deref().unwrap_or("").to_owned();
        let [id, host, message, recommend] =
            [&error.request_id, &error.host_id, &error.message, &error.recommend].map(text);
        assert_eq!([&*id, &host, error.code.as_str(), &message, &recommend], values);
    }
    assert_eq!(serde_json(json).expect("serde_json reads it").values(), values);
    assert_eq!(xml::error_events(xml).expect("quick-xml reads it").values(), values);

    let mut rows = Job::new("decode JSON, error reply".to_owned(), 1, json.len(), || {
        Reply::from_json(black_box(json))
    })
    .beside("serde_json, borrowed", JSON, || serde_json(black_box(json)))
    .run(plan);
    rows.extend(
        Job::new("decode XML, error reply".to_owned(), 1, xml.len(), || {
            Reply::from_xml(black_box(xml))
        })
        .beside("quick-xml, events by hand", XML, || xml::error_events(black_box(xml)))
        .run(plan),
    );
    rows
}
