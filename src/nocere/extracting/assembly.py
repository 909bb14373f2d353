"""Evidence and judgement → Case: every value with the words it was read from.

    case = assemble(document, evidence, judgement, position)

The last stage of extracting. Each part of the case is made by one function here; what has no words stays missing.
The id of a case is its `digest`: of its document, its position there, and all that was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from nocere.case import (
    Case,
    Code,
    Condition,
    Dosage,
    Drug,
    DrugReaction,
    Indication,
    Literature,
    MedicalEvent,
    Patient,
    Quantity,
    Reaction,
    Report,
    Reporter,
    Role,
    Seriousness,
    Test,
    Treatment,
    TreatmentResult,
)
from nocere.document import Document
from nocere.extracting.care import care_of
from nocere.extracting.course import first_told, outcome_of, seriousness_of
from nocere.extracting.details import longest, severity_of, site_of
from nocere.extracting.diseases import name_of, with_diseases
from nocere.extracting.dosing import Dosing, dosing_of
from nocere.extracting.events import events_of
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence
from nocere.extracting.grammar.body import Measured
from nocere.extracting.grammar.durations import DurationMention
from nocere.extracting.grammar.labs import LabMention
from nocere.extracting.grammar.route_codes import route_code
from nocere.extracting.history import history_of
from nocere.extracting.indications import purposes, purposes_of
from nocere.extracting.measured import body_of, results_of
from nocere.extracting.measures import Course, Use, use_of
from nocere.extracting.mentions import DrugMention
from nocere.extracting.onset import onset_of
from nocere.extracting.patients import Individual
from nocere.extracting.roles import JudgedDrug, Judgement
from nocere.extracting.scope import Scope
from nocere.extracting.told import Told
from nocere.extracting.tying import Purpose
from nocere.span import NOT_STATED, By, Fact, Made, Missing, model, rule

MODEL = "mentions-1"
_BLAMED = (Role.SUSPECT, Role.INTERACTING)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Scene:
    """What every part of the assembly looks at. `reactions` are the conditions judged reactions, `onsets` the time to
    onset of each, `begun` the index of the first sentence that tells one, `suspects` the drugs blamed, `wider` the
    evidence with the diseases that only the model names, `purposes` what the drugs were for."""

    document: Document
    evidence: PatientEvidence
    judgement: Judgement
    reactions: tuple[ConditionEvidence, ...]
    onsets: tuple[Told[Quantity | None] | None, ...]
    begun: int
    suspects: tuple[DrugEvidence, ...]
    wider: PatientEvidence
    purposes: tuple[Purpose, ...]

    def fact(self, value: V, places: Iterable[tuple[int, int]], made: Made, confidence: float | None = None) -> Fact[V]:
        """A value with the spans at these places, each once."""
        spans = tuple(self.document.span(start, end) for start, end in dict.fromkeys(places))
        return Fact(
            value=value, spans=spans, made=made, confidence=None if confidence is None else round(confidence, 3)
        )

    def words(self, start: int, end: int, made: Made) -> Fact[str]:
        """The words at this place, as the value and its quote."""
        return self.fact(" ".join(self.document.text[start:end].split()), [(start, end)], made)

    def told(self, told: Told[V] | None) -> Fact[V] | Missing:
        """What was told, or that nothing was."""
        return self.fact(told.value, [(told.start, told.end)], rule(told.rule)) if told else NOT_STATED


def _scene(document: Document, evidence: PatientEvidence, judgement: Judgement) -> Scene:
    reactions = tuple(r.condition for r in judgement.reactions)
    suspects = tuple(d.drug for d in judgement.drugs if d.role in _BLAMED)
    wider = with_diseases(evidence, reactions)
    return Scene(
        document,
        evidence,
        judgement,
        reactions=reactions,
        onsets=tuple(onset_of(evidence, r, suspects) for r in reactions),
        begun=min((first_told(evidence, r) for r in (*reactions, *judgement.signs)), default=0),
        suspects=suspects,
        wider=wider,
        purposes=purposes(wider, judgement),
    )


def _patient(scene: Scene) -> Patient:
    person: Individual = scene.evidence.individual
    age = person.age
    at = scene.fact(person.label or "patient", person.anchors, rule("patient.introduced"))
    return Patient(
        description=at.model_copy(update={"value": " ".join(at.quote.split())}),
        age=scene.fact(Quantity(value=age.value, unit=age.unit), [(age.start, age.end)], rule(age.rule))
        if age
        else NOT_STATED,
        age_group=scene.fact(person.group, person.anchors[:1], rule("age-group.word"))
        if person.group and not age
        else NOT_STATED,
        weight=_body(scene, "weight"),
        height=_body(scene, "height"),
        sex=scene.fact(person.sex, [person.sex_at], rule("sex.word")) if person.sex and person.sex_at else NOT_STATED,
        history=_history(scene),
    )


def _body(scene: Scene, measure: Measured) -> Fact[Quantity] | Missing:
    found = body_of(scene.evidence, measure)
    if found is None:
        return NOT_STATED
    return scene.fact(Quantity(value=found.value, unit=found.unit), [(found.start, found.end)], rule(found.rule))


def _test(scene: Scene, result: LabMention) -> Test:
    """One result; a bound or a range of results is text, since E2B's number is one number."""
    at, name = (result.start, result.end), (result.name.start, result.name.end)
    exact = not result.sign and result.upto is None
    normal = (result.normal.start, result.normal.end) if result.normal else at
    low, high = (
        scene.fact(format(limit, "f"), [normal], rule("test.normal")) if limit is not None else NOT_STATED
        for limit in (result.low, result.high)
    )
    written = " ".join(result.name.quote.split())
    return Test(
        name=scene.fact(result.test if result.paired else written, [name], rule("test.name")),
        value=scene.fact(Quantity(value=result.value, unit=result.unit), [at, name], rule("test.result"))
        if exact
        else NOT_STATED,
        text=NOT_STATED if exact else scene.words(*at, rule("test.result")),
        normal_low=low,
        normal_high=high,
    )


