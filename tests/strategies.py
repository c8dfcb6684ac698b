"""Random decision problems and weights for property tests, and how many of them to draw."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

import mcda_ai as mcda

ALTERNATIVES = "ABCDEF"


def examples(most, **options):
    """Draw so many examples in the long run, and an eighth of them in the quick one."""
    return settings(max_examples=max(1, most * settings.default.max_examples // 100), **options)


@st.composite
def problems(draw, most_alternatives=5, most_criteria=6):
    """Draw rankings with ties and unscored cells; at least one pair is compared."""
    m = draw(st.integers(2, most_alternatives))
    n = draw(st.integers(1, most_criteria))
    names = list(ALTERNATIVES[:m])
    ranks = st.one_of(st.none(), st.integers(1, m))
    table = [{name: draw(ranks) for name in names} for _ in range(n)]
    table[0].update({names[0]: 1, names[1]: draw(st.integers(1, 2))})
    rankings = {f"k{index}": row for index, row in enumerate(table)}
    return mcda.from_rankings(rankings, alternatives=names)


@st.composite
def problems_with_weights(draw, **sizes):
    """Draw a problem and a usable weight vector, with zeros, equal and tiny weights among them."""
    problem = draw(problems(**sizes))
    n = len(problem.criteria)
    numbers = st.one_of(
        st.integers(0, 5).map(float), st.floats(0, 1), st.sampled_from([1e-15, 1e-9, 0.1, 0.3])
    )
    weights = np.array(draw(st.lists(numbers, min_size=n, max_size=n)))
    if not weights[problem.scored].any():
        weights[problem.scored] = 1.0
    return problem, weights


@st.composite
def chains(draw, names=ALTERNATIVES):
    """Draw chains of groups without a cycle: parts of one weak order, which they may share."""
    places = {name: draw(st.integers(0, len(names))) for name in names}
    drawn = st.lists(st.sampled_from(names), unique=True, min_size=2, max_size=len(names))
    found = []
    for members in draw(st.lists(drawn, min_size=1, max_size=4)):
        by_place = {}
        for name in members:
            by_place.setdefault(places[name], []).append(name)
        found.append([by_place[place] for place in sorted(by_place)])
    return found


def text_of_chains(found):
    """Write chains as a person would."""
    return ", ".join(" > ".join(" = ".join(group) for group in chain) for chain in found)


@st.composite
def partly_related_problems(draw, most_criteria=5):
    """Draw a problem in which some criteria, or all, have partial orders."""
    names = list(ALTERNATIVES[: draw(st.integers(3, 5))])
    n = draw(st.integers(1, most_criteria))
    ranks = st.fixed_dictionaries({name: st.one_of(st.none(), st.integers(1, 3)) for name in names})
    rows = draw(st.lists(st.one_of(chains(names).map(text_of_chains), ranks), min_size=n,
                         max_size=n))  # fmt: skip
    rankings = {f"k{index}": row for index, row in enumerate(rows)}
    first, second, third, *_ = names
    rankings["partly"] = f"{first} > {second}, {first} > {third}"
    return mcda.from_rankings(rankings, alternatives=names)
