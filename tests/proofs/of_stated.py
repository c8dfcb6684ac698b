"""Proofs of what the report says of statements about options, beside what these say themselves."""

import operator
from dataclasses import replace

import numpy as np

import mcda_ai as mcda
from mcda_ai import weights
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import ShownResult
from mcda_ai.problem.statements import OptionStatement
from mcda_ai.report.stated import stated
from tests.proofs import makes, proves
from tests.proofs.of_statements import (
    EDGE,
    ends,
    forms_of,
    solved,
    statements_on,
)
from tests.proofs.plain import (
    borda_of_criteria,
    drawn_weights,
    fixed_weights,
    margins_of_criteria,
)

SIZE, DRAWN, ENOUGH = 20_000, 60_000, 400


class Said(ShownResult):
    """What the report says of the statements of a problem, as a result to be proven."""

    def __init__(self, problem, space):
        self.texts = [each.prefers for each in problem.statements]
        self.is_flat = space.name == "uniform"
        self.stated = stated(problem, None, space, SIZE, 1)
        self.provenance = Provenance.of(problem, "borda", {}, space.name, repr(space))

    def _claims(self):
        yield from self.stated.headline()
        yield from (each for each in self.stated.findings() if "report.stated" in each.kind)

    def _parts(self):
        return self.sentences


@makes("stated")
def said(problem, draw):
    texts = statements_on(problem, draw)
    if draw.random() < 0.2:
        one, *_, other = texts[0].replace(">=", ">").split(" ")
        texts += [f"{one} > {other}", f"{other} > {one}"]
    held = replace(problem, statements=tuple(map(OptionStatement, texts)))
    return Said(held, draw.choice([weights.Uniform(), weights.LayerFirst()]))


def rows(result, problem):
    return [form for text in result.texts for form in forms_of(text, problem)]


def always(problem, where):
    """Name who is at least level with everybody wherever rows hold."""
    scores, names = borda_of_criteria(problem), problem.alternative_names
    return tuple(
        name for i, name in enumerate(names)
        if all(ends(scores[:, i] - scores[:, j], where)[0] >= -EDGE for j in range(len(names)))
    )  # fmt: skip


def draws(result, problem, *, where_they_hold):
    drawn = drawn_weights(problem, result.is_flat, DRAWN)
    if where_they_hold:
        values = [drawn @ form for form, _ in rows(result, problem)]
        return drawn[np.all([value >= -EDGE for value in values], axis=0)]
    return drawn


def first(problem, drawn):
    totals = drawn @ borda_of_criteria(problem)
    shares = (totals >= totals.max(axis=1, keepdims=True) - EDGE).mean(axis=0)
    return dict(zip(problem.alternative_names, shares, strict=True))


@proves("report.stated.settled")
def settled(claim, result, problem):
    """These lead wherever the statements hold, by linear programmes, and nobody does elsewhere."""
    told = claim.values
    share = len(draws(result, problem, where_they_hold=True)) / DRAWN
    near = 7 * np.sqrt(max(share, told["part"].value, 3 / SIZE) / SIZE)
    return (
        told["who"] == always(problem, rows(result, problem))
        and not always(problem, [])
        and abs(share - told["part"].value) <= (1 if told["slice"] else near)
        and told["n"] == len(result.texts)
    )


@proves("report.stated.changed")
def changed(claim, result, problem):
    """Of draws of its own, these are first most often where statements hold, and those in all."""
    told, left = claim.values, draws(result, problem, where_they_hold=True)
    if len(left) < ENOUGH:
        return True
    error = 7 * 0.5 / np.sqrt(len(left)) + 7 * 0.5 / np.sqrt(SIZE)
    before, now = (
        first(problem, draws(result, problem, where_they_hold=False)),
        first(problem, left),
    )
    most, share = max(before.values()), told["share"].value
    return (
        all(before[name] >= most - error for name in told["led"])
        and all(now[name] >= max(now.values()) - error for name in told["who"])
        and abs(now[told["who"][0]] - share) <= error
        and not set(told["who"]) & set(told["led"])
    )


@proves("report.stated.unused", "report.stated.fault")
def cannot_hold(claim, result, problem):
    """No weighting meets the statements, the strict ones by a distance."""
    where = rows(result, problem)
    steps = [word for text in result.texts for word in text.split(" ") if word in (">", ">=", "=")]
    strict = [form for (form, _), sign in zip(where, steps, strict=True) if sign == ">"]
    n = len(where[0][0])
    if solved(np.zeros(n), where, n).status != 0:
        return True
    return bool(strict) and -solved(None, where, n, strict).fun <= EDGE


@proves("problem.circumstances.statements aside")
def aside(claim, result, problem):
    """It repeats what the problem holds; a test of the report sees that the explorer names it."""
    return True


@proves("report.stated.elsewhere")
def counted_elsewhere(claim, result, problem):
    return claim.values["n"] == len(result.texts)


# --- methods side by side -------------------------------------------------------------------------


@makes("compared with statements")
def compared(problem, draw):
    texts = statements_on(problem, draw) * draw.choice([1, 1, 3])
    held = replace(problem, statements=tuple(map(OptionStatement, texts)))
    return mcda.compare(held, ["borda", "copeland", "pareto"], "layer-equal", workers=1)


def places_by(method, problem):
    """Rank options by points, or by duels won less lost; with equal weights for the layers."""
    weights = fixed_weights(problem, "layer-equal")
    if method == "borda":
        totals = weights @ borda_of_criteria(problem)
    else:
        margins = np.tensordot(weights, margins_of_criteria(problem), axes=1)
        totals = (np.sign(margins) * (np.abs(margins) > 1e-12)).sum(axis=1)
    names = problem.alternative_names
    return {name: int((totals > total + 1e-11).sum())
            for name, total in zip(names, totals, strict=True)}  # fmt: skip


def is_kept(text, places):
    words = text.split(" ")
    steps = zip(words[:-2:2], words[1::2], words[2::2], strict=True)
    holds = {">": operator.lt, ">=": operator.le, "=": operator.eq}
    return all(holds[sign](places[one], places[other]) for one, sign, other in steps)


@proves("comparison.statements_kept.kept")
def kept(claim, result, problem):
    told, seen = claim.values, {name: places_by(name, problem) for name in ("borda", "copeland")}
    groups = [name for name, *_ in result.groups if name in seen]
    n = sum(is_kept(told["statement"], seen[name]) for name in groups)
    own = "yes" if is_kept(told["statement"], seen["borda"]) else "no"
    return (told["n"], told["all"], told["own"]) == (n, len(groups), own)


@proves("comparison.statements_kept.more")
def more_statements(claim, result, problem):
    told = sum(each.kind.endswith("statements_kept.kept") for each in result.claims)
    return claim.values["n"] == len(result.problem.statements) - told
