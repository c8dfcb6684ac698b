"""Majority and permutation methods against pref_voting and against plain brute force.

Holliday, W. H., Pacuit, E. (2025). pref_voting: The Preferential Voting Tools package for Python.
Journal of Open Source Software 10(105), 7020.
"""

from itertools import combinations, pairwise, permutations, product
from math import factorial, prod
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import mcda_ai as mcda

pref_voting = pytest.importorskip(
    "pref_voting", reason="pref_voting is an optional extra: pip install mcda-ai[crosscheck]"
)

import networkx as nx  # noqa: E402  (pref_voting needs it)
from pref_voting import c1_methods, margin_based_methods, other_methods  # noqa: E402
from pref_voting.profiles import Profile  # noqa: E402
from pref_voting.profiles_with_ties import ProfileWithTies  # noqa: E402
from pref_voting.weighted_majority_graphs import MarginGraph  # noqa: E402

from tests.strategies import examples  # noqa: E402

NAMES = "ABCDEF"
MOST_BALLOTS = 7
MOST_TIE_BREAKING_ORDERS = 1000  # pref_voting tries each; more would take minutes
STRENGTHS = ["margins", "winning votes"]
several = examples(200)


# --- elections -----------------------------------------------------------------------------------


class Election(NamedTuple):
    """Each ballot gives ranks to some of the alternatives 0, 1, ...; it was cast `count` times."""

    n_alternatives: int
    ballots: list[dict[int, int]]
    counts: list[int]

    @property
    def alternatives(self):
        return list(range(self.n_alternatives))

    @property
    def total(self):
        """Weight of the ballots that compare anything: the others stand outside the weights."""
        pairs = zip(self.ballots, self.counts, strict=True)
        return sum(count for ballot, count in pairs if len(ballot) > 1)

    @property
    def problem(self):
        rankings = {
            f"ballot {k}": {NAMES[i]: rank for i, rank in ballot.items()} or None
            for k, ballot in enumerate(self.ballots)
        }
        return mcda.from_rankings(rankings, alternatives=list(NAMES[: self.n_alternatives]))

    @property
    def data(self):
        """The same election for pref_voting; only alternatives that a ballot ranks are compared."""
        if all(len(set(ballot.values())) == self.n_alternatives for ballot in self.ballots):
            return Profile([sorted(ballot, key=ballot.get) for ballot in self.ballots], self.counts)
        profile = ProfileWithTies(self.ballots, self.counts, candidates=self.alternatives)
        profile.use_strict_preference()
        return profile

    def rank(self, method, **options):
        return mcda.rank(self.problem, method, weights=self.counts, options=options)

    def leaders(self, method, **options):
        return [NAMES.index(name) for name in self.rank(method, **options).leaders]

    def support(self, i, j):
        return sum(
            count
            for ballot, count in zip(self.ballots, self.counts, strict=True)
            if i in ballot and j in ballot and ballot[i] < ballot[j]
        )

    def margin(self, i, j):
        return self.support(i, j) - self.support(j, i)

    def defeats(self, strength="margins"):
        """By (winner, loser): how strong the defeat is, in ballots; tied pairs are left out."""
        measure = {"margins": self.margin, "winning votes": self.support}[strength]
        pairs = permutations(self.alternatives, 2)
        return {(i, j): measure(i, j) for i, j in pairs if self.margin(i, j) > 0}

    def graph(self, strength="margins"):
        """Defeats as a margin graph for pref_voting, whatever measures their strength."""
        edges = [(i, j, weight) for (i, j), weight in self.defeats(strength).items()]
        return MarginGraph(self.alternatives, edges)


@st.composite
def drawn_elections(draw, strict, most_alternatives):
    """Draw an election piece by piece: simple ones, with many ties and gaps, come up often."""
    m = draw(st.integers(3, most_alternatives))
    if strict:
        ballot = st.permutations(range(m)).map(lambda order: {i: k for k, i in enumerate(order, 1)})
    else:
        ranks = st.tuples(*[st.none() | st.integers(1, m)] * m)
        ballot = ranks.map(lambda row: {i: rank for i, rank in enumerate(row) if rank is not None})
    ballots = draw(st.lists(ballot, min_size=1, max_size=MOST_BALLOTS))
    counts = draw(st.lists(st.integers(0, 4), min_size=len(ballots), max_size=len(ballots)))
    return Election(m, ballots, counts)


