"""Proofs of what is said of two versions of a problem."""

from dataclasses import replace

import numpy as np

import mcda_ai as mcda
from tests.proofs import makes, proves, proves_within
from tests.proofs.plain import borda_of_criteria, drawn_weights, fixed_weights
from tests.proofs.problems import random_problem

SIZE = 400


@makes("diff")
def diff(problem, draw):
    """Compare a problem with one that lacks a part, weighs otherwise, or is another altogether."""
    return mcda.diff(problem, draw.choice(CHANGES)(problem, draw), size=SIZE, rng=1)


def _without_a_criterion(problem, draw):
    return problem.without_parts([("criterion", draw.choice(problem.criterion_names))])


def _without_an_option(problem, draw):
    return problem.without_parts([("alternative", draw.choice(problem.alternative_names))])


def _weighed_otherwise(problem, draw):
    return replace(
        problem, own_weights={name: draw.randint(1, 3) for name in problem.criterion_names}
    )


def _reordered(problem, draw):
    (reading,) = problem.judgements
    judged = dict(problem.judgements[reading])
    one, other = draw.choice(problem.criterion_names), draw.choice(problem.criterion_names)
    judged[one] = problem.judgements[reading][other]
    return replace(problem, judgements={reading: judged})


def _changed_by_hand(problem, draw):
    order = list(problem.alternative_names)
    draw.shuffle(order)
    return problem.change(draw.choice(problem.criterion_names), order)


def _called_otherwise(problem, draw):
    """Spell some names otherwise, and change something else too."""
    names = (*problem.criterion_names, *problem.layer_names, *problem.alternative_names)
    made = _called(problem, {name: name.swapcase() for name in names if draw.random() < 0.3})
    return draw.choice(CHANGES)(made, draw)


def _called(problem, names):
    """Put a problem together anew with other names; no two kinds share any."""
    (reading,) = problem.judgements

    def called(each):
        return names.get(each, each)

    orders = {name: problem.judgements[reading][name].order for name in problem.criterion_names}
    made = mcda.from_rankings(
        {
            called(name): order and {called(each): rank for each, rank in order.ranks.items()}
            for name, order in orders.items()
        },
        layers={
            called(layer.name): [called(c.name) for c in problem.criteria if c.layer == layer.name]
            for layer in problem.layers
        },
        alternatives=[*map(called, problem.alternative_names)],
        preconditions=[*map(called, problem.preconditions)],
    )
    own = problem.own_weights
    weights = own and {called(name): weight for name, weight in own.items()}
    return replace(made, own_weights=weights)


def _another(problem, draw):
    return random_problem(draw)


def _the_same(problem, draw):
    return replace(problem)


def _surer(problem, draw):
    """State other confidences, from words or in numbers, where there may have been some."""
    given = {name: draw.choice((None, 0.5, "7 of 8", "high")) for name in problem.criterion_names}
    return problem.with_confidence(given, {"owner": "us", "high": draw.choice((0.9, 0.75))})


CHANGES = (
    _surer,
    _without_a_criterion, _without_an_option, _weighed_otherwise, _reordered, _changed_by_hand,
    _called_otherwise, _called_otherwise, _another, _the_same,
)  # fmt: skip


# --- what changed ---------------------------------------------------------------------------------

PARTS = {"criteria": "criterion_names", "criterion": "criterion_names",
         "layer": "layer_names", "layers": "layer_names",
         "alternative": "alternative_names", "alternatives": "alternative_names"}  # fmt: skip


@proves("comparison.versions.words.nothing changed")
def nothing_changed(claim, result, problem):
    return result.before == result.after


