"""Every kind of result has the one face that saving, printing and reporting work from."""

import ast
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai.cli.printing import plain
from mcda_ai.io.results.kinds import RESULTS
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Result

PACKAGE = Path(mcda.__file__).parent
SAVED_BEFORE = Path(__file__).parent / "results_saved_by_0_1_0.zip"
QUICK = {"size": 200, "rng": 1}

MAKERS = {
    "Ranking": lambda p: mcda.rank(p, "kemeny"),
    "Robustness": lambda p: mcda.robustness(p, "schulze", **QUICK),
    "Comparison": lambda p: mcda.compare(p, ["borda", "condorcet", "copeland"], None),
    "Stability": lambda p: mcda.stability(p),
    "Explanation": lambda p: mcda.explain(p),
    "Attribution": lambda p: mcda.attribution(p, ["borda", "copeland"], size=64, rng=1,
                                              completions=3),
    "Questions": lambda p: mcda.next_question(p, **QUICK),
    "Settlement": lambda p: mcda.settle(p, answers="equal", **QUICK),
    "CommonGround": lambda p: mcda.common_ground(p, weight_sets={"a": None, "b": "layer-equal"}),
    "RankBounds": lambda p: mcda.rank_bounds(p),
    "LeaderRegions": lambda p: mcda.leader_regions(p),
    "AgainstBaseline": lambda p: mcda.against_baseline(
        p.with_baseline(p.alternative_names[0]), size=100),
    "Redundancy": lambda p: mcda.redundancy(p, size=100),
    "Reliability": lambda p: mcda.reliability(p, size=100),
    "Statements": lambda p: mcda.statements(
        p, " >= ".join(mcda.rank(p).ranks.sort_values().index[:2]), size=100),
    "Difference": lambda p: mcda.diff(p, p.without(p.alternative_names[0]), size=100),
    "Check": lambda p: mcda.check(p),
}  # fmt: skip


def five(layers=None):
    """Five options, gaps, ties, a criterion nobody scored, weights of its own."""
    return mcda.from_rankings(
        {"cost": "A > B > C = D > E", "reach": "E > B > A", "trust": None,
         "law": {"C": 1, "B": 2, "A": 2, "D": 4, "E": 5}},
        layers=layers,
        weights={"cost": 3, "reach": 2, "trust": 1, "law": 1},
        name="five & more",
    )  # fmt: skip


PROBLEMS = {
    "ai-factory": lambda _: mcda.load("ai-factory").reading("detail").scenario("b2-minimal"),
    "five": lambda kind: five(
        {"input": ["cost"], "outcome": ["reach", "trust"], "impact": ["law"]}
        if kind == "LeaderRegions"  # one layer has no regions
        else None
    ),
}


@pytest.fixture(scope="module", params=[(kind, name) for kind in MAKERS for name in PROBLEMS])
def made(request):
    kind, name = request.param
    return MAKERS[kind](PROBLEMS[name](kind))


def test_every_kind_is_tried():
    assert list(MAKERS) == list(RESULTS)
    assert all(kind.__name__ == name for name, kind in RESULTS.items())


def test_a_result_keeps_the_protocol(made):
    assert isinstance(made, Result)
    assert isinstance(made.to_frame(), pd.DataFrame)
    assert made._repr_html_().startswith("<")
    assert repr(made)
    json.dumps(plain(made.to_dict()), allow_nan=False)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_result_speaks_both_languages(made, language):
    told = made.in_words(language)
    assert isinstance(told, tuple)
    assert told
    assert all(isinstance(sentence, str) and sentence.strip() for sentence in told)
    assert not any("{" in sentence for sentence in told)


def test_sentences_are_english_and_the_other_language_says_as_much(made):
    assert made.sentences == made.in_words() == made.in_words("en", {})
    assert made.sentence
    assert len(made.in_words("nl")) == len(made.sentences)
    assert made.in_words("nl") != made.sentences
    with pytest.raises(ProblemError, match="unknown language 'fr'"):
        made.in_words("fr")


