//! What was read can part with its input.

use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::Hash;

use aliyun_instance_status::{Call, ErrorReply, Page, Reply, Status};

/// What was read can part with its input, and is then the same to every collection.
#[test]
fn owned_values_outlive_the_input() {
    /// Nothing that is `'static` has a part of the input in it.
    fn sent<T: Send + 'static>(owned: T) -> T {
        std::thread::spawn(|| owned).join().expect("it does nothing")
    }
    #[track_caller]
    fn assert_same<T: Eq + Hash + Debug>(owned: T, borrowed: &T) {
        assert_eq!(&owned, borrowed);
        assert!(HashSet::from([owned]).contains(borrowed), "{borrowed:?} has another hash");
    }

    let query = String::from("RegionId=a&ZoneId=b&InstanceId.1=i-a&Format=XML&Unknown=x");
    let call = Call::from_query(&query).expect("a call");
    assert_same(sent(call.clone().into_owned()), &call);
    assert_same(sent(call.request.clone().into_owned()), &call.request);
    assert_same(sent(call.common.clone().into_owned()), &call.common);

    let body = String::from(
        r#"{"RequestId":"R","TotalCount":1,"PageNumber":1,"PageSize":1,"InstanceStatuses":
        {"InstanceStatus":[{"InstanceId":"i-a","Status":"Odd"}]}}"#,
    );
    let page = Page::from_json(&body).expect("a page");
    assert_same(sent(page.clone().into_owned()), &page);
    let record = &page.instance_statuses[0];
    assert_same(sent(record.clone().into_owned()), record);
    assert_same(sent(record.status.clone().into_owned()), &record.status);
    let Status::Unknown(unknown) = &record.status else { panic!("{record:?}") };
    assert_same(sent(unknown.clone().into_owned()), unknown);

    let body = String::from(r#"{"Code":"C","AccessDeniedDetail":{"PolicyType":"p"}}"#);
    let error = ErrorReply::from_json(&body).expect("an error");
    assert_same(sent(error.clone().into_owned()), &error);
    assert_same(sent(error.code.clone().into_owned()), &error.code);
    let detail = error.access_denied_detail.as_deref().expect("a detail");
    assert_same(sent(detail.clone().into_owned()), detail);
    let reply = Reply::from(error);
    assert_same(sent(reply.clone().into_owned()), &reply);
}
