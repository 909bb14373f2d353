"""ADE's drugs and adverse effects, as one more layer on PHEE's own sentences.

    with_ade(read_phee(split), corpus, split)       # PHEE's sentences, most of them with a layer more; and ADE's other ones

The rule: the ADE corpus (Gurulingappa et al. 2012, J Biomed Inform 45:885). PHEE was made from its articles, so most of its
sentences stand in PHEE word for word and only gain a layer. Articles of other splits of PHEE are passed over. A sentence that
names no drug with its effect says nothing here: ADE lists such sentences apart, and they may hold drugs.

What it will not do: read ADE's doses, or its sentences without an effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.ade import articles, read_corpus
from training.sentence import LabelledSpan, Sentence

LABELS = ("ADE.Drug", "ADE.Effect")
TAUGHT = frozenset({"ade"})


def read_ade(corpus: Path, split: Path) -> list[Sentence]:
    """ADE's sentences of the articles of one split of PHEE, in the order of ADE's file."""
    found = []
    for n, sentence in enumerate(read_corpus(corpus, articles(split))):
        spans: set[LabelledSpan] = {
            (label, *place) for label, places in zip(LABELS, sentence.entities, strict=True) for place in places
        }
        found.append(Sentence(f"{sentence.article}_ade{n}", sentence.text, frozenset(spans), TAUGHT))
    return found


def with_ade(sentences: Sequence[Sentence], corpus: Path, split: Path) -> list[Sentence]:
    """The sentences with what ADE says of the same words, then those that ADE has alone."""
    told = {sentence.text: sentence for sentence in read_ade(corpus, split)}
    both = [_joined(sentence, told.pop(sentence.text, None)) for sentence in sentences]
    return [*both, *told.values()]


def _joined(sentence: Sentence, more: Sentence | None) -> Sentence:
    if more is None:
        return sentence
    return replace(sentence, spans=sentence.spans | more.spans, taught=sentence.taught | more.taught)
