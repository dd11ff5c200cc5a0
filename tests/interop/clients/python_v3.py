"""Makes calls with alibabacloud_ecs20140526, which signs by V3.

Reads tasks as a JSON array, prints what became of each as a line of JSON.
"""

import json
import sys

from alibabacloud_ecs20140526.client import Client
from alibabacloud_ecs20140526.models import DescribeInstanceStatusRequest
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
from alibabacloud_tea_openapi.utils import Utils
from alibabacloud_tea_openapi.utils_models import Config, OpenApiRequest, Params
from darabonba.exceptions import UnretryableException
from darabonba.policy.retry import RetryOptions
from darabonba.runtime import ExtendsParameters, RuntimeOptions

# The SDK retries only what it is told to; it then waits as `x-acs-retry-after` says.
RETRY = {
    "retryCondition": [
        {
            "maxAttempts": 3,
            "exception": ["ThrottlingException", "RetryError"],
            "errorCode": ["Throttling", "Throttling.User", "ServiceUnavailable"],
        }
    ]
}


def client_of(task):
    return Client(
        Config(
            access_key_id=task["access_key_id"],
            access_key_secret=task["secret"],
            security_token=task.get("security_token"),
            signature_algorithm=task.get("signature_algorithm"),
            endpoint=task["endpoint"],
            protocol="http",
            retry_options=RetryOptions(RETRY),
        )
    )


def runtime_of(task):
    headers = {
        "x-acs-action": task.get("action"),
        "x-acs-version": task.get("version"),
        "x-acs-date": task.get("timestamp"),
        "x-acs-signature-nonce": task.get("nonce"),
    }
    headers = {name: value for name, value in headers.items() if value is not None}
    queries = {"Format": task["format"]} if "format" in task else {}
    return RuntimeOptions(extends_parameters=ExtendsParameters(headers=headers, queries=queries))


def send_as_text(client, task):
    """The same call by the client's general method, for what its own reads as JSON."""
    params = Params(
        action="DescribeInstanceStatus",
        version="2014-05-26",
        protocol="HTTP",
        pathname=task.get("path", "/"),
        method=task.get("method", "POST"),
        auth_type="AK",
        style="RPC",
        req_body_type="formData",
        body_type="string",
    )
    request = OpenApiRequest(query=Utils.query(task["parameters"]))
    return client.call_api(params, request, runtime_of(task))["body"]


def run(task):
    client = client_of(task)
    if task.get("format") == "XML":
        return {"pages": [send_as_text(client, task)]}
    if "method" in task or "path" in task:
        return {"pages": [json.loads(send_as_text(client, task))]}
    pages = []
    while True:
        parameters = dict(task["parameters"])
        number = len(pages) + 1 if task.get("turn_pages") else None
        if number:
            parameters["PageNumber"] = number
        request = DescribeInstanceStatusRequest().from_map(parameters)
        answer = client.describe_instance_status_with_options(request, runtime_of(task))
        page = answer.body.to_map()
        pages.append(page)
        if not number or page["PageNumber"] * page["PageSize"] >= page["TotalCount"]:
            return {"pages": pages}


for task in json.load(sys.stdin):
    try:
        outcome = run(task)
    except AlibabaCloudException as error:
        outcome = {
            "error": {
                "code": error.code,
                "status": error.status_code,
                "message": error.data["Message"],
                "request_id": error.request_id,
            }
        }
    except UnretryableException as failure:
        outcome = {"failure": str(failure)}
    print(json.dumps({"task": task["name"]} | outcome), flush=True)
