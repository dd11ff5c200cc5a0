//! From a date and a time of day, in UTC, to seconds since the Unix epoch.

/// The seconds since the Unix epoch of a time in the proleptic Gregorian calendar: century,
/// year of the century, month, day, hour, minute and second. `None` if one of them is
/// missing or out of range; a leap second is.
#[expect(clippy::arithmetic_side_effects, reason = "two digits each bound every term")]
pub(crate) fn seconds(parts: [Option<u8>; 7]) -> Option<i64> {
    let [century, year, month, day, hour, minute, second] = parts.map(|part| part.map(i64::from));
    let (year, month, day) = (100 * century? + year?, month?, day?);
    let (hour, minute, second) = (hour?, minute?, second?);
    let is_date = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    if !is_date || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    // A year that begins on March 1st has its leap day last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days = 365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468;
    Some(days * 86_400 + hour * 3_600 + minute * 60 + second)
}

fn days_in(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number that two ASCII digits are.
pub(crate) fn two_digits([tens, ones]: [u8; 2]) -> Option<u8> {
    let digit = |byte: u8| byte.is_ascii_digit().then_some(byte & 0x0F);
    digit(tens)?.checked_mul(10)?.checked_add(digit(ones)?)
}
