"""Validates openapi.yaml, and each of its examples against its schema.

Usage: python3 openapi.py [FOLDER], which has openapi.yaml and the schemas; the
folder above this file is the default. Needs requirements.txt, and xmllint for the
examples in XML.
"""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry
from referencing.jsonschema import DRAFT202012


def load(path):
    """A file of the folder: YAML, of which JSON is a part."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def retrieve(uri):
    """What a reference to a file names."""
    return DRAFT202012.create_resource(load(Path(unquote(urlsplit(uri).path))))


def examples(node, pointer=""):
    """Every example: where its schema is, where itself is, its media type, its value."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from examples(item, f"{pointer}/{index}")
    elif isinstance(node, dict):
        if "schema" in node:
            values = {"example": node["example"]} if "example" in node else {}
            for name, example in node.get("examples", {}).items():
                values[f"examples/{name}"] = example["value"]
            media_type = unquote(pointer.rpartition("/")[2].replace("~1", "/"))
            for name, value in values.items():
                yield f"{pointer}/schema", f"{pointer}/{name}", media_type, value
        for key, item in node.items():
            key = key if isinstance(key, str) else str(key)
            yield from examples(item, pointer + "/" + key.replace("~", "~0").replace("/", "~1"))


def xml_faults(folder, document):
    """What RELAX NG and XML Schema have against a document."""
    name = "error" if "<Error>" in document else "page"
    for option, schema in (("--relaxng", f"{name}.rng"), ("--schema", f"{name}.xsd")):
        command = ["xmllint", "--noout", "--nonet", option, str(folder / schema), "-"]
        run = subprocess.run(command, input=document.encode(), capture_output=True, check=False)
        if run.returncode != 0:
            yield run.stderr.decode(errors="replace")


def main(folder):
    """Prints what is wrong; how many faults there are is the result."""
    path = (folder / "openapi.yaml").resolve()
    description = load(path)
    validate(description, base_uri=path.as_uri())
    for schema in sorted(folder.glob("*.schema.json")):
        Draft202012Validator.check_schema(json.loads(schema.read_text(encoding="utf-8")))

    registry = Registry(retrieve=retrieve)
    count = 0
    faults = []
    for schema, place, media_type, value in examples(description):
        count += 1
        if media_type == "application/xml":
            found = xml_faults(folder, value)
        else:
            reference = {"$ref": f"{path.as_uri()}#{schema}"}
            validator = Draft202012Validator(reference, registry=registry)
            found = (error.message for error in validator.iter_errors(value))
        faults.extend(f"{place}: {fault}" for fault in found)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"openapi.yaml: {count} examples, {len(faults)} faults")
    return len(faults)


if __name__ == "__main__":
    FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    sys.exit(min(main(FOLDER), 1))
