"""Every construction of rules/links.toml that has no test elsewhere: what it ties, and what stands near it and is not tied.

A sentence is written with its marks: [a drug], {a condition}. Expected is what the rows of one relation tie, as "drug>condition",
with "" for what the words leave unnamed.
"""

from __future__ import annotations

import re

import pytest

from nocere.document import Part
from nocere.extracting.assertion import Assertion
from nocere.extracting.links import Relation, links
from nocere.extracting.mentions import ConditionMention, DrugMention
from nocere.extracting.sentences import Sentence

MARKED = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}")


def tied(marked: str, relation: Relation) -> set[str]:
    """What the rows of one relation tie in a sentence written with its marks."""
    text, at = "", 0
    drugs: list[DrugMention] = []
    conditions: list[ConditionMention] = []
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        start, name = len(text), match[1] or match[2]
        text, at = text + name, match.end()
        if match[1]:
            drugs.append(DrugMention(start, len(text), name, name, 0, False, True, 0.9, 0.0, 0.0, False))
        else:
            conditions.append(
                ConditionMention(start, len(text), name, name, 0, True, 0.0, 0.0, 0.0, 0.0, Assertion.PRESENT)
            )
    text += marked[at:]
    sentence = Sentence(index=0, start=0, end=len(text), text=text, part=Part.BODY)
    return {
        f"{drugs[k.drug].text if k.drug is not None else ''}>{conditions[k.condition].text if k.condition is not None else ''}"
        for k in links(sentence, drugs, conditions)
        if k.relation is relation
    }


CAUSAL = [
    ("Because of {tremor}, infusion of [lidocaine] was stopped.", "lidocaine>tremor"),
    ("[Carbimazole] was stopped in May when follow-up tests showed {agranulocytosis}.", "carbimazole>agranulocytosis"),
    ("The {cough} resolved within days once [enalapril] was withdrawn.", "enalapril>cough"),
    ("His symptoms improved dramatically when the [tacrolimus] was stopped.", "tacrolimus>"),
    ("She recovered after discontinuation of [minocycline].", "minocycline>"),
    ("{Gynecomastia}: a rare complication of [isoniazid] in adults.", "isoniazid>Gynecomastia"),
    ("[Heparin] therapy was complicated by {skin necrosis}.", "heparin>skin necrosis"),
    ("{Pancreatitis} complicating [asparaginase] was found.", "asparaginase>Pancreatitis"),
    ("A causal relationship between [doxycycline] and the {esophagitis} was assumed.", "doxycycline>esophagitis"),
    ("The link between {psychosis} and [mefloquine] seemed certain.", "mefloquine>psychosis"),
    ("Rechallenge with [allopurinol] reproduced the {fever}.", "allopurinol>fever"),
    ("[Lithium] unmasked {myasthenia}.", "lithium>myasthenia"),
    ("{Myasthenia} was unmasked by [telithromycin].", "telithromycin>Myasthenia"),
    ("We discuss the role of [nitrofurantoin] in the patient's {hepatitis}.", "nitrofurantoin>hepatitis"),
    ("He could not tolerate [metformin] because of {diarrhea}.", "metformin>diarrhea"),
    ("[Metformin] was poorly tolerated because of {nausea}.", "metformin>nausea"),
    ("Treatment was tolerated apart from {paresthesias}.", ">paresthesias"),
    ("{Hyponatremia} in the setting of [sertraline] was diagnosed.", "sertraline>Hyponatremia"),
    ("The cause of the {hypokalemia} was thought to be [licorice].", "licorice>hypokalemia"),
    ("[Phenytoin] was the most likely cause of the {rash}.", "phenytoin>rash"),
    ("This drug caused {bradycardia}.", ">bradycardia"),
    ("The {edema} was attributed to this medication.", ">edema"),
    ("The {edema} disappeared after withdrawal of the drug.", ">edema"),
    ("The drug was stopped and the {hiccups} ceased.", ">hiccups"),
    ("A diagnosis of {stomatitis} was made, and the [capecitabine] discontinued.", "capecitabine>stomatitis"),
    ("He had {dyspnea} as the only side effect of treatment.", ">dyspnea"),
    ("The combination of [lithium] and haloperidol led to {encephalopathy}.", "lithium>encephalopathy"),
]

TEMPORAL = [
    ("He received [cytarabine] and fludarabine, developing {neutropenia}.", "cytarabine>neutropenia"),
    ("Injection of [penicillin] was immediately followed by {collapse}.", "penicillin>collapse"),
    ("[Lamotrigine] was begun 21 days before the onset of symptoms.", "lamotrigine>"),
    ("While taking [doxycycline] for {acne} she developed these symptoms.", "doxycycline>"),
    ("[Lamotrigine] was begun two weeks before the onset of the {eruption}.", "lamotrigine>eruption"),
]

REPLACEMENT = [
    ("The findings resolved after [posaconazole] was substituted for [amphotericin].", "posaconazole>"),
    ("After substituting [valproate] with [zonisamide], sodium rose.", "zonisamide>"),
    ("The regimen was then converted to [carboplatin] with [irinotecan].", "carboplatin>,irinotecan>"),
]

TREATMENT = [
    ("He was begun on [methimazole] and [propranolol].", "methimazole>,propranolol>"),
    (
        "A complete recovery was observed after [corticosteroids] and [immunoglobulin].",
        "corticosteroids>,immunoglobulin>",
    ),
]

NOT_TIED = [
    (Relation.CAUSAL, "Oral [propranolol] resulted in immediate relief of the {tachycardia}."),
    (Relation.INTERACTION, "A combination of [prednisone] and cyclophosphamide had no effect."),
    (Relation.CAUSAL, "The treatment led to complete resolution of the {rash}."),
    (Relation.CAUSAL, "[Prednisone] was tolerated, and {asthma} improved."),
    (Relation.INDICATION, "[Etoposide] was stopped during the first cycle due to {bradycardia}."),
    (Relation.INDICATION, "He was given [venetoclax] but he died on day 17 due to {tumor lysis}."),
    (Relation.REPLACEMENT, "The dose of [warfarin] was changed to 5 mg."),
    (Relation.TREATMENT, "Recovery was observed after discontinuation of [amiodarone]."),
]


@pytest.mark.parametrize(
    ("relation", "marked", "expected"),
    [
        (relation, *row)
        for relation, table in (
            (Relation.CAUSAL, CAUSAL),
            (Relation.TEMPORAL, TEMPORAL),
            (Relation.REPLACEMENT, REPLACEMENT),
            (Relation.TREATMENT, TREATMENT),
        )
        for row in table
    ],
)
def test_what_a_sentence_ties(relation: Relation, marked: str, expected: str) -> None:
    found = {tie.lower() for tie in tied(marked, relation)}
    assert set(expected.lower().split(",")) <= found


@pytest.mark.parametrize(("relation", "marked"), NOT_TIED)
def test_what_a_sentence_does_not_tie(relation: Relation, marked: str) -> None:
    assert not tied(marked, relation)
