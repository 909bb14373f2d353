"""An explanation made by hand of the invented report in `page_reading`."""

from __future__ import annotations

from nocere.case.explanation import (
    Became,
    ConsideredCondition,
    ConsideredDrug,
    Explanation,
    Factor,
    Learned,
    PassedOver,
    PatientExplained,
    SetAside,
    Share,
    Voice,
)
from tests.exchange.page_reading import reading, span


def explanation() -> Explanation:
    """Of both patients, of one who makes no case, and of the rest of the text."""
    voice = Voice(0.85, "link.r-after-d", "words say that it came after a drug", span("Three hours later"))
    share = Share("causal", "constructions that blame this drug", 0.9, 0.8)
    against = Share("drug-once", "the drug is named once", 1.0, -0.5)
    meningitis = ConsideredCondition(
        "aseptic meningitis",
        (span("aseptic meningitis"),),
        Became.REACTION,
        "enough speaks for it",
        voices=(voice,),
        by_rule=0.85,
        learned=Learned("ibuprofen", 0.995, (share,), (against,)),
        score=0.9,
        threshold=0.35,
    )
    pain = ConsideredCondition(
        "knee pain",
        (span("knee pain"),),
        Became.DROPPED,
        "told as what a drug was for",
        factors=(Factor("purpose", "told as what a drug was for", 0.4),),
        by_rule=0.3,
        score=0.3,
        threshold=0.35,
    )
    lupus = ConsideredCondition("lupus", (span("lupus"),), Became.HISTORY, "nothing reads it as a drug's harm")
    denied = ConsideredCondition("harm", (span("harm"),), Became.DROPPED, "denied or ruled out")
    ibuprofen = ConsideredDrug(
        "ibuprofen", (span("ibuprofen"),), Became.SUSPECT, "enough speaks for suspicion", 0.9, 0.0, 0.5, voice
    )
    ceftriaxone = ConsideredDrug(
        "ceftriaxone", (span("ceftriaxone"),), Became.TREATMENT, "tied to relief", 0.0, 0.7, 0.5
    )
    passed = PassedOver(span("developed"), "the model reads an effect, but is only 30% sure")
    woman = PatientExplained(
        1, "", (span("A 33-year-old woman"),), (meningitis, pain, lupus, denied), (ibuprofen, ceftriaxone), (passed,)
    )
    boy = PatientExplained(2, "", (span("A 6-month-old boy"),), (), (), ())
    nobody = PatientExplained(None, "no drug is suspect", (span("Two patients"),), (denied,), (), ())
    aside = SetAside(span("1. Nobody N. Nothing. J Inv. 2001;1:1-2."), "not read for cases: references")
    general = SetAside(span("She has lupus."), "nobody", "scope.advice")
    return Explanation(reading(), (woman, boy, nobody), (general, aside))
