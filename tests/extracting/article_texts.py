"""Whole articles, invented, each with its traps: what a person takes for a case of it is in `test_whole_articles`."""

from __future__ import annotations

REFERENCES = """\
References

1. Smith A, Brown B. A 54-year-old man with hepatic failure due to methotrexate. J Invented Med. 2001;3:13-17.
2. Jansen C. Fatal toxic epidermal necrolysis caused by phenytoin in a 7-year-old girl. Ann Made Up. 2009;12(2):101-4.
"""

PANCREATITIS = f"""\
Acute pancreatitis caused by leflunomide: a case report and review of the literature

R. Okafor, L. Petit

Abstract

Leflunomide is used for rheumatoid arthritis. We report a 61-year-old woman who developed acute pancreatitis 5 weeks
after she started leflunomide 20 mg daily for rheumatoid arthritis. Leflunomide was withdrawn, and she recovered
within 10 days. Clinicians should be aware of pancreatitis in patients who take leflunomide.

Keywords: leflunomide; pancreatitis

Introduction

Leflunomide is an inhibitor of pyrimidine synthesis that is used for rheumatoid arthritis [1]. Diarrhoea, hypertension
and hepatotoxicity are common. Acute pancreatitis has rarely been reported.

{{more}}

Case presentation

A 61-year-old woman with rheumatoid arthritis and hypertension was admitted with severe epigastric pain and vomiting.
She had taken lisinopril 10 mg daily for 8 years. Five weeks earlier leflunomide 20 mg daily had been started for her
rheumatoid arthritis. She did not drink alcohol.

Serum lipase was 2140 U/l. Computed tomography showed acute pancreatitis. There were no gallstones.

Leflunomide was withdrawn. She was treated with morphine and intravenous fluids. The pancreatitis resolved within 10
days, and she was discharged. Lisinopril was continued.

Discussion

Acute pancreatitis is a serious condition. Gallstones and alcohol are its most common causes. Smith et al. described a
54-year-old man who developed hepatic failure after methotrexate [1]. He died three weeks later.

{{more}}

In our patient, other causes were excluded, and the pancreatitis was attributed to leflunomide. Rechallenge was not
attempted.

Leflunomide inhibits dihydroorotate dehydrogenase. Its active metabolite has a half-life of two weeks, and
cholestyramine washout removes it.

Conclusion

Leflunomide should be considered as a cause of acute pancreatitis.

{REFERENCES}"""

AGRANULOCYTOSIS = f"""\
Agranulocytosis induced by clozapine in a young man: case report

M. Haddad, S. Wu

Abstract

Background: Clozapine is reserved for refractory schizophrenia.
Case presentation: A 24-year-old man with schizophrenia developed agranulocytosis after 9 weeks of clozapine 300 mg
daily. Clozapine was stopped, and filgrastim was given. The agranulocytosis resolved after 12 days.
Conclusions: Blood counts should be monitored in all patients treated with clozapine.

Keywords: clozapine; agranulocytosis; neutropenia

1. Introduction

Clozapine-induced agranulocytosis occurs in 0.8% of patients. Jansen reported a 7-year-old girl with fatal toxic
epidermal necrolysis caused by phenytoin [2]. She had been given valproate as well.

{{more}}

2. Case report

A 24-year-old man with schizophrenia was referred because of fever and a sore throat. He had received clozapine for 9
weeks; the dose had been raised to 300 mg daily. He also took pantoprazole for heartburn. The neutrophil count was
0.1 x 10^9/l, and agranulocytosis was diagnosed.

Clozapine was stopped at once. Filgrastim and piperacillin were given. On day 12 the agranulocytosis had resolved.

3. Discussion

Agranulocytosis is a feared effect of clozapine. In one report, a 31-year-old woman developed myocarditis during
treatment with clozapine and lithium [3]. The patient was found dead at home. A 24-year-old man with schizophrenia had
seizures after clozapine 900 mg [4]. He was given valproate, and the seizures stopped.

{{more}}

The Naranjo score was 7 in our patient, which means that clozapine was the probable cause. He was not rechallenged.

4. Conclusion

Clozapine can cause agranulocytosis at any time.

{REFERENCES}"""

