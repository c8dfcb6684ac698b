"""What attribution gives: shares of the variance, by what they are due to."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from mcda_ai.faults import find_name
from mcda_ai.robustness_result import Provenance

WHO_LEADS = "who leads"
_CALLED = {
    "prior": "weight prior",
    "numbers": "rank-to-number rule",
    "completion": "filling of unscored cells",
}


@dataclass(frozen=True, eq=False, repr=False)
class Figures:
    """Tables of responses x what their names say: see `Attribution`."""

    summary: pd.DataFrame
    first_order: pd.DataFrame
    total: pd.DataFrame
    level_means: pd.DataFrame


@dataclass(frozen=True, eq=False, repr=False)
class Attribution(Figures):
    """Shares of the variance of the outcome, by what they are due to.

    A response is "B3 leads" (1 where nobody is ranked above it, so alone or shared; else 0),
    "B3 above B1" (1; tied 1/2; below 0), or "who leads": all lead indicators together, their
    components added up (Gamboa et al. 2014).

    Attributes
    ----------
    summary : DataFrame, responses x ("mean", "variance", "interaction")
        Over all weightings drawn and all combinations of levels. Interaction is the share of
        the variance that no factor has alone: 1 minus the sum of the first-order indices.
    first_order : DataFrame, responses x factors
        Share of the variance due to a factor alone. NaN where the response never varies. The
        estimates have no bias, so a share of 0 can come out slightly below 0.
    total : DataFrame, responses x factors
        Share that goes if all other factors are known: the factor alone and its interactions.
    level_means : DataFrame, responses x (factor, level)
        Mean response at each level of each factor but the weights.
    directions : DataFrame
        For each alternative, prior and layer (or criterion, if there is one layer only): its
        mean weight where the alternative leads (`when_leading`) and where not (`otherwise`),
        their `difference`, and the share of the variance of the lead that its weight alone
        explains (`explained`); the last two with standard errors.
    standard_error : Figures
        Of the first four tables, each in the same shape.
    groups : list of tuples of method names
        The levels of the factor "method" are the first of each group; the methods of a group
        ranked alike under all weightings tried, all readings and all completions.
    refusals : mapping of method name to reason
    n_combinations, size : int
        In how many combinations of levels each weighting was tried; number of weightings drawn.
    remark : str
        What became of unscored cells.
    provenance : Provenance
    numbers : Attribution or None
        The same with the rule from ranks to numbers in the place of the method, within the first
        value method that has such rules. None if there is no such method.
    """

    directions: pd.DataFrame
    standard_error: Figures
    groups: list[tuple[str, ...]]
    refusals: Mapping[str, str]
    n_combinations: int
    size: int
    remark: str
    provenance: Provenance
    numbers: Attribution | None = None

    @property
    def leader(self) -> str:
        """The alternative that leads most often."""
        names = [str(name) for name in dict.fromkeys(self.directions["alternative"])]
        leads = self.summary.loc[[f"{name} leads" for name in names], "mean"]
        return names[int(np.argmax(leads.to_numpy()))]

    @property
    def sentence(self) -> str:
        """Say what decides whether the most frequent leader leads."""
        return self.explain(f"{self.leader} leads")

    @property
    def sentences(self) -> list[str]:
        """What decides each lead, which weights matter, and what the rank-to-number rule does."""
        told = [self.explain(name) for name in self.summary.index if name.endswith(" leads")]
        ours = self.directions[self.directions["alternative"] == self.leader]
        for prior, rows in ours.dropna(subset="explained").groupby("prior", sort=False):
            best: Any = rows.sort_values("explained").iloc[-1]
            told.append(
                f"{prior} weights: where {self.leader} leads, '{best.part}' weighs "
                f"{_percent(best.when_leading)} on average, else {_percent(best.otherwise)}; "
                f"that weight alone explains {_percent(best.explained)} of the lead"
            )
        if self.numbers is not None:
            told.append(f"within {self.numbers.provenance.method}: {self.numbers.sentence}")
        return [*told, *([self.remark] if self.remark else [])]

    def explain(self, response: str) -> str:
        """Say in one sentence what decides a response.

        Raises
        ------
        ProblemError
            If there is no such response.
        """
        name = find_name("response", response, list(self.first_order.index))
        mean, together = self.summary.loc[[name], ["mean", "interaction"]].to_numpy()[0].tolist()
        if np.isnan(together):
            told = {1.0: f"always: {name}", 0.0: f"never: {name}"}.get(mean, f"all alike: {name}")
            tried = f"{self.size:,} weightings drawn, in {self.n_combinations} combinations each"
            return f"nothing to explain, {told} ({tried})"
        (row,) = self.first_order.loc[[name]].to_numpy().tolist()
        shares = dict(zip(self.first_order.columns, row, strict=True))
        alone = ", ".join(
            f"the {_CALLED.get(factor, factor)} {_percent(share)}"
            for factor, share in sorted(shares.items(), key=lambda item: -item[1])
        )
        often = "" if name == WHO_LEADS else f" in {_percent(mean)} of the cases"
        return f"{name}{often}; decided alone by {alone}; by several together {_percent(together)}"

    def to_frame(self) -> pd.DataFrame:
        """All shares in tidy form: index, response, of (factor or level), value and error."""
        rows = [
            (index, response, _joined(of), table.loc[response, of], errors.loc[response, of])
            for index, (table, errors) in self._tables.items()
            for response in table.index
            for of in table.columns
        ]
        return pd.DataFrame(rows, columns=["index", "response", "of", "value", "standard_error"])

    @property
    def _tables(self) -> dict[str, tuple[Any, Any]]:
        """Each table with that of its errors."""
        return {
            name: (getattr(self, name), getattr(self.standard_error, name))
            for name in Figures.__dataclass_fields__
        }

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            **{name: _plain(table) for name, (table, _) in self._tables.items()},
            "standard_error": {name: _plain(errors) for name, (_, errors) in self._tables.items()},
            "directions": self.directions.to_dict(orient="records"),
            "groups": [list(group) for group in self.groups],
            "refusals": dict(self.refusals),
            "n_combinations": self.n_combinations,
            "size": self.size,
            "remark": self.remark,
            "sentences": self.sentences,
            "provenance": asdict(self.provenance),
            "numbers": None if self.numbers is None else self.numbers.to_dict(),
        }

    def _shown(self) -> pd.DataFrame:
        """Shares of the variance of each lead, as text in per cent."""
        leads = [name for name in self.summary.index if name.endswith("leads")]
        shown = {}
        for title, index in (("alone", "first_order"), ("in all", "total")):
            values, errors = (100 * each.loc[leads] for each in self._tables[index])
            texts = values.map("{:.1f} ± ".format) + errors.map("{:.1f}".format)
            shown[title] = texts.where(values.notna(), "-")
        frame: pd.DataFrame = pd.concat(shown).swaplevel().loc[leads]
        return frame.rename_axis(["% of variance", ""])

    def __repr__(self) -> str:
        return "\n".join([str(self.provenance), self._shown().to_string(), *self.sentences])

    def _repr_html_(self) -> str:
        told = "".join(f"<li>{html.escape(each)}</li>" for each in self.sentences)
        table: str = self._shown().to_html()
        return f"<p>{html.escape(str(self.provenance))}</p>{table}<ul>{told}</ul>"


def _percent(share: float) -> str:
    return "< 1 %" if 0 < share < 0.005 else f"{100 * max(share, 0.0):.0f} %"


def _plain(table: pd.DataFrame) -> dict[Any, Any]:
    """Row by row, as plain dicts; a pair of names becomes one."""
    return {
        response: {_joined(name): value for name, value in row.items()}
        for response, row in table.to_dict(orient="index").items()
    }


def _joined(name: object) -> str:
    return ": ".join(name) if isinstance(name, tuple) else str(name)
