"""Proofs of what is said of how stable an answer is."""

import re
from itertools import pairwise

import numpy as np
from scipy.optimize import linprog

import mcda_ai as mcda
from mcda_ai.messages.claims import Claim
from tests.proofs import makes, proves
from tests.proofs.plain import borda_of_criteria, ranks_of, scored

SMALL = 1e-9
TIED = 1e-12


@makes("stability")
def stability(problem, draw):
    problem = _few(problem, draw)
    weights = _weights(problem, draw)
    return mcda.stability(problem, "borda", weights, within=_within(problem, draw))


@makes("stability where a layer and a criterion share a name")
def stability_of_shared_names(problem, draw):
    shared = _few(problem, draw)
    layer, criterion = draw.choice(shared.layer_names), draw.choice(shared.criterion_names)
    return mcda.stability(shared.rename({layer: criterion}, kind="layer"), "borda")


@proves("weights.names.part")
def part(claim, result, problem):
    """Its kind is said, for there is another of that name."""
    problem, name = result.ranking.problem, claim.values["name"]
    return name in problem.layer_names and name in problem.criterion_names


def _few(problem, draw):
    """Leave out some options and criteria of a large problem, most of the time: it takes long."""
    many = [*problem.alternative_names[4:], *problem.criterion_names[5:]]
    return problem.without(*many) if many and draw.random() < 0.8 else problem


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


# --- in plain numbers ----------------------------------------------------------------------------


def names_of(result):
    return list(result.ranking.problem.alternative_names)


def _at(result, who):
    return [names_of(result).index(name) for name in who]


def counted(problem):
    pairs = zip(problem.criterion_names, scored(problem), strict=True)
    return [name for name, counts in pairs if counts]


def _now(result):
    """Give the weights asked about, of the scored criteria."""
    return result.ranking.weights[counted(result.ranking.problem)].to_numpy()


def _leaders(scores, weights):
    totals = weights @ scores
    return {k for k, total in enumerate(totals) if total >= totals.max() - TIED * len(totals)}


def _members(problem, part):
    """Tell which scored criteria are a criterion, or belong to a layer."""
    layer_of = {each.name: each.layer for each in problem.criteria}
    if isinstance(part, Claim):  # the name alone could mean either
        named = layer_of if part.values["sort"] == "layer" else {each: each for each in layer_of}
        return np.array([float(named[each] == part.values["name"]) for each in counted(problem)])
    return np.array([float(part in (each, layer_of[each])) for each in counted(problem)])


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
    n = len(counted(result.ranking.problem))
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
    return [j for j in range(len(names_of(result))) if j != who]


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
    return outside(claim, result, problem) and _all_at(claim, result, range(len(names_of(result))))


def _rivals(result):
    """Tell of all that do not lead now whether they can lead with all behind that do."""
    scores = borda_of_criteria(result.ranking.problem)
    leaders = _leaders(scores, _now(result))
    rivals = [k for k in range(len(names_of(result))) if k not in leaders]
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
    if claim.values["limited"] != bool(result.conditions) or not _tells_gaps(claim, result):
        return False
    return all(_greatest_lead(result, k, _others(result, k)) < -SMALL
               for k in _at(result, claim.values["who"]))  # fmt: skip


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
    limited = claim.values["limited"] == bool(result.conditions) and _tells_gaps(claim, result)
    return limited and _always_leads(result, who) and claim.values["alone"] == (not others)


@proves("sensitivity.stability.always tied")
def always_tied(claim, result, problem):
    limited = claim.values["limited"] == bool(result.conditions) and _tells_gaps(claim, result)
    return limited and all(_always_leads(result, k) for k in _at(result, claim.values["who"]))


def _tells_gaps(claim, result):
    """Some option is not ranked somewhere, just if the claim says so."""
    problem = result.ranking.problem
    n = len(problem.alternative_names)
    return claim.values["gaps"] == any(len(ranks) < n for ranks in ranks_of(problem))


def _tells_by_which(claim, problem):
    """The criteria told of are those that rank both."""
    values = claim.values
    pairs = list(zip(problem.criterion_names, ranks_of(problem), strict=True))
    compare = [[name for name, ranks in pairs if {values["one"], other} <= set(ranks)]
               for other in values["others"]]  # fmt: skip
    return all(_tells_which(values, both, len(pairs)) for both in compare)


def _tells_which(values, both, total):
    told = {"all": len(both) == total, "none": not both, "few": both == list(values["criteria"]),
            "many": 3 < len(both) < total}  # fmt: skip
    return told[values["by"]] and (values["n"], values["total"]) == (len(both), total)


@proves("sensitivity.stability.better")
def better(claim, result, problem):
    problem = result.ranking.problem
    if not _tells_gaps(claim, result) or not _tells_by_which(claim, problem):
        return False
    scores = borda_of_criteria(problem)
    (one,), others = _at(result, (claim.values["one"],)), _at(result, claim.values["others"])
    limited = claim.values["limited"] == bool(result.conditions)
    return limited and all(
        _least(result, scores[:, one] - scores[:, other]) > SMALL for other in others
    )


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


# --- what could not be told ----------------------------------------------------------------------


@proves("sensitivity.stability.not linear")
def not_linear(claim, result, problem):
    """Copeland counts majorities: half the weight more on a criterion can change nothing."""
    return claim.values["method"] == "Copeland"


@proves("sensitivity.stability.too many")
def too_many(claim, result, problem):
    return len(names_of(result)) > claim.values["n"]


@proves("sensitivity.stability.out of time")
def out_of_time(claim, result, problem):
    """Of those nothing is told, of all others something; and none of them leads alone as it is."""
    names, unknown = names_of(result), set(claim.values["who"])
    leads = result.ranking.leaders
    return set(names).difference(result.judgement_flips.index) == unknown != set() and not (
        len(leads) == 1 and unknown.intersection(leads)
    )


@proves("sensitivity.stability.ranges of layers")
def ranges_of_layers(claim, result, problem):
    """Those of layers are there, and there is more to bound than in some seconds."""
    kinds = result.weight_ranges.index.get_level_values("kind")
    n_parts = len(result.intervals)
    numbers = n_parts * len(names_of(result)) ** 2 * int(problem.scored.sum())
    return set(kinds) == {"layer"} and numbers > 5_000_000
