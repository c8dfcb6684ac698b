"""Small objects of every kind that the public functions take."""

import functools
import tempfile
from pathlib import Path

import matplotlib as mpl
import pandas as pd

import mcda_ai as mcda
from mcda_ai import report, weights

mpl.use("agg")

_FILE = """
version: 1
name: site
alternatives: [A, B, C]
layers: [means, {name: ends, role: precondition}, use]
readings: [first, second]
scales: [{name: steps, levels: [low, middle, high]}]
criteria:
  - {name: cost, layer: means, judgements: {first: A > B > C, second: B > A > C}}
  - {name: reach, layer: use, judgements: {first: C > A = B, second: C > A = B}}
  - {name: trust, layer: ends, judgements: {first: B > A, second: B > A}}
  - {name: space, layer: ends, judgements: {first: null, second: null}}
scenarios: [{name: later, cells: [{criterion: trust, order: A > B > C}]}]
weights: {cost: 2, reach: 1, trust: 1}
weight_sets:
  - {name: town, weights: {cost: 1, reach: 3, trust: 2}}
  - {name: county, weights: {means: 1, ends: 2, use: 1}}
"""


def _read(text):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "site.yaml"
        file.write_text(text, encoding="utf-8")
        return mcda.read(file)


PROBLEM = _read(_FILE)
REQUIRED = PROBLEM.require("cost", met_by=["A", "B"])
OTHER = mcda.from_rankings({"noise": "X > Y", "light": "Y > X"}, weights={"noise": 1, "light": 1})
RANKING = mcda.rank(PROBLEM)
TABLE = pd.DataFrame({"A": [1, 2.5], "B": [2, 1]}, index=["cost", "reach"])
MATRIX = PROBLEM.layer_preferences()["means"]
PARTIAL = mcda.rank(PROBLEM, "promethee1")
ROBUSTNESS = mcda.robustness(PROBLEM, size=20)
OTHER_ROBUSTNESS = mcda.robustness(OTHER, size=20)
STABILITY = mcda.stability(PROBLEM)
COMPARISON = mcda.compare(PROBLEM, ["borda", "kemeny", "minimax"])
GROUND = mcda.common_ground(PROBLEM)
QUESTIONS = mcda.next_question(PROBLEM, size=50)
SETTLEMENT = mcda.settle(PROBLEM, answers="town", size=50)
ATTRIBUTION = mcda.attribution(PROBLEM, ["borda", "kemeny"], size=10, completions=2)
BOUNDS = mcda.rank_bounds(PROBLEM)
DIFFERENCE = mcda.diff(PROBLEM, PROBLEM.scenario("later"), size=20)
REGIONS = mcda.leader_regions(PROBLEM)
EXPLANATION = mcda.explain(PROBLEM)
BASED = PROBLEM.with_baseline("A")
AGAINST = mcda.against_baseline(BASED, size=20)
REDUNDANCY = mcda.redundancy(mcda.from_rankings({"cost": "A > B", "fee": "A > B"}), size=20)
STATEMENTS = mcda.statements(PROBLEM, "A >= B", size=20)
RELIABILITY = mcda.reliability(PROBLEM, size=20)
CHECK = mcda.check(PROBLEM)
BORDA = mcda.methods.find("borda")
SPACE = weights.Uniform()
RESULTS = [RANKING, ROBUSTNESS, STABILITY, COMPARISON, GROUND, QUESTIONS, SETTLEMENT, ATTRIBUTION,
           BOUNDS, DIFFERENCE, REGIONS, EXPLANATION, AGAINST, REDUNDANCY, RELIABILITY, STATEMENTS,
           CHECK]  # fmt: skip


@functools.cache
def answer():
    """Give the answer of the report, which takes a while."""
    return report.answer(PROBLEM, methods=["borda"], size=20)