CONFLICT = f"""\
Stevens-Johnson syndrome after lamotrigine

A. Novak, P. Lindholm

Abstract

A 45-year-old woman with epilepsy developed Stevens-Johnson syndrome 3 weeks after lamotrigine 100 mg daily was
started. Lamotrigine was discontinued, but the patient died.

Keywords: lamotrigine; Stevens-Johnson syndrome

Introduction

Lamotrigine is an antiepileptic drug. Rash is its most common adverse effect.

{{more}}

Case report

A 54-year-old woman with epilepsy was admitted with blisters and mucosal erosions. Lamotrigine 25 mg daily had been
started 8 weeks before. A skin biopsy confirmed Stevens-Johnson syndrome. Lamotrigine was discontinued, and
ciclosporin was given. The Stevens-Johnson syndrome resolved after 4 weeks.

Discussion

Stevens-Johnson syndrome due to lamotrigine is linked to a rapid increase of its dose.

{{more}}

In the present case, the syndrome was attributed to lamotrigine.

{REFERENCES}"""

SERIES = f"""\
Hyponatraemia with duloxetine: two case reports

K. Castillo, T. Moreau

Abstract

We report two patients with hyponatraemia caused by duloxetine: an 81-year-old woman and a 67-year-old man. Both
recovered after duloxetine was withdrawn.

Keywords: duloxetine; hyponatraemia

Introduction

Hyponatraemia is a known effect of serotonergic antidepressants.

{{more}}

Case 1

An 81-year-old woman with depression was admitted with confusion. Duloxetine 30 mg daily had been started 10 days
before. Her serum sodium was 116 mmol/l. Duloxetine was withdrawn, and the hyponatraemia resolved within 5 days.

Case 2

A 67-year-old man with neuropathic pain was admitted with hyponatraemia after a fall. He had taken duloxetine 60 mg
daily for three weeks. Duloxetine was withdrawn, and the hyponatraemia resolved.

Discussion

Published cases are summarised in Table 1.

Table 1. Previously published cases of hyponatraemia with duloxetine

Case\tAge\tSex\tDrug\tReaction\tOutcome
1\t49\tF\tDuloxetine\tHyponatraemia\tRecovered
2\t72\tM\tVenlafaxine\tSeizure\tDied

{{more}}

In case 2, duloxetine was given again two months later, and hyponatraemia recurred. In case 1, duloxetine was not
given again.

Conclusion

Sodium should be checked in elderly patients who start duloxetine.

{REFERENCES}"""

FATAL = f"""\
Fatal rhabdomyolysis during treatment with simvastatin and clarithromycin

E. Tanaka, J. Okoye

Abstract

Objective: To report a fatal interaction between simvastatin and clarithromycin.
Case summary: A 70-year-old man who took simvastatin 80 mg daily developed rhabdomyolysis 4 days after clarithromycin
500 mg twice daily was added. Both drugs were stopped, but he died of rhabdomyolysis on day 9.
Conclusion: Simvastatin should be withheld when clarithromycin is needed.

Keywords: simvastatin; clarithromycin; rhabdomyolysis

Background

Statins are metabolised by CYP3A4. Rhabdomyolysis has been described with itraconazole, ciclosporin and nefazodone.

{{more}}

Case description

A 70-year-old man presented with muscle pain and dark urine. He had diabetes mellitus and coronary heart disease, and
he had taken metformin 500 mg twice daily, aspirin and simvastatin 80 mg daily for six years. Four days before
admission clarithromycin 500 mg twice daily had been prescribed for bronchitis. His sister, aged 66 years, had
developed hepatitis with simvastatin.

Creatine kinase was 94,000 U/l, and rhabdomyolysis was diagnosed. Simvastatin and clarithromycin were stopped.
Haemodialysis was begun, and bicarbonate was infused. He died of rhabdomyolysis on day 9.

Discussion

Clarithromycin inhibits CYP3A4 and raises the concentration of simvastatin tenfold. Metformin can cause lactic
acidosis, and aspirin can cause gastrointestinal bleeding.

{{more}}

We believe that the interaction between simvastatin and clarithromycin led to the rhabdomyolysis of this patient.

{REFERENCES}"""

