"""Who leads for each division of the weight, and how the scores move with one of the weights?"""

import mcda_ai as mcda
from mcda_ai import plots

problem = mcda.load("ai-factory")
regions = mcda.leader_regions(problem)
plots.leader_regions(regions).figure.savefig("regions.svg")
stability = mcda.stability(problem, "borda", "layer-equal")
plots.walking_weights(stability, "preconditions").figure.savefig("preconditions.svg")
print(regions)
