"""What made a value, in plain words: the id of a rule is for those who know the tables, this is for everybody.

    about("outcome.recovered")      # "words that tell how a reaction ended"
    about("route.oral")             # "words for routes of administration"

The words are those of `rules/made_by.toml`, or else the title of the file in which the rule is a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import ConfigDict

from nocere import rulebook
from nocere.rulebook import Row, rows


class MadeBy(Row):
    """What made a value, by its id or, where that ends with a full stop, by how ids begin."""

    id: str
    words: str


class _Named(Row):
    """The id of a row of any file."""

    model_config = ConfigDict(extra="ignore")

    id: str = ""


@cache
def _words() -> Mapping[str, str]:
    return {row.id: row.words for row in rows("made_by", MadeBy)}


@cache
def _titles() -> Mapping[str, str]:
    """The title of its file for each id of a row, and for how ids of only one file begin."""
    found: dict[str, str] = {}
    for name in rulebook.names():
        title = rulebook.source(name).title
        title = title if title[1:2].isupper() else title[:1].lower() + title[1:]
        for row in rulebook.rows(name, _Named):
            if "." in row.id and name != "made_by":
                found[row.id] = title
                found.setdefault(row.id.split(".")[0] + ".", title)
    return found


def about(made: str) -> str:
    """What it is that has this id; "" where no table says."""
    begins = made.split(".")[0] + "."
    keys = [table.get(key, "") for key in (made, begins) for table in (_words(), _titles())]
    return next((words for words in keys if words), "")
