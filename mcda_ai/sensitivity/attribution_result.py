"""What attribution gives: shares of the variance, by what they are due to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.claims import Claim, Percent, Share, certainty_of, claims_of
from mcda_ai.messages.faults import Fault, find_name
from mcda_ai.messages.figures import decimals_of_rare, with_error
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.rendering import Labels
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import one_name
from mcda_ai.methods.refusals import in_both_languages
from mcda_ai.methods.registry import label_of
from mcda_ai.sensitivity.smaa_result import SHARED_LEADS
from mcda_ai.weights.names import told_part

WHO_LEADS = "who is first"
"""The response of all lead indicators together; no alternative's lead can be called so."""
_claim = claims_of("sensitivity.attribution")
_FEWEST_CASES = 10
"""In which a response is otherwise than mostly: of fewer it is not told what decides it."""
_SORTS = {"uniform": "uniform", "layer-first": "layers", "around": "around"}
"""What a prior of this name is called in words; others go by their name."""


def factor_claim(factor: str) -> Claim:
    """Name a factor in a way that can be said in any language.

    Examples
    --------
    >>> from mcda_ai.messages.wording import Words
    >>> Words("nl").said(factor_claim("method"))
    'de methode'
    """
    return _claim("factor", factor=factor)


def lead_of(alternative: str) -> str:
    """Name the response that is 1 where an alternative leads.

    Examples
    --------
    >>> lead_of("B3")
    'B3 leads'
    """
    return f"{alternative} leads"


def pair_of(first: str, second: str) -> str:
    """Name the response that is 1 where one is above another, told apart from every lead.

    Examples
    --------
    >>> pair_of("B3", "B1"), pair_of("A", "B leads")
    ('B3 above B1', "A above 'B leads'")
    """
    quoted = [
        f"'{name}'" if "above" in name or name.endswith("leads") else name
        for name in (first, second)
    ]
    return " above ".join(quoted)


@dataclass(frozen=True, eq=False, repr=False)
class Figures:
    """Tables of responses x what their names say: see `Attribution`."""

    summary: pd.DataFrame
    first_order: pd.DataFrame
    total: pd.DataFrame
    level_means: pd.DataFrame


