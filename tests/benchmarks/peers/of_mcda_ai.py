"""What this package answers, of whichever checkout comes first on the path."""

import tempfile
from pathlib import Path

import numpy as np
from timed import main

import mcda_ai as mcda


def problem_of(given):
    """Make a problem of a matrix of codes, options by criteria, of which the largest is best."""
    codes = np.array(given["matrix"])
    names = [f"o{i}" for i in range(len(codes))]
    ranks = (len(codes) + 1 - codes).T.tolist()
    rows = {f"c{k}": dict(zip(names, row, strict=True)) for k, row in enumerate(ranks)}
    layers = {f"L{k}": list(rows)[k::4] for k in range(4)} if given.get("layers") else None
    return mcda.from_rankings(rows, alternatives=names, layers=layers)


def scores(method):
    """Give the scores of a method, with the weights given or equal ones."""

    def ready(given):
        problem = problem_of(given)
        weights = np.array(given["weights"]) if "weights" in given else "equal"
        return lambda: mcda.rank(problem, method, weights).scores.tolist()

    return ready


def winners(method):
    """Give who is first, criteria counting equally."""

    def ready(given):
        problem = problem_of(given)
        place = {name: i for i, name in enumerate(problem.alternative_names)}
        return lambda: [place[name] for name in mcda.rank(problem, method, "equal").leaders]

    return ready


def shares(method):
    """Give how often each is first, alone or not, over weights drawn uniformly."""

    def ready(given):
        problem, size = problem_of(given), given["size"]

        def answer():
            made = mcda.robustness(problem, method, weights="uniform", size=size, rng=1)
            return made.rank_acceptability.iloc[:, 0].tolist()

        return answer

    return ready


def named(given):
    """Give the first case, or a problem of a matrix."""
    return mcda.load(given["dataset"]) if "dataset" in given else problem_of(given)


def rank(given):
    """Give the leaders by the method that is asked for where none is named."""
    problem = named(given)
    return lambda: mcda.rank(problem).leaders


def robustness(given):
    """Give how often the first option leads."""
    problem = named(given)
    return lambda: float(mcda.robustness(problem, rng=1).rank_acceptability.iloc[0, 0])


def attribution(given):
    """Give what it tells of the leader, and how far off that can be."""
    problem = named(given)
    told = ["value", "standard_error"]
    return lambda: mcda.attribution(problem, rng=1).to_frame()[told].to_numpy().tolist()


def stability(given):
    """Give how many points of weight have to move for each option to lead."""
    problem = named(given)
    return lambda: [mcda.stability(problem).weight_flips["points"].tolist()]


def exact(given):
    """Give how often each is first by Borda over weights drawn uniformly, exactly."""
    problem = problem_of(given)

    def answer():
        made = mcda.robustness(problem, "borda", weights="uniform", size="exact")
        return made.rank_acceptability.iloc[:, 0].tolist()

    return answer


def compare(given):
    """Give the ranks by each method."""
    problem = named(given)

    def answer():
        ranks = mcda.compare(problem).ranks
        return {str(method): row.tolist() for method, row in ranks.iterrows()}

    return answer


def report(given):
    """Write a report, and give whether there is one."""
    problem = named(given)

    def answer():
        with tempfile.TemporaryDirectory() as folder:
            return mcda.report.write(problem, Path(folder) / "report.html").exists()

    return answer


main(
    "mcda-ai",
    {
        "topsis": scores("pymcdm:topsis"),
        "promethee2": scores("promethee2"),
        "equal borda": scores("borda"),
        "borda winners": winners("borda"),
        "copeland": winners("copeland"),
        "schulze": winners("schulze"),
        "kemeny": winners("kemeny"),
        "borda shares": shares("borda"),
        "topsis shares": shares("pymcdm:topsis"),
        "rank": rank,
        "robustness": robustness,
        "attribution": attribution,
        "exact": exact,
        "stability": stability,
        "compare": compare,
        "report": report,
    },
)
