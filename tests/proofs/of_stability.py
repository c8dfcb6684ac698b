"""Proofs of what is said of how stable an answer is."""

import re
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise, product

import numpy as np
from scipy.optimize import linprog

import mcda_ai as mcda
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.evidence import Judgement, Reading, Scenario, ScenarioCell
from tests.proofs import makes, proves
from tests.proofs.plain import borda_of_criteria, leaders_by, ranks_of, scored

SMALL = 1e-9
TIED = 1e-11
LEAST_LEAD = 1e-5
"""What counts as clearly ahead: so much of the most that one criterion can add."""
MOST_TRIED = 6_000


@makes("stability")
def stability(problem, draw):
    problem = _few(problem, draw)
    weights = _weights(problem, draw)
    return mcda.stability(problem, "borda", weights, within=_within(problem, draw))


def _few(problem, draw):
    """Leave out some options and criteria of a large problem, most of the time: it takes long."""
    many = [*problem.alternative_names[4:], *problem.criterion_names[5:]]
    return problem.without(*many) if many and draw.random() < 0.8 else problem


@makes("stability by other evidence")
def other_evidence(problem, draw):
    """By a method whose results need no linear programmes, under other readings and scenarios."""
    return mcda.stability(_with_versions(problem, draw), "copeland", draw.choice(EVEN))


EVEN = ("equal", "layer-equal")


def _weights(problem, draw):
    if draw.random() < 0.4:
        return draw.choice(EVEN)
    named = {name: draw.choice([0, 1, 1, 2, 3, 0.3, 1e-9]) for name in problem.criterion_names}
    counted = [n for n, flag in zip(problem.criterion_names, problem.scored, strict=True) if flag]
    return {**named, draw.choice(counted): draw.choice([1, 2, 5])}


def _within(problem, draw):
    """Draw conditions in the forms that `_rows` reads."""
    criteria, layers = problem.criterion_names, problem.layer_names
    one, other = (draw.choice([*criteria, *layers]) for _ in range(2))
    forms = [f"{one} <= {draw.choice([20, 40])} %", f"{one} >= {draw.choice([20, 50])} %"]
    forms += [f"{one} >= {other}"] * (one != other)
    if len(layers) > 2:
        forms.append(mcda.weights.Ordered(" > ".join(draw.sample(layers, 2))))
    if draw.random() < 0.2 and all(problem.scored):
        forms.append(mcda.weights.Ordered(" > ".join(draw.sample(criteria, len(criteria)))))
    return None if draw.random() < 0.4 else draw.choice(forms)


def _with_versions(problem, draw):
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


# --- in plain numbers ----------------------------------------------------------------------------


def _names(result):
    return list(result.ranking.problem.alternative_names)


def _at(result, who):
    return [_names(result).index(name) for name in who]


def _counted(problem):
    pairs = zip(problem.criterion_names, scored(problem), strict=True)
    return [name for name, counts in pairs if counts]


def _now(result):
    """Give the weights asked about, of the scored criteria."""
    return result.ranking.weights[_counted(result.ranking.problem)].to_numpy()


def _leaders(scores, weights):
    totals = weights @ scores
    return {k for k, total in enumerate(totals) if total >= totals.max() - TIED * len(totals)}


def _members(problem, name):
    """Tell which scored criteria are a criterion, or belong to a layer."""
    layer_of = {each.name: each.layer for each in problem.criteria}
    return np.array([float(name in (each, layer_of[each])) for each in _counted(problem)])


def _rows(result):
    """Read the conditions: rows and bounds of what is at most, and of what is equal."""
    problem = result.ranking.problem
    below = []
    for text in result.conditions:
        share = re.fullmatch(r"(\S+) ([<>]=) (\d+) %", text)
        if share:
            sign = 1 if share[2] == "<=" else -1
            below.append((sign * _members(problem, share[1]), sign * int(share[3]) / 100))
        else:
            names = re.split(r" >=? ", text)
            rows = [_members(problem, name) for name in names if _members(problem, name).any()]
            below += [(less - more, 0.0) for more, less in pairwise(rows)]
    return below


