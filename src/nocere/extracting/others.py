"""Which sentences tell of patients that are not this report's own: those whom other authors published.

    foreign(sentences, introductions)   # the indexes of such sentences

Once a report has introduced a patient in its abstract or case, its introduction and discussion introduce others, unless they
say "our patient" or "we report". What is told next ("he", "the patient", "methotrexate was stopped") is of the one told last,
to the end of the paragraph. Elsewhere only words such as "Smith et al. described a man" bring in another, and a table
of published cases. The words are
`rules/others.toml`. What it will not do: say which of its own patients a sentence means (see `patients`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from nocere.document import Part
from nocere.extracting.people import Introduction
from nocere.extracting.scope import BACKGROUND, Scope, stated_scope
from nocere.extracting.sentences import CELL, Sentence
from nocere.extracting.whose import says

_TABLE = re.compile(r"\btable\b", re.IGNORECASE)
_CELLS = 2  # what parts three cells


def _known(mine: Sequence[Introduction], own: Sequence[Introduction]) -> bool:
    """Whether one of these introductions gives the age of one of the report's own patients, and no other sex."""
    return any(
        (a.age.value, a.age.unit) == (b.age.value, b.age.unit) and not (a.sex and b.sex and a.sex is not b.sex)
        for a in mine
        for b in own
        if a.age and b.age
    )


def _brings_another(sentence: Sentence, mine: Sequence[Introduction], own: Sequence[Introduction]) -> bool:
    """Whether the sentence brings in another's patient: `mine` are its introductions, `own` those of the report's patients."""
    text = sentence.text
    if not mine and not says("person", text):
        return False
    if stated_scope(text) is Scope.OTHER or says("theirs", text):
        return True
    if sentence.part in BACKGROUND and (own or says("cited", text)):
        others_words = says("published", text) or says("cited", text)
        return others_words or (says("told", text) and not _known(mine, own))
    return sentence.part is Part.BODY and bool(mine and own) and says("cited", text) and not _known(mine, own)


def _listed(sentences: Sequence[Sentence]) -> set[int]:
    """The lines of tables of published cases, by what is said right before them."""
    found: set[int] = set()
    before: list[str] = []
    for sentence in sentences:
        if len(CELL.findall(sentence.text)) < _CELLS:
            before = [*before[-1:], sentence.text]
        elif any(_TABLE.search(text) for text in before) and any(says("listed", text) for text in before):
            found.add(sentence.index)
    return found


def foreign(sentences: Sequence[Sentence], introductions: Sequence[Introduction]) -> frozenset[int]:
    """The indexes of the sentences that tell of other authors' patients."""
    found: set[int] = set()
    own: list[Introduction] = []
    places: dict[int, list[Introduction]] = defaultdict(list)
    for each in introductions:
        places[each.sentence].append(each)
    theirs = False
    found |= _listed(sentences)
    for sentence in sentences:
        mine = [i for i in places[sentence.index] if i.age]
        theirs = theirs and not sentence.opens
        if says("ours", sentence.text):
            theirs = False
        elif _brings_another(sentence, mine, own):
            theirs = True
            found.add(sentence.index)
        elif mine:
            theirs = False
        if theirs and stated_scope(sentence.text) not in (Scope.GENERAL, Scope.GROUP):
            found.add(sentence.index)
        if mine and not theirs and sentence.part not in BACKGROUND:
            own += mine
    return frozenset(found)
