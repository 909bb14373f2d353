"""Words that would do harm if they were half read: near fatal, a drug misspelt, what followed the end of a drug."""

from __future__ import annotations

import pytest

from nocere import read
from nocere.case import Case, Outcome, Role
from nocere.span import Fact, Missing


def only(text: str) -> Case:
    (case,) = read(text.encode(), name="case.txt").cases
    return case


@pytest.mark.parametrize("near", ["near fatal", "near-fatal", "nearly fatal", "non-fatal", "potentially fatal"])
def test_near_fatal_is_not_fatal(near: str) -> None:
    """No reaction of it may come out as fatal; nor may a life-threatening one be missed."""
    case = only(
        f"A 71-year-old woman developed {near} rhabdomyolysis caused by simvastatin. Simvastatin was stopped and she recovered."
    )
    (reaction,) = case.reactions
    assert not (isinstance(reaction.outcome, Fact) and reaction.outcome.value is Outcome.FATAL)
    if near.startswith("near"):
        assert isinstance(reaction.seriousness.life_threatening, Fact)
    assert isinstance(reaction.seriousness.death, Missing)


def test_fatal_is_fatal() -> None:
    (reaction,) = only("A 71-year-old woman developed fatal rhabdomyolysis caused by simvastatin.").reactions
    assert isinstance(reaction.outcome, Fact)
    assert reaction.outcome.value is Outcome.FATAL


def test_a_name_in_no_lexicon_is_a_drug_where_it_is_blamed() -> None:
    """Authors misspell names; what is told as the cause was given."""
    case = only("A 30-year-old man developed enterocolitis shortly after intravitreal injection of bevazicumab.")
    assert [d.name.value for d in case.drugs if d.role.value is Role.SUSPECT] == ["bevazicumab"]
