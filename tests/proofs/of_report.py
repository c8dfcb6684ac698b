"""Proofs of the headline of the report; `of_cautions` has what it says to be careful about."""

from dataclasses import replace
from functools import cache
from itertools import permutations
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np

from mcda_ai.messages.result import ShownResult
from mcda_ai.messages.wording import Words
from mcda_ai.problem.circumstances import circumstances_of
from mcda_ai.problem.evidence import WeightSet
from mcda_ai.report import change_tables, gathering, shown
from mcda_ai.report.cautions import cautions, draws, open_cells, same_methods
from mcda_ai.report.headline import headline
from tests.proofs import makes, of_redundancy, proves, proves_within
from tests.proofs.plain import (
    borda_of_criteria,
    drawn_weights,
    fixed_weights,
    margins_of_criteria,
    ranks_of,
    smallest_shift,
)

SIZE = 300
DRAWS = 2000


class Said(ShownResult):
    """What the report says of a problem, as a result to be proven."""

    def __init__(self, answer):
        self.answer = answer
        self.provenance = answer.everything.stability.provenance

    def _claims(self):
        yield from headline(self.answer)
        yield from open_cells(self.answer)
        yield from same_methods(self.answer)
        yield from cautions(self.answer, "en")
        yield from circumstances_of(self.answer.problem, "en")
        yield draws(self.answer)
        yield from self._of_tables()

    def _of_tables(self):
        """Say how many options and criteria lines of tables, and pictures, are of."""
        n, total = len(self.answer.shown.names), len(self.answer.problem.alternatives)
        if not self.answer.shows_all:
            yield shown.some_options(n, total)
            yield shown.picture_of_some("title", n, total)
        made = change_tables.left_out(self.answer, self.answer.shown.names, "en")
        table = self.answer.everything.stability.left_out
        if "criterion" in table.index.get_level_values("kind"):
            same = sum(
                each is not None and not each for each in table.loc["criterion"]["order changes"]
            )
            told = shown.criteria_alike(same, others=same < len(table.loc["criterion"]),
                                        ballots=False)  # fmt: skip
            texts = {cell.text for group in made.groups for row in group.rows for cell in row}
            if Words().said(told) in texts:
                yield told

    def _parts(self):
        return self.sentences


@makes("report")
def said(problem, draw):
    """Gather what the headline is made of; the rest of the report has proofs of its own."""
    asked = SimpleNamespace(size=SIZE, provenance=SimpleNamespace(size=SIZE))
    left_out = {
        "next_question": lambda *_, **__: asked,
        "settle": lambda *_, **__: asked,
        "_attribution": lambda *_: None,
        "_regions": lambda *_: None,
        "_bounds": lambda *_: None,
    }
    if draw.random() < 0.3:
        problem = replace(problem, weight_sets=tuple(_weight_sets(problem, draw)))
    seed = draw.randrange(100)
    most = 2 if draw.random() < 0.5 else shown.MOST_SHOWN_WHOLE
    fewer = patch.multiple(shown, MOST_SHOWN_WHOLE=most, N_BEST=2)
    with patch.multiple(gathering, **left_out), fewer:
        told = Said(gathering.answer(problem, size=SIZE, rng=seed))
        assert told.answer.shown  # which is found when it is asked for
        return told


def _weight_sets(problem, draw):
    ranked = [len(ranks) > 1 for ranks in ranks_of(problem)]
    for name in ("p", "q", "r")[: draw.choice([1, 2, 3])]:
        names = zip(problem.criterion_names, ranked, strict=True)
        weights = tuple((each, draw.choice([1, 2, 5]) if scored else 0) for each, scored in names)
        yield WeightSet(name, weights)


# --- who is first, by methods counted anew --------------------------------------------------------


def leaders(problem, method, weights):
    """Tell under each weighting who is first by a method; shape (n, m)."""
    margins = margins_of_criteria(problem)
    if method in ("Borda", "PROMETHEE II"):
        totals = weights @ borda_of_criteria(problem)
    else:
        summed = np.tensordot(weights, margins, axes=1)
        totals = _copeland(summed) if method == "Copeland" else None
        if method == "Kemeny":
            return _kemeny(summed)
    return totals >= totals.max(axis=1, keepdims=True) - 1e-11


def _copeland(summed):
    return (summed > 1e-12).sum(axis=2) - (summed < -1e-12).sum(axis=2)


def _kemeny(summed):
    m = summed.shape[1]
    first, scores = [], []
    for order in permutations(range(m)):
        first.append(order[0])
        scores.append(sum(summed[:, i, j] for n, i in enumerate(order) for j in order[n + 1 :]))
    best = np.array(scores) >= np.max(scores, axis=0) - 1e-11
    return np.stack([(best[np.array(first) == i]).any(axis=0) for i in range(m)], axis=1)


