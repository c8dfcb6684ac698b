"""How often each alternative leads over a whole weight space: Monte Carlo robustness."""

from __future__ import annotations

import html
import math
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from itertools import islice
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd

from mcda_ai import registry
from mcda_ai.contract import Evaluator, Method, MethodFunction
from mcda_ai.faults import ProblemError, find_name
from mcda_ai.problem import DecisionProblem
from mcda_ai.ranking import FloatArray, IntArray
from mcda_ai.weights import (
    BLOCK_SIZE,
    RandomSource,
    Uniform,
    WeightSpace,
    as_generator,
    check_size,
    draw_blocks,
    space,
)

DEFAULT_SIZE = 100_000

_TABLES = ("rank_acceptability", "pairwise_winning", "central_weights", "expected_rank")

Size: TypeAlias = int | Literal["auto", "exact"]


@dataclass(frozen=True)
class Provenance:
    """What a random result rests on, so that it can be made again."""

    problem: str
    reading: str
    scenarios: tuple[str, ...]
    removed: tuple[str, ...]
    method: str
    options: Mapping[str, str]
    weight_space: str
    size: int
    seed: int | str
    versions: Mapping[str, str]

    def __str__(self) -> str:
        told = [f"{self.method}, {self.weight_space}: {self.size:,} draws, seed {self.seed}"]
        told += [f"{name} {value}" for name, value in self.options.items()]
        told += [f"{self.problem}, reading {self.reading}"]
        told += [f"scenario {name}" for name in self.scenarios]
        return "; ".join(told + ([f"without {', '.join(self.removed)}"] if self.removed else []))


@dataclass(frozen=True, eq=False)
class StandardErrors:
    """Standard errors, each in the shape of the index of the same name."""

    rank_acceptability: pd.DataFrame
    pairwise_winning: pd.DataFrame
    central_weights: pd.DataFrame
    expected_rank: pd.Series[float]


