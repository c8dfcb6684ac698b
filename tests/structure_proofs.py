"""Counting how often the structure of a problem is proven."""

from contextlib import contextmanager

import pytest

from mcda_ai.problem.consistency import ProblemStructure


@contextmanager
def proofs_counted():
    """Give a list that gets the name of each problem whose structure is proven meanwhile."""
    proven = []
    prove = ProblemStructure.structure_faults

    def counted(structure):
        proven.append(structure.name)
        return prove(structure)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ProblemStructure, "structure_faults", counted)
        yield proven
