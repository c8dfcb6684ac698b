"""Names, numbers, weights and arguments have one spelling, and mean what people read in them."""

import inspect
import subprocess
import sys
import types

import numpy as np
import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai import explorer, methods, plots, report, weights
from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods import registry

FACTORY = mcda.load("ai-factory")
SITE = mcda.from_rankings({"cost": "A > B", "reach": "B > A", "trust": "A > B"})
IN_ONE = "Caf\N{LATIN SMALL LETTER E WITH ACUTE}"
IN_TWO = "Cafe\N{COMBINING ACUTE ACCENT}"


def told(call):
    with pytest.raises(ProblemError) as found:
        call()
    return str(found.value)


# --- arguments ---


def public_functions():
    for module in (mcda, weights, methods, explorer, report, plots):
        for name in module.__all__:
            if isinstance(getattr(module, name), types.FunctionType):
                yield f"{module.__name__}.{name}", getattr(module, name)


@pytest.mark.parametrize(("name", "function"), [*public_functions()])
def test_seeds_and_options_of_methods_go_by_one_name_everywhere(name, function):
    names = set(inspect.signature(function).parameters)
    assert "seed" not in names
    assert "unscored" not in names or name == "mcda_ai.method"  # what the method itself does


@pytest.mark.parametrize(
    "function",
    [mcda.attribution, mcda.robustness, mcda.next_question, mcda.settle, mcda.rank_bounds,
     mcda.diff, report.answer],
)  # fmt: skip
def test_the_same_call_draws_the_same_numbers(function):
    assert inspect.signature(function).parameters["rng"].default == 1


def test_the_seed_is_told_where_nobody_gives_one():
    found = [mcda.attribution(SITE, ["borda", "kemeny"], size=50) for _ in range(2)]
    assert found[0].provenance.seed == 1
    pd.testing.assert_frame_equal(found[0].summary, found[1].summary)


def test_options_hold_for_each_method_that_is_compared():
    problem = mcda.from_rankings({"x": "A > B", "y": "C > A > B"})
    found = mcda.compare(problem, ["borda", "minimax"], options={"unscored": "worst"})
    alone = mcda.rank(problem, "borda", options={"unscored": "worst"})
    assert found.rankings["borda"].order == alone.order
    assert "allowed: abstain, best, worst" in told(
        lambda: mcda.compare(problem, ["borda"], options={"unscored": "wurst"})
    )


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        (lambda: mcda.leader_regions(FACTORY, "borda"), "method='borda'"),
        (
            lambda: mcda.rank(FACTORY, "borda", "equal", "worst"),
            "options: 'worst'; allowed: a dict",
        ),
        (lambda: mcda.robustness("site.yaml"), "mcda_ai.read('site.yaml')"),
        (lambda: plots.rank_acceptability(FACTORY), "Robustness, as mcda_ai.robustness gives it"),
        (lambda: plots.left_out(mcda.rank(FACTORY)), "as mcda_ai.stability gives it"),
        (lambda: plots.first_ranks({}), "a dict of label to result"),
        (lambda: plots.margin_graph(FACTORY, language="en-GB"), "unknown language 'en-GB'"),
        (lambda: mcda.write(FACTORY, "f.yaml", force="yes"), "allowed: True or False"),
    ],
)
def test_an_argument_that_is_none_says_what_it_has_to_be(call, meant):
    assert meant in told(call)


def test_all_arguments_that_are_wrong_are_told_at_once():
    lines = told(lambda: plots.first_ranks(3, ax=4, language="fr")).splitlines()
    assert [line.split()[0] for line in lines] == ["results:", "ax:", "unknown"]


def test_an_argument_by_a_name_that_there_is_not_is_the_error_of_python():
    with pytest.raises(TypeError, match="unexpected keyword argument 'wieghts'"):
        mcda.rank(FACTORY, wieghts="equal")


# --- weights ---


def test_weights_with_labels_are_read_by_these():
    backwards = pd.Series({"trust": 1, "reach": 5, "cost": 2})
    assert mcda.rank(SITE, weights=backwards).weights.tolist() == pytest.approx(
        [0.25, 0.625, 0.125]
    )


@pytest.mark.parametrize("given", [
    np.ma.array([1.0, 9, 1], mask=[0, 1, 0]),
    np.ma.array([1.0, 9, 1], mask=True),
    pd.Series([1, 2, 3]),
    pd.DataFrame({"cost": [1], "reach": [1], "trust": [1]}),
    {"cost": "1_000", "reach": 1, "trust": 1},
    [True, True, False],
])  # fmt: skip
def test_weights_that_hide_something_are_refused(given):
    assert told(lambda: mcda.rank(SITE, weights=given)).startswith("weights: ")


def test_an_array_of_which_nothing_is_masked_is_an_array():
    assert mcda.rank(SITE, weights=np.ma.array([1.0, 2, 1])).weights.tolist() == [0.25, 0.5, 0.25]


@pytest.mark.parametrize("made", [
    lambda view, w: pd.Series(w @ view.ranks, index=["B", "A"]),
    lambda view, w: pd.DataFrame(np.atleast_2d(w) @ view.ranks),
    lambda view, w: np.ma.array(w @ view.ranks, mask=True),
])  # fmt: skip
def test_a_method_that_gives_labels_or_masks_is_refused(made):
    assert "allowed: a plain array, with the alternatives in the order" in told(
        lambda: mcda.rank(SITE, made)
    )


