"""Tables with a row for each patient: who they are, and what the cells of a row tie.

    found = table_rows(sentences)           # {7: TableRow(cells={"age": (120, 122), "drug": (125, 136), …}), …}
    with_cells(sentence, found[7], mentions), cell_links(sentence, found[7], drugs, conditions)

A table is one header line whose cells `rules/table_columns.toml` knows, an age among them and a drug, reaction or outcome,
with rows of as many cells below it. The authors put a drug and a reaction into one row because the one is blamed for the
other. A table that names authors, years or references is of published cases and tells of no patient of this report.
What it will not do: read cells that span rows, or a table without a header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import product

from nocere.case import Sex
from nocere.document import Part
from nocere.extracting.assertion import Assertion
from nocere.extracting.grammar.ages import AgeMention, ages
from nocere.extracting.links import Link, Relation
from nocere.extracting.mentions import ConditionMention, DrugMention, SentenceMentions
from nocere.extracting.sentences import CELL, Sentence
from nocere.rulebook import Row, rows

TABLE_ROW = "table.row"
_TOLD = frozenset({"drug", "reaction", "outcome"})
_BACKGROUND = frozenset({Part.INTRODUCTION, Part.DISCUSSION, Part.CONCLUSION, Part.TITLE})
_FIGURE = re.compile(r"\d{1,3}(?:\.\d)?")
_SEX = re.compile(r"\b(?:(?P<male>m|male|man|men|boy)|(?P<female>f|female|woman|girl))\b|♂|♀", re.IGNORECASE)
_UNITS = {"month": "mo", "week": "wk", "day": "d"}
_NOTHING = re.compile(r"[-–—/.?]*|none|no|nil|n/?a|not (?:reported|known|stated)|unknown", re.IGNORECASE)
_WEIGHT = 0.9


class Column(Row):
    """What the cells under a heading hold, and the pattern of the heading."""

    says: str
    pattern: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a patient's row by what they hold, in document offsets; `unit` is that of the ages."""

    cells: Mapping[str, tuple[int, int]]
    unit: str


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row.says, re.compile(row.pattern, re.IGNORECASE)) for row in rows("table_columns", Column))


def _cells(sentence: Sentence) -> list[tuple[int, int]]:
    """The cells of a line, without white space at their edges."""
    cuts = [m.span() for m in CELL.finditer(sentence.text)]
    bounds = zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(sentence.text)], strict=True)
    found = []
    for low, high in bounds:
        text = sentence.text[low:high]
        start = low + len(text) - len(text.lstrip())
        found.append((sentence.start + start, sentence.start + max(start, low + len(text.rstrip()))))
    return found


def _heading(sentence: Sentence) -> list[str] | None:
    """What each column holds ("" for one not known), or None where this is no header of a table of patients."""
    texts = [sentence.text[a - sentence.start : b - sentence.start] for a, b in _cells(sentence)]
    kinds = [next((says for says, p in _columns() if p.fullmatch(text)), "") for text in texts]
    ours = "age" in kinds and _TOLD & set(kinds) and "literature" not in kinds
    return kinds if ours and sentence.part not in _BACKGROUND else None


def table_rows(sentences: Sequence[Sentence]) -> dict[int, TableRow]:
    """The rows of every table of patients, by the index of their sentence."""
    found: dict[int, TableRow] = {}
    kinds: list[str] = []
    unit = "a"
    for sentence in sentences:
        heading = _heading(sentence) if CELL.search(sentence.text) else None
        if heading:
            kinds = heading
            unit = next(
                (code for word, code in _UNITS.items() if re.search(rf"age\W+{word}", sentence.text, re.I)), "a"
            )
            continue
        cells = _cells(sentence)
        kinds = kinds if len(cells) == len(kinds) else []
        if kinds:
            first = {says: cell for says, cell in reversed(list(zip(kinds, cells, strict=True))) if says}
            found[sentence.index] = TableRow(first, unit)
    return found


