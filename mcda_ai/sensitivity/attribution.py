"""What decides the outcome: the weights, their prior, the method, the reading, or the gaps.

A variance-based decomposition (Sobol indices). Everything but the weights has a few levels, so all
their combinations are tried on every weighting drawn, and only the weights are left to chance.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations, product
from typing import Annotated, Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
import pandas as pd

from mcda_ai.algorithms.side_by_side import checked_workers
from mcda_ai.algorithms.variance_shares import (
    Sums,
    direction,
    direction_sums,
    jackknife,
    responses,
    variance_shares,
    variance_sums,
)
from mcda_ai.messages.arguments import Whole, checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, check_whole, faults_of, raise_any, shown
from mcda_ai.messages.provenance import Provenance, seed_of, versions
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.entry_points import installed
from mcda_ai.methods.equivalence import behaviour, one_method_each, weightings_tried
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.foreign_code import ours_side_by_side
from mcda_ai.methods.refusals import refusal_in, refused_by_all
from mcda_ai.orders.weak_order import FloatArray, IntArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.narrowing import find_part
from mcda_ai.problem.readings_apart import readings_apart
from mcda_ai.sensitivity.attribution_fillings import Problems, filled_in_ways
from mcda_ai.sensitivity.attribution_result import WHO_LEADS, Attribution, Figures, lead_of, pair_of
from mcda_ai.sensitivity.attribution_weights import part_weights, weightings
from mcda_ai.sensitivity.certainty import certain_ranks
from mcda_ai.weights import (
    BLOCK_SIZE,
    LayerFirst,
    RandomSource,
    Uniform,
    WeightSpace,
    as_generator,
    check_size,
    default_space,
    space,
)
from mcda_ai.weights.names import kinds_where_unclear, parts_of

METHODS = (
    "borda", "dowdall", "weighted_sum", "copeland", "minimax", "schulze", "ranked_pairs", "kemeny",
    "promethee2", "regime",
)  # fmt: skip
"""The methods asked unless others are. All weigh the criteria up against one another and rank
everybody; choice sets, and rules that only ask whether a criterion counts, answer something else.
"""
PRIORS = (Uniform(), LayerFirst())
LEAST_SIZE = 10

_MOST_GROUPS = 100
_One: TypeAlias = str | Method | MethodFunction
Methods: TypeAlias = Annotated[_One | Sequence[_One], "told below"]
Priors: TypeAlias = Annotated[WeightSpace | str | Sequence[WeightSpace | str] | None, "told below"]
Found = TypeVar("Found")
_fault = faults_of("sensitivity")
_Refused: TypeAlias = Mapping[str, ProblemError]
_Found: TypeAlias = tuple[list[Method], _Refused]
"""The methods found, and why others cannot be loaded."""


class _Level(NamedTuple):
    """A method, by one of its rules or not, that is ready."""

    method: Method
    evaluators: list[list[Evaluator]]
    """On each reading and each completion."""


@checks_arguments
def attribution(
    problem: DecisionProblem,
    methods: Methods | None = None,
    *,
    priors: Priors = None,
    readings: str | Sequence[str] | None = None,
    completions: Whole = 12,
    size: Whole = 2**12,
    rng: RandomSource = 1,
    workers: Whole | None = None,
) -> Attribution:
    """Share out the variance of the outcome over what it depends on.

    Parameters
    ----------
    problem : DecisionProblem
        Its scenarios stay as they are.
    methods : name, method or function, or a sequence of them, optional
        `METHODS` unless given; "all" is every method there is. Methods that are one method on this
        problem count once.
    priors : WeightSpace, text as `mcda_ai.weights.space` takes it, or a sequence, optional
        Unless given, flat over the criteria and layer first; of an election, around its ballots.
    readings : str or sequence of str, optional
        All unless given, whichever reading is active.
    completions : int, optional
        Up to this many ways to fill the unscored cells are all tried; of more, this many are
        drawn. 0 leaves the cells open, as each method treats them.
    size : int, optional
        Number of weightings drawn, at least 10.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional
    workers : int, optional
        Threads in which methods rank side by side, as many as there are cores unless given; they
        change no figure.

    Returns
    -------
    Attribution

    Raises
    ------
    ProblemError
        For unknown names (all of them at once), names given twice, a size or a number of
        completions or workers that cannot be, or if no method can be applied.

    Notes
    -----
    The factors are independent, and the levels of each but the weights equally likely. The
    weights are one random input: both priors are made of the same exponentials E, one a
    criterion. Flat weights are E / sum(E). The sum S of a layer of k criteria has a Gamma(k)
    distribution and does not depend on the proportions within the layer, so ``-log(Q(k, S))``,
    with Q the upper tail, is exponential, and these normalised are flat over the layers. Other
    priors draw from one and the same stream. What is due to the weights depends on this pairing.

    For a response y of draw u and levels d (all combinations), with means over what is left out,
    the first-order index of the weights is Var_u(E_d y) / V and its total index
    E_d(Var_u y) / V; those of a discrete factor j are Var_j(E y) / V and E(Var_j y) / V (Saltelli
    et al. 2010, eqs. 2 and 4; Homma and Saltelli 1996). All are estimated without bias before
    dividing; for the same draws, the first-order index never exceeds the total one, nor their
    sum 1. Standard errors by the jackknife over up to 100 groups of draws.

    A weighting's layers sum to 1, so what their weights explain (`directions`) overlaps. It is
    the correlation ratio over up to 20 bins of equal count, adjusted for their number (Kelley
    1935): a lower bound, for within a bin nothing is explained.

    Where the gaps differ between readings, a level of the factor "completion" is another filling
    in each, in equal shares.

    References
    ----------
    Gamboa, F., Janon, A., Klein, T., Lagnoux, A. (2014). Sensitivity analysis for
    multidimensional and functional outputs. Electronic Journal of Statistics 8(1), 575-603.
    Homma, T., Saltelli, A. (1996). Importance measures in global sensitivity analysis of
    nonlinear models. Reliability Engineering and System Safety 52(1), 1-17.
    Kelley, T. L. (1935). An unbiased correlation ratio measure. PNAS 21(9), 554-559.
    Saltelli, A. et al. (2010). Variance based sensitivity analysis of model output. Computer
    Physics Communications 181(2), 259-270.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> result = attribution(problem, ["borda"], priors=["uniform"], size=1000, rng=1)
    >>> print(result.first_order.loc["A leads", "weights"].round(6))
    1.0
    """
    if priors is None:
        priors = (default_space(problem),) if problem.counts else PRIORS
    chosen, spaces, found = _asked(problem, methods, priors, readings)
    most = check_whole("completions", completions, 0)
    kept = len(spaces) * (len(problem.alternatives) + len(parts_of(problem).names))
    n_workers = checked_workers(workers)
    n_draws = check_whole("size", check_size(size, numbers_kept=kept), LEAST_SIZE)
    generator = as_generator(rng)
    seed = seed_of(generator)
    for_gaps, for_weights = generator.spawn(2)
    root = int(for_weights.integers(2**63))
    problems, fillings = filled_in_ways(chosen, most, for_gaps)
    spaces = _told_once(spaces, [row[0] for row in problems])
    unrelated = tuple(dict.fromkeys(name for each in chosen for name in each.unrelated))
    tried = {each.active_reading for each in chosen}
    apart = tuple(name for name in readings_apart(problem) if name in tried)
    fixed = chosen[0].active_reading if len(chosen) == 1 < len(problem.readings) else ""
    names = tuple(each.name for each in spaces)
    outer = {"prior": names if len({*names}) == len(names) else tuple(map(str, spaces))}
    inner = {
        "reading": tuple(each.active_reading for each in chosen),
        "completion": tuple(f"filling {k + 1}" for k in range(len(problems[0]))),
    }
    ready, refused = _ready(problems, *found)
    groups = _groups(ready, problems, spaces, refused, n_workers)
    refusals = {name: refusal_in(error) for name, error in refused.items()}

    def result(
        factor: str, by_level: Mapping[str, _Level], numbers: Attribution | None = None
    ) -> Attribution:
        methods = dict.fromkeys(each.method.name for each in by_level.values())
        levels = {**outer, factor: tuple(by_level), **inner}
        provenance = Provenance.of(
            problem, ", ".join(methods), {}, ", ".join(levels["prior"]),
            ", ".join(map(repr, spaces)), size=n_draws, seed=seed, versions=versions(),
        )  # fmt: skip
        provenance = replace(provenance, reading=", ".join(levels["reading"]))
        asked = list(by_level.values())
        figures = _figures(levels, asked, problems, spaces, n_draws, root, n_workers)
        n_combinations = math.prod(len(each) for each in levels.values())
        return Attribution(
            **figures, groups=groups, refusals=refusals, n_combinations=n_combinations,
            size=n_draws, fixed_reading=fixed, provenance=provenance, numbers=numbers,
            fillings=fillings, unrelated=unrelated, readings_apart=apart,
            certain=_certain(figures["summary"], asked, problems, spaces),
        )  # fmt: skip

    representatives = {group[0] for group in groups}
    applied = [method for method in found[0] if method.name in ready]
    by_rule = _by_rule(applied, problems)
    numbers = result("numbers", by_rule) if by_rule else None
    told = {name: level for name, level in ready.items() if name in representatives}
    return result("method", told, numbers)


def _figures(
    levels: Mapping[str, tuple[str, ...]],
    asked: Sequence[_Level],
    problems: Problems,
    priors: Sequence[WeightSpace],
    size: int,
    seed: int,
    workers: int,
) -> dict[str, Any]:
    """Draw, rank, and share out the variance: the tables that `Attribution` shows."""
    alternatives = problems[0][0].alternative_names
    anywhere = np.any([row[0].scored for row in problems], axis=0)
    kind, part_names, rows_of_parts = parts_of(problems[0][0], anywhere)
    membership = rows_of_parts.T
    groups_per_block = max(1, _MOST_GROUPS // -(-size // BLOCK_SIZE))
    sums, leads, parts, lengths = [], [], [], []
    for weights in weightings(problems, priors, size, seed):
        ranks = _ranks(asked, weights, workers)
        for group in np.array_split(ranks, min(len(ranks), groups_per_block)):
            sums.append(variance_sums(responses(group)))
            lengths.append(len(group))
        leads.append((ranks == 1).mean(axis=(2, 3, 4)))
        parts.append(part_weights(weights, [row[0] for row in problems], membership))
    shares = jackknife(sums, lambda *each: variance_shares(each, len(alternatives)))
    values, errors = (_labelled(each, levels, alternatives) for each in shares)
    drawn = np.concatenate(leads), np.concatenate(parts), np.cumsum(lengths)[:-1]
    found, found_errors = jackknife(direction_sums(*drawn), direction)
    by = pd.MultiIndex.from_product(
        [levels["prior"], part_names, alternatives], names=["prior", "part", "alternative"]
    )
    columns = {"when_leading": found[0], "otherwise": found[1], "difference": found[2],
               "difference_error": found_errors[2], "explained": found[3],
               "explained_error": found_errors[3]}  # fmt: skip
    table = pd.DataFrame({name: column.reshape(-1) for name, column in columns.items()}, by)
    table = table.reset_index()
    kinds = kinds_where_unclear(kind, part_names, problems[0][0])
    table.insert(1, "kind", [kinds[name] for name in table["part"]])
    return {**values, "standard_error": Figures(**errors), "directions": table}


def _labelled(
    shares: Sums, levels: Mapping[str, tuple[str, ...]], alternatives: Sequence[str]
) -> dict[str, pd.DataFrame]:
    """Name responses, factors and levels; leave out factors with one level."""
    pairs = [pair_of(first, second) for first, second in combinations(alternatives, 2)]
    rows = [WHO_LEADS, *map(lead_of, alternatives), *pairs]
    kept = ["weights", *(name for name, each in levels.items() if len(each) > 1)]
    factors = ["weights", *levels]
    each_level = [(factor, level) for factor, names in levels.items() for level in names]
    summary, first, total, level_means = shares
    by_level = pd.DataFrame(level_means.T, rows, pd.MultiIndex.from_tuples(each_level))
    by_level.columns.names = ["factor", "level"]
    return {
        "summary": pd.DataFrame(summary.T, rows, ["mean", "variance", "interaction"]),
        "first_order": pd.DataFrame(first.T, rows, factors)[kept],
        "total": pd.DataFrame(total.T, rows, factors)[kept],
        "level_means": by_level.loc[:, [each for each in each_level if each[0] in kept]],
    }


def _certain(
    summary: pd.DataFrame,
    asked: Sequence[_Level],
    problems: Problems,
    priors: Sequence[WeightSpace],
) -> tuple[str, ...]:
    """Name the alternatives of which all draws say the same, and so would any others."""
    alternatives = problems[0][0].alternative_names
    means = summary["mean"].loc[[lead_of(name) for name in alternatives]].to_numpy()
    certain = (means == 0) | (means == 1)
    for (method, grid), prior in product(asked, priors):
        for evaluators, fillings in zip(grid, problems, strict=True):
            for evaluator, problem in zip(evaluators, fillings, strict=True):
                if certain.any():
                    certain &= certain_ranks(problem, method, evaluator, prior)[:, 0]
    return tuple(np.array(alternatives, dtype=object)[certain].tolist())


# --- the levels of each factor -------------------------------------------------------------------


def _asked(
    problem: DecisionProblem,
    methods: Methods | None,
    priors: WeightSpace | str | Sequence[WeightSpace | str],
    readings: str | Sequence[str] | None,
) -> tuple[list[DecisionProblem], list[WeightSpace], _Found]:
    """Look up all names; tell everything that is wrong with them."""
    faults: list[Fault] = []
    every_reading = [each.name for each in problem.readings]
    chosen = _each("readings", every_reading if readings is None else readings,
                   partial(_reading, problem), faults)  # fmt: skip
    spaces = _each("priors", priors, lambda each: space(each, problem), faults)
    refused: dict[str, ProblemError] = {}
    if isinstance(methods, str) and methods == "all":
        refused |= {name: ProblemError(fault) for name, fault in installed().passed_over.items()}
        every, methods = registry.names(), []
        for name in every:
            try:
                methods = [*methods, registry.find(name)]
            except ProblemError as error:  # a plug-in that cannot be loaded hides no other
                refused[name] = error
    found = _each("methods", METHODS if methods is None else methods, registry.find, faults)
    for what, names in (("readings", [each.active_reading for each in chosen]),
                        ("priors", list(map(repr, spaces)))):  # fmt: skip
        twice = sorted({name for name in names if names.count(name) > 1})
        faults += [_fault("there twice", name=name).within(what) for name in twice]
    raise_any(faults)
    return chosen, spaces, (found, refused)


def _reading(problem: DecisionProblem, name: str) -> DecisionProblem:
    """Take another reading of the options that take part now: who does is no factor here."""
    return derived(problem, active_reading=find_part("reading", name, problem.readings))


def _told_once(spaces: list[WeightSpace], problems: Sequence[DecisionProblem]) -> list[WeightSpace]:
    """Leave out layer-first weights beside flat ones where they are the same in every reading."""
    if Uniform() not in spaces:
        return spaces
    return [each for each in spaces if not (isinstance(each, LayerFirst)
                                            and all(map(each.is_flat_on, problems)))]  # fmt: skip


def _each(
    what: str,
    wanted: Any,  # noqa: ANN401  (one thing, or several)
    look_up: Callable[[Any], Found],
    faults: list[Fault],
) -> list[Found]:
    """Look up one thing or several, and add what is wrong to the faults."""
    single = isinstance(wanted, str | WeightSpace | Method) or callable(wanted)
    if not single and not isinstance(wanted, Sequence):
        faults.append(_fault("neither name nor list", found=shown(wanted)).within(what))
        return []
    found = []
    for each in [wanted] if single else wanted:
        try:
            found.append(look_up(each))
        except ProblemError as error:
            faults += error.faults
    if not single and not len(wanted):
        faults.append(_fault("none").within(what))
    return found


def _ready(
    problems: Problems, methods: Sequence[Method], not_found: _Refused
) -> tuple[dict[str, _Level], dict[str, ProblemError]]:
    """Prepare each method on each reading and completion, or tell why it refuses."""
    ready: dict[str, _Level] = {}
    refused = dict(not_found)
    for method in methods:
        try:
            on_each = [[method.on(each) for each in row] for row in problems]
            ready[method.name] = _Level(method, on_each)
        except ProblemError as error:
            refused[method.name] = error
    if not ready:
        raise refused_by_all(refused.values())
    return ready, refused


def _groups(
    ready: dict[str, _Level],
    problems: Problems,
    priors: Sequence[WeightSpace],
    refused: dict[str, ProblemError],
    workers: int,
) -> list[tuple[str, ...]]:
    """Group the methods that are one method on every reading and completion, under any prior.

    A method that refuses only once it ranks is moved from those ready to those refused.
    """
    weights = [weightings_tried(row[0], priors) for row in problems]

    def behaves(level: _Level) -> bytes | ProblemError:
        of_rows = zip(level.evaluators, weights, strict=True)
        try:
            return behaviour((each, tried) for row, tried in of_rows for each in row)
        except ProblemError as error:
            return error

    functions = [level.method.function for level in ready.values()]
    found = ours_side_by_side(behaves, list(ready.values()), functions, workers)
    behaviours: dict[str, bytes] = {}
    for name, told in zip(list(ready), found, strict=True):
        if isinstance(told, ProblemError):
            refused[name] = told
            del ready[name]
        else:
            behaviours[name] = told
    if not behaviours:
        raise refused_by_all(refused.values())
    return one_method_each(behaviours)


def _by_rule(methods: Sequence[Method], problems: Problems) -> dict[str, _Level]:
    """Prepare the first value method that turns ranks into numbers by a rule, for every rule."""
    for method in methods:
        rules = method.options.get("numbers", ())
        if method.family == "value" and len(rules) > 1:
            return {
                rule: _Level(
                    method,
                    [[method.on(each, {"numbers": rule}) for each in row] for row in problems],
                )
                for rule in rules
            }
    return {}


def _ranks(asked: Sequence[_Level], weights: list[list[FloatArray]], workers: int) -> IntArray:
    """Rank under all combinations; (n, n_priors, n_methods, n_readings, n_completions, m)."""
    on_each = asked[0].evaluators
    shape = len(weights), len(asked), len(on_each), len(on_each[0])
    places = list(product(*map(range, shape)))

    def ranks(place: tuple[int, ...]) -> IntArray:
        prior, method, reading, filling = place
        return asked[method].evaluators[reading][filling].ranks(weights[prior][reading])

    functions = [asked[method].method.function for _, method, *_ in places]
    ranked = ours_side_by_side(ranks, places, functions, workers)
    return np.stack(ranked, axis=1).reshape(len(ranked[0]), *shape, -1)