def test_a_result_says_what_it_rests_on(made):
    provenance = made.provenance
    assert isinstance(provenance, Provenance)
    assert provenance.problem in ("ai-factory", "five & more")
    assert provenance.problem in str(provenance)
    assert made.to_dict().get("reading", provenance.reading) == provenance.reading
    if provenance.problem == "ai-factory":
        assert "b2-minimal" in provenance.scenarios
        assert "; scenario b2-minimal" in str(provenance)
    if not isinstance(made, mcda.Check):
        assert provenance.method
        assert provenance.weight_space


def test_labels_stand_for_names():
    labels = {"A": "Option A", "B": "Option B"}
    for kind, maker in MAKERS.items():
        told = " ".join(maker(PROBLEMS["five"](kind)).in_words("nl", labels))
        if kind not in ("Questions", "Redundancy"):  # on criteria, where no rankings are equal
            assert "Option A" in told or "Option B" in told, kind


def test_the_weights_of_a_ranking_can_be_typed_again_from_what_it_rests_on():
    ranking = mcda.rank(five(), "borda")
    space = mcda.weights.Fixed(ast.literal_eval(ranking.provenance.space.removeprefix("Fixed")))
    assert mcda.robustness(five(), weights=space).rank_acceptability.loc["A", 1] == (
        float(ranking.ranks["A"] == 1)
    )


# --- plain words, checked against figures --------------------------------------------------------


def test_a_ranking_says_its_order_and_how_much_of_the_weight_it_used():
    ranking = mcda.rank(mcda.from_rankings({"cost": "A > B > C", "reach": "B > A"}), "borda")
    assert ranking.sentences == (
        "Borda: A = B > C",
        "1 of the 6 cells is empty",
        "on average, 66.7 % of the weight compares two alternatives",
        "weights: the same for every criterion",
    )
    assert ranking.in_words("nl", {"A": "Aanleg"}) == (
        "Borda: Aanleg = B > C",
        "1 van de 6 cellen is leeg",
        "gemiddeld vergelijkt 66,7 % van het gewicht twee opties",
        "gewichten: gelijk voor alle criteria",
    )
    cycle = mcda.from_rankings({"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"})
    assert mcda.rank(cycle, "kemeny").sentences == (
        "Kemeny: A = B = C",
        "3 orders do equally well",
        "weights: the same for every criterion",
    )
    assert mcda.rank(cycle, "condorcet").in_words("nl")[0] == ("Condorcet winner: gekozen: niemand")


ASSUMED = (
    "each weighting of the criteria is taken to be equally likely: an assumption, not a finding"
)
AANGENOMEN = (
    "elke weging van de criteria geldt als even waarschijnlijk: een aanname, geen bevinding"
)
SHARED = (
    "een gedeelde eerste plaats telt voor elk, zodat aandelen samen meer dan het geheel kunnen zijn"
)


def test_robustness_says_how_often_each_is_first():
    shares = mcda.robustness(mcda.from_rankings({"cost": "A > B", "reach": "B > A"}))
    assert shares.sentences == (
        "A first in 50.00 % (exact) of the weightings",
        "B first in 50.00 % (exact) of the weightings",
        ASSUMED,
    )
    tied = mcda.robustness(mcda.from_rankings({"cost": "A = B > C"}), size=100, rng=1)
    assert tied.in_words("nl") == (
        "A vooraan bij 100 % (exact) van de wegingen",
        "B vooraan bij 100 % (exact) van de wegingen",
        "C vooraan bij 0 % (exact) van de wegingen",
        SHARED,
        AANGENOMEN,
    )


def test_a_comparison_says_in_dutch_where_groups_differ():
    cycle = mcda.from_rankings({"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"})
    found = mcda.compare(cycle, ["borda", "condorcet"])
    told, cycle_told, weights_told = found.in_words("nl")
    assert weights_told == "gewichten: gelijk voor alle criteria"
    assert told == (
        "de groepen methoden verschillen: "
        "borda zet A, B en C vooraan; condorcet zet niemand vooraan"
    )
    assert cycle_told.startswith(
        "de meerderheden vormen een kring: A wint van B, B wint van C en C wint van A (de criteria"
    )
    agreed = mcda.compare(mcda.load("ai-factory"), ["borda", "kemeny"])
    assert agreed.in_words("nl", {"B3": "Optie 3"})[0].startswith(
        "beide verschillende groepen zetten Optie 3 vooraan"
    )


