"""Why does an option lead: what speaks for it, what against, and which judgements are enough?"""

import mcda_ai as mcda

problem = mcda.load("ai-factory")
result = mcda.explain(problem, method="borda", weights="equal")
print(*result.in_words("nl", problem.labels("nl")), sep="\n")
print(result.layers.round(2))
print("enough:", ", ".join(result.sufficient.criteria))
print("could overturn it:", ", ".join(result.against.criteria))
print(result.by_pair[["sufficient", "against"]])
mcda.plots.contributions(result, rival="B2", language="nl").figure.savefig("redenen.svg")