@st.composite
def pairwise_elections(draw, strict, most_alternatives):
    """Draw how many put i above j, for each i and j alone: any majorities, so most of them cycle.

    Strict ballots come in twos that cancel out on all other pairs (McGarvey 1953).
    """
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    m = int(rng.integers(3, most_alternatives + 1))
    ballots, counts = [], []
    for i, j in permutations(range(m), 2):
        count = int(rng.integers(0, 6))
        others = [k for k in range(m) if k not in (i, j)]
        orders = [[i, j, *others], [*reversed(others), i, j]] if strict else [[i, j]]
        ballots += [{k: rank for rank, k in enumerate(order, 1)} for order in orders]
        counts += [count] * len(orders)
    return Election(m, ballots, counts)


def elections(*, strict=None, most_alternatives=6):
    """Draw elections with small counts, so that margins tie; by default strict and not."""
    kinds = [True, False] if strict is None else [strict]
    sources = [drawn_elections, pairwise_elections]
    drawn = st.one_of([source(kind, most_alternatives) for source in sources for kind in kinds])
    return drawn.filter(lambda election: election.total > 0)


def as_text(orders):
    """Strict orders of numbers as the package writes them."""
    return {" > ".join(NAMES[i] for i in order) for order in orders}


def tie_breaking_orders(strengths):
    """How many orders, from the strongest, equal defeats can be taken in."""
    return prod(factorial(strengths.count(strength)) for strength in set(strengths))


# --- pairs ---------------------------------------------------------------------------------------


@several
@given(elections())
def test_pair_weights_give_the_margins_of_pref_voting(election):
    weights = election.problem.pair_weights(election.counts) * election.total
    data, graph = election.data, election.graph()
    for i, j in combinations(election.alternatives, 2):
        pair = weights.loc[(NAMES[i], NAMES[j])]
        assert pair["support"] == pytest.approx(data.support(i, j), abs=1e-9)
        assert pair["against"] == pytest.approx(data.support(j, i), abs=1e-9)
        comparable = election.total - pair["not comparable"]
        # What ties adds to neither side, and is comparable.
        margin = 2 * pair["support"] + pair["tie"] - comparable
        assert margin == pytest.approx(data.margin(i, j), abs=1e-9)
        assert data.margin(i, j) == graph.margin(i, j) == election.margin(i, j)


@several
@given(elections(strict=True))
def test_margins_of_strict_rankings_are_twice_the_support_less_the_comparable(election):
    weights = election.problem.pair_weights(election.counts) * election.total
    margins = 2 * weights["support"] - (election.total - weights["not comparable"])
    for i, j in combinations(election.alternatives, 2):
        assert margins[NAMES[i], NAMES[j]] == pytest.approx(election.data.margin(i, j), abs=1e-9)


# --- counting wins -------------------------------------------------------------------------------


@several
@given(elections())
def test_copeland_agrees_with_pref_voting(election):
    result = election.rank("copeland", tie="half")
    assert result.scores.tolist() == list(election.data.copeland_scores().values())
    assert election.leaders("copeland") == c1_methods.copeland(election.data)
    nothing = election.data.copeland_scores(scores=(1, 0, 0))
    assert election.rank("copeland", tie="nothing").scores.tolist() == list(nothing.values())


@several
@given(elections())
def test_llull_agrees_with_brute_force_and_with_pref_voting(election):
    counted = [
        sum(election.margin(i, j) >= 0 for j in election.alternatives if j != i)
        for i in election.alternatives
    ]
    assert election.rank("copeland", tie="win").scores.tolist() == counted
    assert election.leaders("copeland", tie="win") == c1_methods.llull(election.data)


