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
    from mcda_ai.comparison.methods import Comparison, compare
    from mcda_ai.comparison.versions import Difference, diff
    from mcda_ai.datasets import dataset_names, load
    from mcda_ai.elicitation.common_ground import CommonGround, common_ground
    from mcda_ai.elicitation.prefers import Prefers
    from mcda_ai.elicitation.questions import Questions, next_question
    from mcda_ai.elicitation.settlement import Settlement, settle
    from mcda_ai.elicitation.statements import statements
    from mcda_ai.elicitation.statements_result import Statements
    from mcda_ai.explorer import explore
    from mcda_ai.io.checking import Check, check
    from mcda_ai.io.files import read, write
    from mcda_ai.io.problem_files.schema import problem_schema
    from mcda_ai.io.results import load_result, save
    from mcda_ai.messages.faults import ProblemError
    from mcda_ai.methods.contract import Method
    from mcda_ai.methods.ranking import Ranking, rank
    from mcda_ai.methods.registry import method
    from mcda_ai.orders.partial_order import PartialOrder
    from mcda_ai.orders.weak_order import WeakOrder
    from mcda_ai.problem.construction import from_rankings
    from mcda_ai.problem.decision_problem import DecisionProblem
    from mcda_ai.problem.evidence_table import from_table
    from mcda_ai.sensitivity.against_baseline import AgainstBaseline, against_baseline
    from mcda_ai.sensitivity.attribution import attribution
    from mcda_ai.sensitivity.attribution_result import Attribution
    from mcda_ai.sensitivity.explanation import explain
    from mcda_ai.sensitivity.explanation_result import Explanation
    from mcda_ai.sensitivity.leader_regions import LeaderRegions, leader_regions
    from mcda_ai.sensitivity.rank_bounds import RankBounds, rank_bounds
    from mcda_ai.sensitivity.redundancy import redundancy
    from mcda_ai.sensitivity.redundancy_result import Redundancy
    from mcda_ai.sensitivity.reliability import reliability
    from mcda_ai.sensitivity.reliability_result import Reliability
    from mcda_ai.sensitivity.smaa import robustness
    from mcda_ai.sensitivity.smaa_result import Robustness
    from mcda_ai.sensitivity.stability import stability
    from mcda_ai.sensitivity.stability_result import Stability

__version__ = "0.2.0"  # the one place: setup.cfg reads it from here

_HOME_OF = {
    "AgainstBaseline": "sensitivity.against_baseline",
    "Attribution": "sensitivity.attribution_result",
    "Check": "io.checking",
    "CommonGround": "elicitation.common_ground",
    "Comparison": "comparison.methods",
    "DecisionProblem": "problem.decision_problem",
    "Difference": "comparison.versions",
    "Explanation": "sensitivity.explanation_result",
    "LeaderRegions": "sensitivity.leader_regions",
    "Method": "methods.contract",
    "PartialOrder": "orders.partial_order",
    "Prefers": "elicitation.prefers",
    "ProblemError": "messages.faults",
    "Questions": "elicitation.questions",
    "RankBounds": "sensitivity.rank_bounds",
    "Ranking": "methods.ranking",
    "Redundancy": "sensitivity.redundancy_result",
    "Reliability": "sensitivity.reliability_result",
    "Robustness": "sensitivity.smaa_result",
    "Settlement": "elicitation.settlement",
    "Stability": "sensitivity.stability_result",
    "Statements": "elicitation.statements_result",
    "WeakOrder": "orders.weak_order",
    "against_baseline": "sensitivity.against_baseline",
    "attribution": "sensitivity.attribution",
    "check": "io.checking",
    "common_ground": "elicitation.common_ground",
    "compare": "comparison.methods",
    "dataset_names": "datasets",
    "diff": "comparison.versions",
    "explain": "sensitivity.explanation",
    "explore": "explorer",
    "from_rankings": "problem.construction",
    "from_table": "problem.evidence_table",
    "leader_regions": "sensitivity.leader_regions",
    "load": "datasets",
    "load_result": "io.results",
    "method": "methods.registry",
    "next_question": "elicitation.questions",
    "problem_schema": "io.problem_files.schema",
    "rank": "methods.ranking",
    "rank_bounds": "sensitivity.rank_bounds",
    "read": "io.files",
    "redundancy": "sensitivity.redundancy",
    "reliability": "sensitivity.reliability",
    "robustness": "sensitivity.smaa",
    "save": "io.results",
    "settle": "elicitation.settlement",
    "stability": "sensitivity.stability",
    "statements": "elicitation.statements",
    "write": "io.files",
}
_MODULES = ("explorer", "methods", "plots", "report", "weights")

__all__ = [
    "AgainstBaseline",
    "Attribution",
    "Check",
    "CommonGround",
    "Comparison",
    "DecisionProblem",
    "Difference",
    "Explanation",
    "LeaderRegions",
    "Method",
    "PartialOrder",
    "Prefers",
    "ProblemError",
    "Questions",
    "RankBounds",
    "Ranking",
    "Redundancy",
    "Reliability",
    "Robustness",
    "Settlement",
    "Stability",
    "Statements",
    "WeakOrder",
    "against_baseline",
    "attribution",
    "check",
    "common_ground",
    "compare",
    "dataset_names",
    "diff",
    "explain",
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
    "redundancy",
    "reliability",
    "report",
    "robustness",
    "save",
    "settle",
    "stability",
    "statements",
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
    return [*sorted(__all__), "__version__"]
