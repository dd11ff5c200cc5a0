//! Timestamps of calls, written and read.

use alloc::string::String;

use crate::bytes::calendar;

/// The last second that four digits of a year can say: 9999-12-31T23:59:59Z.
pub(super) const LAST: u64 = 253_402_300_799;

/// The timestamp of a call made at `now`, in seconds since the Unix epoch: the value of
/// `Timestamp` and `x-acs-date`. Never later than the year 9999.
///
/// ```
/// use aliyun_instance_status::sign;
///
/// assert_eq!(sign::timestamp(1_456_231_584), "2016-02-23T12:46:24Z");
/// ```
#[must_use]
pub fn timestamp(now: u64) -> String {
    Timestamp::at(now).as_str().into()
}

/// The text of [`timestamp`], without an allocation.
pub(super) struct Timestamp([u8; 20]);

impl Timestamp {
    #[expect(clippy::arithmetic_side_effects, reason = "LAST bounds every term")]
    pub(super) fn at(now: u64) -> Self {
        let now = now.min(LAST);
        let (days, second) = (now / 86_400, now % 86_400);
        // Years that begin on March 1st have their leap day last: from 0000-03-01 on,
        // 400 of them have 146,097 days, 4 have 1,461, and 5 months from March have 153.
        let days = days + 719_468;
        let (era, day) = (days / 146_097, days % 146_097);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (month, january) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let year = 400 * era + year + january;
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        let mut text = *b"0000-00-00T00:00:00Z";
        let numbers = [year / 100, year % 100, month, day, hour, minute, second];
        for (number, place) in numbers.into_iter().zip([0, 2, 5, 8, 11, 14, 17]) {
            for (zero, digit) in text.iter_mut().skip(place).zip([number / 10, number % 10]) {
                *zero |= digit.to_le_bytes()[0];
            }
        }
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The seconds since the Unix epoch of a timestamp of RPC, which may have one to nine
/// decimals of a second, because clients in use send them and the service accepts them. The
/// decimals are ignored.
pub(super) fn seconds_with_decimals(timestamp: &str) -> Option<i64> {
    let Some((whole, decimals)) = timestamp.split_once('.') else { return seconds(timestamp) };
    let digits = decimals.strip_suffix('Z')?.as_bytes();
    let is_fraction = (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    if is_fraction { whole_seconds(whole.as_bytes()) } else { None }
}

/// The seconds since the Unix epoch of `yyyy-MM-ddTHH:mm:ssZ`, and of nothing else.
///
/// ```text
/// 2016-02-23T12:46:24Z
/// ```
pub(super) fn seconds(timestamp: &str) -> Option<i64> {
    whole_seconds(timestamp.strip_suffix('Z')?.as_bytes())
}

/// The seconds since the Unix epoch of a timestamp without its `Z`.
#[rustfmt::skip]
fn whole_seconds(timestamp: &[u8]) -> Option<i64> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2] =
        timestamp else { return None };
    calendar::seconds(
        [[y1, y2], [y3, y4], [m1, m2], [d1, d2], [h1, h2], [n1, n2], [s1, s2]].map(calendar::two_digits)
    )
}
