"""Claims are held to the options they are about, and searched hard enough to find known faults."""

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.methods.axioms import AXIOMS
from mcda_ai.methods.profile import Profile
from mcda_ai.testing import check_method, claims, find_counterexample, rule_of
from mcda_ai.testing.claims import known_profiles
from mcda_ai.testing.votes import refuting_votes

NANSON = "2: A > C > B > D; 3: B > A > C > D; 4: A > B > D > C; 6: C > B > D > A"
BALDWIN = "2: A > C > B; 3: B > A > C; 3: A > B > C; 5: C > B > A"


def by_elimination(name, goes, **facts):
    """Make a method that takes options out by their Borda scores among those left."""

    def survivors(view, weights):
        inside = np.ones(view.n_alternatives, dtype=bool)
        while True:
            margins = np.tensordot(weights, view.preferences, axes=1)
            scores = ((margins - margins.T) * inside).sum(axis=1)
            out = inside & goes(scores, inside)
            if not out.any() or (out == inside).all():
                return inside
            inside &= ~out

    @mcda.method(label=name, name=name, family="custom", needs={"pairwise", "weights"},
                 returns="choice_set", **facts)  # fmt: skip
    def made(view, weights):
        rows = weights.reshape(-1, weights.shape[-1])
        chosen = np.array([survivors(view, row) for row in rows], dtype=bool)
        return chosen.reshape((*weights.shape[:-1], view.n_alternatives))

    return made


def below_average(scores, inside):
    return scores < scores[inside].mean() - 1e-9


def lowest(scores, inside):
    return scores < scores[inside].min() + 1e-9


def nanson(**facts):
    return by_elimination("nanson-for-test", below_average, **facts)


def baldwin(**facts):
    return by_elimination("baldwin-for-test", lowest, **facts)


# --- Nanson and Baldwin are not monotonic ---------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "text", "raised"),
    [
        (nanson, NANSON, "2: A > C > B > D; 3: B > A > C > D; 4: B > A > D > C; 6: C > B > D > A"),
        (baldwin, BALDWIN, "2: A > C > B; 3: B > A > C; 3: B > A > C; 5: C > B > A"),
    ],
)
def test_the_stated_profiles_elect_b_and_once_b_is_raised_c(made, text, raised):
    rule = rule_of(made())
    before, after = (Profile.parse(each) for each in (text, raised))
    assert [n for n, led in zip(before.names, rule(before).leaders, strict=True) if led] == ["B"]
    assert [n for n, led in zip(after.names, rule(after).leaders, strict=True) if led] == ["C"]
    assert AXIOMS["monotonicity"].violation(rule, before) is not None


@pytest.mark.parametrize("made", [nanson, baldwin])
def test_the_false_claim_of_monotonicity_does_not_pass(made, monkeypatch):
    monkeypatch.setattr(claims, "EXAMPLES_OF_A_CHECK", 20)
    report = check_method(made(satisfies={"monotonicity"}))
    failed = {check.name: check.message for check in report.checks if not check.passed}
    assert "'monotonicity' does not hold" in failed["claims"]
    assert "not refuted" not in repr(report)


@pytest.mark.parametrize("made", [nanson, baldwin])
def test_votes_alone_refute_it_too(made):
    method = made()
    found = refuting_votes(method, method.check_options(None), "monotonicity", 2_000)
    assert AXIOMS["monotonicity"].violation(rule_of(method), found) is not None


def test_a_witness_of_it_passes():
    report = check_method(nanson(violates={"monotonicity": NANSON}))
    assert "witnesses" in {check.name for check in report.checks if check.passed}


# --- claims are about options ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options", "axiom"),
    [
        ("borda", {"variant": "domination"}, "condorcet loser"),
        ("borda", {"variant": "domination"}, "reversal"),
        ("borda", {"variant": "non-domination"}, "condorcet loser"),
        ("borda", {"variant": "non-domination"}, "reversal"),
        ("borda", {"variant": "weak domination"}, "reversal"),
        ("copeland", {"tie": "nothing"}, "reversal"),
    ],
)
def test_what_only_the_default_satisfies_is_said_to_be_violated_otherwise(name, options, axiom):
    method = mcda.methods.find(name)
    assert axiom in method.claims().satisfies
    witness = Profile.parse(method.claims(options).violates[axiom])
    assert AXIOMS[axiom].violation(rule_of(name, options), witness) is not None
    assert axiom not in method.claims(options).satisfies


def test_domination_elects_a_condorcet_loser():
    profile = Profile.parse("3: A = B > C; 2: C > A = B")
    leaders = rule_of("borda", {"variant": "domination"})(profile).leaders
    assert leaders.tolist() == [False, False, True]


def test_a_variant_of_borda_is_not_promethee():
    borda = mcda.methods.find("borda")
    assert "promethee2" in borda.claims().equivalent_to
    assert "always" not in borda.equivalent_to["promethee2"]
    for variant in borda.options["variant"][1:]:
        assert borda.claims({"variant": variant}).equivalent_to == {}


