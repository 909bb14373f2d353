"""Read cases held against annotated ones: precision, recall and F1 of each field over a whole corpus.

    python -m benchmarks.score GOLD.jsonl READ.jsonl [--set mixed] [--json]

The patients of a document are paired so that the pairs have most in common (drugs, reactions, age, sex); a patient without
a partner was missed or invented. Each field of a patient is then a set of items: found, annotated, read. `strict` asks for
the same words (case, punctuation and articles aside); `lenient` also takes one that contains the other, or shares half of
its words. Age, sex, seriousness, dechallenge and rechallenge have no lenient form. Outcome, role and action count only
where the reaction or drug itself was found.

What it will not do: average over documents, or leave out a document that was not read (it counts as read empty).
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

Record = dict[str, Any]

ARTICLES = {"a", "an", "the"}
CAUSES = ("suspect", "interacting")
OTHERS = ("concomitant", "treatment")
NOBODY: Record = {
    "age": None,
    "age_group": None,
    "sex": None,
    "drugs": [],
    "reactions": [],
    "dechallenge": None,
    "rechallenge": None,
    "serious": [],
    "history": [],
}
EXHAUSTIVE = 6
"""Up to so many patients in a document, every pairing is tried; with more, each takes the best that is left."""


@dataclass
class Count:
    """How many items of a field were found, annotated and read."""

    found: int = 0
    gold: int = 0
    read: int = 0

    def add(self, found: int, gold: int, read: int) -> None:
        """Count one patient or document more."""
        self.found += found
        self.gold += gold
        self.read += read

    def rates(self) -> dict[str, float]:
        """Precision, recall and F1 in per cent, beside the counts they come from; 0 where nothing was there."""
        precision = self.found / self.read if self.read else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        rates = {"precision": precision, "recall": recall, "f1": f1}
        return {name: round(100 * rate, 1) for name, rate in rates.items()} | {
            "gold": self.gold,
            "predicted": self.read,
        }


def words(string: str) -> list[str]:
    """The string's words in lower case, without punctuation and articles."""
    return [word for word in re.sub(r"[^\w%.]+", " ", string.lower()).split() if word not in ARTICLES]


def alike(one: str, other: str, *, lenient: bool) -> bool:
    """Whether two strings say the same."""
    a, b = words(one), words(other)
    if a == b or not lenient or not a or not b:
        return a == b
    within = f" {' '.join(a)} " in f" {' '.join(b)} " or f" {' '.join(b)} " in f" {' '.join(a)} "
    return within or len({*a} & {*b}) / len({*a} | {*b}) >= 0.5


def matches(gold: Sequence[str], read: Sequence[str], *, lenient: bool) -> list[tuple[int, int]]:
    """Pairs of places of strings that say the same, each string used once, those with the same words first."""
    pairs: list[tuple[int, int]] = []
    left = list(range(len(read)))
    for loose in (False, True) if lenient else (False,):
        open_gold = [i for i in range(len(gold)) if i not in {g for g, _ in pairs}]
        for i in open_gold:
            j = next((j for j in left if alike(gold[i], read[j], lenient=loose)), None)
            if j is not None:
                left.remove(j)
                pairs.append((i, j))
    return pairs


def drugs(case: Record, roles: Sequence[str]) -> list[str]:
    """The names of the drugs with one of these roles."""
    return [drug["name"] for drug in case["drugs"] if drug["role"] in roles]


def terms(case: Record) -> list[str]:
    """The names of the reactions."""
    return [reaction["term"] for reaction in case["reactions"]]


def age(case: Record) -> list[str]:
    """The age as one item, or none."""
    return [f"{case['age']['value']:g} {case['age']['unit']}"] if case["age"] else []


def shared(gold: Record, read: Record) -> float:
    """How much two patients have in common."""
    found = len(matches(drugs(gold, CAUSES), drugs(read, CAUSES), lenient=True))
    found += len(matches(terms(gold), terms(read), lenient=True))
    found += bool(age(gold)) and _years(gold) == _years(read)
    return found + 0.5 * (gold["sex"] is not None and gold["sex"] == read["sex"])


def _years(case: Record) -> tuple[Any, Any] | None:
    return (case["age"]["value"], case["age"]["unit"]) if case["age"] else None


def paired(gold: list[Record], read: list[Record]) -> list[tuple[Record, Record]]:
    """The patients of one document in pairs that have most in common, `NOBODY` where one has no partner."""
    size = max(len(gold), len(read))
    ours, theirs = gold + [NOBODY] * (size - len(gold)), read + [NOBODY] * (size - len(read))
    table = [[shared(g, r) for r in theirs] for g in ours]
    if size <= EXHAUSTIVE:
        order = max(permutations(range(size)), key=lambda order: sum(table[i][j] for i, j in enumerate(order)))
    else:
        left, chosen = list(range(size)), []
        for row in table:
            chosen.append(max(left, key=row.__getitem__))
            left.remove(chosen[-1])
        order = tuple(chosen)
    return [(ours[i], theirs[j]) for i, j in enumerate(order)]