def _history(scene: Scene) -> tuple[Condition, ...]:
    found = []
    for condition in history_of(scene.wider, scene.judgement, scene.purposes):
        best = name_of(condition)
        places = [(best.start, best.end), *((m.start, m.end) for m in condition.mentions)]
        made = model(MODEL) if max(best.subject, best.indication) >= 0.5 else rule("history.told-before")
        found.append(Condition(name=scene.fact(" ".join(best.text.split()), places, made)))
    return tuple(found)


def _reaction(scene: Scene, number: int) -> Reaction:
    judged = scene.judgement.reactions[number]
    condition = judged.condition
    best = longest(condition.mentions)
    places = [(best.start, best.end), *((m.start, m.end) for m in condition.mentions)]
    ending = outcome_of(scene.evidence, condition, scene.reactions)
    support = {
        s.value: scene.fact(True, [(s.start, s.end)], rule(s.rule))
        for s in seriousness_of(scene.evidence, condition, scene.reactions, ending)
    }
    site, onset = site_of(scene.evidence, condition), scene.onsets[number]
    made = model(MODEL) if best.adverse >= 0.5 else rule("reaction.tied-to-drug")
    return Reaction(
        id=f"r{number + 1}",
        name=scene.fact(" ".join(best.text.split()), places, made, judged.score),
        outcome=scene.told(ending),
        seriousness=Seriousness(**support),
        site=scene.words(*site, rule("reaction.site")) if site else NOT_STATED,
        severity=scene.told(severity_of(scene.evidence, condition)),
        onset=scene.words(onset.start, onset.end, rule(onset.rule)) if onset else NOT_STATED,
    )


def _specific(mentions: Sequence[DrugMention]) -> DrugMention:
    """The most specific mention of a drug: a known name before any other, then the longest, then the first."""
    return max(mentions, key=lambda m: (m.known and not m.is_class, len(m.text), -m.start))


