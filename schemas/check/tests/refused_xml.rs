//! One invalid document for each constraint of the XML schemas: RELAX NG, the
//! strict XML Schema and the crate refuse it alike.

use aliyun_instance_status::{ErrorReply, Page};
use schemas_check::text::replaced;
use schemas_check::tool;
use schemas_check::xml::{ERROR_RNG, ERROR_XSD, PAGE_RNG, PAGE_XSD, XmlSchema};

#[test]
fn pages_in_xml() {
    let record = "<InstanceId>i-a</InstanceId><Status>Running</Status>";
    let page = format!(
        "<DescribeInstanceStatusResponse><RequestId>R-1</RequestId><TotalCount>7</TotalCount>\
         <PageNumber>1</PageNumber><PageSize>10</PageSize><InstanceStatuses><InstanceStatus>{record}\
         </InstanceStatus></InstanceStatuses></DescribeInstanceStatusResponse>"
    );
    let another_root = page.replace("DescribeInstanceStatusResponse", "Response");
    let replacements = [
        (page.as_str(), another_root.as_str()),
        ("<RequestId>R-1</RequestId>", ""),
        ("R-1", "R<b/>1"),
        ("<RequestId>", "<RequestId/><RequestId>"),
        ("<TotalCount>7</TotalCount>", ""),
        (">7<", "><"),
        (">7<", ">+7<"),
        (">7<", ">-7<"),
        (">7<", ">-0<"),
        (">7<", ">7.0<"),
        (">7<", ">4294967296<"),
        (">7<", "><b/>7<"),
        ("<PageNumber>1</PageNumber>", ""),
        ("<PageNumber>1</PageNumber>", "<PageNumber>1</PageNumber><PageNumber>1</PageNumber>"),
        ("<PageSize>10</PageSize>", ""),
        ("<PageSize>", "text<PageSize>"),
        ("<InstanceStatuses>", "<InstanceStatuses/><InstanceStatuses>"),
        ("<InstanceStatus>", "text<InstanceStatus>"),
        ("<InstanceStatus>", "<InstanceStatus/><InstanceStatus>"),
        ("<InstanceId>i-a</InstanceId>", ""),
        ("<InstanceId>i-a</InstanceId>", "<InstanceId>i-a<b/></InstanceId>"),
        ("<InstanceId>", "text<InstanceId>"),
        ("<Status>Running</Status>", ""),
        ("<Status>", "<Status/><Status>"),
        ("Running", "<Running/>"),
    ];
    let is_read = |text: &str| Page::from_xml(text).is_ok();
    assert_refused_xml(&[PAGE_RNG, PAGE_XSD], &page, &replacements, is_read);
}

#[test]
fn error_replies_in_xml() {
    let error = "<Error><RequestId>R-1</RequestId><HostId>h</HostId><Code>Throttling</Code>\
         <Message>m</Message><Recommend>r</Recommend><AccessDeniedDetail><AuthAction>a</AuthAction>\
         <AuthPrincipalDisplayName>b</AuthPrincipalDisplayName>\
         <AuthPrincipalOwnerId>c</AuthPrincipalOwnerId><AuthPrincipalType>d</AuthPrincipalType>\
         <NoPermissionType>e</NoPermissionType><PolicyType>f</PolicyType>\
         <EncodedDiagnosticMessage>g</EncodedDiagnosticMessage></AccessDeniedDetail></Error>";
    let another_root = error.replace("Error>", "ErrorResponse>");
    let replacements = [
        (error, another_root.as_str()),
        ("<RequestId>", "<RequestId/><RequestId>"),
        ("R-1", "<b/>"),
        ("<HostId>", "<HostId/><HostId>"),
        (">h<", "><b/><"),
        ("<Code>Throttling</Code>", ""),
        ("<Code>Throttling</Code>", "<Code></Code>"),
        ("<Code>", "<Code>x</Code><Code>"),
        ("Throttling", "<b/>"),
        ("<Message>", "<Message/><Message>"),
        (">m<", "><b/><"),
        ("<Recommend>", "<Recommend/><Recommend>"),
        (">r<", "><b/><"),
        ("<AccessDeniedDetail>", "<AccessDeniedDetail/><AccessDeniedDetail>"),
        ("<AccessDeniedDetail>", "text<AccessDeniedDetail>"),
        ("<AuthAction>", "text<AuthAction>"),
        ("<AuthAction>", "<AuthAction/><AuthAction>"),
        (">a<", "><b/><"),
        ("<AuthPrincipalDisplayName>", "<AuthPrincipalDisplayName/><AuthPrincipalDisplayName>"),
        (">b<", "><b/><"),
        ("<AuthPrincipalOwnerId>", "<AuthPrincipalOwnerId/><AuthPrincipalOwnerId>"),
        (">c<", "><b/><"),
        ("<AuthPrincipalType>", "<AuthPrincipalType/><AuthPrincipalType>"),
        (">d<", "><b/><"),
        ("<NoPermissionType>", "<NoPermissionType/><NoPermissionType>"),
        (">e<", "><b/><"),
        ("<PolicyType>", "<PolicyType/><PolicyType>"),
        (">f<", "><b/><"),
        ("<EncodedDiagnosticMessage>", "<EncodedDiagnosticMessage/><EncodedDiagnosticMessage>"),
        (">g<", "><b/><"),
    ];
    let is_read = |text: &str| ErrorReply::from_xml(text).is_ok();
    assert_refused_xml(&[ERROR_RNG, ERROR_XSD], error, &replacements, is_read);
}

#[track_caller]
fn assert_refused_xml(
    schemas: &[XmlSchema],
    valid: &str,
    replacements: &[(&str, &str)],
    is_read: fn(&str) -> bool,
) {
    let mut documents: Vec<_> =
        replacements.iter().map(|&replacement| replaced(valid, replacement)).collect();
    for (document, replacement) in documents.iter().zip(replacements) {
        assert!(!is_read(document), "{replacement:?} is read");
    }
    documents.push(valid.to_owned());
    assert!(is_read(valid), "{valid}");
    if !tool::xmllint() {
        return;
    }
    for schema in schemas {
        let mut verdicts = schema.accepts(&documents);
        assert_eq!(verdicts.pop(), Some(true), "{schema:?} refuses {valid}");
        for (is_valid, replacement) in verdicts.iter().zip(replacements) {
            assert!(!is_valid, "{replacement:?} is valid by {schema:?}");
        }
    }
}
