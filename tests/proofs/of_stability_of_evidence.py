"""Proofs of what is said of an answer without a part, and by other versions of the evidence."""

from dataclasses import replace

import mcda_ai as mcda
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.evidence import Judgement, Reading, Scenario, ScenarioCell
from tests.proofs import makes, proves
from tests.proofs.of_stability import EVEN, counted
from tests.proofs.plain import leaders_by, ranks_of


@makes("stability by other evidence")
def other_evidence(problem, draw):
    """By a method whose results need no linear programmes, under other readings and scenarios."""
    return mcda.stability(with_versions(problem, draw), "copeland", draw.choice(EVEN))


def with_versions(problem, draw):
    """Add a reading and a scenario in which some criteria are ranked otherwise."""
    options = list(problem.alternative_names)
    known = [n for n, flag in zip(problem.criterion_names, problem.scored, strict=True) if flag]

    def order():
        return WeakOrder.from_ranks({name: draw.randint(1, 3) for name in options})

    judged = problem.judgements[problem.active_reading]
    other = {**judged, **{name: Judgement(order()) for name in draw.sample(known, 1)}}
    cells = tuple(ScenarioCell(name, order()) for name in draw.sample(known, 1))
    return replace(
        problem,
        readings=(*problem.readings, Reading("other")),
        judgements={**problem.judgements, "other": other},
        scenarios=(Scenario("what-if", cells, Label.same("if")),),
    )


def _leaders_of(result, problem, weights=None, gone=()):
    """Rank what is left by the method asked, and name those first; None where nothing is left.

    What is gone is told by kind and name: a layer and a criterion can have one name.
    """
    of_layer = {each.name: each.layer for each in problem.criteria}
    given = result.ranking.weights.to_dict() if weights is None else weights
    rows = [
        (given[name], {k: r for k, r in ranks.items() if ("alternative", k) not in gone})
        for name, ranks in zip(problem.criterion_names, ranks_of(problem), strict=True)
        if ("criterion", name) not in gone and ("layer", of_layer[name]) not in gone
    ]
    counted = [(weight, ranks) for weight, ranks in rows if len(ranks) > 1]
    left = [name for name in problem.alternative_names if ("alternative", name) not in gone]
    if sum(weight for weight, _ in counted) <= 0:
        return None
    return leaders_by(result.ranking.method.name, counted, left)


def _gone(without, result):
    kind = without.kind.rpartition(".")[2]
    problem = result.ranking.problem
    if kind == "without":
        return {(without.values["sort"], without.values["name"])}
    if kind == "without preconditions":
        return {("layer", each.name) for each in problem.layers if each.role == "precondition"}
    left = without.values["names"]
    return {("layer", each.name) for each in problem.layers if each.name not in left}


@proves("sensitivity.stability.left out")
def left_out(claim, result, problem):
    """Others are first than were among those that are left, or the one that was alone is gone."""
    without = claim.values["without"]
    gone = _gone(without, result)
    now = _leaders_of(result, result.ranking.problem)
    then = _leaders_of(result, result.ranking.problem, gone=gone)
    heir = {("alternative", name) for name in now} == gone
    if without.values.get("leads", False) != heir:
        return False
    changes = then != [name for name in now if ("alternative", name) not in gone]
    return then == list(claim.values["who"]) and (heir or changes)


@proves("sensitivity.stability.nothing left")
def nothing_left(claim, result, problem):
    problem = result.ranking.problem
    return _leaders_of(result, problem, gone=_gone(claim.values["without"], result)) is None


@proves("sensitivity.stability.nothing changes")
def nothing_changes(claim, result, problem):
    """Leave out each part of these kinds, but for those named, and see that the same are first."""
    now = _leaders_of(result, result.ranking.problem)
    parts = [(kind, _parts(result, kind)) for kind in claim.values["kinds"]]
    left = {kind.values["sort"]: parts - set(kind.values["besides"]) for kind, parts in parts}
    return all(left.values()) and all(
        _leaders_of(result, result.ranking.problem, gone={(sort, name)}) == now
        for sort, names in left.items()
        for name in names
    )


def _parts(result, kind):
    problem = result.ranking.problem
    scored = set(counted(problem))
    return {
        "layer": {each.layer for each in problem.criteria if each.name in scored},
        "criterion": scored,
        "alternative": set(problem.alternative_names),
    }[kind.values["sort"]]


@proves("sensitivity.stability.without", "sensitivity.stability.part")
def is_a_part(claim, result, problem):
    parts = _parts(result, claim)
    return claim.values.get("name", next(iter(parts))) in parts


@proves("sensitivity.stability.alone", "sensitivity.stability.all but")
def ends_of_chain(claim, result, problem):
    problem = result.ranking.problem
    chain = [each.name for each in problem.layers if each.role == "benefit chain"]
    return len(chain) > 2 and list(claim.values["names"]) == chain[-2:]


@proves("sensitivity.stability.the preconditions", "sensitivity.stability.without preconditions")
def has_preconditions(claim, result, problem):
    problem = result.ranking.problem
    return any(each.role == "precondition" for each in problem.layers)


@proves("sensitivity.stability.version")
def version(claim, result, problem):
    whole, name = result.ranking.problem, claim.values["name"]
    other = whole.reading(name) if claim.values["sort"] == "reading" else whole.scenario(name)
    now, then = _leaders_of(result, whole), _leaders_of(result, other)
    return then == list(claim.values["who"]) != now


@proves("sensitivity.stability.disputed")
def disputed(claim, result, problem):
    whole, name = result.ranking.problem, claim.values["criterion"]
    active = whole.active_reading
    judged = {**whole.judgements[active], name: whole.judgements[claim.values["reading"]][name]}
    other = replace(whole, judgements={**whole.judgements, active: judged})
    now, then = _leaders_of(result, whole), _leaders_of(result, other)
    return then == list(claim.values["who"]) != now
