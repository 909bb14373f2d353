"""What was read wrongly, on one page: every miss by field and by cause, in its text, with what was weighed.

    python -m benchmarks.browser --texts TEXTS.jsonl --gold CASES.jsonl --out errors.html

`looked` reads a text and keeps what each stage found, `causes` says what became of annotated words that were not read,
`misses` holds a reading against its annotation as `benchmarks.score` does, `page` writes it down. The page is for those who
mend the reader; it holds the annotated texts, and so may go no further than they may.
"""
