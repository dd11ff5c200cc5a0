//! A moment is checked where it is made, and says what it refuses.

use aliyun_instance_status::sign::Moment;

#[test]
fn what_no_moment_can_be_made_of() {
    for nonce in [
        "", "a b", "ab
", "é",
    ] {
        let error = Moment::new("2016-02-23T12:46:24Z", nonce).expect_err(nonce);
        let message =
            format!("SignatureNonce {nonce:?} is not one or more visible ASCII characters");
        assert_eq!(error.to_string(), message);
    }
    let last = 253_402_300_799;
    assert_eq!(Moment::new("9999-12-31T23:59:59Z", "n"), Moment::at(last, "n"));
    assert_eq!(
        Moment::at(last + 1, "n").expect_err("too late").to_string(),
        r#"Timestamp "253402300800" is not in seconds up to the year 9999"#,
    );
}

#[test]
fn malformed_timestamps_are_shown() {
    let like_a_secret = "2".repeat(40);
    // Cut, it would no longer be known for one.
    let late_secret = format!("2016-02-23T12:46:24Z {like_a_secret}");
    for (timestamp, shown) in [
        ("", ""),
        ("nonce-1", "nonce-1"),
        ("2016-02-23T12:46:24.5Z", "2016-02-23T12:46:24.5Z"),
        ("2016-02-30T12:46:24Z", "2016-02-30T12:46:24Z"),
        ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
        ("2016-02-23T12:46:24Z\n", r"2016-02-23T12:46:24Z\n"),
        ("2016-02-23T12:46:24Z 2016-02-23T12:46:25Z", "2016-02-23T12:46:24Z 2016-02-23T…"),
        (&like_a_secret, "[hidden]"),
        (&late_secret, "[hidden]"),
    ] {
        let error = Moment::new(timestamp, "n").expect_err(timestamp);
        let message = format!("Timestamp \"{shown}\" is not yyyy-MM-ddTHH:mm:ssZ since 1970");
        assert_eq!(error.to_string(), message);
        assert_eq!(format!("{error:?}"), format!("InvalidValue({message})"));
    }
}

#[test]
fn what_is_owned_is_the_same() {
    let moment = Moment::at(1, "n").expect("a moment");
    assert_eq!((moment.seconds(), moment.nonce()), (1, "n"));
    assert_eq!(moment.clone().into_owned(), moment);
}
