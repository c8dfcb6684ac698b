"""Leave out what cannot be permitted before anything is weighed, and see what it would do."""

from pathlib import Path

import mcda_ai as mcda

problem = mcda.read(Path(__file__).parent / "bridge.yaml")
print(f"{problem.question.en} ({problem.owner}, {problem.date})")
print(f"the baseline: {problem.baseline}")
print(mcda.rank(problem))
print(mcda.robustness(problem).rank_acceptability)

admitting = problem.admitting("tunnel")
for sentence in mcda.diff(problem, admitting, size=2000).sentences:
    print(sentence)
