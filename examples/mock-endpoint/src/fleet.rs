//! The fleet file: regions, their zones, and the instances in them.

use std::collections::HashSet;
use std::fmt;

use aliyun_instance_status::{ErrorCode, InstanceStatus, Page, Request};
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
        let mut page = Page::new("R", 0, 1, 0);
        page.extend(all);
        page.to_xml().map_err(|error| FleetError(error.to_string()))?;
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
    ) -> Result<Page<'_>, ErrorCode<'static>> {
        let mut selected = self.select(request)?;
        let mut page = Page::answering(request, request_id.to_owned(), selected.len());
        page.extend(selected.drain(request.page_range(selected.len())));
        Ok(page)
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
        // The file knows no clusters, so no instance is in any.
        let in_cluster = request.cluster_id().is_none_or(str::is_empty);
        let is_asked_for =
            |instance: &InstanceStatus<'_>| in_cluster && request.selects(&instance.instance_id);
        Ok(zones.flat_map(Zone::statuses).filter(is_asked_for).collect())
    }
}

impl Zone {
    fn statuses(&self) -> impl Iterator<Item = InstanceStatus<'_>> {
        self.instances.iter().map(|Instance { instance_id, status }| {
            InstanceStatus::new(instance_id, status.as_str().into())
        })
    }
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
