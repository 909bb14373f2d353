"""The element table as a page of the documentation.

    python -m nocere.exchange.e2b.listing > docs/e2b-elements.md

Facts of the ICH E2B(R3) Implementation Guide v5.03, as `table` holds them; a test holds the page to it.

What it will not do: explain an element; the guide does.
"""

from __future__ import annotations

import sys

from nocere.case import Case
from nocere.exchange.e2b.held import held_by
from nocere.exchange.e2b.structure import structure
from nocere.exchange.e2b.table import Element, elements

_SECTIONS = {
    "N": "Transmission",
    "C": "The report",
    "D": "The patient",
    "E": "The reactions",
    "F": "The tests",
    "G": "The drugs",
    "H": "The narrative",
}
_HEAD = """# The elements of ICH E2B(R3) in nocere

Made from `src/nocere/exchange/elements.csv` by `python -m nocere.exchange.e2b.listing`; do not edit. The facts are those of
the ICH E2B(R3) Implementation Guide v5.03 (18 July 2025); R2 numbers are those of the ICH mapping v2.02. ICH material is used
with acknowledgement; the words are ours. *In a case* is the field that holds the element; an element that no field holds comes
from the settings or is derived. *Asked* is the guide's conformance; a condition is in element numbers (`!` absent, `=` that
value, `&` and, `|` or).

*Place* is where the value stands: frames are listed at the end, `(19.3)` is a child `code` 3 of ICH code list 19, `:PQ` an
xsi:type, `*1` repeats with its group, `$meddra` and `~` are object identifiers, `{drug}` is a UUID of the same case.
"""


def markdown() -> str:
    """The page."""
    parts = [_HEAD]
    for letter, title in _SECTIONS.items():
        parts.append(f"\n## {letter}: {title}\n")
        parts.append(
            "| Element | Name | In a case | Type | Asked | nullFlavors | R2 | Place |\n|---|---|---|---|---|---|---|---|"
        )
        parts += [_row(row) for number, row in elements().items() if number.split(".")[0] == letter]
    parts.append("\n## Frames\n\n| Frame | Stands for |\n|---|---|")
    parts += [f"| `{name}` | {_code(place)} |" for name, place in structure().frames.items()]
    return "\n".join(parts) + "\n"


def _row(row: Element) -> str:
    length = f" {row.length}" if row.length else ""
    values = f" ({', '.join(row.values)})" if row.values else ""
    asked = f"{row.conformance}: {_code(row.when)}" if row.when else row.conformance
    field = held_by(Case).get(row.number, "")
    cells = (
        row.number,
        row.name,
        _code(field),
        "group" if row.type == "group" else f"{row.type}{length}{values}",
        asked,
        " ".join(row.null_flavors),
        row.r2,
        _code(row.location),
    )
    return "| " + " | ".join(cells) + " |"


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`" if text else ""


if __name__ == "__main__":
    sys.stdout.write(markdown())
