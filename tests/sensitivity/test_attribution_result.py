"""What attribution says: in words that hold, with names of any kind, and of all that was tried."""

import json

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.algorithms.variance_shares import responses
from mcda_ai.sensitivity.attribution import attribution
from mcda_ai.sensitivity.attribution_result import WHO_LEADS, Figures, pair_of

TWO = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})

# --- what is shown -----------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def few_weightings_tried():
    """Tell methods apart by all weightings here, since figures of all methods are expected."""


def test_nothing_to_explain():
    problem = mcda.from_rankings({"cost": "A > B = C", "reach": "A > B = C"})
    result = attribution(problem, "borda", size=100, rng=1)
    assert result.first_order.isna().all(axis=None)
    assert result.sentence == (
        "nothing to explain: A leads in 100 % (exact) of the weightings, each in 1 way"
    )
    assert "B leads in 0 % (exact) of the weightings" in result.explain("B leads")
    assert "B above C comes out alike in all 100 weightings" in result.explain("B above C")
    assert "who is first comes out alike" in result.explain(WHO_LEADS)
    assert "nothing to explain" in result._repr_html_()


def test_all_unknown_names_are_told():
    with pytest.raises(mcda.ProblemError) as caught:
        attribution(mcda.load("ai-factory"), ["bordaa", "kemeni", "borda"], priors=["unifrm"],
                    readings=["detial", "ovrvw"])  # fmt: skip
    told = caught.value.faults
    assert len(told) == 5
    for near in ("borda", "kemeny", "detail", "overview", "uniform"):
        assert any(f"did you mean '{near}'" in each for each in told)


def test_one_prior_and_one_reading_can_be_given_by_name():
    factory = mcda.load("ai-factory")
    result = attribution(factory, "borda", priors="uniform", readings="detail", size=50, rng=1)
    assert result.provenance.reading == "detail"
    assert result.fixed_reading == "detail"
    assert "the reading was kept at detail, so it is no factor here" in result.sentences
    assert "reading" not in result.first_order.columns
    assert attribution(factory, "borda", size=50, rng=1).fixed_reading == ""
    assert attribution(TWO, "borda", size=50, rng=1).fixed_reading == ""


def test_all_methods_can_be_asked_for():
    result = attribution(TWO, "all", size=20, rng=1)
    assert {"condorcet", "pareto", "borda"} <= set(sum(result.groups, ()))


def test_names_may_be_those_of_responses():
    problem = mcda.from_rankings({"x": "who > A > B leads", "y": "B leads > who > A"})
    result = attribution(problem, ["borda", "copeland"], size=100, rng=1)
    assert result.explain("who leads").startswith("who leads in ")
    assert result.first_order.index.is_unique
    assert [each for each in result.sentences if each.startswith("A above")] == []
    assert "A is above B leads in" in result.explain(pair_of("A", "B leads")) or (
        "A above B leads comes out alike" in result.explain(pair_of("A", "B leads")))  # fmt: skip
    assert json.loads(json.dumps(result.to_dict()))["summary"]


def test_shares_next_to_0_and_1_are_not_rounded_to_them():
    rankings = {f"k{n}": "A > B" for n in range(9)} | {"last": "B > A"}
    result = attribution(mcda.from_rankings(rankings), ["borda"], priors="uniform", rng=1)
    assert 0.995 < result.summary.loc["A leads", "mean"] < 1
    assert result.sentence.startswith("A leads in 99.80 % of the cases: the weights alone")
    shown = repr(attribution(mcda.load("ai-factory"), rng=1, size=300))
    assert "-0.0 ±" not in shown
    assert " 0.0 ± 0.0" not in shown


def test_what_was_tried_as_one_and_what_was_refused_is_told():
    shown = attribution(mcda.load("ai-factory"), rng=1, size=200)
    for text in (repr(shown), shown._repr_html_()):
        assert "one method here, counted once: Borda and PROMETHEE II" in text
    assert ", uniform, layer-first: 200 draws" in repr(shown)
    partly = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A"})
    refused = attribution(partly, ["borda", "weighted_sum"], completions=0, size=50, rng=1)
    assert "not applied: Weighted sum (" in repr(refused)
    one = attribution(partly, "borda", completions=1, size=50, rng=1)
    assert one.fillings == (1, 5)
    assert one.remark == "1 filling of the unscored cells, drawn at random from 5 ways"


def test_what_is_assumed_is_said_once():
    told = attribution(TWO, ["borda"], priors="uniform", size=20, rng=1).sentences
    assert told[-1] == (
        "weightings are taken to be as likely as they are drawn: an assumption, not a finding"
    )
    layered = mcda.from_rankings(
        {"x": "A > B", "y": "B > A", "z": "B > A"}, layers={"one": ["x", "y"], "two": ["z"]}
    )
    several = attribution(layered, ["borda"], size=20, rng=1).sentences
    assert several[-1].startswith("both combinations of what varies beside the weights are taken")


