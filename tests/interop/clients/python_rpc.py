"""Makes calls with aliyun-python-sdk-ecs, which signs by RPC.

Reads tasks as a JSON array, prints what became of each as a line of JSON.
"""

import json
import sys

from aliyunsdkcore.acs_exception.exceptions import ClientException, ServerException
from aliyunsdkcore.auth.credentials import AccessKeyCredential, StsTokenCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkecs.request.v20140526.DescribeInstanceStatusRequest import (
    DescribeInstanceStatusRequest,
)


def client_of(task):
    key, secret = task["access_key_id"], task["secret"]
    token = task.get("security_token")
    credential = StsTokenCredential(key, secret, token) if token else AccessKeyCredential(key, secret)
    # It tries throttled calls again by itself, and waits as long as it finds right.
    return AcsClient(region_id="cn-hangzhou", credential=credential)


def request_of(task, page_number):
    request = DescribeInstanceStatusRequest()
    request.set_endpoint(task["endpoint"])
    request.set_protocol_type("http")
    request.set_method(task.get("method", "POST"))
    request.set_action_name(task.get("action", "DescribeInstanceStatus"))
    request.set_version(task.get("version", "2014-05-26"))
    request.set_accept_format(task.get("format", "JSON"))
    # An empty region is none; without the parameter the client would send its own.
    parameters = {"RegionId": ""} | task["parameters"]
    if page_number:
        parameters["PageNumber"] = page_number
    ids = parameters.pop("InstanceId", None)
    if ids:
        request.set_InstanceIds(ids)
    for name, value in (parameters | task.get("common", {})).items():
        request.add_query_param(name, value)
    return request


def send(client, request):
    # `do_action_with_exception` would always ask for JSON.
    status, _headers, body, exception = client._implementation_of_do_action(request)
    if exception:
        raise exception
    assert status == 200, status
    return body.decode()


def run(task):
    client = client_of(task)
    if task.get("format") == "XML":
        return {"pages": [send(client, request_of(task, None))]}
    pages = []
    while True:
        number = len(pages) + 1 if task.get("turn_pages") else None
        page = json.loads(send(client, request_of(task, number)))
        pages.append(page)
        if not number or page["PageNumber"] * page["PageSize"] >= page["TotalCount"]:
            return {"pages": pages}


for task in json.load(sys.stdin):
    try:
        outcome = run(task)
    except ServerException as error:
        outcome = {
            "error": {
                "code": error.get_error_code(),
                "status": error.get_http_status(),
                "message": error.get_error_msg(),
                "request_id": error.get_request_id(),
            }
        }
    except ClientException as failure:
        outcome = {"failure": str(failure)}
    print(json.dumps({"task": task["name"]} | outcome), flush=True)
