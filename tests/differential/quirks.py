"""Where a judge is known to be wrong, or to judge by another specification.

The decoders follow XML 1.0, fifth edition, in UTF-8, and RFC 8259. A judge that
departs from that for a reason listed here has no say on the document. None is
needed for JSON: `judges.py` takes from Python what it adds, and node adds nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Quirk:
    """Why a judge says otherwise than the decoders, and when that is the reason.

    `explains` is given the document, and what the judge has against it: nothing ("")
    where it accepts what the decoders refuse.
    """

    judge: str
    accepts: bool
    why: str
    explains: Callable[[bytes, str], bool]


DECLARED = r"^(?:\xef\xbb\xbf)?<\?xml\s+version\s*=\s*(['\"])(?P<version>[^'\"]*)\1"
VERSION = re.compile(DECLARED.encode())
ENCODING = re.compile(DECLARED.encode() + rb"\s+encoding\s*=\s*(['\"])(?P<encoding>[^'\"]*)\3")

# What `mutants.py` puts in that may stand in a name since the fifth edition.
NEW_IN_NAMES = tuple(character.encode() for character in "\u0378\ufeff\U0001f600")

NAMESPACE_ERRORS = (
    "Namespace prefix",
    "Failed to parse QName",
    "colons are forbidden from",
    "is not a valid URI",
    "Empty XML namespace is not allowed",
    "namespace name for prefix",
    "reuse of the xmlns namespace name",
    "redefined",
)


def has_version(document: bytes, pattern: bytes) -> bool:
    """Whether the document declares a version of this form."""
    found = VERSION.match(document)
    return found is not None and re.fullmatch(pattern, found["version"]) is not None


def has_other_encoding(document: bytes) -> bool:
    """Whether the document declares another encoding than UTF-8."""
    found = ENCODING.match(document)
    return found is not None and found["encoding"].upper() != b"UTF-8"


def has_new_name(document: bytes) -> bool:
    """Whether the document has, after its byte order mark, a character of the new names."""
    text = document.removeprefix("\ufeff".encode())
    return any(character in text for character in NEW_IN_NAMES)


QUIRKS = (
    Quirk(
        "libxml2", False, "checks namespaces too; to the decoders a `:` is a letter",
        lambda document, message: any(error in message for error in NAMESPACE_ERRORS),
    ),
    Quirk(
        "expat", False, "knows the names of the fourth edition",
        lambda document, message: "invalid token" in message and has_new_name(document),
    ),
    Quirk(
        "libxml2", True, "takes `1.` for a version",
        lambda document, message: has_version(document, rb"1\."),
    ),
    Quirk(
        "expat", True, "takes any word for a version",
        lambda document, message: has_version(document, rb"(?!1\.[0-9]+$)[A-Za-z0-9_.:-]+"),
    ),
    *(
        Quirk(
            judge, True, "reads other declared encodings",
            lambda document, message: has_other_encoding(document),
        )
        for judge in ("libxml2", "expat")
    ),
    *(
        Quirk(
            judge, False, "takes ASCII, and names of UTF-8 that it does not know, at their word",
            lambda document, message: has_other_encoding(document),
        )
        for judge in ("libxml2", "expat")
    ),
)  # fmt: skip


def quirk(judge: str, document: bytes, message: str | None) -> Quirk | None:
    """What explains that the judge says this of the document, and the decoders do not."""
    for candidate in QUIRKS:
        if (
            candidate.judge == judge
            and candidate.accepts == (message is None)
            and candidate.explains(document, message or "")
        ):
            return candidate
    return None
