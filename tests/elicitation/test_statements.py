"""Statements about options: against corners, enumeration and draws of our own."""

import json
import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.io.losses import losses
from mcda_ai.problem.statements import Chain, OptionStatement
from mcda_ai.weights import Bounded, Constrained, Fixed, LayerFirst, Uniform
from tests.proofs.plain import borda_of_criteria, scored
from tests.proofs.problems import random_problem

SITE = mcda.from_rankings(
    {"cost": "A > B > C", "reach": "C > B > A", "trust": "B > C > A"},
    layers={"means": ["cost"], "ends": ["reach", "trust"]}, name="site",
)  # fmt: skip


def random_case(seed):
    """Draw a problem of up to six criteria, and pairs of its options."""
    draw = random.Random(seed)
    while len(borda_of_criteria(problem := random_problem(draw))) > 6:
        pass
    names = problem.alternative_names
    pairs = [draw.sample(names, 2) for _ in range(draw.choice([1, 2, 3]))]
    return problem, pairs


def form_of(problem, one, other):
    scores = dict(zip(problem.alternative_names, borda_of_criteria(problem).T, strict=True))
    return scores[one] - scores[other]


def corners_of(forms):
    """Find all corners of the weights where forms are at least 0: by solving every few of them."""
    n = forms.shape[1]
    rows = np.vstack([np.eye(n), forms])
    found = set()
    for chosen in combinations(range(len(rows)), n - 1):
        table = np.vstack([rows[list(chosen)], np.ones(n)])
        if abs(np.linalg.det(table)) > 1e-9:
            point = np.linalg.solve(table, [*np.zeros(n - 1), 1.0])
            if (rows @ point >= -1e-9).all():
                found.add(tuple((point + 0.0).round(7) + 0.0))
    return found


def can_hold(forms):
    """Tell whether all forms can be above 0 under one weighting."""
    n = forms.shape[1]
    found = linprog(
        [*np.zeros(n), -1], A_ub=np.column_stack([-forms, np.ones(len(forms))]),
        b_ub=np.zeros(len(forms)), A_eq=[[*np.ones(n), 0]], b_eq=[1],
        bounds=[(0, None)] * n + [(None, 1)],
    )  # fmt: skip
    return -found.fun > 1e-9


def check_corners(seeds):
    n_cut = 0
    for seed in seeds:
        problem, pairs = random_case(seed)
        expected = corners_of(np.array([form_of(problem, *pair) for pair in pairs]))
        space = mcda.Prefers(*(" >= ".join(pair) for pair in pairs))
        if not expected:
            with pytest.raises(mcda.ProblemError):
                space.corner_points(problem)
            continue
        n_cut += 1
        found = space.corner_points(problem)[:, scored(problem)]
        assert {tuple(point.round(7) + 0.0) for point in found} == expected
        weights = space.sample(problem, 50, 1)[:, scored(problem)]
        assert all((weights @ form_of(problem, *pair) >= -1e-9).all() for pair in pairs)
    return n_cut


def test_its_corners_are_those_of_the_cut_space():
    assert check_corners(range(12)) > 5


@pytest.mark.long
def test_its_corners_are_those_of_the_cut_space_on_100_random_problems():
    assert check_corners(range(1000, 1100)) > 60


def check_conflicts(seeds):
    """Compare the smallest sets that cannot hold with those among all subsets."""
    n_sets = 0
    for seed in seeds:
        problem, _ = random_case(seed)
        draw = random.Random(seed)
        pairs = [tuple(draw.sample(problem.alternative_names, 2)) for _ in range(7)]
        pairs = list(dict.fromkeys(pairs))
        forms = np.array([form_of(problem, *pair) for pair in pairs])
        expected = []
        for size in range(1, len(pairs) + 1):
            for chosen in combinations(range(len(pairs)), size):
                if not any(set(each) <= set(chosen) for each in expected) and not can_hold(
                    forms[list(chosen)]
                ):
                    expected.append(chosen)
        space = mcda.Prefers(*(" > ".join(pair) for pair in pairs))
        found = space.constraints(problem).conflicts()
        labels = space.conditions()
        assert found.all_found
        assert {frozenset(each) for each in found.sets} == {
            frozenset(labels[place] for place in each) for each in expected
        }
        assert [len(each) for each in found.sets] == sorted(map(len, expected))
        n_sets += len(expected)
    return n_sets