@cache
def shares(problem_key, method, space):
    """Give the shares of the weightings in which each option is first, from draws of our own."""
    problem = _PROBLEMS[problem_key]
    weights = drawn_weights(problem, space == "uniform", DRAWS)
    return leaders(problem, method, weights).mean(axis=0)


_PROBLEMS = {}


def _shares_of(problem, method, space):
    key = repr((problem.criterion_names, problem.ranks.tobytes(), problem.layer_of.tobytes()))
    _PROBLEMS[key] = problem
    return shares(key, method, space)


def near(share, seen):
    size = min(share.size or DRAWS, DRAWS)
    return abs(share.value - seen) <= 6 * np.sqrt(max(seen * (1 - seen), 4 / size) / size) + 1e-9


# --- proofs ---------------------------------------------------------------------------------------


@proves("report.headline.equal rankings")
def of_equal_rankings(claim, result, problem):
    """So many give that ranking; they lead at both ends; the lead changes at that worth first."""
    values = claim.values
    by_layer = SimpleNamespace(scope="layer", weights=result.answer.repeated.anywhere.weights)
    anywhere = SimpleNamespace(scope="problem", weights=by_layer.weights)
    told = by_layer if values["by_layer"] else anywhere
    groups = of_redundancy.groups_of(told, problem)
    sizes = of_redundancy.sizes_of(groups)
    rho = np.log(values["worth"]) / np.log(sizes.max())
    near = 0.06 / values["worth"] / np.log(sizes.max())  # a worth is rounded
    above = np.linspace(min(rho + near, 1), 1, 60)
    around = np.linspace(max(rho - near - 1e-7, 0), min(rho + near, 1), 200)
    changes = {of_redundancy.led(each, told, problem) for each in around}
    return (
        (values["n"], values["most"]) == (len(groups), sizes.max())
        and values["now"] == of_redundancy.led(1.0, told, problem)
        and values["once"] == of_redundancy.led(0.0, told, problem)
        and values["back"] == (values["now"] == values["once"])
        and len(changes) > 1
        and all(of_redundancy.led(each, told, problem) == values["now"] for each in above[1:-1])
        and (
            not values["within"]
            or (
                values["within"] == of_redundancy.led(0.0, by_layer, problem)
                and values["still"] == (values["within"] == values["now"])
            )
        )
    )


@proves("report.headline.shares")
def of_shares(claim, result, problem):
    """Each share is that of draws of our own, and every option is named or counted."""
    answer, values = result.answer, claim.values
    distinct = [answer.method_labels[name] for name in answer.distinct_methods]
    told = distinct if len(distinct) > 1 else []
    if values["preconditions"] != _has_scored_precondition(problem):
        problem, told = problem.without_preconditions(), []  # it stands with the others
    if list(values["methods"]) != told:
        return False
    return _of_shares(claim, answer, problem)


def _of_shares(claim, answer, problem):
    values, names = claim.values, problem.alternative_names
    methods = [method.label for method in answer.methods]
    seen = {method: _shares_of(problem, method, values["space"]) for method in methods}
    if len(values["ranges"]) + values["rest"] != len(names):
        return False
    told = {each.values["who"] for each in values["ranges"]}
    if not all(_is_range(each, answer, problem, values, seen) for each in values["ranges"]):
        return False
    if not _is_rest([name for name in names if name not in told], answer, problem, values, seen):
        return False
    if not _is_by_method(values["by_method"], seen, names):
        return False
    agree = len({int(np.argmax(each)) for each in seen.values()}) == 1
    apart = min(np.sort(each)[-1] - np.sort(each)[-2] for each in seen.values())
    if apart > 0.2 and agree == bool(values["by_method"]):
        return False
    most = [sum(each) for each in seen.values()]
    return not values["shared"] or max(most) > 1


def _is_range(told, answer, problem, values, seen):
    name = told.values["who"]
    low, high = told.values["span"]
    of_option = [each[problem.alternative_names.index(name)] for each in seen.values()]
    return (
        near(low, min(of_option))
        and near(high, max(of_option))
        and (not told.values["never"] or _is_never(answer, name, problem, values))
        and told.values["level"] != _is_beaten_throughout(problem, name)
    )


def _is_rest(others, answer, problem, values, seen):
    """The most that any of the others is first; never only if none of them ever is."""
    most = values["most"]
    shares = [each[problem.alternative_names.index(name)] for each in seen.values()
              for name in others]  # fmt: skip
    never = bool(shares and most.value == most.size == 0)
    return (
        (not shares or near(most, max(shares)))
        and values["never"] == never
        and (not never or all(_is_never(answer, name, problem, values) for name in others))
        and values["level"] != all(_is_beaten_throughout(problem, name) for name in others)
    )