@pytest.mark.parametrize(
    "number", ["1_000", "\N{FULLWIDTH DIGIT ONE}", "\N{ARABIC-INDIC DIGIT ONE}"]
)
def test_a_number_is_what_people_type(number, tmp_path):
    assert "not of the form name=number" in told(lambda: weights.parse(f"cost={number}, reach=1"))
    told(lambda: weights.space(f"cost <= {number} %", SITE))
    told(lambda: mcda.rank(SITE, weights={"cost": number, "reach": 1, "trust": 1}))
    table = tmp_path / "site.csv"
    table.write_text(f"criterion;direction;A;B\ncost;higher;{number};20\n", encoding="utf-8")
    assert "line 2, column 3" in told(lambda: mcda.read(table))


@pytest.mark.parametrize("entry", ["values: {A: %s, B: 2}", "order: {A: %s, B: 2}"])
def test_a_number_in_a_file_is_what_people_type(entry, tmp_path):
    file = tmp_path / "site.yaml"
    text = (
        "{version: 1, name: site, alternatives: [A, B], layers: [all], readings: [given], "
        "criteria: [{name: cost, layer: all, direction: max, judgements: {given: {%s}}}]}"
    )
    file.write_text(text % (entry % "1_0"), encoding="utf-8")
    assert "1_0" in told(lambda: mcda.read(file))


# --- names ---


def test_a_name_is_one_name_however_its_accents_are_written(tmp_path):
    problem = mcda.from_rankings({IN_ONE: f"{IN_TWO} > B", "y": f"B > {IN_ONE}"})
    assert problem.alternative_names == (IN_ONE, "B")
    assert mcda.rank(problem, weights={IN_TWO: 2, "y": 1}).leaders == [IN_ONE]
    table = tmp_path / "site.csv"
    table.write_text(f"criterion;direction;{IN_TWO};B\ncost;higher;1;2\n", encoding="utf-8")
    assert mcda.read(table).alternative_names == (IN_ONE, "B")
    file = mcda.write(problem, tmp_path / "site.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace(IN_ONE, IN_TWO), encoding="utf-8")
    assert mcda.read(file).alternative_names == (IN_ONE, "B")


def test_two_columns_of_one_name_are_refused():
    table = pd.DataFrame([[1, 2]], index=["cost"], columns=[IN_ONE, IN_TWO])
    assert IN_ONE in told(lambda: mcda.from_table(table, directions="higher"))


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("black", ("condorcet", "borda")), ("ELECTRE III", ("promethee1", "promethee2")),
     ("ahp", ("weighted_sum",)), ("instant-runoff", ("dowdall", "ranked_pairs"))],
)  # fmt: skip
def test_a_method_that_is_not_here_leads_to_the_nearest(typed, nearest):
    text = told(lambda: mcda.rank(FACTORY, typed))
    assert text.startswith(f"there is no method '{typed}' here; nearest to it: ")
    assert all(f"'{name}'" in text for name in nearest)


def test_methods_that_are_not_here_are_no_names_and_lead_to_some_that_are():
    elsewhere = registry.packaged_data("methods", "nearest_methods")
    called = registry.packaged_data("methods", "other_names")
    others = [each for names in called.values() for each in names]
    assert not registry.known_names(elsewhere, [*registry.names(), *others])
    assert {name for names in elsewhere.values() for name in names} <= set(registry.names())


# --- problems, and Python itself ---


def test_equal_problems_have_the_same_hash():
    one, other = (mcda.from_rankings({"cost": {"A": 1, "B": 9}}) for _ in range(2))
    without_doubts = mcda.from_rankings({"cost": {"A": 1, "B": 2}})
    assert one == other
    assert hash(one) == hash(other)
    assert one.doubts != without_doubts.doubts
    assert one == without_doubts  # a doubt is no part of what makes two problems equal
    assert hash(one) == hash(without_doubts)
    assert SITE.reading(SITE.active_reading) == SITE


def test_margins_are_zero_of_an_option_to_itself_and_of_what_nobody_compares():
    problem = mcda.from_rankings({"x": "A > B", "y": "C > D"}, alternatives=["A", "B", "C", "D"])
    margins = problem.margins("equal")
    assert margins.loc["A", "B"] == 0.5
    assert margins.loc["B", "A"] == -0.5
    assert (np.diag(margins) == 0).all()
    assert margins.loc["A", "C"] == 0


def test_without_docstrings_the_answers_and_the_cards_are_the_same():
    code = (
        "import mcda_ai as m; p = m.load('ai-factory'); "
        "print([m.methods.find(name).card()['summary'] for name in m.methods.names()]); "
        "print(m.rank(p), m.robustness(p, size=50).sentences, m.rank_bounds(p).sentences)"
    )
    said = [
        subprocess.run([sys.executable, *flags, "-c", code], capture_output=True, text=True,
                       check=True).stdout
        for flags in ([], ["-OO"])
    ]  # fmt: skip
    assert said[0] == said[1]
    assert "''" not in said[1]
