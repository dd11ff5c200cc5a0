"""What schemathesis has to know to call the mock: how calls are signed, and two more checks.

`openapi.py` runs it. In the environment, SIGNATURE is `RPC` or `V3`, and SCHEMAS the folder of
the description.
"""

import base64
import hashlib
import hmac
import json
import os
import time
import uuid
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

import jsonschema_rs
import schemathesis
from endpoint import KEY
from lxml import etree
from requests import PreparedRequest
from requests.auth import AuthBase

SCHEMAS = Path(os.environ["SCHEMAS"])
FORM = "application/x-www-form-urlencoded"
# The parameters of the description that are of the signature itself.
OF_SIGNATURE = {
    "AccessKeyId", "BearerToken", "Signature", "SignatureMethod", "SignatureNonce", "SignatureType",
    "SignatureVersion", "TimeStamp", "Timestamp",
}

Pairs = list[tuple[str, str]]


def encoded(pairs: Pairs) -> str:
    """Joined and percent-encoded. Bytes that are not UTF-8 stay what they are."""
    return "&".join(
        "=".join(quote(text, safe="-_.~", errors="surrogateescape") for text in pair) for pair in pairs
    )


def decoded(text: str | bytes | None) -> Pairs:
    text = text.decode() if isinstance(text, bytes) else text or ""
    return parse_qsl(text, keep_blank_values=True, errors="surrogateescape")


def canonical(pairs: Pairs) -> str:
    return encoded(sorted(pairs))


def now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


class Rpc(AuthBase):
    """Signature version 1.0: what is generated of it gives way to what is right."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        url = urlsplit(request.url)
        form = request.body if request.headers.get("content-type") == FORM else ""
        query, body = (
            [pair for pair in decoded(part) if pair[0] not in OF_SIGNATURE] for part in (url.query, form)
        )
        given = {name for name, _ in query + body}
        defaults = [("Action", "DescribeInstanceStatus"), ("Version", "2014-05-26")]
        query += [pair for pair in defaults if pair[0] not in given]
        query += [
            ("AccessKeyId", KEY["access_key_id"]),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureNonce", str(uuid.uuid4())),
            ("SignatureVersion", "1.0"),
            ("Timestamp", now()),
        ]
        text = f"{request.method}&%2F&{quote(canonical(query + body), safe='-_.~')}"
        digest = hmac.digest(f"{KEY['secret']}&".encode(), text.encode(), hashlib.sha1)
        query.append(("Signature", base64.b64encode(digest).decode()))
        request.url = urlunsplit(url._replace(query=encoded(query)))
        if form:
            request.body = encoded(body)
            request.headers["content-length"] = str(len(request.body))
        return request


class V3(AuthBase):
    """ACS3-HMAC-SHA256: all of it in headers."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        url = urlsplit(request.url)
        body = request.body or b""
        content = hashlib.sha256(body.encode() if isinstance(body, str) else body).hexdigest()
        signed = {
            "host": url.netloc,
            "x-acs-action": "DescribeInstanceStatus",
            "x-acs-content-sha256": content,
            "x-acs-date": now(),
            "x-acs-signature-nonce": str(uuid.uuid4()),
            "x-acs-version": "2014-05-26",
        }
        if "content-type" in request.headers:
            signed["content-type"] = request.headers["content-type"]
        names = ";".join(sorted(signed))
        lines = [f"{name}:{signed[name].strip()}" for name in sorted(signed)]
        asked = canonical(decoded(url.query))
        text = "\n".join([request.method, url.path or "/", asked, *lines, "", names, content])
        text = f"ACS3-HMAC-SHA256\n{hashlib.sha256(text.encode()).hexdigest()}"
        signature = hmac.new(KEY["secret"].encode(), text.encode(), hashlib.sha256).hexdigest()
        request.headers.update(signed)
        request.headers["authorization"] = (
            f"ACS3-HMAC-SHA256 Credential={KEY['access_key_id']},SignedHeaders={names},Signature={signature}"
        )
        return request


schemathesis.auth.set_from_requests({"RPC": Rpc, "V3": V3}[os.environ["SIGNATURE"]]())


@schemathesis.hook
def before_call(_context, case, _kwargs):
    """What OpenAPI cannot say of a query and a form: no parameter is in both, the region in one."""
    if case.method != "POST" or not case.meta or not case.meta.generation.mode.is_positive:
        return
    form = case.body if isinstance(case.body, dict) else {}
    case.query = {name: value for name, value in (case.query or {}).items() if name not in form}
    if "RegionId" not in form:
        case.query.setdefault("RegionId", "cn-hangzhou")


@schemathesis.check
def xml_conformance(_context, response, _case):
    """An answer in XML is what the schema says that stands for its kind."""
    if response.headers["content-type"][0] != "application/xml":
        return
    schema = "page.rng" if response.status_code == 200 else "error.rng"
    judge = etree.RelaxNG(etree.parse(SCHEMAS / schema))
    document = etree.fromstring(response.content)
    assert judge.validate(document), str(judge.error_log)


REQUEST = json.loads((SCHEMAS / "request.schema.json").read_text(encoding="utf-8"))
QUERY = jsonschema_rs.validator_for(
    {"$ref": "file:///request.schema.json#/$defs/query"},
    registry=jsonschema_rs.Registry([("file:///request.schema.json", REQUEST)]),
)


@schemathesis.check
def only_valid_requests_get_pages(_context, response, _case):
    """What the schema of a request forbids is refused, whether or not it was meant to be valid."""
    if response.status_code == 200:
        pairs = decoded(urlsplit(response.request.url).query) + decoded(response.request.body)
        faults = [error.message for error in QUERY.iter_errors(dict(pairs))]
        assert not faults, f"a page for {dict(pairs)}: {faults}"