def _is_never(answer, name, problem, values):
    """No draw of our own shows it, and by every method that is told of it is known for certain."""
    is_whole = problem.criterion_names == answer.problem.criterion_names
    scope = answer.everything if is_whole else answer.without_preconditions
    scope = scope or answer.everything
    results = scope.in_space(values["space"])
    place = problem.alternative_names.index(name)
    seen = [_shares_of(problem, method.label, values["space"])[place] for method in answer.methods]
    known = [each.share_of(name) for each in results
             if each.provenance.method in answer.distinct_methods]  # fmt: skip
    return max(seen) == 0 and all(share.value == share.size == 0 for share in known)


def _is_beaten_throughout(problem, name):
    """Some rival is ahead of it on every criterion that compares anybody."""
    rows = [ranks for ranks in ranks_of(problem) if len(ranks) > 1]
    return any(
        all(rival in ranks and name in ranks and ranks[rival] < ranks[name] for ranks in rows)
        for rival in problem.alternative_names
    )


def _has_scored_precondition(problem):
    roles = [problem.layers[k].role for k in problem.layer_of]
    pairs = zip(roles, ranks_of(problem), strict=True)
    return any(role == "precondition" and len(ranks) > 1 for role, ranks in pairs)


def _is_by_method(told, seen, names):
    """Tell whether shares are those of draws of our own, and sets of leaders do differ."""
    for each in told:
        places = [names.index(name) for name in each.values["who"]]
        for method in each.values["methods"]:
            of_method = seen[method]
            if not near(each.values["share"], of_method[places].mean()):
                return False
            if of_method[places].min() < of_method.max() - 0.2:
                return False
    sets = [(set(each.values["who"]), each.values["share"].size == 0) for each in told]
    return not told or any(
        one.isdisjoint(other) or (exact and exactly and one != other)
        for one, exact in sets
        for other, exactly in sets
    )


@proves("report.headline.without preconditions")
def without(claim, result, problem):
    rest = problem.without_preconditions()
    part = claim.values["part"]
    if claim.values["several"] != (len(result.answer.distinct_methods) > 1):
        return False
    prove = _of_shares if part.kind == "report.headline.shares" else _fixed
    return prove(part, result.answer, rest)


@proves("report.headline.fixed weights agree", "report.headline.fixed weights differ")
def fixed(claim, result, problem):
    """Count the leaders anew, under each of the fixed weights and by each method."""
    # What is said without the preconditions is proven with the whole that it stands in.
    rest = problem.without_preconditions() if result.answer.without_preconditions else problem
    return _fixed(claim, result.answer, problem) or _fixed(claim, result.answer, rest)


def _fixed(claim, answer, problem):
    names = problem.alternative_names
    methods = [method.label for method in answer.methods if method.name in answer.distinct_methods]
    tally = {}
    for method in methods:
        for rule in answer.fixed_weights:
            weights = fixed_weights(problem, rule)[None, :]
            is_first = leaders(problem, method, weights)[0]
            key = tuple(name for name, first in zip(names, is_first, strict=True) if first)
            tally[key] = tally.get(key, 0) + 1
    if claim.kind.endswith("agree"):
        return list(tally) == [claim.values["leaders"]]
    told = {each.values["leaders"]: each.values["count"] for each in claim.values["tally"]}
    return told == tally and all(
        each.values["total"] == sum(tally.values()) for each in claim.values["tally"]
    )


proves_within("report.headline.shares", "report.headline.range", "report.headline.most often first")
proves_within("report.headline.fixed weights differ", "report.headline.tally")
proves_within("report.headline.fixed weights agree", "report.headline.weights")


@proves("report.headline.weight sets")
def of_weight_sets(claim, result, problem):
    """Borda anew, under the weights of each set."""
    scores, names = borda_of_criteria(problem), problem.alternative_names
    told = {name: part.values["who"] for part in claim.values["parts"]
            for name in part.values["sets"]}  # fmt: skip
    if set(told) != {each.name for each in result.answer.problem.weight_sets}:
        return False
    for name, who in told.items():
        weights = result.answer.ground.rankings[name].weights.to_numpy()
        totals = weights[np.array([len(ranks) > 1 for ranks in ranks_of(problem)])] @ scores
        leads = totals >= totals.max() - 1e-11
        if tuple(each for each, first in zip(names, leads, strict=True) if first) != who:
            return False
    return claim.values["agree"] == (len(set(told.values())) == 1)


proves_within("report.headline.weight sets", "report.headline.weight set")


