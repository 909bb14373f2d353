"""Spelling variants, plurals and the natural order of inverted headings, for the names of a lexicon.

    spelling = Spelling.read(Path("lexicon_data/spelling.toml"))
    spelling.variants("anaemia haemolytic")     # {'anaemia haemolytic', 'anemia hemolytic'}
    plurals("skin rash")                        # {'skin rash', 'skin rashes'}
    turned("Lupus Erythematosus, Systemic")     # 'Systemic Lupus Erythematosus'

The rule: the table in `lexicon_data/spelling.toml`, written by hand. A variant that nobody writes costs a few bytes and
finds nothing.

What it will not do: correct misspellings.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

_PLURAL = re.compile(r"(?<![suiaonp])s$|(ion|in|en|ant|ent)s$")


def _literal(pattern: str) -> str:
    """What a rule puts in: its pattern without the conditions around it."""
    bare = re.sub(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)", "", pattern)
    return bare.replace("^", "").replace("$", "")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of turning a word from one side of the Atlantic to the other."""

    pattern: re.Pattern[str]
    literal: str

    def turn(self, word: str) -> str:
        """The word with the rule applied."""
        return self.pattern.sub(self.literal, word)


@dataclass(frozen=True, slots=True)
class Spelling:
    """The rules of both directions, and the words that none applies to."""

    to_american: tuple[Rule, ...]
    to_british: tuple[Rule, ...]
    alike: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Spelling:
        """The table in `path`."""
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        american, british = [], []
        for row in table["rule"]:
            american.append(Rule(re.compile(row["british"]), _literal(row["american"])))
            british.append(Rule(re.compile(row["american"]), _literal(row["british"])))
        return cls(tuple(american), tuple(british), frozenset(table["alike"]))

    def variants(self, surface: str) -> set[str]:
        """The surface as written, all British, and all American."""
        words = surface.split(" ")
        return {
            surface,
            *(" ".join(self._turn(word, rules) for word in words) for rules in (self.to_american, self.to_british)),
        }

    def _turn(self, word: str, rules: tuple[Rule, ...]) -> str:
        if word in self.alike:
            return word
        for rule in rules:
            word = rule.turn(word)
        return word


def plurals(surface: str) -> set[str]:
    """The surface with its last word in singular and plural, where English makes them by rule."""
    head, _, last = surface.rpartition(" ")
    lead = f"{head} " if head else ""
    forms = {last}
    if last.endswith("ies") and len(last) > 5:
        forms.add(last[:-3] + "y")
    elif _PLURAL.search(last):
        forms.add(last[:-1])
    elif last.endswith("sis"):
        forms.add(last[:-2] + "es")
    elif re.search(r"[^aeiou]y$", last):
        forms.add(last[:-1] + "ies")
    elif last.endswith(("sh", "ch", "x")):
        forms.add(last + "es")
    elif not last.endswith("s") and last.isalpha():
        forms.add(last + "s")
    return {lead + form for form in forms}


def turned(heading: str) -> str:
    """An inverted heading in its natural order: the parts between commas from the last to the first."""
    return " ".join(reversed(heading.split(", ")))
