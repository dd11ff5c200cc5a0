"""Makes calls with apache-libcloud, which signs by RPC and reads XML.

Reads tasks as a JSON array, prints what became of each as a line of JSON.
"""

import ast
import json
import sys
import time

from libcloud.common.exceptions import BaseHTTPError
from libcloud.compute.drivers.ecs import ECSConnection
from requests.exceptions import ConnectionError


def connection_of(task):
    host, port = task["endpoint"].split(":")
    return ECSConnection(
        task["access_key_id"],
        task["secret"],
        secure=False,
        host=host,
        port=int(port),
        api_version=task.get("version", "2014-05-26"),
    )


def parameters_of(task, page_number):
    parameters = {"Action": task.get("action", "DescribeInstanceStatus")}
    parameters |= task["parameters"] | task.get("common", {})
    ids = parameters.pop("InstanceId", [])
    parameters |= {f"InstanceId.{index}": id for index, id in enumerate(ids, 1)}
    if "security_token" in task:
        parameters["SecurityToken"] = task["security_token"]
    if page_number:
        parameters["PageNumber"] = page_number
    return parameters


def told(error):
    """The members of the error reply: its message is a dict of them, as Python prints it."""
    return ast.literal_eval(error.message)


def is_transient(code):
    """Whether a refusal may be gone with the next call; what is not from ECS has no code."""
    return code is None or code.startswith("Throttling") or code == "ServiceUnavailable"


def send(connection, task, page_number):
    # Its driver lists instances by another operation; this is what the driver calls by. It
    # retries nothing but 429; its users do.
    for attempt in range(1, 4):
        wait = 100
        try:
            return connection.request(
                task.get("path", "/"),
                params=parameters_of(task, page_number),
                method=task.get("method", "GET"),
            )
        except ConnectionError:
            if attempt == 3:
                raise
        except BaseHTTPError as error:
            if not is_transient(told(error)["code"]) or attempt == 3:
                raise
            wait = int(error.headers.get("x-acs-retry-after", wait))
        time.sleep(wait / 1000)


def run(task):
    connection = connection_of(task)
    pages = []
    while True:
        number = len(pages) + 1 if task.get("turn_pages") else None
        answer = send(connection, task, number)
        pages.append(answer.body)
        page, size, total = (
            int(answer.object.findtext(name)) for name in ("PageNumber", "PageSize", "TotalCount")
        )
        if not number or page * size >= total:
            return {"pages": pages}


for task in json.load(sys.stdin):
    try:
        outcome = run(task)
    except BaseHTTPError as error:
        reply = told(error)
        outcome = {
            "error": {
                "code": reply["code"],
                "status": error.code,
                "message": reply["message"],
                "request_id": reply["request_id"],
            }
        }
    print(json.dumps({"task": task["name"]} | outcome), flush=True)
