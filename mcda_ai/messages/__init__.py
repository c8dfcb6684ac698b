"""Faults, words and figures: how anything is said, in English and in Dutch."""