def _best(result, objective, extra_below=(), n_free=0):
    """Find where an objective over admissible weights, and what may be negative, is greatest."""
    n = len(_counted(result.ranking.problem))
    pad = len(objective) - n
    rows = [(np.append(row, np.zeros(pad)), bound) for row, bound in _rows(result)]
    rows += list(extra_below)
    limits = [(0, None)] * (len(objective) - n_free) + [(None, None)] * n_free
    found = linprog(
        -np.asarray(objective),
        A_ub=np.array([row for row, _ in rows]) if rows else None,
        b_ub=[bound for _, bound in rows] if rows else None,
        A_eq=[np.append(np.ones(n), np.zeros(pad))], b_eq=[1.0], bounds=limits,
    )  # fmt: skip
    return None if found.x is None else -found.fun


def _greatest_lead(result, who, others, level=()):
    """Give the most by which one can be ahead of all `others`, at least level with `level`."""
    scores = borda_of_criteria(result.ranking.problem)
    ahead = [(np.append(scores[:, j] - scores[:, who], 1.0), 0.0) for j in others]
    as_good = [(np.append(scores[:, j] - scores[:, who], 0.0), 0.0) for j in level]
    best = _best(result, np.append(np.zeros(len(scores)), 1.0), [*ahead, *as_good], n_free=1)
    return -np.inf if best is None else best


def _others(result, who):
    return [j for j in range(len(_names(result))) if j != who]


def _least(result, form):
    return -_best(result, -form)


def _distance(result, who):
    """Give the fewest points of weight to move until one is at least level with everybody."""
    scores, now = borda_of_criteria(result.ranking.problem), _now(result)
    n = len(now)
    leads = [(np.concatenate([scores[:, j] - scores[:, who], np.zeros(n)]), 0.0)
             for j in _others(result, who)]  # fmt: skip
    up = [(np.concatenate([row, -row]), now[k]) for k, row in enumerate(np.eye(n))]
    down = [(np.concatenate([-row, -row]), -now[k]) for k, row in enumerate(np.eye(n))]
    best = _best(result, np.concatenate([np.zeros(n), -np.ones(n)]), [*leads, *up, *down])
    return np.inf if best is None else -50 * best


def _is_admissible(result, weights):
    return all(row @ weights <= bound + SMALL for row, bound in _rows(result))


# --- weights that have to move -------------------------------------------------------------------


@proves("sensitivity.stability.admissible")
def admissible(claim, result, problem):
    """The conditions are those of the space that was asked for."""
    stated = result.within.constraints(result.ranking.problem).conditions
    return claim.values["conditions"] == stated != ()


@proves("sensitivity.stability.outside")
def outside(claim, result, problem):
    return not _is_admissible(result, _now(result))


def _all_at(claim, result, rivals):
    """Tell whether so many points take just those of the rivals to the lead, and no fewer any."""
    points = {k: _distance(result, k) for k in rivals}
    least = claim.values["points"].value
    who = set(_at(result, claim.values["who"]))
    return who == {k for k in points if points[k] <= least + 1e-6} and all(
        abs(points[k] - least) <= 1e-6 for k in who
    )


@proves("sensitivity.stability.nearest")
def nearest(claim, result, problem):
    return outside(claim, result, problem) and _all_at(claim, result, range(len(_names(result))))


def _rivals(result):
    """Tell of all that do not lead now whether they can lead with all behind that do."""
    scores = borda_of_criteria(result.ranking.problem)
    leaders = _leaders(scores, _now(result))
    rivals = [k for k in range(len(_names(result))) if k not in leaders]
    return {k: _greatest_lead(result, k, leaders, _others(result, k)) > SMALL for k in rivals}


@proves("sensitivity.stability.flip")
def flip(claim, result, problem):
    takes_over = [k for k, can in _rivals(result).items() if can]
    return _is_admissible(result, _now(result)) and _all_at(claim, result, takes_over)


