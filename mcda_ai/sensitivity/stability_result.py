"""What stability gives: what would change the answer, in tables and in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from mcda_ai.algorithms.flips import MOST_ALTERNATIVES_TO_REJUDGE
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import OR, Labels, Words, leaders_named, one_name
from mcda_ai.methods.ranking import Ranking
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.sensitivity import stability_texts as texts
from mcda_ai.sensitivity.nearest_rival import Nearest, nearest
from mcda_ai.weights import WeightSpace

PRECONDITIONS = "the preconditions"
"""What `Stability.left_out` calls them, left out together."""
_SAME_WEIGHT = 1e-9
_COLUMNS_ARE_NAMES = ("best_weights", "flip_weights", "left_out_ranks")


@dataclass(frozen=True, eq=False, repr=False)
class Stability(ShownResult):
    """How far the answer of one method under one weighting can be trusted to stay.

    The tables from `preference` to `judgement_flips` are for methods that are linear in the
    weights; they are empty otherwise, and `notes` says so. All are exact. Where several lead, text
    in a table names them with a comma, ``A, B``; it is empty where nobody does.

    Attributes
    ----------
    ranking : Ranking
        The answer itself.
    within : WeightSpace
        The admissible weights.
    conditions : tuple of str
        What limits them, in the words they were given in; empty if all weights are admissible.
    outside : bool
        Whether the weights asked about are not admissible themselves.
    preference : DataFrame, (alternative, versus) x ("necessary", "possible", ...)
        Whether the first is at least as good as the other under all admissible weights, or some;
        "strictly" means better.
    extreme_ranks : DataFrame, alternatives x ("best", "worst")
    leading : DataFrame, alternatives x ("can lead", "can lead alone", "greatest lead")
    best_weights : DataFrame, alternatives x criteria
        Weights that give an alternative its greatest lead, or its narrowest defeat.
    weight_ranges : DataFrame, (alternative, part) x ("least", "greatest")
        Weight of each layer and criterion over all admissible weights under which it leads.
    intervals : DataFrame, (kind, part) x ("weight", "leader from", "leader to", ...)
        Between which weights of a layer or criterion, the others in proportion, the leaders
        ("leader from", "leader to") or the whole ranking stay as they are.
    break_points : DataFrame
        For each part, the stretches of its weight ("from", "to") in which the same alternatives
        lead ("leaders"); who leads exactly at its ends ("leaders at from", "leaders at to"), where
        more can be tied; and whether the weights there are admissible ("from admissible", "to
        admissible").
    end_scores : DataFrame
        For each part and alternative, its score where the part has no weight ("at 0") and where
        it has all ("at 1"), the others in proportion; in between, scores are straight lines. NaN
        for a part that has all weight now.
    weight_flips : DataFrame, alternatives x ("points", "takes over")
        Per cent of the weight to move until an alternative leads, infinite if no admissible weights
        let it lead; and whether it can lead ahead of all that lead now, rather than with them.
    flip_weights : DataFrame, alternatives x criteria
        The weights then.
    judgement_flips : DataFrame, alternatives x ("criteria", "distance", "judgements")
        The fewest criteria that, judged otherwise, let an alternative lead alone.
    left_out : DataFrame, (kind, what) x ("order", "leaders", "leader changes", "order changes")
        Without one layer, criterion or alternative, without the preconditions, and with nothing
        but the last two layers of the benefit chain; the rest in proportion.
    left_out_ranks : DataFrame, (kind, what) x alternatives
        The ranks then; NaN for an alternative left out, or if nothing is left to rank.
    layers : DataFrame, layers x ("order", "leaders")
        What each layer says by itself.
    versions : DataFrame, (kind, name) x ("order", "leaders", "leader changes", "reason")
        Under each reading, and each scenario. Where the method or the weights do not fit one,
        there is no order but the "reason".
    disputed : DataFrame
        For each disputed criterion ("criterion") and other reading ("as in"): the "leaders" if it
        is read so alone, and whether that changes them ("leader changes"); or the "reason" why it
        cannot be ranked.
    """

    ranking: Ranking
    within: WeightSpace
    conditions: tuple[str, ...] = ()
    outside: bool = False
    preference: pd.DataFrame = field(default_factory=pd.DataFrame)
    extreme_ranks: pd.DataFrame = field(default_factory=pd.DataFrame)
    leading: pd.DataFrame = field(default_factory=pd.DataFrame)
    best_weights: pd.DataFrame = field(default_factory=pd.DataFrame)
    weight_ranges: pd.DataFrame = field(default_factory=pd.DataFrame)
    intervals: pd.DataFrame = field(default_factory=pd.DataFrame)
    break_points: pd.DataFrame = field(default_factory=pd.DataFrame)
    end_scores: pd.DataFrame = field(default_factory=pd.DataFrame)
    weight_flips: pd.DataFrame = field(default_factory=pd.DataFrame)
    flip_weights: pd.DataFrame = field(default_factory=pd.DataFrame)
    judgement_flips: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_out: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_out_ranks: pd.DataFrame = field(default_factory=pd.DataFrame)
    layers: pd.DataFrame = field(default_factory=pd.DataFrame)
    versions: pd.DataFrame = field(default_factory=pd.DataFrame)
    disputed: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def provenance(self) -> Provenance:
        """What it rests on: that of the answer itself, and the weights that are admissible."""
        answer = self.ranking.provenance
        return replace(answer, space=f"{answer.space} within {self.within!r}")

    @property
    def notes(self) -> list[str]:
        """What could not be told, or not of these weights, in English; among the sentences."""
        return list(_notes(self, Words()))

    def in_words(self, language: str = "en", labels: Labels = None) -> tuple[str, ...]:
        """Say in plain words what would change the answer.

        Parameters
        ----------
        language : {"en", "nl"}
        labels : mapping of name to text, optional
            What to call layers, criteria, alternatives, readings and scenarios; their names
            unless given.

        Raises
        ------
        ProblemError
            For another language.
        """
        words = Words(language, labels)
        parts = (_of_the_space, _of_flips, _of_judgements, _of_all_weights, _of_intervals,
                 _of_leaving_out, _of_versions, _notes)  # fmt: skip
        return tuple(sentence for part in parts for sentence in part(self, words))

    @property
    def rivals(self) -> pd.DataFrame:
        """The rows of `weight_flips` of those that do not lead under the weights asked about.

        All rows, where those weights are not admissible.
        """
        leaders = [] if self.outside else self.ranking.leaders
        return self.weight_flips.drop(leaders)

    @property
    def nearest_rivals(self) -> Nearest | None:
        """Who takes the fewest points of weight to lead, and how many; None if nobody can."""
        return None if self.weight_flips.empty else nearest(self.rivals["points"])

    @property
    def kind_of_parts(self) -> str:
        """What weights are told of: "layer", or "criterion" where one layer only is scored."""
        kinds = self.intervals.index.get_level_values("kind")
        return "layer" if (kinds == "layer").sum() > 1 else "criterion"

    def beyond(self, kind: str, part: str, edge: str) -> dict[str, Any] | None:
        """Give the stretch of `break_points` beyond an edge of an interval.

        Parameters
        ----------
        kind, part : str
        edge : {"leader from", "leader to"}

        Returns
        -------
        dict or None
            None where the interval reaches 0 or 1, or its edge is not known.
        """
        at = float(self.intervals[edge].to_dict()[kind, part])
        if not 0 < at < 1:
            return None
        near = "from" if edge == "leader to" else "to"
        points = self.break_points
        mine = points[(points["kind"] == kind) & (points["part"] == part)]
        away = (mine[near].astype(float) - at).abs()
        records = mine[away <= _SAME_WEIGHT].to_dict(orient="records")
        return {str(key): value for key, value in records[0].items()} if records else None

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {
            name: value for name, value in vars(self).items() if isinstance(value, pd.DataFrame)
        }

    def to_frame(self) -> pd.DataFrame:
        """All tables in tidy form: table, of (row), column, value."""
        rows = [
            (name, one_name(row), str(column), value)
            for name, table in self._tables().items()
            for row, record in zip(table.index, table.to_dict(orient="records"), strict=True)
            for column, value in record.items()
        ]
        return pd.DataFrame(rows, columns=["table", "of", "column", "value"])

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "ranking": self.ranking.to_dict(),
            "within": repr(self.within),
            "conditions": list(self.conditions),
            "outside": self.outside,
            **{name: _records(name, table) for name, table in self._tables().items()},
            "sentences": list(self.sentences),
            "notes": self.notes,
        }

    def _parts(self) -> Iterator[Part]:
        yield self.ranking
        if self.conditions:
            yield f"within {self.within!r}"
        yield from ("", self.sentences)


def _records(name: str, table: pd.DataFrame) -> list[dict[Any, Any]]:
    """One dict a row; names of a problem stand apart from names of columns."""
    if name not in _COLUMNS_ARE_NAMES:
        return table.reset_index().to_dict(orient="records")
    keys = [each or "index" for each in table.index.names]
    return [
        {**dict(zip(keys, row if len(keys) > 1 else (row,), strict=True)), "values": values}
        for row, values in zip(table.index, table.to_dict(orient="records"), strict=True)
    ]


# --- in words ------------------------------------------------------------------------------------


def _of_the_space(found: Stability, words: Words) -> Iterator[str]:
    if found.conditions:
        yield words.say(texts.ADMISSIBLE, conditions="; ".join(found.conditions))


def _of_flips(found: Stability, words: Words) -> Iterator[str]:
    """Say how far the nearest other lead is, and who can never lead or at most share it."""
    if found.weight_flips.empty:
        return
    rivals = found.rivals
    if found.outside:
        yield from _least_move(nearest(rivals["points"]), texts.NEAREST, words)
    else:
        yield from _shared_lead(found, words)
        takes_over = rivals["takes over"].astype(bool)
        yield from _least_move(nearest(rivals["points"][takes_over]), texts.FLIP, words)
        yield from _least_move(nearest(rivals["points"][~takes_over]), texts.AT_MOST, words)
    never = [str(name) for name in rivals.index[np.isinf(rivals["points"])]]
    if never:
        yield words.say(texts.NEVER, who=words.any_of(never), admissible=_admissible(found, words))


def _shared_lead(found: Stability, words: Words) -> Iterator[str]:
    """Say who can lead alone of those that share the lead now."""
    leaders = found.ranking.leaders
    alone = [name for name in leaders if found.leading.loc[name, "can lead alone"]]
    if len(leaders) > 1 and alone:
        yield words.say(texts.SHARED, who=words.all_of(leaders), alone=words.any_of(alone))


def _least_move(least: Nearest | None, text: Label, words: Words) -> Iterator[str]:
    """Say who leads by the least move of weight, where any move will do."""
    if least is not None:
        said = texts.SMALL_FLIP if text is texts.FLIP and least.points < 0.05 else text
        points = words.at_least(least.points)
        yield words.say(said, who=words.any_of(least.names), points=points)


def _of_judgements(found: Stability, words: Words) -> Iterator[str]:
    for name, row in found.judgement_flips.to_dict(orient="index").items():
        if name not in found.ranking.leaders and row["judgements"]:
            told = "; ".join(
                f"{words.name(criterion)}: {_order(order, words)}"
                for criterion, order in row["judgements"].items()
            )
            n = int(row["criteria"])
            who = words.name(str(name))
            yield words.count(n, texts.ONE_JUDGEMENT, texts.JUDGEMENTS, who=who, judgements=told)


def _order(text: str, words: Words) -> str:
    """Write an order with what its alternatives are called."""
    try:
        groups = WeakOrder.parse(text).groups
    except ProblemError:  # a name holds a sign of the order: it stays as it is
        return text
    return " > ".join(" = ".join(map(words.name, group)) for group in groups)


def _of_all_weights(found: Stability, words: Words) -> Iterator[str]:
    if found.leading.empty:
        return
    names = found.ranking.problem.alternative_names
    admissible = _admissible(found, words)
    able = found.leading.index[found.leading["can lead"]]
    always = [
        name
        for name in names
        if all(found.preference.loc[(name, rival), "necessary"] for rival in names if rival != name)
    ]
    if always:
        alone = texts.ALWAYS if len(able) == 1 else texts.ALWAYS_NOT_ALONE
        text = alone if len(always) == 1 else texts.ALWAYS_TIED
        yield words.say(text, who=words.all_of(always), admissible=admissible)
    sure = found.preference[found.preference["necessary strictly"]]
    for better, worse in sure.index:
        if not (len(able) == 1 and better == able[0]):  # that one is better than everybody
            one, other = words.name(better), words.name(worse)
            yield words.say(texts.BETTER, one=one, other=other, admissible=admissible)


def _admissible(found: Stability, words: Words) -> str:
    return words.say(texts.ONLY_ADMISSIBLE) if found.conditions else ""


def _of_intervals(found: Stability, words: Words) -> Iterator[str]:
    """Say from which weight of each layer on somebody else leads, and up to which."""
    if found.intervals.empty:
        return
    for row in found.intervals.loc[[found.kind_of_parts]].reset_index().to_dict(orient="records"):
        for edge, sign, near in (("leader to", "more", "from"), ("leader from", "less", "to")):
            stretch = found.beyond(row["kind"], row["part"], edge)
            if stretch is not None:
                yield _from_there_on(found, words, row, stretch, sign, near)


def _from_there_on(
    found: Stability,
    words: Words,
    row: dict[Any, Any],
    stretch: dict[Any, Any],
    sign: str,
    near: str,
) -> str:
    """Say who leads in the stretch beyond an edge, which need not last to the end."""
    names = found.ranking.problem.alternative_names
    leaders = leaders_named(stretch["leaders"], names)
    far = "to" if near == "from" else "from"
    lasts = stretch[far] in (0.0, 1.0) and stretch[f"leaders at {far}"] == stretch["leaders"]
    at, now = words.apart(float(stretch[near]), row["weight"])
    end = words.apart(float(stretch[far]), float(stretch[near]))[0]
    lead = texts.LEADS if len(leaders) == 1 else texts.LEAD
    return words.say(
        texts.ONCE[sign],
        leads=words.say(lead, who=words.all_of(leaders)),
        part=words.name(row["part"]),
        at=at,
        now=now,
        until="" if lasts else words.say(texts.UNTIL[sign], far=end),
        others=words.say(texts.OTHERS[row["kind"]]),
        outside="" if stretch[f"{near} admissible"] else words.say(texts.NOT_ADMISSIBLE),
    )


def _of_leaving_out(found: Stability, words: Words) -> Iterator[str]:
    rows = found.left_out.reset_index().to_dict(orient="records")
    names = found.ranking.problem.alternative_names
    for row in rows:
        without = _without(found, words, row["kind"], row["what"])
        if row["leader changes"] is None:
            yield words.say(texts.NOTHING_LEFT, without=without)
        elif row["leader changes"]:
            yield f"{without}: {words.first(leaders_named(row['leaders'], names))}"
    kinds = [
        kind
        for kind in texts.KINDS
        if (of_kind := [row["leader changes"] for row in rows if row["kind"] == kind])
        and not any(changes is None or changes for changes in of_kind)
    ]
    if kinds:
        told = words.listed([words.say(texts.KINDS[kind]) for kind in kinds], OR)
        yield words.say(texts.NOTHING_CHANGES, kinds=told)


def _without(found: Stability, words: Words, kind: str, what: str) -> str:
    if kind != "layers":
        return words.say(texts.WITHOUT[kind], name=words.name(what))
    if what == PRECONDITIONS:
        return words.say(texts.NO_PRECONDITIONS)
    return words.say(texts.ENDS_ALONE, names=words.all_of(_ends(found)))


def several_layers(found: Stability, what: str, words: Words) -> str:
    """Say which layers are left out together, as `Stability.left_out` calls them."""
    if what == PRECONDITIONS:
        return words.say(texts.THE_PRECONDITIONS)
    return words.say(texts.ALL_BUT, names=words.all_of(_ends(found)))


def _ends(found: Stability) -> list[str]:
    """Give the end of the chain of benefits, which is left alone."""
    chain = [each.name for each in found.ranking.problem.layers if each.role == "benefit chain"]
    return chain[-2:]


def _of_versions(found: Stability, words: Words) -> Iterator[str]:
    names = found.ranking.problem.alternative_names
    for row in found.versions.reset_index().to_dict(orient="records"):
        if row["leader changes"]:
            first = words.first(leaders_named(row["leaders"], names))
            yield words.say(texts.VERSION[row["kind"]], name=words.name(row["name"]), first=first)
    for row in found.disputed.to_dict(orient="records"):
        if row["leader changes"]:
            first = words.first(leaders_named(row["leaders"], names))
            criterion, reading = words.name(row["criterion"]), words.name(row["as in"])
            yield words.say(texts.DISPUTED, criterion=criterion, reading=reading, first=first)


def _notes(found: Stability, words: Words) -> Iterator[str]:
    if found.leading.empty:
        yield words.say(texts.NOT_LINEAR, method=found.ranking.method.label)
    elif found.judgement_flips.empty:
        yield words.say(texts.TOO_MANY, n=MOST_ALTERNATIVES_TO_REJUDGE)
    if found.outside:
        yield words.say(texts.OUTSIDE)