@proves("report.headline.of all methods")
def of_all_methods(claim, result, problem):
    """The groups of the comparison, which has proofs of its own, are counted."""
    compared = result.answer.comparison
    total, count = len(compared.groups), 0
    leaders = compared.rankings["borda"].leaders
    for group in compared.groups:
        each = compared.rankings[group[0]]
        orders_them = any(
            compared.rankings[name].method.returns in ("scores", "weak_order")
            or (
                compared.rankings[name].method.returns == "outranking"
                and all(
                    compared.rankings[name].by_pair.loc[pair, "relation"] != "incomparable"
                    for pair in permutations(leaders, 2)
                )
            )
            for name in group
        )
        count += each.leaders == leaders and (orders_them or len(leaders) == 1)
    told = claim.values
    return (told["total"], told["count"]) == (total, count) and (told["every"] == (count == total))


@proves("report.headline.no other criteria", "report.headline.no other weights")
def nothing_else(claim, result, problem):
    weights = fixed_weights(problem, "own" if problem.own_weights else "layer-equal")
    roles = [problem.layers[k].role for k in problem.layer_of]
    inside = [role for role, ranks in zip(roles, ranks_of(problem), strict=True) if len(ranks) > 1]
    others = [w for w, role in zip(weights, inside, strict=True) if role != "precondition"]
    return not others if claim.kind.endswith("criteria") else sum(others) == 0


@proves("report.headline.nearest lead")
def nearest_lead(claim, result, problem):
    """No other option gets there by less, and those named do."""
    rule = "own" if problem.own_weights is not None else "layer-equal"
    weights, scores = fixed_weights(problem, rule), borda_of_criteria(problem)
    leader = int(np.argmax(weights @ scores))
    names = problem.alternative_names
    rivals = [k for k in range(len(names)) if k != leader]
    shifts = {names[k]: smallest_shift(weights, scores, k) for k in rivals}
    points = claim.values["points"].value
    least = min(shifts.values())
    named = all(abs(shifts[name] - points) < 1e-6 for name in claim.values["options"])
    return named and abs(least - points) < 1e-6


@proves("report.headline.no other lead")
def no_other_lead(claim, result, problem):
    rule = "own" if problem.own_weights is not None else "layer-equal"
    weights, scores = fixed_weights(problem, rule), borda_of_criteria(problem)
    leader = int(np.argmax(weights @ scores))
    return all(
        np.isinf(smallest_shift(weights, scores, k))
        for k in range(len(problem.alternative_names))
        if k != leader
    )


@proves("report.headline.always tied", "report.headline.shared lead")
def tied(claim, result, problem):
    scores = borda_of_criteria(problem)
    rule = "own" if problem.own_weights is not None else "layer-equal"
    totals = fixed_weights(problem, rule) @ scores
    places = [problem.alternative_names.index(name) for name in claim.values["options"]]
    together = np.flatnonzero(totals >= totals.max() - 1e-11).tolist()
    alike = bool(np.ptp(scores[:, places], axis=1).max() == 0)
    return places == together and alike == claim.kind.endswith("always tied")


@proves("report.headline.shown options")
def of_the_best(claim, result, problem):
    """Nobody else has a better mean rank in draws of our own; as many as are told a level one."""
    weights = drawn_weights(problem, claim.values["space"] == "uniform", DRAWS)
    scores = weights @ borda_of_criteria(problem)
    ranks = 1 + (scores[:, None, :] > scores[:, :, None] + 1e-11).sum(axis=2)
    best = [problem.alternative_names.index(name) for name in result.answer.shown.names]
    others = np.setdiff1d(np.arange(ranks.shape[1]), best)
    behind = ranks[:, others, None] - ranks[:, None, best]
    error = 6 * np.sqrt((behind.var(axis=0) + 4 / SIZE) / SIZE)  # theirs can be drawn as well
    is_level = np.abs(behind.mean(axis=0)[:, -1]) <= error[:, -1]
    counts = (claim.values["shown"], claim.values["total"])
    return (
        counts == (len(best), ranks.shape[1])
        and (behind.mean(axis=0) >= -error).all()
        and claim.values["level"] <= is_level.sum()
    )


@proves("report.shown.some options", "report.shown.picture of some")
def so_many_shown(claim, result, problem):
    counts = claim.values["n"], claim.values["total"]
    return counts == (2, len(problem.alternative_names)) and counts[0] < counts[1]


@proves("report.shown.criteria alike")
def criteria_alike(claim, result, problem):
    """Borda without each criterion in turn: so many leave the order as it is."""
    rule = "own" if problem.own_weights is not None else "layer-equal"
    weights, scores = fixed_weights(problem, rule), borda_of_criteria(problem)
    now, same = _order(weights @ scores), 0
    for k in range(len(weights)):
        rest = np.delete(weights, k)
        same += rest.sum() > 0 and _order(rest @ np.delete(scores, k, axis=0) / rest.sum()) == now
    return claim.values["n"] == same and claim.values["others"] == (same < len(weights))


def _order(totals):
    ahead = totals[:, None] - totals
    return np.where(np.abs(ahead) <= 1e-11, 0, np.sign(ahead)).tolist()