@dataclass(frozen=True, eq=False, repr=False)
class Attribution(Figures, ShownResult):
    """Shares of the variance of the outcome, by what they are due to.

    A response is "B3 leads" (1 where nobody is ranked above it, so alone or shared; else 0),
    "B3 above B1" (1; tied 1/2; below 0), or "who is first": all lead indicators together, their
    components added up (Gamboa et al. 2014). See `lead_of` and `pair_of`.

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
        `kind` where the name of the `part` could mean either (else empty), its
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
    fixed_reading : str
        The reading, where it was kept while the problem has others; else empty.
    fillings : pair of int
        How many ways to fill in the unscored cells were tried, and how many there are in the
        reading with the most; both the same if all were tried. 0 and their number if cells were
        left open, 1 and 1 if nothing is unscored. If ways were drawn at random, how often, and
        from how many: the least common multiple of the numbers of ways in all readings.
    provenance : Provenance
    numbers : Attribution or None
        The same with the rule from ranks to numbers in the place of the method, within the first
        value method that has such rules. None if there is no such method.
    unrelated : tuple of str
        The criteria with partial orders, whose open pairs are filled in with the unscored cells.
    certain : tuple of str
        Alternatives that lead in all draws, or in none, and do so under every weighting.
    readings_apart : tuple of str
        Those in which other alternatives take part; here the same ones do in all.
    """

    made_by: ClassVar[str] = "mcda_ai.attribution"
    directions: pd.DataFrame
    standard_error: Figures
    groups: list[tuple[str, ...]]
    refusals: Mapping[str, Fault]
    n_combinations: int
    size: int
    fixed_reading: str
    fillings: tuple[int, int]
    provenance: Provenance
    numbers: Attribution | None = None
    unrelated: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    readings_apart: tuple[str, ...] = ()

    @property
    def alternatives(self) -> list[str]:
        """All alternatives, in order."""
        return [str(name) for name in dict.fromkeys(self.directions["alternative"])]

    @property
    def leader(self) -> str:
        """The alternative that leads most often; the first of several."""
        leads = self.summary.loc[[lead_of(name) for name in self.alternatives], "mean"]
        return self.alternatives[int(np.argmax(leads.to_numpy()))]

    @property
    def sentence(self) -> str:
        """Say what decides whether the most frequent leader leads."""
        return self.explain(lead_of(self.leader))

    @property
    def remark(self) -> str:
        """What was kept or left open, in English; among the sentences."""
        return "; ".join(map(self.words_in().said, self._remarks()))

    @checks_arguments
    def explain(self, response: str, language: Language = "en", labels: Labels = None) -> str:
        """Say in one sentence what decides a response.

        Parameters
        ----------
        response : str
            Such as "B3 leads", "B3 above B1" or "who is first".
        language : {"en", "nl"}
        labels : mapping of name to text, optional
            What to call alternatives; their names unless given.

        Raises
        ------
        ProblemError
            If there is no such response, or for another language.
        """
        words = self.words_in(language, labels)
        return words.said(self._explained(response))

    def _claims(self) -> Iterator[Claim]:
        """Say what decides each lead, which weights matter, and what was tried."""
        leads = self.summary.loc[[lead_of(name) for name in self.alternatives], "mean"]
        yield from (self._explained(lead_of(name)) for name in self.alternatives)
        if leads.sum() > 1 + 1e-9:
            yield SHARED_LEADS
        yield from self._weights_that_matter()
        if self.numbers is not None:
            found = self.numbers._explained(lead_of(self.numbers.leader))
            method = label_of(self.numbers.provenance.method)
            yield _claim("within", found.certainty, method=method, found=found)
        yield from (*self._remarks(), *self._tried())
        k = self.n_combinations
        yield _claim("assumption", several=k > 1, k=k)

    def _explained(self, response: str) -> Claim:
        """Say what decides a response."""
        name = find_name("response", response, list(self.first_order.index))
        together = float(self.summary.loc[[name], "interaction"].to_numpy()[0])
        if np.isnan(together):
            return self._settled(name)
        (row,) = self.first_order.loc[[name]].to_numpy().tolist()
        shares = sorted(zip(self.first_order.columns, row, strict=True), key=lambda item: -item[1])
        (first, most), *rest = shares
        told = self._response(name)
        if self.is_too_rare(name):
            often = self._mean(name) > 1 / 2
            return _claim("too rare", "drawn", response=told, n=self.size, often=often)
        if not rest:
            return _claim("only weights", "drawn", response=told, weights=factor_claim(first))
        others = tuple(
            _claim("part", factor=factor_claim(factor), share=Percent(share))
            for factor, share in rest
        )
        return _claim(
            "decides",
            "drawn",
            response=told,
            first=factor_claim(first),
            several=first == "weights",
            share=Percent(most),
            others=others,
            together=Percent(together),
        )

    def is_too_rare(self, response: str) -> bool:
        """Tell whether a response varies in so few cases that what decides it is not known."""
        errors = self.standard_error.first_order.loc[[response]].to_numpy(dtype=np.float64)
        mean = self._mean(response)
        n_cases = min(mean, 1 - mean) * self.size * self.n_combinations
        rare = not np.isfinite(errors).all() or n_cases < _FEWEST_CASES - 1 / 2
        return rare and errors.shape[1] > 1  # one factor alone decides whatever there is

    def _mean(self, response: str) -> float:
        return float(self.summary.loc[[response], "mean"].to_numpy()[0])

    def _response(self, name: str) -> Claim:
        """Say how often a response is 1, or what it is."""
        mean = self._mean(name)
        share = Percent(mean, decimals_of_rare(mean))
        named, several = self._named(name), self.n_combinations > 1
        if len(named) == 1:
            return _claim("leads", "drawn", who=named[0], share=share, several=several)
        if named:
            one, other = named
            return _claim("above", "drawn", one=one, other=other, share=share, several=several)
        return self.response_claim(name)

    @checks_arguments
    def response_claim(self, response: str) -> Claim:
        """Name a response in a way that can be said in any language.

        Raises
        ------
        ProblemError
            If there is no such response.
        """
        named = self._named(find_name("response", response, list(self.first_order.index)))
        one, other = (*named, "", "")[:2]
        return _claim("response", one=one, other=other)

    def _named(self, response: str) -> tuple[str, ...]:
        """Give whom a response names: one that leads, two of a pair, or nobody."""
        leads = {lead_of(name): (name,) for name in self.alternatives}
        pairs = {pair_of(*pair): pair for pair in combinations(self.alternatives, 2)}
        return {**pairs, **leads}.get(response, ())

    def _settled(self, name: str) -> Claim:
        """Say of a response that never varies what it is, as far as the draws can tell."""
        mean = self._mean(name)
        named, n, k = self._named(name), self.size, self.n_combinations
        if len(named) == 1 and mean in (0.0, 1.0):
            kind = "leads always" if mean else "leads never"
            n = 0 if named[0] in self.certain else n
            share = Share(mean, n)
            return _claim(kind, certainty_of(share), who=named[0], n=n, k=k, share=share)
        return _claim("alike", "drawn", response=self.response_claim(name), n=n, k=k)

    def _weights_that_matter(self) -> Iterator[Claim]:
        """Say for each prior which weight explains most of the lead of the most frequent leader."""
        ours = self.directions[self.directions["alternative"] == self.leader]
        for prior, rows in ours.dropna(subset="explained").groupby("prior", sort=False):
            best: Any = rows.sort_values("explained").iloc[-1]
            yield _claim(
                "weight of a part",
                "drawn",
                prior=str(prior),
                sort="voters" if self.provenance.over_voters else _SORTS.get(str(prior), "other"),
                who=self.leader,
                several=self.n_combinations > 1,
                part=told_part(str(best.get("kind", "")), str(best.part)),
                there=Percent(float(best.when_leading)),
                otherwise=Percent(float(best.otherwise)),
                explained=Percent(float(best.explained)),
            )

    def _remarks(self) -> Iterator[Claim]:
        """Say what was kept or left open."""
        n, ways = self.fillings
        if self.fixed_reading:
            yield _claim("one reading", reading=self.fixed_reading)
        if ways > 1:
            kind = "left open" if n == 0 else "every filling" if n == ways else "some fillings"
            yield _claim(kind, n=n, ways=ways)
        if self.unrelated:
            yield _claim("unrelated too", criteria=self.unrelated)
        if self.readings_apart:
            yield _claim("readings apart", readings=self.readings_apart)

    def _tried(self) -> Iterator[Claim]:
        """Say which methods are one here, and which could not be applied."""
        for group in self.groups:
            if len(group) > 1:
                yield _claim("one method", methods=tuple(map(label_of, group)))
        for name, reason in self.refusals.items():
            yield _claim("refused", method=label_of(name), reason=in_both_languages(reason))

    def to_frame(self) -> pd.DataFrame:
        """All shares in tidy form: index, response, of (factor or level), value and error."""
        rows = [
            (index, response, one_name(of), table.loc[response, of], errors.loc[response, of])
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
            "fixed_reading": self.fixed_reading,
            "fillings": list(self.fillings),
            "unrelated": list(self.unrelated),
            "readings_apart": list(self.readings_apart),
            "remark": self.remark,
            "sentences": list(self.sentences),
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": self.provenance.to_dict(),
            "numbers": None if self.numbers is None else self.numbers.to_dict(),
        }

    def _shown(self) -> pd.DataFrame:
        """Shares of the variance of each lead, as text in per cent."""
        leads = [lead_of(name) for name in self.alternatives]
        shown = {}
        for title, index in (("alone", "first_order"), ("in all", "total")):
            values, errors = (each.loc[leads].copy() for each in self._tables[index])
            values[[self.is_too_rare(lead) for lead in leads]] = np.nan
            texts = values.astype(object)
            for factor in values.columns:
                pairs = zip(values[factor], errors[factor], strict=True)
                texts[factor] = [with_error(max(share, 0.0), error) for share, error in pairs]
            shown[title] = texts
        frame: pd.DataFrame = pd.concat(shown).swaplevel().loc[leads]
        return frame.rename_axis(["% of variance", ""])

    def _parts(self) -> Iterator[Part]:
        name_of = self.words_in().name
        told = {lead_of(name): lead_of(name_of(name)) for name in self.alternatives}
        shown = self._shown().rename(index=told)
        yield from (str(self.provenance), shown, self._findings_said)


def _plain(table: pd.DataFrame) -> dict[Any, Any]:
    """Row by row, as plain dicts; a pair of names becomes one."""
    return {
        response: {one_name(name): value for name, value in row.items()}
        for response, row in table.to_dict(orient="index").items()
    }