def _drug_name(scene: Scene, drug: DrugEvidence, confidence: float) -> Fact[str]:
    best = _specific(drug.mentions)
    places = [(best.start, best.end), *((m.start, m.end) for m in drug.mentions)]
    made = model(MODEL) if best.tagged >= 0.5 else rule("drug.lexicon")
    return scene.fact(" ".join(best.text.split()), places, made, confidence)


def _dosages(scene: Scene, drug: DrugEvidence) -> tuple[Dosage, ...]:
    found = dosing_of(scene.evidence, drug)
    if found is None:
        return ()
    dose, at, form = found.dose, found.dose_at, found.form
    form_at = [(form.start, form.end)] if form else []
    return (
        Dosage(
            dose=scene.fact(Quantity(value=dose.value, unit=dose.unit), [at], rule("dose"))
            if dose and at and dose.upto is None
            else NOT_STATED,
            every=scene.fact(Quantity(value=dose.every, unit=dose.interval), [at], rule("dose.frequency"))
            if dose and at and dose.every is not None
            else NOT_STATED,
            duration=_lasted(scene, found.duration),
            text=scene.words(*at, rule("dose")) if at else NOT_STATED,
            form=scene.words(form.start, form.end, rule("form")) if form else NOT_STATED,
            form_term=scene.fact(Code(system="EDQM", version="", code=form.code, name=form.form), form_at, rule("form"))
            if form and form.code
            else NOT_STATED,
            route=scene.words(*found.route_at, rule(f"route.{found.route}")) if found.route_at else NOT_STATED,
            route_term=_route_term(scene, found),
        ),
    )


def _lasted(scene: Scene, found: DurationMention | None) -> Fact[Quantity] | Missing:
    if found is None or found.value is None:
        return NOT_STATED
    return scene.fact(Quantity(value=found.value, unit=found.unit), [(found.start, found.end)], rule(found.rule))


def _route_term(scene: Scene, found: Dosing) -> Fact[Code] | Missing:
    code = route_code(found.route)
    return scene.fact(code, [found.route_at], rule("route.code")) if code and found.route_at else NOT_STATED


def _indications(scene: Scene, drug: DrugEvidence) -> tuple[Indication, ...]:
    found = []
    for purpose in purposes_of(drug, scene.purposes):
        best = name_of(purpose.condition)
        places = [(best.start, best.end), (purpose.mention.start, purpose.mention.end)]
        found.append(Indication(name=scene.fact(" ".join(best.text.split()), places, rule(purpose.rule))))
    return tuple(found)


def _why(scene: Scene, drug: DrugEvidence, reaction: ConditionEvidence) -> Fact[str] | Missing:
    """The words that tie a drug to a reaction: a construction, or else the stretch of the first sentence that names both."""
    ties = [t.link for t in scene.evidence.ties if t.drug is drug and t.condition is reaction]
    best = max(ties, key=lambda link: link.weight, default=None)
    if best is not None:
        return scene.words(best.start, best.end, rule(best.rule))
    both = [(d, c) for d in drug.mentions for c in reaction.mentions if d.sentence == c.sentence]
    told = [p for p in both if scene.evidence.scopes[p[0].sentence] is not Scope.TITLE] or both
    if not told:
        return NOT_STATED
    one, other = told[0]
    return scene.words(min(one.start, other.start), max(one.end, other.end), model(MODEL))


def _pairs(scene: Scene, judged: JudgedDrug, use: Use) -> tuple[DrugReaction, ...]:
    return tuple(
        DrugReaction(
            reaction=f"r{number}",
            why=_why(scene, judged.drug, reaction),
            interval=_interval(scene, onset),
            dechallenge=scene.told(use.dechallenge),
            rechallenge=scene.told(use.rechallenge),
        )
        for number, (reaction, onset) in enumerate(zip(scene.reactions, scene.onsets, strict=True), 1)
    )


