"""The decision problem: alternatives, criteria in layers, and the evidence under one reading."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import product
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from mcda_ai import weights
from mcda_ai.messages import faults
from mcda_ai.messages.faults import Fault, ProblemError, names_meant, raise_any, unknown_name
from mcda_ai.orders import pairwise
from mcda_ai.orders.pairwise import PairCounts, PairTable
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, average_ranks
from mcda_ai.problem.consistency import ProblemStructure
from mcda_ai.problem.evidence import (
    Alternative,
    Criterion,
    Judgement,
    Layer,
    Reading,
    Scenario,
    spellings,
)

AnyArray = TypeVar("AnyArray", bound=np.ndarray[Any, Any])


@dataclass(frozen=True, eq=True, repr=False)
class DecisionProblem(ProblemStructure):
    """Alternatives ranked on criteria in layers, under one reading of the evidence. Immutable.

    Made by `mcda_ai.load`, `mcda_ai.read` or `mcda_ai.from_rankings`; changed only into new
    problems, by `reading`, `scenario`, `without` or ``dataclasses.replace``.

    Parameters
    ----------
    name : str
    alternatives : tuple of Alternative
        At least two. Ties are written in this order.
    layers : tuple of Layer
    criteria : tuple of Criterion
        In table order.
    readings : tuple of Reading
        Named versions of the evidence; the first is used unless `active_reading` says otherwise.
    judgements : mapping of reading name to mapping of criterion name to Judgement
        One judgement per criterion and reading.
    scales : tuple of Scale, optional
    scenarios : tuple of Scenario, optional
    remarks : tuple of Remark, optional
    document : Document, optional
    label, description : Label, optional
    own_weights : mapping of criterion or layer name to number, optional
        Used where no weights are asked for; see `mcda_ai.weights.resolve`.
    weight_sets : tuple of WeightSet, optional
        Named weights, one set a stakeholder; each can be asked for by its name.
    active_reading : str, optional
    active_scenarios : tuple of str, optional
        Applied in this order on top of the reading; on a shared cell the later one counts.
    removed : tuple of str, optional
        What `without` took away, for the record.

    Raises
    ------
    ProblemError
        With all faults: names used twice, judgements missing or naming what does not exist,
        fewer than two alternatives, no criterion that compares any pair.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> problem
    DecisionProblem 'problem': 3 alternatives, 2 criteria (2 scored) in 1 layer
    >>> print(problem.without("B").judgement("cost").order)
    A > C
    """

    def __post_init__(self) -> None:
        raise_any(self.structure_faults())
        arranged = {
            reading: MappingProxyType(
                {
                    name: judgement.arranged(self.alternative_names)
                    for name, judgement in by_criterion.items()
                }
            )
            for reading, by_criterion in self.judgements.items()
        }
        object.__setattr__(self, "judgements", MappingProxyType(arranged))
        if self.own_weights is not None:
            object.__setattr__(self, "own_weights", MappingProxyType(dict(self.own_weights)))
        if not self.active_reading:
            object.__setattr__(self, "active_reading", self.readings[0].name)
        if not self.scored.any():
            text = (
                f"{self.name}: no criterion ranks two or more alternatives; "
                "at least one scored criterion is needed"
            )
            raise ProblemError(Fault(text, ("criteria",)))

    # --- derivations ---------------------------------------------------------------------------

    def reading(self, name: str) -> DecisionProblem:
        """Take another reading of the evidence."""
        return replace(self, active_reading=self._find("reading", name, self.readings))

    def scenario(self, name: str) -> DecisionProblem:
        """Apply a documented what-if on top of the reading."""
        found = self._find("scenario", name, self.scenarios)
        return replace(self, active_scenarios=(*self.active_scenarios, found))

    def without(self, *names: str) -> DecisionProblem:
        """Leave out layers (with their criteria), criteria or alternatives, by name or label.

        Raises
        ------
        ProblemError
            If a name is unknown or can mean more than one thing, or too little would be left.
        """
        return self.without_parts(self._find_parts(names))

    def without_preconditions(self) -> DecisionProblem:
        """Leave out the layers whose role is "precondition", and their criteria."""
        return self.without_parts([("layer", name) for name in self.preconditions])

    def without_parts(self, dropped: Sequence[tuple[str, str]]) -> DecisionProblem:
        """Leave out parts by kind ("layer", "criterion" or "alternative") and name."""
        layers = tuple(x for x in self.layers if ("layer", x.name) not in dropped)
        kept_layers = {layer.name for layer in layers}
        criteria = tuple(
            x
            for x in self.criteria
            if x.layer in kept_layers and ("criterion", x.name) not in dropped
        )
        alternatives = tuple(x for x in self.alternatives if ("alternative", x.name) not in dropped)
        gone = {x.name for x in self.alternatives} - {x.name for x in alternatives}
        kept = {criterion.name for criterion in criteria}
        return replace(
            self,
            layers=layers,
            criteria=criteria,
            alternatives=alternatives,
            judgements={
                reading: {
                    name: judgement.without(gone)
                    for name, judgement in by_criterion.items()
                    if name in kept
                }
                for reading, by_criterion in self.judgements.items()
            },
            scenarios=tuple(scenario.narrowed(kept, gone) for scenario in self.scenarios),
            own_weights=None
            if self.own_weights is None
            else {name: w for name, w in self.own_weights.items() if name in kept | kept_layers},
            weight_sets=tuple(each.narrowed(kept | kept_layers) for each in self.weight_sets),
            removed=(*self.removed, *(name for _, name in dropped)),
        )

    def completions(self) -> Iterator[DecisionProblem]:
        """Give a problem for each way to fix the cells that allow several levels.

        A problem without such cells is its own only completion.
        """
        open_cells = self._open_cells
        for choice in product(*(levels for _, _, levels in open_cells)):
            fixed = dict(self.judgements[self.active_reading])
            for (criterion, alternative, _), level in zip(open_cells, choice, strict=True):
                levels = {**(fixed[criterion].levels or {}), alternative: (level,)}
                fixed[criterion] = replace(fixed[criterion], levels=levels)
            yield replace(self, judgements={**self.judgements, self.active_reading: fixed})

    @property
    def n_completions(self) -> int:
        """In how many ways the cells that allow several levels can be fixed."""
        return math.prod(len(levels) for _, _, levels in self._open_cells)

    @property
    def _open_cells(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Criterion, alternative and levels of each cell that allows several."""
        return [
            (name, alternative, levels)
            for name in self.left_open
            for alternative, levels in (self.judgement(name).levels or {}).items()
            if len(levels) > 1
        ]

    # --- names ---------------------------------------------------------------------------------

    @property
    def preconditions(self) -> tuple[str, ...]:
        """Names of the layers whose role is "precondition"."""
        return tuple(layer.name for layer in self.layers if layer.role == "precondition")

    def judgement(self, criterion: str) -> Judgement:
        """Give what counts on a criterion: the reading's judgement, or a scenario's."""
        counting = self._counting
        if isinstance(criterion, str) and criterion in counting:  # elections have thousands
            return counting[criterion]
        return counting[self._find("criterion", criterion, self.criteria)]

    @cached_property
    def _counting(self) -> dict[str, Judgement]:
        """What counts on each criterion, in table order."""
        judged = self.judgements[self.active_reading]
        assumed = {
            cell.criterion: cell.judgement(scenario.label)
            for scenario in self.scenarios_applied
            for cell in scenario.cells
        }
        return {name: assumed.get(name, judged[name]) for name in self.criterion_names}

    @property
    def scenarios_applied(self) -> tuple[Scenario, ...]:
        """The active scenarios, in the order in which they were applied."""
        by_name = {scenario.name: scenario for scenario in self.scenarios}
        return tuple(by_name[name] for name in self.active_scenarios)

    # --- arrays (criteria in table order) ------------------------------------------------------

    @cached_property
    def layer_of(self) -> IntArray:
        """Index of each criterion's layer; shape (n_criteria,)."""
        index = {name: k for k, name in enumerate(self.layer_names)}
        return _frozen(np.array([index[c.layer] for c in self.criteria], np.intp))

    @cached_property
    def ranks(self) -> FloatArray:
        """Average ranks, shape (n_criteria, n_alternatives); NaN = unscored or left open."""
        best, worst = self._rank_bounds
        return _frozen(average_ranks(np.where(best == worst, best, np.nan)))

    @cached_property
    def values(self) -> FloatArray:
        """What was measured, turned so that more is better; shape (n_criteria, n_alternatives).

        NaN where nothing was measured, so throughout a criterion that is only ranked.
        """
        rows = [
            judgement.measured(self.alternative_names, criterion.direction)
            for criterion, judgement in zip(self.criteria, self._counting.values(), strict=True)
        ]
        return _frozen(np.array(rows))

    @cached_property
    def preferences(self) -> PairTable:
        """Who is ranked above whom; shape (n_criteria, n_alternatives, n_alternatives).

        1 = the row is strictly preferred to the column; a tie or an unscored cell gives 0 both
        ways. An unscored criterion is all 0. On a measured criterion its preference function
        gives the degree, from 0 to 1.
        """
        return PairTable(
            _frozen(self._pair_tables[0]),
            "criterion",
            self.criterion_names,
            self.alternative_names,
            "preference",
        )

    @cached_property
    def comparable(self) -> PairTable:
        """Which pairs the evidence compares; bool, same shape. An unscored criterion: all False."""
        return PairTable(
            _frozen(self._pair_tables[1] > 0),
            "criterion",
            self.criterion_names,
            self.alternative_names,
            "comparable",
        )

    @cached_property
    def pair_counts(self) -> PairCounts:
        """Per criterion and alternative, sums over rivals; made without a table of all pairs."""
        counts = [
            (degrees.sum(axis=1), degrees.sum(axis=0), compared.sum(axis=1))
            for degrees, compared in self._each_pair_table(list(self._counting.values()))
        ]
        return PairCounts(*(_frozen(np.array(each)) for each in zip(*counts, strict=True)))

    @cached_property
    def scored(self) -> BoolArray:
        """Which criteria compare at least one pair; shape (n_criteria,)."""
        return _frozen(np.asarray(self.pair_counts.compared.any(axis=1)))

    @cached_property
    def disputed(self) -> tuple[str, ...]:
        """Names of the criteria on which the readings differ."""
        tables = [
            self._pair_tables_of([judged[name] for name in self.criterion_names])
            for judged in self.judgements.values()
        ]
        differs = np.any([(table != tables[0]).any(axis=(0, 2, 3)) for table in tables], axis=0)
        return tuple(name for name, flag in zip(self.criterion_names, differs, strict=True) if flag)

    @property
    def unscored(self) -> tuple[str, ...]:
        """Names of the criteria that nobody ranked."""
        return tuple(
            name for name, judgement in self._counting.items() if judgement.status == "unscored"
        )

    @property
    def left_open(self) -> tuple[str, ...]:
        """Names of the criteria with a cell that allows several levels."""
        return tuple(
            name
            for name, judgement in self._counting.items()
            if any(len(levels) > 1 for levels in (judgement.levels or {}).values())
        )

    def layer_preferences(self, weights: weights.WeightsLike = None) -> PairTable:
        """Weighted mean of the preferences within each layer.

        Parameters
        ----------
        weights : None, "equal", "layer-equal", mapping or array, optional
            As for `mcda_ai.weights.resolve`.

        Returns
        -------
        PairTable of shape (n_layers, n_alternatives, n_alternatives)
            NaN throughout a layer without a scored criterion or without weight.
        """
        means = pairwise.layer_means(
            self.preferences.values, self._resolved(weights), self.layer_of, len(self.layers)
        )
        return PairTable(
            _frozen(means), "layer", self.layer_names, self.alternative_names, "preference"
        )

    def pair_weights(self, weights: weights.WeightsLike = None) -> pd.DataFrame:
        """Divide the weight, for each pair, over four shares that sum to 1.

        Returns
        -------
        DataFrame
            One row for each pair of alternatives, in order; columns "support" (for the first),
            "against" (for the second), "tie" and "not comparable".
        """
        shares = pairwise.pair_weights(
            self.preferences.values, self.comparable.values, self._resolved(weights)
        )
        first, second = np.triu_indices(len(self.alternatives), k=1)
        names = np.array(self.alternative_names, dtype=object)
        index = pd.MultiIndex.from_arrays(
            [names[first], names[second]], names=["alternative", "versus"]
        )
        columns = ("support", "against", "tie", "not comparable")
        return pd.DataFrame(
            {column: share[first, second] for column, share in zip(columns, shares, strict=True)},
            index=index,
        )

    # --- for people ----------------------------------------------------------------------------

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """Show the evidence: one row a criterion, its rank for each alternative, and its source.

        Returns
        -------
        DataFrame
            Indexed by layer and criterion; a column of average ranks for each alternative (NaN =
            unscored), then "ranking" (text), "status", "disputed" and "source".
        """
        rows = []
        for criterion, ranks in zip(self.criteria, self.ranks, strict=True):
            judgement = self.judgement(criterion.name)
            rows.append(
                {
                    "layer": criterion.layer,
                    "criterion": criterion.name,
                    **dict(zip(self.alternative_names, ranks.tolist(), strict=True)),
                    "ranking": judgement.text(),
                    "status": judgement.status,
                    "disputed": criterion.name in self.disputed,
                    "source": "; ".join(source.text(language) for source in judgement.sources),
                }
            )
        return pd.DataFrame(rows).set_index(["layer", "criterion"])

    def __repr__(self) -> str:
        n_criteria, n_layers = len(self.criteria), len(self.layers)
        counts = (
            f"{len(self.alternatives)} alternatives, "
            f"{n_criteria} criteri{'on' if n_criteria == 1 else 'a'} "
            f"({int(self.scored.sum())} scored) in {n_layers} layer{'' if n_layers == 1 else 's'}"
        )
        return "; ".join([f"DecisionProblem '{self.name}': {counts}", *self.circumstances])

    @property
    def circumstances(self) -> list[str]:
        """What sets this apart from the problem as it was read: reading, scenarios, removals."""
        told = [f"reading {self.active_reading}"] if len(self.readings) > 1 else []
        told += [f"scenario {name}" for name in self.active_scenarios]
        return told + ([f"without {', '.join(self.removed)}"] if self.removed else [])

    def _repr_html_(self) -> str:
        html: str = self.to_frame().to_html(na_rep="")
        return html

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot be pickled; plain dicts can, and are wrapped again on loading.
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values["judgements"] = {name: dict(value) for name, value in self.judgements.items()}
        values["own_weights"] = None if self.own_weights is None else dict(self.own_weights)
        return type(self), tuple(values.values())

    # --- inside --------------------------------------------------------------------------------

    @cached_property
    def _rank_bounds(self) -> tuple[FloatArray, FloatArray]:
        return self._bounds_of(list(self._counting.values()))

    @cached_property
    def _pair_tables(self) -> FloatArray:
        return self._pair_tables_of(list(self._counting.values()))

    def _pair_tables_of(self, judgements: Sequence[Judgement]) -> FloatArray:
        """Preferences and comparable pairs under one judgement a criterion; (2, n, m, m)."""
        return np.stack(list(self._each_pair_table(judgements)), axis=1)

    def _each_pair_table(self, judgements: Sequence[Judgement]) -> Iterator[FloatArray]:
        """Yield preferences and comparable pairs, one criterion at a time; (2, m, m)."""
        bounds = zip(*self._bounds_of(judgements), strict=True)
        for criterion, judgement, (best, worst) in zip(
            self.criteria, judgements, bounds, strict=True
        ):
            if judgement.values is None:
                degrees = pairwise.preferences_from_ranks(best, worst)
            else:
                values = judgement.measured(self.alternative_names, criterion.direction)
                with np.errstate(over="ignore"):
                    differences = values[:, None] - values[None, :]
                degrees = criterion.preference.degree(differences)
            yield np.stack([degrees, pairwise.comparable_pairs(best, worst)])

    def _bounds_of(self, judgements: Sequence[Judgement]) -> tuple[FloatArray, FloatArray]:
        """Best and worst position of each alternative under one judgement a criterion."""
        names = self.alternative_names
        bounds = [
            judgement.rank_bounds(names, self.scale_of(criterion), criterion.direction)
            for criterion, judgement in zip(self.criteria, judgements, strict=True)
        ]
        return np.array([best for best, _ in bounds]), np.array([worst for _, worst in bounds])

    def _resolved(self, given: weights.WeightsLike) -> FloatArray:
        return weights.resolve(given, self)

    def _find(
        self,
        kind: str,
        typed: str,
        parts: Sequence[Alternative | Layer | Criterion | Reading | Scenario],
    ) -> str:
        return faults.find_name(kind, typed, spellings(parts))

    def _find_parts(self, names: Sequence[str]) -> list[tuple[str, str]]:
        """Find what each name means: a layer, a criterion or an alternative; (kind, name)."""
        kinds: dict[str, Sequence[Alternative | Layer | Criterion]] = {
            "layer": self.layers,
            "criterion": self.criteria,
            "alternative": self.alternatives,
        }
        known = {
            f"{kind} '{part.name}'": (kind, part.name)
            for kind, parts in kinds.items()
            for part in parts
        }
        by_name = [(name, key) for key, (_, name) in known.items()]
        by_label = [
            (text, f"{kind} '{name}'")
            for kind, parts in kinds.items()
            for text, name in spellings(parts)
        ]
        found, faults = [], []
        for typed in names:
            meant = names_meant(typed, by_name) or names_meant(typed, by_label)
            if len(meant) == 1:
                found.append(known[meant[0]])
            elif meant:
                faults.append(f"'{typed}' can mean more than one thing: {', '.join(meant)}")
            else:
                allowed = [name for name, _ in by_name]
                faults.append(unknown_name("layer, criterion or alternative", typed, allowed))
        raise_any(faults)
        return found


def _frozen(array: AnyArray) -> AnyArray:
    """Make an array read-only, so that it can be shared."""
    array.setflags(write=False)
    return array
