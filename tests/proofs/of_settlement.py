"""Proofs of what is said of questions asked until it is settled."""

from fractions import Fraction

import numpy as np

import mcda_ai as mcda
from tests.proofs import makes, proves
from tests.proofs.of_questions import (
    answers,
    form_of,
    information,
    named,
    near,
    open_question,
    share_led_by,
)
from tests.proofs.plain import (
    borda_of_criteria,
    drawn_weights,
    layers_of,
    lead_surely,
    leading,
    parts_of,
    scored_names,
)

FEWEST = 40
"""Draws that meet the answers; of fewer no share can be told."""


@makes("settlement")
def settlement(problem, draw):
    space = draw.choice([mcda.weights.Uniform(), mcda.weights.LayerFirst()])
    numbers = {name: draw.choice([0, 0.1, 0.1, 0.2, 0.3]) for name in problem.criterion_names}
    counts = scored_names(problem)
    numbers[counts[0]] = 0.1
    return mcda.settle(
        problem, "borda", space, answers=draw.choice(["equal", "layer-equal", numbers]),
        certainty=draw.choice([0.8, 0.95, 1]), most=draw.choice([0, 1, 2, 4]), size=400, rng=1,
    )  # fmt: skip


def weights_of_who_answers(result, problem):
    """Give the weights of the scored criteria that answer, in fractions."""
    names = scored_names(problem)
    layers = layers_of(problem).tolist()
    if result.answers == "equal":
        return [Fraction(1, len(names))] * len(names)
    if result.answers == "layer-equal":
        return [Fraction(1, len(set(layers)) * layers.count(layer)) for layer in layers]
    numbers = [Fraction(str(eval(result.answers)[name])) for name in names]
    return [number / sum(numbers) for number in numbers]


def sides_of(question, theirs, problem):
    """Give what a question compares, in fractions: 1/6 is not more than 1/6."""
    parts = parts_of(problem)
    values = question.claim.values
    one = sum(w for w, x in zip(theirs, parts[values["one"]], strict=True) if x)
    if "other" not in values:
        return one, Fraction(question.percent, 100)
    return one, sum(w for w, x in zip(theirs, parts[values["other"]], strict=True) if x)


def first_under(theirs, problem):
    """Give who is first under weights in fractions."""
    scores = borda_of_criteria(problem).astype(int).tolist()
    totals = [sum(w * row[k] for w, row in zip(theirs, scores, strict=True))
              for k in range(len(problem.alternative_names))]  # fmt: skip
    names = zip(problem.alternative_names, totals, strict=True)
    return tuple(name for name, total in names if total == max(totals))


def left_by(result, problem):
    """Draw weights, and keep those that meet the answers."""
    weights = drawn_weights(problem, result.provenance.space == "Uniform()", 40_000)
    for question, answer in zip(result.questions, result.steps["answer"], strict=True):
        weights = weights[answers(question.claim, weights, problem) == (answer == "yes")]
    return weights


@proves("elicitation.settlement.settled", "elicitation.settlement.not settled")
def settled(claim, result, problem):
    """The answers are those of the weights that answer, each was open, and the share is so."""
    values, theirs = claim.values, weights_of_who_answers(result, problem)
    asked = list(zip(result.questions, result.steps["answer"], strict=True))
    sides = [sides_of(question, theirs, problem) for question, _ in asked]
    if [one > other for one, other in sides] != [answer == "yes" for _, answer in asked]:
        return False
    if not is_told_who_is_first(claim, theirs, any(one == other for one, other in sides), problem):
        return False
    if not all(open_question(question.claim, result, problem) for question in result.questions):
        return False
    share, weights = values["share"], left_by(result, problem)
    if claim.kind.endswith(".settled") and share.value < values["certainty"]:
        return False
    drawn = 0 if claim.certainty == "exact" else result.provenance.size
    if values["n"] != len(asked) or not share.size == values["drawn"] == drawn:
        return False
    if drawn == 0:
        return share.value == 1 and are_surely_first(values["who"], result, problem)
    if len(weights) < FEWEST:
        return True
    seen = share_led_by(values["who"], weights, problem)
    if not near(share.value, seen, min(share.size, len(weights))):
        return False
    return values.get("most", True) or not a_question_tells_more(result, weights, problem)


def are_surely_first(who, result, problem):
    """All weightings that meet the answers have these first."""
    rows, bounds = [], []
    for question, answer in zip(result.questions, result.steps["answer"], strict=True):
        row, bound = form_of(question.claim, problem)
        sign = -1 if answer == "yes" else 1
        rows.append(sign * row)
        bounds.append(sign * bound)
    scores = borda_of_criteria(problem)
    limits = (np.array(rows), bounds) if rows else (None, None)
    return lead_surely(scores, named(who, problem), [np.ones(len(scores))], [1.0], *limits)


def is_told_who_is_first(claim, theirs, on_edge, problem):
    """Where others are told than the weights that answer put first, it is said whom these do.

    Where these tie on a question, it is not called settled then.
    """
    own, values = first_under(theirs, problem), claim.values
    differs = own != tuple(values["who"])
    if not values["differs"]:
        return not differs
    is_so = values["theirs"] == own and values["tied"] == on_edge and differs
    return is_so and not (on_edge and claim.kind.endswith(".settled"))


def a_question_tells_more(result, weights, problem):
    """Tell whether some question, that has both answers, tells something beyond doubt."""
    outcomes = [tuple(row) for row in leading(borda_of_criteria(problem), weights).tolist()]
    rows = list(parts_of(problem).values())
    for place, row in enumerate(rows):
        replies = [weights @ (other - row) > 1e-9 for other in rows[:place]]
        replies += [weights @ row > percent / 100 + 1e-9 for percent in (10, 20, 30, 40, 50)]
        for reply in replies:
            _, gain, error = information(outcomes, reply.tolist(), result.provenance.size)
            if gain > 5 * error and 0.05 < np.mean(reply) < 0.95:
                return True
    return False
