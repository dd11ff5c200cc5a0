"""Drives the mock endpoint from `schemas/openapi.yaml`, by schemathesis.

What the description allows must be answered as it promises, and what it forbids must be
refused. Descriptions that promise something else must be found out. README.md has the rest.

Usage: python3 openapi.py [--programs FOLDER]. Exits with 1 on any difference.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from clients import HERE, ROOT
from endpoint import Mock, mocks

# What is generated, and how much of it for each of the two operations.
SEED, EXAMPLES = 20140526, 100
# In seconds, for one run.
TIMEOUT = 240
SCHEMAS = ROOT / "schemas"

# It wants 405 for a method that is not described; the service answers 400.
UNFIT = ["unsupported_method"]
# What is throttled is refused, whatever it was.
UNFIT_WHEN_THROTTLED = [*UNFIT, "positive_data_acceptance"]


@dataclass(frozen=True)
class Run:
    signature: str
    arguments: list[str]
    unfit: list[str]
    # What the log must have of it, so that a run which was refused throughout is none.
    met: list[str]


PAGES = [r" 200 \d+ of \d+ instances, JSON", r" 200 \d+ of \d+ instances, XML"]
REFUSALS = [r" 40[04] \S+, JSON", r" 40[04] \S+, XML"]
RUNS = [
    Run("RPC", [], UNFIT, PAGES + REFUSALS),
    Run("V3", [], UNFIT, PAGES + REFUSALS),
    Run("RPC", ["--throttle", "2"], UNFIT_WHEN_THROTTLED,
        [" 400 Throttling, JSON", " 400 Throttling, XML"]),
    # These 503 are asked for.
    Run("V3", ["--throttle", "2", "--throttling", "unavailable"],
        [*UNFIT_WHEN_THROTTLED, "not_a_server_error"], [" 503 ServiceUnavailable, JSON"]),
]


# Promises that the mock does not keep, each by a change of the description: file, text, other text.
FAULTS = [
    ("page.schema.json", '"required": ["RequestId",', '"required": ["NextToken", "RequestId",'),
    ("error.schema.json", '"required": [', '"required": ["NextToken", '),
    ("page.rng", 'name="DescribeInstanceStatusResponse"', 'name="Response"'),
    ("error.rng", 'name="Error"', 'name="Failure"'),
    ("request.schema.json", '"maximum": 50,', '"maximum": 51,'),
    ("request.schema.json", "[1-4][0-9]|50)$", "[1-4][0-9])$"),
    ("request.schema.json", '"required": ["RegionId"]', '"required": ["RegionId", "ZoneId"]'),
    ("openapi.yaml", "ID).\n      schema:\n        type: string", "ID).\n      schema:\n        type: integer"),
    ("openapi.yaml", "application/xml:", "text/xml:"),
]


def schemathesis(run: Run, mock: Mock, schemas: Path, *options: str) -> subprocess.CompletedProcess:
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", schemas / "openapi.yaml",
        f"--url=http://{mock.address}", f"--seed={SEED}", f"--max-examples={EXAMPLES}",
        "--generation-database=none", "--checks=all", f"--exclude-checks={','.join(run.unfit)}",
        "--no-color", *options,
    ]
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    hooks = {"SCHEMATHESIS_HOOKS": "openapi_hooks", "PYTHONPATH": str(HERE)}
    hooks |= {"SIGNATURE": run.signature, "SCHEMAS": str(schemas), "PYTHONDONTWRITEBYTECODE": "1"}
    # It leaves a cache where it runs.
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            command, env=kept | hooks | {"LC_ALL": "C.UTF-8"}, cwd=folder,
            capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=False,
        )


def hold(run: Run, program: Path) -> bool:
    """Whether the mock keeps what the description promises."""
    name = " ".join([run.signature, *run.arguments])
    with mocks(program, {"mock": run.arguments}) as running:
        mock = running["mock"]
        finished = schemathesis(run, mock, SCHEMAS, "--continue-on-failure")
        # A line may come later than the answer; the last one comes before the end.
        mock.stop()
        log = mock.log.read_text()
    unmet = [pattern for pattern in run.met if not re.search(pattern, log)]
    if finished.returncode or unmet:
        print(finished.stdout[-20000:], finished.stderr[-4000:], sep="\n")
        print(f"{name}: no call was answered by {unmet}" if unmet else f"{name}: see above")
        return False
    [cases] = re.findall(r"(\d+) generated", finished.stdout)
    print(f"{name}: {cases} cases, {len(log.splitlines())} calls, as the description promises")
    return True


def finds(fault: tuple[str, str, str], program: Path) -> bool:
    """Whether a description with this fault is found out: some checks fail, and nothing else."""
    file, text, other = fault
    with tempfile.TemporaryDirectory() as folder, mocks(program, {"mock": []}) as running:
        schemas = Path(folder)
        shutil.copytree(SCHEMAS, schemas, dirs_exist_ok=True, ignore=shutil.ignore_patterns("check"))
        valid = (schemas / file).read_text(encoding="utf-8")
        (schemas / file).write_text(valid.replace(text, other), encoding="utf-8")
        # What is tried first, at the bounds of a description, is enough.
        options = ["--phases=examples,coverage", "--max-failures=1"]
        output = schemathesis(RUNS[0], running["mock"], schemas, *options).stdout
    is_found = text in valid and "= FAILURES =" in output and "= ERRORS =" not in output
    print(f"{file} with {other!r}:", "found out" if is_found else f"not found out: {output[-4000:]}")
    return is_found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", type=lambda path: Path(path).resolve(), default=ROOT / "target/debug")
    program = parser.parse_args().programs / "mock-endpoint"
    held = [hold(run, program) for run in RUNS]
    found = [finds(fault, program) for fault in FAULTS]
    print(f"{held.count(True)} of {len(RUNS)} runs of schemathesis without a failure,")
    print(f"{found.count(True)} of {len(FAULTS)} faults found out")
    return 0 if all(held) and all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
