//! How long a client waits before each attempt.

use std::time::Duration;

use aliyun_instance_status::{BackOff, Renew, Retry};

use crate::{GIVE_UP, after, back_off};

/// SDKs cap attempts and the wait.
#[test]
fn the_schedule() {
    let ms = Duration::from_millis;
    let schedule = BackOff { attempts: 6, base: ms(100), cap: ms(1_000) };
    let failed = back_off(Renew::Nonce);
    for (attempt, expected) in [
        (0, Some(100)),
        (1, Some(100)),
        (2, Some(200)),
        (3, Some(400)),
        (4, Some(800)),
        (5, Some(1_000)),
        (6, None),
        (u32::MAX, None),
    ] {
        assert_eq!(schedule.wait(&failed, attempt), expected.map(ms), "{attempt}");
    }
    for (asked, expected) in [(1, 1), (999, 999), (1_000, 1_000), (1_001, 1_000), (u64::MAX, 1_000)]
    {
        assert_eq!(schedule.wait(&after(asked, Renew::Nonce), 1), Some(ms(expected)));
        assert_eq!(schedule.wait(&after(asked, Renew::Nonce), 5), Some(ms(expected)));
        assert_eq!(schedule.wait(&after(asked, Renew::Nonce), 6), None);
    }
    for advice in [Retry::Done, GIVE_UP] {
        assert_eq!(schedule.wait(&advice, 1), None);
    }
}

#[test]
fn schedules_at_their_ends() {
    let failed = back_off(Renew::Nonce);
    let (zero, long) = (Duration::ZERO, Duration::MAX);
    for (schedule, attempt, expected) in [
        (BackOff { attempts: 0, ..BackOff::default() }, 1, None),
        (BackOff { attempts: 1, ..BackOff::default() }, 1, None),
        (BackOff { attempts: u32::MAX, base: zero, cap: long }, u32::MAX - 1, Some(zero)),
        (BackOff { attempts: u32::MAX, base: long, cap: long }, u32::MAX - 1, Some(long)),
        (BackOff { attempts: 2, base: long, cap: zero }, 1, Some(zero)),
        (
            BackOff { attempts: 64, base: Duration::from_nanos(1), cap: long },
            33,
            Some(Duration::from_nanos(u32::MAX.into())),
        ),
    ] {
        assert_eq!(schedule.wait(&failed, attempt), expected, "{schedule:?} {attempt}");
    }
}
