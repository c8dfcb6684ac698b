"""Partial orders, against a plain closure of who is at least as good as whom."""

import pickle
from itertools import pairwise, permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.orders.extensions import WeakExtensions
from mcda_ai.orders.partial_order import PartialOrder, order_of
from tests.plain_orders import chains_of, closed, weak_orders_of
from tests.strategies import ALTERNATIVES, chains, examples, text_of_chains


@examples(60)
@given(chains())
def test_the_relation_is_what_follows_from_the_chains(found):
    names, at_least = closed(found)
    order = order_of(text_of_chains(found))
    assert sorted(order.alternatives) == names
    assert closed(chains_of(order)) == (names, at_least)
    is_total = all((i, j) in at_least or (j, i) in at_least for i, j in product(names, repeat=2))
    assert isinstance(order, mcda.WeakOrder if is_total else PartialOrder)
    if not is_total:
        above, related = order.above(ALTERNATIVES), order.related(ALTERNATIVES)
        for (i, one), (j, other) in product(enumerate(ALTERNATIVES), repeat=2):
            there, back = (one, other) in at_least, (other, one) in at_least
            assert above[i, j] == (there and not back)
            assert related[i, j] == ((there or back) and one != other)
        unrelated = {(i, j) for i, j in product(names, repeat=2)
                     if (i, j) not in at_least and (j, i) not in at_least}  # fmt: skip
        assert order.n_unrelated == len(unrelated) / 2
        assert order.unrelated in unrelated


@examples(40)
@given(chains(), st.randoms(use_true_random=False))
def test_how_it_is_written_does_not_matter(found, shuffled):
    order = order_of(text_of_chains(found))
    names, at_least = closed(found)
    pairs = [[[i], [j]] if (j, i) not in at_least else [[i, j]]
             for i, j in at_least if i != j]  # fmt: skip
    shuffled.shuffle(pairs)
    again = order_of(text_of_chains(pairs))
    one, other = (each.arranged(ALTERNATIVES) for each in (order, again))
    assert one == other
    assert str(one) == str(other)
    assert hash(one) == hash(other)
    assert order_of(str(one)).arranged(ALTERNATIVES) == one
    assert pickle.loads(pickle.dumps(one)) == one
    if isinstance(order, PartialOrder):
        assert order == again
        assert order.arranged(names[::-1]) == order


@examples(40)
@given(chains(), st.sets(st.sampled_from(ALTERNATIVES)))
def test_who_is_left_out_still_links_the_others(found, gone):
    _, at_least = closed(found)
    left = order_of(text_of_chains(found)).without(gone)
    kept = {(i, j) for i, j in at_least if {i, j}.isdisjoint(gone)}
    linked = {name for pair in kept if len(set(pair)) == 2 for name in pair}
    if not linked and isinstance(order_of(text_of_chains(found)), PartialOrder):
        assert left is None
    elif linked:
        assert closed(chains_of(left))[1] == {pair for pair in kept if set(pair) <= linked}


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("A > B, C > D", "A > B, C > D"),
        ("C > D, A > B", "A > B, C > D"),
        ("A > C, A > B", "A > B, A > C"),
        ("A > B > D, C > D, A > C", "A > B > D, A > C > D"),
        ("A > D, A > B, B > C, C > D, E > D", "A > B > C > D, E > D"),
        ("A > {B, C}, D > B", "A > B = C, D > B = C"),
        ("A = B, C ~ D", "A = B, C = D"),
        ("A ≻ B,C≻D", "A > B, C > D"),
    ],
)
def test_canonical_text(text, canonical):
    assert str(order_of(text).arranged(ALTERNATIVES)) == canonical


def test_a_partial_order_that_relates_all_is_a_weak_order():
    assert order_of("A > B, B > C") == mcda.WeakOrder.parse("A > B > C")
    assert order_of("A = B, B > C, A > D, C = D") == mcda.WeakOrder.parse("A = B > C = D")
    with pytest.raises(mcda.ProblemError, match="A > B > C relates all that it ranks"):
        PartialOrder.parse("A > B, B > C")
    with pytest.raises(mcda.ProblemError, match="relates all"):
        PartialOrder(((("A",), ("B",)),))


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("A > B, B > A", "A > B > A"),
        ("A > B, B > C, C > A", "A > B > C > A"),
        ("A = B, A > B", "A > B = A"),
        ("D > A, A > B = C, C > A, E > F", "A > B = C > A"),
        ("X > Y, A > B > C > D, D > E, E = B", "B > C > D > E = B"),
    ],
)
def test_a_cycle_is_shown(text, cycle):
    with pytest.raises(mcda.ProblemError) as error:
        order_of(text)
    assert str(error.value) == (
        f"order '{text}': a cycle, {cycle}; an option cannot be better than itself"
    )
    assert f"een kringloop, {cycle}" in error.value.faults[0].in_words("nl")


@examples(40)
@given(chains(), st.data())
def test_a_step_against_the_relation_is_a_cycle(found, data):
    _, at_least = closed(found)
    pairs = sorted(pair for pair in at_least if len(set(pair)) == 2)
    better, other = data.draw(st.sampled_from(pairs))
    with pytest.raises(mcda.ProblemError, match="a cycle"):
        order_of(text_of_chains([*found, [[other], [better]]]))