def test_bounds_say_in_dutch_whether_somebody_always_leads():
    sure = mcda.from_rankings({"cost": "A > B > C", "reach": "A > B > C", "trust": "B > A"})
    assert mcda.rank_bounds(sure).in_words("nl") == (
        "A staat vooraan, hoe de niet gescoorde cellen ook worden ingevuld (5 manieren)",
        "1 cel is niet gescoord, bij trust",
    )
    unsure = mcda.from_rankings({"cost": "A > B", "reach": "B > C"})
    assert (
        mcda.rank_bounds(unsure)
        .in_words("nl")[0]
        .startswith("geen enkele optie staat vooraan bij elk van de ")
    )
    full = mcda.from_rankings({"cost": "A > B"})
    assert mcda.rank_bounds(full).in_words("nl") == ("elke cel is gescoord",)


def test_a_check_is_summed_up_in_dutch(tmp_path):
    problem = mcda.from_rankings({"cost": "A > B", "trust": None})
    summary, understood, _ = mcda.check(problem).in_words("nl", {"A": "Aanleg"})
    assert summary == "problem: geen fouten; 1 waarschuwing"
    assert understood == (
        "gelezen als: 2 opties (Aanleg, B); 2 criteria in 1 laag, waarvan 1 gescoord; "
        "eigen gewichten: geen; 1 lezing"
    )
    missing = mcda.check(tmp_path / "none.yaml")
    assert missing.in_words("nl")[0].endswith("waarschuwingen volgen zodra er geen fouten zijn")
    assert missing.in_words("nl")[1].startswith("fout: ")
    assert str(missing.provenance) == str(tmp_path / "none.yaml")


# --- files of earlier versions -------------------------------------------------------------------


def saved_before():
    with zipfile.ZipFile(SAVED_BEFORE) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_file_of_every_kind_that_could_be_saved_before_is_kept():
    kinds = {json.loads(content)["type"] for content in saved_before().values()}
    assert kinds == set(RESULTS) - {
        "AgainstBaseline",
        "Check",
        "Explanation",
        "Redundancy",
        "Reliability",
        "Statements",
    }


@pytest.mark.parametrize("name", saved_before())
def test_a_result_that_version_0_1_0_saved_is_read_and_keeps_every_field(name, tmp_path):
    content = saved_before()[name]
    (tmp_path / name).write_bytes(content)
    loaded = mcda.load_result(tmp_path / name)
    assert isinstance(loaded, Result)
    assert loaded.in_words("nl")
    assert str(loaded.provenance)
    again = json.loads(mcda.save(loaded, tmp_path / "again.json").read_bytes())["result"]
    before = json.loads(as_this_pandas_keeps_texts(content))["result"]
    assert _as_far_as(before, again) == before


def _as_far_as(before, again):
    """Leave out what a later version knows besides: fields of a record."""
    if isinstance(before, dict) and isinstance(again, dict):
        return {key: _as_far_as(before[key], again[key]) for key in before if key in again}
    return again


def as_this_pandas_keeps_texts(content):
    """Columns of texts are of a kind of their own from pandas 3 on, and of objects before."""
    kind = str(pd.Series(["text"]).dtype)
    return content.decode("utf-8").replace('"dtype": "str"', f'"dtype": "{kind}"')


# --- no other lists ------------------------------------------------------------------------------


def test_one_module_lists_the_kinds_of_results():
    listing = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if sum(kind in path.read_text(encoding="utf-8") for kind in
               ("Ranking", "Settlement", "CommonGround", "RankBounds", "LeaderRegions",
                "Difference")) == 6
    ]  # fmt: skip
    assert sorted(listing) == ["__init__.py", "io/results/kinds.py"]
