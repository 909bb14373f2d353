"""When a reaction began, counted from a drug.

    onset_of(evidence, reaction, suspects)  # Told(Quantity(value=3, unit="d"), start, end, 'onset.after-start') or None

Read, in this order: in a sentence that names the reaction, the time nearest to it, of those that count from a drug
(`rules/onsets.toml`) or from the sentence before (`rules/times.toml`); in the one sentence that counts from a drug to what
the patient came with, if the reaction is named soon behind it (`rules/presentation.toml`); and how long a suspect drug had
been taken. A time that counts from a drug which is not blamed, from a drug's end or from a diagnosis, or that tells when
something went, is never an onset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from nocere.case import Quantity
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence
from nocere.extracting.grammar.onsets import onsets
from nocere.extracting.grammar.place import apart
from nocere.extracting.grammar.times import TimeMention, times
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.told import Told
from nocere.rulebook import Row, rows

_REACH = 90
_FAR = 220  # characters from a reaction to a time that says itself what it counts from
_BEHIND = 40  # characters behind a time in which its exposure is named
_AROUND = 25
_SOON = 3  # sentences behind a presentation in which what it showed is named
_TAKEN = ("onset.taken-for", "onset.time-of-taking")
_NEXT = ("onset.next-day",)
_WENT = (
    r"resol\w+|recover\w*|improv\w+|disappear\w*|subsid\w+|abat\w+|normali[sz]\w+|clear(?:ed|ing|ance)|healed|heals|regress\w*|remission|"
    r"remitted|respon(?:ded|se)\w*|recur\w*|relaps\w*|re-?appear\w*|rechalleng\w*|ameliorat\w+|better|again|"
    r"(?:second|third|another|further|new|similar) (?:episode|attack|bout|reaction)"
)
_NO_ONSET = re.compile(rf"\b(?:{_WENT}|lasted|lasting|persist\w*|discharged?)\b", re.IGNORECASE)
_NO_COUNT = re.compile(r"\b(?:history|diagnosis|transplant\w*|follow-?up)", re.IGNORECASE)
"""What a time that does not say what it counts from may count from."""
_AFTER_END = re.compile(
    r"\s*(?:(?:the|his|her|its|this|that|abrupt|sudden|drug|drugs?['’]?s?)\s+){0,2}(?:\w+\s+)?(?:discontinu\w+|withdraw\w*|cessation|ceas\w+|"
    r"stop\w*|withh\w+|admission|presentation|discharge|rechalleng\w+|diagnos\w+)",
    re.IGNORECASE,
)
_WENT_BEHIND = re.compile(
    rf"(?:\s+(?:had|has|have|was|were|been|and|also|fully|completely|gradually|slowly|\w+ly|symptoms?)){{0,4}}\s+(?:{_WENT})\b",
    re.IGNORECASE,
)
_EXPOSURE = re.compile(
    r"\b(?:using|taking|receiving|treated|treatment|therapy|exposure|on|ingest\w+|administration|intake|use)\b", re.I
)
_STOPS = re.compile(r"[;.]\s")
_ANOTHER = re.compile(
    r"\b(?:(?:died|death|dead)\s(?:of|from|due to|because of|with)"
    r"|(?:second|third|another|further|new|similar)\s(?:episode|attack|bout|reaction)s?\sof)\s(?:\S+\s){0,3}$",
    re.IGNORECASE,
)
"""Before a reaction whose time is that of the death, or of its coming again."""


class PresentationTime(Row):
    """Words by which a time counts from a drug to what the patient came with."""

    id: str
    times: tuple[str, ...]
    near: str
    told: str
    names: bool = False


@cache
def _ways() -> tuple[tuple[PresentationTime, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (row, re.compile(row.near, re.IGNORECASE), re.compile(row.told, re.IGNORECASE))
        for row in rows("presentation", PresentationTime)
    )


def _from_a_drug(time: TimeMention) -> bool:
    return time.rule.startswith("onset.")


def _times(evidence: PatientEvidence, sentence: Sentence, suspects: Sequence[DrugEvidence]) -> tuple[TimeMention, ...]:
    """The times of a sentence that count from no drug, or from one that is blamed."""
    drugs = evidence.marks[sentence.index].drugs
    blamed = [m for d in suspects for m in d.mentions]
    found = onsets(sentence.text, tuple((d.start - sentence.start, d.end - sentence.start) for d in drugs))
    kept = []
    for time in found:
        own = [d for d in drugs if time.start <= d.start - sentence.start < time.end]
        if not own or not suspects or any(d in blamed for d in own):
            kept.append(time)
    spans = [time for time in times(sentence.text) if not any(t.start < time.end and time.start < t.end for t in found)]
    return apart(sentence.text, [*kept, *spans])


def _told(sentence: Sentence, time: TimeMention, rule: str) -> Told[Quantity | None]:
    quantity = Quantity(value=time.value, unit=time.unit) if time.value is not None and time.unit else None
    return Told(quantity, sentence.start + time.start, sentence.start + time.end, rule)


def _went(sentence: Sentence, time: TimeMention, at: int, stop: int) -> bool:
    """Whether the words between the time and the reaction `text[at:stop]`, or around them, say that it went or came again."""
    text = sentence.text
    if time.end <= at:
        before = text[max(0, time.start - _AROUND) : time.start]
        return bool(_NO_ONSET.search(before + "|" + text[time.end : at]) or _WENT_BEHIND.match(text, stop))
    behind = re.split(r"[,.;]| and | but | which ", text[time.end : time.end + _AROUND])[0]
    return bool(_NO_ONSET.search(text[stop : time.start]) or _NO_ONSET.search(behind))


def _counts(sentence: Sentence, time: TimeMention, mention: ConditionMention) -> bool:
    """Whether the time says when this reaction began, by its construction and its neighbours."""
    at, stop = mention.start - sentence.start, mention.end - sentence.start
    gap = at - time.end if time.end <= at else time.start - stop
    if time.rule in _TAKEN or gap > (_FAR if _from_a_drug(time) else _REACH) or gap < 0:
        return False
    if time.start >= stop and _ANOTHER.search(sentence.text, max(0, at - 40), at):
        return False
    if _AFTER_END.match(sentence.text, time.end) or _went(sentence, time, at, stop) or time.rule == "time.n-before":
        return False
    if not _from_a_drug(time) and _NO_COUNT.search(sentence.text[max(0, time.start - _AROUND) : time.end + 30]):
        return False
    if time.rule == "time.for-n":
        return time.end <= at and bool(_EXPOSURE.search(sentence.text[max(0, time.start - 60) : time.start]))
    between = sentence.text[time.end : at] if time.end <= at else sentence.text[stop : time.start]
    return not _STOPS.search(between)


def _mentions(evidence: PatientEvidence, reaction: ConditionEvidence, sentence: Sentence) -> list[ConditionMention]:
    """Where the sentence names the reaction; a title tells no time."""
    title = evidence.scopes[sentence.index] is Scope.TITLE
    return [] if title else [m for m in reaction.mentions if m.sentence == sentence.index]


def _just_given(evidence: PatientEvidence, sentence: Sentence, time: TimeMention) -> bool:
    """Whether a drug is named before the time in its sentence, or in the sentence before."""
    last = max((s.index for s in evidence.sentences if s.index < sentence.index), default=None)
    own = any(d.end - sentence.start <= time.start for d in evidence.marks[sentence.index].drugs)
    return own or bool(last is not None and evidence.marks[last].drugs)


def _nearest(
    evidence: PatientEvidence, reaction: ConditionEvidence, suspects: Sequence[DrugEvidence]
) -> Told[Quantity | None] | None:
    """The time nearest to the reaction's name in a sentence that names it."""
    best: tuple[tuple[bool, int], Told[Quantity | None]] | None = None
    for sentence in evidence.sentences:
        for mention in _mentions(evidence, reaction, sentence):
            for time in _times(evidence, sentence, suspects):
                start, end = sentence.start + time.start, sentence.start + time.end
                rank = (
                    not _from_a_drug(time) or time.rule in _NEXT,
                    min(abs(mention.start - end), abs(start - mention.end)),
                )
                if time.rule in _NEXT and not _just_given(evidence, sentence, time):
                    continue
                if _counts(sentence, time, mention) and (best is None or rank < best[0]):
                    best = rank, _told(sentence, time, time.rule)
    return best[1] if best else None