@proves("sensitivity.stability.at most")
def at_most(claim, result, problem):
    shares = [k for k, can in _rivals(result).items() if not can]
    return _is_admissible(result, _now(result)) and _all_at(claim, result, shares)


@proves("sensitivity.stability.shared")
def shared(claim, result, problem):
    """A lead over all at some admissible weights grows from nothing on the way there."""
    leaders = _leaders(borda_of_criteria(result.ranking.problem), _now(result))
    can = {k for k in leaders if _greatest_lead(result, k, _others(result, k)) > SMALL}
    told = (set(_at(result, claim.values[key])) for key in ("who", "alone"))
    return (
        len(leaders) > 1 and list(told) == [leaders, can] and _is_admissible(result, _now(result))
    )


@proves("sensitivity.stability.never")
def never(claim, result, problem):
    if claim.values["limited"] != bool(result.conditions):
        return False
    return all(_greatest_lead(result, k, _others(result, k)) < -SMALL
               for k in _at(result, claim.values["who"]))  # fmt: skip


# --- judgements ----------------------------------------------------------------------------------


@proves("sensitivity.stability.judgement")
def judgement(claim, result, problem):
    """It is another order than is judged now, of all options."""
    problem = result.ranking.problem
    order = claim.values["order"]
    now = dict(zip(problem.criterion_names, ranks_of(problem), strict=True))
    ranks = {name: place for place, group in enumerate(order) for name in group}
    return (
        claim.values["criterion"] in _counted(problem)
        and set(ranks) == set(_names(result))
        and not _same_order(ranks, now[claim.values["criterion"]])
    )


def _same_order(one, other):
    return set(one) == set(other) and all(
        (one[a] < one[b]) == (other[a] < other[b]) for a in one for b in one
    )


@proves("sensitivity.stability.judgements")
def judgements(claim, result, problem):
    """The example does it, and no change of fewer criteria does, as far as they can be tried."""
    problem = result.ranking.problem
    scores, weights = borda_of_criteria(problem), _now(result)
    (who,) = _at(result, (claim.values["who"],))
    changed, criteria, names = scores.copy(), _counted(problem), _names(result)
    for each in claim.values["judgements"]:
        ranks = {n: p for p, group in enumerate(each.values["order"]) for n in group}
        changed[criteria.index(each.values["criterion"])] = [_net(ranks, name) for name in names]
    enough = _lead(weights @ changed, who) > TIED
    n = claim.values["n"]
    return (
        enough
        and len(claim.values["judgements"]) == n
        and not _fewer_do(scores, weights, who, n - 1)
    )


def _net(ranks, name):
    worse = sum(rank > ranks[name] for rank in ranks.values())
    return worse - sum(rank < ranks[name] for rank in ranks.values())


def _lead(totals, who):
    return totals[who] - np.delete(totals, who).max()


def _fewer_do(scores, weights, who, n):
    """Look for `n` criteria that are enough, judged with the rival first and the others anyhow."""
    m = scores.shape[1]
    least = LEAST_LEAD * (m - 1) * (1 + 1e-6)
    menu = np.array([_with_first(list(other), who, m) for other in _orders(m - 1)])
    with_weight = np.flatnonzero(weights > 0)
    n = min(n, len(with_weight))
    if n < 1 or len(menu) ** n > MOST_TRIED:
        return False
    others = np.delete(np.arange(m), who)
    for chosen in map(list, combinations(with_weight, n)):
        made = (weights @ scores - weights[chosen] @ scores[chosen])[None]
        for weight in weights[chosen]:
            made = (made[:, None] + weight * menu).reshape(-1, m)
        if (made[:, who] - made[:, others].max(axis=1) > least).any():
            return True
    return False


@cache
def _orders(m):
    """Give the net wins in every weak order."""
    found = set()
    for places in product(range(m), repeat=m):
        ranks = dict(enumerate(places))
        found.add(tuple(_net(ranks, name) for name in range(m)))
    return sorted(found)


