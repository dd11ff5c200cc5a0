"""Proves the formulas of `src/bytes` that work on several bytes at a time, for all words.

The formulas are not copied: each is read from the source and evaluated on the solver's bit
vectors. Beside it stands what it means, a byte at a time. A formula that this script cannot
read fails, and so does a function of `words.rs` or a class of bytes that it does not know.

    python3 -m pip install -r tests/proofs/requirements.txt
    python3 tests/proofs/words.py
"""

import re
import sys
from pathlib import Path

import z3

SRC = Path(__file__).parents[2] / "src" / "bytes"


class Word:
    """A word of Rust, as far as the formulas use it. All arithmetic wraps."""

    def __init__(self, bits):
        self.bits = bits

    def of(self, other):
        if isinstance(other, Word):
            return other.bits
        return z3.BitVecVal(other, self.bits.size())

    def wrapping_add(self, other):
        return Word(self.bits + self.of(other))

    def wrapping_sub(self, other):
        return Word(self.bits - self.of(other))

    def __and__(self, other):
        return Word(self.bits & self.of(other))

    def __or__(self, other):
        return Word(self.bits | self.of(other))

    def __xor__(self, other):
        return Word(self.bits ^ self.of(other))

    def __invert__(self):
        return Word(~self.bits)

    def __ne__(self, other):
        return self.bits != self.of(other)

    def __lshift__(self, count):
        return Word(self.bits << count)

    def __rshift__(self, count):
        return Word(z3.LShR(self.bits, count))

    def trailing_zeros(self):
        size = self.bits.size()
        zeros = z3.BitVecVal(size, size)
        for bit in reversed(range(size)):
            is_set = z3.Extract(bit, bit, self.bits) == 1
            zeros = z3.If(is_set, z3.BitVecVal(bit, size), zeros)
        return Word(zeros)


def number(text, bits):
    """A literal with its type, whose methods may be called."""
    return Word(z3.BitVecVal(int(text, 0), bits))


def cast(bits, word):
    """`word as u8` and the like: cut off, or filled up with zeros."""
    size = word.bits.size()
    if bits <= size:
        return Word(z3.Extract(bits - 1, 0, word.bits))
    return Word(z3.ZeroExt(bits - size, word.bits))


def from_le_bytes(byte, count):
    """`u64::from_le_bytes([byte; 8])`."""
    bits = byte.bits if isinstance(byte, Word) else z3.BitVecVal(byte, 8)
    return Word(z3.Concat([bits] * count))


def python(expression):
    """An expression of Rust in the syntax of Python."""
    expression = re.sub(r"b'(\\?)(.)'", lambda m: str(ord(m[2])), expression)
    expression = re.sub(r"u64::from_le_bytes\(\[byte; 8\]\)", "from_le_bytes(byte, 8)", expression)
    expression = expression.replace("u128::from_le_bytes(*chunk)", "chunk")
    expression = re.sub(r"(0x[0-9A-F]+)_u(\d+)", r"number('\1', \2)", expression)
    expression = re.sub(r"u64::from\(byte\)", "cast(64, byte)", expression)
    expression = re.sub(r"(\bword|\([^()]+\)) as u64", r"cast(64, \1)", expression)
    expression = re.sub(r"(\([^()]*(?:\([^()]*\)[^()]*)*\)) as usize", r"\1", expression)
    expression = expression.replace("T::special", "special")
    return expression.replace("!=", "<>").replace("!", "~").replace("<>", "!=")


def function(source, name, names):
    """The function or constant of that name, read from the source."""
    found = re.search(rf"\bfn {name}(?:<[^>]*>)?\(([^)]*)\)[^{{]*\{{\n(.*?)\n( *)\}}", source, re.S)
    if not found:
        sys.exit(f"no function `{name}` as this script reads them")
    parameters = [part.split(":")[0].strip() for part in found[1].split(",")]
    body = re.sub(r"^ *//.*$|^ *#\[expect\(.*?\)\]$", "", found[2], flags=re.M)
    *lets, last = [part.strip() for part in re.split(r";\s*\n", body) if part.strip()]

    def call(*arguments):
        known = dict(names, **dict(zip(parameters, arguments, strict=True)))
        for let in lets:
            name, value = re.fullmatch(r"(?:let|const) (\w+)(?:: \w+)? = (.*)", let, re.S).groups()
            known[name] = eval(python(value), {}, known)
        return eval(python(last.replace("\n", " ")), {}, known)

    return call


WORDS = (SRC / "words.rs").read_text()
PLAIN = (SRC / "plain.rs").read_text()
DECIMAL = (SRC / "decimal.rs").read_text()
HEX = (SRC / "hex.rs").read_text()

FORMULAS = ["each", "below", "equal", "lowest", "halves"]
# These compare whole words and have no formula.
COMPARISONS = ["strip_prefix", "are_equal"]
if sorted(re.findall(r"\bfn (\w+)", WORDS)) != sorted(FORMULAS + COMPARISONS):
    sys.exit("another list of functions in words.rs")

NAMES = {"Word": Word, "number": number, "cast": cast, "from_le_bytes": from_le_bytes}
for name in FORMULAS:
    NAMES[name] = function(WORDS, name, NAMES)
    if name == "each":
        highs = re.search(r"const HIGHS: u64 = (.*);", WORDS)[1]
        NAMES["HIGHS"] = eval(python(highs), {}, NAMES)

