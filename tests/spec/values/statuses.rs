//! Statuses: the five known words, and whatever else is sent.

use std::borrow::Cow;
use std::str::FromStr as _;

use aliyun_instance_status::{ErrorCode, Status};

#[test]
fn a_known_status_is_never_unknown() {
    for word in ["Pending", "Starting", "Running", "Stopping", "Stopped"] {
        for status in [
            Status::from(word),
            Status::from(String::from(word)),
            Status::from(Cow::Borrowed(word)),
            Status::from_str(word).expect("infallible"),
        ] {
            assert!(!matches!(status, Status::Unknown(_)), "{word}");
            assert_eq!((status.as_str(), status.to_string().as_str()), (word, word));
            assert_eq!(status.clone().into_owned(), status);
        }
    }
    let near =
        ["running", "Runninh", "Stoppinh", "Runnin", "Runnings", "Running\0", "Stopped\0", ""];
    for word in near {
        let status = Status::from(word);
        assert!(matches!(status, Status::Unknown(_)) && status.as_str() == word, "{word:?}");
    }
    let transitional = ["Pending", "Starting", "Stopping"].map(Status::from);
    assert!(transitional.iter().all(Status::is_transitional));
    assert!(!["Running", "Stopped", "Other"].map(Status::from).iter().any(Status::is_transitional));
}

#[test]
fn words() {
    let (status, code): (&Status<'_>, &ErrorCode<'_>) = (&Status::Running, &ErrorCode::THROTTLING);
    assert_eq!((status.as_ref(), code.as_ref()), ("Running", "Throttling"));
    assert_eq!((status.as_str(), code.as_str()), ("Running", "Throttling"));
    let (status, code) = (status.clone(), code.clone());
    for (word, is_equal) in [("Running", true), ("running", false), ("", false)] {
        let equal = [status == *word, status == word, *word == status, word == status];
        assert_eq!(equal, [is_equal; 4], "{word}");
    }
    for (word, is_equal) in [("Throttling", true), ("throttling", false), ("", false)] {
        let equal = [code == *word, code == word, *word == code, word == code];
        assert_eq!(equal, [is_equal; 4], "{word}");
    }
}
