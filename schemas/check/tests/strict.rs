//! What the strict schemas are strict about: documents that the crate reads, and
//! never writes so.

use aliyun_instance_status::{Reply, Request};
use schemas_check::json::{self, JsonSchema};
use schemas_check::text::replaced;
use schemas_check::xml::{ERROR_RNG, ERROR_XSD, PAGE_RNG, PAGE_XSD, XmlSchema};
use schemas_check::{query, tool};

#[track_caller]
fn assert_only_read_json(name: &str, written: &str, replacements: &[(&str, &str)]) {
    let [strict, reading] =
        [format!("{name}#/$defs/written"), name.into()].map(|name| JsonSchema::new(&name));
    assert!(strict.accepts(written));
    for &replacement in replacements {
        let document = replaced(written, replacement);
        assert!(Reply::from_json(&document).is_ok(), "{replacement:?} is refused");
        assert!(reading.accepts(&document), "{replacement:?} is not valid");
        assert!(!strict.accepts(&document), "{replacement:?} is as it is written");
    }
}

#[track_caller]
fn assert_only_read_xml(
    [reading, strict]: [XmlSchema; 2],
    written: &str,
    replacements: &[(&str, &str)],
) {
    for &replacement in replacements {
        let document = replaced(written, replacement);
        assert!(Reply::from_xml(&document).is_ok(), "{replacement:?} is refused");
        if tool::xmllint() {
            assert!(strict.accepts_one(written));
            assert!(reading.accepts_one(&document), "{replacement:?} is not valid");
            assert!(!strict.accepts_one(&document), "{replacement:?} is as it is written");
        }
    }
}

