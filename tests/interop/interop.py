"""Holds the mock endpoint, and with it the crate, against other people's clients.

Starts mocks on free ports, has each client make its calls, and compares what it prints with
the fleet file and with the documentation's codes. README.md has the rest.

Usage: python3 interop.py --node-modules FOLDER [--programs FOLDER]. Exits with 1 on any
difference.
"""

import argparse
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from clients import CLIENTS, HERE, ROOT, Client
from endpoint import KEY, MOCK_TIMEOUT, Mock, mocks
from tasks import MOCKS, Refusal, Task, instances, pages, tasks

PACKAGE = ROOT / "examples/mock-endpoint"

# In seconds, for all calls of one client.
CLIENT_TIMEOUT = 120

# What the message of a signature that does not match ends with: the string to sign.
ECHOES = {
    "RPC": r" server string to sign is:(GET|POST)&%2F&AccessKeyId%3Dtestid%26[\w%.~-]+",
    "V3": r" server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\]"
    r" server CanonicalRequest is \[POST\n/\nRegionId=cn-shanghai\n[^\]]+\n[0-9a-f]{64}\]",
}

# The examples for curl in the mock's README: the mock's arguments, where they are, their region.
EXAMPLES = [
    ([], r"^```sh\n(date=.*?)^```$", "cn-hangzhou"),
    (["--unsigned"], r"^\$ (curl [^\n]+)$", "cn-shanghai"),
]


def environment(home: str, node_modules: Path) -> dict[str, str]:
    """Nothing of the user's: no proxy, no credentials, no settings of an SDK."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    loopback = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    return kept | loopback | {"HOME": home, "NODE_PATH": str(node_modules), "LC_ALL": "C.UTF-8"}


def command(client: Client, programs: Path) -> list[str | Path]:
    """How its program is started; what is not a script has been built."""
    for suffix, interpreter in ((".py", sys.executable), (".js", "node")):
        script = HERE / "clients" / f"{client.name}{suffix}"
        if script.exists():
            return [interpreter, script]
    return [programs / client.name]


def run(client: Client, asked: list[Task], running: dict[str, Mock], folders: argparse.Namespace) -> dict:
    """What the client's program printed, by task."""
    given = [
        {"name": task.name, "endpoint": running[task.mock].address, "parameters": task.parameters}
        | KEY | task.more
        for task in asked
    ]
    with tempfile.TemporaryDirectory() as home:
        try:
            finished = subprocess.run(
                command(client, folders.programs),
                input=json.dumps(given),
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=CLIENT_TIMEOUT,
                env=environment(home, folders.node_modules),
                check=False,
            )
        except subprocess.TimeoutExpired:
            print(f"{client.name}: not done after {CLIENT_TIMEOUT} s")
            return {}
    if finished.returncode != 0:
        print(finished.stderr[-4000:], file=sys.stderr)
    return {line.pop("task"): line for line in map(json.loads, finished.stdout.splitlines())}


def page_of(body: dict) -> dict:
    """A page of the documentation's shape, as `tasks.pages` has it."""
    page = {name: body[name] for name in ("TotalCount", "PageNumber", "PageSize")}
    return page | {"Instances": body["InstanceStatuses"]["InstanceStatus"]}


def page_of_xml(text: str) -> dict:
    root = ElementTree.fromstring(text)
    assert root.tag == "DescribeInstanceStatusResponse", root.tag
    body: dict = {name: int(root.findtext(name)) for name in ("TotalCount", "PageNumber", "PageSize")}
    listed = root.findall("InstanceStatuses/InstanceStatus")
    return body | {"Instances": [{each.tag: each.text for each in one} for one in listed]}


def difference(expected: list[dict], got: list[dict]) -> str | None:
    """The first thing in which the pages differ."""
    if len(got) != len(expected):
        return f"expected {len(expected)} pages, saw {len(got)}"
    for wanted, page in zip(expected, got, strict=True):
        where = f"page {wanted['PageNumber']}"
        for name in ("TotalCount", "PageNumber", "PageSize"):
            if page[name] != wanted[name]:
                return f"{where}: expected {name} {wanted[name]}, saw {page[name]}"
        pairs = itertools.zip_longest(wanted["Instances"], page["Instances"])
        for place, (instance, seen) in enumerate(pairs):
            if seen != instance:
                return f"{where}, instance {place}: expected {instance}, saw {seen}"
    return None


def judge(client: Client, task: Task, seen: dict | None, log: str) -> str | None:
    """What is wrong with what the client saw, or nothing."""
    if seen is None:
        return "nothing was printed"
    if "failure" in seen:
        return f"failed: {seen['failure']}"
    expected = task.made_of.get(client.name, task.expected)
    if not isinstance(expected, Refusal):
        if "error" in seen:
            return f"refused: {seen['error']}"
        got = [page_of_xml(page) if isinstance(page, str) else page_of(page) for page in seen["pages"]]
        return difference(expected, got)
    if "error" not in seen:
        return f"expected {expected}, saw a page"
    error = seen["error"]
    if told := [name for name in client.hides if error[name] is not None]:
        return f"is said to hide {told}, and told {error}"
    # The only message that goes on is the one with the string to sign.
    echo = ECHOES[client.signature] if expected.code == "SignatureDoesNotMatch" else ""
    wanted = {
        "code": re.escape(expected.code),
        "status": str(expected.status),
        "message": re.escape(expected.message) + echo,
    }
    for name, pattern in wanted.items():
        if name not in client.hides and not re.fullmatch(pattern, str(error[name])):
            return f"expected {name} {pattern!r}, saw {error[name]!r}"
    # The client has the id of the reply that the mock logged for this refusal.
    code = re.escape(task.expected.code)
    id = "[-0-9A-F]{36}" if "request_id" in client.hides else re.escape(error["request_id"])
    if not re.search(rf" {expected.status} {code}, .*, {id}$", log, re.M):
        return f"no refusal with {code} and the id {id} in the log"
    return None


