"""What was done with a drug, and what that did: action taken, dechallenge, rechallenge.

    use = use_of(evidence, drug, told)              # Use(action=Told(Action.WITHDRAWN, start, end, rule), …)
    action_of(evidence, drug, suspects, onset)      # Measure(Action.WITHDRAWN, start, end, 'action.d-was-stopped', sentence)

Cues are the rows of `rules/action.toml` and `rules/rechallenge.toml`. The first measure counts (gold guidelines). A cue
that names a drug speaks of that drug alone: a suspension of chemotherapy is no dechallenge of calcium gluconate. A class
word with an article, told first with the measure ("the antibiotic was stopped"), stands for the suspects.
Dechallenge is read from what is told of the reaction in the words of the measure or after it; a failure only near it.
A drug begun after the reaction, or given once or over before it, has no action to take: not applicable (E2B G.k.8, code 9).
What it will not do: read a dechallenge or rechallenge of a drug that is no suspect (for those see `events`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nocere.case import Action, Dechallenge, Outcome, Recurrence
from nocere.extracting.course import endings, speaks_of
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence
from nocere.extracting.links import Relation, mark, marked_drugs, with_words
from nocere.extracting.mentions import DrugMention
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.tabled import TABLE_ROW
from nocere.extracting.told import Told
from nocere.rulebook import Row, rows

_AROUND = 2  # sentences around a measure in which its failure, or before it its effect, may be told
_NEAR = 60  # characters between a drug and the words that say it was given once
_EVERYTHING = re.compile(
    r"\b(?:all|both) (?:\S+ ){0,3}?(?:medications?|medicines|drugs?|therapy|treatments?|agents|other)|"
    r"^(?:medications|drugs|medicines|both) \b",
    re.IGNORECASE,
)
_BEFORE = 20  # characters before a measure's words in which "all of her" may stand
_ALONG = re.compile(
    r"\b(?:co-?(?:administered|prescribed|medicat\w+)|concomitant(?:ly)?|concurrent(?:ly)?|"
    r"also (?:\S+ )?(?:taking|receiving|taken|on|used|prescribed|administered)|"
    r"(?:was|were|been) (?:already |currently |still )?(?:receiving|taking|on|using)|"
    r"(?:combined|combination) with|controlled (?:by|with)|while (?:on|receiving|taking|using)|"
    r"on a course of|usual|regular|chronic|long-term|maintenance|"
    r"background|stable|(?:in )?addition to|(?:other|current|home) (?:medications?|drugs?)(?: \S+){0,2}?)"
    r"(?: (?!(?:started|begun|given|treated|then|after)\b)[^\s.;]+){0,6} $",
    re.IGNORECASE,
)
_ALONG_AFTER = re.compile(
    r"(?: (?:and|therapy|treatment)| \S+ [^\s.;]+){0,2}? (?:were|was) (?:also )?"
    r"(?:co-?administered|being administered|continued)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|without|nor|neither|cannot|refus\w+|declin\w+)\b", re.IGNORECASE)
_DENIED_BEFORE = re.compile(r"\b(?:not|never|without|no|nor|refused|declined)(?: \S+){0,2} $", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|both|all|his|her|offending|suspected|responsible)\s+(?:\S+\s+){0,2}$",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:single (?:\S+ ){0,3}?(?:dose|injection|infusion|bolus|administration|course)|self-poisoning|poisoning|intoxication|"
    r"(?:acute|deliberate|intentional|accidental|suicidal|massive|iatrogenic|inadvertent|unintentional) (?:\S+ ){0,2}?overdos\w+|"
    r"(?:took|taken|taking|after) an? (?:\S+ ){0,2}?overdose|overdose of \d|suicid\w+|"
    r"(?:accidental|deliberate|intentional) (?:\S+ ){0,2}?(?:ingestion|exposure|injection)|one dose|bolus|"
    r"in utero|occupational exposure|vaccination|immuni[sz]ation|ingested|accidentally|inadvertently|mistakenly|misapplication|"
    r"infiltration|contrast (?:medium|media|material|agent)|sclerosing|(?:non-?fatal|fatal|massive|large) (?:\S+ ){0,2}?overdose|"
    r"overdose of (?=\S)|mixed overdose|(?<!local )(?<!topical )an?a?esthe(?:sia|tics?))\b",
    re.IGNORECASE,
)
_WORDS = {
    "{DS}": r"{D}(?:(?:,|,? and|,? as well as|,? plus|,? or|/|/ ) ?(?:the |oral )?{D}){0,4}",
    "{DL}": r"{D}(?:(?:,|,? and|,? as well as|,? plus|,? or|,? then|,? followed by) (?:(?!(?:was|were|had)\b)\S+ ){0,3}?{D}){0,6}",
    "{STOPPED}": "(?:withdrawn|discontinued|stopped|ceased|suspended|interrupted|terminated|withheld|held|omitted|removed|halted|"
    "aborted|abandoned|cancelled|tapered off|weaned|replaced|substituted|switched|paused|eliminated)",
    "{STOP}": "(?:withdrawal|discontinuation|discontinuance|cessation|stopping|discontinuing|withdrawing|suspension|interruption|"
    "termination|terminating|ceasing|removal|removing|stoppage|suspending|holding|withholding|halting|interrupting|elimination)",
    "{MEANS}": r"(?:drugs?|medications?|agents?|treatments?|therap(?:y|ies)|medicines?|infusions?|antibiotics?|chemotherapy|"
    r"regimens?|supplements?|products?|preparations?|compounds?|substances?|herbs?|patch(?:es)?|injections?|"
    r"(?:eye ?)?drops|creams?|ointments?|tablets|pills|capsules|cours(?:e|es))\b",
}
_ALL_ALONG = frozenset({"link.also-takes", "link.takes", "link.usual-medicines", "link.d-for-years"})
_HARM = (Relation.CAUSAL, Relation.TEMPORAL)
_TELLS = {
    Outcome.RECOVERED: Dechallenge.POSITIVE,
    Outcome.RECOVERING: Dechallenge.POSITIVE,
    Outcome.SEQUELAE: Dechallenge.POSITIVE,
    Outcome.NOT_RECOVERED: Dechallenge.NEGATIVE,
}


class ActionCue(Row):
    """Words that tell what was done with a drug; without a drug in the pattern they speak of every suspect."""

    id: str
    action: Action
    pattern: str
    says_not: bool = False
    blameless: bool = False


class RechallengeCue(Row):
    """Words that tell what a second exposure did."""

    id: str
    recurrence: Recurrence
    pattern: str


@dataclass(frozen=True, slots=True)
class Measure(Told[Action]):
    """An action taken; `sentence` is the index of the sentence that tells it."""

    sentence: int

    @property
    def action(self) -> Action:
        """What was done."""
        return self.value


@dataclass(frozen=True, slots=True)
class Use:
    """What a report tells of a drug's use from the reaction on; None where it tells nothing."""

    action: Told[Action] | None
    dechallenge: Told[Dechallenge] | None = None
    rechallenge: Told[Recurrence] | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of the patient when a drug's use is asked for: suspects, reactions, and `onset`, the index of the sentence
    in which the first reaction begins."""

    suspects: Sequence[DrugEvidence]
    reactions: Sequence[ConditionEvidence]
    onset: int


@cache
def _action_cues() -> tuple[tuple[ActionCue, re.Pattern[str]], ...]:
    return tuple((row, _compiled(row.pattern)) for row in rows("action", ActionCue))


@lru_cache(maxsize=1024)  # every drug asks for the cues of the same sentences
def _told_in(text: str) -> tuple[tuple[ActionCue, re.Match[str]], ...]:
    """The cues of a marked sentence, in the order of the rows."""
    return tuple((row, match) for row, pattern in _action_cues() for match in pattern.finditer(text))


def _compiled(pattern: str) -> re.Pattern[str]:
    for sign, words in _WORDS.items():
        pattern = pattern.replace(sign, words)
    return re.compile(with_words(pattern), re.IGNORECASE)


@cache
def _rechallenge_cues() -> tuple[tuple[RechallengeCue, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in rows("rechallenge", RechallengeCue))


def _stands_for_suspects(evidence: PatientEvidence, sentence: Sentence, drug: DrugMention) -> bool:
    """Whether a class word means the suspects: it has an article, and is the first that is told of its drug."""
    if not drug.is_class and drug.known:
        return False
    named = evidence.drug_of(drug)
    definite = _DEFINITE.search(sentence.text, 0, drug.start - sentence.start)
    return bool(definite) and min(m.start for m in named.mentions) == drug.start


def _is_undone(cue: ActionCue, text: str, match: re.Match[str]) -> bool:
    """Whether a denial in the words of a measure, or just before, makes it none."""
    if cue.says_not or cue.action is Action.NOT_APPLICABLE:
        return False
    return bool(_DENIED.search(match.group()) or _DENIED_BEFORE.search(text, 0, match.start()))


def _measures(
    evidence: PatientEvidence, sentence: Sentence, drug: DrugEvidence, suspects: Sequence[DrugEvidence]
) -> Iterator[tuple[int, Measure]]:
    """The measures that a sentence tells of the drug, each with where its words end."""
    suspected = any(drug is s for s in suspects)
    drugs = evidence.marks[sentence.index].drugs
    marked = mark(sentence, drugs, ())
    for row, match in _told_in(marked.text):
        if row.action is Action.NOT_APPLICABLE:
            continue
        named = [drugs[n] for n in marked_drugs(match.group())]
        everything = bool(_EVERYTHING.search(marked.text[_back(marked.text, match.start()) : match.end()]))
        ours = any(m in drug.mentions for m in named)
        ours = ours or (suspected and any(_stands_for_suspects(evidence, sentence, m) for m in named))
        if (ours or (not named and (suspected or everything))) and not _is_undone(row, marked.text, match):
            yield match.end(), Measure(row.action, *marked.place(match), row.id, sentence.index)


def _back(text: str, at: int) -> int:
    """Where the words just before a measure begin: those of its clause, and few."""
    return max(at - _BEFORE, *(text.rfind(sign, 0, at) + 1 for sign in ".;,"), 0)


def action_of(
    evidence: PatientEvidence, drug: DrugEvidence, suspects: Sequence[DrugEvidence], onset: int
) -> Measure | None:
    """The first measure taken with the drug in or after the sentence at `onset` (an index), or None where none is told."""
    for sentence in evidence.sentences:
        if sentence.index < onset or evidence.scopes[sentence.index] is Scope.TITLE:
            continue
        found = min(_measures(evidence, sentence, drug, suspects), key=lambda item: item[0], default=None)
        if found:
            return found[1]
    return None


def _in_title(evidence: PatientEvidence, drug: DrugEvidence, suspects: Sequence[DrugEvidence]) -> Measure | None:
    """A measure that a title tells together with how it went, where the report tells none."""
    for sentence in evidence.sentences:
        if evidence.scopes[sentence.index] is Scope.TITLE and any(
            row.outcome in _TELLS for row, _ in endings(sentence)
        ):
            for _, measure in _measures(evidence, sentence, drug, suspects):
                return measure
    return None


def _harmed(evidence: PatientEvidence, drug: DrugEvidence, told: Course) -> list[ConditionEvidence]:
    """The reactions, and what else the report ties to the drug as harm: the signs of a reaction abate with it."""
    tied = [t.condition for t in evidence.ties if t.drug is drug and t.link.relation in _HARM and t.condition]
    return [*told.reactions, *tied]


def _dechallenge_of(
    evidence: PatientEvidence, drug: DrugEvidence, measure: Measure | None, told: Course
) -> Told[Dechallenge] | None:
    """What stopping or reducing did, or None where the drug was not stopped or the report does not tell."""
    if measure is None or measure.action is Action.NOT_CHANGED:
        return Told(Dechallenge.NOT_DONE, measure.start, measure.end, measure.rule) if measure else None
    if measure.action not in (Action.WITHDRAWN, Action.REDUCED):
        return None
    after = [s for s in evidence.sentences if s.index >= measure.sentence]
    rows_of_tables = [t.link.start for t in evidence.ties if t.link.rule == TABLE_ROW]
    before = [
        s
        for s in evidence.sentences
        if max(told.onset, measure.sentence - _AROUND) <= s.index < measure.sentence
        and not any(s.start <= start < s.end for start in rows_of_tables)
    ]
    failed: Told[Dechallenge] | None = None
    for sentence in (*after, *reversed(before)):
        near = measure.sentence <= sentence.index <= measure.sentence + _AROUND
        for row, match in endings(sentence):
            effect = _TELLS.get(row.outcome)
            if row.outcome is Outcome.FATAL and sentence.index >= measure.sentence:
                return failed
            if effect is None or not speaks_of(evidence, sentence, match, _harmed(evidence, drug, told), told.onset):
                continue
            if effect is Dechallenge.POSITIVE:
                return Told(effect, *_place(sentence.start, match), row.id)
            failed = failed or (Told(effect, *_place(sentence.start, match), row.id) if near else None)
    return failed


def _rechallenge_of(
    evidence: PatientEvidence, drug: DrugEvidence, suspects: Sequence[DrugEvidence]
) -> Told[Recurrence] | None:
    """What giving the drug again did, or None where the report does not tell of it. That it was not done yields to that it was."""
    undone: Told[Recurrence] | None = None
    for sentence in evidence.sentences:
        for row, pattern in _rechallenge_cues():
            match = pattern.search(sentence.text)
            if match is None:
                continue
            names = evidence.marks[sentence.index].drugs
            named = [d for d in suspects if any(m in d.mentions for m in names)]
            other = any(
                m.start - sentence.start < match.end() and m.end - sentence.start > match.start() for m in names
            )
            if any(d is drug for d in named) or (not named and not other and len(suspects) == 1):
                again = Told(row.recurrence, *_place(sentence.start, match), row.id)
                if row.recurrence is not Recurrence.NOT_DONE:
                    return again
                undone = undone or again
    return undone


def _place(start: int, match: re.Match[str]) -> tuple[int, int]:
    return start + match.start(), start + match.end()


def _over_before(evidence: PatientEvidence, drug: DrugEvidence, suspected: bool) -> Told[Action] | None:
    """Words that say the drug was given once, or was over, before the reaction."""
    for sentence in evidence.sentences:
        match = _ONCE.search(sentence.text)
        if match:
            start, end = _place(sentence.start, match)
            if any(m.sentence == sentence.index and abs(m.start - start) <= _NEAR for m in drug.mentions):
                return Told(Action.NOT_APPLICABLE, start, end, "action.given-once")
        drugs = evidence.marks[sentence.index].drugs
        marked = mark(sentence, drugs, ())
        for row, found in _told_in(marked.text):
            if row.action is not Action.NOT_APPLICABLE or (suspected and row.blameless):
                continue
            if any(drugs[n] in drug.mentions for n in marked_drugs(found.group())):
                return Told(row.action, *marked.place(found), row.id)
    return None


def _taken_along(evidence: PatientEvidence, mention: DrugMention) -> bool:
    """Whether the words around a mention say that the drug was taken beside others, or all the time."""
    sentence = evidence.sentence_of(mention)
    start, end = mention.start - sentence.start, mention.end - sentence.start
    return bool(_ALONG.search(sentence.text[:start])) or bool(_ALONG_AFTER.match(sentence.text, end))


def _given_for(evidence: PatientEvidence, drug: DrugEvidence, told: Course) -> Told[Action] | None:
    """Words that say the drug was given for a reaction: it was begun after it."""
    for tie in evidence.ties:
        if (
            tie.drug is drug
            and tie.link.relation is Relation.TREATMENT
            and any(tie.condition is r for r in told.reactions)
        ):
            return Told(Action.NOT_APPLICABLE, tie.link.start, tie.link.end, "action.given-for-reaction")
    return None


def _begun_after(evidence: PatientEvidence, drug: DrugEvidence, onset: int) -> Told[Action] | None:
    told = [m for m in drug.mentions if evidence.scopes[m.sentence] is not Scope.TITLE]
    along = (t.drug is drug and t.link.rule in _ALL_ALONG for t in evidence.ties)
    all_along = any(along) or any(_taken_along(evidence, m) for m in told)  # first named late, begun before
    if told and min(m.sentence for m in told) > onset and not all_along:
        return Told(Action.NOT_APPLICABLE, told[0].start, told[0].end, "action.begun-after-reaction")
    return None


def use_of(evidence: PatientEvidence, drug: DrugEvidence, told: Course) -> Use:
    """What was done with the drug and what it did."""
    measure = action_of(evidence, drug, told.suspects, told.onset)
    if not any(drug is s for s in told.suspects):
        first = min(m.start for m in drug.mentions)
        own = evidence.marks[measure.sentence].drugs if measure else ()
        if measure and any(m.start == first < measure.end for m in own):  # first named as stopped: it was begun before
            return Use(measure)
        begun = _begun_after(evidence, drug, told.onset)
        over = _over_before(evidence, drug, suspected=False)
        return Use(begun or measure or over or _given_for(evidence, drug, told))
    measure = measure or _in_title(evidence, drug, told.suspects)
    return Use(
        measure or _over_before(evidence, drug, suspected=True),
        _dechallenge_of(evidence, drug, measure, told),
        _rechallenge_of(evidence, drug, told.suspects),
    )
