"""What the page says, against proofs from first principles (tests/proofs/of_page.py)."""

import random
from collections import Counter
from dataclasses import replace

import pytest

import mcda_ai as mcda
from mcda_ai import explorer
from mcda_ai.messages.phrases import texts_of
from mcda_ai.messages.wording import Words
from tests import proofs
from tests.browser.claims import claim_of, parts_of
from tests.proofs.of_page import PROVEN_IN_THE_BROWSER, Shown
from tests.proofs.problems import random_problem

QUICK, LONG = 40, 400
METHODS = ("borda", "borda", "copeland", "minimax")
LOOK = """(study, steps, texts) => {
  const state = new explorer.State(study, () => {});
  const part = (sort, at) => (sort === "layer" ? state.partOfLayer(at) : state.partOfCriterion(at));
  const take = {
    method: (name) => state.setMethod(name),
    move: (sort, at, weight) => state.move(null, part(sort, at), weight),
    lock: (sort, at) => state.toggleLock(part(sort, at)),
    equal: () => state.setEqual(),
    "layers equal": () => state.setLayerEqual(),
    order: (layers) => state.setOrder(layers),
    set: (at) => state.setWeightSet(at),
    typical: (name) => state.setTypicalFor(name),
  };
  const corners = explorer.firstCorners(state);
  const triangle = (now) => {
    const groups = state.groupsOf(corners);
    if (!groups) return [];
    const regions = explorer.leaderRegions(state.version, now.method, now.weights, groups, 12);
    const about = { corners, regions };
    return [
      ...explorer.claimsOfRegions(state, regions, 12).map((claim) => [claim, about]),
      ...regions.map((region) =>
        [explorer.claimOfRegion(state, region.leaders), { corners, region }]),
      ...groups.map((group, g) => [explorer.claimOfCornerWeight(g, state.weightOf(group)), about]),
      ...groups.map((_, g) => [explorer.claimOfCorner(state, corners, g), about]),
    ];
  };
  const look = () => {
    const ranking = state.ranking();
    const parts = [
      ...study.layers.map((_, at) => ["layer", at]),
      ...study.criteria.map((_, at) => ["criterion", at]),
    ];
    const sliders = ranking ? parts.flatMap(([sort, at]) => {
      const members = part(sort, at);
      const pieces = state.pieces(members);
      const told = explorer.claimsOfSlider(state, members, pieces, ranking.leaders);
      return told.map((claim) => [claim, { sort, part: at, n: told.length }]);
    }) : [];
    const claims = [
      [explorer.claimOfWeights(state), {}],
      ...explorer.claimsOfRanking(state, ranking).map((claim) => [claim, {}]),
      ...(ranking ? [[explorer.claimOfOrder(state, ranking), {}]] : []),
      ...(ranking ? explorer.claimsOfThinEvidence(state, ranking).map((claim) => [claim, {}]) : []),
      ...sliders,
      ...(ranking && corners ? triangle(state.now) : []),
    ];
    const { method, weights, locks } = state.now;
    const told = claims.map(([claim]) =>
      ["en", "nl"].map((language) => explorer.inWords(claim, language)));
    return { method, weights, locks, claims, told };
  };
  return [look(), ...steps.map(([step, ...given]) => { take[step](...given); return look(); })];
}"""


def random_steps(problem, draw):
    sorts = {"layer": len(problem.layer_names), "criterion": len(problem.criterion_names)}

    def at_random(step, *more):
        sort = draw.choice(list(sorts))
        return [step, sort, draw.randrange(sorts[sort]), *more]

    layers = list(range(len(problem.layer_names)))
    draw.shuffle(layers)
    own = [["set", 0]] if problem.own_weights else []
    steps = [
        at_random("move", draw.choice([0, 1, 0.5, 0.2, draw.random()])),
        draw.choice([["equal"], ["layers equal"], ["order", layers], ["typical", "A"], *own]),
        at_random("lock"),
        at_random("move", draw.choice([0, 1, draw.random()])),
    ]
    return [["method", draw.choice(METHODS)], *steps]


class Seen:
    """What was said of problems: how much of each kind, and what of it is untrue."""

    def __init__(self, module):
        self.module, self.kinds, self.untrue = module, Counter(), []

    def look(self, problem, steps, name):
        shown = self.module.run(LOOK, explorer.study(problem), steps)
        for n, page in enumerate(shown):
            done = [["start"], *steps][: n + 1]
            state = Shown(
                problem, page["method"], page["weights"], page["locks"], _weighing(done), {}
            )
            for (data, about), told in zip(page["claims"], page["told"], strict=True):
                claim, state.about = claim_of(data), about
                self._prove(claim, state, f"{name}, {done[-1]}")
                assert told == [Words(language).said(claim) for language in ("en", "nl")]
        return [[claim_of(data) for data, _ in page["claims"]] for page in shown]

    def _prove(self, claim, state, where):
        self.kinds.update(part.kind for part in parts_of(claim))
        if not proofs.PROOFS[claim.kind](claim, state, state.problem):
            self.untrue.append(f"{where}: {claim.kind}: {Words().said(claim)} ({state.method})")


def _weighing(steps):
    """Leave out the steps that set no weights."""
    return [step for step in steps if step[0] not in ("method", "lock")]


@pytest.fixture
def seen(module, monkeypatch):
    monkeypatch.setattr("mcda_ai.explorer.payload._DRAWS", 200)
    proofs.load()
    return Seen(module)


def of_random_problems(seen, seeds):
    for seed in seeds:
        draw = random.Random(seed)
        problem = random_problem(draw)
        if seed % 3 == 0:
            problem = problem.with_baseline(draw.choice(problem.alternative_names))
        seen.look(problem, random_steps(problem, draw), seed)


def of_special_problems(seen):
    """Say what random problems seldom make the page say."""
    seven = mcda.from_rankings({"a": "A > B > C > D > E > F > G", "b": "G > F > E > D > C > B > A"})
    seen.look(seven, [["method", "minimax"]], "seven options")
    seen.look(election(), [["typical", "B"], ["equal"], ["set", 0]], "an election")
    seen.look(even_tournament(9), [["method", "ranked_pairs"]], "equal defeats")


def election():
    """Give ballots of two towns."""
    ballots = {"a": "A > B > C", "b": "B > A > C", "c": "C > B > A"}
    weights, towns = {"a": 6, "b": 5, "c": 4}, {"north": ["a", "b"], "south": ["c"]}
    return replace(mcda.from_rankings(ballots, layers=towns, weights=weights), counts=True)


def even_tournament(m):
    """Give a problem in which every option beats half of the others, all by the same margin."""
    options = [f"o{i}" for i in range(m)]
    orders = []
    for i in range(m):
        for step in range(1, (m + 1) // 2):
            pair = [options[i], options[(i + step) % m]]
            rest = [each for each in options if each not in pair]
            orders += [" > ".join(pair + rest), " > ".join(rest[::-1] + pair)]
    return mcda.from_rankings({f"c{n}": order for n, order in enumerate(orders)})


def test_what_the_page_says_of_random_problems_is_true(seen):
    of_random_problems(seen, range(QUICK))
    of_special_problems(seen)
    assert seen.untrue == []
    kinds = {f"explorer.page.{kind}" for kind in texts_of("explorer.page")}
    assert set(PROVEN_IN_THE_BROWSER) >= kinds
    assert sorted(kinds - set(seen.kinds)) == []


@pytest.mark.long
def test_what_the_page_says_of_many_random_problems_is_true(seen):
    of_random_problems(seen, range(1000, 1000 + LONG))
    assert seen.untrue == []
