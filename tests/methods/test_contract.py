import functools
import importlib.metadata
import sys
from importlib.metadata import Distribution

import numpy as np
import pytest

from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods import entry_points, registry
from mcda_ai.methods.contract import Method, View
from mcda_ai.methods.ranking import rank
from mcda_ai.methods.registry import find, method, names
from mcda_ai.problem.construction import from_rankings

# A > B > C on cost, C > A = B on reach; trust is unscored.
PROBLEM = from_rankings({"cost": "A > B > C", "trust": None, "reach": "C > A = B"})
EVEN = np.array([0.5, 0.5])
EVERYTHING = frozenset({"ranks", "pairwise", "weights"})


def register(function, **parts):
    """Register a function as a method, with what a test does not care about filled in."""
    parts = {"label": "Test", "family": "custom", "needs": {"weights"}, "name": "test", **parts}
    return method(**parts)(function)


def giving(result, **parts):
    """Make a method that gives the same whatever it is asked."""
    return register(lambda view, weights: result, **parts)


def ranks_of(made, weights=EVEN):
    return made.evaluator(made.view(PROBLEM)).ranks(weights).tolist()


# --- the decorator and the registry ------------------------------------------------------------


def test_a_decorated_function_is_found_by_its_name():
    @method(label="Toss a coin", family="custom", needs={"weights"})
    def coin(view, weights):
        """Decide nothing."""
        return np.zeros((*weights.shape[:-1], view.n_alternatives))

    assert find("coin") is coin
    assert "coin" in names()
    assert coin.label == "Toss a coin"
    assert coin.__doc__ == "Decide nothing."


def test_a_name_of_its_own_goes_before_that_of_the_function():
    assert giving(0, name="my-rule") is find("my-rule")


def test_defining_a_method_again_replaces_it():
    giving([1, 2, 3])
    second = giving([3, 2, 1])
    assert find("test") is second
    assert names().count("test") == 1


def test_a_method_passes_through():
    made = giving(0)
    assert find(made) is made


def test_a_plain_function_is_taken_as_scores_and_not_registered():
    def last_wins(view, weights):
        return np.arange(view.n_alternatives) + view.ranks.sum() * 0

    assert ranks_of(find(last_wins)) == [3, 2, 1]
    assert "last_wins" not in names()


@pytest.mark.parametrize("wanted", ["Test", "TEST", " test "])
def test_a_method_is_found_whatever_the_case(wanted):
    made = giving(0)
    assert find(wanted) is made


def test_an_unknown_method_is_answered_with_the_nearest():
    with pytest.raises(ProblemError) as caught:
        find("bordaa")
    assert "unknown method 'bordaa'; did you mean 'borda'?" in str(caught.value)
    assert "kemeny" in str(caught.value)


def test_what_is_no_method_at_all_says_what_is_allowed():
    with pytest.raises(ProblemError, match=r"method: 3; allowed: a name .*a function"):
        find(3)


def test_a_built_in_method_cannot_be_shadowed():
    with pytest.raises(ProblemError, match="'borda' is built in and cannot be replaced"):
        giving(0, name="borda")
    assert find("borda") in registry.built_in()
    assert find("borda").label == "Borda"


def test_a_method_of_ones_own_is_not_built_in():
    assert giving(0) not in registry.built_in()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"needs": {"rank"}}, "unknown need 'rank'; did you mean 'ranks'?"),
        ({"family": "positionl"}, "unknown family 'positionl'; did you mean 'positional'?"),
        ({"returns": "score"}, "unknown returns 'score'; did you mean 'scores'?"),
        ({"linear": True, "returns": "weak_order"}, "linear goes with returns='scores'"),
        ({"unscored": "refused"}, "unknown unscored 'refused'; did you mean 'refuse'?"),
        ({"compensation": "half"}, "unknown compensation 'half'"),
    ],
    ids=["needs", "family", "returns", "linear", "unscored", "compensation"],
)
def test_metadata_that_cannot_be_is_refused(parts, words):
    with pytest.raises(ProblemError) as caught:
        giving(0, **parts)
    assert "method 'test'" in str(caught.value)
    assert words in str(caught.value)


