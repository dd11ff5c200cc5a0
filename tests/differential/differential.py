"""Holds the decoders against other parsers, on mutants of the golden documents.

The rule: nothing accepted that every judge refuses, and nothing refused that every
judge accepts, but for what the design refuses by name. README.md has the rest.

Usage: python3 differential.py [--stride N] [--strict] [--bridge FILE]. Exits with 1
where the rule is broken.
"""

import argparse
import json
import os
import pyexpat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from judges import Judge, answers, judges
from mutants import mutants
from quirks import quirk

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"

# A line of the bridge has a verdict of each.
DECODERS = ("Reply", "Page", "ErrorReply")

ACCEPTED = {"page", "error"}

# Documents that may be well formed, and are not this operation's, or are beyond a
# limit. The decoder may not have seen what follows, so nothing is concluded.
REFUSED_BY_NAME = {
    "MissingField", "DuplicateField", "UnexpectedType", "InvalidInteger", "CounterOutOfRange",
    "UnexpectedRoot", "UnexpectedText", "UnexpectedElement", "ErrorReply", "DepthLimit",
    "DtdForbidden", "UnsupportedEncoding", "LoneSurrogate", "NotAReply",
}  # fmt: skip

NOT_WELL_FORMED = {
    "json": {
        "UnexpectedEof", "InvalidUtf8", "SecondByteOrderMark", "TrailingContent",
        "ExpectedValue", "ExpectedName", "ExpectedColon", "ExpectedComma", "InvalidLiteral",
        "InvalidEscape", "ControlCharacter",
    },
    "xml": {
        "UnexpectedEof", "InvalidUtf8", "SecondByteOrderMark", "TrailingContent",
        "InvalidName", "InvalidCharacter", "InvalidReference", "InvalidCharacterReference",
        "UnknownEntity", "InvalidAttribute", "DuplicateAttribute", "InvalidComment",
        "InvalidProcessingInstruction", "InvalidDeclaration", "CdataEndInText",
        "InvalidMarkup", "MismatchedTag",
    },
}  # fmt: skip

# Below these shares of the mutants the run proves nothing, nor where one of the kinds
# above never comes up.
LEAST_ACCEPTED = 0.03
LEAST_REFUSED = 0.2

# How many disagreements are shown in full.
SHOWN = 20


@dataclass
class Tally:
    """What came of the mutants of one format."""

    mutants: int = 0
    # By decoder or judge.
    accepted: Counter = field(default_factory=Counter)
    # By decoder and kind.
    refused: Counter = field(default_factory=Counter)
    # By judge and reason: a judge without a say.
    excused: Counter = field(default_factory=Counter)
    # By what they have in common; the first of each is kept.
    disagreements: Counter = field(default_factory=Counter)
    splits: Counter = field(default_factory=Counter)
    examples: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A mutant, and what a decoder and the judges say of it."""

    file: str
    mutant: bytes
    decoder: str
    verdict: str
    opinions: dict[str, str | None]

    @property
    def kind(self) -> str:
        """The kind of the error without its field, or what was accepted."""
        return self.verdict.split(" ")[0].split("(")[0]

    def key(self) -> tuple:
        """What this disagreement has in common with others like it."""
        messages = (str(message).split(",")[0][:40] for message in self.opinions.values())
        return (self.file, self.decoder, self.kind, *messages)

    def __str__(self) -> str:
        """Who says what of which document."""
        said = [f"{judge}: {message or 'accepted'}" for judge, message in self.opinions.items()]
        lines = [f"{self.file}: {self.decoder}: {self.verdict}", *said, repr(self.mutant)]
        return "\n    ".join(lines)


def examine(file: Path, bridge: Path, jury: dict[str, Judge], stride: int, tally: Tally) -> None:
    """Adds the mutants of a golden document to the tally."""
    grammar = file.suffix[1:]
    documents = list(mutants(file.read_bytes(), grammar, stride))
    opinions = {name: judge(documents) for name, judge in jury.items()}
    verdicts = answers([str(bridge), grammar], documents)
    tally.mutants += len(documents)
    for name, messages in opinions.items():
        tally.accepted[name] += messages.count(None)
    for index, (document, line) in enumerate(zip(documents, verdicts, strict=True)):
        of_this = {name: messages[index] for name, messages in opinions.items()}
        for decoder, verdict in zip(DECODERS, line.split("\t"), strict=True):
            compare(Case(file.name, document, decoder, verdict, of_this), grammar, tally)


def compare(case: Case, grammar: str, tally: Tally) -> None:
    """Adds what a decoder says of a mutant to the tally."""
    accepted = case.kind in ACCEPTED
    if accepted:
        tally.accepted[case.decoder] += 1
    else:
        tally.refused[case.decoder, case.kind] += 1
    known = accepted or case.kind in REFUSED_BY_NAME | NOT_WELL_FORMED[grammar]
    if not known or is_misplaced(case):
        record(case, tally.disagreements, tally)
    elif case.kind not in REFUSED_BY_NAME:
        weigh(case, accepted, tally)


def weigh(case: Case, accepted: bool, tally: Tally) -> None:
    """Adds a disagreement where every judge with a say is against the decoder."""
    against = [name for name, said in case.opinions.items() if (said is None) != accepted]
    if not against:
        return
    reasons = {name: quirk(name, case.mutant, case.opinions[name]) for name in against}
    for name, reason in reasons.items():
        if reason is not None:
            tally.excused[name, reason.why] += 1
    if None not in reasons.values():
        return
    unanimous = len(against) == len(case.opinions)
    record(case, tally.disagreements if unanimous else tally.splits, tally)


def record(case: Case, counter: Counter, tally: Tally) -> None:
    """Counts a case among its like, and keeps the first of them."""
    counter[case.key()] += 1
    tally.examples.setdefault(case.key(), case)


def is_misplaced(case: Case) -> bool:
    """Whether an error's offset is one that the design rules out."""
    if case.kind in ACCEPTED or " " not in case.verdict:
        return False
    offset = int(case.verdict.rsplit(" ", 1)[1])
    if case.kind == "UnexpectedEof":
        return offset != len(case.mutant)
    if case.kind == "InvalidUtf8":
        return offset != valid_up_to(case.mutant)
    return offset > len(case.mutant)


