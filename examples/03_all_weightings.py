"""How often does each option lead over all weightings, and where are its central weights?"""

import mcda_ai as mcda

problem = mcda.load("ai-factory").reading("detail")
for space in (mcda.weights.Uniform(), mcda.weights.LayerFirst()):
    result = mcda.robustness(problem, method="borda", weights=space, size=50_000, rng=1)
    print(result, "\n")
layers = dict(zip(problem.criterion_names, problem.layer_of, strict=True))
by_layer = result.central_weights.T.groupby(layers).sum()
by_layer.index = problem.layer_names
print("central weights by layer", by_layer.round(3), sep="\n")
