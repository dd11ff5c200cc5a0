//! What the figures depend on: the machine, the compiler's target, the peers'
//! versions.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use aliyun_instance_status::sign;

/// The peers, by the names that the lock file knows.
const PEERS: [&str; 7] = [
    "form_urlencoded",
    "quick-xml",
    "roxmltree",
    "serde_json",
    "serde_urlencoded",
    "simd-json",
    "sonic-rs",
];

/// One line on each, and on the day.
pub(crate) fn describe() -> String {
    format!(
        "date: {}\nprocessor: {}\ntarget: {} with {}\npeers: {}",
        today(),
        processor(),
        std::env::consts::ARCH,
        features().join(", "),
        PEERS.map(|name| format!("{name} {}", locked_version(name))).join(", "),
    )
}

/// The date in UTC, as the system's clock has it.
fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    let mut date = sign::timestamp(now);
    date.truncate("yyyy-MM-dd".len());
    date
}

/// The processor's name, where the system tells it in a file.
fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name"));
    name.map_or("unknown", |name| name.trim_matches([' ', '\t', ':'])).to_owned()
}

/// The vector instructions that the whole program was compiled for.
fn features() -> Vec<&'static str> {
    let features = [
        ("neon", cfg!(target_feature = "neon")),
        ("sse2", cfg!(target_feature = "sse2")),
        ("sse4.2", cfg!(target_feature = "sse4.2")),
        ("pclmulqdq", cfg!(target_feature = "pclmulqdq")),
        ("bmi2", cfg!(target_feature = "bmi2")),
        ("avx2", cfg!(target_feature = "avx2")),
        ("avx512bw", cfg!(target_feature = "avx512bw")),
    ];
    features.into_iter().filter_map(|(name, is_on)| is_on.then_some(name)).collect()
}

fn locked_version(name: &str) -> &'static str {
    let package = format!("name = \"{name}\"\nversion = \"");
    let lock = include_str!("../../../Cargo.lock");
    let version = lock.split_once(&package).and_then(|(_, rest)| rest.split_once('"'));
    version.map_or("unknown", |(version, _)| version)
}