def valid_up_to(document: bytes) -> int:
    """Where a document stops being UTF-8."""
    try:
        document.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(document)


def vacuous(grammar: str, jury: Iterable[str], tally: Tally) -> Iterator[str]:
    """What keeps the run from proving anything."""
    kinds = NOT_WELL_FORMED[grammar]
    refused = {name: tally.mutants - tally.accepted[name] for name in jury}
    for decoder in DECODERS:
        refused[decoder] = sum(tally.refused[decoder, kind] for kind in kinds)
    for name, count in refused.items():
        if tally.accepted[name] < LEAST_ACCEPTED * tally.mutants:
            yield f"{name} accepted no more than {tally.accepted[name]}"
        if count < LEAST_REFUSED * tally.mutants:
            yield f"{name} called no more than {count} not well formed"
    for kind in sorted(kinds - {kind for _, kind in tally.refused}):
        yield f"no {kind}"


def report(grammar: str, tally: Tally) -> None:
    """Prints the counts, and an example of each disagreement."""
    print(f"== {grammar}: {tally.mutants} mutants")
    for name, accepted in tally.accepted.items():
        print(f"accepted by {name}: {accepted}")
    for title, kinds in (
        ("not well formed", NOT_WELL_FORMED[grammar]),
        ("refused by name", REFUSED_BY_NAME),
    ):
        for decoder in DECODERS:
            counts = {kind: tally.refused[decoder, kind] for kind in sorted(kinds)}
            each = ", ".join(f"{kind} {count}" for kind, count in counts.items() if count)
            print(f"{title}, {decoder}: {sum(counts.values())} ({each})")
    for (judge, why), count in sorted(tally.excused.items()):
        print(f"without a say: {judge} {why}: {count}")
    show("one judge against the decoder, unexplained", tally.splits, tally)
    show("disagreements", tally.disagreements, tally)


def show(title: str, counter: Counter, tally: Tally) -> None:
    """Prints how many there are, and the first of each sort."""
    print(f"{title}: {counter.total()}")
    for key, count in list(counter.items())[:SHOWN]:
        print(f"  {count} like {tally.examples[key]}")


def build_bridge() -> Path:
    """Builds examples/verdicts.rs and returns where it is."""
    command = ["cargo", "build", "--locked", "--example", "verdicts"]
    command.append("--message-format=json-render-diagnostics")
    # The bridge answers for a decoder that panics, which a debug build of a program cannot.
    environment = {**os.environ, "CARGO_PROFILE_DEV_PANIC": "unwind"}
    output = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
    ).stdout
    built = (json.loads(line).get("executable") for line in output.splitlines())
    return Path(next(filter(None, built)))


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Holds the decoders against other parsers.")
    parser.add_argument("--stride", type=int, default=4, help="1 for every mutant (default: 4)")
    parser.add_argument("--strict", action="store_true", help="one judge against is enough")
    parser.add_argument("--bridge", type=Path, help="examples/verdicts.rs, built")
    return parser.parse_args()


def main() -> int:
    """Runs both formats; 1 where the rule is broken or the run proves nothing."""
    options = arguments()
    bridge = options.bridge or build_bridge()
    version = ".".join(map(str, etree.LIBXML_VERSION))
    print(f"Python {sys.version.split()[0]}, libxml2 {version}, {pyexpat.EXPAT_VERSION}")
    failed = False
    for grammar in NOT_WELL_FORMED:
        start = time.monotonic()
        tally, jury = Tally(), judges(grammar)
        for file in sorted(GOLDEN.glob(f"*.{grammar}")):
            examine(file, bridge, jury, options.stride, tally)
        report(grammar, tally)
        faults = list(vacuous(grammar, jury, tally))
        for fault in faults:
            print(f"proves nothing: {fault}")
        failed |= bool(faults or tally.disagreements or options.strict and tally.splits)
        print(f"{time.monotonic() - start:.0f} s\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
