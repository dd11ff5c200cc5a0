//! How long a client waits before each attempt.

use std::time::Duration;

use aliyun_instance_status::{BackOff, Renew, Retry, RetryAction, retry};

use super::{NO_HEADERS, page, refused};

/// SDKs cap attempts and the wait.
#[test]
fn the_schedule() {
    let ms = Duration::from_millis;
    let schedule = BackOff { attempts: 6, base: ms(100), cap: ms(1_000) };
    let failed = retry(400, NO_HEADERS, &refused("Throttling"));
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
        let after = [("x-acs-retry-after", asked.to_string())];
        let after = retry(400, after, &refused("Throttling"));
        assert_eq!(schedule.wait(&after, 1), Some(ms(expected)));
        assert_eq!(schedule.wait(&after, 5), Some(ms(expected)));
        assert_eq!(schedule.wait(&after, 6), None);
    }
    for reply in [page(), refused("Forbidden.RAM")] {
        assert_eq!(schedule.wait(&retry(200, NO_HEADERS, &reply), 1), None);
    }
}

#[test]
fn schedules_at_their_ends() {
    let failed = Retry::unanswered();
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

/// A lost reply: the call only reads, so it is made again, signed anew.
#[test]
fn no_reply() {
    let advice = Retry::unanswered();
    assert_eq!((advice.action(), advice.renew()), (RetryAction::BackOff, Some(Renew::Nonce)));
    assert_eq!(advice.request_id(), None);
}