proven = 0


def prove(what, claim):
    """Fails with a counterexample where there is one."""
    global proven
    solver = z3.Solver()
    solver.add(z3.Not(claim))
    outcome = solver.check()
    if outcome != z3.unsat:
        sys.exit(f"not proven: {what}: {solver.model() if outcome == z3.sat else outcome}")
    proven += 1
    print(f"proven: {what}")


def byte_at(word, index):
    return z3.Extract(8 * index + 7, 8 * index, word)


def first(word, holds):
    """The index of the first byte of which something holds, or their number: a byte at a
    time, as the text has them."""
    size, count = word.size(), word.size() // 8
    index = z3.BitVecVal(count, size)
    for place in reversed(range(count)):
        index = z3.If(holds(byte_at(word, place)), z3.BitVecVal(place, size), index)
    return index


def one_of(byte, characters):
    return z3.Or([byte == ord(character) for character in characters])


def between(byte, low, high):
    return z3.And(z3.UGE(byte, low), z3.ULE(byte, high))


# What the documentation of each class says, a byte at a time.
SPECIAL = {
    "JsonString": lambda byte: z3.Or(z3.ULT(byte, 0x20), one_of(byte, '"\\')),
    "XmlText": lambda byte: z3.Or(z3.ULT(byte, 0x20), one_of(byte, "<&>\xef")),
    "Cdata": lambda byte: z3.Or(z3.ULT(byte, 0x20), one_of(byte, "]\xef")),
    "Query": lambda byte: z3.Or(z3.ULT(byte, ord("-")), byte == ord("="), z3.UGE(byte, 0x7F)),
}

word, byte = z3.BitVec("word", 64), z3.BitVec("byte", 8)

# A text is read by `from_le_bytes`: its byte at an index is at that place of the word, from the
# lowest bits on. A big-endian processor loads the first byte into the highest bits and swaps.
memory = [z3.BitVec(f"memory{index}", 8) for index in range(8)]
little = z3.Concat(*reversed(memory))
loaded = z3.Concat(*memory)
swapped = z3.Concat(*[byte_at(loaded, index) for index in range(8)])
prove("both byte orders give the same word", little == swapped)
prove("a text's bytes stand at their places", z3.And([byte_at(little, i) == memory[i] for i in range(8)]))
source = "".join(path.read_text() for path in SRC.glob("*.rs"))
if found := re.search(r"from_(ne|be)_bytes|swap_bytes", source):
    sys.exit(f"a word is loaded in another way: {found[0]}")

classes = re.findall(r"impl ByteClass for (\w+) \{(.*?)\n\}", PLAIN, re.S)
if [name for name, _ in classes] != list(SPECIAL):
    sys.exit(f"another list of classes: {[name for name, _ in classes]}")
for name, source in classes:
    special = function(source, "special", NAMES)
    marks, meaning = special(Word(word)), SPECIAL[name]
    length = NAMES["lowest"](marks).bits
    prove(f"{name}: the lowest mark is the first special byte", length == first(word, meaning))
    none = z3.Not(z3.Or([meaning(byte_at(word, place)) for place in range(8)]))
    prove(f"{name}: no mark, no special byte", (marks.bits == 0) == none)
    alone = function(PLAIN, "is_special", dict(NAMES, special=special))
    prove(f"{name}: a byte alone", alone(Word(byte)) == meaning(byte))
    pair = z3.BitVec("pair", 128)
    low, high = map(special, NAMES["halves"](Word(pair)))
    in_low, in_high = NAMES["lowest"](low).bits, NAMES["lowest"](high).bits
    taken = z3.If(low.bits != 0, in_low, z3.If(high.bits != 0, in_high | 8, z3.BitVecVal(16, 64)))
    prove(f"{name}: sixteen bytes", z3.ZeroExt(64, taken) == first(pair, meaning))

# Digits. The value of a digit is what is left without that of '0'.
is_decimal = between(byte, ord("0"), ord("9"))
for source, form in [(DECIMAL, "byte ^ b'0'"), (DECIMAL, "digit & 0x0F"), (HEX, "byte & 0x0F")]:
    if form not in source:
        sys.exit(f"no `{form}` any more")
    value = eval(python(form), {}, dict(byte=Word(byte), digit=Word(byte))).bits
    prove(f"decimal digits: `{form}`", z3.Implies(is_decimal, value == byte - ord("0")))
flipped = eval(python("byte ^ b'0'"), {}, dict(byte=Word(byte))).bits
prove("decimal digits: nothing else is below 10", z3.ULT(flipped, 10) == is_decimal)
letter = re.search(r"b'A'..=b'F' \| b'a'..=b'f' => Some\((.*)\),", HEX)[1]
value = eval(python(letter), {}, dict(byte=Word(byte))).bits
prove("hexadecimal digits, upper case",
      z3.Implies(between(byte, ord("A"), ord("F")), value == byte - ord("A") + 10))
prove("hexadecimal digits, lower case",
      z3.Implies(between(byte, ord("a"), ord("f")), value == byte - ord("a") + 10))

print(f"{proven} claims, each for all words")
