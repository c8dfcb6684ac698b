"""Proofs of what is said of questions about weights."""

from collections import Counter
from math import log2

import numpy as np
from scipy.optimize import linprog

import mcda_ai as mcda
from tests.proofs import makes, proves
from tests.proofs.plain import (
    borda_of_criteria,
    drawn_weights,
    layers_of,
    lead_surely,
    leading,
    parts_of,
)

N_DRAWN = 20_000


@makes("questions")
def questions(problem, draw):
    spaces = [mcda.weights.Uniform(), mcda.weights.LayerFirst()]
    if len(parts_of(problem)) > 1:
        spaces.append(mcda.weights.Constrained(equality(problem)))
        spaces.append(mcda.weights.Fixed("layer-equal"))
    return mcda.next_question(problem, "borda", draw.choice(spaces), size=500, rng=1)


def equality(problem):
    one, other, *_ = parts_of(problem)
    kind = "layer" if one in problem.layer_names else "criterion"
    return f"{kind} {one} = {kind} {other}"


def drawn(problem, space):
    """Draw weights of the scored criteria from one of the spaces above."""
    if space.startswith("Constrained"):
        return drawn_with_two_alike(problem)
    if space.startswith("Fixed"):
        layers = layers_of(problem)
        sizes = Counter(layers.tolist())
        return np.array([[1 / len(sizes) / sizes[layer] for layer in layers.tolist()]])
    return drawn_weights(problem, space == "Uniform()", N_DRAWN)


def drawn_with_two_alike(problem):
    """Draw flat from the weights that give the first two parts equally much.

    Totals T of parts of n criteria have density prod T^(n - 1); with two of them T, the sum 2 T of
    the two has n + n' - 1 for its n.
    """
    rows = list(parts_of(problem).values())
    sizes = [int(row.sum()) for row in rows]
    random = np.random.default_rng(7)
    both, *others = random.dirichlet([sum(sizes[:2]) - 1, *sizes[2:]], N_DRAWN).T
    weights = np.zeros((N_DRAWN, len(rows[0])))
    for row, total, size in zip(rows, [both / 2, both / 2, *others], sizes, strict=True):
        weights[:, row > 0] = total[:, None] * random.dirichlet(np.ones(size), N_DRAWN)
    return weights


def form_of(question, problem):
    """Give the row and the bound of a question: yes if the row's weight is more than the bound."""
    parts = parts_of(problem)
    row = parts[question.values["one"]]
    if "other" in question.values:
        return row - parts[question.values["other"]], 0.0
    return row, question.values["share"].value


def answers(question, weights, problem):
    row, bound = form_of(question, problem)
    return weights @ row > bound + 1e-9


@proves("elicitation.questions.more than", "elicitation.questions.above")
def open_question(claim, result, problem):
    """Both answers are possible within what is known: a linear programme finds weights for each."""
    row, bound = form_of(claim, problem)
    if result.provenance.space.startswith("Fixed"):
        return False
    equal, totals = known_of(result, problem)
    least, most = (sign * linprog(sign * row, A_eq=equal, b_eq=totals).fun for sign in (1, -1))
    return least < bound - 1e-9 and most > bound + 1e-9


def known_of(result, problem):
    """Give the equalities that weights of the space meet, unless it is one weighting."""
    equal = [np.ones(len(layers_of(problem)))]
    if result.provenance.space.startswith("Constrained"):
        one, other, *_ = parts_of(problem).values()
        equal.append(one - other)
    return np.array(equal), [1.0, 0.0][: len(equal)]


def named(who, problem):
    return np.array([name in who for name in problem.alternative_names])


