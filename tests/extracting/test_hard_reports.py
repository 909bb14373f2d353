"""Six short reports of kinds that are hard to read, all invented: each against what a person extracts from it.

Where a person reads more than is held here: an overdose is over when it harms, and so is a mother's drug at birth, so that no
action applies; and "renal function was normal" tells that an acute kidney injury ended.
"""

from __future__ import annotations

import pytest

from nocere.extracting import extract
from nocere.reading import read_document
from tests.extracting.telling import Told, told

LETTER_TWO = """\
CORRESPONDENCE

Hyponatraemia with duloxetine: a report of two patients

Dear Editor,

Hyponatraemia is a known but often overlooked effect of serotonergic antidepressants. We wish to add two \
patients from our ward.

The first, an 81-year-old woman with depression, was started on duloxetine 30 mg daily. She had been on \
amlodipine for years. Ten days later she became confused, and her serum sodium was 116 mmol/l. Duloxetine was \
stopped and hypertonic saline was given. The hyponatraemia resolved within five days. Her husband takes \
duloxetine for back pain without any trouble.

The second, a 76-year-old man, took duloxetine 60 mg daily for neuropathic pain. After three weeks he was \
admitted with a seizure caused by severe hyponatraemia (sodium 112 mmol/l). Duloxetine was withdrawn, and he \
recovered fully. When it was prescribed again two months later, hyponatraemia recurred within a week.

Sodium should be checked in elderly patients who start duloxetine.

R. Okafor and L. Petit
Invented Hospital, Leuven, Belgium
"""
STRUCTURED = """\
Acute pancreatitis probably induced by sitagliptin

A. Lindqvist, T. Moreau

OBJECTIVE: To describe a case of acute pancreatitis probably induced by sitagliptin.
CASE SUMMARY: A 58-year-old man with type 2 diabetes was admitted with epigastric pain and vomiting. \
Sitagliptin 100 mg once daily had been added to his metformin 8 weeks earlier. His other long-term medicines \
were simvastatin and aspirin, unchanged for 5 years. Serum lipase was 1840 U/l, and acute pancreatitis was \
diagnosed. Sitagliptin was discontinued, and metformin was continued. Pain relief was achieved with oxycodone. \
The pancreatitis resolved within 2 weeks. The patient was not rechallenged. An objective causality assessment \
revealed that pancreatitis was probably related to sitagliptin.
DISCUSSION: Pancreatitis has been reported in patients who receive exenatide. In a review of 88 cases, most \
patients recovered after the drug was withdrawn, and 2 died.
CONCLUSIONS: Clinicians should ask about abdominal pain in patients who take sitagliptin.
"""
TABLE = """\
Taste loss during treatment with terbinafine: our three patients

We treat many fungal infections of the nails. Between 2015 and 2019 we saw three patients who lost their sense \
of taste while they took terbinafine 250 mg daily. Their details are shown in Table 1.

Table 1. Our patients
Patient\tAge\tSex\tDrug\tReaction\tTime to onset\tOutcome
1\t44\tF\tTerbinafine\tAgeusia\t5 weeks\tRecovered
2\t61\tM\tTerbinafine\tDysgeusia\t3 weeks\tRecovered
3\t70\tF\tTerbinafine\tAgeusia\t7 weeks\tNot recovered

Terbinafine was stopped in all three patients. We now tell our patients about this effect before we prescribe \
the drug.
"""
NEONATE = """\
Neonatal abstinence syndrome after maternal venlafaxine

A boy was born at 39 weeks of gestation to a 31-year-old woman who had taken venlafaxine 150 mg daily \
throughout pregnancy for depression. She also took folic acid and iron. Birth weight was 3200 g. Twenty hours \
after birth the newborn developed jitteriness, irritability and poor feeding, and neonatal abstinence syndrome \
caused by venlafaxine was diagnosed. He was treated with phenobarbital for six days. The symptoms resolved by \
day 9, and he was discharged in good health. His mother continued venlafaxine and had no complaints.
"""
OVERDOSE = """\
CASE REPORT

Cardiogenic shock after massive amlodipine overdose

A 24-year-old woman was brought to the emergency department two hours after she had swallowed 60 tablets of \
amlodipine 5 mg in a suicide attempt. She had been taking sertraline for depression since the age of 20. Blood \
pressure was 60/30 mmHg, and she developed cardiogenic shock and acute kidney injury. Activated charcoal, \
calcium gluconate, noradrenaline and high-dose insulin were given, and she was ventilated for three days. \
Haemodialysis was not needed. The shock resolved on day 4, and renal function was normal at discharge to the \
psychiatric ward on day 11.
"""
INTERACTION = """\
Brief report

Rhabdomyolysis due to an interaction between simvastatin and clarithromycin

Abstract
A 68-year-old man had taken simvastatin 40 mg daily for six years without problems. Clarithromycin 500 mg \
twice daily was prescribed for pneumonia. Five days later he developed muscle pain and dark urine; creatine \
kinase was 38 000 U/l, and rhabdomyolysis was diagnosed. He also takes bisoprolol and aspirin, which were \
continued. Both simvastatin and clarithromycin were stopped, and he was given intravenous saline. The \
rhabdomyolysis resolved within ten days. Simvastatin was later replaced by pravastatin, which he tolerates \
well.
"""