@several
@given(elections())
def test_the_condorcet_winner_agrees_with_pref_voting(election):
    winner = (
        election.data.condorcet_winner()
    )  # the method of pref_voting gives all if there is none
    assert election.leaders("condorcet") == ([] if winner is None else [winner])


@several
@given(elections())
def test_smith_and_schwartz_sets_agree_with_pref_voting(election):
    assert election.leaders("smith") == c1_methods.top_cycle(election.data)
    assert election.leaders("schwartz") == c1_methods.gocha(election.data)


# --- strengths of defeats ------------------------------------------------------------------------


@several
@given(elections())
def test_minimax_agrees_with_pref_voting(election):
    measures = {"margins": "margins", "winning votes": "winning"}
    for strength, measure in measures.items():
        scores = margin_based_methods.minimax_scores(election.data, score_method=measure)
        ours = election.rank("minimax", strength=strength).scores * election.total
        assert ours.tolist() == pytest.approx(list(scores.values()), abs=1e-9)
    assert election.leaders("minimax") == margin_based_methods.minimax(election.data)
    by_support = margin_based_methods.minimax_support(election.data)
    assert election.leaders("minimax", strength="winning votes") == by_support


@pytest.mark.parametrize("strength", STRENGTHS)
@several
@given(elections())
def test_schulze_agrees_with_pref_voting(strength, election):
    result, graph = election.rank("schulze", strength=strength), election.graph(strength)
    better = margin_based_methods.beat_path_defeat(graph)
    assert result.ranks.tolist() == [1 + better.in_degree(i) for i in election.alternatives]
    measure = {"margins": election.data.margin, "winning votes": election.data.support}[strength]
    winners = margin_based_methods.beat_path(election.data, strength_function=measure)
    assert [NAMES.index(name) for name in result.leaders] == winners


# pref_voting's ranked_pairs is the neutral variant: winners over all orders of equal strengths. It
# locks in a tied pair too, either way round, after every defeat; we lock in none. The winners are
# the same, as an alternative that no defeat is locked in against can win all its tied pairs. By
# support it would place a tied pair among the defeats (5:5 before 4:1), which is another rule; so
# winning votes are put to it as the weights of a margin graph, where tied pairs weigh 0.


@pytest.mark.parametrize("strength", STRENGTHS)
@several
@given(elections())
def test_ranked_pairs_agrees_with_the_stacks_of_pref_voting(strength, election):
    graph = election.graph(strength)
    winners = margin_based_methods.ranked_pairs(graph, algorithm="from_stacks")
    assert election.leaders("ranked_pairs", strength=strength) == winners


@pytest.mark.parametrize("strength", STRENGTHS)
@several
@given(elections(most_alternatives=5))
def test_ranked_pairs_agrees_with_all_tie_breaking_orders_of_pref_voting(strength, election):
    graph = election.graph(strength)
    pairs = permutations(election.alternatives, 2)
    strengths = [graph.margin(i, j) for i, j in pairs if graph.margin(i, j) >= 0]
    assume(tie_breaking_orders(strengths) <= MOST_TIE_BREAKING_ORDERS)
    result = election.rank("ranked_pairs", strength=strength)
    winners = margin_based_methods.ranked_pairs(graph, algorithm="basic")
    assert [NAMES.index(name) for name in result.leaders] == winners
    if 0 not in strengths:  # outcomes can be compared only where there is no tied pair to lock in
        outcomes = margin_based_methods.ranked_pairs_defeats(graph)
        assert set(result.orders) == as_text(map(nx.topological_sort, outcomes))


# --- permutations --------------------------------------------------------------------------------


@several
@given(elections(strict=True))
def test_kemeny_agrees_with_pref_voting_on_strict_rankings(election):
    orders, distance = other_methods.kemeny_young_rankings(election.data)
    result = election.rank("kemeny")
    assert set(result.orders) == as_text(orders)
    assert result.n_orders == len(orders)
    assert result.figures["cost"] * election.total == pytest.approx(distance, abs=1e-9)
    assert election.leaders("kemeny") == other_methods.kemeny_young(election.data)