@dataclass(frozen=True, eq=False, repr=False)
class Robustness:
    """Rank acceptability and its companions (SMAA-2: Lahdelma and Salminen 2001).

    Attributes
    ----------
    rank_acceptability : DataFrame, alternatives x ranks 1..m
        Share of the weightings that give an alternative a rank (1 + the number strictly better;
        rows sum to 1, columns need not where alternatives tie).
    pairwise_winning : DataFrame, alternatives x alternatives
        Share of the weightings that rank the row above the column; ties count for neither.
    central_weights : DataFrame, alternatives x criteria
        Mean of the weightings under which an alternative is first; NaN if it never is.
    confidence_factors : Series by alternative
        Whether an alternative is first at its own central weights (1 or 0; NaN if it has none).
        With fixed rankings this is 1 by construction for a method that is linear in the weights.
    expected_rank : Series by alternative
    standard_error : StandardErrors
        Of the figures above. A share of 0 in N draws has no error to show: it is "< 3/N".
    exact : bool
        Whether every figure is exact rather than drawn.
    exact_fields : tuple of str
        The figures that are exact.
    size : int
        Number of weight vectors drawn.
    provenance : Provenance
    """

    rank_acceptability: pd.DataFrame
    pairwise_winning: pd.DataFrame
    central_weights: pd.DataFrame
    confidence_factors: pd.Series[float]
    expected_rank: pd.Series[float]
    standard_error: StandardErrors
    size: int
    provenance: Provenance
    exact: bool = False
    exact_fields: tuple[str, ...] = ()

    def share(self, alternative: str, rank: int = 1) -> float:
        """Give the share of the weightings that give an alternative a rank."""
        names = [str(name) for name in self.rank_acceptability.index]
        row = names.index(find_name("alternative", alternative, names))
        if rank not in self.rank_acceptability.columns:
            raise ProblemError(f"rank: {rank!r}; allowed: 1 to {len(names)}")
        return float(self.rank_acceptability.to_numpy()[row, int(rank) - 1])

    def share_text(self, alternative: str, rank: int = 1, language: str = "en") -> str:
        """Say how often an alternative has a rank: ``71.3 % ± 0.1``, or ``< 0.003 %``."""
        return share_text(self.share(alternative, rank), self.size, language)

    def to_frame(self) -> pd.DataFrame:
        """All figures in tidy form: index, alternative, of (rank, rival or criterion), value."""
        frames = []
        for index in ("rank_acceptability", "pairwise_winning", "central_weights"):
            values = _tidy(getattr(self, index), index, "value")
            errors = _tidy(getattr(self.standard_error, index), index, "standard_error")
            values["standard_error"] = errors["standard_error"]
            frames.append(values)
        for index in ("confidence_factors", "expected_rank"):
            series = getattr(self, index)
            error = getattr(self.standard_error, index, None)
            frames.append(
                pd.DataFrame(
                    {
                        "index": index,
                        "alternative": series.index,
                        "of": "",
                        "value": series.to_numpy(),
                        "standard_error": np.nan if error is None else error.to_numpy(),
                    }
                )
            )
        return pd.concat(frames, ignore_index=True)

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            **{name: _nested(getattr(self, name)) for name in _TABLES},
            "confidence_factors": self.confidence_factors.to_dict(),
            "standard_error": {
                name: _nested(getattr(self.standard_error, name)) for name in _TABLES
            },
            "exact": self.exact,
            "exact_fields": list(self.exact_fields),
            "size": self.size,
            "provenance": asdict(self.provenance),
        }

    def _table(self) -> pd.DataFrame:
        """Every share as text."""
        names = list(self.rank_acceptability.index)
        columns = [int(rank) for rank in self.rank_acceptability.columns]
        return pd.DataFrame(
            {f"rank {rank}": [self.share_text(name, rank) for name in names] for rank in columns},
            index=names,
        )

    def __repr__(self) -> str:
        return f"{self.provenance}\n{self._table().to_string()}"

    def _repr_html_(self) -> str:
        table: str = self._table().to_html()
        return f"<p>{html.escape(str(self.provenance))}</p>{table}"


def share_text(share: float, size: int, language: str = "en") -> str:
    """Write a share of N draws with its standard error; never as 0 % or 100 %.

    A share that no draw (or every draw) showed is bounded at 95 % confidence: by the rule of
    three, 3/N (Hanley and Lippman-Hand 1983), or for fewer than 30 draws by 1 - 0.05^(1/N), which
    it approximates. Bounds are rounded outward.

    Examples
    --------
    >>> share_text(0.25, 100_000), share_text(0.0, 100_000), share_text(1.0, 100_000)
    ('25.0 % ± 0.1', '< 0.003 %', '> 99.997 %')
    """
    if share in (0.0, 1.0):
        bound = 100 * (3 / size if size >= 30 else 1 - 0.05 ** (1 / size))
        decimals = max(0, 1 - math.floor(math.log10(bound)))
        outward = math.ceil(round(bound * 10**decimals, 6)) / 10**decimals
        text = f"{outward if share == 0 else 100 - outward:.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        text = f"{'<' if share == 0 else '>'} {text} %"
    else:
        error = 100 * math.sqrt(share * (1 - share) / size)
        decimals = max(1, -math.floor(math.log10(error)))
        text = f"{100 * share:.{decimals}f} % ± {error:.{decimals}f}"
    return text.replace(".", ",") if language == "nl" else text