def age_in(sentence: Sentence, row: TableRow) -> AgeMention | None:
    """The age that the row gives."""
    start, end = row.cells["age"]
    text = sentence.text[start - sentence.start : end - sentence.start]
    said = next(iter(ages(f"{text} old" if not ages(text) else text)), None)
    figure = _FIGURE.search(text)
    if figure is None:
        return None
    value, unit = (said.value, said.unit) if said else (Decimal(figure.group()), row.unit)
    return AgeMention(start + figure.start(), start + figure.end(), figure.group(), value, unit, "age.table-cell")


def sex_in(sentence: Sentence, row: TableRow) -> tuple[Sex, int, int] | None:
    """The sex that the row gives, and where."""
    start, end = row.cells.get("sex", row.cells["age"])
    match = _SEX.search(sentence.text, start - sentence.start, end - sentence.start)
    if match is None:
        return None
    male = match["male"] or match.group() == "♂"
    return Sex.MALE if male else Sex.FEMALE, sentence.start + match.start(), sentence.start + match.end()


def number_in(sentence: Sentence, row: TableRow) -> str:
    """The number or letter of the row's patient, or "" where it has none."""
    start, end = row.cells.get("number", (sentence.start, sentence.start))
    text = sentence.text[start - sentence.start : end - sentence.start]
    match = re.fullmatch(r"(?:case |patient )?(?P<n>\d{1,2}|[A-F])\.?", text, re.IGNORECASE)
    return match["n"].upper() if match else ""


def _in(cell: tuple[int, int] | None, mention: DrugMention | ConditionMention) -> bool:
    return cell is not None and cell[0] <= mention.start < cell[1]


def _cut(mention: ConditionMention, cells: Sequence[tuple[int, int]]) -> ConditionMention:
    """The mention up to the end of the cell it begins in."""
    end = next((high for low, high in cells if low <= mention.start < high < mention.end), mention.end)
    return replace(mention, end=end, text=mention.text[: end - mention.start])


def with_cells(sentence: Sentence, row: TableRow, found: SentenceMentions) -> SentenceMentions:
    """The row's mentions: a reaction's cell that names nothing known is itself a condition; other cells hold no reaction."""
    cell = row.cells.get("reaction")
    kept = [c for c in found.conditions if not _in(row.cells.get("outcome"), c)]
    conditions = [_cut(replace(c, said=Assertion.PRESENT), list(row.cells.values())) for c in kept]
    drugs = tuple(d for d in found.drugs if d.known and not _in(cell, d))
    if cell and not any(_in(cell, c) for c in conditions):
        text = sentence.text[cell[0] - sentence.start : cell[1] - sentence.start]
        if not _NOTHING.fullmatch(text):
            nothing = (0.0, 0.0, 0.0, 0.0)
            conditions.append(
                ConditionMention(*cell, text, text.lower(), sentence.index, False, *nothing, Assertion.PRESENT)
            )
    return SentenceMentions(drugs, tuple(sorted(conditions, key=lambda c: c.start)), {})


def cell_links(
    sentence: Sentence, row: TableRow, drugs: Sequence[DrugMention], conditions: Sequence[ConditionMention]
) -> list[Link]:
    """What the cells tie: the row's drugs, or treatment unnamed, to its reactions, and drugs to what they were for."""
    mine: list[int | None] = [n for n, d in enumerate(drugs) if _in(row.cells.get("drug"), d)]
    harms = [n for n, c in enumerate(conditions) if _in(row.cells.get("reaction"), c)]
    aims = [n for n, c in enumerate(conditions) if _in(row.cells.get("indication"), c)]
    at = (sentence.start, sentence.end)
    ties = [Link(d, c, Relation.CAUSAL, _WEIGHT, TABLE_ROW, *at) for d, c in product(mine or [None], harms)]
    return ties + [Link(d, c, Relation.INDICATION, _WEIGHT, TABLE_ROW, *at) for d, c in product(mine, aims)]