def test_all_smallest_sets_in_conflict_are_found():
    assert check_conflicts(range(2)) > 2


@pytest.mark.long
def test_all_smallest_sets_in_conflict_are_found_on_many_problems():
    assert check_conflicts(range(2000, 2060)) > 100


def test_conflicts_stop_at_a_number_of_programmes():
    space = mcda.Prefers("A > B", "B > A", "B > C", "C > B", "A > C", "C > A")
    polytope = space.constraints(SITE)
    assert polytope.conflicts().all_found
    assert not polytope.conflicts(most=3).all_found


@pytest.mark.long
def test_conflicts_are_told_with_every_smallest_set_and_the_weights_among_them():
    with pytest.raises(mcda.ProblemError) as refused:
        mcda.statements(SITE, ["A > B", "B >= A", "C > B"], weights="uniform; cost >= 90 %")
    told = str(refused.value)
    assert len(refused.value.faults) == 4
    assert "cost >= 90 %" in told
    assert "'A > B (borda)', 'B >= A (borda)'" in told
    assert refused.value.faults[0].place == ("statements",)


@pytest.mark.long
@pytest.mark.parametrize("space", [Uniform(), LayerFirst(), Bounded(upper=0.8), Fixed("equal"),
                                   Constrained("cost <= 80 %")])  # fmt: skip
def test_it_combines_with_every_space_and_with_itself(space):
    both = space & mcda.Prefers("B >= C") & mcda.Prefers("B >= A", method="promethee2")
    weights = both.sample(SITE, 200, 1)
    for other in "AC":
        assert (weights @ form_of(SITE, "B", other) >= -1e-9).all()


def test_what_is_strict_has_the_same_draws_but_holds_nowhere_on_a_border():
    loose, strict = mcda.Prefers("A >= B"), mcda.Prefers("A > B")
    assert (loose.sample(SITE, 100, 1) == strict.sample(SITE, 100, 1)).all()
    level = mcda.from_rankings({"cost": "A = B > C", "reach": "C > A = B"})
    assert mcda.Prefers("A >= B").sample(level, 10, 1).shape == (10, 2)
    with pytest.raises(mcda.ProblemError, match="is empty"):
        mcda.Prefers("A > B").sample(level, 10, 1)


@pytest.mark.long
def test_the_same_seed_gives_the_same_numbers_whatever_the_chunks():
    space = LayerFirst() & mcda.Prefers("A >= B")
    one, other = (
        mcda.robustness(SITE, "copeland", space, 20_000, 3, chunk_size=size, workers=workers)
        for size, workers in ((1, 1), (50_000, 2))
    )
    assert one.rank_acceptability.equals(other.rank_acceptability)
    said = mcda.Prefers("A >= B")
    results = [mcda.statements(SITE, said, "copeland", size=20_000, rng=3) for _ in range(2)]
    assert results[0].shares.rank_acceptability.equals(one.rank_acceptability)
    assert results[0].part == results[1].part


@pytest.mark.parametrize(
    ("weights", "share"),
    [("uniform", 1 / 6), ("layer-first", None)],
)
def test_the_part_that_is_left_is_exact_or_as_drawn(weights, share):
    """A >= B is w_cost >= w_reach + 2 w_trust: its corners cut off 1/2 and 1/3 of two edges."""
    found = mcda.statements(SITE, "A >= B", weights=weights)
    drawn = mcda.weights.space(weights).sample(SITE, 200_000, 1) @ form_of(SITE, "A", "B")
    assert found.part.size == 0
    assert found.part.value == pytest.approx((drawn >= 0).mean(), abs=0.005)
    if share:
        assert found.part.value == pytest.approx(share)


