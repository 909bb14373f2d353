"""Where an element stands in the XML: one notation from which both the writer and a finder work.

    parse("patient/subjectOf2[observation(19.3)]/observation/value:PQ/@value").xpath("h")

The notation is XPath cut to what E2B(R3) needs. A first word may name a frame of `structure.toml`. In a step:
`name:TYPE` asks for an xsi:type; `(19.3)` for a child `code` 3 of ICH code list 19; `[path]` and `[@a='v']` for a child
or attribute, `^=` for a beginning, `!=` for anything else; `[+@a='v']` sets an attribute without asking for it; `[2]` is
the second of that name; `*1` repeats with the record of that depth. `~` begins an ICH object identifier, `$x` names another;
`{x}` is filled from the record. The last word is `@attribute` or `text()`.

What it will not do: evaluate XPath (lxml does), or read any other notation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nocere.errors import RuleError
from nocere.exchange.e2b.structure import structure

_NAME = re.compile(r"[A-Za-z_]\w*")
_TEST = re.compile(r"(\+?)@(\w+)(?:(\^=|!=|=)'([^']*)')?$")


@dataclass(frozen=True)
class Test:
    """An attribute that a node must have (`=`, `^=`, `!=`) or is given (`+`)."""

    name: str
    relation: str
    value: str


@dataclass(frozen=True)
class Step:
    """One node of a location."""

    name: str
    kind: str = ""
    level: int = 0
    position: int = 0
    tests: tuple[Test, ...] = ()
    inner: tuple[tuple[Step, ...], ...] = ()


@dataclass(frozen=True)
class Location:
    """The nodes from the root down, and the attribute of the last that holds the value ("" where its text does)."""

    steps: tuple[Step, ...]
    leaf: str

    @property
    def prefix(self) -> str:
        """What the value begins with on the wire ("tel:")."""
        return next((t.value for t in self.steps[-1].tests if t.relation == "^="), "")

    def xpath(self, namespace: str, *, null: bool = False) -> str:
        """The XPath of the value, or of its nullFlavor."""
        path = "/" + "/".join(_xpath(step, namespace) for step in self.steps)
        leaf = "@nullFlavor" if null else f"@{self.leaf}" if self.leaf else "text()"
        return f"{path}/{leaf}"


def _xpath(step: Step, namespace: str) -> str:
    text = f"{namespace}:{step.name}"
    if step.kind:
        text += f"[@xsi:type='{step.kind}']"
    for test in step.tests:
        if "{" in test.value or test.relation == "+":
            continue
        forms = {"=": "[@{0}='{1}']", "!=": "[not(@{0}='{1}')]", "^=": "[starts-with(@{0},'{1}')]"}
        text += forms[test.relation].format(test.name, test.value)
    for path in step.inner:
        text += "[" + "/".join(_xpath(inner, namespace) for inner in path) + "]"
    return text + (f"[{step.position}]" if step.position else "")


@cache
def parse(text: str) -> Location:
    """The location in that notation. Raises `RuleError` where it is not one."""
    frames = structure().frames
    head, _, rest = text.partition("/")
    while head in frames:
        text = f"{frames[head]}/{rest}"
        head, _, rest = text.partition("/")
    roots = {"batch": "MCCI_IN200100UV01", "message": "PORR_IN049016UV"}
    if head not in roots:
        raise RuleError(f"a location begins with batch, message or a frame, not with {head!r}: {text}")
    parts = _split(f"{roots[head]}/{rest}", "/")
    if parts[-1] != "text()" and not parts[-1].startswith("@"):
        raise RuleError(f"a location ends in an attribute or text(): {text}")
    return Location(tuple(_step(part) for part in parts[:-1]), parts[-1].removeprefix("@").removesuffix("text()"))


def path(text: str) -> tuple[Step, ...]:
    """The steps of a path without root and leaf."""
    return tuple(_step(part) for part in _split(text, "/"))


def _split(text: str, mark: str) -> list[str]:
    """The parts between marks outside brackets and quotes."""
    parts, depth, quoted, start = [], 0, False, 0
    for at, char in enumerate(text):
        if char == "'":
            quoted = not quoted
        elif not quoted:
            depth += (char == "[") - (char == "]")
            if char == mark and depth == 0:
                parts.append(text[start:at])
                start = at + 1
    return [*parts, text[start:]]


def _step(text: str) -> Step:
    name = _NAME.match(text)
    if name is None:
        raise RuleError(f"not a step of a location: {text!r}")
    kind, level, position = "", 0, 0
    tests: list[Test] = []
    inner: list[tuple[Step, ...]] = []
    rest = text[name.end() :]
    while rest:
        taken, rest = _qualifier(rest)
        if taken[0] == ":":
            kind = taken[1:]
        elif taken[0] == "*":
            level = int(taken[1:])
        elif taken[0] == "(":
            number, _, code = taken[1:-1].partition(".")
            inner.append(path(f"code[@code='{code}'][@codeSystem='~1.{number}']"))
        elif taken[1:-1].isdigit():
            position = int(taken[1:-1])
        elif found := _TEST.match(taken[1:-1]):
            tests.append(Test(found[2], "+" if found[1] else found[3], structure().oid(found[4])))
        else:
            inner.append(path(taken[1:-1]))
    return Step(name[0], kind, level, position, tuple(tests), tuple(inner))


def _qualifier(text: str) -> tuple[str, str]:
    """The first qualifier of a step, and what follows it."""
    simple = re.match(r":\w+|\*\d|\(\d+\.\d+\)", text)
    if simple:
        return simple[0], text[simple.end() :]
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "[") - (char == "]")
        if depth == 0:
            if char != "]":
                break
            return text[: at + 1], text[at + 1 :]
    raise RuleError(f"not a qualifier of a location: {text!r}")
