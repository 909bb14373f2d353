"""Which conditions of a patient are reactions to a drug.

    reactions_of(evidence)      # (JudgedReaction(condition, score), ...)

Every tie of the patient's own sentences is a voice: a construction of `rules/links.toml` with its weight, and the model's
reading of drug and effect in one sentence; so is a name that itself blames a medicine (`rules/named_harms.toml`). Voices
join as 1 - Π(1 - weight), so many weak ones convince; what speaks for the condition being the drug's purpose or the patient's
history lowers them. The outcome is pooled with a learned number (`pairs`). A report that denies all harm
(`rules/report_denials.toml`) or in the end finds another cause lowers all that is said, and so does being only a sign.
`rules/roles.toml` holds the weights and thresholds.
What it will not do: use medical knowledge. What the authors do not blame on a drug is no reaction.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from nocere.extracting.assertion import Assertion
from nocere.extracting.complications import came_of
from nocere.extracting.course import endings
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence, Tie
from nocere.extracting.generic import is_generic
from nocere.extracting.links import Relation
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.narrative import AFTER_OVERDOSE, events, names_intent, overdosed
from nocere.extracting.pairs import Pairs
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.tabled import TABLE_ROW
from nocere.extracting.weighing import SURE, joined, pooled, weight
from nocere.rulebook import Row, rows

_BEHIND = 20  # characters from a condition to the words that tell its end
_LISTED = re.compile(r",? (?:and |or |with )?(?:an? |the )?|/", re.IGNORECASE)
_POINTS_ON = re.compile(r" (?:for|to|with)$")
_CLAUSE = re.compile(r";|:|,? \b(?:but|while|whereas|although|though|however)\b", re.IGNORECASE)


class Denial(Row):
    """Words by which a report takes a suspicion back."""

    says: str
    pattern: str


@dataclass(frozen=True, slots=True)
class JudgedReaction:
    """A condition judged a reaction of the patient."""

    condition: ConditionEvidence
    score: float


@dataclass(frozen=True, slots=True)
class Voice:
    """One thing that speaks for a condition being a drug's harm: how far (0 to 1), what says so, and where."""

    weight: float
    said_by: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for a condition being a reaction. `lowered` are the factors that take from the voices, under the names that
    `rules/roles.toml` gives them: `purpose` lowers what the rules say (`by_rule`), the others all that is said. `drug` is the
    likeliest, `learned` its number; `score` is both pooled, and lowered."""

    voices: tuple[Voice, ...]
    lowered: tuple[tuple[str, float], ...]
    by_rule: float
    drug: DrugEvidence | None
    learned: float
    score: float

    def without(self, name: str) -> float:
        """What the score would be without the factor of that name."""
        return _score(self.voices, [factor for factor in self.lowered if factor[0] != name], self.learned)[1]


class NamedHarm(Row):
    """Whole names, each of which says that a medicine did it."""

    pattern: str


@cache
def _named_harms() -> re.Pattern[str]:
    return re.compile("|".join(row.pattern for row in rows("named_harms", NamedHarm)), re.IGNORECASE)


@cache
def _denials(says: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.pattern, re.IGNORECASE) for row in rows("report_denials", Denial) if row.says == says)


def harm(evidence: PatientEvidence, tie: Tie) -> float:
    """How far a tie says that the drug did it, after what the report takes back of that drug."""
    if tie.link.relation is Relation.TEMPORAL:
        voice = tie.link.weight * weight("temporal")
    else:
        voice = tie.link.weight if tie.link.relation in (Relation.CAUSAL, Relation.INTERACTION) else 0.0
    denied = tie.drug is not None and voice > 0 and _denied(evidence, tie.drug)
    return voice * weight("after-denial") if denied else voice


def _denies(sentence: Sentence) -> bool:
    return any(pattern.search(sentence.text) for pattern in _denials("none"))


def _denied(evidence: PatientEvidence, drug: DrugEvidence) -> bool:
    """Whether a sentence that names this drug says that it did no harm: in the clause that names it, or in one that names
    none."""
    for sentence in evidence.sentences:
        named = evidence.marks[sentence.index].drugs
        for pattern in _denials("none") if any(m in drug.mentions for m in named) else ():
            for match in pattern.finditer(sentence.text):
                low = sentence.start + max(
                    (c.end() for c in _CLAUSE.finditer(sentence.text, 0, match.start())), default=0
                )
                turn = _CLAUSE.search(sentence.text, match.end())
                high = sentence.start + turn.start() if turn else sentence.end
                within = [m for m in named if low <= m.start < high]
                if any(m in drug.mentions for m in within or named):
                    return True
    return False


def _says(evidence: PatientEvidence, what: str) -> bool:
    return any(p.search(s.text) for p in _denials(what) for s in evidence.sentences)


def _takes_back(evidence: PatientEvidence) -> str:
    """How the report takes back what it says of all drugs, by the name of the weight; "" where it does not."""
    if any(_denies(s) and not evidence.marks[s.index].drugs for s in evidence.sentences):
        return "after-denial"
    return "after-revision" if _says(evidence, "revised") and _says(evidence, "final") else ""


def taken_back(evidence: PatientEvidence, drug: DrugEvidence) -> float:
    """What is left of a suspicion of the drug after what the report takes back of all drugs: 1 where it takes nothing back, or
    denies harm without a name while plain words blame this drug."""
    how = _takes_back(evidence)
    if how == "after-denial" and any(_outright(evidence, t) for t in evidence.ties if t.drug is drug and t.condition):
        return 1.0
    return weight(how) if how else 1.0


def _outright(evidence: PatientEvidence, tie: Tie) -> bool:
    """Whether plain words blame a drug by name, and no others take it back."""
    named = tie.drug is not None and tie.link.relation is Relation.CAUSAL
    return named and harm(evidence, tie) >= weight("outright")


def _model_harm(evidence: PatientEvidence, condition: ConditionEvidence) -> list[Voice]:
    """The model's voice for a condition: by sentence where it also sees a known drug that did it, else once."""
    voices, alone = [], []
    for m in condition.mentions:
        partners = [d for d in evidence.marks[m.sentence].drugs if d.known and d.adverse >= SURE]
        if partners:
            denied = all(_denied(evidence, evidence.drug_of(d)) for d in partners)
            left = weight("model-with-drug") * (weight("after-denial") if denied else 1.0)
            voices.append(Voice(m.adverse * left, "model-with-drug", m.start, m.end))
        else:
            alone.append(Voice(m.adverse * weight("model-alone"), "model-alone", m.start, m.end))
    return [*voices, *sorted(alone, key=lambda v: -v.weight)[:1]]


