"""Terminologies in memory: the open lexicons of drug and reaction names that ship with the package."""

from nocere.terms.lexicon import Entry, Hit, Lexicon

__all__ = ["Entry", "Hit", "Lexicon"]
