//! The fleet file: regions, their zones, and the instances in them.

use std::collections::HashSet;
use std::fmt;

use aliyun_instance_status::{ErrorCode, InstanceStatus, Request, Response};
use serde::Deserialize;

use crate::object::{Object, objects};

/// The instances that the mock answers with.
///
/// ```
/// use mock_endpoint::Fleet;
///
/// # fn main() -> Result<(), mock_endpoint::FleetError> {
/// let fleet = Fleet::from_json(
///     r#"{"Regions": [{"RegionId": "cn-hangzhou", "Zones": [{"ZoneId": "cn-hangzhou-b", "Instances": [
///         {"InstanceId": "i-a", "Status": "Running"}
///     ]}]}]}"#,
/// )?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Fleet {
    regions: Vec<Region>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct File {
    #[serde(deserialize_with = "objects")]
    regions: Vec<Region>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Region {
    region_id: String,
    #[serde(deserialize_with = "objects")]
    zones: Vec<Zone>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Zone {
    zone_id: String,
    #[serde(deserialize_with = "objects")]
    instances: Vec<Instance>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Instance {
    instance_id: String,
    status: String,
}

/// Why a fleet file cannot be used.
#[derive(Debug)]
pub struct FleetError(String);

impl Fleet {
    /// Reads a fleet file. The README has its format.
    ///
    /// # Errors
    ///
    /// What is not JSON of that format; an empty id; one id twice; an id or a status
    /// that XML cannot carry.
    pub fn from_json(json: &str) -> Result<Self, FleetError> {
        let Object(File { regions }) =
            serde_json::from_str(json).map_err(|error| FleetError(error.to_string()))?;
        let fleet = Self { regions };
        fleet.check_ids()?;
        let all = fleet.regions.iter().flat_map(|region| &region.zones).flat_map(Zone::statuses);
        // Whatever selection is answered later, either format can carry it.
        page(all.collect(), "R", 1, u32::MAX)
            .to_xml()
            .map_err(|error| FleetError(error.to_string()))?;
        Ok(fleet)
    }

    fn check_ids(&self) -> Result<(), FleetError> {
        let mut seen = HashSet::new();
        let mut check = |kind: &'static str, id: &'_ str| {
            if id.is_empty() {
                Err(FleetError(format!("an empty {kind}")))
            } else if seen.insert((kind, id.to_owned())) {
                Ok(())
            } else {
                Err(FleetError(format!("the {kind} {id:?} is there twice")))
            }
        };
        for region in &self.regions {
            check("RegionId", &region.region_id)?;
            for zone in &region.zones {
                check("ZoneId", &zone.zone_id)?;
                for instance in &zone.instances {
                    check("InstanceId", &instance.instance_id)?;
                }
            }
        }
        Ok(())
    }

    /// The page that is asked for, or the code of the service's refusal.
    pub(crate) fn page(
        &self,
        request: &Request<'_>,
        request_id: &str,
    ) -> Result<Response<'_>, ErrorCode<'static>> {
        let selected = self.select(request)?;
        Ok(page(selected, request_id, request.page_number().get(), request.page_size().get()))
    }

    /// The instances of the region, the zone and the ids, in the file's order.
    fn select(&self, request: &Request<'_>) -> Result<Vec<InstanceStatus<'_>>, ErrorCode<'static>> {
        let mut regions = self.regions.iter();
        let region = regions
            .find(|region| region.region_id == request.region_id())
            .ok_or(ErrorCode::INVALID_REGION_ID_NOT_FOUND)?;
        // An empty parameter counts as none, as the gateway has it for `RegionId`.
        let zone_id = request.zone_id().filter(|id| !id.is_empty());
        if zone_id.is_some_and(|id| region.zones.iter().all(|zone| zone.zone_id != id)) {
            return Err(ErrorCode::INVALID_ZONE_ID_NOT_FOUND);
        }
        let zones = region.zones.iter().filter(|zone| zone_id.is_none_or(|id| zone.zone_id == id));
        let ids: HashSet<&str> = request.instance_ids().collect();
        // The file knows no clusters, so no instance is in any.
        let in_cluster = request.cluster_id().is_none_or(str::is_empty);
        let is_asked_for = |instance: &InstanceStatus<'_>| {
            in_cluster && (ids.is_empty() || ids.contains(&*instance.instance_id))
        };
        Ok(zones.flat_map(Zone::statuses).filter(is_asked_for).collect())
    }
}

impl Zone {
    fn statuses(&self) -> impl Iterator<Item = InstanceStatus<'_>> {
        self.instances.iter().map(|instance| InstanceStatus {
            instance_id: instance.instance_id.as_str().into(),
            status: instance.status.as_str().into(),
        })
    }
}

/// One page of the selected instances; past the last one, an empty one.
fn page<'f>(
    selected: Vec<InstanceStatus<'f>>,
    request_id: &str,
    page_number: u32,
    page_size: u32,
) -> Response<'f> {
    let total_count = u32::try_from(selected.len()).unwrap_or(u32::MAX);
    let mut page = Response::new(request_id.to_owned(), total_count, page_number, page_size);
    let (number, size) = (u64::from(page_number), u64::from(page_size));
    let before =
        usize::try_from(number.saturating_sub(1).saturating_mul(size)).unwrap_or(usize::MAX);
    let size = usize::try_from(page_size).unwrap_or(usize::MAX);
    page.instance_statuses = selected.into_iter().skip(before).take(size).collect();
    page
}

/// The 208 instances that ship with the mock.
impl Default for Fleet {
    #[expect(clippy::expect_used, reason = "the file is part of the program, and tests read it")]
    fn default() -> Self {
        Self::from_json(include_str!("../fleet.json")).expect("the fleet that ships is one")
    }
}

impl fmt::Display for FleetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the fleet file: {}", self.0)
    }
}

impl std::error::Error for FleetError {}
