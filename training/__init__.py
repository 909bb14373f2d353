"""How the shipped model and lexicon were made; each module with a command is run as `python -m training.NAME`."""