def _with_first(others, who, m):
    scores = [net - 1 for net in others]
    return [*scores[:who], m - 1, *scores[who:]]


# --- over all weights ----------------------------------------------------------------------------


def _always_leads(result, who):
    scores = borda_of_criteria(result.ranking.problem)
    return all(_least(result, scores[:, who] - scores[:, j]) >= -SMALL
               for j in _others(result, who))  # fmt: skip


@proves("sensitivity.stability.always")
def always(claim, result, problem):
    (who,) = _at(result, claim.values["who"])
    others = [j for j in _others(result, who)
              if _greatest_lead(result, j, _others(result, j)) >= -SMALL]  # fmt: skip
    limited = claim.values["limited"] == bool(result.conditions)
    return limited and _always_leads(result, who) and claim.values["alone"] == (not others)


@proves("sensitivity.stability.always tied")
def always_tied(claim, result, problem):
    limited = claim.values["limited"] == bool(result.conditions)
    return limited and all(_always_leads(result, k) for k in _at(result, claim.values["who"]))


@proves("sensitivity.stability.better")
def better(claim, result, problem):
    problem = result.ranking.problem
    scores = borda_of_criteria(problem)
    one, other = _at(result, (claim.values["one"], claim.values["other"]))
    limited = claim.values["limited"] == bool(result.conditions)
    return limited and _least(result, scores[:, one] - scores[:, other]) > SMALL


# --- along one weight ----------------------------------------------------------------------------


def _walk(result, part):
    """Give what the weights are where a part has a weight, the others in proportion."""
    now, inside = _now(result), _members(result.ranking.problem, part)
    within = now * inside if (now * inside).sum() > 1e-12 else inside
    rest = now * (1 - inside)

    def weights(at):
        return at * within / within.sum() + (1 - at) * rest / rest.sum()

    return weights


def _inside(one, other):
    return [one + (other - one) * step for step in (1e-4, 0.1, 0.3, 0.5, 0.7, 0.9, 1 - 1e-4)]


@proves("sensitivity.stability.stretch")
def stretch(claim, result, problem):
    """They lead all along the stretch, others before it, and after it if it is said to end."""
    problem = result.ranking.problem
    scores, weights = borda_of_criteria(problem), _walk(result, claim.values["part"])
    at, now, end = (claim.values[key].value for key in ("at", "now", "end"))
    who = set(_at(result, claim.values["who"]))
    before = _leaders(scores, _now(result))
    ahead = end > at if claim.values["side"] == "more" else end < at
    there = abs(at - now) <= SMALL
    begins = there or all(_leaders(scores, weights(t)) == before for t in _inside(now, at))
    lead = all(_leaders(scores, weights(t)) == who for t in _inside(at, end))
    at_end = _leaders(scores, weights(end))
    to_end = end in (0, 1)
    tied = set(_at(result, claim.values["tied"]))
    ends = claim.values["lasts"] == (to_end and at_end == who) and tied == (
        at_end if to_end and at_end != who else set()
    )
    return ahead and begins and lead and ends and _told_admissible(claim, result, weights)


def _told_admissible(claim, result, weights):
    """Tell whether the weights beyond the edge are admissible as far as is said, and no further."""
    at, end, low, high = (claim.values[key].value for key in ("at", "end", "low", "high"))
    told = claim.values["admissible"]
    first, last = _admissible_between(result, weights)
    first, last = max(first, min(at, end)), min(last, max(at, end))
    if abs((last if end > at else first) - at) <= 1e-7 or first > last:
        return told == "none"
    at_end_only = abs((first if end > at else last) - end) <= 1e-7
    if at_end_only and not claim.values["lasts"]:
        return told == "none"
    if told == "all":
        return abs(last - first) >= abs(end - at) - 1e-7
    kind = "one" if last - first <= 1e-7 else "some"
    return told == kind and abs(low - first) <= 1e-7 and abs(high - last) <= 1e-7


