"""How well nocere reads, and how fast: `make bench`, or one measurement at a time (README.md in this folder)."""