def test_claims_that_are_false_for_an_option_fail_there_and_only_there(monkeypatch):
    monkeypatch.setattr(claims, "EXAMPLES_OF_A_CHECK", 20)
    monkeypatch.setattr(claims, "VOTES_OF_A_CHECK", 200)

    @mcda.method(
        label="Toy", name="toy-of-options", family="custom", needs={"pairwise", "weights"},
        options={"turned": ("no", "yes", "maybe")}, satisfies={"pareto"},
        by_option={"turned=yes": {}},
    )  # fmt: skip
    def made(view, weights, *, turned):
        above, below, _ = view.pair_counts
        return weights @ ((above - below) * (-1 if turned == "yes" else 1))

    assert check_method(made).passed
    failed = [check.name for check in check_method(made, options={"turned": "yes"}).checks
              if not check.passed]  # fmt: skip
    assert failed == ["unanimity", "claims"]
    silent = check_method(made, options={"turned": "maybe"})
    assert silent.passed
    assert set(silent.not_run) == {"linear", "majorities", "claims", "witnesses"}


def test_an_option_that_is_not_there_cannot_be_spoken_of():
    with pytest.raises(mcda.ProblemError, match="unknown value of an option 'variant=strong'"):
        mcda.methods.find("borda").describe(by_option={"variant=strong": {}})


# --- what was not run is not counted as passed ----------------------------------------------------


def test_what_was_not_run_is_said_and_not_counted(monkeypatch):
    monkeypatch.setattr(claims, "EXAMPLES_OF_A_CHECK", 20)
    monkeypatch.setattr(claims, "VOTES_OF_A_CHECK", 200)
    report = check_method("smith")
    assert report.passed
    assert report.not_run == ("linear",)
    assert "passes all of 15 checks" in repr(report)
    assert "not run: linear" in repr(report)
    assert f"claims: not refuted in {report.n_profiles:,} profiles each" in repr(report)
    assert report.n_profiles >= 220
    nothing = check_method(lambda view, weights: -(weights @ np.nan_to_num(view.ranks)))
    assert {"claims", "witnesses"} <= set(nothing.not_run)
    assert nothing.n_profiles == 0


@pytest.mark.parametrize("unscored", ["best", "worst"])
def test_where_unscored_cells_are_filled_claims_are_about_complete_rankings(unscored, monkeypatch):
    monkeypatch.setattr(claims, "EXAMPLES_OF_A_CHECK", 20)
    monkeypatch.setattr(claims, "VOTES_OF_A_CHECK", 200)
    report = check_method("pareto", options={"unscored": unscored})
    assert "claims" in {check.name for check in report.checks if check.passed}


def test_profiles_with_cells_that_a_method_refuses_are_left_out():
    found = find_counterexample("weighted_sum", "condorcet winner", examples=1, unscored=False)
    assert found.is_complete


# --- known profiles and votes ---------------------------------------------------------------------


@pytest.mark.parametrize("axiom", AXIOMS)
def test_for_every_axiom_some_profile_is_known(axiom):
    assert known_profiles(axiom)


BROKEN = [(name, axiom) for name in ("borda", "maximin")
          for axiom in mcda.methods.find(name).violates]  # fmt: skip


@pytest.mark.parametrize(("name", "axiom"), BROKEN)
def test_votes_find_what_a_method_is_known_to_break(name, axiom):
    method = mcda.methods.find(name)
    found = refuting_votes(method, method.check_options(None), axiom, 1_000)
    assert AXIOMS[axiom].violation(rule_of(name), found) is not None


# --- whole orders ---------------------------------------------------------------------------------


def optima(name, text):
    profile = Profile.parse(text)
    names = profile.names
    rankings = {f"k{k}": dict(zip(names, row, strict=True))
                for k, row in enumerate(profile.ranks.tolist())}  # fmt: skip
    problem = mcda.from_rankings(rankings, alternatives=names)
    return set(mcda.rank(problem, name, profile.weights).orders)


def joined(*texts):
    return "; ".join(texts)


PARTS = [
    ("1: B > A > C", "1: B > A > C; 1: A > C > B; 1: C > B > A"),
    ("1: A > B > C; 1: A > C > B", "1: B > C > A; 1: C > A > B"),
    ("2: A > B > C; 1: B > C > A", "1: A > B > C; 1: C > A > B; 1: B > C > A"),
    ("1: A > B > C; 1: B > C > A; 1: C > A > B", "1: A > C > B"),
    ("3: A > B > C > D; 2: D > B > A > C", "2: A > B > C > D; 3: D > C > A > B"),
]


@pytest.mark.parametrize(("one", "other"), PARTS)
def test_kemeny_s_orders_are_consistent_though_its_leaders_are_not(one, other):
    common = optima("kemeny", one) & optima("kemeny", other)
    if common:
        assert optima("kemeny", joined(one, other)) == common


def test_slater_s_orders_are_not_consistent():
    one, other = "1: B > A > C", "2: B > A > C; 2: A > C > B; 2: C > B > A"
    common = optima("slater", one) & optima("slater", other)
    assert common
    assert optima("slater", joined(one, other)) != common
