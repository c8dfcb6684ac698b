"""Decision problems that come with the package."""

from __future__ import annotations

from mcda_ai.io.sources import dataset, dataset_names
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.problem.decision_problem import DecisionProblem

__all__ = ["dataset_names", "load"]


@checks_arguments
def load(name: str) -> DecisionProblem:
    """Load a dataset by name.

    Raises
    ------
    ProblemError
        If there is none of that name; the nearest is offered.

    Examples
    --------
    >>> load("ai-factory").alternative_names
    ('B1', 'B2', 'B3')
    """
    return dataset(name).problem