@proves("comparison.versions.words.renamed")
def renamed(claim, result, problem):
    """One is gone and one is new, spelled alike, and they hold the same by our own count."""
    old, new = claim.values["before"], claim.values["after"]
    kind = PARTS[claim.values["noun"].en]
    was, now = _before(result), result.after
    gone = {*getattr(result.before, kind)} - {*getattr(now, kind)}
    come = {*getattr(now, kind)} - {*getattr(result.before, kind)}
    if old not in gone or new not in come or old.casefold() != new.casefold():
        return False
    options = [name for name in was.alternative_names if name in now.alternative_names]
    held = [{c.name: c.layer for c in each.criteria} for each in (was, now)]
    common = held[0].keys() & held[1].keys()
    if kind == "layer_names":
        inside = [{c for c in common if each[c] == new} for each in held]
        return inside[0] == inside[1] != set()
    looked_at = [new] if kind == "criterion_names" else common
    return all(
        _above(was, name, options) == _above(now, name, options)
        and (kind != "criterion_names" or held[0][name] == held[1][name])
        for name in looked_at
    )


def _above(problem, criterion, options):
    """Give the pairs of options of which a criterion ranks the first at least level."""
    order = problem.judgement(criterion).order
    ranks = {} if order is None else order.ranks
    return {
        (one, other)
        for one in options
        for other in options
        if one in ranks and other in ranks and ranks[one] <= ranks[other]
    }


def _before(result):
    """Give the first version with the names that its parts have in the second."""
    names = {each.before.en: each.name for each in result.changes if each.kind == "renamed"}
    return _called(result.before, names) if names else result.before


@proves("comparison.versions.words.new or gone")
def new_or_gone(claim, result, problem):
    attribute = PARTS[claim.values["noun"].en]
    was, now = (set(getattr(each, attribute)) for each in (_before(result), result.after))
    names = {each.values["name"] for each in claim.values["names"]}
    return names == (now - was if claim.values["kind"] == "new" else was - now)


@proves("comparison.versions.words.order")
def order(claim, result, problem):
    was, now = (claim.values[each].en.split(", ") for each in ("before", "after"))
    return sorted(was) == sorted(now) and was != now


@proves("comparison.versions.words.moved")
def moved(claim, result, problem):
    def layer(version):
        return next(c.layer for c in version.criteria if c.name == claim.values["name"])

    return [layer(_before(result)), layer(result.after)] == [
        claim.values["before"], claim.values["after"]]  # fmt: skip


@proves("comparison.versions.words.own weights")
def own_weights(claim, result, problem):
    was, now = _before(result).own_weights, result.after.own_weights
    return (was is None) if claim.values["kind"] == "new" else (now is None)


@proves("comparison.versions.words.counts")
def counts(claim, result, problem):
    return result.after.counts == claim.values["counts"] != _before(result).counts


@proves("comparison.versions.words.by hand")
def by_hand(claim, result, problem):
    was, now = (
        each.judgements[claim.values["reading"] or each.active_reading][claim.values["name"]]
        for each in (_before(result), result.after)
    )
    return now.by_hand == claim.values["is_now"] != was.by_hand


@proves("comparison.versions.words.changed")
def changed(claim, result, problem):
    """What is named is not the same in both; a ranking or a weight is looked up."""
    what, texts = claim.values["what"].values, claim.values
    if what["place"] == "own weight":
        was, now = (each.own_weights.get(what["of"]) for each in (_before(result), result.after))
        return was != now
    if what["place"] == "criterion" and what["subject"].en == "the ranking":
        was, now = (
            str(each.judgement(what["name"]).text()) for each in (_before(result), result.after)
        )
        return was != now
    if what["place"] == "criterion" and what["subject"].en == "the confidence":
        was, now = (
            each.judgements[what["reading"] or each.active_reading][what["name"]].confidence
            for each in (_before(result), result.after)
        )
        said = [texts[each].en for each in ("before", "after")]
        return was != now and said == ["" if each is None else str(each) for each in (was, now)]
    return texts["how"] == "other" or texts["before"] != texts["after"]


proves_within("comparison.versions.words.new or gone", "comparison.versions.words.named")
proves_within(
    "comparison.versions.words.changed",
    "comparison.versions.words.what", "comparison.versions.words.in other language",
)  # fmt: skip


