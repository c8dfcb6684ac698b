"""Rank three sites for a school from rankings written by hand."""

import mcda_ai as mcda

problem = mcda.from_rankings(
    {
        "land price": "North > South > Centre",
        "travel time": {"Centre": 1, "South": 2, "North": 2},
        "noise": [["North", "South"], "Centre"],
        "support": None,
    },
    layers={"cost": ["land price"], "use": ["travel time", "noise", "support"]},
)
result = mcda.rank(problem, method="kemeny", weights={"cost": 1, "use": 2})
print(result)
print(problem.layer_preferences()["use"])
