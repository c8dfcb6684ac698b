"""A decision problem from a table in Python: measurements, scores, ranks and words, row by row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal, TypeAlias, get_args

import pandas as pd

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    composed,
    faults_of,
    raise_any,
    shown,
    unknown_name,
)
from mcda_ai.messages.label import Label
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.orders.partial_order import Order, RankingInput
from mcda_ai.orders.weak_order import WeakOrder, as_real, order_from_ranks
from mcda_ai.problem.construction import (
    GIVEN,
    Where,
    from_rankings,
    judgements_of,
    turned,
    with_own_weights,
    with_weight_sets,
)
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.doubtful_ranks import doubts_of_rankings
from mcda_ai.problem.evidence import NOT_SCORED, Direction, Judgement, Level, Reading, Scale
from mcda_ai.weights import StatedWeights

Meaning: TypeAlias = Literal["max", "min", "higher", "ranks"]
"""What the numbers of a criterion mean; of scores (higher) and ranks only the order counts."""
Preference: TypeAlias = PreferenceFunction | Mapping[str, float | str] | str
Row: TypeAlias = Mapping[str, Any]
Said: TypeAlias = Row | RankingInput | None

_fault = faults_of("problem")


@checks_arguments
def from_table(
    values: Annotated[pd.DataFrame, "told by what reads it"],
    *,
    directions: Mapping[str, Meaning] | Meaning | None = None,
    scales: Mapping[str, Sequence[str]] | Sequence[str] | None = None,
    preference: Mapping[str, Preference] | None = None,
    units: Mapping[str, str] | None = None,
    rankings: Mapping[str, RankingInput | None] | pd.DataFrame | None = None,
    readings: Mapping[str, Mapping[str, Said] | pd.DataFrame] | None = None,
    layers: Mapping[str, Sequence[str]] | None = None,
    weights: Mapping[str, float] | Sequence[float] | None = None,
    weight_sets: Mapping[str, Mapping[str, float]] | None = None,
    preconditions: Sequence[str] = (),
    options_in: Where = "columns",
    name: str = "problem",
) -> DecisionProblem:
    """Make a decision problem from a table of what was measured, scored, ranked or said in words.

    Parameters
    ----------
    values : DataFrame
        Criteria as rows, alternatives as columns; NaN or None = not scored. A row holds numbers,
        or words of a scale; ``"low / medium"`` leaves open which of the two it is.
    directions : mapping of criterion to "max", "min", "higher" or "ranks", or one of them for all
        What the numbers of a row mean, which is never guessed. "max" and "min": measured, and more
        (less) is better. "higher": scores, such as 1 to 5, of which only the order counts.
        "ranks": 1 is the best.
    scales : mapping of criterion to words, or words for all rows that hold words, optional
        The words of a scale, from worst to best.
    preference : mapping of measured criterion to preference function, optional
        A `PreferenceFunction`, its kind, or a dict such as ``{"kind": "linear", "q": 1, "p": 3}``;
        "usual" where nothing is said.
    units : mapping of criterion to text, optional
    rankings : mapping or DataFrame, optional
        Ranked criteria beside those of the table, as for `from_rankings`.
    readings : mapping of name to DataFrame or mapping of criterion to row, optional
        Further readings of the evidence, each with the criteria that differ from the first only: a
        row as in the table, in which cells that are left out stay as they are; an order
        (``"A > B = C"``); or None where it leaves one unscored. The table itself is the reading
        "given".
    options_in : {"columns", "rows"}, optional
        Where the alternatives of `values`, and of other DataFrames, stand.
    layers, weights, weight_sets, preconditions, name
        As for `from_rankings`.

    Returns
    -------
    DecisionProblem
        Its preferences on measured criteria lie between 0 and 1; its ranks follow the values.

    Raises
    ------
    ProblemError
        With every fault found.

    Examples
    --------
    >>> table = pd.DataFrame({"A": [3.0, 10], "B": [5, 12]}, index=["cost", "reach"])
    >>> problem = from_table(table, directions={"cost": "min", "reach": "max"},
    ...                      preference={"reach": {"kind": "v-shape", "p": 4}})
    >>> float(problem.preferences["reach"].loc["B", "A"])
    0.5

    Options in the rows, a column of each sort, and a second reading of one criterion:

    >>> table = pd.DataFrame({"cost": [3.0, 5], "support": [4, 2], "risk": ["low", "high"]},
    ...                      index=["A", "B"])
    >>> problem = from_table(
    ...     table, options_in="rows", directions={"cost": "min", "support": "higher"},
    ...     scales={"risk": ["high", "medium", "low"]},
    ...     readings={"second": {"risk": {"A": "medium", "B": "medium / low"}}},
    ... )
    >>> problem.reading("second").judgement("risk").text()
    'A: medium; B: medium / low'
    """
    values = turned(values, options_in)
    rows = _rows_of(values)
    given = {} if rankings is None else turned(rankings, options_in)
    names = [composed(str(column)).strip() for column in values.columns]
    judged, faults = judgements_of(given, names)
    faults += [_fault("measured and ranked", name=c) for c in judged if c in rows]
    others = {
        composed(called): _said_in(turned(reading, options_in), rows)
        for called, reading in (readings or {}).items()
    }
    table = _Table(rows, others, directions, scales, faults)
    functions = _functions(preference or {}, table.measured, faults)
    first = {criterion: table.judgement(criterion, row) for criterion, row in rows.items()} | judged
    differing = {called: table.differing(called, said, first) for called, said in others.items()}
    raise_any(faults)
    problem = from_rankings(
        {criterion: table.standing_in(first[criterion], criterion, names) for criterion in first},
        layers=layers,
        alternatives=names,
        weight_sets=_in_numbers(weight_sets),
        preconditions=preconditions,
        name=name,
    )
    problem = replace(
        problem,
        criteria=tuple(
            replace(
                criterion,
                scale=None if scale is None else scale.name,
                direction="min" if table.directions.get(criterion.name) == "min" else "max",
                unit=(units or {}).get(criterion.name, ""),
                preference=functions.get(criterion.name, PreferenceFunction()),
            )
            for criterion in problem.criteria
            for scale in [table.scales.get(criterion.name)]
        ),
        readings=(GIVEN, *(Reading(called, Label.same(called)) for called in others)),
        judgements={GIVEN.name: first, **{r: first | said for r, said in differing.items()}},
        scales=tuple({scale.name: scale for scale in table.scales.values()}.values()),
        doubts=tuple(table.doubts(given, names)),
    )
    if weight_sets and problem.weight_sets:  # swings need what was measured
        problem = with_weight_sets(problem, problem.weight_sets, [*weight_sets.values()])
    return problem if weights is None else with_own_weights(problem, weights)


def _in_numbers(weight_sets: Any) -> Any:  # noqa: ANN401  (what is no dict is told by who takes it)
    """Give weights that know how they were made as numbers alone."""
    if not isinstance(weight_sets, Mapping):
        return weight_sets
    return {
        name: dict(each) if isinstance(each, StatedWeights) else each
        for name, each in weight_sets.items()
    }


def _rows_of(values: object) -> dict[str, Row]:
    """Read what stands in each row of a table, by alternative."""
    if not isinstance(values, pd.DataFrame):
        raise ProblemError(_fault("values no table", type=type(values).__name__))
    rows, columns = (
        pd.Index([composed(str(name)).strip() for name in names])
        for names in (values.index, values.columns)
    )
    faults = [_fault("row twice", name=str(c)) for c in rows[rows.duplicated()]]
    faults += [_fault("column twice", name=str(a)) for a in columns[columns.duplicated()]]
    raise_any(faults)
    return {composed(str(criterion)): _by_name(row) for criterion, row in values.iterrows()}


def _said_in(reading: object, rows: Mapping[str, Row]) -> dict[str, Said]:
    """Read what a further reading says, by criterion; cells that it leaves out stay as they are."""
    if isinstance(reading, pd.DataFrame):
        reading = _rows_of(reading)
    if not isinstance(reading, Mapping):
        raise ProblemError(_fault("reading no dict", type=type(reading).__name__))
    return {composed(str(criterion)): _said_of(row, rows.get(composed(str(criterion))))
            for criterion, row in reading.items()}  # fmt: skip


def _said_of(row: Any, first: Row | None) -> Said:  # noqa: ANN401  (whatever a reading holds)
    if not isinstance(row, Mapping | pd.Series):
        said: Said = row
        return said
    return {**(first or {}), **_by_name(row)}


def _by_name(row: Row | pd.Series[Any]) -> Row:
    return {composed(str(name)).strip(): cell for name, cell in row.items()}


def _scored(row: Row) -> Row:
    """Leave out what nobody scored."""
    return {name: cell for name, cell in row.items() if not _is_missing(cell)}


def _is_missing(cell: Any) -> bool:  # noqa: ANN401  (whatever stands in a cell)
    return cell is None or (pd.api.types.is_scalar(cell) and bool(pd.isna(cell)))


@dataclass
class _Table:
    """What the rows of a table mean, and the faults in them."""

    rows: Mapping[str, Row]
    others: Mapping[str, Mapping[str, Said]]
    stated: Mapping[str, Meaning] | Meaning | None
    words: Mapping[str, Sequence[str]] | Sequence[str] | None
    faults: list[Fault]
    scales: dict[str, Scale] = field(init=False)
    directions: dict[str, Meaning] = field(init=False)

    def __post_init__(self) -> None:
        self.scales = dict(self._scales())
        self.directions = dict(self._directions())

    @property
    def measured(self) -> list[str]:
        """The criteria that were measured."""
        return [c for c, meaning in self.directions.items() if meaning in ("max", "min")]

    def _holds_words(self, criterion: str) -> bool:
        """Tell whether there are words in the first row of a criterion that holds anything."""
        said = [self.rows[criterion], *(reading.get(criterion) for reading in self.others.values())]
        rows = (_scored(row) for row in said if isinstance(row, Mapping))
        return any(isinstance(cell, str) for cell in next(filter(None, rows), {}).values())

    def _scales(self) -> Iterator[tuple[str, Scale]]:
        by_criterion = self.words if isinstance(self.words, Mapping) else {}
        self._refuse_unknown("scales", by_criterion)
        for criterion in self.rows:
            words: object = by_criterion.get(criterion)
            if self.words is not by_criterion and self._holds_words(criterion):
                words = self.words
            scale = None if words is None else self._scale(words)
            if scale is not None:
                yield criterion, scale

    def _scale(self, words: object) -> Scale | None:
        """Make a scale of its words, from worst to best."""
        if isinstance(words, str) or not isinstance(words, Sequence) or len(words) < 2:
            self._fault_once(_fault("no words", given=shown(words)).within(_argument("scales")))
            return None
        name = " < ".join(map(str, words))
        try:
            levels = tuple(Level(str(word), Label.same(str(word))) for word in words)
            return Scale(name, levels, Label.same(name))
        except ProblemError as error:
            for fault in error.faults:
                self._fault_once(fault.within(_argument("scales")))
            return None

    def _fault_once(self, fault: Fault) -> None:
        self.faults += [] if fault in self.faults else [fault]

    def _directions(self) -> Iterator[tuple[str, Meaning]]:
        """Find the direction of every row of numbers."""
        one = self.stated if isinstance(self.stated, str) else None
        stated = self.stated if isinstance(self.stated, Mapping) else {}
        where, allowed = _argument("directions"), get_args(Meaning)
        self._refuse_unknown("directions", stated)
        for criterion in self.rows:
            meaning = stated.get(criterion, one)
            if criterion in self.scales:
                if criterion in stated:
                    self.faults.append(_fault("scale and direction", criterion=criterion))
            elif meaning is None:
                words = self._holds_words(criterion)
                fault = _fault("no direction", criterion=criterion, words=words)
                self.faults.append(fault.within(where))
            elif meaning not in allowed:
                fault = _fault("other direction", criterion=criterion, given=shown(meaning))
                self.faults.append(fault.within(where))
            else:
                yield criterion, meaning

    def _refuse_unknown(self, argument: str, named: Mapping[str, object]) -> None:
        unknown = [criterion for criterion in named if criterion not in self.rows]
        where, columns = _argument(argument), {name for row in self.rows.values() for name in row}
        if unknown and len(unknown) == len(named) and columns.issuperset(map(str, unknown)):
            fault = _fault("criteria in columns", names=tuple(map(str, unknown)))
            raise ProblemError(fault.within(where))  # nothing else that could be said would help
        faults = [unknown_name("criterion", criterion, self.rows) for criterion in unknown]
        self.faults += [fault.within(where) for fault in faults]

    def judgement(self, criterion: str, row: Row) -> Judgement:
        """Read what a row says; every fault in it is kept."""
        row = _scored(row)
        scale, direction = self.scales.get(criterion), self.directions.get(criterion)
        if scale is not None:
            levels = {name: self._levels(criterion, name, row[name], scale) for name in row}
            return Judgement(levels=levels) if levels else _unscored()
        numbers = {} if direction is None else dict(self._numbers(criterion, row))
        if not numbers:
            return _unscored()
        if direction in ("max", "min"):
            return Judgement(values=numbers)
        sign = -1.0 if direction == "higher" else 1.0
        return Judgement(WeakOrder.from_ranks({name: sign * n for name, n in numbers.items()}))

    def _levels(self, criterion: str, name: str, cell: object, scale: Scale) -> tuple[str, ...]:
        """Read one level of a scale, or several with slashes between them."""
        text = str(cell).strip()
        known = scale.level_names
        levels = [text] if text in known else [part.strip() for part in text.split("/")]
        self.faults += [
            unknown_name("level", level, known).within(_cell(criterion, name))
            for level in levels
            if level not in known
        ]
        return tuple(dict.fromkeys(levels))

    def _numbers(self, criterion: str, row: Row) -> Iterator[tuple[str, float]]:
        for name, cell in row.items():
            number = as_real(cell)
            if number is not None and math.isfinite(number):
                yield name, number
                continue
            fault = _fault("value no number", criterion=criterion, alternative=name,
                           value=shown(cell))  # fmt: skip
            self.faults.append(fault)

    def differing(
        self, reading: str, said: Mapping[str, Said], first: Mapping[str, Judgement]
    ) -> dict[str, Judgement]:
        """Read what a further reading says of the criteria that it names."""
        where = _fault("part", kind="reading", name=str(reading))
        unknown = [unknown_name("criterion", c, first) for c in said if c not in first]
        rows = {c: row for c, row in said.items() if c in self.rows and isinstance(row, Mapping)}
        rest = {c: order for c, order in said.items() if c in first and c not in rows}
        n_before = len(self.faults)
        found = {criterion: self.judgement(criterion, row) for criterion, row in rows.items()}
        judged, faults = judgements_of(rest)
        self.faults[n_before:] = [
            fault.within(where) for fault in (*unknown, *self.faults[n_before:], *faults)
        ]
        return found | judged

    def standing_in(
        self, judgement: Judgement, criterion: str, names: Sequence[str]
    ) -> Order | None:
        """Give the order that a judgement amounts to, for who makes a problem of orders."""
        if judgement.status == "unscored" or judgement.order is not None:
            return judgement.order
        direction: Direction = "min" if self.directions.get(criterion) == "min" else "max"
        known = [name for name in names if name in (judgement.levels or judgement.values or names)]
        places, _ = judgement.rank_bounds(known, self.scales.get(criterion), direction)
        return order_from_ranks(places, known)

    def doubts(
        self, rankings: Mapping[str, object] | pd.DataFrame, names: Sequence[str]
    ) -> Iterator[Fault]:
        """Doubt numbers that were said to be ranks, and can be none."""
        ranked = {c: self.rows[c] for c, meaning in self.directions.items() if meaning == "ranks"}
        for given in (ranked, rankings):
            yield from doubts_of_rankings(given, names)
        for reading, said in self.others.items():
            rows = {c: row for c, row in said.items() if c in ranked or c not in self.rows}
            for doubt in doubts_of_rankings(rows, names):
                yield doubt.within(_fault("part", kind="reading", name=str(reading)))


def _unscored() -> Judgement:
    return Judgement(status="unscored", reason=NOT_SCORED)


def _cell(criterion: str, alternative: str) -> Fault:
    return _fault("cell of a table", criterion=criterion, alternative=alternative)


def _argument(name: str) -> Fault:
    """Say which argument is wrong."""
    return _fault("argument", argument=name)


def _functions(
    given: Mapping[str, Preference], criteria: Sequence[str], faults: list[Fault]
) -> dict[str, PreferenceFunction]:
    """Read the preference function of each measured criterion that has one."""
    functions: dict[str, PreferenceFunction] = {}
    for criterion, form in given.items():
        if criterion not in criteria:
            fault = unknown_name("criterion", criterion, criteria)
            faults.append(fault.within(_argument("preference")))
        try:
            functions[criterion] = _function(form)
        except ProblemError as error:
            where = _fault("part", kind="criterion", name=criterion)
            faults += [fault.within(where) for fault in error.faults]
    return functions


def _function(form: Preference) -> PreferenceFunction:
    """Read one preference function: itself, its kind, or a dict of kind and thresholds."""
    if isinstance(form, PreferenceFunction):
        return form
    given = {"kind": form} if isinstance(form, str) else form
    if not isinstance(given, Mapping):
        raise ProblemError(_fault("preference function", given=shown(given)))
    unknown = [name for name in given if name not in ("kind", "q", "p", "s")]
    numbers = {name: as_real(value) for name, value in given.items() if name in ("q", "p", "s")}
    if unknown or None in numbers.values():
        raise ProblemError(_fault("preference function", given=shown(given)))
    known = {name: number for name, number in numbers.items() if number is not None}
    return PreferenceFunction(str(given.get("kind", "usual")), **known)
