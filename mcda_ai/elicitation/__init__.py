"""Weights and people: which question to ask, when it is settled, and common ground."""
