"""The mock endpoint as a process."""

import contextlib
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

# In seconds, to start or to stop.
MOCK_TIMEOUT = 20

KEY = {"access_key_id": "testid", "secret": "testsecret"}


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
def mocks(program: Path, kinds: dict[str, list[str]]) -> Iterator[dict[str, Mock]]:
    """A mock of each kind, by its arguments; all end with the block."""
    running: dict[str, Mock] = {}
    with tempfile.TemporaryDirectory() as folder:
        try:
            for name, arguments in kinds.items():
                running[name] = Mock(program, arguments, Path(folder) / f"{name}.log")
            yield running
        finally:
            codes = {name: mock.stop() for name, mock in running.items()}
        if any(codes.values()):
            raise SystemExit(f"a mock does not stop cleanly: {codes}")
