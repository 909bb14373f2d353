"""What a corpus calls a name, learned from its own annotations on top of the shipped tagger's marks.

    labeller = Labeller.fit(examples)               # examples: (features of each word, label of each word)
    labeller.label(features)                        # [0, 1, 2, 0, ...]
    features(text, words, marked(mentions))         # what a word is known by

The rule: an averaged structured perceptron (Collins 2002, EMNLP) over words. A word is known by itself, its neighbours, and
the marks over it: those of the tagger, the lexicons and rules. Labels are 0 for nothing, then two for each kind of name, its
first word and its others; the best legal sequence is `nocere.extracting.tagger.best_path`'s. In learning, each feature
is withheld at random, since the tagger is surer of sentences that it learned from than of those it will be measured on.
The same examples give the same weights.

What it will not do: ship. It is learned anew from the corpus each time that something is measured.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nocere.extracting.tagger import Mention, best_path

Place = tuple[int, int]
Features = list[list[str]]
"""What each word of a sentence is known by."""
Example = tuple[Features, list[int]]

EPOCHS = 8
WITHHELD = 0.3

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_SHAPES = ((re.compile(r"\d+"), "0"), (re.compile(r"[A-Z]+"), "A"), (re.compile(r"[a-z]+"), "a"))
_AROUND = ("Effect", "Disease", "Treatment.Drug", "Chemical")
"""The marks that are also told together with the words and the marks around them."""


class Mark(NamedTuple):
    """A stretch `[start, end)` with a name and how sure it is (a letter, or nothing)."""

    name: str
    start: int
    end: int
    sure: str = ""


def words_of(text: str) -> list[Place]:
    """Runs of letters and digits, and signs, each by itself."""
    return [match.span() for match in _WORD.finditer(text)]


def marked(mentions: Iterable[Mention]) -> list[Mark]:
    """The tagger's mentions as marks."""
    return [
        Mark(m.label, m.start, m.end, "high" if m.probability > 0.85 else "middle" if m.probability > 0.6 else "low")
        for m in mentions
    ]


def _marks_of(words: Sequence[Place], marks: Iterable[Mark]) -> list[list[tuple[Mark, str]]]:
    """The marks over each word, with the word's part in them: B, I, and e for the last."""
    over: list[list[tuple[Mark, str]]] = [[] for _ in words]
    for mark in marks:
        inside = [n for n, (start, end) in enumerate(words) if start < mark.end and mark.start < end]
        for n in inside:
            over[n].append((mark, ("B" if n == inside[0] else "I") + ("e" if n == inside[-1] else "")))
    return over


def _shape(word: str) -> str:
    for pattern, sign in _SHAPES:
        word = pattern.sub(sign, word)
    return word


def _of_words(text: str, words: Sequence[Place], n: int) -> list[str]:
    """What a word and its neighbours say."""
    low = [text[slice(*words[k])].lower() if 0 <= k < len(words) else "" for k in range(n - 2, n + 3)]
    two_before, before, word, behind, two_behind = low
    glued = n > 0 and words[n - 1][1] == words[n][0]
    return [
        f"w {word}",
        f"w-3 {word[-3:]}",
        f"w-4 {word[-4:]}",
        f"shape {_shape(text[slice(*words[n])])}",
        f"< {before}",
        f"<< {two_before}",
        f"> {behind}",
        f">> {two_behind}",
        f"<w {before} {word}",
        f"w> {word} {behind}",
        f"glued {glued}",
        "any",
    ]


def _of_marks(text: str, words: Sequence[Place], n: int, parts: Sequence[dict[str, str]]) -> list[str]:
    """What the marks over a word say together with the words and marks beside it; `parts` begins one word early."""
    word, before, behind = (text[slice(*words[k])].lower() if 0 <= k < len(words) else "" for k in (n, n - 1, n + 1))
    three = parts[n : n + 3]
    told = ["all " + " ".join(sorted(three[1])), "four " + "|".join(three[1].get(name, "") for name in _AROUND)]
    for name in _AROUND:
        around = [part.get(name, "") for part in three]
        told += [
            f"{name} around {'|'.join(around)}",
            f"{name} < {around[1]} {before}",
            f"{name} > {around[1]} {behind}",
        ]
        told += [f"{name} w {around[1]} {word}", f"{name} w-3 {around[1]} {word[-3:]}"]
    return told


def features(text: str, words: Sequence[Place], marks: Iterable[Mark]) -> Features:
    """What each word of a sentence is known by."""
    over = _marks_of(words, marks)
    parts: list[dict[str, str]] = [{}, *({mark.name: part for mark, part in here} for here in over), {}]
    rows = []
    for n, here in enumerate(over):
        row = _of_words(text, words, n) + _of_marks(text, words, n, parts)
        for mark, part in here:
            row += [f"{mark.name} {part}", f"{mark.name} {mark.sure}", f"{mark.name} {part} {mark.sure}"]
        rows.append(row)
    return rows


def labelled(words: Sequence[Place], kinds: Sequence[Iterable[Place]]) -> list[int]:
    """The label of each word, from the places of each kind of name; the first kind wins."""
    labels = [0] * len(words)
    for first, places in zip(range(1, 2 * len(kinds), 2), kinds, strict=True):
        for low, high in places:
            inside = [n for n, (start, end) in enumerate(words) if start < high and low < end and not labels[n]]
            for n in inside:
                labels[n] = first if n == inside[0] else first + 1
    return labels


def places(words: Sequence[Place], labels: Sequence[int], kind: int) -> set[Place]:
    """The places of one kind of name (0 is the first)."""
    found: list[Place] = []
    for (start, end), label in zip(words, labels, strict=True):
        if label == 2 * kind + 1:
            found.append((start, end))
        elif label == 2 * kind + 2:
            found[-1] = (found[-1][0], end)
    return set(found)


class Labeller:
    """Weights of each feature for each label; made by `Labeller.fit`."""

    def __init__(self, weights: dict[str, list[float]], labels: int) -> None:
        self._weights = weights
        self._labels = labels

    def label(self, rows: Features) -> list[int]:
        """The best legal labels of a sentence."""
        return best_path([self._scores(row) for row in rows]) if rows else []

    def _scores(self, row: Sequence[str]) -> list[float]:
        known = [self._weights[feature] for feature in row if feature in self._weights]
        return [sum(column) for column in zip(*known, strict=True)] if known else [0.0] * self._labels

    @staticmethod
    def fit(examples: Sequence[Example], labels: int, epochs: int = EPOCHS, withheld: float = WITHHELD) -> Labeller:
        """Learn the examples, in an order and with features withheld that are the same each time."""
        chance = random.Random(0)
        order = list(examples)
        now = defaultdict[str, list[float]](lambda: [0.0] * labels)
        ago = defaultdict[str, list[float]](lambda: [0.0] * labels)  # each change times the step it was made at
        learner, step = Labeller(now, labels), 1
        for _ in range(epochs):
            chance.shuffle(order)
            for rows, wanted in order:
                shown = [[feature for feature in row if chance.random() >= withheld] for row in rows]
                for row, right, wrong in zip(shown, wanted, learner.label(shown), strict=True):
                    for feature in row if right != wrong else ():
                        for weights, change in ((now[feature], 1.0), (ago[feature], float(step))):
                            weights[right] += change
                            weights[wrong] -= change
                step += 1
        mean = {f: [a - b / step for a, b in zip(now[f], ago[f], strict=True)] for f in now}
        return Labeller(mean, labels)
