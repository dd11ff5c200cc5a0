//! A date in a header.

use crate::bytes::calendar::{self, two_digits};

/// The seconds since the Unix epoch of a date as today's servers write it (`IMF-fixdate`, RFC
/// 9110, section 5.6.7); `None` before 1970, and for the two obsolete forms.
///
/// ```text
/// Sun, 06 Nov 1994 08:49:37 GMT
/// ```
#[rustfmt::skip]
pub(super) fn seconds(date: &str) -> Option<u64> {
    let [_, _, _, b',', b' ', d1, d2, b' ', month @ .., b' ', y1, y2, y3, y4, b' ',
         h1, h2, b':', m1, m2, b':', s1, s2, b' ', b'G', b'M', b'T'] = date.as_bytes() else { return None };
    let months = [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    let month = (1..).zip(months).find_map(|(number, name)| (name == month).then_some(number));
    let [century, year, day, hour, minute, second] =
        [[*y1, *y2], [*y3, *y4], [*d1, *d2], [*h1, *h2], [*m1, *m2], [*s1, *s2]].map(two_digits);
    calendar::seconds([century, year, month, day, hour, minute, second])?.try_into().ok()
}
