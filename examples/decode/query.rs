//! A request's query as a table of what its parameters mean.

use std::borrow::Cow;
use std::io::{self, Write};
use std::iter;

use aliyun_instance_status::Call;
use percent_encoding::percent_decode_str;

use crate::visible::visible;
use crate::{fault, table};

/// Shows a query, or that of a URL; the fault of one that cannot be read is the error.
pub(crate) fn show(text: &str, output: &mut dyn Write) -> Result<io::Result<()>, String> {
    let is_url = text.starts_with("https://") || text.starts_with("http://");
    let query = text.get(text.find('?').filter(|_| is_url).unwrap_or(0)..).unwrap_or(text);
    let call = Call::from_query(query)
        .map_err(|error| fault::report("<query>", query.as_bytes(), error.offset(), &error))?;
    Ok(write(query, &call, output))
}

fn write(query: &str, call: &Call<'_>, output: &mut dyn Write) -> io::Result<()> {
    // The canonical query has them also where the headers of a V3 call do.
    let is_elsewhere = |name| matches!(name, "Action" | "Version") && !query.contains(name);
    let signed = call.canonical_query();
    let parameters = signed
        .split('&')
        .filter_map(|parameter| parameter.split_once('='))
        .filter(|(name, _)| !is_elsewhere(name));
    let signature = call.common.signature.as_ref().map(|_| ("Signature", ""));
    let rows = parameters.chain(signature).map(|(name, value)| {
        let [name, value] = [name, value].map(|text| percent_decode_str(text).decode_utf8_lossy());
        let value = if is_secret(&name) { "[hidden]".into() } else { shown(&value) };
        [shown(&name), value, meaning(&name).into()]
    });
    let heading = iter::once(["PARAMETER".into(), "VALUE".into(), "MEANING".into()]);
    table::write(heading.chain(rows), output)?;
    let request = &call.request;
    writeln!(
        output,
        "\nasks for page {} of {} a page, of {} in {}",
        request.page_number().get(),
        request.page_size().get(),
        match request.instance_ids().count() {
            0 => "all instances".into(),
            1 => "1 instance".into(),
            count => format!("{count} instances"),
        },
        visible(request.region_id()),
    )
}

fn shown(text: &str) -> Cow<'static, str> {
    visible(text).into_owned().into()
}

fn is_secret(name: &str) -> bool {
    matches!(name, "Signature" | "SecurityToken" | "BearerToken")
}

fn meaning(name: &str) -> &'static str {
    match name {
        "Action" => "the operation",
        "Version" => "the version of the API",
        "RegionId" => "of this region",
        "ZoneId" => "of this zone of the region only",
        "ClusterId" => "of this cluster only; deprecated",
        "PageNumber" => "the page, counted from 1",
        "PageSize" => "how many instances a page has, 50 at most",
        "OwnerId" => "acts for the account of this id",
        "OwnerAccount" => "acts for the account of this name",
        "ResourceOwnerId" => "the id of the account that owns the instances",
        "ResourceOwnerAccount" => "the name of the account that owns the instances",
        "Format" => "the format of the reply, JSON or XML",
        "AccessKeyId" => "the access key that signs",
        "Signature" => "proves that the access key's secret is known",
        "SignatureMethod" => "how the signature is made",
        "SignatureVersion" => "the version of the signature",
        "SignatureNonce" => "serves once, so that no call can be replayed",
        "SignatureType" => "the type of the access key: none, BEARERTOKEN or PRIVATEKEY",
        "Timestamp" | "TimeStamp" => "when the call was made, in UTC",
        "SecurityToken" => "the token of a temporary access key",
        "BearerToken" => "stands for an access key",
        name if name.starts_with("InstanceId.") => "this instance, of 100 at most; numbered anew",
        _ => "unknown, and skipped; signed like the others",
    }
}