@proves("elicitation.questions.ask", "elicitation.questions.ask and settle")
def ask(claim, result, problem):
    """Drawing again, the answer removes so much of the entropy, and is yes so often."""
    weights = drawn(problem, result.provenance.space)
    outcomes = [tuple(row) for row in leading(borda_of_criteria(problem), weights).tolist()]
    replies = answers(claim.values["question"], weights, problem).tolist()
    open_now, gain, error = information(outcomes, replies, result.size)
    yes = claim.values["yes"]
    if claim.values["n"] != result.size or not near(yes.value, float(np.mean(replies)), yes.size):
        return False
    if claim.kind.endswith("settle"):
        return open_now - gain <= 5 * error
    told = claim.values["gain"].value
    return 0 < told < 1 and abs(told - gain / open_now) <= 5 * error / open_now


def near(share, seen, size):
    """Tell whether a share of draws is within five errors of one that was seen in many more."""
    return abs(share - seen) <= 5 * np.sqrt(max(seen * (1 - seen), 10 / size) / size)


def information(outcomes, replies, size):
    """Entropy of outcomes, what replies tell of them, and the error of that in so many draws."""
    n = len(outcomes)
    alone, said = Counter(outcomes), Counter(replies)
    both = Counter(zip(outcomes, replies, strict=True))
    points = [log2(k * n / alone[o] / said[r]) for (o, r), k in both.items()]
    shares = [k / n for k in both.values()]
    gain = sum(p * x for p, x in zip(shares, points, strict=True))
    spread = sum(p * (x - gain) ** 2 for p, x in zip(shares, points, strict=True))
    # Of rare outcomes a few draws more or less change much.
    error = np.sqrt(max(spread, 10 / size) / size) + len(both) / size
    return entropy_of(outcomes), gain, error


def entropy_of(outcomes):
    n = len(outcomes)
    return -sum(k / n * log2(k / n) for k in Counter(outcomes).values())


@proves("elicitation.questions.alike", "elicitation.questions.no question")
def alike(claim, result, problem):
    """Drawing again, the same options lead so often; and the questions have one answer each."""
    weights = drawn(problem, result.provenance.space)
    share = claim.values["share"]
    if share.size == 0 or result.provenance.space.startswith("Fixed"):
        return is_certain(claim, result, problem)
    if not near(share.value, share_led_by(claim.values["who"], weights, problem), share.size):
        return False
    if claim.kind.endswith("alike"):
        return claim.values["n"] == result.size and share.value == 1
    return all(near(round(yes), yes, share.size) for yes in yes_shares(weights, problem))


def is_certain(claim, result, problem):
    """All weightings of the space have these first, or the one that there is."""
    values, who = claim.values, named(claim.values["who"], problem)
    if (values["n"], values["share"].value, claim.certainty) != (0, 1, "exact"):
        return False
    scores = borda_of_criteria(problem)
    if result.provenance.space.startswith("Fixed"):
        weights = drawn(problem, result.provenance.space)[:1]
        return bool((leading(scores, weights)[0] == who).all())
    return lead_surely(scores, who, *known_of(result, problem))


@proves("elicitation.questions.uncertainty")
def uncertainty(claim, result, problem):
    """Drawing again, who is first is as open; with Borda somebody always is."""
    weights = drawn(problem, result.provenance.space)
    outcomes = [tuple(row) for row in leading(borda_of_criteria(problem), weights).tolist()]
    bits, is_zero = claim.values["bits"], result.unanimous
    far = 5 * np.sqrt(10 / result.size)
    return abs(bits - entropy_of(outcomes)) <= far and (bits == 0) == is_zero and not (
        claim.values["nobody"]
    )  # fmt: skip


def share_led_by(who, weights, problem):
    leads = leading(borda_of_criteria(problem), weights)
    return float((leads == named(who, problem)).all(axis=1).mean())


def yes_shares(weights, problem):
    rows = list(parts_of(problem).values())
    for place, row in enumerate(rows):
        for other in rows[:place]:
            yield float((weights @ (other - row) > 1e-9).mean())
        for percent in {10, 20, 30, 40, 50, round(100 / len(rows))} - {0, 100}:
            yield float((weights @ row > percent / 100 + 1e-9).mean())