#[test]
fn pages_in_json() {
    let page = r#"{"RequestId":"R-1","TotalCount":7,"PageNumber":1,"PageSize":10,"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-a","Status":"Running"}]}}"#;
    let replacements = [
        (r#"{"RequestId""#, r#"{"Raw":null,"RequestId""#),
        (r#""TotalCount":7"#, r#""TotalCount":"7""#),
        (r#""PageNumber":1"#, r#""PageNumber":"1""#),
        (r#""PageSize":10"#, r#""PageSize":"10""#),
        (r#"{"InstanceStatus":["#, r#"{"Raw":1,"InstanceStatus":["#),
        (r#"[{"InstanceId":"i-a","Status":"Running"}]"#, r#"[],"Raw":1"#),
        (r#"{"InstanceStatus":[{"InstanceId":"i-a","Status":"Running"}]}"#, "{}"),
        (r#"{"InstanceId""#, r#"{"Raw":[],"InstanceId""#),
    ];
    assert_only_read_json("page.schema.json", page, &replacements);
}

#[test]
fn error_replies_in_json() {
    let error = r#"{"RequestId":"R-1","HostId":"h","Code":"Throttling","Message":"m","Recommend":"r","AccessDeniedDetail":{"AuthAction":"a","AuthPrincipalDisplayName":"b","AuthPrincipalOwnerId":"c","AuthPrincipalType":"d","NoPermissionType":"e","PolicyType":"f","EncodedDiagnosticMessage":"g"}}"#;
    let replacements = [
        (r#"{"RequestId""#, r#"{"code":"","RequestId""#),
        (r#""R-1""#, "null"),
        (r#""h""#, "null"),
        (r#""m""#, "null"),
        (r#""r""#, "null"),
        (r#"{"AuthAction""#, r#"{"Raw":"","AuthAction""#),
        (r#""a""#, "null"),
        (r#""b""#, "null"),
        (r#""c""#, "1234567890123456"),
        (r#""d""#, "null"),
        (r#""e""#, "null"),
        (r#""f""#, "null"),
        (r#""g""#, "null"),
    ];
    assert_only_read_json("error.schema.json", error, &replacements);
    let without = error.split(r#","AccessDeniedDetail""#).next().expect("a first piece");
    let without = format!("{without}}}");
    let null = [(r#""Recommend":"r""#, r#""Recommend":"r","AccessDeniedDetail":null"#)];
    assert_only_read_json("error.schema.json", &without, &null);
}

#[test]
fn pages_in_xml() {
    let page = "<DescribeInstanceStatusResponse><RequestId>R-1</RequestId><TotalCount>7</TotalCount>\
         <PageNumber>1</PageNumber><PageSize>10</PageSize><InstanceStatuses><InstanceStatus>\
         <InstanceId>i-a</InstanceId><Status>Running</Status></InstanceStatus></InstanceStatuses>\
         </DescribeInstanceStatusResponse>";
    let replacements = [
        (
            "<RequestId>R-1</RequestId><TotalCount>7</TotalCount>",
            "<TotalCount>7</TotalCount><RequestId>R-1</RequestId>",
        ),
        (
            "<TotalCount>7</TotalCount><PageNumber>1</PageNumber>",
            "<PageNumber>1</PageNumber><TotalCount>7</TotalCount>",
        ),
        (
            "<InstanceId>i-a</InstanceId><Status>Running</Status>",
            "<Status>Running</Status><InstanceId>i-a</InstanceId>",
        ),
        (">7<", ">07<"),
        (">1<", ">01<"),
        (">10<", ">010<"),
        ("<RequestId>", "<RequestId a='1'>"),
        ("<DescribeInstanceStatusResponse><", "<DescribeInstanceStatusResponse a='1'><"),
        ("<InstanceStatuses>", "<InstanceStatuses a='1'>"),
        ("<InstanceStatus>", "<InstanceStatus a='1'>"),
        ("<PageSize>", "<Raw/><PageSize>"),
        ("<InstanceStatus>", "<Raw/><InstanceStatus>"),
        ("<InstanceId>", "<Raw/><InstanceId>"),
    ];
    assert_only_read_xml([PAGE_RNG, PAGE_XSD], page, &replacements);
}

#[test]
fn error_replies_in_xml() {
    let error = "<Error><RequestId>R-1</RequestId><Code>Throttling</Code><Message>m</Message>\
         <AccessDeniedDetail><AuthAction>a</AuthAction><PolicyType>b</PolicyType>\
         </AccessDeniedDetail></Error>";
    let replacements = [
        (
            "<Code>Throttling</Code><Message>m</Message>",
            "<Message>m</Message><Code>Throttling</Code>",
        ),
        (
            "<AuthAction>a</AuthAction><PolicyType>b</PolicyType>",
            "<PolicyType>b</PolicyType><AuthAction>a</AuthAction>",
        ),
        ("<Error>", "<Error a='1'>"),
        ("<Code>", "<Code a='1'>"),
        ("<AccessDeniedDetail>", "<AccessDeniedDetail a='1'>"),
        ("<Code>", "<Raw/><Code>"),
        ("<AuthAction>", "<Raw/><AuthAction>"),
    ];
    assert_only_read_xml([ERROR_RNG, ERROR_XSD], error, &replacements);
}

#[test]
fn requests() {
    let written = r#"{"Action":"DescribeInstanceStatus","RegionId":"cn-hangzhou","PageNumber":"2","PageSize":"50","OwnerId":"7","ResourceOwnerId":"0","InstanceId.1":"i-a"}"#;
    let replacements = [
        (r#""Action":"DescribeInstanceStatus","#, ""),
        (r#"{"Action""#, r#"{"Raw":"x","Action""#),
        (r#""2""#, "2"),
        (r#""2""#, r#""02""#),
        (r#""50""#, "50"),
        (r#""50""#, r#""050""#),
        (r#""7""#, "7"),
        (r#""7""#, r#""07""#),
        (r#""0""#, "0"),
        (r#""0""#, r#""00""#),
        ("InstanceId.1", "InstanceId.0"),
    ];
    let [strict, reading] = ["written", "query"]
        .map(|name| JsonSchema::new(&format!("request.schema.json#/$defs/{name}")));
    assert!(strict.accepts(written));
    for replacement in replacements {
        let document = replaced(written, replacement);
        let object = json::parse(&document).expect("JSON");
        let query = query::query(object.as_object().expect("an object"));
        assert!(Request::from_query(&query).is_ok(), "{replacement:?} is refused");
        assert!(reading.accepts(&document), "{replacement:?} is not valid");
        assert!(!strict.accepts(&document), "{replacement:?} is as it is written");
    }
}
