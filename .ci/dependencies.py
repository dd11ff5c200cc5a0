#!/usr/bin/env python3
"""What a dependent takes on: the licences, sources and versions of all dependencies
but those of tests, as deny.toml allows them, and the Rust versions that they need.

cargo-deny does the first three by the same file, but takes minutes to build.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter


def is_allowed(expression, allowed):
    """Evaluates an SPDX expression: `MIT OR Apache-2.0`, or in old crates `MIT/Apache-2.0`."""
    tokens = re.findall(r"[()/]|[\w.+-]+(?: WITH [\w.+-]+)?", expression or "")
    words = {"OR": "or", "AND": "and", "/": "or", "(": "(", ")": ")"}
    python = " ".join(words.get(token, str(token in allowed)) for token in tokens)
    return bool(python) and eval(python, {})


def rust(version):
    return tuple(int(part) for part in version.split("."))


def main():
    with open("deny.toml", "rb") as file:
        policy = tomllib.load(file)
    command = ["cargo", "metadata", "--locked", "--all-features", "--format-version=1"]
    metadata = json.loads(subprocess.check_output(command))
    packages = {(package["name"], package["version"]): package for package in metadata["packages"]}

    # For the library alone: the metadata have the features that all of the workspace asks for.
    tree = ["cargo", "tree", "--locked", "--all-features", "--target=all", "--edges=no-dev"]
    lines = subprocess.check_output([*tree, "--prefix=none", "--format={p}"], text=True)
    names = [line.split()[:2] for line in lines.splitlines() if line]
    root, *found = dict.fromkeys((name, version.removeprefix("v")) for name, version in names)

    ours = rust(packages[root]["rust_version"])
    faults = []
    for package in (packages[key] for key in sorted(found)):
        name = f"{package['name']} {package['version']}"
        if not is_allowed(package["license"], policy["licenses"]["allow"]):
            faults.append(f"{name}: licence {package['license']}")
        if not (package["source"] or "").startswith("registry+"):
            faults.append(f"{name}: from {package['source']}")
        if rust(package["rust_version"] or "1.0") > ours:
            faults.append(f"{name}: needs Rust {package['rust_version']}")
    versions = Counter(name for name, _ in found)
    faults += [f"{name}: {times} versions" for name, times in versions.items() if times > 1]
    print(f"dependencies: {len(found)} with all features, {len(faults)} faults")
    sys.exit("\n".join(faults) or 0)


if __name__ == "__main__":
    main()
