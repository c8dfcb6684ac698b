"""Whether the leader stays first where judgements were made with errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias, TypeVar

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from mcda_ai.algorithms.mallows import StatedOrder, theta_of_error
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import (
    ProblemError,
    check_whole,
    faults_of,
    find_name,
    raise_any,
    shown,
)
from mcda_ai.messages.provenance import Provenance, seed_of, versions
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import FloatArray, as_real
from mcda_ai.problem.circumstances import doubted_with
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.erring_together import ErringTogether, Firsts
from mcda_ai.sensitivity.reliability_result import ERRORS, HOW, LINES, THRESHOLDS, Reliability
from mcda_ai.sensitivity.repeats import Repeats
from mcda_ai.sensitivity.true_orders import TrueOrders, true_orders_of
from mcda_ai.weights import (
    Fixed,
    RandomSource,
    WeightsLike,
    WeightSpace,
    as_generator,
    resolve,
    space_on,
)
from mcda_ai.weights.drawing import MOST_DRAWS
from mcda_ai.weights.names import scored_names

DEFAULT_ERROR = 0.1
_LEAST, _MOST = 1e-6, 0.5 - 1e-9  # errors between which a threshold is looked for
_ALONE = 0

Lines: TypeAlias = Mapping[str, ErringTogether]
"""Ways to err, by name; without equal rankings both are one."""
_Told = TypeVar("_Told")

_fault = faults_of("sensitivity")


@checks_arguments
def reliability(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike | WeightSpace = None,
    error: float | None = None,
    right: float | None = None,
    together: str = "none",
    options: Mapping[str, str] | None = None,
    size: int = 20_000,
    rng: RandomSource = 1,
) -> Reliability:
    """Find how likely the leader is to stay first, if judgements were made with errors.

    Parameters
    ----------
    problem : DecisionProblem
        Whose judgements are rankings, no measured values with thresholds. By a method that is
        linear in the weights of up to 12 options each, and more where there are ties; else of six.
    method : str, Method or callable, optional
        For which a criterion counts as its copies together, such as Borda, Copeland and Kemeny.
    weights : "equal", "layer-equal", mapping, array, WeightSpace, text or None
        The problem's own unless given, else equal layers. Over a weight space, or one as text (see
        `mcda_ai.weights.space`), each draw has weights of its own, and who leads under these is
        asked whether it stays first.
    error : float, optional
        Between 0 and 1/2; 0.1 unless `right` is given. Each reversed pair makes an order
        (1 - error) / error times less likely; how often a judgement is then wholly right, the
        result says. Judgements with a confidence of their own (`problem.confidences`) are as right
        as these say; `error`, or `right`, is for the others.
    right : float, optional
        Instead of `error`: how likely each judgement is to be wholly right, such as 0.9.
    together : {"none", "equal"}, optional
        Whether errors are independent, or criteria with equal rankings err together, as right as
        the least sure of them. The result has both; sentences begin with this one, and say of it
        which judgement matters.
    options : mapping of str to str, optional
    size : int, optional
        Number of draws where figures are not exact: at least 2.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional

    Returns
    -------
    Reliability

    Raises
    ------
    ProblemError
        For an unknown method or option, one that looks at criteria one by one, weights, an error
        or a `right` that cannot be, and judgements that are no rankings.

    Notes
    -----
    The true order is drawn for each judgement by Mallows' model, see `mcda_ai.algorithms.mallows`:
    over all orders, with ties, of the options that are ranked there; cells that are not scored
    stay so. Exact for methods linear in the weights, up to three alternatives and fixed weights on
    a grid that is not too fine, such as equal ones; else drawn, the same draws for every error and
    both ways to err. In an election each distinct order is one judgement, however many gave it.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.reliability(mcda.load("ai-factory"), weights="equal", error=0.1)
    >>> result.survival.loc["B3"].round(4).to_dict()
    {'none': 0.9551, 'equal': 0.719}
    """
    found = registry.find(method)
    problem = doubted_with(found.problem_for(problem, options), weights)
    together = find_name("together", together, LINES)
    n_draws = check_whole("size", size, least=2, most=MOST_DRAWS)
    generator = as_generator(rng)
    seed = seed_of(generator)
    evaluator = found.on(problem, options)
    space = _space(weights, problem)
    if "splitting a criterion" not in found.claims(evaluator.options).satisfies:
        raise ProblemError(_fault("criteria one by one", method=found.name))
    is_linear = evaluator.criterion_scores is not None
    orders = true_orders_of(problem, found, options, linear=is_linear)
    thetas = _thetas(problem, orders.judgements, error, right)
    orders.check_scores(evaluator, found.name)
    mean = space.centroid(problem)
    drawn = mean if isinstance(space, Fixed) else space.sample(problem, n_draws, generator)
    used = np.atleast_2d(drawn)[:, problem.scored]
    lines = _lines(problem, orders, evaluator, used, n_draws, generator)
    by_error = _by_error(lines)
    exact = tuple(name for name, line in lines.items() if line.is_exact)
    has_drawn = exact != LINES
    provenance = Provenance.of(
        problem, found.name, evaluator.options, space.name, repr(space),
        size=n_draws * has_drawn, seed=seed if has_drawn else None,
        versions=versions() if has_drawn else None,
    )  # fmt: skip
    leads = evaluator.ranks(mean[problem.scored]) == 1
    return Reliability(
        leaders=tuple(np.array(problem.alternative_names)[leads].tolist()),
        error=None if right is not None else DEFAULT_ERROR if error is None else error,
        right=right,
        together=together,
        **_tables(problem, lines, thetas),
        by_error=by_error,
        break_even=_break_even(lines, by_error),
        exact=exact,
        size=n_draws,
        provenance=provenance,
        weights=pd.Series(mean, index=list(problem.criterion_names)),
        method=found,
        problem=problem,
        options=evaluator.options,
    )


def _space(weights: WeightsLike | WeightSpace, problem: DecisionProblem) -> WeightSpace:
    """Read weights, or a weight space; fixed ones are told by criterion."""
    space = space_on(weights, problem) if isinstance(weights, str | WeightSpace) else Fixed(weights)
    if not isinstance(space, Fixed):
        return space
    vector = resolve(space.weights, problem).tolist()
    return Fixed(dict(zip(problem.criterion_names, vector, strict=True)))


# --- judgements and how far they may be wrong


def _thetas(
    problem: DecisionProblem,
    judgements: Sequence[StatedOrder],
    error: float | None,
    right: float | None,
) -> list[float]:
    """Give the theta of each judgement: by its own confidence, else by what is asked for."""
    if error is not None and right is not None:
        raise ProblemError(_fault("error and right"))
    stated = problem.confidences
    names = scored_names(problem)
    rest = [each for name, each in zip(names, judgements, strict=True) if name not in stated]
    asked = _theta_asked(rest, error, right)
    low = [_fault("confidence too low", criterion=name, right=stated[name], least=1 / each.n_orders)
           for name, each in zip(names, judgements, strict=True)
           if name in stated and stated[name] * each.n_orders <= 1]  # fmt: skip
    raise_any(low)
    return [each.theta_of(stated[name]) if name in stated else asked(each)
            for name, each in zip(names, judgements, strict=True)]  # fmt: skip


def _theta_asked(
    judgements: Sequence[StatedOrder], error: float | None, right: float | None
) -> Callable[[StatedOrder], float]:
    """Read how far judgements may be wrong that do not say so themselves."""
    if right is not None:
        number = as_real(right)
        least = max((1 / each.n_orders for each in judgements), default=0.0)
        if number is None or not least < number < 1:
            raise ProblemError(_fault("right", given=shown(right), least=least))
        return partial(StatedOrder.theta_of, right=number)
    number = as_real(DEFAULT_ERROR if error is None else error)
    if number is None or not 0 < number < 0.5:
        raise ProblemError(_fault("error", given=shown(error)))
    theta = theta_of_error(number)
    return lambda _: theta


# --- tables


def _lines(
    problem: DecisionProblem,
    orders: TrueOrders,
    evaluator: Evaluator,
    weights: FloatArray,
    n_draws: int,
    generator: np.random.Generator,
) -> Lines:
    """Give both ways to err, with the same draws."""
    seed = int(generator.integers(2**63))
    leads = evaluator.ranks(weights) == 1
    apart, alike = np.arange(weights.shape[-1]), Repeats.of(problem, "problem").first_alike
    independent = ErringTogether(orders, weights, leads, apart, n_draws, seed)
    if (alike == apart).all():
        return dict.fromkeys(LINES, independent)
    equal = ErringTogether(orders, weights, leads, alike, n_draws, seed)
    return dict(zip(LINES, (independent, equal), strict=True))


def _of_each(lines: Lines, ask: Callable[[ErringTogether], _Told]) -> dict[str, _Told]:
    """Ask both ways to err, once where they are one."""
    told = {line: ask(line) for line in dict.fromkeys(lines.values())}
    return {name: told[line] for name, line in lines.items()}


def _tables(
    problem: DecisionProblem, lines: Lines, thetas: Sequence[float]
) -> dict[str, pd.DataFrame]:
    """Give the tables of how likely each is first, and of what each judgement matters."""
    found = _of_each(lines, lambda line: _firsts_and_gains(line, thetas))
    firsts = {name: first for name, (first, _) in found.items()}
    gains = {name: gain for name, (_, gain) in found.items()}
    names = list(problem.alternative_names)
    judged = zip(lines["none"].orders.judgements, thetas, strict=True)
    wrong = [1 - judgement.right(theta) for judgement, theta in judged]
    return {
        "survival": pd.DataFrame({name: each.alone for name, each in firsts.items()}, names),
        "level": pd.DataFrame({name: each.level for name, each in firsts.items()}, names),
        "stays": pd.DataFrame({name: each.stays for name, each in firsts.items()}, HOW),
        "cells": pd.DataFrame({"wrong": wrong, **gains}, scored_names(problem)),
    }


def _firsts_and_gains(line: ErringTogether, thetas: Sequence[float]) -> tuple[Firsts, FloatArray]:
    """Give also by how much who leads is more often first alone where each judgement is right."""
    now = line.firsts(thetas)
    if len(line.leads) == 1 and line.leads.sum() != 1:
        return now, np.full(len(thetas), np.nan)
    where_right = [each.stays[_ALONE] for each in line.firsts_where_right(thetas)]
    return now, np.array(where_right) - now.stays[_ALONE]


def _stays(line: ErringTogether, error: float) -> FloatArray:
    """Give how likely who leads stays first, alone and at all, if every judgement errs so."""
    return line.firsts([theta_of_error(error)] * len(line.source)).stays


def _by_error(lines: Lines) -> pd.DataFrame:
    stays = _of_each(lines, lambda line: [_stays(line, error) for error in ERRORS])
    rows = [(error, name, *told) for name in LINES
            for error, told in zip(ERRORS, stays[name], strict=True)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["error", "together", "survival", "level"])
    return frame.sort_values("error", kind="stable", ignore_index=True)


def _break_even(lines: Lines, by_error: pd.DataFrame) -> pd.DataFrame:
    """Find the error from which on the leader is first alone less often; NaN if there is none.

    That is where it first falls so low, of the errors in `by_error` and just above 0 and below 1/2.
    """
    told = {name: rows["survival"].tolist() for name, rows in by_error.groupby("together")}
    names = {line: name for name, line in lines.items()}

    def found(line: ErringTogether) -> list[float]:
        shares = [_stays(line, _LEAST)[_ALONE], *told[names[line]], _stays(line, _MOST)[_ALONE]]
        return [_where_it_falls(line, shares, threshold) for threshold in THRESHOLDS]

    return pd.DataFrame(_of_each(lines, found), index=pd.Index(THRESHOLDS, name="survival"))


def _where_it_falls(line: ErringTogether, shares: Sequence[float], threshold: float) -> float:
    errors = [_LEAST, *ERRORS, _MOST]
    low = next((k for k, share in enumerate(shares) if share < threshold), 0)
    if low == 0:  # never, or with hardly any error
        return np.nan
    above = partial(_above, line, threshold)
    return float(brentq(above, errors[low - 1], errors[low], xtol=1e-4))


def _above(line: ErringTogether, threshold: float, error: float) -> float:
    return float(_stays(line, error)[_ALONE]) - threshold
