"""One figure is one text, wherever the page shows it, and in Python."""

import random

import pytest

import mcda_ai as mcda
from mcda_ai import explorer
from mcda_ai.messages.figures import percent
from tests.proofs.problems import random_problem

AS_SHOWN = """(study) => {
  const state = new explorer.State(study, () => {});
  const ranking = state.ranking();
  const text = ({ percent, decimals }) => explorer.percent(percent, "en", decimals);
  const parts = [
    ...study.layers.map(({ name }, at) => ["layer", name, state.partOfLayer(at)]),
    ...study.criteria.map(({ name }, at) => ["criterion", name, state.partOfCriterion(at)]),
  ];
  const beside = parts.flatMap(([sort, name, members]) => {
    const told = explorer.claimsOfSlider(state, members, state.pieces(members), ranking.leaders);
    return told.map((claim) => [sort, name, text(claim.values.at)]);
  });
  const [, changes] = explorer.claimsOfRanking(state, ranking);
  const told = Object.values(changes.values).filter(({ values }) => values).map(({ values }) =>
    [values.sort, values.part, text(values.at), text(values.now)]);
  const fields = parts.map(([sort, name, members]) =>
    [sort, name, explorer.inField(state.weightOf(members), "en")]);
  return { beside, told, fields };
}"""


def texts_of(places):
    return {(sort, name): text for sort, name, text, *_ in places}


def all_texts_of(places):
    texts = {}
    for sort, name, text, *_ in places:
        texts.setdefault((sort, name), set()).add(text)
    return texts


def stretches_of(problem):
    """Give in which words Python tells where another leads, by layer or criterion."""
    told = {}
    for claim in mcda.stability(problem).claims:
        if claim.kind.endswith(".stretch"):
            key, at = (claim.values["sort"], claim.values["part"]), claim.values["at"]
            told.setdefault(key, set()).add(percent(at.value, "en", at.decimals))
    return told


def assert_one_text(module, problem):
    """Compare the sentence, the words beside the slider, the fields, and those of Python."""
    shown = module.run(AS_SHOWN, explorer.study(problem))
    beside, fields = all_texts_of(shown["beside"]), texts_of(shown["fields"])
    for sort, name, at, now in shown["told"]:
        assert at in beside[sort, name]
        told_apart = len(now) > len(f"{fields[sort, name]}.0 %")  # from where another leads
        assert told_apart or now in (f"{fields[sort, name]} %", f"{fields[sort, name]}.0 %")
    both = set(beside) & set(told := stretches_of(problem))
    assert all(beside[key] <= told[key] for key in both)
    return len(both)


@pytest.mark.parametrize("n", [12, pytest.param(100, marks=pytest.mark.long)])
def test_where_another_leads_is_one_text_on_the_page_and_in_python(module, monkeypatch, n):
    monkeypatch.setattr("mcda_ai.explorer.payload._DRAWS", 200)
    problems = (random_problem(random.Random(seed)) for seed in range(n))
    assert sum(assert_one_text(module, problem) for problem in problems) > n / 2


def test_a_point_halfway_between_two_roundings_is_one_text(module):
    """Random problem 181: the page came to 0.5625000000000001, Python to 0.5625."""
    assert_one_text(module, random_problem(random.Random(181)))
    halves = mcda.from_rankings(
        {"a": "A > B", "b": "B > A", "c": "B > A"}, weights={"a": 10, "b": 5, "c": 1}
    )
    shown = module.run(AS_SHOWN, explorer.study(halves))
    assert texts_of(shown["fields"])["criterion", "c"] == "6.25"