def _interval(scene: Scene, onset: Told[Quantity | None] | None) -> Fact[Quantity] | Missing:
    if onset is None or onset.value is None:
        return NOT_STATED
    return scene.fact(onset.value, [(onset.start, onset.end)], rule(onset.rule))


def _drug(scene: Scene, number: int, judged: JudgedDrug, role: Role) -> Drug:
    suspect = role in _BLAMED
    use = use_of(scene.evidence, judged.drug, Course(scene.suspects, scene.reactions, scene.begun))
    name = _drug_name(scene, judged.drug, judged.score)
    why = judged.why.link if judged.why else None
    places = [(why.start, why.end)] if why and suspect else [(s.start, s.end) for s in name.spans[:1]]
    made = rule(why.rule) if why and suspect else model(MODEL) if suspect else rule("role.not-blamed")
    return Drug(
        id=f"d{number}",
        name=name,
        role=scene.fact(role, places, made, judged.score),
        dosages=_dosages(scene, judged.drug),
        indications=_indications(scene, judged.drug),
        action=scene.told(use.action),
        reactions=_pairs(scene, judged, use) if suspect else (),
    )


def _treatments(scene: Scene) -> tuple[Treatment, ...]:
    drugs = [d for d in scene.judgement.drugs if d.role is None]
    found = [
        Treatment(
            id=f"t{number}",
            name=_drug_name(scene, judged.drug, judged.score),
            drug=True,
            dosages=_dosages(scene, judged.drug),
            indication=next((i.name for i in _indications(scene, judged.drug)), NOT_STATED),
        )
        for number, judged in enumerate(drugs, 1)
    ]
    for care in care_of(scene.evidence, scene.begun):
        told = scene.fact(care.result, [care.result_at], rule("care.result")) if care.result_at else NOT_STATED
        name = scene.words(care.start, care.end, rule("care.procedure"))
        result = told if care.result is not TreatmentResult.NOT_STATED else NOT_STATED
        found.append(Treatment(id=f"t{len(found) + 1}", name=name, drug=False, result=result))
    return tuple(found)


def _events(scene: Scene) -> tuple[MedicalEvent, ...]:
    return tuple(
        MedicalEvent(
            what=scene.words(event.what.start, event.what.end, rule(event.what.rule)),
            when=scene.words(event.when.start, event.when.end, rule(event.when.rule)) if event.when else NOT_STATED,
            kinds=event.what.value,
        )
        for event in events_of(scene.evidence, scene.judgement)
    )


def _report(document: Document) -> Report:
    citation = document.citation
    reporters = tuple(
        Reporter(
            family_name=author.model_copy(update={"value": author.value.family}),
            given_name=author.model_copy(update={"value": author.value.given}) if author.value.given else NOT_STATED,
            primary=Fact(value=True, made=Made(by=By.COMPUTED, name="reporter.first-author"))
            if number == 0
            else NOT_STATED,
        )
        for number, author in enumerate(citation.authors)
    )
    literature = () if isinstance(citation.vancouver, Missing) else (Literature(reference=citation.vancouver),)
    return Report(reporters=reporters, literature=literature)


def assemble(document: Document, evidence: PatientEvidence, judgement: Judgement, position: int) -> Case:
    """The case of one patient, the document's first at position 1."""
    scene = _scene(document, evidence, judgement)
    listed = [(j, j.role) for j in judgement.drugs if j.role is not None]
    listed.sort(key=lambda item: item[1] not in _BLAMED)
    case = Case(
        id="",
        document=document.id,
        position=position,
        report=_report(document),
        patient=_patient(scene),
        reactions=tuple(_reaction(scene, n) for n in range(len(judgement.reactions))),
        drugs=tuple(_drug(scene, n, j, role) for n, (j, role) in enumerate(listed, 1)),
        tests=tuple(_test(scene, result) for result in results_of(scene.evidence)),
        treatments=_treatments(scene),
        events=_events(scene),
    )
    return case.model_copy(update={"id": case.digest})
