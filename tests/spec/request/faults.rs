//! The first fault of a query is the one that is reported.

use aliyun_instance_status::{DecodeErrorKind as Kind, Field};
use proptest::prelude::*;
use proptest::sample::select;

use super::{assert_refused, read};
use crate::support::strategy::cases;

/// Of two faults the one at the earlier byte is reported.
#[test]
fn the_first_fault_wins() {
    for (query, kind, offset) in [
        ("RegionId=a%4 b", Kind::InvalidPercent, 10),
        ("RegionId=a b%4", Kind::InvalidByte, 10),
        ("RegionId=%FF%zz", Kind::InvalidUtf8, 9),
        ("RegionId=%zz%FF", Kind::InvalidPercent, 9),
        ("RegionId=%E4%zz", Kind::InvalidUtf8, 9),
        ("RegionId=a#%FF", Kind::InvalidByte, 10),
        ("RegionId=%FF#", Kind::InvalidUtf8, 9),
        ("Region%FFId%4=a", Kind::InvalidUtf8, 6),
        ("Region Id%4=a", Kind::InvalidByte, 6),
        ("RegionId=a&RegionId=%zz", Kind::DuplicateField(Field::RegionId), 11),
        ("RegionId=a&Region%49d=%zz", Kind::DuplicateField(Field::RegionId), 11),
        ("regionId=%zz", Kind::MisspelledName(Field::RegionId), 0),
        ("x=1&InstanceIds=%zz", Kind::InvalidIndex, 4),
        ("InstanceId.1=a&InstanceId.1=%zz", Kind::DuplicateField(Field::InstanceId), 15),
        ("InstanceId.101=%zz", Kind::TooManyInstanceIds, 0),
        ("InstanceId.1=%zz", Kind::InvalidPercent, 13),
        ("InstanceId.1=&x=%zz", Kind::EmptyInstanceId, 13),
        ("=%zz", Kind::EmptyName, 0),
        ("/?a%zz", Kind::UrlForQuery, 0),
        ("/%zz?a", Kind::InvalidPercent, 1),
        ("/?RegionId=%zz", Kind::UrlForQuery, 0),
        ("PageSize=x%zz", Kind::InvalidInteger(Field::PageSize), 9),
        ("PageSize=51%zz", Kind::IntegerOutOfRange(Field::PageSize), 9),
        ("PageSize=5%zz", Kind::InvalidPercent, 10),
        ("PageSize=%zz", Kind::InvalidPercent, 9),
        ("PageSize=%35 ", Kind::InvalidByte, 12),
        ("PageSize=%78%FF", Kind::InvalidInteger(Field::PageSize), 9),
        ("PageSize=0&PageSize=0", Kind::IntegerOutOfRange(Field::PageSize), 9),
        ("Action=Start%zz", Kind::UnexpectedAction, 7),
        ("Action=DescribeInstanceStatus%zz", Kind::InvalidPercent, 29),
        ("Version=1 ", Kind::UnexpectedVersion, 8),
    ] {
        assert_refused(query, kind, offset);
    }
}

/// A query of pieces that are right, wrong, and wrong twice.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "RegionId",
        "ZoneId",
        "PageSize",
        "PageNumber",
        "OwnerId",
        "Action",
        "Version",
        "Format",
        "InstanceId",
        ".1",
        ".2",
        ".100",
        ".101",
        "InstanceId.1=",
        "InstanceId.0=i",
        "regionID",
        "page_size",
        "amp;",
        "Tag.1",
        "=",
        "=",
        "=",
        "&",
        "&",
        "&",
        "a",
        "7",
        "0",
        "50",
        "51",
        "4294967296",
        "DescribeInstanceStatus",
        "2014-05-26",
        "%",
        "%4",
        "%zz",
        "%31",
        "%49",
        "%25",
        "%FF",
        "%E4%B8%AD",
        "%E4%B8",
        "中",
        "+",
        " ",
        "#",
        "\n",
        "\u{7F}",
        "?",
        "%3F",
        "%253f",
        "query.",
        ".",
        ";",
    ];
    proptest::collection::vec(select(PIECES), 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(20_000))]

    /// What stands before the byte that is reported has no fault, but for being cut
    /// off there: it is read, or refused at its end, or for its last name or escape,
    /// of which the cut left a part.
    #[test]
    fn nothing_is_wrong_before_the_first_fault(query in pieces()) {
        let Err(error) = read(&query) else { return Ok(()) };
        if matches!(error.kind(), Kind::MissingField(_)) {
            return Ok(());
        }
        let before = &query[..error.offset()];
        let Err(cut) = read(before) else { return Ok(()) };
        let start = usize::from(before.starts_with('?'));
        let last = before.rfind('&').map_or(start, |at| at + 1);
        let is_in_name = !before[last..].contains('=') && cut.offset() == last;
        let is_half = cut.kind() == Kind::InvalidUtf8 && before[cut.offset()..].starts_with('%');
        prop_assert!(
            cut.offset() == before.len() || is_in_name || is_half,
            "{:?}: {}, but {:?}: {}", query, error, before, cut
        );
    }
}