def _presented(
    evidence: PatientEvidence, sentence: Sentence, suspects: Sequence[DrugEvidence]
) -> Iterator[Told[Quantity | None]]:
    """The times from a drug to what the patient came with that the sentence tells."""
    text = sentence.text
    named = any(m.sentence == sentence.index for d in suspects for m in d.mentions)
    for time in _times(evidence, sentence, suspects):
        around = text[max(0, time.start - _AROUND) : time.end + 30]
        if _NO_ONSET.search(around) or (time.rule != "time.n-before" and _AFTER_END.match(text, time.end)):
            continue
        if not _from_a_drug(time) and _NO_COUNT.search(around):
            continue
        for way, near, told in _ways():
            fits = time.rule in way.times and (named or not way.names)
            if fits and near.search(text, time.start, time.end + _BEHIND) and told.search(text):
                yield _told(sentence, time, way.id)
                break


def _of_presentation(
    evidence: PatientEvidence, reaction: ConditionEvidence, suspects: Sequence[DrugEvidence]
) -> Told[Quantity | None] | None:
    """The time from a drug to what the patient came with, where the reaction is told in that sentence or later and the
    report tells one such time alone."""
    found: list[tuple[int, Told[Quantity | None]]] = []
    for sentence in evidence.sentences:
        marks = evidence.marks[sentence.index]
        if evidence.scopes[sentence.index] is Scope.PATIENT and (marks.conditions or marks.drugs):
            found += [(sentence.index, told) for told in _presented(evidence, sentence, suspects)]
    first, last = _named(evidence, reaction)
    began = [
        told
        for index, told in found
        if first - _SOON <= index <= last or (told.rule == "onset.begun-before" and first - _SOON <= index)
    ]
    return began[0] if len(found) == 1 and began else None