def test_shared_leads_are_said_to_count_for_each():
    problem = mcda.from_rankings({"cost": "A = B > C", "reach": "C > A = B"})
    told = attribution(problem, "borda", size=100, rng=1).sentences
    assert any("a shared lead counts for each" in each for each in told)
    sure = attribution(TWO, "borda", size=100, rng=1).sentences
    assert not any("shared lead" in each for each in sure)


def test_attribution_speaks_dutch():
    labels = {"preconditions": "Randvoorwaarden", "B3": "Optie 3"}
    factory = mcda.load("ai-factory")
    told = attribution(factory, rng=1, size=1000).in_words("nl", labels)
    assert any(each.startswith("Optie 3 staat in 9") and "de gewichten alleen bepalen" in each
               and each.endswith("% hangt van meerdere hiervan samen af")
               for each in told)  # fmt: skip
    assert any(each.startswith("gewichten per laag getrokken: waar Optie 3 vooraan staat, weegt "
                               "‘Randvoorwaarden’ gemiddeld ") for each in told)  # fmt: skip
    assert any(each.startswith("binnen Weighted sum: ") for each in told)
    assert any(each.startswith("hier één methode") for each in told)
    sure = attribution(mcda.from_rankings({"x": "A > B"}), "borda", size=100, rng=1)
    assert sure.explain("B leads", "nl").startswith("niets te verklaren: B staat vooraan bij 0 % (")
    rare = mcda.from_rankings({"one": "A > B"} | {f"k{n}": "B > A" for n in range(30)})
    told = attribution(rare, "borda", size=100, rng=1).explain("A leads", "nl")
    assert told.startswith("niets te verklaren: A staat vooraan bij geen van de 100 getrokken")


def test_the_responses():
    ranks = np.array([[1, 2, 3], [1, 1, 3]])
    assert responses(ranks).tolist() == [[1, 0, 0, 1, 1, 1], [1, 1, 0, 0.5, 1, 1]]


def test_the_result_is_plain_data_and_a_tidy_frame():
    result = attribution(mcda.load("ai-factory"), rng=1, size=500)
    data = json.loads(json.dumps(result.to_dict()))
    assert set(data) >= {"summary", "first_order", "total", "level_means", "directions", "groups",
                         "standard_error", "provenance", "numbers", "sentences"}  # fmt: skip
    assert data["first_order"]["B3 leads"]["method"] == result.first_order.loc["B3 leads", "method"]
    frame = result.to_frame()
    assert set(frame["index"]) == set(Figures.__dataclass_fields__)
    row = frame[(frame["index"] == "level_means") & (frame["of"] == "reading: detail")]
    assert row["value"].to_list()[1:] == result.level_means[("reading", "detail")].to_list()[1:]
    assert "B3 leads" in repr(result)
    assert "<table" in result._repr_html_()


def test_on_ai_factory_the_weights_decide():
    result = attribution(mcda.load("ai-factory"), rng=1)
    assert result.leader == "B3"
    shares = result.first_order.loc[WHO_LEADS]
    assert shares["weights"] == pytest.approx(0.51, abs=0.04)
    assert (shares.drop("weights") < 0.05).all()
    assert result.sentence.startswith(
        "B3 leads in 91 % of all combinations tried: the weights alone decide 52 % of this, the "
        "method 2 %, "
    )
    assert result.sentence.endswith("% depends on several of these together")
    assert "'preconditions'" in " ".join(result.sentences)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: attribution(TWO, size=9), "size: 9; allowed: a whole number, 10 or more"),
        (
            lambda: attribution(TWO, size=10**11),
            "size: 100,000,000,000; allowed: a whole",
        ),
        (
            lambda: attribution(TWO, completions=-1),
            "completions: -1; allowed: a whole number, 0",
        ),
        (lambda: attribution(TWO, completions=1.5), "completions: 1.5; allowed"),
        (lambda: attribution(TWO, completions="x"), "completions: 'x'; allowed"),
        (lambda: attribution(TWO, priors=[]), "priors: none; allowed: one or more"),
        (lambda: attribution(TWO, priors=3), "priors: 3; allowed: a name, or a list"),
        (
            lambda: attribution(TWO, priors=["uniform", "uniform"]),
            "priors: Uniform.* is there tw",
        ),
        (lambda: attribution(TWO, readings=[]), "readings: none; allowed"),
        (lambda: attribution(TWO, readings=["given", "given"]), "readings: given is there twice"),
        (lambda: attribution(TWO, methods=3), "methods: 3; allowed: a name, or a list of them"),
        (lambda: attribution(TWO, methods=[]), "methods: none"),
        (lambda: attribution(TWO, methods=["bordr"]), "did you mean 'borda'"),
        (lambda: attribution(TWO, priors=["flat"]), "unknown weight space"),
        (lambda: attribution(TWO, readings=["other"]), "unknown reading"),
        (lambda: attribution(TWO, "borda", size=20).explain("C leads"), "unknown response"),
    ],
)
def test_faults_say_what_is_allowed(call, words):
    with pytest.raises(mcda.ProblemError, match=words):
        call()