def test_every_fault_in_the_metadata_is_told_at_once():
    with pytest.raises(ProblemError) as caught:
        giving(0, needs={"rank"}, family="positionl", returns="score")
    assert len(caught.value.faults) == 3


def test_a_method_that_is_refused_is_not_registered():
    with pytest.raises(ProblemError):
        giving(0, family="positionl")
    assert "test" not in names()


# --- what a method sees ------------------------------------------------------------------------


def test_a_method_sees_scored_criteria_only_in_table_order():
    view = View(PROBLEM, EVERYTHING)
    assert (view.n_criteria, view.n_alternatives) == (2, 3)
    assert view.ranks.tolist() == [[1, 2, 3], [2.5, 2.5, 1]]
    assert view.preferences[1].tolist() == [[0, 0, 0], [0, 0, 0], [1, 1, 0]]
    assert view.comparable.sum(axis=(1, 2)).tolist() == [6, 6]


@pytest.mark.parametrize(
    ("attribute", "need"),
    [("ranks", "ranks"), ("preferences", "pairwise"), ("comparable", "pairwise")],
)
def test_asking_for_more_than_was_stated_is_an_error_that_says_so(attribute, need):
    made = register(
        lambda view, weights: getattr(view, attribute), needs=EVERYTHING - {need}, name="nosy"
    )
    with pytest.raises(ProblemError) as caught:
        made.checked(made.view(PROBLEM), EVEN)
    assert f"asks for '{need}'" in str(caught.value)
    assert f"add '{need}' to needs=" in str(caught.value)


@pytest.mark.parametrize(
    ("attribute", "need"),
    [("ranks", "ranks"), ("preferences", "pairwise"), ("comparable", "pairwise")],
)
def test_what_was_stated_is_shown(attribute, need):
    assert len(getattr(View(PROBLEM, frozenset({need})), attribute)) == 2


def test_a_method_that_states_nothing_still_knows_the_sizes():
    view = View(PROBLEM, frozenset())
    assert (view.n_criteria, view.n_alternatives) == (2, 3)


def test_a_method_cannot_write_in_the_problem():
    view = View(PROBLEM, EVERYTHING)
    for shown in (view.ranks, view.preferences, view.comparable):
        with pytest.raises(ValueError, match="read-only"):
            shown[:] = 0
    assert View(PROBLEM, EVERYTHING).ranks.tolist() == [[1, 2, 3], [2.5, 2.5, 1]]
    assert View(PROBLEM, EVERYTHING).preferences.any()


# --- options -----------------------------------------------------------------------------------

OPTIONS = {"strength": ("margins", "winning votes"), "ties": ("half", "none")}


def test_options_left_out_take_their_first_value():
    made = giving(0, options=OPTIONS)
    defaults = {"strength": "margins", "ties": "half", "unscored": "abstain"}
    assert made.check_options(None) == defaults
    assert made.check_options({"ties": "none"}) == {**defaults, "ties": "none"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"strenght": "margins"}, "unknown option 'strenght'; did you mean 'strength'?"),
        ({"ties": "hlaf"}, "option 'ties': unknown value 'hlaf'; did you mean 'half'?"),
        ({"ties": None}, "option 'ties': unknown value 'None'"),
    ],
    ids=["option", "value", "none"],
)
def test_an_unknown_option_or_value_is_answered_with_the_nearest(options, words):
    with pytest.raises(ProblemError) as caught:
        giving(0, options=OPTIONS).check_options(options)
    assert "method 'test'" in str(caught.value)
    assert words in str(caught.value)


