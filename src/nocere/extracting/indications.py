"""What each drug was given for.

    purposes(evidence, judgement)       # (Purpose(drug, condition, mention, 'indication.given-for'), ...)

The rule, for each drug the first that holds:

1. words tie them in one sentence (`tying`);
2. the model is sure that they are tied, in a sentence that says a drug was begun or given (`tying`); but a drug against
   rejection is for the transplant;
3. what a treatment of the reaction stands beside: the one reaction of its sentence, or of the sentence before;
4. what was diagnosed or presented in the last sentence that names a condition and none that other drugs are for, where
   this one goes on with the drug and names nothing else;
5. for a suspect that is begun: the one disorder that the patient is introduced with and the model is sure is treated, or
   that was diagnosed;
6. for what is no treatment of the reaction: what its kind treats (`kinds`), told in the sentence that gives it or right before.

A drug that is said to take another's place, and that only 3, 6 or what resolved after it would tie, is for what that one was for.

By 3 to 5 a drug that is given for what comes up (an antibiotic, an analgesic, a contrast agent) gets only what it is
given for. A suspect is never for its own reaction. What it will not do: take a disease that merely stands beside a drug
for its indication, or choose among several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nocere.case import Role
from nocere.extracting.assertion import Assertion
from nocere.extracting.course import first_told
from nocere.extracting.disorders import names_disorder
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence
from nocere.extracting.history import first_reaction, had_besides
from nocere.extracting.kinds import treats
from nocere.extracting.links import Relation
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.named import is_purpose
from nocere.extracting.past import is_operation_or_habit
from nocere.extracting.reactions import first_mention
from nocere.extracting.roles import JudgedDrug, Judgement
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.tying import VERY_SURE, Purpose, cue, fits, modelled, stated
from nocere.extracting.weighing import SURE

_BACK = 5  # sentences from what is treated to the treatment, at most
_HARM = (Relation.CAUSAL, Relation.TEMPORAL)
_HAD = (Assertion.PRESENT, Assertion.HISTORY)
_BLAMED = (Role.SUSPECT, Role.INTERACTING)
_GUESSED = (  # what stands near, or what "resolved after" the drug took another's place
    "indication.beside-reaction",
    "indication.by-kind",
    "indication.treated-with",
    "indication.better-with",
    "indication.the-reaction",
)


def _may_be_treated(evidence: PatientEvidence, condition: ConditionEvidence, begun: int) -> bool:
    return had_besides(evidence, condition, begun) or any(is_purpose(m.text) for m in condition.mentions)


class _Reader:
    """Reads the purposes of one patient's drugs."""

    def __init__(self, evidence: PatientEvidence, judgement: Judgement) -> None:
        self.evidence = evidence
        self.reactions = [r.condition for r in judgement.reactions]
        begun = first_reaction(evidence, judgement)
        self.conditions = [
            c for c in evidence.conditions if not self.is_reaction(c) and _may_be_treated(evidence, c, begun)
        ]
        self.stated = stated(evidence)
        self.modelled = modelled(evidence, self.stated)

    def _purpose(self, drug: DrugEvidence, mention: ConditionMention, rule: str) -> Purpose:
        return Purpose(drug, self.evidence.condition_of(mention), mention, rule)

    def is_reaction(self, condition: ConditionEvidence) -> bool:
        return any(condition is r for r in self.reactions)

    def _named(self, sentence: Sentence) -> list[ConditionMention]:
        """The conditions that a sentence says were there, as the lexicons or the model's disorders have them."""
        found = self.evidence.marks[sentence.index].conditions
        named = [c for c in found if c.known or max(c.subject, c.indication) >= SURE]
        return [c for c in named if c.said in _HAD and names_disorder(c)]

    def beside_reaction(self, drug: DrugEvidence) -> Iterator[Purpose]:
        """What a treatment of the reaction was for: the one reaction that its sentence names, or the one before does."""
        story = [s for s in self.evidence.sentences if self.evidence.scopes[s.index] is not Scope.TITLE]
        for position, sentence in enumerate(story):
            mentions = [m for m in drug.mentions if m.sentence == sentence.index]
            if not mentions or cue("vague").search(sentence.text):
                continue
            relieves = any(m.therapeutic >= SURE for m in mentions)
            here = [c for c in self._reactions_in(sentence) if relieves or self._told_earlier(c)]
            before = self._only_reaction(story[position - 1]) if position and not self._named(sentence) else []
            ours = [c for c in here or before if not self._blamed(drug, c) and fits(drug, c)]
            if len({id(self.evidence.condition_of(c)) for c in ours}) == 1:
                yield self._purpose(drug, ours[0], "indication.beside-reaction")
                return

    def the_reaction(self, drug: DrugEvidence) -> Iterator[Purpose]:
        """The reaction that the report is about, where a sentence behind its first mention says that the drug was given and
        names nothing else that it might be for."""
        for mention in drug.mentions:
            sentence = self.evidence.sentence_of(mention)
            ended = cue("ended").search(sentence.text[mention.end - sentence.start :])
            if ended or not cue("relief").search(sentence.text) or cue("no-relief").search(sentence.text):
                continue
            told = [m for m in self._main_reaction() if m.said in _HAD and m.start < mention.start]
            others = [
                c for c in self._named(sentence) if not self.is_reaction(self.evidence.condition_of(c)) and not c.sign
            ]
            if told and not others and fits(drug, told[-1]) and not self._blamed(drug, told[-1]):
                yield self._purpose(drug, max(told, key=lambda m: len(m.text)), "indication.the-reaction")
                return

    def _main_reaction(self) -> Sequence[ConditionMention]:
        """Where the one reaction is named, or, of several, the one that the title names."""
        titled = [r for r in self.reactions if any(self.evidence.scopes[m.sentence] is Scope.TITLE for m in r.mentions)]
        ours = titled if len(self.reactions) > 1 else self.reactions
        return ours[0].mentions if len(ours) == 1 else ()

    def _only_reaction(self, sentence: Sentence) -> list[ConditionMention]:
        """The reactions that a sentence names, where it names no other event."""
        events = [c for c in self._named(sentence) if max(c.subject, c.indication) < SURE]
        ours = self._reactions_in(sentence)
        return ours if all(c in ours for c in events) else []

    def _told_earlier(self, condition: ConditionMention) -> bool:
        return first_told(self.evidence, self.evidence.condition_of(condition)) < condition.sentence

    def _blamed(self, drug: DrugEvidence, condition: ConditionMention) -> bool:
        """Whether words of any sentence tie the drug to the condition as what came before it."""
        return any(
            t.drug is drug
            and t.condition is not None
            and condition in t.condition.mentions
            and t.link.relation in _HARM
            for t in self.evidence.ties
        )

    def _reactions_in(self, sentence: Sentence) -> list[ConditionMention]:
        return [c for c in self._named(sentence) if self.is_reaction(self.evidence.condition_of(c))]

    def told_next(self, drug: DrugEvidence) -> Iterator[Purpose]:
        """What was diagnosed or presented in the last sentence that names a condition, but for what other drugs are for,
        before the one that goes on with the drug."""
        story = [s for s in self.evidence.sentences if self.evidence.scopes[s.index] is Scope.PATIENT]
        for position, sentence in enumerate(story):
            if not any(m.sentence == sentence.index for m in drug.mentions) or self._named(sentence):
                continue
            if not (cue("anew").search(sentence.text) and cue("given").search(sentence.text)):
                continue
            if cue("long-before").search(sentence.text):
                return
            before = next((s for s in reversed(story[max(0, position - _BACK) : position]) if self._open(s)), None)
            for condition in self._open(before) if before else ():
                told = cue("told").search(before.text, 0, condition.start - before.start) if before else None
                if told and fits(drug, condition):
                    yield self._purpose(drug, condition, "indication.told-before")
            return

    def _open(self, sentence: Sentence) -> list[ConditionMention]:
        """The conditions that a sentence names and that no drug is said to be for."""
        taken = [p.condition for p in (*self.stated, *self.modelled)]
        return [c for c in self._named(sentence) if not any(self.evidence.condition_of(c) is t for t in taken)]

    def against_rejection(self, drug: DrugEvidence) -> Iterator[Purpose]:
        """The transplant, where one was told before a drug against its rejection is begun."""
        if not any(cue("rejection").fullmatch(name) for m in drug.mentions for name in (m.text, m.key)):
            return
        told = [m for m in self._told_before(drug) if m.said in _HAD and is_operation_or_habit(m.text)]
        if graft := next((m for m in reversed(told) if "transplant" in m.key), None):
            yield self._purpose(drug, graft, "indication.transplant")

    def introduced(self, drug: DrugEvidence) -> Iterator[Purpose]:
        """The one disorder that the patient is introduced or diagnosed with, where the drug is begun."""
        told = [m for m in self._told_before(drug) if m.said is Assertion.PRESENT and names_disorder(m)]
        told = [m for m in told if self._is_introduction(m) and (fits(drug, m) or self._is_unresolved(m))]
        told = [m for m in told if not self.is_reaction(self.evidence.condition_of(m))]
        if len({id(self.evidence.condition_of(m)) for m in told}) != 1:
            return
        found = self._purpose(drug, told[-1], "indication.introduced-with")
        goes_on = cue("goes-on").search(self._sentence(first_mention(self.evidence, drug)).text)
        if goes_on or not self._for_others(found):
            yield found

    def _told_before(self, drug: DrugEvidence) -> list[ConditionMention]:
        """The conditions told before the first sentence that names the drug, where that says it was begun or given."""
        begun = first_mention(self.evidence, drug)
        if not cue("given").search(self._sentence(begun).text):
            return []
        return [m for c in self.evidence.conditions for m in c.mentions if m.start < begun]

    def _sentence(self, offset: int) -> Sentence:
        return next(s for s in self.evidence.sentences if s.start <= offset < s.end)

    def _is_introduction(self, mention: ConditionMention) -> bool:
        """Whether the model is sure that it is the patient's and is treated, or the words diagnose it."""
        return self._is_diagnosed(mention) or (mention.indication >= VERY_SURE and mention.subject >= SURE)

    def _is_unresolved(self, mention: ConditionMention) -> bool:
        """Whether it is an abbreviation that neither the report nor a lexicon resolves: it tells nothing against a drug."""
        return mention.text.isupper() and not mention.known and self._is_diagnosed(mention)

    def _is_diagnosed(self, mention: ConditionMention) -> bool:
        sentence = self._sentence(mention.start)
        return bool(cue("diagnosis").search(sentence.text, 0, mention.start - sentence.start))

    def _for_others(self, found: Purpose) -> bool:
        """Whether words or the model tie the condition to other drugs, and so leave this one to something else."""
        tied = (*self.stated, *self.modelled)
        return any(p.condition is found.condition and p.drug is not found.drug for p in tied)

    def by_kind(self, drug: DrugEvidence) -> Iterator[Purpose]:
        """What the patient is said to have, told in the sentence that says that the drug was given, or right before it, if the
        drug's kind treats it."""
        begun = first_mention(self.evidence, drug)
        given = next(m for m in drug.mentions if m.start == begun)
        told = self.evidence.sentence_of(given)
        low, high = given.start - told.start, given.end - told.start
        if not any(m.end() <= low or high <= m.start() for m in cue("begun").finditer(told.text)):
            return  # "chemotherapy" by itself says nothing of its being given
        kind = [m for c in self.conditions for m in c.mentions if m.said in _HAD and treats(drug, m)]
        near = [m for m in kind if m.start < begun and given.sentence - m.sentence <= 1]
        if near:
            yield self._purpose(drug, near[-1], "indication.by-kind")

    def read(self, judged: JudgedDrug) -> list[Purpose]:
        """What one drug was for."""
        drug = judged.drug
        stated = [p for p in self.stated if p.drug is drug]
        modelled = [p for p in self.modelled if p.drug is drug]
        if judged.role is None:
            mine = [p for p in stated if self.is_reaction(p.condition)]
            taken_before = any(self._blamed(drug, m) for r in self.reactions for m in r.mentions)
            before = modelled if taken_before else []
            others = [mine, stated, before, self.beside_reaction(drug), self.told_next(drug), self.the_reaction(drug)]
        else:
            last = self.introduced(drug) if judged.role in _BLAMED else ()
            plain = [p for p in stated if p.rule.startswith("indication.")]
            others = [
                plain,
                self.against_rejection(drug),
                stated,
                modelled,
                self.told_next(drug),
                last,
                self.by_kind(drug),
            ]
        allowed = ([p for p in found if self._allowed(judged, p)] for found in others)
        return next((found for found in allowed if found), [])

    def _allowed(self, judged: JudgedDrug, purpose: Purpose) -> bool:
        return judged.role not in _BLAMED or not self.is_reaction(purpose.condition)


