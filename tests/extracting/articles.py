"""Whole articles for tests: a text with places where general pharmacology and other authors' patients can be put, to any length.

    text = padded(ARTICLE, "leflunomide", "acute pancreatitis")                 # the article as it is
    text = padded(ARTICLE, "leflunomide", "acute pancreatitis", words=10_000)   # the same case in a long article

A line "{more}" in an article is such a place. What is put there names the article's own drug and reaction, and patients that are
not its own: none of it may enter the case. All is invented.
"""

from __future__ import annotations

from itertools import count

_GENERAL = (
    "{Drug} was first approved in 1998 and is now used in more than 60 countries. Its absorption is nearly "
    "complete, and its half-life ranges from 9 to 14 hours. It is metabolised in the liver, mainly by CYP3A4, and "
    "70% of a dose is excreted in the urine. Strong inhibitors of CYP3A4, such as clarithromycin and "
    "ketoconazole, raise its concentration. Smoking does not change its clearance.",
    "{Reaction} is uncommon in the general population, with an incidence of 2 to 5 per million a year. Causes "
    "include infection, autoimmune disease and drugs. Allopurinol, carbamazepine and ibuprofen are among the "
    "drugs most often implicated. The mortality is about 5%, and early recognition is essential. Diagnosis rests "
    "on the history and on the exclusion of other causes.",
    "The mechanism by which {drug} may cause {reaction} is unknown. In rats, high doses led to mitochondrial "
    "injury and oxidative stress. Formation of a reactive metabolite, inhibition of transporters and an immune "
    "response have been proposed. Genetic variants of HLA-B may predispose some patients. Animals given "
    "antioxidants were protected.",
    "In a randomised trial of 412 patients treated with {drug}, nausea occurred in 14%, headache in 11% and rash "
    "in 3%. Two patients died of sepsis. Serious adverse events were as frequent as with placebo. Patients with "
    "renal impairment were excluded. The mean age of the participants was 57 years, and 61% were women.",
    "Treatment of {reaction} is supportive. Corticosteroids, such as prednisolone 1 mg/kg daily, are often given, "
    "although evidence for them is weak. Plasma exchange was used in severe cases. Rechallenge should be avoided. "
    "Recovery usually takes 2 to 6 weeks after the drug is stopped, and some patients need a transplant.",
)
_PUBLISHED = (
    "{Author} et al. [{n}] described a {age}-year-old {person} who developed {reaction} {weeks} weeks after "
    "starting {other}. {He} had fever and jaundice and was admitted to intensive care. {Other} was stopped and "
    "methylprednisolone was given. {He} died of multiple organ failure on day 12.",
    "A {age}-year-old {person} with psoriasis was reported by {Author} and colleagues [{n}]. {He} took {drug} 80 "
    "mg daily for {weeks} weeks and was found unconscious. The patient recovered after haemodialysis. When {drug} "
    "was given again, {reaction} recurred.",
    "In a previously reported case, a {age}-year-old {person} developed pancytopenia and seizures during "
    "treatment with {drug} and {other} [{n}]. The {person} was given filgrastim and recovered with sequelae.",
    "{Author} [{n}] reported the case of a {age}-year-old {person} in whom {drug} led to agranulocytosis. The "
    "white cell count fell to 0.3 x 10^9/l. {Drug} was replaced by {other}, and the patient was discharged after "
    "{weeks} weeks.",
)
_AUTHORS = ("Smith", "Jansen", "Okoye", "Tanaka", "Lindholm", "Moreau", "Castillo", "Novak", "Haddad", "Wu")
_OTHERS = ("methotrexate", "sulfasalazine", "phenytoin", "isoniazid", "nitrofurantoin", "ciprofloxacin", "azathioprine")
_PEOPLE = (("man", "He"), ("woman", "She"))
_PLACE = "{more}\n\n"


def padded(article: str, drug: str, reaction: str, words: int = 0) -> str:
    """The article with as many paragraphs in its places as make it that long."""
    first, *parts = article.split(_PLACE)
    more: list[list[str]] = [[] for _ in parts]
    made = len(article.split())
    for number in count():
        if made >= words:
            break
        paragraph = _paragraph(number, drug, reaction)
        more[number % len(parts)].append(paragraph + "\n\n")
        made += len(paragraph.split())
    return first + "".join("".join(put) + part for put, part in zip(more, parts, strict=True))


def _paragraph(number: int, drug: str, reaction: str) -> str:
    """A paragraph on the drug or the reaction, or one on another's patient: both come in each place."""
    table = _PUBLISHED if number // 2 % 2 else _GENERAL
    person, he = _PEOPLE[number % 2]
    other = _OTHERS[number % len(_OTHERS)]
    return table[number // 4 % len(table)].format(
        Author=_AUTHORS[number % len(_AUTHORS)],
        n=number % 60 + 3,
        age=19 + number * 7 % 60,
        person=person,
        He=he,
        weeks=2 + number % 9,
        drug=drug,
        Drug=drug.capitalize(),
        reaction=reaction,
        Reaction=reaction.capitalize(),
        other=other,
        Other=other.capitalize(),
    )