# --- what it does ---------------------------------------------------------------------------------


def _order_of(problem, rule, weights=None):
    """Rank by Borda, by our own count: groups of names, best first."""
    totals = (fixed_weights(problem, rule) if weights is None else weights) @ borda_of_criteria(
        problem
    )
    names, groups = problem.alternative_names, []
    for k in np.argsort(-totals, kind="stable"):
        if groups and abs(totals[groups[-1][0]] - totals[k]) < 1e-11:
            groups[-1].append(k)
        else:
            groups.append([k])
    return [frozenset(names[k] for k in group) for group in groups]


@proves(*(f"comparison.versions.consequences.{kind}" for kind in ("same", "still", "other")))
def of_two(claim, result, problem):
    rule = claim.values["weights"].values["which"]
    was, now = _order_of(_before(result), rule), _order_of(result.after, rule)
    kind = claim.kind.rpartition(".")[2]
    if set(claim.values["leaders"]) != now[0]:
        return False
    if kind == "other":
        return was[0] != now[0] and set(claim.values["led"]) == was[0]
    return was[0] == now[0] and (was == now) == (kind == "same")


@proves("comparison.versions.consequences.only now", "comparison.versions.consequences.only then")
def of_one(claim, result, problem):
    version = result.after if claim.kind.endswith("now") else _before(result)
    rule = claim.values["weights"].values["which"]
    return set(claim.values["leaders"]) == _order_of(version, rule)[0]


@proves("comparison.versions.consequences.in layer")
def in_layer(claim, result, problem):
    name = claim.values["name"]
    told = claim.values["leaders"], claim.values["led"]
    for version, leaders in zip((result.after, _before(result)), told, strict=True):
        rest = [("layer", layer) for layer in version.layer_names if layer != name]
        alone = version.without_parts(rest)
        if set(leaders) != _order_of(alone, "equal")[0]:
            return False
    return told[0] != told[1]


@proves("comparison.versions.consequences.shares")
def shares(claim, result, problem):
    """Each share is near that of draws of our own."""
    flat = claim.values["space"] == "uniform"
    versions = {"before": _before(result), "after": result.after}
    for each in claim.values["shares"]:
        for key, version in versions.items():
            said = each.values[key]
            if said != ():
                seen = _share(version, each.values["name"], flat)
                size = min(said.size or 4000, 4000)
                error = np.sqrt(max(seen * (1 - seen), 4 / size) / size)
                if abs(said.value - seen) > 6 * error:
                    return False
    return True


def _share(problem, name, flat):
    totals = drawn_weights(problem, flat, 4000) @ borda_of_criteria(problem)
    place = problem.alternative_names.index(name)
    return float((totals.max(axis=1) <= totals[:, place] + 1e-9).mean())


proves_within("comparison.versions.consequences.shares", "comparison.versions.consequences.share")
proves_within("comparison.versions.consequences.same", "comparison.versions.consequences.weights")


@proves("comparison.versions.consequences.same for all")
def same_for_all(claim, result, problem):
    sets = {each.name: each for each in _before(result).weight_sets}
    return all(
        _order_of(_before(result), "", _vector(_before(result), sets[name].by_name))
        == _order_of(result.after, "", _vector(result.after, sets[name].by_name))
        for name in claim.values["names"]
    )


def _vector(problem, by_name):
    counted = replace(problem, own_weights=by_name)
    return fixed_weights(counted, "own")


@proves(
    "comparison.versions.consequences.of reading", "comparison.versions.consequences.in reading",
    "comparison.versions.consequences.same in reading",
)  # fmt: skip
def of_reading(claim, result, problem):
    """Random problems have one reading; tests/comparison has problems with several."""
    names = {each.name for each in (*_before(result).readings, *result.after.readings)}
    return claim.values.get("reading", claim.values.get("after")) in names