@pytest.mark.long
@pytest.mark.parametrize("weights", ["uniform", "layer-first"])
def test_first_places_are_exact_where_the_part_is(weights):
    problem = mcda.load("ai-factory")
    found = mcda.statements(problem, "B2 >= B3", weights=weights, size=5_000)
    assert (found.first["size"] == 0).all()
    drawn = mcda.weights.space(weights).sample(problem, 200_000, 1)[:, scored(problem)]
    totals = (drawn @ borda_of_criteria(problem))[drawn @ form_of(problem, "B2", "B3") >= 0]
    first = (totals >= totals.max(axis=1, keepdims=True) - 1e-9).mean(axis=0)
    assert found.first["share"].to_numpy() == pytest.approx(first, abs=0.01)


def test_what_follows_already_is_told():
    found = mcda.statements(SITE, ["A >= B", "A >= B", "B >= C", "A >= C"], weights="uniform")
    assert found.table["follows from"].tolist() == ["", "before", "before", "before"]
    assert repr(found.left) == "Uniform() & Prefers('A >= B', method='borda')"
    whole = mcda.statements(SITE, "A >= B", weights="uniform; cost >= 80 %")
    assert whole.part.value == 1
    assert "under every weighting" in whole.sentence


def test_of_an_election_it_speaks_of_voters():
    ballots = mcda.from_rankings(
        {"one": "A > B > C", "two": "C > B > A"}, weights={"one": 5, "two": 4}
    )
    found = mcda.statements(replace(ballots, counts=True), "A >= B", size=500)
    assert "elections with voters drawn anew" in found.sentence
    assert "verkiezingen" in found.in_words("nl")[1]


@pytest.mark.long
def test_a_border_has_no_share_and_is_said_so():
    flat = mcda.statements(SITE, "A = B", weights="uniform", size=2000)
    assert (flat.is_slice, flat.part.value) == (True, 0.0)
    assert flat.shares.share("A") == flat.shares.share("B")
    layered = mcda.statements(SITE, "A = B", size=200)
    assert layered.shares is None
    assert "slice" in str(layered.refused)
    assert layered.in_words("nl")


def test_a_method_that_is_not_linear_is_told_shares_only_and_no_statement_holds_by_it():
    found = mcda.statements(SITE, mcda.Prefers("A >= B"), "kemeny", size=500)
    assert found.ranks.empty
    assert found.pairs.empty
    for method, options in (("kemeny", None), ("weighted_sum", {"numbers": "random"})):
        with pytest.raises(mcda.ProblemError, match=r"not linear.*allowed: borda, dowdall"):
            mcda.Prefers("A > B", method=method, options=options).constraints(SITE)


@pytest.mark.long
def test_an_option_of_the_method_counts_in_statements():
    gaps = mcda.from_rankings({"cost": "A > B > C", "reach": "C > B", "trust": "B > A"})
    worst = {"unscored": "worst"}
    abstains, counts = (mcda.Prefers("A >= C", options=given).constraints(gaps)
                        for given in (None, worst))  # fmt: skip
    assert abstains != counts
    found = mcda.statements(gaps, "A >= C", options=worst, size=200)
    assert found.table["method"].tolist() == ["borda, unscored=worst"]


@pytest.mark.long
def test_who_ranks_over_weightings_takes_it():
    space = LayerFirst() & mcda.Prefers("A >= B")
    assert mcda.stability(SITE, within=space).leading["can lead"].any()
    assert mcda.next_question(SITE, weights=space, size=200).certain
    assert mcda.settle(SITE, weights=space, size=200, answers="equal").settled


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A", "compares no options"),
        ("A >= A", "compared with itself"),
        ("A > Bx", "did you mean 'B'"),
        ("A != B", "cannot be told of"),
        ("A >=", "no option is named"),
        ("A > B < C", "point both ways"),
        ("", "compares no options"),
        (3, "allowed: text"),
    ],
)
def test_what_is_wrong_with_a_statement_is_told(text, said):
    with pytest.raises(mcda.ProblemError, match=said):
        mcda.Prefers(text).constraints(SITE)


