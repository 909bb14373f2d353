"""Texts a second are counted over the texts that were given, and say how many have a case."""

from __future__ import annotations

import os

import pytest

from benchmarks import rate

CASE = "A 40-year-old man developed agranulocytosis caused by carbamazepine."


@pytest.fixture(autouse=True)
def _cores() -> object:
    """The measure holds the process to one core; the tests after it get theirs back."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    yield
    if cores is not None:
        os.sched_setaffinity(0, cores)


def test_the_rate_is_of_all_texts() -> None:
    found = rate.measure([CASE, "Nothing happened."], runs=1)
    assert (found.texts, found.words, found.with_case) == (2, 5, 1)
    assert found.per_second > 0
