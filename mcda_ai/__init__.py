"""Multi-criteria decision analysis on ordinal evidence.

>>> import mcda_ai as mcda
>>> problem = mcda.load("ai-factory")
>>> mcda.rank(problem, method="borda", weights="equal").leaders
['B3']

Everything below is imported when it is first used, so that ``import mcda_ai`` stays fast.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mcda_ai import explorer, methods, plots, report, weights
    from mcda_ai.acceptability import robustness
    from mcda_ai.aggregation import Ranking, rank
    from mcda_ai.attribution_result import Attribution
    from mcda_ai.bounds import RankBounds, rank_bounds
    from mcda_ai.checking import Check, check
    from mcda_ai.comparison import Comparison, compare
    from mcda_ai.construction import from_rankings, from_table
    from mcda_ai.contract import Method
    from mcda_ai.datasets import dataset_names, load
    from mcda_ai.decomposition import attribution
    from mcda_ai.differences import Difference, diff
    from mcda_ai.explorer import explore
    from mcda_ai.faults import ProblemError
    from mcda_ai.files import read, write
    from mcda_ai.forms.schema import problem_schema
    from mcda_ai.problem import DecisionProblem
    from mcda_ai.questions import Questions, next_question
    from mcda_ai.ranking import WeakOrder
    from mcda_ai.regions import LeaderRegions, leader_regions
    from mcda_ai.registry import method
    from mcda_ai.robustness_result import Robustness
    from mcda_ai.saved import load_result, save
    from mcda_ai.sensitivity import stability
    from mcda_ai.settlement import Settlement, settle
    from mcda_ai.stability_result import Stability
    from mcda_ai.stakeholders import CommonGround, common_ground

__version__ = "0.1.0"

_HOME_OF = {
    "Attribution": "attribution_result",
    "Check": "checking",
    "CommonGround": "stakeholders",
    "Comparison": "comparison",
    "DecisionProblem": "problem",
    "Difference": "differences",
    "LeaderRegions": "regions",
    "Method": "contract",
    "ProblemError": "faults",
    "Questions": "questions",
    "RankBounds": "bounds",
    "Ranking": "aggregation",
    "Robustness": "robustness_result",
    "Settlement": "settlement",
    "Stability": "stability_result",
    "WeakOrder": "ranking",
    "attribution": "decomposition",
    "check": "checking",
    "common_ground": "stakeholders",
    "compare": "comparison",
    "dataset_names": "datasets",
    "diff": "differences",
    "explore": "explorer",
    "from_rankings": "construction",
    "from_table": "construction",
    "leader_regions": "regions",
    "load": "datasets",
    "load_result": "saved",
    "method": "registry",
    "next_question": "questions",
    "problem_schema": "forms.schema",
    "rank": "aggregation",
    "rank_bounds": "bounds",
    "read": "files",
    "robustness": "acceptability",
    "save": "saved",
    "settle": "settlement",
    "stability": "sensitivity",
    "write": "files",
}
_MODULES = ("explorer", "methods", "plots", "report", "weights")

__all__ = [
    "Attribution",
    "Check",
    "CommonGround",
    "Comparison",
    "DecisionProblem",
    "Difference",
    "LeaderRegions",
    "Method",
    "ProblemError",
    "Questions",
    "RankBounds",
    "Ranking",
    "Robustness",
    "Settlement",
    "Stability",
    "WeakOrder",
    "attribution",
    "check",
    "common_ground",
    "compare",
    "dataset_names",
    "diff",
    "explore",
    "explorer",
    "from_rankings",
    "from_table",
    "leader_regions",
    "load",
    "load_result",
    "method",
    "methods",
    "next_question",
    "plots",
    "problem_schema",
    "rank",
    "rank_bounds",
    "read",
    "report",
    "robustness",
    "save",
    "settle",
    "stability",
    "weights",
    "write",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  (a module attribute can be anything)
    if name in _HOME_OF:
        value = getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    elif name in _MODULES:
        value = importlib.import_module(f"{__name__}.{name}")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
