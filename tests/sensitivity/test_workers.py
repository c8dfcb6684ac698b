"""No figure hangs on how many threads a comparison, an attribution or a stability work in."""

import pytest

import mcda_ai as mcda

RANKS = {
    "x": "A > B > C = D > E",
    "y": "B > C > A > E > D",
    "z": "E > D = A > C",
    "u": "C > E > B > A > D",
}
PROBLEMS = {
    "ai-factory": mcda.load("ai-factory"),
    "gaps": mcda.from_rankings(RANKS, layers={"first": ["x", "y"], "second": ["z", "u"]}),
}
MAKERS = {
    "compare": mcda.compare,
    "attribution": lambda problem, workers: mcda.attribution(
        problem, "all", size=50, completions=2, workers=workers
    ),
    "stability": mcda.stability,
    "stability within": lambda problem, workers: mcda.stability(
        problem, within=f"{problem.layer_names[0]} >= 30 %", workers=workers
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
@pytest.mark.parametrize("maker", MAKERS)
def test_workers_change_nothing(maker, name):
    one, *others = [str(MAKERS[maker](PROBLEMS[name], workers=n).to_dict()) for n in (1, 2, 3)]
    assert others == [one, one]