def test_every_fault_in_the_options_is_told_at_once():
    with pytest.raises(ProblemError) as caught:
        giving(0, options=OPTIONS).check_options({"strenght": "x", "ties": "hlaf"})
    assert len(caught.value.faults) == 2


def test_a_method_without_options_of_its_own_still_takes_what_unscored_cells_count_for():
    made = giving(0)
    assert made.check_options({}) == {"unscored": "abstain"}
    assert made.check_options({"unscored": "best"}) == {"unscored": "best"}
    with pytest.raises(ProblemError, match="unknown option 'ties'; allowed: unscored"):
        made.check_options({"ties": "half"})


def test_options_reach_the_function():
    made = register(
        lambda view, weights, sign: int(sign) * np.array([3.0, 2.0, 1.0]),
        options={"sign": ("1", "-1")},
    )
    assert made.on(PROBLEM, {"sign": "-1"}).ranks(EVEN).tolist() == [3, 2, 1]


def test_the_option_about_unscored_cells_cannot_be_taken_by_a_method():
    with pytest.raises(ProblemError, match="every method has the option 'unscored'"):
        giving(0, options={"unscored": ("mine",)})


def test_unscored_cells_count_as_best_or_worst_for_any_method():
    problem = from_rankings({"cost": "A > B", "reach": "C > A = B"})
    made = register(lambda view, weights: -(weights @ view.ranks), needs={"ranks", "weights"})
    ranks = {
        each: made.on(problem, {"unscored": each}).view.ranks[0].tolist()
        for each in ("best", "worst")
    }
    assert ranks == {"best": [2, 3, 1], "worst": [1, 2, 3]}
    assert np.isnan(made.on(problem).view.ranks[0, 2])


def test_a_method_may_refuse_problems_with_unscored_cells():
    problem = from_rankings({"cost": "A > B", "reach": "C > A = B"})
    made = giving([1, 2, 3], unscored="refuse")
    with pytest.raises(
        ProblemError, match="some options are scored where others are not; allowed: unsc"
    ):
        rank(problem, made)
    assert rank(problem, made, options={"unscored": "worst"}).leaders == ["C"]


# --- what a method gives -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "returns"),
    [
        ([1.0, 2.0], "scores"),
        (1.0, "scores"),
        (None, "scores"),
        ([[1.0, 2.0, 3.0]], "scores"),
        ([1, 2], "weak_order"),
        ([True, False], "choice_set"),
        ([1.0, 2.0, 3.0], "outranking"),
    ],
    ids=repr,
)
def test_a_result_of_the_wrong_shape_is_an_error_that_names_both_shapes(result, returns):
    made = giving(result, returns=returns)
    with pytest.raises(ProblemError) as caught:
        made.checked(made.view(PROBLEM), EVEN)
    allowed = (3, 3) if returns == "outranking" else (3,)
    assert "method 'test'" in str(caught.value)
    assert f"shape {np.shape(result)}" in str(caught.value)
    assert f"allowed: {allowed}" in str(caught.value)


def test_a_batch_of_weights_asks_for_a_batch_of_results():
    made = giving([1.0, 2.0, 3.0])
    with pytest.raises(ProblemError, match=r"allowed: \(7, 3\)"):
        made.checked(made.view(PROBLEM), np.full((7, 2), 0.5))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("returns", ["scores", "weak_order"])
def test_a_result_that_is_not_finite_is_an_error(returns, value):
    made = giving([1.0, value, 2.0], returns=returns)
    with pytest.raises(ProblemError, match=r"method 'test' gave .* not finite"):
        made.checked(made.view(PROBLEM), EVEN)


def test_a_fault_raised_by_a_method_comes_through():
    def refuse(view, weights):
        raise ProblemError("refuse: too many alternatives")

    made = register(refuse)
    with pytest.raises(ProblemError, match="too many alternatives"):
        made.checked(made.view(PROBLEM), EVEN)