def _asserted(condition: ConditionEvidence) -> bool:
    """Whether any mention says the patient had it."""
    return any(m.said in (Assertion.PRESENT, Assertion.HISTORY) for m in condition.mentions)


def _aim(evidence: PatientEvidence, mention: ConditionMention) -> float:
    """How surely the model reads the mention as what a drug was for. It cannot be where its sentence names no drug, nor where
    the words behind it tell how it ended: the model takes "the rash resolved" for a drug's success."""
    sentence = evidence.sentence_of(mention)
    behind = mention.end - sentence.start
    ended = any(0 <= match.start() - behind <= _BEHIND for _, match in endings(sentence))
    return 0.0 if ended or not evidence.marks[mention.sentence].drugs else mention.indication


def purpose(evidence: PatientEvidence, condition: ConditionEvidence) -> float:
    """How surely the condition is what a drug was for, or what the patient had before; words that blame a drug for it in
    the same breath ("a diagnosis of X-induced nephritis") tell no history."""
    voices = [
        t.link.weight for t in evidence.ties if t.condition is condition and t.link.relation is Relation.INDICATION
    ]
    voices += [max(_aim(evidence, m), m.subject) * weight("model-disorder") for m in condition.mentions]
    blamed = [t.link for t in evidence.ties if t.condition is condition and t.link.relation is Relation.CAUSAL]
    told = [m for m in condition.mentions if not any(k.start <= m.start and m.end <= k.end for k in blamed)]
    voices += [weight("said-history") for m in told if m.said is Assertion.HISTORY]
    return joined(voices)


def _only_a_sign(condition: ConditionEvidence) -> bool:
    return all(m.sign or m.said is Assertion.ABSENT for m in condition.mentions)


def _named_in_title_alone(evidence: PatientEvidence, condition: ConditionEvidence) -> bool:
    return all(evidence.scopes[m.sentence] is Scope.TITLE for m in condition.mentions)


def _says_by_name(condition: ConditionEvidence) -> bool:
    """Whether a name of the condition says that a medicine did it ("fixed drug eruption")."""
    said = [m for m in condition.mentions if m.said in (Assertion.PRESENT, Assertion.HISTORY)]
    return any(_named_harms().fullmatch(name) for m in said for name in (m.text, m.key))


def blamed(evidence: PatientEvidence, condition: ConditionEvidence) -> bool:
    """Whether words blame a drug for the condition; in a title, so do words that put it after a drug."""
    if _says_by_name(condition):
        return True
    own = [t for t in evidence.ties if t.condition is condition]
    return any(
        t.link.relation is Relation.CAUSAL or (t.link.relation is Relation.TEMPORAL and t.scope is Scope.TITLE)
        for t in own
    )


