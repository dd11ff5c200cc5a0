"""What the clients are asked to do, and what must become of it.

A task is what a client's program reads; its parameters have the names that they have on
the wire. What is expected comes from the fleet file and from the documentation's codes,
not from the mock.
"""

import json
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLEET = json.loads((ROOT / "examples/mock-endpoint/fleet.json").read_text(encoding="utf-8"))

# The mocks that there are: their arguments, and what their log must say.
MOCKS = {
    "plain": ([], r" 200 "),
    "throttling": (["--throttle", "3"], r" 400 Throttling, "),
    "unavailable": (["--throttle", "3", "--throttling", "unavailable"], r" 503 ServiceUnavailable, "),
    "rate limit": (["--throttle", "3", "--throttling", "rate-limit"], r" 400 Throttling\.User, "),
    "bare": (["--throttle", "3", "--throttling", "bare"], r" 400 Throttling, "),
    "gateway": (["--gateway-error", "3"], r" 502 "),
    "lost": (["--lose-reply", "3"], r" 200 .*, not sent, "),
    "always throttling": (["--throttle", "1"], r" 400 Throttling, "),
}


@dataclass
class Refusal:
    code: str
    status: int
    message: str


@dataclass
class Task:
    name: str
    parameters: dict
    # Pages of (number, size, total, instances), or how it is refused.
    expected: "list[dict] | Refusal"
    # Where only one of them has it: `RPC` or `V3`.
    signature: str | None = None
    mock: str = "plain"
    more: dict = field(default_factory=dict)
    # What a client makes of an answer by itself.
    made_of: dict[str, Refusal] = field(default_factory=dict)


def instances(region: str, zone: str | None = None) -> list[dict]:
    regions = {each["RegionId"]: each["Zones"] for each in FLEET["Regions"]}
    zones = [each for each in regions[region] if zone in (None, each["ZoneId"])]
    return [instance for each in zones for instance in each["Instances"]]