def test_any_other_failure_of_a_method_is_an_error_that_names_it():
    made = register(lambda view, weights: 1 / 0)
    with pytest.raises(ProblemError, match="method 'test' failed: ZeroDivisionError"):
        made.checked(made.view(PROBLEM), EVEN)


def test_scores_rank_the_higher_better_and_keep_ties():
    assert ranks_of(giving([0.3, 0.1 + 0.2, 0.5])) == [2, 2, 1]


def test_a_weak_order_is_taken_as_it_is():
    made = giving([2, 2, 1], returns="weak_order")
    assert made.evaluator(made.view(PROBLEM)).scores(EVEN) is None
    assert ranks_of(made) == [2, 2, 1]


@pytest.mark.parametrize(
    ("chosen", "ranks"),
    [
        ([True, False, False], [1, 2, 2]),
        ([True, False, True], [1, 3, 1]),
        ([True, True, True], [1, 1, 1]),
    ],
)
def test_a_choice_set_puts_the_chosen_first_and_the_others_behind_them(chosen, ranks):
    assert ranks_of(giving(chosen, returns="choice_set")) == ranks


def test_a_choice_set_of_nobody_leaves_no_first_rank():
    ranks = ranks_of(giving([False, False, False], returns="choice_set"))
    assert len(set(ranks)) == 1
    assert 1 not in ranks


@pytest.mark.parametrize(
    ("outranked", "ranks"),
    [
        ([], [1, 1, 1]),
        (["AB"], [1, 2, 1]),
        (["AB", "BA"], [1, 1, 1]),
        (["AB", "BC", "AC"], [1, 2, 3]),
        (["AB", "BC", "CA"], [2, 2, 2]),
        (["AB", "BA", "AC", "BC"], [1, 1, 3]),
    ],
    ids=["nothing", "one pair", "indifferent", "chain", "cycle", "two above one"],
)
def test_outranking_ranks_by_the_number_strictly_above(outranked, ranks):
    relation = np.eye(3, dtype=bool)
    for first, second in outranked:
        relation["ABC".index(first), "ABC".index(second)] = True
    assert ranks_of(giving(relation, returns="outranking")) == ranks


@pytest.mark.parametrize("returns", ["choice_set", "outranking"])
def test_a_batch_is_ranked_as_one_at_a_time(returns):
    results = np.random.default_rng(1).random((6, 3, 3)) < 0.5
    results = results[:, 0] if returns == "choice_set" else results
    batch = ranks_of(giving(results, returns=returns), np.full((6, 2), 0.5))
    assert batch == [ranks_of(giving(result, returns=returns)) for result in results]


# --- linear methods ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options"),
    [("borda", {}), ("borda", {"variant": "domination"}), ("promethee2", {})],
)
def test_criterion_scores_are_what_all_weight_on_one_criterion_gives(name, options):
    made = find(name)
    view = made.view(PROBLEM)
    scores = made.criterion_scores(view, **options)
    for criterion in range(view.n_criteria):
        all_on_one = np.zeros(view.n_criteria)
        all_on_one[criterion] = 1
        np.testing.assert_allclose(scores[criterion], made(view, all_on_one, **options))


def test_a_prepared_linear_method_gives_the_scores_of_the_method_itself():
    made = find("borda")
    view = made.view(PROBLEM)
    weights = np.random.default_rng(2).dirichlet([1, 1], size=20)
    np.testing.assert_allclose(made.evaluator(view).scores(weights), made(view, weights))


@pytest.mark.parametrize(("unit", "ranks"), [(1e9, [1, 1, 3]), (1, [1, 2, 3])])
def test_ties_are_those_on_the_scale_that_a_method_states(unit, ranks):
    scores = [1e9 * (0.1 + 0.2), 1e9 * 0.3, 1e9 * 0.2]
    assert ranks_of(giving(scores, unit=lambda view: unit)) == ranks


