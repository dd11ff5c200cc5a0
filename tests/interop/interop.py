"""Holds the mock endpoint, and with it the crate, against official clients.

Starts mocks on free ports, has each client make its calls, and compares what it prints with
the fleet file and with the documentation's codes. README.md has the rest.

Usage: python3 interop.py --node-modules FOLDER [--mock PROGRAM]. Exits with 1 on any
difference.
"""

import argparse
import contextlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from tasks import CLIENTS, MOCKS, ROOT, Refusal, Task, instances, pages, tasks

HERE = Path(__file__).resolve().parent
PACKAGE = ROOT / "examples/mock-endpoint"

# In seconds: for a mock to start or stop, and for all calls of one client.
MOCK_TIMEOUT, CLIENT_TIMEOUT = 20, 120

KEY = {"access_key_id": "testid", "secret": "testsecret"}

# What the message of a signature that does not match ends with: the string to sign.
V3_ECHO = (
    r" server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\]"
    r" server CanonicalRequest is \[POST\n/\nRegionId=cn-shanghai\n[^\]]+\n[0-9a-f]{64}\]"
)
ECHOES = {
    "node_rpc": r" server string to sign is:GET&%2F&AccessKeyId%3Dtestid%26[\w%.~-]+",
    "python_v3": V3_ECHO,
    "node_v3": V3_ECHO,
}


