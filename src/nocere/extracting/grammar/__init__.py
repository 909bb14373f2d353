"""Grammars for what is regular in a case report: numbers, ages, persons, doses, routes, times.

Each file is one grammar: text in, places and values out (offsets into the text given). The patterns are rows of
`rules/*.toml`; no grammar looks at more than the text it is handed, and none guesses.
"""