def test_all_faults_are_told_at_once():
    with pytest.raises(mcda.ProblemError) as refused:
        mcda.statements(SITE, ["A >= X", "Y > B"])
    assert len(refused.value.faults) == 2
    with pytest.raises(mcda.ProblemError) as refused:
        mcda.Prefers("A", "B !=", "A > B")
    assert len(refused.value.faults) == 2
    for nothing in ([], None):
        with pytest.raises(mcda.ProblemError, match="no statement"):
            mcda.statements(SITE, nothing)
    with pytest.raises(mcda.ProblemError, match="a DecisionProblem"):
        mcda.Prefers("A > B").limits(None)


@pytest.mark.long
def test_chains_can_be_written_either_way_by_label_and_narrowed():
    assert str(Chain.read("C<B<=A")) == "A >= B > C"
    assert str(Chain.read("A >= B = C").without(["B"])) == "A >= C"
    assert Chain.read("A > B").without(["B"]) is None
    labelled = mcda.load("ai-factory")
    label = labelled.alternatives[0].label.nl
    both = [mcda.Prefers(f"B2 > {name}").constraints(labelled) for name in ("B1", label.upper())]
    assert (both[0].A_ub == both[1].A_ub).all()


# --- in a problem file ----------------------------------------------------------------------------

FILE = """\
version: 1
name: site
alternatives: [{name: A, label: Ash}, B, C]
layers: [all]
readings: [given]
criteria:
- {name: cost, layer: all, judgements: {given: A > B > C}}
- {name: reach, layer: all, judgements: {given: C > B > A}}
- {name: trust, layer: all, judgements: {given: B > C > A}}
statements:
- Ash >= B
- {prefers: B > C, method: promethee2, sources: [{note: the board}]}
"""


@pytest.fixture
def stated(tmp_path):
    (tmp_path / "site.yaml").write_text(FILE, encoding="utf-8")
    return mcda.read(tmp_path / "site.yaml")


@pytest.mark.long
def test_a_file_holds_statements_with_their_source(stated, tmp_path):
    assert [each.method for each in stated.statements] == ["borda", "promethee2"]
    found = mcda.statements(stated, size=200)
    assert found.table["source"].tolist() == ["", "the board"]
    for suffix in ("yaml", "json"):
        mcda.write(stated, tmp_path / f"again.{suffix}")
        assert mcda.read(tmp_path / f"again.{suffix}") == stated
    mcda.save(found, tmp_path / "saved.json")
    again = mcda.load_result(tmp_path / "saved.json")
    assert again.sentences == found.sentences
    assert repr(again.left) == repr(found.left)
    told = "the statements about options are left out"
    assert told in losses(stated, "csv")
    assert told not in losses(stated, "xlsx")
    in_template = mcda.read(mcda.write(stated, tmp_path / "again.xlsx"))
    assert in_template.statements == stated.statements


@pytest.mark.long
def test_statements_go_along_with_the_options(stated):
    renamed = stated.rename({"B": "Beech"})
    assert [each.prefers for each in renamed.statements] == ["A >= Beech", "Beech > C"]
    assert [each.prefers for each in stated.without("C").statements] == ["A >= B"]
    changed = mcda.diff(stated, replace(stated, statements=()), size=100)
    assert any("statement" in each for each in changed.in_words("en"))
    assert changed.in_words("nl")


def test_an_option_is_not_called_what_no_statement_can_hold(stated):
    for name in ("B > C", "B; C", "B≥"):
        with pytest.raises(mcda.ProblemError, match="compares options in statements") as refused:
            stated.rename({"B": name})
        assert "bevat een teken" in refused.value.faults[0].in_words("nl")
    assert SITE.rename({"B": "B > C"}).alternative_names == ("A", "B > C", "C")


