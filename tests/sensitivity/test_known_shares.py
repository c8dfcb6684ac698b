"""What robustness tells without draws of more than three options, and how it says so."""

import numpy as np
import pandas as pd
import pytest

import mcda_ai as mcda
from tests.coverage.rankings import mallows_rankings

LINEAR = "borda"


def problem_of(n, m, dispersion, *, twins=False, seed=0, layers=1):
    ranks = mallows_rankings(n, m, dispersion, seed=seed)
    ranks = np.column_stack([ranks, ranks[:, 1]]) if twins else ranks
    names = [f"o{k}" for k in range(ranks.shape[1])]
    rows = {f"c{k}": dict(zip(names, row.tolist(), strict=True)) for k, row in enumerate(ranks)}
    by_layer = {f"L{k}": list(rows)[k::layers] for k in range(layers)}
    return mcda.from_rankings(rows, alternatives=names, layers=by_layer)


def told(n, m, dispersion, space="uniform", **options):
    return mcda.robustness(problem_of(n, m, dispersion, **options), LINEAR, space, rng=1)


def test_of_few_criteria_first_places_are_exact_for_any_number_of_options():
    result = told(5, 9, 1.0)
    firsts = [result.share_of(f"o{k}") for k in range(9)]
    assert sum(share.value for share in firsts) == pytest.approx(1, abs=1e-12)
    assert {share.size for share in firsts} == {0}
    assert {claim.certainty for claim in result.claims if "first" in claim.kind} == {"exact"}
    assert "leader_sets" in result.exact_fields
    assert "rank_acceptability" not in result.exact_fields
    assert result.leader_sets.sum() == pytest.approx(1, abs=1e-12)


def test_options_that_are_always_level_are_first_together_and_exact():
    result = told(12, 3, 1.0, twins=True)
    assert result.exact
    assert result.share("o1") == result.share("o3")
    assert "o1, o3" in result.leader_sets.index
    assert result.has_shared_leads
    four = told(8, 4, 1.0, twins=True)
    assert "rank_acceptability" in four.exact_fields
    assert four.share("o1") == four.share("o4")
    assert four.share("o1", 2) != 0
    assert four.leader_sets.sum() == pytest.approx(1)


@pytest.mark.parametrize(("space", "layers"), [("uniform", 1), ("layer-first", 4)])
def test_what_is_certified_holds_what_is_drawn(space, layers):
    result = told(14, 6, 0.6, space, layers=layers)
    certified = result.certified.dropna()
    assert len(certified) > 0
    for name, row in certified.iterrows():
        lower, upper = result.bounds.loc[(name, 1)]
        assert row["lower"] <= upper
        assert lower <= row["upper"]
        assert result.certified_between(name) == (row["lower"], row["upper"])
    leader = result.rank_acceptability[1].idxmax()
    said = [claim for claim in result.claims if claim.kind.endswith("first between")]
    assert {claim.certainty for claim in said} == {"certified"}
    assert leader in {claim.values["who"] for claim in said}
    assert any("for certain" in text for text in result.in_words())
    assert any("dat is zeker" in text for text in result.in_words("nl"))


def test_where_it_is_wider_than_what_draws_tell_both_are_said():
    result = told(14, 5, 1.0, seed=4)
    wide = [
        claim.values["who"] for claim in result.claims if claim.kind.endswith("first between")
        and result.certified.loc[claim.values["who"]].diff().iloc[1]
        > result.bounds.loc[(claim.values["who"], 1)].diff().iloc[1]
    ]  # fmt: skip
    drawn = [claim.values["who"] for claim in result.claims if claim.kind.endswith(".first")]
    assert set(wide) <= set(drawn)
    names = {claim.values.get("who") for claim in result.claims} - {None}
    assert names == set(result.rank_acceptability.index)


def test_saved_and_read_again_it_is_the_same(tmp_path):
    result = told(14, 6, 0.6)
    again = mcda.load_result(mcda.save(result, tmp_path / "result.json"))
    pd.testing.assert_frame_equal(again.certified, result.certified)
    assert again.to_dict()["certified"] == result.to_dict()["certified"]
    assert again.claims == result.claims


def test_drawn_by_request_nothing_else_is_told():
    result = mcda.robustness(problem_of(14, 6, 0.6), LINEAR, "uniform", size=2_000, rng=1)
    assert result.certified.empty
    assert result.certified_between("o1") is None
    assert result.exact_fields == ()


def test_ranks_that_are_drawn_beside_exact_first_places_add_up_with_them_to_one():
    problem = mcda.from_rankings(
        {"x": "A > B > C > D > E", "y": "E > B > D > C > A", "z": "C > D > A = E > B"}
    )
    found = mcda.robustness(problem, "borda", "uniform", size=2000)
    told = mcda.robustness(problem, "borda", "uniform")
    assert "leader_sets" in told.exact_fields
    for each in (found, told):
        assert each.rank_acceptability.sum(axis=1).to_numpy() == pytest.approx(1, abs=1e-12)


def test_what_is_always_so_is_said_once():
    problem = mcda.from_rankings(
        {"x": "A > B > C > D > E", "y": "A > E > D > C > B", "z": "A > C > E > B > D"},
        layers={"one": ["x", "y"], "other": ["z"]},
    )
    found = mcda.robustness(problem, size="auto")
    assert found.certified_between("A") is None
    assert [text for text in found.in_words() if text.startswith("A first")] == [
        "A first in 100 % (exact) of the weightings"
    ]