def _of_predecessors(evidence: PatientEvidence, drug: DrugEvidence, found: Sequence[Purpose]) -> list[Purpose]:
    """What the drug was for that this one is said to have taken the place of, unless this one is not given for such."""
    for tie in (t for t in evidence.ties if t.drug is drug and t.link.relation is Relation.REPLACEMENT):
        own = next((m for m in drug.mentions if tie.link.start <= m.start < tie.link.end), None)
        beside = [t.drug for t in evidence.ties if t.link.rule == tie.link.rule and t.link.start == tie.link.start]
        others = [m for d in evidence.drugs if not any(d is b for b in beside) for m in d.mentions]
        near = [m for m in others if own and 0 <= own.sentence - m.sentence <= 1]
        last = max(near, key=lambda m: (own is not None and m.sentence == own.sentence, m.start), default=None)
        if last is not None:
            same = [p for p in found if p.drug is evidence.drug_of(last)]
            return [replace(p, drug=drug, rule="indication.in-its-place") for p in same if fits(drug, p.mention)]
    return []


def purposes(evidence: PatientEvidence, judgement: Judgement) -> tuple[Purpose, ...]:
    """What the drugs were for, in the order of the drugs, each condition once for a drug."""
    reader = _Reader(evidence, judgement)
    read = {id(judged.drug): reader.read(judged) for judged in judgement.drugs}
    found: list[Purpose] = []
    for judged in judgement.drugs:
        own = read[id(judged.drug)]
        if all(p.rule in _GUESSED for p in own):
            others = [p for purposes in read.values() for p in purposes if not reader.is_reaction(p.condition)]
            own = _of_predecessors(evidence, judged.drug, others) or own
        for purpose in own:
            if not any(purpose.drug is p.drug and purpose.condition is p.condition for p in found):
                found.append(purpose)
    return tuple(found)


def purposes_of(drug: DrugEvidence, found: Sequence[Purpose]) -> tuple[Purpose, ...]:
    """Those of one drug."""
    return tuple(p for p in found if p.drug is drug)