def test_a_statement_that_cannot_be_read_is_told_with_its_place():
    with pytest.raises(mcda.ProblemError) as refused:
        replace(SITE, statements=(OptionStatement("A > B"), OptionStatement("A > X")))
    assert refused.value.faults[0].place == ("statements", 1, "prefers")
    with pytest.raises(mcda.ProblemError) as refused:
        mcda.statements(replace(SITE, statements=(OptionStatement("A > B", "bordo"),)))
    assert "did you mean 'borda'" in str(refused.value)
    for prefers, method, told in (
        ("A > B", "bordo", "did you mean"), ("A > B", "kemeny", "not linear"),
        ("C > A > B", "borda", "under no weighting"),
    ):  # fmt: skip
        checked = mcda.check(replace(SITE, statements=(OptionStatement(prefers, method),)))
        assert told in checked.warnings[-1]
        assert checked.in_words("nl")
    assert refused.value.faults[0].place == ("statements", 0, "method")


def test_a_statement_about_an_option_that_takes_no_part_says_why_and_the_way_out(tmp_path, capsys):
    text = FILE.replace("name: cost,", "name: cost, required: {met_by: [B, C]},")
    (tmp_path / "site.yaml").write_text(text, encoding="utf-8")
    problem = mcda.read(tmp_path / "site.yaml")
    for asked in (None, "ash >= B", ["C > B", mcda.Prefers("B < A")]):
        with pytest.raises(mcda.ProblemError) as refused:
            mcda.statements(problem, asked)
        (fault,) = refused.value.faults
        assert "option 'A' takes no part: it is not among the options that meet cost" in fault
        assert "optie ‘A’ doet niet mee" in fault.in_words("nl")
        assert fault.place == (() if asked else ("statements", 0))
    with pytest.raises(mcda.ProblemError, match="option 'A' takes no part"):
        mcda.robustness(problem, weights=mcda.Prefers("A >= B"))
    with pytest.raises(mcda.ProblemError, match="unknown alternative 'X'; allowed: B, C"):
        mcda.statements(problem, "X >= B")
    assert "line 11, column 3" in mcda.check(tmp_path / "site.yaml").warnings[-1]
    assert mcda.statements(problem.admitting("A"), size=200).part.value > 0
    assert mcda.statements(problem, "B >= C").part.value == pytest.approx(1 - 0.5**2)
    assert main(["statements", str(tmp_path / "site.yaml"), "--lang", "nl"]) == 1
    assert "--admit" in capsys.readouterr().err


@pytest.mark.long
def test_commands_narrow_weightings(stated, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    by_hand = mcda.robustness(stated, weights=LayerFirst() & mcda.Prefers("A >= B"), size=500)
    assert main(["robust", "site.yaml", "--prefers", "A >= B", "--size", "500", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rank_acceptability"]["A"]["1"] == by_hand.share("A")
    assert main(["robust", "site.yaml", "--stated", "--size", "500"]) == 0
    assert main(["ask", "site.yaml", "--prefers", "A >= B", "--size", "200"]) == 0
    assert main(["stability", "site.yaml", "--prefers", "A >= B"]) == 0
    assert "within Uniform() & Prefers" in capsys.readouterr().out
    assert main(["statements", "site.yaml", "--prefers", "A > B", "--prefers", "B > A"]) == 1
    assert "cannot all hold" in capsys.readouterr().err
    assert main(["robust", "site.yaml", "--prefers", "A > B", "--method", "kemeny",
                 "--prefers-by", "borda", "--size", "200"]) == 0  # fmt: skip
    mcda.write(SITE, "bare.yaml")
    assert main(["robust", "bare.yaml", "--stated"]) == 1


@pytest.mark.long
@pytest.mark.parametrize("m", [30, 40])
def test_many_options_and_criteria(m):
    random_order = np.random.default_rng(m)
    names = [f"o{i}" for i in range(m)]
    problem = mcda.from_rankings(
        {f"c{k}": dict(zip(names, random_order.permutation(m).tolist(), strict=True))
         for k in range(12)}
    )  # fmt: skip
    found = mcda.statements(problem, "o0 >= o1", size=2000)
    assert found.ranks_are_exact == (m <= 30)
    assert (found.ranks["best rank"] <= found.ranks["worst rank"]).all()