def robustness(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightSpace | str | None = None,
    size: Size = "auto",
    rng: RandomSource = None,
    *,
    options: Mapping[str, str] | None = None,
    chunk_size: int = BLOCK_SIZE,
    progress: Callable[[int], object] | None = None,
) -> Robustness:
    """Rank the alternatives under very many weightings, and count.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
    weights : WeightSpace or its name, optional
        ``Uniform()`` unless stated; ``LayerFirst()`` does not let large layers win by size.
    size : int, "auto" or "exact", optional
        Number of draws; "auto" draws 100,000.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional
        As SPEC 7. The same seed gives the same numbers for any `chunk_size`.
    options : mapping of str to str, optional
        Named options of the method.
    chunk_size : int, optional
        Draws ranked at a time, rounded up to whole blocks of 16,384; bounds the memory.
    progress : callable, optional
        Called with the number of draws done since the last call.

    Returns
    -------
    Robustness
        With standard errors sqrt(p (1 - p) / N) for shares, and the seed.

    Raises
    ------
    ProblemError
        For an unknown method, option or weight space, size below 1, or ``size="exact"``, which
        no method offers yet.

    References
    ----------
    Lahdelma, R., Salminen, P. (2001). SMAA-2: Stochastic multicriteria acceptability analysis
    for group decision making. Operations Research 49(3), 444-454, eqs. 5-8.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A", "trust": "A > B"})
    >>> result = mcda.robustness(problem, size=10_000, rng=1)
    >>> bool(abs(result.rank_acceptability.loc["A", 1] - 3 / 4) < 0.02)
    True
    """
    evaluator = registry.find(method).on(problem, options)
    weight_space = space(Uniform() if weights is None else weights)
    n_draws = number_of_draws(size)
    generator = as_generator(rng)
    seed = _seed(generator)
    layer_of = problem.layer_of[problem.scored]
    counts = _Counts.none(len(problem.alternatives), len(layer_of))
    blocks = draw_blocks(weight_space.bound_to(problem), layer_of, n_draws, generator)
    for chunk in _chunks(blocks, max(1, -(-check_size(chunk_size) // BLOCK_SIZE))):
        ranks = evaluator.ranks(np.concatenate(chunk) if len(chunk) > 1 else chunk[0])
        for start, block in zip(range(0, len(ranks), BLOCK_SIZE), chunk, strict=True):
            counts.add(block, ranks[start : start + BLOCK_SIZE])
        if progress is not None:
            progress(len(ranks))
    provenance = Provenance(
        problem.name,
        problem.active_reading,
        problem.active_scenarios,
        problem.removed,
        evaluator.method.name,
        dict(evaluator.options),
        weight_space.name,
        n_draws,
        seed,
        _versions(),
    )
    return _result(problem, evaluator, counts, provenance)


@dataclass
class _Counts:
    """Sums over draws; added up block by block, in order, so that chunks never matter."""

    ranks: IntArray
    """How often each alternative had each rank; (m, m)."""
    wins: IntArray
    """How often the row was ranked above the column; (m, m)."""
    weights_when_first: FloatArray
    """Sum of the weights under which each alternative was first; (m, n_criteria)."""
    squares_when_first: FloatArray
    size: int = field(default=0)

    @classmethod
    def none(cls, m: int, n_criteria: int) -> _Counts:
        return cls(
            np.zeros((m, m), np.intp),
            np.zeros((m, m), np.intp),
            np.zeros((m, n_criteria)),
            np.zeros((m, n_criteria)),
        )

    def add(self, weights: FloatArray, ranks: IntArray) -> None:
        columns = np.ascontiguousarray(ranks.T)
        m, size = columns.shape
        self.size += size
        for i in range(m):
            self.ranks[i] += np.bincount(columns[i] - 1, minlength=m)
            self.wins[i] += np.count_nonzero(columns[i] < columns, axis=1)
        first = (ranks == 1).astype(np.float64)
        self.weights_when_first += first.T @ weights
        self.squares_when_first += first.T @ (weights * weights)


def _result(
    problem: DecisionProblem, evaluator: Evaluator, counts: _Counts, provenance: Provenance
) -> Robustness:
    names = list(problem.alternative_names)
    m, size = len(names), counts.size
    rank_numbers = np.arange(1, m + 1)
    acceptability = counts.ranks / size
    winning = counts.wins / size
    expected = acceptability @ rank_numbers
    spread = acceptability @ rank_numbers**2 - expected**2
    times_first = counts.ranks[:, :1]
    central, central_error = _central_weights(counts, times_first)

    def table(values: FloatArray, columns: list[int] | list[str]) -> pd.DataFrame:
        return pd.DataFrame(values, index=names, columns=columns)

    def by_criterion(values: FloatArray) -> pd.DataFrame:
        wide = np.zeros((m, len(problem.criteria)))
        wide[:, problem.scored] = values
        wide[(times_first == 0)[:, 0]] = np.nan
        return table(wide, list(problem.criterion_names))

    return Robustness(
        rank_acceptability=table(acceptability, rank_numbers.tolist()),
        pairwise_winning=table(winning, names),
        central_weights=by_criterion(central),
        confidence_factors=pd.Series(_confidence(evaluator, central), index=names),
        expected_rank=pd.Series(expected, index=names),
        standard_error=StandardErrors(
            rank_acceptability=table(_share_error(acceptability, size), rank_numbers.tolist()),
            pairwise_winning=table(_share_error(winning, size), names),
            central_weights=by_criterion(central_error),
            expected_rank=pd.Series(
                np.sqrt(np.maximum(spread, 0) / (size - 1)) if size > 1 else np.nan, index=names
            ),
        ),
        size=size,
        provenance=provenance,
    )


def _central_weights(counts: _Counts, times_first: IntArray) -> tuple[FloatArray, FloatArray]:
    """Mean weights where first, and their standard errors; NaN where first never, or only once."""
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = counts.weights_when_first / times_first
        variance = np.maximum(counts.squares_when_first / times_first - mean**2, 0.0)
        error = np.sqrt(variance / (times_first - 1))
        return mean, np.where(times_first > 1, error, np.nan)


def _confidence(evaluator: Evaluator, central: FloatArray) -> FloatArray:
    """1 if an alternative is first at its central weights, 0 if not, NaN if it has none."""
    known = ~np.isnan(central[:, 0])
    factors = np.full(len(central), np.nan)
    ranks = evaluator.ranks(central[known])
    factors[known] = ranks[np.arange(len(ranks)), np.flatnonzero(known)] == 1
    return factors


def _share_error(shares: FloatArray, size: int) -> FloatArray:
    return np.sqrt(shares * (1 - shares) / size)


def number_of_draws(size: Size) -> int:
    """Read a size: "auto" is 100,000 draws; "exact" is not available yet."""
    if size == "auto":
        return DEFAULT_SIZE
    if size == "exact":
        raise ProblemError("size: 'exact' is not available; allowed: 'auto' or a number of draws")
    return check_size(size)


def _chunks(blocks: Iterator[FloatArray], blocks_per_chunk: int) -> Iterator[list[FloatArray]]:
    while chunk := list(islice(blocks, blocks_per_chunk)):
        yield chunk


def _seed(generator: np.random.Generator) -> int | str:
    """Give the seed to type to get the same numbers, or a description if no one number does."""
    sequence = generator.bit_generator.seed_seq
    if isinstance(sequence, np.random.SeedSequence):
        fresh = not sequence.spawn_key and sequence.n_children_spawned == 0
        if fresh and isinstance(sequence.entropy, int):
            return sequence.entropy
    return repr(sequence)


def _versions() -> dict[str, str]:
    packages = {name: version(name) for name in ("mcda-ai", "numpy")}
    return {"python": platform.python_version(), **packages}


def _nested(table: pd.DataFrame | pd.Series[float]) -> dict[Any, Any]:
    """Row by row, as plain dicts."""
    return table.to_dict(orient="index") if isinstance(table, pd.DataFrame) else table.to_dict()


def _tidy(table: pd.DataFrame, index: str, value: str) -> pd.DataFrame:
    rows = [
        {"index": index, "alternative": alternative, "of": of, value: table.loc[alternative, of]}
        for alternative in table.index
        for of in table.columns
    ]
    return pd.DataFrame(rows)
