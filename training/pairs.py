"""Fits the weights by which a report's words become "this drug did that": `src/nocere/rules/pairs.toml`.

    python -m training.pairs --corpora corpora --held held/texts.jsonl --out src/nocere/rules/pairs.toml

The rule: each abstract of BC5CDR's training part is read as one (`nocere.extracting.whole`); a drug and a condition whose
words are annotated as a chemical and a disease of a chemical-induced disease are a pair that is said, all others are not.
Logistic regression with a ridge, by Newton's method (Hastie et al., The Elements of Statistical Learning, 4.4 and 5.2).
Fit it again whenever the mention model, the lexicon or the links change: its numbers are made by them.

What it will not do: learn from a text that is held for measuring cases, or from BC5CDR's development and test parts.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.bc5cdr import Abstract, identifiers, read_abstracts
from nocere.extracting.pairs import Pairs
from nocere.extracting.tagger import Tagger
from nocere.extracting.whole import candidates, everything
from nocere.terms.lexicon import Lexicon
from training.corpora import texts_of

RIDGE = 3.0
STEPS = 50
Numbers = npt.NDArray[np.float64]


def examples(abstracts: Sequence[Abstract]) -> Iterator[tuple[dict[str, float], bool]]:
    """The row of every pair and whether the annotators say it."""
    tagger, lexicon = Tagger.load(), Lexicon.load()
    for abstract in abstracts:
        evidence = everything(abstract.document, tagger, lexicon)
        said = Pairs(evidence)
        for drug, condition in candidates(evidence):
            chemicals = identifiers(abstract, drug.mentions, "Chemical")
            diseases = identifiers(abstract, condition.mentions, "Disease")
            told = any((one, other) in abstract.pairs for one in chemicals for other in diseases)
            yield said.features(drug, condition), told


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
    parser.add_argument("--out", type=Path, required=True, help="the rule file, with a row for each number")
    args = parser.parse_args()
    abstracts = read_abstracts(args.corpora / "bc5cdr" / "training.pubtator", texts_of(args.held))
    made = list(examples(abstracts))
    names = list(made[0][0])
    rows = np.array([[1.0, *(row[name] for name in names)] for row, _ in made])
    weights = fit(rows, np.array([float(told) for _, told in made]))
    named = dict(zip(["bias", *names], map(float, weights), strict=True))
    args.out.write_text(with_weights(args.out.read_text(encoding="utf-8"), named), encoding="utf-8")
    print(f"{len(made)} pairs of {len(abstracts)} abstracts, {sum(told for _, told in made)} said")


if __name__ == "__main__":
    main()