REPORTS = {
    "a letter of two patients, a husband who takes the drug too, a signature": (
        LETTER_TWO,
        [
            Told(
                """
                81 a female
                suspect duloxetine: drug withdrawn; dechallenge positive
                concomitant amlodipine
                reaction hyponatraemia: recovered
                """
            ),
            Told(
                """
                76 a male
                suspect duloxetine: drug withdrawn; dechallenge positive; recurred when given again
                reaction severe hyponatraemia: recovered
                """,
                "reaction seizure: recovered",
            ),
        ],
    ),
    "an abstract with structured headings, other reports in its discussion": (
        STRUCTURED,
        [
            Told(
                """
                58 a male
                suspect sitagliptin: drug withdrawn; dechallenge positive; not given again
                concomitant metformin
                concomitant simvastatin
                concomitant aspirin
                treatment oxycodone
                reaction acute pancreatitis: recovered
                """
            )
        ],
    ),
    "the first person plural, a table with a row for each patient": (
        TABLE,
        [
            Told("44 a female\nsuspect terbinafine: drug withdrawn\nreaction ageusia: recovered"),
            Told("61 a male\nsuspect terbinafine: drug withdrawn\nreaction dysgeusia: recovered"),
            Told("70 a female\nsuspect terbinafine: drug withdrawn\nreaction ageusia: not recovered"),
        ],
    ),
    "a newborn and a drug of the mother": (
        NEONATE,
        [
            Told(
                """
                neonate male
                suspect venlafaxine: action not told
                concomitant folic acid
                concomitant iron
                treatment phenobarbital
                reaction neonatal abstinence syndrome: recovered
                """
            )
        ],
    ),
    "an overdose, many antidotes, a drug taken before": (
        OVERDOSE,
        [
            Told(
                """
                24 a female
                suspect amlodipine: not applicable
                concomitant sertraline
                treatment activated charcoal
                treatment calcium gluconate
                treatment noradrenaline
                treatment insulin
                reaction cardiogenic shock: recovered
                reaction acute kidney injury: outcome not told
                """
            )
        ],
    ),
    "an interaction of two drugs, a third in the place of one": (
        INTERACTION,
        [
            Told(
                """
                68 a male
                interacting simvastatin: drug withdrawn; dechallenge positive
                interacting clarithromycin: drug withdrawn; dechallenge positive
                concomitant bisoprolol
                concomitant aspirin
                concomitant pravastatin
                reaction rhabdomyolysis: recovered
                """
            )
        ],
    ),
}


@pytest.mark.parametrize("kind", REPORTS)
def test_what_a_person_extracts(kind: str) -> None:
    text, people = REPORTS[kind]
    reading = extract(read_document(text.encode(), "report.txt"))
    reading.check()
    assert reading.verdict.has_case
    assert len(reading.cases) == len(people)
    for case, expected in zip(reading.cases, people, strict=True):
        found = told(case)
        assert not expected.wanted - found
        assert not found - expected.allowed