@several
@given(elections(strict=False))
def test_kemeny_agrees_with_pref_voting_on_rankings_with_ties_and_gaps(election):
    # pref_voting lists rankings for strict ballots only, so it is given strict ballots with twice
    # the margins (Debord 1987); ties and gaps cost every order the same.
    doubled = [(i, j, 2 * margin) for (i, j), margin in election.defeats().items()]
    assume(doubled)
    profile = MarginGraph(election.alternatives, doubled).debord_profile()
    orders, _ = other_methods.kemeny_young_rankings(profile)
    assert set(election.rank("kemeny").orders) == as_text(orders)
    assert election.leaders("kemeny") == other_methods.kemeny_young(election.data)


@several
@given(elections())
def test_slater_agrees_with_pref_voting(election):
    orders, reversed_majorities = c1_methods.slater_rankings(election.data)
    result = election.rank("slater")
    assert set(result.orders) == as_text(orders)
    assert result.n_orders == len(orders)
    assert result.figures["cost"] == reversed_majorities
    assert election.leaders("slater") == c1_methods.slater(election.data)


# --- brute force, for both strengths -------------------------------------------------------------


@pytest.mark.parametrize("strength", STRENGTHS)
@several
@given(elections())
def test_minimax_agrees_with_brute_force(strength, election):
    defeats = election.defeats(strength)
    worst = [
        max((weight for (_, loser), weight in defeats.items() if loser == i), default=0)
        for i in election.alternatives
    ]
    leaders = [i for i in election.alternatives if worst[i] == min(worst)]
    assert election.leaders("minimax", strength=strength) == leaders


def width_of_widest_path(defeats, alternatives, start, end):
    """Width over every path there is, 0 if there is none."""
    others = [i for i in alternatives if i not in (start, end)]
    paths = (
        (start, *between, end)
        for k in range(len(others) + 1)
        for between in permutations(others, k)
    )
    return max(min(defeats.get(step, 0) for step in pairwise(path)) for path in paths)


@pytest.mark.parametrize("strength", STRENGTHS)
@several
@given(elections(most_alternatives=5))
def test_schulze_agrees_with_every_path(strength, election):
    defeats, alternatives = election.defeats(strength), election.alternatives
    width = {
        pair: width_of_widest_path(defeats, alternatives, *pair)
        for pair in permutations(alternatives, 2)
    }
    ranks = [
        1 + sum(width[j, i] > width[i, j] for j in alternatives if j != i) for i in alternatives
    ]
    assert election.rank("schulze", strength=strength).ranks.tolist() == ranks


def locked_above(order, alternatives):
    """Take defeats in this order; for each alternative who is locked in above it."""
    above = {i: set() for i in alternatives}
    for winner, loser in order:
        if loser not in above[winner]:
            for below in [loser, *(i for i in alternatives if loser in above[i])]:
                above[below] |= {winner} | above[winner]
    return above


@pytest.mark.parametrize("strength", STRENGTHS)
@several
@given(elections(most_alternatives=4))
def test_ranked_pairs_agrees_with_every_order_of_equal_defeats(strength, election):
    defeats = election.defeats(strength)  # at most six, so at most 720 orders
    levels = [
        [pair for pair, weight in defeats.items() if weight == level]
        for level in sorted(set(defeats.values()), reverse=True)
    ]
    outcomes = [
        [len(above) for above in locked_above(sum(order, ()), election.alternatives).values()]
        for order in product(*map(permutations, levels))
    ]
    result = election.rank("ranked_pairs", strength=strength)
    fewest = [min(counts) for counts in zip(*outcomes, strict=True)]
    assert result.ranks.tolist() == [1 + sum(n < own for n in fewest) for own in fewest]
    orders = {
        " > ".join(
            " = ".join(NAMES[i] for i in election.alternatives if counts[i] == n)
            for n in sorted(set(counts))
        )
        for counts in outcomes
    }
    assert set(result.orders) == orders