def _named(evidence: PatientEvidence, reaction: ConditionEvidence) -> tuple[int, int]:
    """The first and the last sentence that name the reaction, the title aside; all of the report where only the title does."""
    named = [m.sentence for m in reaction.mentions if evidence.scopes[m.sentence] is not Scope.TITLE]
    return min(named, default=0), max(named, default=evidence.sentences[-1].index)


def _of_taking(
    evidence: PatientEvidence, reaction: ConditionEvidence, suspects: Sequence[DrugEvidence]
) -> Told[Quantity | None] | None:
    """How long a blamed drug had been taken, where the report tells one such time alone."""
    found: list[Told[Quantity | None]] = []
    for sentence in evidence.sentences:
        if evidence.scopes[sentence.index] is Scope.PATIENT:
            blamed = [m for d in suspects for m in d.mentions if m.sentence == sentence.index]
            taken = [t for t in _times(evidence, sentence, suspects) if t.rule in _TAKEN]
            found += [_told(sentence, time, time.rule) for time in taken if blamed]
    return found[0] if len(found) == 1 else None


def onset_of(
    evidence: PatientEvidence, reaction: ConditionEvidence, suspects: Sequence[DrugEvidence]
) -> Told[Quantity | None] | None:
    """The time to onset of one reaction, or None; its value is None where the words give no number."""
    return (
        _nearest(evidence, reaction, suspects)
        or _of_presentation(evidence, reaction, suspects)
        or _of_taking(evidence, reaction, suspects)
    )
