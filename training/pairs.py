"""Fits the weights by which a report's words become "this drug did that": `pairs.toml` and `pairs_beside.toml`.

    python -m training.pairs --corpora corpora --held held/texts.jsonl --out src/nocere/rules

The rule: each abstract of BC5CDR's training part is read as one (`nocere.extracting.whole`); a drug and a condition whose
words are annotated as a chemical and a disease of a chemical-induced disease are a pair that is said, all others are not.
Logistic regression with a ridge, by Newton's method (Hastie et al., The Elements of Statistical Learning, 4.4 and 5.2), and
a second one over how each pair stands beside the others by the first, fitted on what the first says of abstracts that it did
not learn from (stacking with five folds, Wolpert 1992).
Fit it again whenever the mention model, the lexicon or the links change: its numbers are made by them.

What it will not do: learn from a text that is held for measuring cases, or from BC5CDR's development and test parts.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.bc5cdr import Abstract, identifiers, read_abstracts
from nocere.extracting.pairs import Pairs, beside, candidates
from nocere.extracting.tagger import Tagger
from nocere.extracting.whole import everything
from nocere.terms.lexicon import Lexicon
from training.corpora import texts_of

RIDGE = 3.0
FOLDS = 5
STEPS = 50
Numbers = npt.NDArray[np.float64]


class Example(NamedTuple):
    """A pair: the place of its abstract, its row, what the model marks of it, and whether the annotators say it."""

    place: int
    row: dict[str, float]
    marked: dict[str, float]
    told: bool


def examples(abstracts: Sequence[Abstract]) -> Iterator[Example]:
    """Every pair of every abstract."""
    tagger, lexicon = Tagger.load(), Lexicon.load()
    for place, abstract in enumerate(abstracts):
        evidence = everything(abstract.document, tagger, lexicon)
        said = Pairs(evidence)
        for drug, condition in candidates(evidence):
            chemicals = identifiers(abstract, drug.mentions, "Chemical")
            diseases = identifiers(abstract, condition.mentions, "Disease")
            told = any((one, other) in abstract.pairs for one in chemicals for other in diseases)
            yield Example(place, said.features(drug, condition), said.marked(drug, condition), told)


def stacked(made: Sequence[Example], rows: Numbers, told: Numbers) -> list[dict[str, float]]:
    """How each pair stands beside the others of its abstract, by weights that did not see the abstract."""
    places = np.array([example.place for example in made])
    alone = np.zeros(len(told))
    for fold in range(FOLDS):
        own = places % FOLDS == fold
        alone[own] = rows[own] @ fit(rows[~own], told[~own])
    others = [[float(x) for x in alone[places == place]] for place in range(int(places.max()) + 1)]
    return [{**beside(float(one), others[e.place]), **e.marked} for one, e in zip(alone, made, strict=True)]


def fit(rows: Numbers, told: Numbers) -> Numbers:
    """Weights of the columns, the first of which is the bias and bears no penalty."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], RIDGE)
    penalty[0] = 0.0
    for _ in range(STEPS):
        likely = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (likely - told) + penalty * weights
        bend = (rows * (likely * (1.0 - likely))[:, None]).T @ rows + np.diag(np.maximum(penalty, 1e-9))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def with_weights(text: str, weights: dict[str, float]) -> str:
    """The rule file with these weights and its own words."""
    table = tomllib.loads(text)
    why = {row["id"]: row["why"] for row in table["row"]}
    if missing := set(weights) ^ set(why):
        raise SystemExit(f"the rule file and the code name different numbers: {', '.join(sorted(missing))}")
    head = "".join(f"{key} = {_quoted(table[key])}\n" for key in ("title", "source", "why"))
    body = "".join(
        f'\n[[row]]\nid = "{name}"\nvalue = {value:.4f}\nwhy = {_quoted(why[name])}\n'
        for name, value in weights.items()
    )
    return head + body


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder with bc5cdr")
    parser.add_argument("--held", type=Path, required=True, help="JSON lines whose texts may not be learned from")
    parser.add_argument(
        "--out", type=Path, required=True, help="the folder of the rule files, which have a row for each number"
    )
    args = parser.parse_args()
    abstracts = read_abstracts(args.corpora / "bc5cdr" / "training.pubtator", texts_of(args.held))
    made = list(examples(abstracts))
    told = np.array([float(example.told) for example in made])
    rows = matrix([example.row for example in made])
    write(args.out / "pairs.toml", made[0].row, fit(rows, told))
    standing = stacked(made, rows, told)
    write(args.out / "pairs_beside.toml", standing[0], fit(matrix(standing), told))
    print(f"{len(made)} pairs of {len(abstracts)} abstracts, {told.sum():.0f} said")


def matrix(rows: Sequence[dict[str, float]]) -> Numbers:
    """The rows under one another, each after a 1 for the bias."""
    return np.array([[1.0, *row.values()] for row in rows])


def write(path: Path, names: Iterable[str], weights: Numbers) -> None:
    """Put the weights into the rule file."""
    named = dict(zip(["bias", *names], map(float, weights), strict=True))
    path.write_text(with_weights(path.read_text(encoding="utf-8"), named), encoding="utf-8")


if __name__ == "__main__":
    main()
