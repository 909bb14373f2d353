"""What a report says came of another condition: "hypothyroidism, which was attributed to DRESS".

    for cause, start, end in came_of(evidence, condition): ...

The rule: words of cause right between the two names in one sentence. Whether the cause is itself a drug's harm is asked by
`reactions`: a complication of a reaction is a reaction (ICH E2A: all that the event led to is reported with it).
What it will not do: reason from medicine; without the words nothing came of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nocere.extracting.assertion import Assertion
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence

_LED_TO = re.compile(
    r"(?:,? (?:which|that))?,? (?:(?:has|had|have) )?(?:(?:then|finally|ultimately|eventually|rapidly|quickly|subsequently|"
    r"further|later|also) ){0,2}(?:(?:was|were|is) (?:\w+ )?(?:complicated|followed) by|led to|leading to|progress(?:ed|ing) "
    r"(?:in)?to|evolv(?:ed|ing) (?:in)?to|develop(?:ed|ing) into|result(?:ed|ing) in|culminat(?:ed|ing) in|end(?:ed|ing) in|"
    r"caus(?:ed|ing)|produc(?:ed|ing)|precipitat(?:ed|ing)|giving rise to|gave rise to|(?:with|and) (?:consequent|resulting|"
    r"resultant|subsequent|secondary|ensuing)|was irreversible and (?:the patient|he|she) developed) "
    r"(?:an? |the |her |his |this )?",
    re.IGNORECASE,
)
_CAME_OF = re.compile(
    r"(?:,? (?:which|that))?(?: (?:was|were|is|are|had been))?(?: (?:thought|considered|judged|believed|felt) to be)? "
    r"(?:(?:attribut|ascrib)\w+ to|secondary to|due to|caused by|as an? (?:late )?(?:complication|consequence|sequel\w*) of)"
    r" (?:the |her |his |this )?",
    re.IGNORECASE,
)


def came_of(evidence: PatientEvidence, condition: ConditionEvidence) -> Iterator[tuple[ConditionEvidence, int, int]]:
    """The conditions that this one is said to come of, each with the document offsets of the words that say so."""
    for mention in condition.mentions:
        sentence = evidence.sentence_of(mention)
        if mention.said is not Assertion.PRESENT:
            continue
        begin, end = mention.start - sentence.start, mention.end - sentence.start
        behind = _CAME_OF.match(sentence.text, end)
        for cause in evidence.marks[mention.sentence].conditions:
            if evidence.condition_of(cause) is condition:
                continue
            if behind and cause.start == sentence.start + behind.end():
                yield evidence.condition_of(cause), mention.start, cause.end
            elif cause.said is Assertion.PRESENT and _LED_TO.fullmatch(
                sentence.text, cause.end - sentence.start, begin
            ):
                yield evidence.condition_of(cause), cause.start, mention.end