def test_a_method_that_is_not_linear_has_no_scores_per_criterion():
    made = giving([1.0, 2.0, 3.0])
    with pytest.raises(ProblemError, match="method 'test' is not linear in the weights"):
        made.criterion_scores(made.view(PROBLEM))


# --- plug-ins ----------------------------------------------------------------------------------

WORKING = """
from mcda_ai.methods.registry import method

@method(label="Plugged", family="custom", needs={"weights"})
def plugged(view, weights):
    return weights.sum(axis=-1, keepdims=True) + [3.0, 2.0, 1.0]

number = 3
"""
MODULES = {"gadget_works": WORKING, "gadget_broken": "raise RuntimeError('out of order')\n"}
POINTS = """\
[mcda_ai.methods]
plugged = gadget_works:plugged
other-name = gadget_works:plugged
number = gadget_works:number
broken = gadget_broken:anything
absent = gadget_absent:anything
lacking = gadget_works:lacking
borda = gadget_works:plugged
"""


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """Put a package called gadget on the path, with methods that work and that do not."""
    for module, text in MODULES.items():
        (tmp_path / f"{module}.py").write_text(text, encoding="utf-8")
        monkeypatch.delitem(sys.modules, module, raising=False)
    info = tmp_path / "gadget-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: gadget\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    theirs = Distribution.at(info).entry_points
    installed = importlib.metadata.entry_points(group=entry_points.GROUP)
    found = [*theirs, *installed, *theirs]
    monkeypatch.setattr(entry_points, "entry_points", lambda group: found)
    entry_points.installed.cache_clear()
    yield
    entry_points.installed.cache_clear()
    for module in MODULES:
        sys.modules.pop(module, None)


@pytest.mark.usefixtures("plugin")
class TestPlugins:
    def test_a_plug_in_is_found_by_name(self):
        assert find("plugged").label == "Plugged"
        assert ranks_of(find("plugged")) == [1, 2, 3]
        assert find("plugged") not in registry.built_in()

    def test_a_plug_in_goes_by_the_name_of_its_entry_point(self):
        assert find("other-name").name == "other-name"

    def test_plug_ins_are_listed_without_being_loaded(self):
        assert {"plugged", "broken", "absent", "borda"} <= set(names())
        assert not {"gadget_works", "gadget_broken"} & set(sys.modules)

    def test_a_broken_plug_in_does_not_disturb_the_others(self):
        assert find("kemeny").name == "kemeny"
        assert find("plugged").name == "plugged"

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("broken", "RuntimeError: out of order"),
            ("absent", "gadget_absent"),
            ("lacking", "lacking"),
        ],
    )
    def test_a_broken_plug_in_fails_when_asked_for_and_names_its_package(self, name, reason):
        with pytest.raises(ProblemError) as caught:
            find(name)
        assert f"method '{name}' of gadget cannot be loaded" in str(caught.value)
        assert reason in str(caught.value)

    def test_a_plug_in_that_is_no_method_names_its_package(self):
        with pytest.raises(ProblemError, match=r"method 'number' of gadget is of type int"):
            find("number")

    def test_a_plug_in_cannot_shadow_a_built_in(self):
        assert find("borda").label == "Borda"
        assert find("borda") in registry.built_in()


def test_a_method_made_by_hand_needs_no_registry():
    made = Method(
        lambda view, weights: np.array([1.0, 2.0, 3.0]),
        *("by-hand", "By hand", "custom"),
        frozenset({"weights"}),
        "scores",
    )
    assert ranks_of(made) == [3, 2, 1]
    assert "by-hand" not in names()


# --- results of other forms ----------------------------------------------------------------------

TWO = from_rankings({"cost": "A > B", "reach": "B > A"})


def made(function, **metadata):
    return method(label="m", family="custom", needs={"weights"}, name="m-for-test", **metadata)(
        function
    )


