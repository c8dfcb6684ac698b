"""The axioms, on toy rules whose faults are known from textbooks."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods.axioms import AXIOMS, Outcome
from mcda_ai.methods.profile import Profile
from tests.strategies import examples

PROPERTY = examples(100)


# --- toy rules ---------------------------------------------------------------------------------


def outcome(scores):
    scores = np.round(np.asarray(scores, dtype=float), 9)
    return Outcome(scores == scores.max(), scores[:, None] > scores)


def margins(profile):
    """Weight for each alternative against each other one, less the weight against it."""
    support = sum(
        weight * (row[:, None] < row)
        for weight, row in zip(profile.weights, profile.ranks, strict=True)
    )
    return np.round(support - support.T, 9)


def plurality(profile):
    best = np.nanmin(profile.ranks, axis=1, keepdims=True)
    return outcome(profile.weights @ (profile.ranks == best))


def antiplurality(profile):
    worst = np.nanmax(profile.ranks, axis=1, keepdims=True)
    return outcome(-profile.weights @ (profile.ranks == worst))


def borda(profile):
    return outcome(margins(profile).sum(axis=1))


def copeland(profile):
    return outcome(np.sign(margins(profile)).sum(axis=1))


def minimax(profile):
    return outcome(margins(profile).min(axis=1))


def smith_set(profile):
    """Grow the set of the alternatives with the most wins until it beats everybody outside."""
    table = margins(profile)
    inside = copeland(profile).leaders
    while True:
        grown = inside | (table[inside] <= 0).any(axis=0) & ~inside
        if (grown == inside).all():
            return outcome(inside)
        inside = grown


def heaviest_criterion(profile):
    """Let the criterion with the most weight decide, the first one among equals."""
    row = profile.ranks[np.argmax(np.round(profile.weights, 9))]
    return outcome(-np.nan_to_num(row, nan=len(row) + 1))


def everybody(profile):
    return outcome(np.zeros(len(profile.names)))


def first_by_name(profile):
    return outcome(-np.arange(len(profile.names)))


def nobody(profile):
    m = len(profile.names)
    return Outcome(np.zeros(m, dtype=bool), np.zeros((m, m), dtype=bool))


def instant_runoff(profile):
    """Take out whoever is first with the least weight, until one is left."""
    inside = np.ones(len(profile.names), dtype=bool)
    while inside.sum() > 1:
        ranks = np.where(inside, profile.ranks, np.inf)
        firsts = profile.weights @ (ranks == ranks.min(axis=1, keepdims=True))
        inside[np.argmin(np.where(inside, firsts, np.inf))] = False
    return outcome(inside)


def unanimous(profile):
    """Only count the criteria, whatever their weight."""
    return borda(Profile(profile.ranks, np.ones(len(profile.weights))))


# --- profiles ----------------------------------------------------------------------------------


@st.composite
def profiles(draw, unscored=True, least_alternatives=2):
    m = draw(st.integers(least_alternatives, 4))
    n = draw(st.integers(1, 4))
    cell = st.integers(1, m) | st.just(math.nan) if unscored else st.integers(1, m)
    row = st.lists(cell, min_size=m, max_size=m)
    rows = st.lists(row.filter(compares), min_size=n, max_size=n)
    weights = st.lists(st.integers(1, 5), min_size=n, max_size=n)
    return Profile(np.array(draw(rows)), np.array(draw(weights)))


def compares(row):
    return sum(not math.isnan(rank) for rank in row) > 1


# --- rules that keep an axiom ------------------------------------------------------------------

KEEP = [
    ("condorcet winner", copeland),
    ("condorcet winner", minimax),
    ("condorcet loser", borda),
    ("condorcet loser", copeland),
    ("condorcet loser", nobody),
    ("smith", copeland),
    ("smith", smith_set),
    ("pareto", borda),
    ("pareto", plurality),
    ("pareto", copeland),
    ("monotonicity", plurality),
    ("monotonicity", borda),
    ("monotonicity", copeland),
    ("monotonicity", minimax),
    ("monotonicity", first_by_name),
    ("reinforcement", borda),
    ("reinforcement", plurality),
    ("reinforcement", everybody),
    ("reinforcement", first_by_name),
    ("reversal", borda),
    ("reversal", copeland),
    ("reversal", everybody),
    ("independence of clones", smith_set),
    ("independence of clones", everybody),
    ("independence of other alternatives", first_by_name),
    ("independence of other alternatives", everybody),
    ("splitting a criterion", borda),
    ("splitting a criterion", copeland),
    ("splitting a criterion", minimax),
]


@pytest.mark.parametrize(("axiom", "rule"), KEEP)
@PROPERTY
@given(profile=profiles())
def test_a_rule_that_keeps_an_axiom_is_not_accused(axiom, rule, profile):
    assert AXIOMS[axiom].violation(rule, profile) is None


@PROPERTY
@given(profiles(unscored=False))
def test_a_dictator_is_independent_of_clones_and_of_other_alternatives(profile):
    for axiom in ("independence of clones", "independence of other alternatives"):
        assert AXIOMS[axiom].violation(heaviest_criterion, profile) is None


# --- rules that break one, with witnesses ------------------------------------------------------

BREAK = [
    (
        "condorcet winner",
        plurality,
        "2: A > B > C; 2: C > B > A; 1: B > A > C",
        "B beats every other alternative by weight, but A and C lead",
    ),
    (
        "condorcet winner",
        borda,
        "3: A > B > C; 2: B > C > A",
        "A beats every other alternative by weight, but B leads",
    ),
    (
        "condorcet winner",
        everybody,
        "1: A > B",
        "A beats every other alternative by weight, but A and B lead",
    ),
    (
        "condorcet winner",
        nobody,
        "1: A > B",
        "A beats every other alternative by weight, but nobody leads",
    ),
    (
        "condorcet loser",
        plurality,
        "4: A > B > C; 3: B > C > A; 2: C > B > A",
        "A loses to every other alternative by weight, but leads",
    ),
    (
        "condorcet loser",
        minimax,
        (
            "2: A > B > C > D; 2: B > C > A > D; 2: C > A > B > D; 1: D > A > B > C; "
            "1: D > B > C > A; 1: D > C > A > B"
        ),
        "D loses to every other alternative by weight, but leads",
    ),
    (
        "smith",
        borda,
        "3: A > B > C; 2: B > C > A",
        "A beats every other alternative by weight, but B leads",
    ),
    (
        "smith",
        everybody,
        "1: A > B > C; 1: B > A > C",
        "A and B beat every other alternative by weight, but C leads",
    ),
    ("pareto", everybody, "1: A > B", "every criterion ranks B below A, but it leads"),
    ("pareto", antiplurality, "1: A > B > C", "every criterion ranks B below A, but it leads"),
    (
        "monotonicity",
        instant_runoff,
        "6: A > B > C; 5: C > A > B; 4: B > C > A; 2: B > A > C",
        (
            "A leads, but no longer once it is moved up on criterion 4: "
            "6: A > B > C; 5: C > A > B; 4: B > C > A; 2: A > B > C"
        ),
    ),
    (
        "reinforcement",
        copeland,
        "2: A > B > C; 2: B > C > A; 2: C > A > B; 1: A > C > B",
        (
            "A leads on both parts, (1: A > C > B) and (1: A > B > C; 1: B > C > A; 1: C > A > B), "
            "but together A, B and C lead"
        ),
    ),
    (
        "reinforcement",
        minimax,
        "2: A > B > C; 2: B > C > A; 2: C > A > B; 1: A > C > B",
        (
            "A leads on both parts, (1: A > C > B) and (1: A > B > C; 1: B > C > A; 1: C > A > B), "
            "but together A and C lead"
        ),
    ),
    (
        "reversal",
        plurality,
        "4: A > B > C; 3: B > C > A; 2: C > B > A",
        "A alone leads, also when every order is turned round",
    ),
    (
        "reversal",
        first_by_name,
        "1: A > B",
        "A alone leads, also when every order is turned round",
    ),
    (
        "independence of clones",
        plurality,
        "3: A > B > C; 2: C > A > B; 2: C > B > A; 2: B > A > C",
        (
            "A and B are clones (3: A > B > C; 2: C > A > B; 2: C > B > A; 2: B > A > C): "
            "with A C leads, without it B leads"
        ),
    ),
    (
        "independence of clones",
        borda,
        "3: A > B; 2: B > A",
        "B and C are clones (3: A > B > C; 2: B > C > A): with C B leads, without it A leads",
    ),
    (
        "independence of other alternatives",
        borda,
        "3: A > B > C; 2: B > C > A",
        "A is not ahead of B, but without C it is ahead",
    ),
    (
        "independence of other alternatives",
        copeland,
        "1: A > B > C; 1: B > C > A; 1: C > A > B",
        "B is not ahead of C, but without A it is ahead",
    ),
    (
        "splitting a criterion",
        heaviest_criterion,
        "3: A > B; 2: B > A",
        "A leads, but B leads once criterion 1 is split: 3: A > B; 4: B > A; 3: A > B",
    ),
    (
        "splitting a criterion",
        unanimous,
        "1: A > B; 1: B > A",
        "A and B lead, but A leads once criterion 1 is split: 1: A > B; 2: B > A; 1: A > B",
    ),
]


@pytest.mark.parametrize(("axiom", "rule", "text", "words"), BREAK)
def test_a_rule_that_breaks_an_axiom_is_told_how(axiom, rule, text, words):
    assert AXIOMS[axiom].violation(rule, Profile.parse(text)) == words


def test_a_split_may_change_the_order_behind_the_leader():
    def leader_and_rest(profile):
        """Let A lead; rank the rest by the number of criteria."""
        ahead = unanimous(profile).ahead & (np.arange(len(profile.names)) > 0)[:, None]
        return Outcome(first_by_name(profile).leaders, ahead)

    told = AXIOMS["splitting a criterion"].violation(
        leader_and_rest, Profile.parse("1: A > B > C; 1: A > C > B")
    )
    assert told.startswith("whether B is ahead of C changes once criterion 1 is split")


# --- every variant is tried --------------------------------------------------------------------


def tried(axiom, text, rule=everybody):
    """List the profiles that a check asks a rule about, beside the one it is given."""
    seen = []

    def watched(profile):
        seen.append(str(profile))
        return rule(profile)

    profile = Profile.parse(text)
    assert AXIOMS[axiom].violation(watched, profile) is None
    return [each for each in seen if each != str(profile)]


def test_an_alternative_moves_up_onto_and_past_the_next_better_group():
    moved = tried("monotonicity", "1: A = B > C; 2: B > C", first_by_name)
    assert moved == ["1: A > B > C; 2: B > C"]
    moved = tried("monotonicity", "1: D > C > B = A", first_by_name)
    assert moved == ["1: D > C > A > B", "1: D > A = C > B", "1: D > A > C > B"]


def test_nobody_moves_up_where_unscored_or_already_alone_at_the_top():
    assert tried("monotonicity", "1: A > B; 1: B > C", first_by_name) == []


@pytest.mark.parametrize(("n_criteria", "n_splits"), [(1, 0), (2, 1), (3, 3), (6, 31)])
def test_criteria_are_split_in_two_in_every_way(n_criteria, n_splits):
    text = "; ".join(f"{2**k}: A > B" for k in range(n_criteria))
    parts = tried("reinforcement", text, first_by_name)
    assert len(parts) == 2 * n_splits


def test_many_criteria_are_split_in_some_ways_always_the_same():
    text = "; ".join(f"{2**k}: A > B" for k in range(9))
    parts = tried("reinforcement", text, first_by_name)
    assert 50 < len(parts) <= 64
    assert parts == tried("reinforcement", text, first_by_name)


def test_a_twin_stands_right_below_or_level_and_tied_where_the_original_is():
    assert tried("independence of clones", "2: A > B; 1: A = B; unscored: C") == [
        "2: A > D > B; 1: A = B = D; unscored: C",
        "2: A = D > B; 1: A = B = D; unscored: C",
        "2: A > B > D; 1: A = B = D; unscored: C",
        "2: A > B = D; 1: A = B = D; unscored: C",
        "2: A > B; 1: A = B; unscored: C, D",
        "2: A > B; 1: A = B; unscored: C, D",
    ]


def test_each_clone_that_is_there_is_left_out():
    tried_ones = tried("independence of clones", "2: A > B > C > D; 1: D > B > A > C")
    smaller = [each for each in tried_ones if "D" not in each]
    # {A, B}, and {A, B, C} around C; nothing less than all goes together with D
    assert set(smaller) == {"2: A > B > C; 1: C > A > B", "2: A > B > C; 1: C > B > A"}


def test_whom_one_criterion_leaves_unscored_is_no_clone():
    tried_ones = tried("independence of clones", "2: A > B > C; 1: A > C")
    assert all("D" in each for each in tried_ones)


def test_a_criterion_that_compares_no_pair_any_more_is_left_out_too():
    smaller = tried("independence of other alternatives", "2: A > B > C; 1: A > C")
    assert smaller == ["1: A > B", "2: A > B; 1: A > B", "1: A > B"]


def test_nothing_is_left_out_of_two_alternatives_or_where_no_pair_would_remain():
    axiom = "independence of other alternatives"
    assert tried(axiom, "1: A > B") == []
    assert tried(axiom, "1: A > B; unscored: C") == ["1: A > B"]


def test_a_criterion_is_split_in_halves_and_unevenly():
    assert tried("splitting a criterion", "3: A > B; 1: B > A") == [
        "3: A > B; 2: B > A; 3: A > B",
        "3: A > B; 4: B > A; 9: A > B",
        "6: A > B; 1: B > A; 1: B > A",
        "12: A > B; 1: B > A; 3: B > A",
    ]


def test_nothing_but_ties_cannot_be_turned_round():
    assert tried("reversal", "1: A = B", first_by_name) == []


@pytest.mark.parametrize("axiom", AXIOMS)
def test_a_refusal_of_the_rule_is_passed_on(axiom):
    def refuses(profile):
        raise ProblemError("not this one")

    with pytest.raises(ProblemError, match="not this one"):
        # one who wins, one who loses, and several criteria: every axiom asks
        AXIOMS[axiom].violation(refuses, Profile.parse("2: A > B > C; 1: A > B > C"))


def test_axioms_are_found_by_their_names_and_say_what_they_are():
    assert all(AXIOMS[name].name == name for name in AXIOMS)
    assert all(axiom.statement.endswith(".") and axiom.reference for axiom in AXIOMS.values())
    with pytest.raises(TypeError):
        AXIOMS["new"] = AXIOMS["pareto"]


# --- profiles as text --------------------------------------------------------------------------


@PROPERTY
@given(profiles())
def test_a_profile_read_from_its_text_is_the_same(profile):
    again = Profile.parse(str(profile))
    np.testing.assert_array_equal(again.ranks, profile.ranks)
    np.testing.assert_allclose(again.weights, profile.weights, rtol=0, atol=1e-15)
    assert str(again) == str(profile)


@PROPERTY
@given(st.lists(st.floats(1e-9, 1e9), min_size=1, max_size=5))
def test_weights_that_are_no_whole_numbers_keep_twelve_digits(weights):
    profile = Profile(np.tile([1.0, 2.0], (len(weights), 1)), np.array(weights))
    again = Profile.parse(str(profile))
    np.testing.assert_allclose(again.weights, profile.weights, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("3: A > B > C; 2: B > C > A", "3: A > B > C; 2: B > C > A"),
        (" 6:A>B>C;4 : B>C>A ", "3: A > B > C; 2: B > C > A"),
        ("0.1: A > B; 0.2: B > A; 0.3: A = B", "1: A > B; 2: B > A; 3: A = B"),
        ("1: no > yes > maybe", "1: B > C > A"),
        ("1: C > {B, A}", "1: C > A = B"),
        ("1: A > C; 1: B > D; unscored: E", "1: A > C; 1: B > D; unscored: E"),
        ("3.14159265: A > B; 1: B > A", "0.758546992785: A > B; 0.241453007215: B > A"),
    ],
)
def test_a_profile_is_written_with_short_weights_and_names(text, short):
    assert str(Profile.parse(text)) == short
    assert repr(Profile.parse(text)) == f"Profile.parse({short!r})"


def test_many_alternatives_are_named_so_that_names_sort():
    profile = Profile(np.arange(120.0)[None], np.ones(1))
    assert sorted(profile.names) == profile.names
    assert str(Profile.parse(str(profile))) == str(profile)


def test_only_the_order_of_ranks_and_the_shares_of_weights_count():
    profile = Profile([[7, -2, 7], [1, math.nan, 0.5]], [6, 2])
    np.testing.assert_array_equal(profile.ranks, [[2.5, 1, 2.5], [2, math.nan, 1]])
    np.testing.assert_array_equal(profile.weights, [0.75, 0.25])
    for array in (profile.ranks, profile.weights):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_who_beats_whom_does_not_count_ties_and_unscored_cells():
    profile = Profile.parse("2: A > B; 1: B > A = C; 1: C > A")
    assert profile.beats.tolist() == [
        [False, True, False],
        [False, False, True],
        [True, False, False],
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", 2),
        ("A > B", 2),
        ("1:", 1),
        ("x: A > B", 1),
        ("0: A > B; -1: A > B; nan: A > B; inf: A > B", 4),
        ("1: A > A", 1),
        ("1: A", 1),
        ("x: A > B; 1: C; 1: A >; unscored: A, ", 5),
        ("unscored: A", 1),
    ],
)
def test_every_fault_of_a_text_is_told(text, faults):
    with pytest.raises(ProblemError) as caught:
        Profile.parse(text)
    assert len(caught.value.faults) == faults, caught.value


@pytest.mark.parametrize(
    ("ranks", "weights", "words"),
    [
        ([1, 2], [1], "shape"),
        ([[1, 2]], [1, 1], "shape"),
        ([], [], "shape"),
        ([[1, math.nan]], [1], "criterion 1: fewer than two alternatives"),
        ([[1, 2], [1, math.inf]], [1, 1], "criterion 2: an infinite rank"),
        ([[1, 2], [2, 1]], [1, 0], "criterion 2: weight 0; allowed: a number above 0"),
        ([[1, 2]], [math.nan], "criterion 1: weight nan"),
    ],
)
def test_tables_that_are_no_profile_are_refused(ranks, weights, words):
    with pytest.raises(ProblemError, match=words):
        Profile(np.array(ranks), np.array(weights))
