"""What the sources of the lexicon hold, and the choice of names from them. One reader per source's format.

    read_unii(path, {"whole"}), read_mesh(path, "Q000008"), read_hpo(path)      # -> Iterator[Name]

The rule: FDA UNII names are kept for substances that a list of medicines knows (the tag that UNII puts after a name, such as
[INN]); MeSH descriptors are kept by the qualifier they allow (Q000008 administration & dosage: a thing that is given;
Q000139 chemically induced: a thing that drugs do); HPO terms and exact or narrow synonyms below HP:0000118.

What it will not do: decide what is ambiguous or stopped (`training.lexicon` does, from lists).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Set
from pathlib import Path
from typing import NamedTuple

MEDICINE_TAGS = frozenset(
    {
        "INN",
        "USAN",
        "JAN",
        "WHO-DD",
        "WHO-IP",
        "VANDF",
        "MART.",
        "ORANGE BOOK",
        "PURPLE BOOK CDER",
        "EMA EPAR",
        "USP MONOGRAPH",
        "EP MONOGRAPH",
    }
)
LONGEST = 6  # words in a name

_TAG = re.compile(r" \[([^\]]+)\]$")
_SHORT_NAME = re.compile(r"[A-Z][A-Z' -]{3,}")
_OFFICIAL = re.compile(r"[A-Z0-9][A-Z0-9' /.-]{2,}")
_SYNONYM = re.compile(r'"([^"]+)" (EXACT|NARROW) ?(\S*)')


class Name(NamedTuple):
    """A name as its source has it. `rank` orders names that share a surface: the lowest is kept."""

    text: str
    preferred: str
    source: str
    id: str
    rank: int


def read_unii(path: Path, stopped_ends: Set[str]) -> Iterator[Name]:
    """Names of medicines: rank 0 the displayed name, 1 official, 2 brand, 3 other."""
    rows = _unii_rows(path)
    medicines = {unii for name, _, unii, _ in rows if (tag := _TAG.search(name)) and tag[1] in MEDICINE_TAGS}
    for name, kind, unii, display in rows:
        if unii not in medicines:
            continue
        bare = _TAG.sub("", name)
        rank = 0 if bare == display else {"of": 1, "bn": 2, "cn": 3}.get(kind, 9)
        if rank < 9 and _sensible(bare, rank, stopped_ends):
            yield Name(bare.replace(".", " "), _displayed(display), "UNII", unii, rank)


def _displayed(name: str) -> str:
    """`INTERFERON .ALPHA., UNSPECIFIED FORM` as `interferon alpha`."""
    bare = re.sub(r", UNSPECIFIED( FORM)?$", "", name)
    return re.sub(r"\.([A-Z]+)\.", r"\1", bare).lower()


def _unii_rows(path: Path) -> list[tuple[str, str, str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        next(file)
        parts = (line.rstrip("\r\n").split("\t") for line in file)
        return [(p[0], p[1], p[2], p[3]) for p in parts if len(p) == 4]


def _sensible(name: str, rank: int, stopped_ends: Set[str]) -> bool:
    """No formula, code, inverted name, plant part or very short trade name."""
    words = name.split()
    if not words or len(words) > (LONGEST if rank < 2 else 3) or words[-1].lower() in stopped_ends:
        return False
    pattern = _OFFICIAL if rank < 2 else _SHORT_NAME
    return pattern.fullmatch(name) is not None and (rank < 2 or len(name) > 4)


def read_mesh(path: Path, qualifier: str) -> Iterator[Name]:
    """Descriptors that allow a qualifier."""
    headings: dict[str, str] = {}
    allowing: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = row["id"].rpartition("/")[2]
            descriptor, found, rest = key.partition("Q")
            if not found:
                headings[descriptor] = row["subject"]
            elif rest == qualifier[1:]:
                allowing.append(descriptor)
    for descriptor in allowing:
        yield Name(headings[descriptor], headings[descriptor], "MeSH", descriptor, 0)


def read_hpo(path: Path, root: str = "HP:0000118") -> Iterator[Name]:
    """Live terms under `root` with their exact and narrow synonyms; rank 0 the term, 1 a synonym."""
    terms = _hpo_terms(path)
    children: dict[str, list[str]] = defaultdict(list)
    for term, fields in terms.items():
        for parent in fields["is_a"]:
            children[parent.split(" ")[0]].append(term)
    waiting, below = [root], set[str]()
    while waiting:
        for child in children[waiting.pop()]:
            if child not in below:
                below.add(child)
                waiting.append(child)
    for term in sorted(below):
        fields = terms[term]
        label = fields["name"][0]
        yield Name(label, label, "HPO", term, 0)
        for synonym in fields["synonym"]:
            match = _SYNONYM.match(synonym)
            if match and not match[3].startswith(("HP:", "abbreviation", "obsolete")):
                yield Name(match[1], label, "HPO", term, 1)


def _hpo_terms(path: Path) -> dict[str, dict[str, list[str]]]:
    terms: dict[str, dict[str, list[str]]] = {}
    for stanza in path.read_text(encoding="utf-8").split("\n\n"):
        kind, _, body = stanza.strip().partition("\n")
        if kind != "[Term]" or "\nis_obsolete: true" in stanza:
            continue
        fields: dict[str, list[str]] = defaultdict(list)
        for line in body.split("\n"):
            key, _, value = line.partition(": ")
            fields[key].append(value)
        terms[fields["id"][0]] = fields
    return terms
