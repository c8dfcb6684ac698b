"""Who leads in each layer and by any division of the weight, and how do the scores move with it?"""

import mcda_ai as mcda
from mcda_ai import plots

problem = mcda.load("ai-factory")
plots.chain(mcda.rank(problem)).figure.savefig("chain.svg")
regions = mcda.leader_regions(problem)
plots.leader_regions(regions).figure.savefig("regions.svg")
stability = mcda.stability(problem, "borda", "layer-equal")
plots.walking_weights(stability, "preconditions").figure.savefig("preconditions.svg")
print(regions)
