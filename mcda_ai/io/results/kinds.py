"""The kinds of results that a file can hold, by name: loading makes no others."""

from __future__ import annotations

from mcda_ai.comparison.methods import Comparison
from mcda_ai.comparison.versions import Difference
from mcda_ai.elicitation.common_ground import CommonGround
from mcda_ai.elicitation.questions import Questions
from mcda_ai.elicitation.settlement import Settlement
from mcda_ai.elicitation.statements_result import Statements
from mcda_ai.io.checking import Check
from mcda_ai.messages.result import Result
from mcda_ai.methods.ranking import Ranking
from mcda_ai.sensitivity.against_baseline import AgainstBaseline
from mcda_ai.sensitivity.attribution_result import Attribution
from mcda_ai.sensitivity.explanation_result import Explanation
from mcda_ai.sensitivity.leader_regions import LeaderRegions
from mcda_ai.sensitivity.rank_bounds import RankBounds
from mcda_ai.sensitivity.redundancy_result import Redundancy
from mcda_ai.sensitivity.reliability_result import Reliability
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.sensitivity.stability_result import Stability

RESULTS: dict[str, type[Result]] = {
    "Ranking": Ranking,
    "Robustness": Robustness,
    "Comparison": Comparison,
    "Stability": Stability,
    "Explanation": Explanation,
    "Attribution": Attribution,
    "Questions": Questions,
    "Settlement": Settlement,
    "CommonGround": CommonGround,
    "RankBounds": RankBounds,
    "LeaderRegions": LeaderRegions,
    "AgainstBaseline": AgainstBaseline,
    "Redundancy": Redundancy,
    "Reliability": Reliability,
    "Statements": Statements,
    "Difference": Difference,
    "Check": Check,
}