def _voices(evidence: PatientEvidence, condition: ConditionEvidence) -> tuple[Voice, ...]:
    """All that speaks for it; nothing does where the report does not say that the patient had it, or its name names nothing."""
    if not _asserted(condition) or all(is_generic(m.text, "reaction") for m in condition.mentions):
        return ()
    if all(map(names_intent, condition.mentions)) and any(overdosed(evidence, d) for d in evidence.drugs):
        return ()
    ties = [
        Voice(harm(evidence, t), t.link.rule, t.link.start, t.link.end)
        for t in evidence.ties
        if t.condition is condition
    ]
    general = [
        Voice(harm(evidence, t) * weight("general-support"), "general-support", t.link.start, t.link.end)
        for t in evidence.general
        if t.condition is condition
    ]
    voices = [*ties, *_model_harm(evidence, condition), *sorted(general, key=lambda v: -v.weight)[:1]]
    causes = [at for cause, *at in came_of(evidence, condition) if blamed(evidence, cause)]
    voices += [Voice(weight("complication"), "complication", *at) for at in causes]
    if _says_by_name(condition):
        first = condition.mentions[0]
        voices.append(Voice(weight("named-harm"), "named-harm", first.start, first.end))
    return tuple(v for v in voices if v.weight > 0.0)


def _only_signs_blamed(evidence: PatientEvidence, condition: ConditionEvidence) -> bool:
    """Whether the words that blame a drug for it blame the drug for nothing that is more than a sign."""
    own = {(t.link.rule, t.link.end) for t in evidence.ties if t.condition is condition}
    beside = [t.condition for t in evidence.ties if t.condition and (t.link.rule, t.link.end) in own]
    return all(_only_a_sign(c) for c in beside)


def _lowered(evidence: PatientEvidence, condition: ConditionEvidence) -> tuple[tuple[str, float], ...]:
    """The factors that take from what speaks for it."""
    outright = any(_outright(evidence, t) for t in evidence.ties if t.condition is condition)
    tied = [t.drug for t in evidence.ties if t.condition is condition and t.drug and t.link.relation is Relation.CAUSAL]
    back = "after-denial" if tied and all(_denied(evidence, d) for d in tied) else _takes_back(evidence)
    sign = _only_a_sign(condition) and not (outright and _only_signs_blamed(evidence, condition))
    names = ["" if outright and back == "after-denial" else back, "sign" if sign else ""]
    found = [(name, weight(name)) for name in names if name]
    found.append(("purpose", 1.0 - weight("purpose") * purpose(evidence, condition)))
    return tuple((name, factor) for name, factor in found if factor < 1.0)


def _score(voices: Sequence[Voice], lowered: Iterable[tuple[str, float]], learned: float) -> tuple[float, float]:
    """What the rules say, and what they and the learned number say together. To a name that itself blames a medicine, to
    a patient's row of a table and to a poisoning the learned number, which knows none of them, has nothing to add."""
    left = dict(lowered)
    by_rule = joined(v.weight for v in voices) * left.pop("purpose", 1.0)
    plain = any(v.said_by in ("named-harm", TABLE_ROW, AFTER_OVERDOSE) for v in voices)
    together = by_rule if plain else pooled(by_rule, learned, weight("learned"))
    return by_rule, together * math.prod(left.values())


def weigh(said: Pairs, condition: ConditionEvidence) -> Weighed:
    """The voices of the rules and the learned number of the likeliest drug, pooled."""
    voices = _voices(said.evidence, condition)
    lowered = _lowered(said.evidence, condition) if voices else ()
    drugs = [d for d in said.evidence.drugs if not all(is_generic(m.text, "drug") for m in d.mentions)]
    numbers = [(said.score(drug, condition), drug) for drug in drugs] if voices else []
    learned, drug = max(numbers, key=lambda n: n[0], default=(0.0, None))
    by_rule, score = _score(voices, lowered, learned)
    return Weighed(voices, lowered, by_rule, drug, learned, score)


def _scored(evidence: PatientEvidence) -> list[JudgedReaction]:
    """Every condition with its score."""
    said = Pairs(evidence)
    return [JudgedReaction(condition, weigh(said, condition).score) for condition in evidence.conditions]