def _one(field: str) -> Callable[[Record], list[str]]:
    return lambda case: [case[field]] if case[field] else []


CODED: dict[str, Callable[[Record], list[str]]] = {
    "age": age,
    "sex": _one("sex"),
    "dechallenge": _one("dechallenge"),
    "rechallenge": _one("rechallenge"),
    "seriousness": lambda case: case["serious"],
}
WORDED: dict[str, Callable[[Record], list[str | None]]] = {
    "suspect drug": lambda case: drugs(case, CAUSES),
    "other drug": lambda case: drugs(case, OTHERS),
    "reaction": terms,
    "history": lambda case: case["history"],
    "dose": lambda case: [drug["dose"] for drug in case["drugs"]],
    "route": lambda case: [drug["route"] for drug in case["drugs"]],
    "indication": lambda case: [drug["indication"] for drug in case["drugs"]],
    "onset": lambda case: [reaction["onset"] for reaction in case["reactions"]],
}


class Tally(dict[str, Count]):
    """A count for each field, in the order in which fields were first seen."""

    def add(self, field: str, found: int, gold: int, read: int) -> None:
        """Count one patient or document more of this field."""
        self.setdefault(field, Count()).add(found, gold, read)

    def patient(self, gold: Record, read: Record) -> None:
        """Count every field of one pair of patients."""
        both = gold is not NOBODY and read is not NOBODY and shared(gold, read) > 0
        self.add("patient", both, gold is not NOBODY, read is not NOBODY)
        for field, items in CODED.items():
            self.add(field, len({*items(gold)} & {*items(read)}), len(items(gold)), len(items(read)))
        for field, strings in WORDED.items():
            ours, theirs = ([s for s in strings(case) if s] for case in (gold, read))
            for mode in ("strict", "lenient"):
                found = matches(ours, theirs, lenient=mode == "lenient")
                self.add(f"{field} {mode}", len(found), len(ours), len(theirs))
        self.where_found(gold, read)

    def where_found(self, gold: Record, read: Record) -> None:
        """Count what is asked only of reactions and drugs that were found."""
        for i, j in matches(terms(gold), terms(read), lenient=True):
            self.add("outcome", gold["reactions"][i]["outcome"] == read["reactions"][j]["outcome"], 1, 1)
        ours, theirs = ([drug["name"] for drug in case["drugs"]] for case in (gold, read))
        for i, j in matches(ours, theirs, lenient=True):
            for field in ("role", "action"):
                self.add(field, gold["drugs"][i][field] == read["drugs"][j][field], 1, 1)


def score(gold: Iterable[Record], read: dict[str, Record]) -> dict[str, dict[str, float]]:
    """The rates of every field, documents first."""
    tally = Tally({"document verdict (accuracy)": Count(), "number of patients (accuracy)": Count()})
    for document in gold:
        ours = read.get(document["id"], {"has_icsr": False, "cases": []})
        wanted, got = document["has_icsr"], ours["has_icsr"]
        tally.add("document verdict (accuracy)", wanted == got, 1, 1)
        tally.add("number of patients (accuracy)", len(document["cases"]) == len(ours["cases"]), 1, 1)
        tally.add("document has a case", wanted and got, wanted, got)
        for pair in paired(document["cases"], ours["cases"]):
            tally.patient(*pair)
    return {field: count.rates() for field, count in tally.items()}


def load(path: Path) -> list[Record]:
    """The records of a JSONL file."""
    lines = path.read_text(encoding="utf-8").split("\n")  # not splitlines: a string may hold U+2028
    return [json.loads(line) for line in lines if line.strip()]


def table(rates: dict[str, dict[str, float]]) -> str:
    """The rates for a terminal."""
    lines = [f"{'field':32}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'read':>7}"]
    for field, r in rates.items():
        lines.append(f"{field:32}{r['precision']:7}{r['recall']:7}{r['f1']:7}{r['gold']:7}{r['predicted']:7}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score one file of read cases."""
    parser = ArgumentParser(prog="python -m benchmarks.score", description="Hold read cases against annotated ones.")
    parser.add_argument("gold", type=Path, help="annotated cases, JSONL")
    parser.add_argument("read", type=Path, help="read cases, JSONL (python -m benchmarks.cases)")
    parser.add_argument("--set", help="only the annotated cases of this set")
    parser.add_argument("--json", action="store_true", help="the rates as JSON")
    given = parser.parse_args(arguments)
    gold = [g for g in load(given.gold) if given.set in (None, g.get("set"))]
    rates = score(gold, {r["id"]: r for r in load(given.read)})
    print(json.dumps(rates, indent=1) if given.json else table(rates))
    return 0


if __name__ == "__main__":
    sys.exit(main())
