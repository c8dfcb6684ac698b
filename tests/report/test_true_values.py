"""What was once said otherwise than it is: the smallest problems, with the values by hand."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import mcda_ai as mcda
from mcda_ai import plots, report
from mcda_ai.io.preflib import problem_from_preflib
from mcda_ai.messages.wording import Words
from mcda_ai.report.cautions import draws
from mcda_ai.report.document import Sentences
from tests.report.test_report import Outline

CYCLE = mcda.from_rankings({"k1": "A > B > C", "k2": "B > C > A", "k3": "C > A > B"})


def election_of(ballots, n_options, unranked="abstain"):
    head = [
        "# TITLE: vote",
        f"# NUMBER ALTERNATIVES: {n_options}",
        f"# NUMBER VOTERS: {sum(ballots.values())}",
        f"# NUMBER UNIQUE ORDERS: {len(ballots)}",
        *(f"# ALTERNATIVE NAME {k}: cand{k}" for k in range(1, n_options + 1)),
    ]
    rows = [f"{count}: {order}" for order, count in ballots.items()]
    text = "\n".join([*head, *rows])
    return problem_from_preflib(text, name="vote", kind="toi", unranked=unranked)


def test_all_that_need_fixed_weights_take_the_same():
    rankings = {"a": "A > B", "b": "B > A", "c": "B > A"}
    problem = mcda.from_rankings(rankings, weights={"a": 8, "b": 1, "c": 1})
    assert mcda.rank(problem).leaders == ["A"]
    told = mcda.compare(problem, ["borda", "copeland"]).sentence
    assert told == "the one group of methods puts A first"
    assert mcda.stability(problem).ranking.leaders == ["A"]


def test_who_is_first_on_every_ballot_is_first_whoever_votes():
    election = election_of({"1,2,3,4": 400, "1,3,4,2": 350, "1,4,2,3": 250}, 4)
    told = mcda.compare(election, ["borda", "copeland", "kemeny"]).sentence
    assert "cand1 first" in told
    for method in ("borda", "copeland", "kemeny"):
        result = mcda.robustness(election, method, size=200, rng=1)
        assert result.share_text("cand1") == "100 % (exact)"
        assert result.share_text("cand2") == "0 % (exact)"


@pytest.mark.parametrize(
    ("language", "own", "equal"),
    [
        ("en", ("by the problem's weights", "with the weights that came with the problem"),
               ("weighted equally", "with equal weights for the layers")),
        ("nl", ("volgens de eigen gewichten", "met de gewichten die bij het probleem horen"),
               ("gelijk gewogen", "met gelijke gewichten voor de lagen")),
    ],
)  # fmt: skip
def test_equally_means_equally(language, own, equal):
    rankings = {"c0": "A > B", "c1": "B > A", "c2": "A > B"}
    layers = {"both": ["c0", "c1"], "one": ["c2"]}
    weighed = mcda.from_rankings(rankings, layers=layers, weights={"c0": 1, "c1": 3, "c2": 1})
    plain = mcda.from_rankings(rankings, layers=layers)
    cases = ((weighed, own, "B > A", "B"), (plain, equal, "A = B", "A"))
    for problem, (within, used), order, leader in cases:
        made = report.document(report.answer(problem, size=20), language)
        table = next(each for each in made.tables if each.name == "layers")
        assert within in table.note
        assert table.groups[0].rows[0][1].text == order
        assert used in made.picture.title
        assert made.picture.shows.endswith(f": {leader}")


def test_what_each_set_has_to_move_is_to_the_decision_and_not_to_another_set():
    """A is first at u and v; w puts B .10 ahead, and of a point moved from z to x each counts 2."""
    sets = {"u": {"x": 1, "y": 0, "z": 0}, "v": {"x": 0, "y": 1, "z": 0},
            "w": {"x": 0.45, "y": 0, "z": 0.55}}  # fmt: skip
    problem = mcda.from_rankings({"x": "A > B", "y": "A > B", "z": "B > A"})
    moves = mcda.common_ground(problem, weight_sets=sets).distances
    assert moves.loc["A"].to_dict() == pytest.approx({"u": 0, "v": 0, "w": 5})
    assert moves.loc["B"].to_dict() == pytest.approx({"u": 50, "v": 50, "w": 0})


# On x A is behind by a tenth of the threshold, on y ahead by half of it.
PARTIAL = mcda.from_table(
    pd.DataFrame({"A": [10.0, 1.0], "B": [11.0, 0.0]}, index=["x", "y"]),
    directions="max",
    preference={"x": {"kind": "v-shape", "p": 10}, "y": {"kind": "v-shape", "p": 2}},
)


def test_a_preference_in_part_is_no_tie_in_a_picture_of_who_is_ahead():
    ax = plots.pairwise_support(PARTIAL, weights="equal", ax=Figure().subplots())
    widths = [bar.get_width() for bar in ax.patches]
    assert widths[:4] == pytest.approx([0.5, 0, 0, 0.5])  # for, tied, not compared, against


def test_a_share_of_criteria_counts_whole_criteria():
    """One of four criteria has B ahead, in whatever degree: .75, and not .92 or .98."""
    values = pd.DataFrame({"A": [1.0, 1, 1, 10], "B": [0.0, 0, 0, 11]}, index=list("wxyz"))
    functions = {"z": {"kind": "v-shape", "p": 12}}
    problem = mcda.from_table(values, directions="max", preference=functions)
    table = problem.layer_preferences("equal")
    assert table[table.names[0]].loc["A", "B"] == 0.75


def test_a_shared_first_place_is_an_outcome_and_counts_for_each():
    """Each beats both others with 1/4; else all three tie: 2 bits, and half of all for each."""
    result = mcda.robustness(CYCLE, "copeland", size=2**16, rng=1)
    shares = [result.share(name) for name in "ABC"]
    assert shares == pytest.approx([0.5] * 3, abs=0.01)
    assert sum(shares) > 1
    assert any("so shares can add up to more than the whole" in each for each in result.sentences)
    assert result.entropy["leader"] == pytest.approx(2, abs=0.01)
    assert result.leader_sets["A, B, C"] == pytest.approx(0.25, abs=0.01)


def test_nobody_is_an_outcome_too():
    result = mcda.robustness(CYCLE, "condorcet", size=2**16, rng=1)
    assert result.entropy["leader"] == pytest.approx(2, abs=0.01)
    assert "nobody first an outcome of its own" in repr(result)
    assert any(each.startswith("nobody is first in 2") for each in result.sentences)


def test_how_many_weightings_were_drawn_is_said_of_each_use():
    answer = report.answer(CYCLE)
    values = draws(answer).values
    assert values["size"] == 100_000
    assert values["asked"] == answer.questions.size == answer.settlement.provenance.size == 2**14
    assert values["decided"] == answer.attribution.size == 2**12


def test_a_precondition_that_leaves_another_leader_stops_no_report():
    rankings = {f"k{n}": "A > B > C > D" for n in range(4)} | {
        "b": "B > C > D > A", "c": "C > D > B > A", "d": "D > B > C > A", "must": "A > B > C > D",
    }  # fmt: skip
    layers = {"big": [f"k{n}" for n in range(4)], "l1": ["b"], "l2": ["c"], "l3": ["d"],
              "pre": ["must"]}  # fmt: skip
    problem = mcda.from_rankings(rankings, layers=layers, preconditions=["pre"])
    answer = report.answer(problem, size=50)
    assert answer.without_preconditions is not None
    assert Outline(report.as_page(answer)).open == []


def test_mean_ranks_of_a_mirror_image_are_all_in_the_middle_and_exact():
    problem = mcda.from_rankings({"x": "A > B > C > D", "y": "D > C > B > A"})
    result = mcda.robustness(problem, weights="uniform", rng=1)
    assert result.expected_rank.to_list() == pytest.approx([2.5] * 4, abs=1e-12)
    assert (result.standard_error.expected_rank == 0).all()
    assert result.pairwise_winning.loc["A", "B"] == pytest.approx(0.5, abs=1e-12)
    assert 1 + result.pairwise_winning["A"].sum() == pytest.approx(2.5, abs=1e-12)


# --- elections, gaps and measured values in the report -----------------------------------------


@pytest.mark.parametrize("language", ["en", "nl"])
def test_ballots_are_called_criteria_nowhere(language):
    ballots = {"1,{2,3},4,5": 18, "2,3,1,5,4": 14, "3,4,2,1,5": 12, "5,4": 9, "1,5": 7}
    election = election_of(ballots, 5)
    answer = report.answer(election, size=200)
    made = report.document(answer, language)
    written = report.as_markdown(made)
    cards = made.section("cards").title
    text = written.partition(f"## {cards}")[0] + report.as_text(answer, language)
    assert [line for line in text.splitlines() if "criteri" in line.lower()] == []
    results = [
        mcda.robustness(election, size=50, rng=1), mcda.stability(election), mcda.rank(election),
        mcda.compare(election, ["borda", "copeland"]), mcda.attribution(election, size=50, rng=1),
        mcda.next_question(election, size=50, rng=1), mcda.settle(election, size=50, rng=1),
    ]  # fmt: skip
    said = [sentence for result in results for sentence in result.in_words(language)]
    assert [sentence for sentence in said if "criteri" in sentence.lower()] == []
    empty = {"weight ranges", "central weights", "layers"}
    assert not empty & {table.name for table in made.tables}
    assert "Around(" not in repr(results[0])


def test_how_many_cells_are_empty_is_said_beside_every_answer():
    rows = {"c1": None, "c2": "P > Q > R", "c3": None, "c4": None}
    problem = mcda.from_rankings(rows, alternatives=["P", "Q", "R"])
    told = "9 of the 12 cells are empty; 3 of the 4 criteria compare no options and weigh nothing"
    covered = (
        "on average, 100 % of the weight compares two alternatives, and all weight is on "
        "criteria that compare some"
    )
    for result in (mcda.rank(problem), mcda.robustness(problem), mcda.compare(problem, ["borda"])):
        assert told in result.sentences
        assert told in repr(result)
    assert covered in repr(mcda.rank(problem))
    headline = report.document(report.answer(problem, size=20)).section("answer").blocks[0]
    assert f"{told}." in headline.sentences
    full = mcda.from_rankings({"x": "A > B"})
    assert not any("empty" in each for each in mcda.rank(full).sentences)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_the_report_begins_with_it_does_not_say_again(language):
    rows = {"cost": "A > B > C", "reach": "B", "noise": "B > A"}
    problem = mcda.from_rankings(rows, alternatives=["A", "B", "C", "D"])
    made = report.document(report.answer(problem, size=20), language)
    begins = set(made.section("answer").blocks[0].sentences)
    assert any("D" in each and "reach" not in each for each in begins)
    says_again = {
        sentence
        for block in made.section("changes").blocks
        if isinstance(block, Sentences)
        for sentence in block.sentences
    }
    assert not begins & says_again


def test_one_criterion_settles_everything_for_certain():
    rows = {"c1": None, "c2": "P > Q > R"}
    answer = report.answer(mcda.from_rankings(rows, alternatives=["P", "Q", "R"]))
    text = report.as_markdown(report.document(answer))
    assert "> 9" not in text.replace("\\", "")
    assert "< 0.0" not in text.replace("\\", "")
    assert "bits are open" not in text


@pytest.mark.parametrize("method", ["borda", "copeland", "kemeny", "minimax", "schulze", "regime"])
def test_who_is_ahead_everywhere_is_first_for_certain(method):
    """A is ahead of B and C on every criterion, or level on one: nobody else is ever first."""
    problem = mcda.from_rankings({"x": "A > B > C", "y": "A > C > B", "z": "A = B > C"})
    result = mcda.robustness(problem, method, size=50, rng=1)
    assert [result.share_text(name) for name in "ABC"] == [
        "100 % (exact)", "0 % (exact)", "0 % (exact)",
    ]  # fmt: skip
    assert result.claims[0].certainty == "exact"


def test_what_only_draws_show_of_a_method_is_not_called_certain():
    """C beats A and B if y outweighs x and z: in 1/4, which few draws can fail to show."""
    problem = mcda.from_rankings({"x": "A > B > C", "y": "C > A > B", "z": "A > B > C"})
    sizes = {mcda.robustness(problem, "copeland", size=3, rng=k).share_of("A").size
             for k in range(8)}  # fmt: skip
    assert sizes == {3}


@pytest.mark.parametrize(
    ("language", "price", "speed", "methods", "assumed"),
    [
        (
            "en",
            (
                "measured in euro; less is better; a difference of up to 1 counts for nothing, a "
                "larger one by what is beyond that, from 4 on in full (preference function linear)"
            ),
            (
                "measured; more is better; the larger a difference, the more it counts, at 20 for "
                "39 % (preference function gaussian)"
            ),
            (
                "Of what was measured, PROMETHEE II counts by how much an option is better; Borda, "
                "Copeland and Kemeny count only who is ahead, by any difference that counts at all."
            ),
            "A rank says which option is better, not by how much; a measured value says both.",
        ),
        (
            "nl",
            (
                "gemeten in euro; minder is beter; een verschil tot en met 1 telt niet, een groter "
                "verschil naar wat daarboven komt, vanaf 4 helemaal (voorkeursfunctie linear)"
            ),
            (
                "gemeten; meer is beter; hoe groter een verschil, hoe meer het telt, bij 20 voor "
                "39 % (voorkeursfunctie gaussian)"
            ),
            (
                "Wat gemeten is: PROMETHEE II telt mee hoeveel beter een optie is; Borda, Copeland "
                "en Kemeny tellen alleen wie boven wie staat, door elk verschil dat enigszins telt."
            ),
            (
                "Een rang zegt welke optie beter is, niet hoeveel beter; een gemeten waarde zegt "
                "beide."
            ),
        ),
    ],
)
def test_of_measured_values_it_is_said_which_way_is_better_and_how(
    language, price, speed, methods, assumed
):
    problem = mcda.from_table(
        pd.DataFrame({"A": [12.0, 80], "B": [9.0, 120]}, index=["price", "speed"]),
        directions={"price": "min", "speed": "max"},
        units={"price": "euro"},
        preference={
            "price": {"kind": "linear", "q": 1, "p": 4}, "speed": {"kind": "gaussian", "s": 20},
        },
        rankings={"looks": "A > B"},
    )  # fmt: skip
    answer = report.answer(problem, size=20)
    made = report.document(answer, language)
    table = next(each for each in made.tables if each.name == "evidence")
    remarks = [row[0].remarks for rows in table.groups for row in rows.rows]
    assert remarks == [(price,), (speed,), ()]
    assert methods in made.section("evidence").blocks[1].sentences
    assert assumed in made.section("limits").blocks[0].sentences
    page = report.as_page(answer, language)
    assert "never by how much" not in page.partition("explorer")[0]


def test_rare_leaders_are_told_by_what_is_known_of_them():
    """C leads alone where z outweighs all: in 1/2^8 of the weightings, so in few of few draws."""
    rankings = {f"k{n}": "A > B > C" if n % 2 else "B > A > C" for n in range(8)}
    problem = mcda.from_rankings(rankings | {"z": "C > B > A"})
    result = mcda.attribution(problem, ["borda", "copeland"], priors="uniform", size=400, rng=1)
    mean = result.summary.loc["C leads", "mean"]
    assert 0 < mean * 400 * 2 < 9.5
    told = result.explain("C leads")
    assert told.startswith(
        f"C leads in {100 * mean:.2f} % of all combinations tried; among the 400"
    )
    assert told.endswith("there are too few cases of it to tell what decides this")
    shown = result._shown()
    assert shown.loc["C leads"].isin(["–"]).all(axis=None)
    assert not shown.loc["A leads"].isin(["–"]).any(axis=None)
    assert np.isfinite(result.standard_error.first_order.loc["A leads"]).all()


# --- majorities that go round ------------------------------------------------------------------


def said(problem, language="en", **how):
    found = mcda.compare(problem, ["borda"], **how).claims
    return [Words(language).said(each) for each in found if "majority_cycle" in each.kind]


def test_majorities_that_go_round_are_told():
    (told,) = said(CYCLE)
    assert told == (
        "the majorities form a cycle: A beats B, B beats C and C beats A (the criteria that put "
        "the one above the other outweigh those that do the reverse). So no order agrees with all "
        "majorities"
    )
    (dutch,) = said(CYCLE, "nl")
    assert dutch.startswith(
        "de meerderheden vormen een kring: A wint van B, B wint van C en C wint"
    )
    text = " ".join(report.as_text(report.answer(CYCLE, size=20)).split())
    assert "With equal weights for the criteria, the majorities form a cycle: A beats B" in text


@pytest.mark.parametrize(
    ("rankings", "weights"),
    [
        ({"k1": "A > B > C", "k2": "B > C > A", "k3": "C > A > B"}, {"k1": 3, "k2": 1, "k3": 1}),
        ({"k1": "A > B > C", "k2": "B > C > A", "k3": "C > A > B"}, {"k1": 2, "k2": 1, "k3": 1}),
        ({"x": "A > B > C > D", "y": "D > C > B > A"}, "equal"),  # all level
        ({"x": "A > B > C"}, "equal"),
        ({"k1": "A > B > C", "k2": "B > C > A"}, "equal"),  # A and B level, A and C level
    ],
)
def test_level_majorities_are_no_cycle(rankings, weights):
    """With 2 : 1 : 1 A and C are level (2 against 2): B beats C, A beats B, and no more."""
    assert said(mcda.from_rankings(rankings), weights=weights) == []


def test_of_many_options_one_shortest_cycle_is_named_and_the_top_counted():
    """D and E below, F above all three that go round."""
    top = {"k1": "A > B > C", "k2": "B > C > A", "k3": "C > A > B"}
    below = mcda.from_rankings({name: f"{order} > D > E" for name, order in top.items()})
    (told,) = said(below)
    assert "A beats B, B beats C and C beats A" in told
    assert told.endswith("a group of 3 of the 5 options, and no smaller one, beats every option "
                         "outside it")  # fmt: skip
    winner = mcda.from_rankings({name: f"F > {order}" for name, order in top.items()})
    assert said(winner)[0].endswith("F beats each of the other options all the same")
    square = {
        "k1": "A > B > C > D",
        "k2": "B > C > D > A",
        "k3": "C > D > A > B",
        "k4": "D > A > B > C",
    }
    (told,) = said(mcda.from_rankings(square))
    assert "A beats B, B beats C, C beats D and D beats A" in told  # A and C level, B and D level