@pytest.mark.parametrize("text", ["A > B, C", "C, A > B", "A > B, C, D > E", "A, B", "A, B > C"])
def test_a_name_alone_between_commas_is_asked_about(text):
    """It can be meant as a tie, as unranked, or be a part of a name."""
    with pytest.raises(mcda.ProblemError, match="alone between commas"):
        order_of(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A > B,, C > D", "an empty place"),
        ("A > B, C > ", "an empty place"),
        ("A > B, D < C", "the best first"),
        ("A > B > A, C > D", "'A' stands in the order 2 times"),
        ("A > {B, C, D > E", "braces"),
    ],
)
def test_faults_of_a_chain_are_those_of_an_order(text, told):
    with pytest.raises(mcda.ProblemError, match=told):
        order_of(text)


@pytest.mark.parametrize(
    ("chains_given", "told"),
    [
        ((), "at least one alternative"),
        (((),), "at least one alternative"),
        (((("A",), ()), (("C",), ("D",))), "empty group"),
        (((("A",), ("B",)), (("C",),)), "alone between commas"),
        (((("A",), ("B",), ("A",)), (("C",), ("D",))), "stands in the order 2 times"),
    ],
)
def test_faults_of_chains_that_are_given(chains_given, told):
    with pytest.raises(mcda.ProblemError, match=told):
        PartialOrder(chains_given)


def test_names_that_are_known_can_have_commas():
    names = ["Delft, noord", "Delft, zuid", "Rijswijk"]
    text = "Delft, noord > Delft, zuid > Rijswijk"
    assert order_of(text, names).groups == (("Delft, noord",), ("Delft, zuid",), ("Rijswijk",))
    with pytest.raises(
        mcda.ProblemError, match="a name with a comma in it stands in a list of groups"
    ):
        order_of(text)
    with pytest.raises(mcda.ProblemError, match="can be read in two ways"):
        order_of("A > B, C > D", ["A", "B", "C", "D", "B, C"])


def test_chains_can_be_lists():
    order = order_of([[["Delft, noord"], ["a > b"]], [["c"], ["d", "e"]]])
    assert order.chains == ((("Delft, noord",), ("a > b",)), (("c",), ("d", "e")))
    assert order_of([["A", "B"], ["C"]]) == mcda.WeakOrder.parse("A = B > C")  # groups, as before


# --- what it could be ----------------------------------------------------------------------------


@examples(40)
@given(chains("ABCDE"))
def test_extensions_are_the_weak_orders_that_keep_the_relation(found):
    order = order_of(text_of_chains(found))
    if isinstance(order, mcda.WeakOrder):
        return
    names, at_least = closed(found)
    kept = {
        tuple(sorted(places.items()))
        for places in weak_orders_of(names)
        if all(places[i] <= places[j] for i, j in at_least)
        and all((places[i] < places[j]) or (j, i) in at_least for i, j in at_least)
    }
    ways = WeakExtensions(order)
    given_ways = [
        tuple(sorted((name, place) for place, group in enumerate(each.groups) for name in group))
        for each in ways
    ]
    assert len(given_ways) == len(set(given_ways)) == sum(ways.n_by_groups.values())
    assert set(given_ways) == kept
    ranks = [each.ranks for each in ways]
    assert order.ranks == {
        name: (min(each[name] for each in ranks), max(each[name] for each in ranks))
        for name in names
    }
    averages = [each.average_ranks(ALTERNATIVES) for each in ways]
    np.testing.assert_array_equal(
        order.place_bounds(ALTERNATIVES), (np.min(averages, axis=0), np.max(averages, axis=0))
    )


def test_extensions_are_drawn_evenly():
    ways = WeakExtensions(order_of("A > B, A > C, D > C"))
    every = [str(order) for order in ways]
    generator = np.random.default_rng(1)
    drawn = [
        str(ways.drawn(generator, n_groups))
        for n_groups, n in ways.n_by_groups.items()
        for _ in range(200 * n)
    ]
    counts = np.array([drawn.count(each) for each in every])
    assert counts.sum() == 200 * len(every)
    assert (np.abs(counts - 200) < 5 * np.sqrt(200)).all()


def test_what_leaves_too_much_open_is_told_and_does_not_hang():
    wide = ", ".join(f"a{k} > b{k}" for k in range(30))
    with pytest.raises(mcda.ProblemError, match="too much open to count"):
        _ = WeakExtensions(order_of(wide)).n_by_groups
    narrow = ", ".join([" > ".join(f"a{k}" for k in range(60)), "a3 > b > a9"])
    assert sum(WeakExtensions(order_of(narrow)).n_by_groups.values()) == 11


def test_many_names_are_related_in_time():
    names = [f"a{k}" for k in range(300)]
    steps = ", ".join(f"{one} > {other}" for one, other in pairwise(names))
    assert order_of(steps).groups == tuple((name,) for name in names)


@pytest.mark.parametrize("names", [*permutations("ABC")])
def test_the_first_unrelated_pair_is_told_in_order(names):
    assert order_of("A > B, A > C").arranged(names).unrelated == tuple(
        name for name in names if name != "A"
    )
