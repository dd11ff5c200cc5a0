//! Replies as the design reads them, from what `serde_json` reads by itself.

use std::fmt;

use aliyun_instance_status::{AccessDeniedDetail, ErrorReply, InstanceStatus, Page};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use crate::{DETAILS, details};

/// A [`serde_json::Value`] that keeps members of one name apart.
pub enum Tree {
    Null,
    Bool,
    Number(Number),
    String(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

/// An object in which every one of `known` is there at most once.
pub struct Members<'t>(&'t [(String, Tree)]);

impl Tree {
    #[must_use]
    pub fn members(&self, known: &[&str]) -> Option<Members<'_>> {
        let Self::Object(members) = self else { return None };
        let times = |name| members.iter().filter(|(other, _)| other == name).count();
        known.iter().all(|name| times(*name) <= 1).then_some(Members(members))
    }

    fn string(&self) -> Option<String> {
        if let Self::String(text) = self { Some(text.clone()) } else { None }
    }

    fn counter(&self) -> Option<u32> {
        match self {
            Self::Number(number) => number.as_u64()?.try_into().ok(),
            Self::String(digits) => crate::counter(digits),
            _ => None,
        }
    }
}

impl<'t> Members<'t> {
    pub fn all(&self, name: &str) -> impl Iterator<Item = &'t Tree> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, tree)| tree)
    }

    fn get(&self, name: &str) -> Option<&'t Tree> {
        self.all(name).next()
    }

    /// A string, or nothing where it is not there or `null`; else the outer `None`.
    fn optional(&self, name: &str) -> Option<Option<String>> {
        match self.get(name) {
            None | Some(Tree::Null) => Some(None),
            Some(tree) => tree.string().map(Some),
        }
    }

    /// As a string, or nothing where it is not there or `null`; a number, or a string of one, is the text that `serde_json`
    /// writes for the number.
    fn text_or_number(&self, name: &str) -> Option<Option<String>> {
        match self.get(name) {
            Some(Tree::Number(number)) => Some(Some(number.to_string())),
            _ => Some(self.optional(name)?.map(|text| rewritten(&text).unwrap_or(text))),
        }
    }
}

/// The page, if that is what stands there.
#[must_use]
pub fn page(tree: &Tree) -> Option<Page<'static>> {
    const NAMES: [&str; 5] =
        ["RequestId", "TotalCount", "PageNumber", "PageSize", "InstanceStatuses"];
    let members = tree.members(&NAMES)?;
    let counter = |name| members.get(name)?.counter();
    let mut page = Page::new(
        members.get("RequestId")?.string()?,
        counter("TotalCount")?,
        counter("PageNumber")?,
        counter("PageSize")?,
    );
    match members.get("InstanceStatuses")?.members(&["InstanceStatus"])?.get("InstanceStatus") {
        None => {}
        Some(Tree::Array(records)) => {
            page.instance_statuses = records.iter().map(record).collect::<Option<_>>()?;
        }
        Some(_) => return None,
    }
    Some(page)
}

fn record(tree: &Tree) -> Option<InstanceStatus<'static>> {
    let members = tree.members(&["InstanceId", "Status"])?;
    let string = |name| members.get(name)?.string();
    Some(InstanceStatus {
        instance_id: string("InstanceId")?.into(),
        status: string("Status")?.into(),
    })
}

/// The error reply, if that is what stands there. A code or a detail that is a number, or a
/// string of one, comes as `serde_json` writes the number.
#[must_use]
pub fn error(tree: &Tree) -> Option<ErrorReply<'static>> {
    const NAMES: [&str; 6] =
        ["RequestId", "HostId", "Code", "Message", "Recommend", "AccessDeniedDetail"];
    let members = tree.members(&NAMES)?;
    let code = members.text_or_number("Code")??;
    if code.is_empty() {
        return None;
    }
    let mut error = ErrorReply::new(code);
    error.request_id = members.optional("RequestId")?.map(Into::into);
    error.host_id = members.optional("HostId")?.map(Into::into);
    error.message = members.optional("Message")?.map(Into::into);
    error.recommend = members.optional("Recommend")?.map(Into::into);
    match members.get("AccessDeniedDetail") {
        None | Some(Tree::Null) => {}
        Some(tree) => error.access_denied_detail = Some(Box::new(detail(tree)?)),
    }
    Some(error)
}

fn detail(tree: &Tree) -> Option<AccessDeniedDetail<'static>> {
    let members = tree.members(&DETAILS)?;
    crate::detail(|name| members.text_or_number(name))
}

/// The numbers that the codec keeps as they were sent, as `serde_json` writes them.
pub fn rewrite_numbers(error: &mut ErrorReply<'_>) {
    if let Some(number) = rewritten(error.code.as_str()) {
        error.code = number.into();
    }
    let Some(detail) = &mut error.access_denied_detail else { return };
    for text in details(detail) {
        if let Some(number) = text.as_deref().and_then(rewritten) {
            *text = Some(number.into());
        }
    }
}

fn rewritten(text: &str) -> Option<String> {
    serde_json::from_str(text).ok().map(|number: Number| number.to_string())
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Tree, E> {
        Ok(Tree::Bool)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Tree, E> {
        Number::from_f64(number).map(Tree::Number).ok_or(E::custom("JSON has no such number"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Tree::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Tree::Object(object))
    }
}