def test_positions_of_a_weak_order_become_ranks_1_2_2_4():
    four = from_rankings({"cost": "A > B > C > D"})
    gaps = made(lambda view, weights: np.array([1.0, 2.5, 2.5, 9]), returns="weak_order")
    assert rank(four, gaps).ranks.tolist() == [1, 2, 2, 4]


@pytest.mark.parametrize("returns", ["outranking", "choice_set"])
def test_a_relation_or_choice_that_is_not_true_and_false_is_refused(returns):
    shape = (2, 2) if returns == "outranking" else (2,)
    numbers = made(lambda view, weights: np.ones(shape), returns=returns)
    with pytest.raises(ProblemError, match=r"allowed for .*: True and False"):
        rank(TWO, numbers)


@pytest.mark.parametrize("scores", [["a", "b"], [None, 1], [1 + 2j, 0]])
def test_scores_that_are_no_real_numbers_are_refused(scores):
    with pytest.raises(ProblemError, match="scores that are not finite numbers"):
        rank(TWO, made(lambda view, weights: np.array(scores)))


@pytest.mark.parametrize("name", ["Borda", "BORDA", "promethee2", "Promethee2"])
def test_a_built_in_cannot_be_shadowed_by_another_spelling(name):
    with pytest.raises(ProblemError, match="built in and cannot be replaced"):
        method(label="m", family="custom", needs={"weights"}, name=name)(lambda view, weights: 0)


def test_a_callable_object_without_a_name_is_a_method():
    def weighted(power, view, weights):
        return (weights**power) @ view.preferences.sum(axis=2)

    assert rank(TWO, functools.partial(weighted, 2), weights=[2, 1]).leaders == ["A"]


def test_needs_given_as_one_text_or_an_option_without_values_is_refused():
    with pytest.raises(ProblemError, match="needs: 'ranks'; allowed: a set"):
        method(label="m", family="custom", needs="ranks")
    with pytest.raises(ProblemError, match="option 'a': no values"):
        made(lambda view, weights: 0, options={"a": ()})


def test_ties_of_a_linear_method_are_told_on_the_scale_of_its_scores():
    @method(label="m", family="custom", needs={"weights"}, name="millions", linear=True)
    def millions(view, weights):
        return weights @ np.array([[3e9, 0.0], [0.0, 1e9], [0.0, 2e9]])

    three = from_rankings({"a": "A > B", "b": "B > A", "c": "B > A"})
    # 0.1 * 3e9 + ... is 3e8 on both sides on paper, and differs in floating point.
    assert rank(three, millions, weights=[0.1, 0.1, 0.1]).order == "A = B"


def test_a_method_that_is_not_linear_as_it_says_is_refused():
    @method(label="m", family="custom", needs={"weights", "pairwise"}, name="bent", linear=True)
    def bent(view, weights):
        return (weights**2) @ view.preferences.sum(axis=2)

    with pytest.raises(ProblemError, match="says that it is linear"):
        rank(TWO, bent)


def test_details_that_fail_name_the_method():
    @method(label="m", family="custom", needs={"weights"}, name="talker")
    def talker(view, weights):
        return np.zeros((*weights.shape[:-1], 2))

    @talker.detail
    def trouble(view, weights):
        raise KeyError("lost")

    with pytest.raises(ProblemError, match="method 'talker' failed: KeyError"):
        rank(TWO, talker)


def test_an_election_of_many_orders_is_never_a_square_of_weights():
    asked = []

    def counted(view, weights):
        asked.append(weights.size)
        return weights @ -view.ranks

    names = list("ABCDEFG")
    orders = [names[k % 7 :] + names[: k % 7] for k in range(3_000)]
    problem = from_rankings({f"order {k}": order for k, order in enumerate(orders)})
    made = register(counted, needs={"ranks", "weights"}, linear=True)
    assert np.array_equal(made.on(problem).linear_scores, -problem.ranks)
    assert max(asked) <= 1_000**2  # where all weight on each of 3,000 would fill 3,000 ** 2
