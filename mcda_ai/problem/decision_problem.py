"""The decision problem: alternatives, criteria in layers, and the evidence under one reading."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any

import pandas as pd

from mcda_ai.messages.arguments import Language, checks_arguments, refusal_of
from mcda_ai.messages.doubts import first_doubts
from mcda_ai.messages.faults import Fault, faults_of, raise_any
from mcda_ai.messages.label import Label
from mcda_ai.messages.provenance import told_of_changes, told_of_options
from mcda_ai.messages.result import as_html
from mcda_ai.orders.partial_order import RankingInput
from mcda_ai.problem.changing import (
    LevelsInput,
    judgements_changed,
    judgements_with_confidence,
)
from mcda_ai.problem.confidence import Confidence, ConfidenceWords
from mcda_ai.problem.consistency import faults_of_size
from mcda_ai.problem.dates import iso_date
from mcda_ai.problem.derivation import arranged, derived, read_only
from mcda_ai.problem.doubtful_ranks import doubts_of_rankings
from mcda_ai.problem.evidence import Judgement
from mcda_ai.problem.merging import find_merging
from mcda_ai.problem.narrowing import Part, find_part, find_parts, parts_left
from mcda_ai.problem.open_levels import judgements_with_one_level, open_cells
from mcda_ai.problem.renaming import find_renames, renamed
from mcda_ai.problem.requirements.deciding import decided_anew
from mcda_ai.problem.requirements.taking_part import (
    everybody,
    taking_part,
    with_cells_of_those_out,
)
from mcda_ai.problem.requirements.with_requirements import WithRequirements

_fault = faults_of("problem")


@dataclass(frozen=True, eq=True, repr=False)
class DecisionProblem(WithRequirements):
    """Alternatives ranked on criteria in layers, under one reading of the evidence. Immutable.

    Made by `mcda_ai.load`, `mcda_ai.read` or `mcda_ai.from_rankings`; changed only into new
    problems, by `reading`, `scenario`, `without`, `change`, `merge`, `rename`, `require`,
    `admitting`, `with_baseline` or ``dataclasses.replace``.

    An option that does not meet what a criterion requires takes no part: it is in no array, no
    table and no share. `excluded` says why, and `whole` still has it.

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
        Applied on top of the reading. Two that set a cell differently cannot both be active.
    removed : tuple of str, optional
        What `without` took away, for the record.
    counts : bool, optional
        Whether the own weights count ballots, each criterion being a ranking that so many voters
        gave. Then over weightings means over voters: see `mcda_ai.weights.default_space`.
    language : {"", "en", "nl"}, optional
        In which the commands answer about it unless another one is asked for.
    statements : tuple of OptionStatement, optional
        What somebody says of options, such as "B2 >= B3"; see `mcda_ai.statements`.
    confidence : ConfidenceWords, optional
        What the words for confidence mean that stand at judgements, and who says so.
    doubts : tuple of Fault, optional
        What was allowed but suspect where the problem was read; told beside every answer. No part
        of what makes two problems equal, and in no problem file.
    admitted : tuple of str, optional
        Options that take part although they do not meet what is required: see `admitting`.
    set_aside : SetAside, optional
        What was said of all options where some are out. It follows from the rest, and is not given.
    question : Label, optional
        What is to be decided.
    owner : str, optional
        Who decides, or whom to ask about it: a person, a group or an office.
    date : str, optional
        When it is decided, or was: year-month-day.

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
        parts = vars(self)  # behind the back of a frozen dataclass, here and in `derived`
        parts.update(everybody(self))
        raise_any(self.structure_faults())
        parts["judgements"] = arranged(self.judgements, self.alternative_names)
        parts["own_weights"] = read_only(self.own_weights)
        parts["date"] = iso_date(self.date)
        parts["active_reading"] = self.active_reading or self.readings[0].name
        parts.update(taking_part(self))
        self.check_scored()

    # --- derivations ---------------------------------------------------------------------------

    @checks_arguments
    def reading(self, name: str) -> DecisionProblem:
        """Take another reading of the evidence."""
        return decided_anew(self, active_reading=find_part("reading", name, self.readings))

    @checks_arguments
    def scenario(self, name: str) -> DecisionProblem:
        """Apply a documented what-if on top of the reading.

        Raises
        ------
        ProblemError
            For an unknown name, or if it contradicts a scenario that is applied already: if both
            set a cell, and not to the same.
        """
        known = find_part("scenario", name, self.scenarios)
        applied = decided_anew(self, active_scenarios=(*self.active_scenarios, known))
        raise_any(applied.contradictions())
        return applied

    @checks_arguments
    def goes_with(self, scenario: str) -> bool:
        """Tell whether a scenario contradicts none of those that are applied."""
        active = (*self.active_scenarios, find_part("scenario", scenario, self.scenarios))
        return not any(derived(self, active_scenarios=active).contradictions())

    @checks_arguments
    def change(
        self,
        criterion: str,
        order: RankingInput | None = None,
        *,
        values: Mapping[str, float] | None = None,
        levels: LevelsInput | None = None,
        reason: str | Label = "",
    ) -> DecisionProblem:
        """Put another judgement on a criterion, in the reading in use; results say so.

        Parameters
        ----------
        criterion : str
            Name or label.
        order : str, mapping of name to rank, or sequence of groups, optional
            As for `mcda_ai.from_rankings`; an alternative that it leaves out is not ranked. On a
            criterion that is measured, text or groups.
        values : mapping of alternative to number, optional
            What was measured instead.
        levels : mapping of alternative to level or levels of the criterion's scale, optional
        reason : str or Label, optional
            Why; needed where nothing else is given, which makes the criterion unscored.

        Returns
        -------
        DecisionProblem
            It is what it was where the judgement says what stands there already.

        Raises
        ------
        ProblemError
            With every fault: of the criterion, of the judgement, and if a scenario that is applied
            sets that criterion.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
        >>> problem.change("reach", "C > B > A")
        DecisionProblem 'problem': 3 alternatives, 2 criteria (2 scored) in 1 layer; changed by \
hand: reach
        >>> problem.change("cost", reason="the figures are withdrawn").scored.tolist()
        [False, True]
        """
        whole = self.whole
        judgements = with_cells_of_those_out(
            self, judgements_changed(whole, criterion, order, values, levels, reason)
        )
        doubts = whole._doubts_with(criterion, order)
        return decided_anew(whole, judgements=judgements, doubts=doubts)

    @checks_arguments
    def without(self, *names: str) -> DecisionProblem:
        """Leave out layers (with their criteria), criteria or alternatives, by name or label.

        Where a name means several things, ``layer NAME``, ``criterion NAME`` and ``alternative
        NAME`` tell them apart.

        Raises
        ------
        ProblemError
            If a name is unknown or can mean more than one thing, or too little would be left.
        """
        return self.without_parts(find_parts(self.whole, names))

    def without_preconditions(self) -> DecisionProblem:
        """Leave out the layers whose role is "precondition", and their criteria."""
        return self.without_parts([("layer", name) for name in self.preconditions])

    @checks_arguments
    def without_parts(self, dropped: Sequence[Part]) -> DecisionProblem:
        """Leave out parts by kind ("layer", "criterion" or "alternative") and name."""
        whole = self.whole
        left = parts_left(whole, dropped, self.excluded)
        faults = faults_of_size(left["alternatives"], left["criteria"], self.readings)
        raise_any(fault.within(self.name) for fault in faults)
        made = decided_anew(whole, **left)
        faults = faults_of_size(made.alternatives, made.criteria, made.readings)
        raise_any(fault.within(self.name) for fault in faults)
        return made

    @checks_arguments
    def merge(
        self,
        criteria: Annotated[Sequence[str], "told by `find_merging`"],
        into: Annotated[str, "told by `find_merging`"],
        *,
        order: RankingInput | None = None,
        layer: str | None = None,
    ) -> DecisionProblem:
        """Count criteria that say the same as one.

        It takes the judgements that they share and the place of the first; their weights add up,
        of the problem and of each set. Results say which were merged. Weights by layer stay as they
        are, so that over equal layers the others of its layer weigh more. Layers say nothing that
        could be the same, and are not merged.

        Parameters
        ----------
        criteria : sequence of str
            Two or more, by name or label.
        into : str
            The name of the one; it can be that of one of them.
        order : str, mapping of name to rank, or sequence of groups, optional
            What counts on it, where they do not say the same: in every reading, and in a scenario
            that does not set them all alike. Results say that it was changed by hand.
        layer : str, optional
            In which it stands; needed where they stand in different ones.

        Raises
        ------
        ProblemError
            With every fault of the names; else with every reading and scenario in which they
            differ, and if their layers do.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings(
        ...     {"price": "A > B", "rent": "A > B", "reach": "B > A"},
        ...     weights={"price": 2, "rent": 1, "reach": 4},
        ... )
        >>> dict(problem.merge(["price", "rent"], into="cost").own_weights)
        {'cost': 3.0, 'reach': 4.0}
        """
        whole = self.whole
        fields_changed = find_merging(whole, criteria, into, order, layer).fields()
        return decided_anew(whole, **fields_changed, doubts=whole._doubts_with(into, order))

    @checks_arguments
    def rename(self, names: Mapping[str, str], kind: str | None = None) -> DecisionProblem:
        """Call layers, criteria, alternatives, readings or scenarios otherwise.

        What refers to them follows: orders, weights and weight sets, scenarios, remarks of that
        name, and what is in use; so does a label that is just the name.

        Parameters
        ----------
        names : mapping of str to str
            The new name of each part, by its name or label. Two can change places.
        kind : {"layer", "criterion", "alternative", "reading", "scenario"}, optional
            Of which kind all of them are; needed where a name is one of several kinds.

        Raises
        ------
        ProblemError
            With every fault: if a name is unknown, can mean more than one thing, is used already
            or cannot be one, or weights could be taken for those of another kind.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
        >>> print(problem.rename({"cost": "price", "A": "north"}).judgement("price").order)
        north > B
        """
        return renamed(self, find_renames(self.whole, names, kind))

    @checks_arguments
    def with_confidence(
        self,
        confidence: Mapping[str, Confidence | None],
        words: Mapping[str, Confidence] | None = None,
    ) -> DecisionProblem:
        """Say how likely judgements are to be wholly right, in the reading in use.

        Parameters
        ----------
        confidence : mapping of criterion to number or str
            By name or label: a number between 0 and 1, ``"9 of 10"``, or "high", "medium" or
            "low"; None takes away what stands there. Other criteria keep what they have.
        words : mapping, optional
            What the words mean, and under "owner" who says so; what the problem has, unless given.

        Raises
        ------
        ProblemError
            With every criterion that is unknown or that a scenario sets, every confidence that is
            none, and every word that nobody gives a meaning.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
        >>> words = {"owner": "the panel", "high": "9 of 10"}
        >>> problem.with_confidence({"cost": "high", "reach": 0.7}, words).confidences
        {'cost': 0.9, 'reach': 0.7}
        """
        meanings = self.confidence if words is None else ConfidenceWords.of(words)
        judgements = judgements_with_confidence(self.whole, confidence)
        return replace(self.whole, judgements=judgements, confidence=meanings)

    def completions(self) -> Iterator[DecisionProblem]:
        """Give a problem for each way to fix the cells that allow several levels.

        A problem without such cells is its own only completion. Cells that nobody scored stay so.
        """
        for judged in judgements_with_one_level(self):
            yield derived(self, judgements={**self.judgements, self.active_reading: judged})

    @property
    def n_completions(self) -> int:
        """In how many ways all open cells can be filled in: those that nobody scored too.

        As a whole number, however large; see `mcda_ai.rank_bounds`, which looks at these ways.
        `completions` are fewer: they leave open what nobody scored.

        Raises
        ------
        ProblemError
            If a partial order leaves more open than can be counted.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> mcda.from_rankings({"cost": "A > B > C", "reach": "B > A"}).n_completions
        5
        """
        from mcda_ai.problem.completions import n_completions, open_criteria

        return n_completions(self, open_criteria(self))

    @property
    def n_ways_to_fix_levels(self) -> int:
        """In how many ways the cells that allow several levels can be fixed.

        What unscored cells could be is not counted: see `mcda_ai.rank_bounds`.
        """
        return math.prod(len(levels) for _, _, levels in open_cells(self))

    def _doubts_with(self, criterion: str, order: RankingInput | None) -> tuple[Fault, ...]:
        """Give what is doubted, numbers given as ranks on a criterion that can be none included."""
        return (*self.doubts, *doubts_of_rankings({criterion: order}, self.alternative_names))

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
        return counting[find_part("criterion", criterion, self.criteria)]

    # --- for people ----------------------------------------------------------------------------

    @checks_arguments
    def to_frame(self, language: Language = "en") -> pd.DataFrame:
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
        n_doubts = len(self.doubts)
        doubted = [f"{n_doubts} doubt{'' if n_doubts == 1 else 's'}"] if n_doubts else []
        return "; ".join(
            [f"DecisionProblem '{self.name}': {counts}", *self.circumstances, *doubted]
        )

    @property
    def tells_reading(self) -> bool:
        """Whether the reading in use says something: it is one of several, or described."""
        return len(self.readings) > 1 or bool(self.readings[0].description)

    @property
    def circumstances(self) -> list[str]:
        """What sets this apart from the problem as it was read: reading, scenarios, changes."""
        told = [f"reading {self.active_reading}"] if self.tells_reading else []
        told += [f"scenario {name}" for name in self.active_scenarios]
        told += told_of_options(self.excluded, self.admitted)
        return [*told, *told_of_changes(self.removed, self.merged, self.changed_by_hand)]

    def _repr_html_(self) -> str:
        table: str = self.to_frame().to_html(na_rep="")
        return as_html(first_doubts(self.doubts)) + table

    def __hash__(self) -> int:
        names = (self.name, self.alternative_names, self.criterion_names)
        return hash((*names, self.active_reading, self.active_scenarios, self.removed))

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot be pickled; plain dicts can, and are wrapped again on loading.
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values["judgements"] = {name: dict(value) for name, value in self.judgements.items()}
        values["own_weights"] = None if self.own_weights is None else dict(self.own_weights)
        return type(self), tuple(values.values())


@refusal_of(DecisionProblem)
def _no_problem(given: object) -> Fault:
    """Say what is no problem, and how one is made of it."""
    if isinstance(given, str | os.PathLike):
        return _fault("text for a problem", given=str(given))
    return _fault("no problem", type=type(given).__name__)