@proves("sensitivity.stability.tie at end")
def tie_at_end(claim, result, problem):
    return all(_tie_at_end_of(part, claim, result) for part in claim.values["parts"])


def _tie_at_end_of(part, claim, result):
    """They lead there together, and on the way only those that lead now."""
    scores = borda_of_criteria(result.ranking.problem)
    weights, now = _walk(result, part), _now(result)
    end = 1.0 if claim.values["all"] else 0.0
    at = now @ _members(result.ranking.problem, part)
    leaders = _leaders(scores, now)
    who = set(_at(result, claim.values["who"]))
    on_the_way = _inside(at, end)[:-1]  # a lead of next to nothing is none just before the end
    lead = all(_leaders(scores, weights(t)) == leaders for t in on_the_way)
    ends = _leaders(scores, weights(end)) == who != leaders and len(who) > 1
    return lead and ends and claim.values["admissible"] == _is_admissible(result, weights(end))


def _admissible_between(result, weights):
    """Give from where to where a walk is admissible: each row is a straight line."""
    first, last = 0.0, 1.0
    for row, bound in _rows(result):
        start, slope = row @ weights(0.0) - bound - SMALL, row @ (weights(1.0) - weights(0.0))
        if abs(slope) <= 1e-12:
            first, last = (first, last) if start <= 0 else (2.0, -1.0)
        elif slope > 0:
            last = min(last, -start / slope)
        else:
            first = max(first, -start / slope)
    return (first, last) if first <= last else (2.0, -1.0)


# --- leaving out, and other versions of the evidence ---------------------------------------------


def _leaders_of(result, problem, weights=None, gone=()):
    """Rank what is left by the method asked, and name those first; None where nothing is left."""
    of_layer = {each.name: each.layer for each in problem.criteria}
    given = result.ranking.weights.to_dict() if weights is None else weights
    rows = [
        (given[name], {k: r for k, r in ranks.items() if k not in gone})
        for name, ranks in zip(problem.criterion_names, ranks_of(problem), strict=True)
        if name not in gone and of_layer[name] not in gone
    ]
    counted = [(weight, ranks) for weight, ranks in rows if len(ranks) > 1]
    left = [name for name in problem.alternative_names if name not in gone]
    if sum(weight for weight, _ in counted) <= 0:
        return None
    return leaders_by(result.ranking.method.name, counted, left)


def _gone(without, result):
    kind = without.kind.rpartition(".")[2]
    problem = result.ranking.problem
    if kind == "without":
        return {without.values["name"]}
    if kind == "without preconditions":
        return {each.name for each in problem.layers if each.role == "precondition"}
    return {each.name for each in problem.layers} - set(without.values["names"])


@proves("sensitivity.stability.left out")
def left_out(claim, result, problem):
    """Others are first than were among those that are left, or the one that was alone is gone."""
    without = claim.values["without"]
    gone = _gone(without, result)
    now = _leaders_of(result, result.ranking.problem)
    then = _leaders_of(result, result.ranking.problem, gone=gone)
    heir = set(now) == gone
    if without.values.get("leads", False) != heir:
        return False
    changes = then != [name for name in now if name not in gone]
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
    left = [parts - set(kind.values["besides"]) for kind, parts in parts]
    return all(left) and all(
        _leaders_of(result, result.ranking.problem, gone={name}) == now
        for names in left
        for name in names
    )


def _parts(result, kind):
    problem = result.ranking.problem
    counted = set(_counted(problem))
    return {
        "layer": {each.layer for each in problem.criteria if each.name in counted},
        "criterion": counted,
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


# --- what could not be told ----------------------------------------------------------------------


@proves("sensitivity.stability.not linear")
def not_linear(claim, result, problem):
    """Copeland counts majorities: half the weight more on a criterion can change nothing."""
    return claim.values["method"] == "Copeland"


@proves("sensitivity.stability.too many")
def too_many(claim, result, problem):
    return len(_names(result)) > claim.values["n"]
