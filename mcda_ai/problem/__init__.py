"""The decision problem: its evidence, what must hold of it, and how it is made."""
