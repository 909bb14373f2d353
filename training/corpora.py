"""What the mention model learns from and is scored on.

    corpora = Corpora(Path("corpora"), texts_of(Path("held/texts.jsonl")))
    corpora.training(seed=0), corpora.development()

The rule: one folder per corpus (phee, ade, bc5cdr, casereports, literature). A text that is held for measuring whole cases is
never learned from, in whatever corpus it stands.

What it will not do: read a test split.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from training.ade import read_ade, with_ade
from training.bc5cdr import read_bc5cdr
from training.phee import read_phee
from training.quiet import read_quiet
from training.sentence import Sentence
from training.unlabelled import read_reports, read_unlabelled

ADE = "DRUG-AE.rel"  # pairs of a drug and its effect
MEDLINE = "pubmed20n0014.xml.gz"  # one file of the yearly baseline: records of 1976 to 1978
QUIET = 1600  # sentences without a drug: more than half as many as PHEE has


@dataclass(frozen=True, slots=True)
class Corpora:
    """The folder of the corpora, and the texts that may not be learned from."""

    folder: Path
    held: tuple[str, ...]

    def training(self, seed: int) -> list[Sentence]:
        """All sentences that a network learns from."""
        train = self.folder / "phee" / "train.jsonl"
        return [
            *with_ade(read_phee(train), self.folder / "ade" / ADE, train),
            *read_bc5cdr(self.folder / "bc5cdr" / "training.pubtator", self.held),
            *read_quiet(self.folder / "casereports" / "e3c_other.jsonl", QUIET, seed, self.held),
        ]

    def unlabelled(self) -> list[Sentence]:
        """Sentences for a student to learn from its teachers' labels."""
        return [
            *read_unlabelled(self.folder / "literature" / MEDLINE, self.held),
            *read_reports(self.folder / "casereports" / "e3c_ade_like.jsonl", self.held),
        ]

    def development(self) -> dict[str, list[Sentence]]:
        """By corpus, the sentences that scores are given on."""
        dev = self.folder / "phee" / "dev.jsonl"
        return {
            "PHEE v2 dev": read_phee(dev),
            "ADE, PHEE's dev articles": read_ade(self.folder / "ade" / ADE, dev),
            "BC5CDR development": read_bc5cdr(self.folder / "bc5cdr" / "development.pubtator", self.held),
        }


def texts_of(path: Path) -> tuple[str, ...]:
    """The texts in a file of JSON lines with a field `text`."""
    return tuple(json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
