"""Names of drugs, drug classes and reactions, found in a text or looked up.

    lexicon = Lexicon.load()
    lexicon.find("rash after 5-FU")             # (Hit(start=0, end=4, kind='reaction', preferred='Rash', ...), Hit(...))
    lexicon.look_up("Aspirin", "drug")          # Entry(surface='aspirin', kind='drug', preferred='aspirin', source='UNII', ...)

The rule: whole words (`nocere.terms.words`), letter case aside, the longest name from the left, and names of one kind
never overlap. `ambiguous` marks a name that is as often no drug or reaction (creatinine, oxygen): ask for context.
Abbreviations (`PTU`) count only when written with a capital after their first character, or a digit.
The file is made by `training/lexicon.py` from the sources named in `data/LICENSES.md`.

What it will not do: correct spelling, guess at unknown names, code to MedDRA or WHODrug.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nocere.errors import TermsError
from nocere.terms.words import joined, normalise, words_of

DATA = Path(__file__).parent / "data" / "lexicon.z"
FORMAT = 1
KINDS = ("drug", "drug_class", "reaction")
AMBIGUOUS, CAPITALS = 1, 2  # bits of a name's flags
_CAPITALS_ONLY = str(CAPITALS)  # flags from this digit on have the second bit


@dataclass(frozen=True, slots=True)
class Entry:
    """A name as the lexicon has it."""

    surface: str
    kind: str
    preferred: str
    source: str
    id: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text at `[start, end)` (code points)."""

    start: int
    end: int
    kind: str
    preferred: str
    source: str
    id: str
    ambiguous: bool = False


class _Table:
    """The names of one kind: surface → row, and what is known of each row."""

    def __init__(self, kind: str, surfaces: str, concepts: str, flags: str) -> None:
        self.kind = kind
        self.rows = {surface: n for n, surface in enumerate(surfaces.split("\n"))}
        self._concepts = concepts.split(" ")
        self._flags = flags

    def concept(self, row: int) -> int:
        """The number of the concept that a row names."""
        return int(self._concepts[row])

    def allows(self, row: int, written: str) -> bool:
        """Whether the name counts when it is written like this."""
        return self._flags[row] < _CAPITALS_ONLY or any(c.isupper() or c.isdigit() for c in written[1:])

    def is_ambiguous(self, row: int) -> bool:
        """Whether the row's name is marked ambiguous."""
        return bool(int(self._flags[row]) & AMBIGUOUS)


class Lexicon:
    """The names of all kinds; take it from `Lexicon.load()`."""

    def __init__(self, data: bytes) -> None:
        """Read the bytes of a compiled lexicon; `ValueError` or `zlib.error` when they are none."""
        sections = zlib.decompress(data).decode("utf-8").split("\x1e")
        header = json.loads(sections[0])
        if header["format"] != FORMAT or tuple(header["kinds"]) != KINDS:
            raise ValueError(f"format {header['format']}, kinds {header['kinds']}")
        self.version: str = header["version"]
        self.sources: dict[str, str] = header["sources"]
        self._concepts = sections[1].split("\n")
        firsts = sections[2].split("\n")
        self._longest = dict(zip(firsts[::2], map(int, firsts[1::2]), strict=True))
        self._tables = {kind: _Table(kind, *sections[3 + 3 * n : 6 + 3 * n]) for n, kind in enumerate(KINDS)}
        self._known = lru_cache(maxsize=16384)(self._know)

    @staticmethod
    def load(path: Path = DATA) -> Lexicon:
        """The lexicon in `path`, kept for the next call; `TermsError` when it is missing or damaged."""
        return _load(path)

    def __len__(self) -> int:
        return sum(len(table.rows) for table in self._tables.values())

    def surfaces(self, kind: str) -> list[str]:
        """All names of a kind as they are sought, in order."""
        return list(self._tables[kind].rows)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The names in `text`, by start, then by kind."""
        folded, spans = words_of(text)
        free = dict.fromkeys(self._tables, 0)
        hits: list[Hit] = []
        for at, most in enumerate(map(self._longest.get, folded)):
            if most is None:
                continue
            surfaces = self._surfaces(text, folded, spans, at, most) if most > 1 else [folded[at]]
            for kind, table in self._tables.items():
                if at < free[kind]:
                    continue
                for count in range(len(surfaces), 0, -1):
                    row = table.rows.get(surfaces[count - 1])
                    if row is None:
                        continue
                    start, end = spans[at][0], spans[at + count - 1][1]
                    if table.allows(row, text[start:end]):
                        hits.append(Hit(start, end, kind, *self._known(kind, row)))
                        free[kind] = at + count
                        break
        return tuple(hits)

    @staticmethod
    def _surfaces(text: str, folded: list[str], spans: list[tuple[int, int]], at: int, most: int) -> list[str]:
        """The surfaces of one, two, ... `most` words that begin at word `at` and may be one term."""
        surface = folded[at]
        surfaces = [surface]
        for n in range(at + 1, min(at + most, len(folded))):
            if not joined(text[spans[n - 1][1] : spans[n][0]]):
                break
            surface = f"{surface} {folded[n]}"
            surfaces.append(surface)
        return surfaces

    def look_up(self, phrase: str, kind: str) -> Entry | None:
        """The name that `phrase` is, whole; None when it is not one."""
        surface = normalise(phrase)
        row = self._tables[kind].rows.get(surface)
        if row is None or not self._tables[kind].allows(row, phrase):
            return None
        return Entry(surface, kind, *self._known(kind, row))

    def _know(self, kind: str, row: int) -> tuple[str, str, str, bool]:
        """Preferred name, source, id and ambiguity of a row."""
        table = self._tables[kind]
        source, id_, preferred = self._concepts[table.concept(row)].split("\t")
        return preferred, source, id_, table.is_ambiguous(row)


@lru_cache(maxsize=4)
def _load(path: Path) -> Lexicon:
    try:
        return Lexicon(path.read_bytes())
    except (OSError, ValueError, KeyError, IndexError, TypeError, zlib.error) as error:
        raise TermsError(f"the lexicon {path} is missing or damaged ({error!r}); reinstall nocere") from error
