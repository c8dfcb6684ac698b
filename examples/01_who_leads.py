"""Who leads on the AI factory report, by each method and both fixed weightings?"""

import mcda_ai as mcda

problem = mcda.load("ai-factory")
for method in mcda.methods.names():
    for weights in ("equal", "layer-equal"):
        print(f"{method:12} {weights:12} {mcda.rank(problem, method, weights).order}")
print("disputed:", ", ".join(problem.disputed))
