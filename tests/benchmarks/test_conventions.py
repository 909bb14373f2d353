"""The labeller of words: places become labels and come back, and what it learns is legal and the same each time."""

from __future__ import annotations

import pytest

from benchmarks.conventions import Features, Labeller, Mark, features, labelled, marked, places, words_of
from nocere.extracting.tagger import Mention

TEXT = "Marked QT-prolongation (5.2 s) after zinc."


def test_words() -> None:
    """Letters and digits together, each sign alone."""
    assert ["a-b_c 5.2"[a:b] for a, b in words_of("a-b_c 5.2")] == ["a", "-", "b", "_", "c", "5", ".", "2"]


def test_places_become_labels_and_come_back() -> None:
    """Two labels a kind, the first kind first; a place within a word takes the word."""
    words = words_of(TEXT)
    drugs, effects = {(37, 41)}, {(7, 22), (24, 27)}
    labels = labelled(words, (drugs, effects))
    assert labels == [0, 3, 4, 4, 0, 3, 4, 4, 0, 0, 0, 1, 0]
    assert (places(words, labels, 0), places(words, labels, 1)) == (drugs, effects)
    assert labelled(words, ({(0, 3)}, {(0, 9)})) == [1, 3, *[0] * 11]


@pytest.mark.parametrize(("probability", "sure"), [(0.86, "high"), (0.85, "middle"), (0.6, "low")])
def test_how_sure_a_mark_is(probability: float, sure: str) -> None:
    """Three steps."""
    assert marked([Mention("Effect", 1, 2, probability)]) == [Mark("Effect", 1, 2, sure)]


def test_what_a_word_is_known_by() -> None:
    """Itself, its neighbours, and its part in each mark."""
    rows = features(TEXT, words_of(TEXT), [Mark("Effect", 7, 22, "high"), Mark("rule", 9, 10)])
    assert {"w qt", "shape A", "< marked", "> -", "glued False", "Effect B", "Effect around |B|I"} <= set(rows[1])
    assert {"glued True", "Effect I", "rule Be", "Effect I high", "Effect > I prolongation"} <= set(rows[2])
    assert {"Effect Ie", "Effect around I|Ie|"} <= set(rows[3])
    assert not any(feature.startswith("Effect I") for feature in rows[4])


SAMPLES: list[tuple[Features, list[int]]] = [
    ([["x"], ["a"], ["y"]], [0, 1, 2]),
    ([["x"], ["b"], ["x"]], [0, 3, 0]),
    ([["y"], ["a"]], [0, 1]),
]


def test_it_learns_what_it_is_shown() -> None:
    """And gives words that it never saw no label; what follows no first word is no other word."""
    labeller = Labeller.fit(SAMPLES, 5, withheld=0.0)
    assert [labeller.label(rows) for rows, _ in SAMPLES[:2]] == [labels for _, labels in SAMPLES[:2]]
    assert labeller.label([["new"], ["new"]]) == [0, 0]
    assert labeller.label([]) == []
    assert labeller.label([["y"]]) != [2]


def test_the_same_examples_give_the_same_weights() -> None:
    """In whatever state the world's chance is, and examples are not changed."""
    one, other = (Labeller.fit(SAMPLES, 5) for _ in range(2))
    assert [one.label(rows) for rows, _ in SAMPLES] == [other.label(rows) for rows, _ in SAMPLES]
    assert vars(one) == vars(other)
    assert SAMPLES[0] == ([["x"], ["a"], ["y"]], [0, 1, 2])