CLASS = f"""\
Severe hepatitis during antituberculous treatment

B. Haddad, C. Novak

Abstract

A 38-year-old woman with pulmonary tuberculosis developed severe hepatitis after 6 weeks of antituberculous
treatment. The drugs were stopped, and she recovered.

Keywords: tuberculosis; hepatitis

Introduction

Hepatotoxicity is the most frequent serious effect of antituberculous drugs.

{{more}}

Case presentation

A 38-year-old woman with pulmonary tuberculosis was treated with isoniazid 300 mg daily and rifampicin 600 mg daily.
Six weeks later she developed severe hepatitis. Viral hepatitis was ruled out. Isoniazid and rifampicin were stopped,
and the hepatitis resolved within a month. Rifampicin was reintroduced without any problem. When isoniazid was given
again, hepatitis recurred.

Discussion

{{more}}

The hepatitis of our patient was therefore caused by isoniazid.

{REFERENCES}"""

NO_ABSTRACT = f"""\
Gynaecomastia caused by spironolactone

L. Wu, O. Smith

Introduction

Spironolactone is a mineralocorticoid antagonist. Gynaecomastia is common at high doses.

{{more}}

Case report

A 58-year-old man with heart failure developed painful gynaecomastia 3 months after spironolactone 50 mg daily was
started. He also took furosemide. Spironolactone was replaced by eplerenone, and the gynaecomastia resolved.

Discussion

{{more}}

Okoye et al. described a 66-year-old man in whom digoxin led to gynaecomastia and visual disturbances [1]. Digoxin was
stopped, and the patient recovered.

{REFERENCES}"""

REVIEW = f"""\
Drug-induced pancreatitis: a review of the literature

H. Moreau, D. Jansen

Abstract

Drugs cause about 2% of all cases of acute pancreatitis. We review the literature on pancreatitis caused by
azathioprine, valproate and didanosine, and discuss its mechanisms.

Keywords: pancreatitis; drugs

Introduction

Acute pancreatitis is a common cause of admission to hospital.

{{more}}

Azathioprine

Smith et al. described a 54-year-old man who developed acute pancreatitis 3 weeks after azathioprine was started for
Crohn's disease [1]. He recovered after azathioprine was stopped. In another report, a 23-year-old woman died of
necrotising pancreatitis caused by azathioprine [2].

Discussion

{{more}}

Physicians should ask every patient with pancreatitis about drugs.

{REFERENCES}"""

TRIAL = f"""\
Leflunomide versus methotrexate in early rheumatoid arthritis: a randomised trial

F. Lindholm, G. Castillo

Abstract

Background: Leflunomide and methotrexate have not been compared in early disease.
Methods: 412 patients were treated with leflunomide 20 mg daily or methotrexate 15 mg weekly for one year.
Results: Response rates were alike. Two patients treated with leflunomide developed acute pancreatitis and one died.
Conclusions: Leflunomide is as effective as methotrexate.

Keywords: leflunomide; methotrexate

Introduction

Leflunomide is a disease-modifying drug.

{{more}}

Methods

Patients aged 18 to 75 years with rheumatoid arthritis of less than one year were eligible.

Results

Of 412 patients, 206 received leflunomide. Diarrhoea occurred in 14%, rash in 9%, and hypertension in 6%. Two
patients treated with leflunomide developed acute pancreatitis; one of them, who was 61 years old, died.

Discussion

{{more}}

Our results agree with those of earlier trials.

{REFERENCES}"""
