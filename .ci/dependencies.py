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
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node["deps"] for node in metadata["resolve"]["nodes"]}

    root = metadata["resolve"]["root"]
    found, todo = {root}, [root]
    while todo:
        for dependency in nodes[todo.pop()]:
            is_dev = all(kind["kind"] == "dev" for kind in dependency["dep_kinds"])
            if not is_dev and dependency["pkg"] not in found:
                found.add(dependency["pkg"])
                todo.append(dependency["pkg"])

    ours = rust(packages[root]["rust_version"])
    faults = []
    for package in sorted((packages[id] for id in found - {root}), key=lambda p: p["name"]):
        name = f"{package['name']} {package['version']}"
        if not is_allowed(package["license"], policy["licenses"]["allow"]):
            faults.append(f"{name}: licence {package['license']}")
        if not (package["source"] or "").startswith("registry+"):
            faults.append(f"{name}: from {package['source']}")
        if rust(package["rust_version"] or "1.0") > ours:
            faults.append(f"{name}: needs Rust {package['rust_version']}")
    names = Counter(packages[id]["name"] for id in found)
    faults += [f"{name}: {times} versions" for name, times in names.items() if times > 1]
    print(f"dependencies: {len(found) - 1} with all features, {len(faults)} faults")
    sys.exit("\n".join(faults) or 0)


if __name__ == "__main__":
    main()
