"""The parsers that the decoders are held against.

A judge takes a list of documents and returns, for each, what is wrong with it, or
None where it is well formed.
"""

import json
import pyexpat
import shutil
import struct
import subprocess
from collections.abc import Callable

from lxml import etree

Judge = Callable[[list[bytes]], list[str | None]]

# Reads what `framed` writes, and writes a line for each body: why it is refused, or nothing.
NODE_SCRIPT = r"""
const input = require("fs").readFileSync(0);
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lines = [];
for (let at = 0; at < input.length; ) {
  const start = at + 4;
  at = start + input.readUInt32BE(at);
  try {
    JSON.parse(utf8.decode(input.subarray(start, at)).replace(/^\uFEFF/, ""));
    lines.push("\n");
  } catch (error) {
    lines.push((error.message || error.name).replace(/[^ -~]/g, "?") + "\n");
  }
}
require("fs").writeSync(1, lines.join(""));
"""


def judges(grammar: str) -> dict[str, Judge]:
    """Those of a format, by name."""
    if grammar == "xml":
        return {"libxml2": each(libxml2), "expat": each(expat)}
    found = {"Python json": each(python_json)}
    if node := shutil.which("node"):
        found["node"] = lambda documents: node_json(node, documents)
    return found


def each(judge: Callable[[bytes], str | None]) -> Judge:
    """A judge of many documents, from a judge of one."""
    return lambda documents: [judge(document) for document in documents]


def libxml2(document: bytes) -> str | None:
    """libxml2, as strict as it can be made, and with nothing fetched or expanded."""
    parser = etree.XMLParser(
        no_network=True, load_dtd=False, resolve_entities=False, huge_tree=False, recover=False
    )
    try:
        etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        return error.msg or "nothing to parse"
    return None


def expat(document: bytes) -> str | None:
    """expat, without namespaces."""
    try:
        pyexpat.ParserCreate().Parse(document, True)
    except pyexpat.ExpatError as error:
        return pyexpat.ErrorString(error.code)
    except (LookupError, ValueError) as error:  # of Python's codecs, for a declared encoding
        return str(error)
    return None


def python_json(document: bytes) -> str | None:
    """Python's json, without what it adds to RFC 8259.

    By itself it reads NaN and Infinity, and guesses UTF-16 and UTF-32.
    """
    try:
        text = document.decode("utf-8").removeprefix("\ufeff")
        json.loads(text, parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        return error.msg
    except RecursionError:
        return "too deep"
    except ValueError as error:
        return str(error)
    return None


def refuse_constant(constant: str) -> None:
    """NaN, Infinity and -Infinity are no JSON."""
    raise ValueError(constant)


def node_json(node: str, documents: list[bytes]) -> list[str | None]:
    """node's JSON.parse, for all the documents in one process."""
    command = [node, "--eval", NODE_SCRIPT]
    return [line or None for line in answers(command, documents)]


def answers(command: list[str], documents: list[bytes]) -> list[str]:
    """The line that a command writes for each document."""
    output = subprocess.run(command, input=framed(documents), stdout=subprocess.PIPE, check=True)
    lines = output.stdout.decode("ascii").split("\n")
    if len(lines) != len(documents) + 1:
        raise ChildProcessError(f"{command[0]}: {len(lines) - 1} answers to {len(documents)}")
    return lines[:-1]


def framed(documents: list[bytes]) -> bytes:
    """The documents, each after its length, as four bytes."""
    return b"".join(struct.pack(">I", len(document)) + document for document in documents)
