"""The clients that the mock endpoint is held against, and what each cannot do.

Reasons are in README.md's table, which `interop.py` makes of this file and compares.
"""

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Client:
    """A program of `clients/`, and the package by which it makes its calls."""

    name: str
    package: str
    language: str
    signature: str
    version: Callable[[str], str]
    # Who tries a call again that failed for a while.
    retries: str
    # By reason, the names of the tasks that it is not given.
    cannot: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # What it does not tell of a refusal: of `status`, `message` and `request_id`.
    hides: tuple[str, ...] = ()

    def left_out(self) -> set[str]:
        return {task for tasks in self.cannot.values() for task in tasks}


def of_pypi(package: str) -> str:
    lines = (HERE / "requirements.txt").read_text(encoding="utf-8")
    return re.search(rf"^{re.escape(package)}==(\S+)$", lines, re.M)[1]


def of_npm(package: str) -> str:
    return json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"][package]


def of_cargo(package: str) -> str:
    lock = (ROOT / "Cargo.lock").read_text(encoding="utf-8")
    return re.search(rf'^name = "{re.escape(package)}"\nversion = "(.+)"$', lock, re.M)[1]


def of_debian(package: str) -> str:
    """The upstream version, which is the same in several releases of Debian."""
    query = ["dpkg-query", "--show", "--showformat=${Version}", package]
    return subprocess.check_output(query, text=True).rpartition("-")[0]


ITSELF = "itself, as told, after the time of `x-acs-retry-after`"
USER = "its user"
TIMES = ("an old time", "no time", "an empty time")
NONCES = ("a nonce", "the same nonce")
FORMATS = ("XML", "an unknown format")
OF_SIGNATURE = ("another hash", "another signature version")
OLDER_HEADERS = "a region, throttled with the older headers"
GATEWAY = "a region, with HTML and 5xx from a gateway"
GIVES_UP = "it takes a gateway's HTML for JSON, and gives up"
BEARER = ("a signature type", "a bearer token")

CLIENTS = [
    Client(
        "python_rpc", "aliyun-python-sdk-ecs", "Python", "RPC", of_pypi,
        retries="itself, after a time of its own",
        cannot={
            "it sets key, time, nonce and signature last": (
                *TIMES, *NONCES, *OF_SIGNATURE, *BEARER, "no key"),
            "its requests have no path": ("another path",),
            "it reads every error as JSON": ("an unknown format",),
            "it tries `Throttling` again, and no code like it": (OLDER_HEADERS,),
        },
    ),
    Client(
        "python_v3", "alibabacloud_ecs20140526", "Python", "V3", of_pypi,
        retries=ITSELF,
        cannot={GIVES_UP: (GATEWAY,)},
    ),
    Client(
        "python_libcloud", "apache-libcloud", "Python", "RPC", of_pypi,
        retries=f"{USER}; itself only after 429",
        cannot={
            "its signer sets key, time, nonce, format and signature last": (
                *TIMES, *NONCES, *OF_SIGNATURE, "no key", "an unknown format"),
        },
    ),
    Client(
        "node_rpc", "@alicloud/pop-core", "JavaScript", "RPC", of_npm,
        retries=USER,
        cannot={"it reads nothing but JSON": FORMATS},
    ),
    Client(
        "node_v3", "@alicloud/ecs20140526", "JavaScript", "V3", of_npm,
        retries=ITSELF,
        cannot={GIVES_UP: (GATEWAY,)},
    ),
    Client(
        "node_aliyun_sdk", "aliyun-sdk", "JavaScript", "RPC", of_npm,
        retries=f"{USER}; itself after 5xx and lost replies",
        cannot={
            "it sets key, time, nonce, format, version and signature last": (
                *TIMES, *NONCES, *OF_SIGNATURE, *FORMATS, "no key", "another version"),
            "its operations are sent by `POST` and to `/`": ("GET", "another method", "another path"),
        },
    ),
    Client(
        "node_waliyun", "waliyun", "JavaScript", "RPC", of_npm,
        retries=USER,
        cannot={
            "it sets time and nonce last": (*TIMES, *NONCES),
            "it reads nothing but JSON": FORMATS,
            "its ECS calls are sent by `GET`": ("POST", "another method"),
        },
        hides=("status",),
    ),
    Client(
        "go_aliyungo", "golang-github-denverdino-aliyungo-dev", "Go", "RPC", of_debian,
        retries=f"{USER}; Go itself after a lost reply, with the same nonce, which is refused",
        cannot={"it reads nothing but JSON": FORMATS},
    ),
    Client(
        "rust_openapi_core", "aliyun-openapi-core-rust-sdk", "Rust", "RPC", of_cargo,
        retries=USER,
        cannot={
            "it adds its own key, time, nonce, format and signature": (
                *TIMES, *NONCES, *OF_SIGNATURE, *FORMATS, "no key"),
        },
        hides=("status",),
    ),
]
