//! The typed value that the peers read and write: strings borrowed where the
//! format can, the five documented statuses, any other word as it was sent.

use std::borrow::Cow;
use std::fmt;

use aliyun_instance_status::{InstanceStatus, Page};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A page. The same derive serves JSON and quick-xml's serde layer.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename = "DescribeInstanceStatusResponse", rename_all = "PascalCase")]
pub(crate) struct DerivedPage<'a> {
    #[serde(borrow)]
    pub(crate) request_id: Cow<'a, str>,
    pub(crate) total_count: u32,
    pub(crate) page_number: u32,
    pub(crate) page_size: u32,
    #[serde(borrow)]
    pub(crate) instance_statuses: List<'a>,
}

/// A page that owns its strings, as most programs keep it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct OwnedPage {
    request_id: String,
    total_count: u32,
    page_number: u32,
    page_size: u32,
    instance_statuses: OwnedList,
}

#[derive(Debug, Deserialize)]
struct OwnedList {
    #[serde(default, rename = "InstanceStatus")]
    records: Vec<OwnedRecord>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct OwnedRecord {
    instance_id: String,
    #[serde(deserialize_with = "owned_status")]
    status: Status<'static>,
}

/// Only an unknown status has a text to be owned.
fn owned_status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Status<'static>, D::Error> {
    Ok(match Status::deserialize(deserializer)? {
        Status::Pending => Status::Pending,
        Status::Starting => Status::Starting,
        Status::Running => Status::Running,
        Status::Stopping => Status::Stopping,
        Status::Stopped => Status::Stopped,
        Status::Unknown(word) => Status::Unknown(Cow::Owned(word.into_owned())),
    })
}

/// The list's wrapper.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct List<'a> {
    #[serde(borrow, default, rename = "InstanceStatus")]
    pub(crate) records: Vec<Record<'a>>,
}

/// One instance.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Record<'a> {
    #[serde(borrow)]
    pub(crate) instance_id: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) status: Status<'a>,
}

/// A status.
#[derive(Debug)]
pub(crate) enum Status<'a> {
    Pending,
    Starting,
    Running,
    Stopping,
    Stopped,
    Unknown(Cow<'a, str>),
}

impl Status<'_> {
    fn known(word: &str) -> Option<Self> {
        Some(match word {
            "Pending" => Self::Pending,
            "Starting" => Self::Starting,
            "Running" => Self::Running,
            "Stopping" => Self::Stopping,
            "Stopped" => Self::Stopped,
            _ => return None,
        })
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Pending => "Pending",
            Self::Starting => "Starting",
            Self::Running => "Running",
            Self::Stopping => "Stopping",
            Self::Stopped => "Stopped",
            Self::Unknown(word) => word,
        }
    }
}

impl<'a> From<Cow<'a, str>> for Status<'a> {
    fn from(word: Cow<'a, str>) -> Self {
        Self::known(&word).unwrap_or(Self::Unknown(word))
    }
}

impl Serialize for Status<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Status<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;

        impl<'de> Visitor<'de> for Word {
            type Value = Status<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a status")
            }

            fn visit_borrowed_str<E: Error>(self, word: &'de str) -> Result<Self::Value, E> {
                Ok(Status::known(word).unwrap_or(Status::Unknown(Cow::Borrowed(word))))
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Self::Value, E> {
                Ok(Status::known(word)
                    .unwrap_or_else(|| Status::Unknown(Cow::Owned(word.to_owned()))))
            }
        }

        deserializer.deserialize_str(Word)
    }
}

impl<'a> From<DerivedPage<'a>> for Page<'a> {
    fn from(page: DerivedPage<'a>) -> Self {
        let mut response =
            Self::new(page.request_id, page.total_count, page.page_number, page.page_size);
        response.instance_statuses = page
            .instance_statuses
            .records
            .into_iter()
            .map(|record| InstanceStatus {
                instance_id: record.instance_id,
                status: match record.status {
                    Status::Unknown(word) => word.into(),
                    known => known.as_str().to_owned().into(),
                },
            })
            .collect();
        response
    }
}

impl From<OwnedPage> for Page<'static> {
    fn from(page: OwnedPage) -> Self {
        let records = page.instance_statuses.records.into_iter().map(|record| Record {
            instance_id: Cow::Owned(record.instance_id),
            status: record.status,
        });
        DerivedPage {
            request_id: Cow::Owned(page.request_id),
            total_count: page.total_count,
            page_number: page.page_number,
            page_size: page.page_size,
            instance_statuses: List { records: records.collect() },
        }
        .into()
    }
}

impl<'a> From<&'a Page<'_>> for DerivedPage<'a> {
    fn from(response: &'a Page<'_>) -> Self {
        let records = response.instance_statuses.iter().map(|record| Record {
            instance_id: Cow::Borrowed(&record.instance_id),
            status: Cow::Borrowed(record.status.as_str()).into(),
        });
        Self {
            request_id: Cow::Borrowed(&response.request_id),
            total_count: response.total_count,
            page_number: response.page_number,
            page_size: response.page_size,
            instance_statuses: List { records: records.collect() },
        }
    }
}

/// Checks that a contestant reads a page as it was meant.
///
/// # Panics
///
/// If it reads another, or none.
pub(crate) fn same<'a, T, E>(who: &str, what: &str, read: Result<T, E>, page: &Page<'_>)
where
    T: Into<Page<'a>>,
    E: fmt::Debug,
{
    match read {
        Ok(value) => assert!(value.into() == *page, "{who} reads another page than {what}"),
        Err(error) => panic!("{who} does not read {what}: {error:?}"),
    }
}