class Mock:
    """A mock that runs, and what it logs."""

    def __init__(self, program: Path, arguments: list[str], log: Path):
        self.log = log
        with log.open("wb") as errors:
            self.process = subprocess.Popen(
                [program, *arguments], stdout=subprocess.PIPE, stderr=errors, text=True
            )
        # A mock that never says its address ends, and its output with it.
        timer = threading.Timer(MOCK_TIMEOUT, self.process.kill)
        timer.start()
        line = self.process.stdout.readline()
        timer.cancel()
        if not line.startswith("http://"):
            raise SystemExit(f"the mock does not start: {log.read_text()}")
        self.address = line.strip().removeprefix("http://")

    def stop(self) -> int:
        self.process.terminate()
        try:
            return self.process.wait(MOCK_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


@contextlib.contextmanager
def mocks(program: Path) -> Iterator[dict[str, Mock]]:
    """A mock of each kind; all end with the block."""
    running: dict[str, Mock] = {}
    with tempfile.TemporaryDirectory() as folder:
        try:
            for name, arguments in MOCKS.items():
                running[name] = Mock(program, arguments, Path(folder) / f"{name}.log")
            yield running
        finally:
            codes = {name: mock.stop() for name, mock in running.items()}
        if any(codes.values()):
            raise SystemExit(f"a mock does not stop cleanly: {codes}")


def environment(home: str, node_modules: Path) -> dict[str, str]:
    """Nothing of the user's: no proxy, no credentials, no settings of an SDK."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    loopback = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    return kept | loopback | {"HOME": home, "NODE_PATH": str(node_modules), "LC_ALL": "C.UTF-8"}


def run(client: str, asked: list[Task], running: dict[str, Mock], node_modules: Path) -> dict:
    """What the client's program printed, by task."""
    given = [
        {"name": task.name, "endpoint": running[task.mock].address, "parameters": task.parameters}
        | KEY | task.more
        for task in asked
    ]
    program = next((HERE / "clients").glob(f"{client}.*"))
    interpreter = "node" if program.suffix == ".js" else sys.executable
    with tempfile.TemporaryDirectory() as home:
        try:
            finished = subprocess.run(
                [interpreter, program],
                input=json.dumps(given),
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=CLIENT_TIMEOUT,
                env=environment(home, node_modules),
                check=False,
            )
        except subprocess.TimeoutExpired:
            print(f"{client}: not done after {CLIENT_TIMEOUT} s")
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


def judge(client: str, task: Task, seen: dict | None, log: str) -> str | None:
    """What is wrong with what the client saw, or nothing."""
    if seen is None:
        return "nothing was printed"
    expected = task.made_of.get(client, task.expected)
    if not isinstance(expected, Refusal):
        if "error" in seen:
            return f"refused: {seen['error']}"
        got = [page_of_xml(seen["xml"])] if "xml" in seen else list(map(page_of, seen["pages"]))
        return difference(expected, got)
    if "error" not in seen:
        return f"expected {expected}, saw a page"
    error = seen["error"]
    if (error["code"], error["status"]) != (expected.code, expected.status):
        return f"expected {expected}, saw {error}"
    # The only message that goes on is the one with the string to sign.
    echo = ECHOES[client] if expected.code == "SignatureDoesNotMatch" else ""
    if not re.fullmatch(re.escape(expected.message) + echo, error["message"]):
        return f"expected {expected.message!r}, saw {error['message']!r}"
    # The client has the id of the reply that the mock logged for this refusal.
    code = task.expected.code
    if not re.search(rf" {error['status']} {re.escape(code)}, .*, {error['request_id']}$", log, re.M):
        return f"no refusal with {code} and the id {error['request_id']} in the log"
    return None


def hold(client: str, program: Path, node_modules: Path) -> tuple[int, int]:
    """Runs one client; returns how many of its tasks came out wrong, and how many there are."""
    asked = [task for task in tasks() if client in task.clients]
    started, wrong = time.monotonic(), 0
    with mocks(program) as running:
        seen = run(client, asked, running, node_modules)
        # A line may come later than the answer; the last one comes before the end.
        for mock in running.values():
            mock.stop()
        for task in asked:
            log = running[task.mock].log.read_text()
            problem = judge(client, task, seen.get(task.name), log)
            if task.mock != "plain" and " 400 Throttling, " not in log:
                problem = problem or "the mock never throttled"
            if problem:
                wrong += 1
                print(f"{client}: {task.name}: {problem}")
        calls = sum(len(mock.log.read_text().splitlines()) for mock in running.values())
    seconds = time.monotonic() - started
    print(f"{client}: {len(asked) - wrong} of {len(asked)} as expected, {calls} calls, {seconds:.1f} s")
    return wrong, len(asked)


def curl(program: Path) -> bool:
    """Runs the example that the mock's README has for curl, against a mock on a free port."""
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    [example] = re.findall(r"^```sh\n(date=.*?)^```$", readme, re.M | re.S)
    with mocks(program) as running, tempfile.TemporaryDirectory() as home:
        script = example.replace("127.0.0.1:8080", running["plain"].address)
        finished = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            capture_output=True,
            text=True,
            timeout=MOCK_TIMEOUT,
            env=environment(home, Path(home)),
            check=False,
        )
    expected = pages(instances("cn-hangzhou"), 2, range(1, 2))
    body = json.loads(finished.stdout) if finished.returncode == 0 else {}
    is_right = "TotalCount" in body and [page_of(body)] == expected
    output = f"fails: {finished.stdout}{finished.stderr}"
    print("curl: the README's example", "as expected" if is_right else output)
    return is_right


def untested() -> set[str]:
    """The codes that the mock's README has and no task meets, or the other way round."""
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    [table] = re.findall(r"^\| refused \| code .*\n\|[-|]*\n((?:\|.*\n)*)", readme, re.M)
    cells = [row.split("|")[2] for row in table.splitlines()]
    documented = {code for cell in cells for code in re.findall(r"`([\w.]+)`", cell)}
    met = {task.expected.code for task in tasks() if isinstance(task.expected, Refusal)}
    return documented ^ met


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--node-modules", type=Path, required=True)
    parser.add_argument("--mock", type=Path, default=ROOT / "target/debug/mock-endpoint")
    arguments = parser.parse_args()
    results = [hold(client, arguments.mock, arguments.node_modules.resolve()) for client in CLIENTS]
    wrong, asked = (sum(column) for column in zip(*results, strict=True))
    print(f"{asked - wrong} of {asked} tasks of {len(CLIENTS)} clients as expected")
    for code in sorted(untested()):
        wrong += 1
        print(f"{code}: in the mock's README or in a task, but not in both")
    return 0 if curl(arguments.mock) and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
