//! The database: access keys, zones, and the instances in them.

use std::error::Error;
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aliyun_instance_status::sign::AccessKeySecret;
use aliyun_instance_status::{ErrorCode, InstanceStatus, Page, Refusal, Request};
use rusqlite::{Connection, ErrorCode as Cause, OptionalExtension as _, TransactionBehavior};
use serde_json::Value;
use tracing::{error, warn};

/// What a new database has: its tables, and a fleet to try a client with.
const NEW: &str = "
    CREATE TABLE access_keys (id TEXT PRIMARY KEY, secret TEXT NOT NULL) STRICT;
    CREATE TABLE zones (zone_id TEXT PRIMARY KEY, region_id TEXT NOT NULL) STRICT;
    CREATE TABLE instances (
        instance_id TEXT PRIMARY KEY,
        zone_id TEXT NOT NULL REFERENCES zones,
        status TEXT NOT NULL
    ) STRICT;
    INSERT INTO zones VALUES
        ('cn-hangzhou-h', 'cn-hangzhou'), ('cn-hangzhou-i', 'cn-hangzhou'),
        ('cn-beijing-a', 'cn-beijing');
    WITH RECURSIVE numbers(n) AS (VALUES(0) UNION ALL SELECT n + 1 FROM numbers WHERE n < 119)
    INSERT INTO instances SELECT
        printf('i-bp%016d', n), iif(n % 3, 'cn-hangzhou-h', 'cn-hangzhou-i'),
        iif(n % 4, 'Running', 'Stopped')
    FROM numbers;
";

/// How many zones there are in a region (?1), and how many with this id (?2), if it is given.
const PLACES: &str = "
    SELECT count(*), count(*) FILTER (WHERE ?2 IS NULL OR zone_id = ?2)
    FROM zones WHERE region_id = ?1
";

/// The instances that a request selects, by its region (?1), and by its zone (?2), its ids (?3,
/// a JSON array) and its cluster (?4), which has none, where they are given.
const SELECTED: &str = "
    FROM instances JOIN zones USING (zone_id)
    WHERE region_id = ?1
        AND (?2 IS NULL OR zone_id = ?2)
        AND (?3 IS NULL OR instance_id IN (SELECT value FROM json_each(?3)))
        AND ?4 IS NULL
";

/// How long to wait for another process that has locked the database.
const LOCK_TIMEOUT: Duration = Duration::from_millis(400);

/// Why the database has no answer.
pub(crate) enum Failure {
    Refused(ErrorCode<'static>),
    Broken(rusqlite::Error),
}

/// A connection to the database, for one thread at a time.
pub(crate) struct Store(Mutex<Connection>);

impl Store {
    /// Opens the database, or makes it, readable by nobody else: it has secrets in it.
    pub(crate) fn open(path: &Path) -> Result<Self, Box<dyn Error>> {
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        match made {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error.into()),
            _ => Self::connect(path).map_err(Box::<dyn Error>::from),
        }
        .map_err(|error| format!("{}: {error}", path.display()).into())
    }

    fn connect(path: &Path) -> rusqlite::Result<Self> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(LOCK_TIMEOUT)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !transaction.table_exists(None, "access_keys")? {
            transaction.execute_batch(NEW)?;
        }
        transaction.commit()?;
        Ok(Self(connection.into()))
    }

    /// Adds an access key, or changes its secret.
    pub(crate) fn add_key(&self, id: &str, secret: &str) -> Result<(), Box<dyn Error>> {
        if secret.is_empty() {
            return Err("ALIBABA_CLOUD_ACCESS_KEY_SECRET has no secret".into());
        }
        let replace = "REPLACE INTO access_keys VALUES (?1, ?2)";
        self.connection().execute(replace, [id, secret])?;
        Ok(())
    }

    pub(crate) fn has_keys(&self) -> rusqlite::Result<bool> {
        self.connection()
            .query_one("SELECT EXISTS (SELECT * FROM access_keys)", (), |row| row.get(0))
    }

    /// The secret of an access key.
    pub(crate) fn secret(&self, id: &str) -> Result<Option<AccessKeySecret>, Failure> {
        let connection = self.connection();
        let mut secret =
            connection.prepare_cached("SELECT secret FROM access_keys WHERE id = ?1")?;
        let secret = secret.query_row([id], |row| row.get::<_, String>(0)).optional()?;
        Ok(secret.map(AccessKeySecret::new))
    }

    /// The page that is asked for.
    pub(crate) fn page(
        &self,
        request: &Request<'_>,
        request_id: &str,
    ) -> Result<Page<'static>, Failure> {
        let connection = self.connection();
        // So that the total is that of what is listed.
        let snapshot = connection.unchecked_transaction()?;
        let region_id = request.region_id();
        // An empty parameter counts as missing.
        let zone_id = request.zone_id().filter(|id| !id.is_empty());
        let mut places = snapshot.prepare_cached(PLACES)?;
        match places.query_row((region_id, zone_id), |row| Ok((row.get(0)?, row.get(1)?)))? {
            (0_u32, _) => return Err(Failure::Refused(ErrorCode::INVALID_REGION_ID_NOT_FOUND)),
            (_, 0_u32) => return Err(Failure::Refused(ErrorCode::INVALID_ZONE_ID_NOT_FOUND)),
            (_, _) => {}
        }
        let ids: Vec<&str> = request.instance_ids().collect();
        let ids = (!ids.is_empty()).then(|| Value::from(ids).to_string());
        let cluster_id = request.cluster_id().filter(|id| !id.is_empty());
        let mut total = snapshot.prepare_cached(&format!("SELECT count(*) {SELECTED}"))?;
        let total: u32 =
            total.query_row((region_id, zone_id, &ids, cluster_id), |row| row.get(0))?;
        let mut page = Page::answering(request, request_id.to_owned(), total as usize);
        let range = request.page_range(total as usize);
        let select = format!("SELECT instance_id, status {SELECTED} ORDER BY 1 LIMIT ?5 OFFSET ?6");
        let mut select = snapshot.prepare_cached(&select)?;
        let rows = select.query_map(
            (region_id, zone_id, &ids, cluster_id, range.len(), range.start),
            |row| {
                Ok(InstanceStatus::new(row.get::<_, String>(0)?, row.get::<_, String>(1)?.into()))
            },
        )?;
        page.extend(rows.collect::<Result<Vec<_>, _>>()?);
        Ok(page)
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Broken(error)
    }
}

/// The service's own words for it.
impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(code) => code.into(),
            Failure::Broken(error) if error.sqlite_error_code() == Some(Cause::DatabaseBusy) => {
                warn!(%error, "the database");
                ErrorCode::SERVICE_UNAVAILABLE.into()
            }
            Failure::Broken(error) => {
                error!(%error, "the database");
                ErrorCode::INTERNAL_ERROR.into()
            }
        }
    }
}