def _when_a_drug_is_blamed(evidence: PatientEvidence, scored: Sequence[JudgedReaction]) -> list[JudgedReaction]:
    """For a report that blames a drug and does not say in the same breath for what: the conditions the model reads as harm
    and the report tells after that drug; where the model reads none, those that the report says began."""
    blamed = [t.drug for t in evidence.ties if t.drug is not None and t.condition is None and harm(evidence, t) > 0]
    begun = min((first_mention(evidence, drug) for drug in blamed), default=None)
    if begun is None:
        return []
    low = weight("reaction-when-blamed")
    later = [r for r in scored if first_mention(evidence, r.condition) > begun]
    read = [r for r in later if r.score >= low and any(m.adverse >= SURE and m.known for m in r.condition.mentions)]
    told = [r for r in later if _told_to_begin(evidence, r.condition) and not purpose(evidence, r.condition)]
    return read or [JudgedReaction(r.condition, max(r.score, low)) for r in told]


def _told_to_begin(evidence: PatientEvidence, condition: ConditionEvidence) -> bool:
    return any(m.known and _begins(evidence, m) for m in condition.mentions)


def _begins(evidence: PatientEvidence, mention: ConditionMention) -> bool:
    """Whether its sentence says that it began or was found."""
    sentence = evidence.sentence_of(mention)
    return any(m is mention for m in events(sentence, (mention,)))


def _in_own_row(evidence: PatientEvidence, condition: ConditionEvidence) -> bool:
    """Whether the patient's row of a table names the condition as the reaction."""
    own = [t.link for t in evidence.ties if t.condition is condition]
    return any(k.rule == TABLE_ROW and k.relation is Relation.CAUSAL for k in own)


def _told_alone(evidence: PatientEvidence, condition: ConditionEvidence) -> bool:
    """Whether a sentence of this patient alone names the condition."""
    return any(evidence.scopes[m.sentence] is Scope.PATIENT for m in condition.mentions)


def side_by_side(evidence: PatientEvidence, one: ConditionMention, other: ConditionMention) -> bool:
    """Whether two mentions are neighbours in one list: nothing but a comma or "and" between them."""
    if one.sentence != other.sentence:
        return False
    sentence = evidence.sentence_of(one)
    first, last = sorted((one, other), key=lambda m: m.start)
    between = sentence.text[first.end - sentence.start : last.start - sentence.start]
    return bool(_LISTED.fullmatch(between))


def _listed_with(
    evidence: PatientEvidence, scored: Sequence[JudgedReaction], found: Sequence[JudgedReaction]
) -> list[JudgedReaction]:
    """What the report tells side by side with a reaction that is beyond doubt, by a name that is known."""
    sure = [r for r in found if r.score >= weight("reaction-beyond-doubt")]
    more = []
    for other in scored:
        if any(other.condition is r.condition for r in found) or other.score < weight("reaction-when-blamed"):
            continue
        harms = [m for m in other.condition.mentions if m.known and m.said is Assertion.PRESENT and not m.sign]
        if any(side_by_side(evidence, m, n) for m in harms for r in sure for n in r.condition.mentions):
            more.append(other)
    return more


def with_the_story(evidence: PatientEvidence, found: Sequence[JudgedReaction]) -> tuple[JudgedReaction, ...]:
    """The reactions with what the order of the story alone ties to a drug, in the order of the text."""
    made = {id(r.condition): r for r in found}
    for other in _scored(evidence):
        ties = [harm(evidence, t) for t in evidence.ties if t.condition is other.condition and t.drug is not None]
        if joined(ties) >= SURE:
            made.setdefault(id(other.condition), other)
    low = weight("reaction-when-blamed")
    return tuple(made[id(c)] for c in evidence.conditions if id(c) in made and made[id(c)].score >= low)


def reactions_of(evidence: PatientEvidence) -> tuple[JudgedReaction, ...]:
    """The reactions of this patient, in the order of the text. One that only the title names, and blames on nothing, gives
    way to those that the report itself tells; so does all that is told of several patients to what a patient's row tells."""
    scored = _scored(evidence)
    found = [r for r in scored if r.score >= weight("reaction")] or _when_a_drug_is_blamed(evidence, scored)
    found += _listed_with(evidence, scored, found)
    found = [r for c in evidence.conditions for r in found if r.condition is c]
    if any(_in_own_row(evidence, r.condition) for r in found):
        return tuple(r for r in found if _told_alone(evidence, r.condition))
    told = [r for r in found if not _named_in_title_alone(evidence, r.condition)]
    return tuple(r for r in found if r in told or not told or blamed(evidence, r.condition))


def first_mention(evidence: PatientEvidence, item: DrugEvidence | ConditionEvidence) -> int:
    """The first mention outside the title (the title tells no order); the title's where there is no other."""
    told = [m.start for m in item.mentions if evidence.scopes[m.sentence] is not Scope.TITLE]
    return min(told, default=item.mentions[0].start)
