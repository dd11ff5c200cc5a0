"""Drives the mock endpoint from `schemas/openapi.yaml`, by schemathesis.

What the description allows must be answered as it promises, and what it forbids must be
refused. README.md has the rest.

Usage: python3 openapi.py [--programs FOLDER]. Exits with 1 on any difference.
"""

import argparse
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from clients import HERE, ROOT
from mock import Mock, mocks

# What is generated, and how much of it for each of the two operations.
SEED, EXAMPLES = 20140526, 100
# In seconds, for one run.
TIMEOUT = 240

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
    Run("RPC", ["--throttle", "2"], UNFIT_WHEN_THROTTLED, [" 400 Throttling, JSON", " 400 Throttling, XML"]),
    # These 503 are asked for.
    Run("V3", ["--throttle", "2", "--throttling", "unavailable"],
        [*UNFIT_WHEN_THROTTLED, "not_a_server_error"], [" 503 ServiceUnavailable, JSON"]),
]


def schemathesis(run: Run, mock: Mock) -> subprocess.CompletedProcess:
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", ROOT / "schemas/openapi.yaml",
        f"--url=http://{mock.address}", f"--seed={SEED}", f"--max-examples={EXAMPLES}",
        "--generation-database=none", "--checks=all", f"--exclude-checks={','.join(run.unfit)}",
        "--continue-on-failure", "--no-color",
    ]
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    hooks = {"SCHEMATHESIS_HOOKS": "openapi_hooks", "PYTHONPATH": str(HERE), "SIGNATURE": run.signature}
    return subprocess.run(
        command, env=kept | hooks | {"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=False,
    )


def hold(run: Run, program: Path) -> bool:
    name = " ".join([run.signature, *run.arguments])
    with mocks(program, {"mock": run.arguments}) as running:
        mock = running["mock"]
        finished = schemathesis(run, mock)
        # A line may come later than the answer; the last one comes before the end.
        mock.stop()
        log = mock.log.read_text()
    unmet = [pattern for pattern in run.met if not re.search(pattern, log)]
    if finished.returncode or unmet:
        print(finished.stdout[-20000:], finished.stderr[-4000:], sep="\n")
        print(f"{name}: no call was answered by {unmet}" if unmet else f"{name}: see above")
        return False
    [cases] = re.findall(r"(\d+) generated", finished.stdout)
    print(f"{name}: {cases} cases, {len(log.splitlines())} calls, as {ROOT.name}/schemas/openapi.yaml promises")
    return True


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", type=Path, default=ROOT / "target/debug")
    program = parser.parse_args().programs / "mock-endpoint"
    outcomes = [hold(run, program) for run in RUNS]
    print(f"{outcomes.count(True)} of {len(RUNS)} runs of schemathesis without a failure")
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
