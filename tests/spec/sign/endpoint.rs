//! An endpoint is checked where it is made of a region, and says what it refuses.

use aliyun_instance_status::sign::Endpoint;

#[test]
fn endpoints_of_regions() {
    for (region_id, host) in [
        ("cn-beijing", "ecs.cn-beijing.aliyuncs.com"),
        ("ap-southeast-1", "ecs.ap-southeast-1.aliyuncs.com"),
        ("cn-hangzhou", "ecs.cn-hangzhou.aliyuncs.com"),
        ("us-west-1", "ecs.us-west-1.aliyuncs.com"),
        ("cn-hangzhou-bj-b01", "ecs.cn-hangzhou-bj-b01.aliyuncs.com"),
    ] {
        let endpoint = Endpoint::of_region(region_id).expect("a region");
        assert_eq!((endpoint.host(), endpoint.content_type()), (host, None));
        let inside = Endpoint::vpc(region_id).expect("a region");
        assert_eq!(inside.host(), host.replacen("ecs.", "ecs-vpc.", 1));
    }
    let long = "a".repeat(60);
    for region_id in ["", "a.b", "evil.example/#", "a b", "é", "-a", "a-", &long] {
        let refused = Endpoint::of_region(region_id).expect_err(region_id);
        let shown =
            if region_id.len() > 32 { format!("{}…", &long[..32]) } else { region_id.into() };
        let message =
            format!("RegionId \"{shown}\" is not 1 to 59 letters, digits and inner hyphens");
        assert_eq!(refused.to_string(), message);
        assert_eq!(Endpoint::vpc(region_id).expect_err(region_id).to_string(), message);
    }
}

#[test]
fn what_is_owned_is_the_same() {
    assert_eq!(Endpoint::from(String::from("h")), Endpoint::from("h"));
    for endpoint in [Endpoint::from("h"), Endpoint::from("h").with_content_type("text/plain")] {
        assert_eq!(endpoint.clone().into_owned(), endpoint);
    }
}