def pages(selected: list[dict], size: int = 10, numbers: range | None = None) -> list[dict]:
    """The pages that a client sees which turns them to the end, or those of `numbers`."""
    numbers = numbers or range(1, max(1, -(-len(selected) // size)) + 1)
    return [
        {
            "TotalCount": len(selected),
            "PageNumber": number,
            "PageSize": size,
            "Instances": selected[(number - 1) * size : number * size],
        }
        for number in numbers
    ]


HANGZHOU, SHANGHAI = {"RegionId": "cn-hangzhou"}, {"RegionId": "cn-shanghai"}
TURN = {"turn_pages": True}
ODD_ZONE = instances("cn-hangzhou", "cn-hangzhou-d")
# Twelve that need encoding, and more than nine, whose names sort otherwise than their
# numbers.
TWELVE = ODD_ZONE[:12]


def ids(some: list[dict]) -> dict:
    return HANGZHOU | {"InstanceId": [each["InstanceId"] for each in some]}


def listings() -> list[Task]:
    whole, few = instances("cn-hangzhou"), instances("cn-shanghai")
    hundred = whole[50:150]
    zone = HANGZHOU | {"ZoneId": "cn-hangzhou-d", "PageSize": 50}
    late = HANGZHOU | {"ZoneId": "cn-hangzhou-b", "PageNumber": 3, "PageSize": 40}
    token = {"security_token": "CAIS+/a b*~=="}
    return [
        Task("a region", HANGZHOU | {"PageSize": 50}, pages(whole, 50), more=TURN),
        Task("another region", SHANGHAI | {"PageSize": 3}, pages(few, 3), more=TURN),
        Task("an empty region", {"RegionId": "us-west-1"}, pages([]), more=TURN),
        Task("the defaults", HANGZHOU, pages(whole, 10, range(1, 2))),
        Task("past the end", SHANGHAI | {"PageNumber": 9}, pages(few, 10, range(9, 10))),
        Task("a zone", zone, pages(ODD_ZONE, 50)),
        Task("a late page", late, pages(instances("cn-hangzhou", "cn-hangzhou-b"), 40, range(3, 4))),
        Task("12 ids", ids(TWELVE) | {"PageSize": 50}, pages(TWELVE, 50)),
        Task("100 ids", ids(hundred) | {"PageSize": 50}, pages(hundred, 50), more=TURN),
        Task("ids of another region", ids(TWELVE) | SHANGHAI, pages([])),
        Task("a security token", SHANGHAI, pages(few), more=token),
        Task("XML", ids(TWELVE) | {"PageSize": 50}, pages(TWELVE, 50), more={"format": "XML"}),
        Task("GET", ids(TWELVE) | {"PageSize": 50}, pages(TWELVE, 50), more={"method": "GET"}),
        Task("POST", ids(TWELVE) | {"PageSize": 50}, pages(TWELVE, 50), more={"method": "POST"}),
    ]


def disturbed_listings() -> list[Task]:
    """The whole region, though every third call goes wrong."""
    whole = pages(instances("cn-hangzhou"), 50)
    mocks = {
        "throttled": "throttling",
        "throttled by 503": "unavailable",
        "throttled with the older headers": "rate limit",
        "throttled without a time": "bare",
        "with HTML and 5xx from a gateway": "gateway",
        "with lost replies": "lost",
    }
    return [
        Task(f"a region, {how}", HANGZHOU | {"PageSize": 50}, whole, mock=mock, more=TURN)
        for how, mock in mocks.items()
    ]


def invalid(parameter: str, allowed: str) -> Refusal:
    message = f'The specified parameter "{parameter}" is not valid. {parameter} outside {allowed}.'
    return Refusal("InvalidParameter", 400, message)


MALFORMED_TIME = Refusal(
    "InvalidTimeStamp.Format", 400, "Specified time stamp or date value is not well formatted."
)
BEARER_TOKEN = Refusal(
    "UnsupportedParameter",
    400,
    "The request is not valid: bearer token in place of a signature by an access key.",
)
UNKNOWN_HASH = Refusal("InvalidSignatureMethod", 400, "Specified signature method is not valid.")


def unknown_signature(parameter: str) -> Refusal:
    return Refusal("InvalidParamater", 400, f'The specified parameter "{parameter}" is not valid.')


def missing(parameter: str) -> Refusal:
    message = (
        f'The input parameter "{parameter}" that is mandatory for processing this request '
        "is not supplied."
    )
    return Refusal("MissingParameter", 400, message)


MISMATCH = Refusal(
    "SignatureDoesNotMatch", 400, "Specified signature is not matched with our calculation."
)
V3_MISMATCH = Refusal(
    "SignatureDoesNotMatch", 400, "Specified signature does not match our calculation."
)
# The client compares the string to sign that it is told with its own.
WRONG_SECRET = Refusal(
    "InvalidAccessKeySecret",
    400,
    "The AccessKeySecret is incorrect. Please check your AccessKeyId and AccessKeySecret.",
)
NO_ID = Refusal("Abs.InvalidInstanceIds.MalFormed", 403, "The specified instanceIds is not valid.")
NO_INDEX = Refusal(
    "Abs.InvalidInstanceIds.MalFormed",
    403,
    "The specified instanceIds is not valid. InstanceId without a valid index: write InstanceId.1.",
)
NO_API = "Specified api is not found, please check your url and method."


def refused_parameters() -> list[Task]:
    unknown_region = Refusal(
        "InvalidRegionId.NotFound", 404, "The specified RegionId does not exist."
    )
    unknown_zone = Refusal(
        "InvalidZoneId.NotFound", 404, "The ZoneId provided does not exist in our records."
    )
    too_many = Refusal(
        "InvalidParameter.TooManyInstanceIds", 403, "Instance ids cannot be more than 100."
    )
    no_region = Refusal("MissingRegionId", 400, "RegionId is mandatory for this action.")
    no_format = Refusal("InvalidParameter.Format", 400, "Specified parameter format is not valid.")
    throttled = Refusal("Throttling", 400, "Request was denied due to request throttling.")
    return [
        Task("no region", {}, no_region),
        Task("an unknown region", {"RegionId": "cn-nowhere"}, unknown_region),
        Task("an unknown zone", SHANGHAI | {"ZoneId": "cn-hangzhou-b"}, unknown_zone),
        Task("a page too large", HANGZHOU | {"PageSize": 51}, invalid("PageSize", "1 to 50")),
        Task("page 0", HANGZHOU | {"PageNumber": 0}, invalid("PageNumber", "1 to 4294967295")),
        Task("101 ids", ids(instances("cn-hangzhou")[:101]), too_many),
        Task("an empty id", HANGZHOU | {"InstanceId": ["i-a", ""]}, NO_ID),
        Task("an unknown format", SHANGHAI, no_format, more={"format": "YAML"}),
        Task("throttled for ever", SHANGHAI, throttled, mock="always throttling"),
    ]


def refused_calls() -> list[Task]:
    """What is wrong with who calls, how, when and for what."""
    # An hour ago, wherever the window ends.
    expired = {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600))}
    once = {"nonce": "used once"}
    unknown_key = Refusal(
        "InvalidAccessKeyId.NotFound", 404, "Specified access key is not found."
    )
    old = Refusal(
        "InvalidTimeStamp.Expired", 400, "Specified time stamp or date value is expired."
    )
    used = Refusal("SignatureNonceUsed", 400, "Specified signature nonce was used already.")
    no_version = Refusal("InvalidVersion", 400, "Specified parameter Version is not valid.")
    no_method = Refusal("UnsupportedHTTPMethod", 400, "This http method is not supported.")
    return [
        Task("another secret", SHANGHAI, MISMATCH, "RPC", more={"secret": "other"},
             made_of={"python_rpc": WRONG_SECRET}),
        Task("another secret", SHANGHAI, V3_MISMATCH, "V3", more={"secret": "other"}),
        Task("another key", SHANGHAI, unknown_key, more={"access_key_id": "other"}),
        Task("an old time", SHANGHAI, old, more=expired),
        Task("no time", SHANGHAI, MALFORMED_TIME, more={"timestamp": "yesterday"}),
        Task("a nonce", SHANGHAI, pages(instances("cn-shanghai")), more=once),
        Task("the same nonce", SHANGHAI, used, more=once),
        Task("another action", SHANGHAI, Refusal("InvalidAction.NotFound", 404, NO_API),
             more={"action": "DescribeRegions"}),
        Task("another version", SHANGHAI, no_version, more={"version": "2013-01-10"}),
        Task("another method", SHANGHAI, no_method, more={"method": "PUT"}),
        Task("another path", SHANGHAI, Refusal("InvalidApi.NotFound", 404, NO_API),
             more={"path": "/ecs"}),
    ]


def refused_parameters_of_rpc() -> list[Task]:
    """Parameters of the signature, where the client lets its user set them."""
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    wrong = {
        "no key": ({"AccessKeyId": ""}, missing("AccessKeyId")),
        "another hash": ({"SignatureMethod": "HMAC-MD5"}, UNKNOWN_HASH),
        "another signature version": (
            {"SignatureVersion": "2.0"},
            unknown_signature("SignatureVersion"),
        ),
        "a signature type": (
            {"SignatureType": "PRIVATEKEY"},
            unknown_signature("SignatureType"),
        ),
        "a bearer token": (
            {"SignatureType": "BEARERTOKEN", "BearerToken": "t"},
            BEARER_TOKEN,
        ),
        "two times": (
            {"TimeStamp": now},
            MALFORMED_TIME,
        ),
        "an empty time": ({"Timestamp": ""}, missing("Timestamp")),
        "an id without an index": ({"InstanceId.x": "i-a"}, NO_INDEX),
    }
    return [
        Task(name, SHANGHAI, refusal, "RPC", more={"common": common})
        for name, (common, refusal) in wrong.items()
    ]


def refused_headers_of_v3() -> list[Task]:
    malformed = Refusal(
        "IncompleteSignature",
        400,
        "The request signature does not conform to Aliyun standards. "
        "The request is not valid: malformed Authorization.",
    )
    return [
        Task("no nonce", SHANGHAI, missing("x-acs-signature-nonce"), "V3", more={"nonce": ""}),
        Task("an SM3 signature", SHANGHAI, UNKNOWN_HASH, "V3",
             more={"signature_algorithm": "ACS3-HMAC-SM3"}),
        # It ends the key where the header has commas between its parts.
        Task("a key with a comma", SHANGHAI, malformed, "V3",
             more={"access_key_id": "test,id"}),
    ]


def tasks() -> list[Task]:
    refused = refused_parameters() + refused_calls()
    return listings() + disturbed_listings() + refused + refused_parameters_of_rpc() + refused_headers_of_v3()
