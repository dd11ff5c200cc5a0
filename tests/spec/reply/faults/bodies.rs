//! Bodies with a place for something bad.

/// Both kinds of reply, every member of each, to be taken apart.
pub(crate) const JSON: [&str; 2] = [
    r#"{"RequestId":"R-1","TotalCount":2,"PageNumber":1,"PageSize":10,"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-a","Status":"Running"},{"InstanceId":"i-b","Status":"Stopped"},{"InstanceId":"i-c","Status":"x"}]}}"#,
    r#"{"RequestId":"R-1","HostId":"h","Code":"Forbidden.RAM","Message":"m","Recommend":"r","AccessDeniedDetail":{"AuthAction":"a","AuthPrincipalDisplayName":"b","AuthPrincipalOwnerId":"c","AuthPrincipalType":"d","NoPermissionType":"e","PolicyType":"f","EncodedDiagnosticMessage":"g"}}"#,
];

/// A page and an error reply with every member, in XML.
pub(crate) const XML: [&str; 2] = [
    "<?xml version='1.0' encoding='UTF-8'?><DescribeInstanceStatusResponse><RequestId>R-1</RequestId><TotalCount>2</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><InstanceStatuses><InstanceStatus><InstanceId>i-a</InstanceId><Status>Running</Status></InstanceStatus><InstanceStatus><InstanceId>i-b</InstanceId><Status>Stopped</Status></InstanceStatus><InstanceStatus><InstanceId>i-c</InstanceId><Status>x</Status></InstanceStatus></InstanceStatuses></DescribeInstanceStatusResponse>",
    "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>R-1</RequestId><HostId>h</HostId><Code>Forbidden.RAM</Code><Message>m</Message><Recommend>r</Recommend><AccessDeniedDetail><AuthAction>a</AuthAction><AuthPrincipalDisplayName>b</AuthPrincipalDisplayName><AuthPrincipalOwnerId>c</AuthPrincipalOwnerId><AuthPrincipalType>d</AuthPrincipalType><NoPermissionType>e</NoPermissionType><PolicyType>f</PolicyType><EncodedDiagnosticMessage>g</EncodedDiagnosticMessage></AccessDeniedDetail></Error>",
];

/// Where an element may stand, each before the first thing that follows it.
pub(crate) const BETWEEN_ELEMENTS: [&str; 9] = [
    "<DescribeInstanceStatusResponse>…<RequestId>R-1</RequestId><TotalCount>2</TotalCount>",
    "<DescribeInstanceStatusResponse><RequestId>R-1</RequestId>\n  …\n  <TotalCount>2</TotalCount>",
    "<DescribeInstanceStatusResponse><InstanceStatuses>…<InstanceStatus></InstanceStatus>",
    "<DescribeInstanceStatusResponse><InstanceStatuses><InstanceStatus>…<Status>x</Status>",
    "<DescribeInstanceStatusResponse><InstanceStatuses><InstanceStatus><InstanceId>i</InstanceId>…</InstanceStatus>",
    "<Error>…<Code>c</Code></Error>",
    "<?xml version='1.0' encoding='UTF-8'?><Error a='1'><Code>c</Code>…</Error>",
    "\u{FEFF}<Error><AccessDeniedDetail>…<AuthAction>a</AuthAction></AccessDeniedDetail></Error>",
    "<Error><Code>c</Code><Message/>…</Error>",
];

/// Where anything may stand that is well formed.
pub(crate) const SKIPPED: [&str; 4] = [
    "<DescribeInstanceStatusResponse><Unknown>…</Unknown><RequestId>R-1</RequestId>",
    "<Error><Unknown><Code>é</Code> …</Unknown></Error>",
    "<Error><a b='1'><c/>…</a></Error>",
    "<DescribeInstanceStatusResponse><InstanceStatuses><InstanceStatus><a>…</a></InstanceStatus>",
];

/// Where text stands that is kept.
pub(crate) const STRINGS: [&str; 5] = [
    "<DescribeInstanceStatusResponse><RequestId>…</RequestId><TotalCount>2</TotalCount>",
    "<DescribeInstanceStatusResponse><TotalCount>1…</TotalCount><PageNumber>1</PageNumber>",
    "<DescribeInstanceStatusResponse><InstanceStatuses><InstanceStatus><Status>Run…ning</Status>",
    "<Error><Message>é &amp; …</Message><Code>c</Code></Error>",
    "<Error><AccessDeniedDetail><AuthAction>…</AuthAction></AccessDeniedDetail></Error>",
];
