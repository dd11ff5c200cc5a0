"""Mutants of a document: each byte deleted, doubled, swapped, replaced, cut off at."""

from collections.abc import Iterator

# What means something to one of the two grammars, and what neither may hold.
# fmt: off
BYTES = (
    b"<>&\"'/=!?-[]{}:,\\#;.+_"
    b" \t\r\n\x00\x01\x1f\x7f"
    b"\x80\xc3\xed\xef\xff"
    b"0129xXaeEunl"
)
# fmt: on

BYTE_ORDER_MARK = "\ufeff".encode()

# Characters of several bytes, well encoded and not.
CHARACTERS = (
    "\u00a0".encode(),  # a space, but no white space
    "\u00b7".encode(),  # may stand in an XML name, but not begin one
    "\u0378".encode(),  # may begin a name since the fifth edition of XML
    "\u2028".encode(),  # a line end, but not in JSON or XML 1.0
    BYTE_ORDER_MARK,
    "\ufffe".encode(),  # no character of XML
    "\U0001f600".encode(),
    b"\xc0\x80",  # NUL, too long
    b"\xed\xa0\x80",  # a surrogate
    b"\xf4\x90\x80\x80",  # beyond Unicode
)

TOKENS = {
    "xml": (
        b"<!--", b"-->", b"--", b"<![CDATA[", b"]]>", b"<?", b"?>", b"<?xml", b"<?xMl ?>",
        b"<x/>", b"<x>", b"</x>", b"<x:y/>", b"<!DOCTYPE x>", b" x='1'", b' y="" y=""', b" x='<'",
        b"&amp;", b"&nbsp;", b"&#0;", b"&#65;", b"&#x41;", b"&#xD800;", b"&#xFFFE;", b"1.1",
        b" standalone='no'",
    ),
    "json": (
        b"\\n", b"\\x41", b"\\u", b"\\u0041", b"\\u0000", b"\\ud83d\\ude00", b"\\ud800",
        b"\\udc00", b"null", b"true", b"NaN", b"-Infinity", b"1e9", b"1e999", b"-0", b"01",
        b"2.", b".5", b"//", b"/**/", b'""', b"[]", b"{}", b'"x":', b"''", b"[" * 200,
    ),
}  # fmt: skip


def mutants(document: bytes, grammar: str, stride: int) -> Iterator[bytes]:
    """The document, and its mutants, each once.

    What is put in or in place of a byte takes turns: of every `stride` choices one
    is used at each position, the next at the next. With 1 all are.
    """
    seen = set()
    for mutant in _mutants(document, grammar, stride):
        if mutant not in seen:
            seen.add(mutant)
            yield mutant


def _mutants(document: bytes, grammar: str, stride: int) -> Iterator[bytes]:
    singles = [bytes([byte]) for byte in BYTES]
    pieces = [*singles, *CHARACTERS, *TOKENS[grammar]]
    yield document
    yield BYTE_ORDER_MARK + document
    yield BYTE_ORDER_MARK * 2 + document
    for at in range(len(document) + 1):
        before, rest = document[:at], document[at:]
        yield before
        for piece in _turn(pieces, at, stride):
            yield before + piece + rest
        if not rest:
            return
        byte, after = rest[:1], rest[1:]
        yield before + after
        yield before + byte + rest
        yield before + after[:1] + byte + after[1:]
        for single in _turn(singles, at, stride):
            yield before + single + after


def _turn(choices: list[bytes], at: int, stride: int) -> list[bytes]:
    """Every `stride`th of the choices, others at each position."""
    return choices[at % stride :: stride]
