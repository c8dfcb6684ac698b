"""The same questions to this package and to others: equal answers first, then CPU seconds.

Each package runs in a Python environment of its own, in a script of its own (``of_*.py``) that
reads a question as JSON and writes the answer and the time; nothing of it is imported here.
"""