def asked_of(client: Client) -> list[Task]:
    """The tasks of its signature, but those that it is said to be unable to do."""
    return [
        task
        for task in tasks()
        if task.signature in (None, client.signature) and task.name not in client.left_out()
    ]


def hold(client: Client, folders: argparse.Namespace) -> tuple[int, int]:
    """Runs one client; returns how many of its tasks came out wrong, and how many there are."""
    asked = asked_of(client)
    started, wrong = time.monotonic(), 0
    kinds = {name: arguments for name, (arguments, _) in MOCKS.items()}
    with mocks(folders.programs / "mock-endpoint", kinds) as running:
        seen = run(client, asked, running, folders)
        # A line may come later than the answer; the last one comes before the end.
        for mock in running.values():
            mock.stop()
        logs = {name: mock.log.read_text() for name, mock in running.items()}
    for task in asked:
        problem = judge(client, task, seen.get(task.name), logs[task.mock])
        if not re.search(MOCKS[task.mock][1], logs[task.mock]):
            problem = problem or "the mock never did so"
        if problem:
            wrong += 1
            print(f"{client.name}: {task.name}: {problem}")
    calls = [line for log in logs.values() for line in log.splitlines()]
    if others := [line for line in calls if f" {client.signature} " not in line]:
        wrong += 1
        print(f"{client.name}: signed otherwise than by {client.signature}: {others[0]}")
    seconds = time.monotonic() - started
    as_expected = f"{len(asked) - wrong} of {len(asked)} as expected"
    print(f"{client.name}: {as_expected}, {len(calls)} calls, {seconds:.1f} s")
    return wrong, len(asked)


def curl(program: Path, arguments: list[str], pattern: str, region: str) -> bool:
    """Runs an example that the mock's README has for curl; it gets the first two of a region."""
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    [example] = re.findall(pattern, readme, re.M | re.S)
    with mocks(program, {"mock": arguments}) as running, tempfile.TemporaryDirectory() as home:
        script = example.replace("127.0.0.1:8080", running["mock"].address)
        finished = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            capture_output=True,
            text=True,
            timeout=MOCK_TIMEOUT,
            env=environment(home, Path(home)),
            check=False,
        )
    expected = pages(instances(region), 2, range(1, 2))
    body = json.loads(finished.stdout) if finished.returncode == 0 else {}
    is_right = "TotalCount" in body and [page_of(body)] == expected
    output = f"fails: {finished.stdout}{finished.stderr}"
    print(" ".join(["curl: the README's example", *arguments]), "as expected" if is_right else output)
    return is_right


def untested() -> set[str]:
    """The codes that the mock's README has and no task meets, or the other way round."""
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    [table] = re.findall(r"^\| refused \| code .*\n\|[-|]*\n((?:\|.*\n)*)", readme, re.M)
    cells = [row.split("|")[2] for row in table.splitlines()]
    documented = {code for cell in cells for code in re.findall(r"`([\w.]+)`", cell)}
    met = {task.expected.code for task in tasks() if isinstance(task.expected, Refusal)}
    return documented ^ met


def table() -> str:
    """The table of README.md, a row for each client."""
    rows = [["client", "language", "signature", "version", "seen to do",
             "who tries again what fails for a while", "not done, and why"], ["---"] * 7]
    for client in CLIENTS:
        refused = sum(isinstance(task.expected, Refusal) for task in asked_of(client))
        seen = f"{len(asked_of(client)) - refused} listings, {refused} refusals"
        reasons = [f"{', '.join(tasks)}: {reason}" for reason, tasks in client.cannot.items()]
        reasons += [f"the {name} of a refusal: it does not tell it" for name in client.hides]
        rows.append([f"`{client.package}`", client.language, client.signature,
                     client.version(client.package), seen, client.retries, "; ".join(reasons) or "none"])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def disagreements() -> Iterator[str]:
    """Where the tables of this folder and of the mock do not agree with one another."""
    for code in sorted(untested()):
        yield f"{code}: in the mock's README or in a task, but not in both"
    names = {task.name for task in tasks()}
    for client in CLIENTS:
        for name in sorted(client.left_out() - names):
            yield f"{client.name}: cannot do {name!r}, which is no task"
    if table() not in (HERE / "README.md").read_text(encoding="utf-8"):
        yield f"README.md: its table should be\n{table()}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--node-modules", type=lambda path: Path(path).resolve(), required=True)
    parser.add_argument("--programs", type=Path, default=ROOT / "target/debug")
    folders = parser.parse_args()
    results = [hold(client, folders) for client in CLIENTS]
    wrong, asked = (sum(column) for column in zip(*results, strict=True))
    print(f"{asked - wrong} of {asked} tasks of {len(CLIENTS)} clients as expected")
    for disagreement in disagreements():
        wrong += 1
        print(disagreement)
    wrong += sum(not curl(folders.programs / "mock-endpoint", *example) for example in EXAMPLES)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
