"""How often what is called exact, certified or drawn holds the truth, and how wide it is.

``python -m tests.coverage --problems 2000`` makes the tables of docs/exact-and-certified.md.
"""
