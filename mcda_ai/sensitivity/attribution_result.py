"""What attribution gives: shares of the variance, by what they are due to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from mcda_ai.messages.faults import find_name
from mcda_ai.messages.figures import share_text, with_error
from mcda_ai.messages.label import Label
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import Labels, Words, one_name
from mcda_ai.sensitivity.smaa_result import SHARED_LEADS

WHO_LEADS = "who is first"
"""The response of all lead indicators together; no alternative's lead can be called so."""
_FACTORS = {
    "weights": Label(en="the weights", nl="de gewichten"),
    "prior": Label(
        en="the way of drawing weights (each criterion or each layer alike)",
        nl="de manier van gewichten trekken (criteria of lagen gelijk)",
    ),
    "method": Label(en="the method", nl="de methode"),
    "numbers": Label(en="the way ranks become numbers", nl="hoe rangen getallen worden"),
    "reading": Label(en="the reading", nl="de lezing"),
    "completion": Label(
        en="the filling of unscored cells", nl="de invulling van niet-gescoorde cellen"
    ),
}
_EXPLAINED = Label(
    en="{response}: {first} alone decide {share} of this{others}; {together} depends on several of "
    "these together",
    nl="{response}: {first} alleen bepalen {share} hiervan{others}; {together} hangt van meerdere "
    "hiervan samen af",
)
_EXPLAINED_BY_ONE = Label(
    en="{response}: {first} alone decides {share} of this{others}; {together} depends on several "
    "of these together",
    nl="{response}: {first} alleen bepaalt {share} hiervan{others}; {together} hangt van meerdere "
    "hiervan samen af",
)
_ONLY_WEIGHTS = Label(
    en="{response}: {first} alone decide this", nl="{response}: {first} alleen bepalen dit"
)
_LEADS = Label(
    en="{who} leads in {share} of the cases", nl="{who} staat in {share} van de gevallen vooraan"
)
_ABOVE = Label(
    en="{one} is above {other} in {share} of the cases (a tie counts half)",
    nl="{one} staat in {share} van de gevallen boven {other} (gelijk telt half)",
)
_WHO = Label(en="who is first", nl="wie vooraan staat")
_ALWAYS = Label(
    en="nothing to explain: {who} leads in all {n} weightings drawn ({bound}), each in {k}",
    nl="niets te verklaren: {who} staat vooraan bij alle {n} getrokken wegingen ({bound}), elk in "
    "{k}",
)
_NEVER = Label(
    en="nothing to explain: {who} leads in none of the {n} weightings drawn ({bound}), each in {k}",
    nl="niets te verklaren: {who} staat vooraan bij geen van de {n} getrokken wegingen ({bound}), "
    "elk in {k}",
)
_ALIKE = Label(
    en="nothing to explain: {response} comes out alike in all {n} weightings drawn, each in {k}",
    nl="niets te verklaren: {response} valt bij alle {n} getrokken wegingen hetzelfde uit, elk in "
    "{k}",
)
_COMBINATION = Label(en="1 way", nl="1 variant")
_COMBINATIONS = Label(en="{n} combinations of all else", nl="{n} combinaties van al het andere")
_PAIR = Label(en="{one} above {other}", nl="{one} boven {other}")
_DIRECTION = Label(
    en="{prior} weights: where {who} leads, '{part}' weighs {there} on average, else {else_}; that "
    "weight alone explains {explained} of the lead",
    nl="gewichten {prior}: waar {who} vooraan staat, weegt '{part}' gemiddeld {there}, anders "
    "{else_}; dat gewicht alleen verklaart {explained} van wie vooraan staat",
)
_PRIORS = {
    "uniform": Label(en="uniform", nl="per criterium getrokken"),
    "layer-first": Label(en="layer-first", nl="per laag getrokken"),
}
_NUMBERS = Label(en="within {method}: {told}", nl="binnen {method}: {told}")
_LEFT_OPEN = Label(en="unscored cells were left open", nl="niet-gescoorde cellen bleven open")
_ALL_FILLINGS = Label(
    en="all {ways} ways to fill in the unscored cells were tried",
    nl="alle {ways} manieren om de niet-gescoorde cellen in te vullen zijn geprobeerd",
)
_SOME_FILLINGS = Label(
    en="{n} of {ways} ways to fill in the unscored cells, drawn at random",
    nl="{n} van {ways} manieren om de niet-gescoorde cellen in te vullen, willekeurig getrokken",
)
_ONE_READING = Label(
    en="the reading was kept at {reading}, so it is no factor here",
    nl="de lezing stond vast op {reading} en is hier dus geen factor",
)
_ONE_METHOD = Label(
    en="one method here, counted once: {methods}",
    nl="hier één methode, die één keer telt: {methods}",
)
_REFUSED = Label(en="not applied: {method} ({reason})", nl="niet toegepast: {method} ({reason})")


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
        How many ways to fill in the unscored cells were tried (0: they were left open), and how
        many there are (1: nothing is unscored).
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
    fixed_reading: str
    fillings: tuple[int, int]
    provenance: Provenance
    numbers: Attribution | None = None

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
        return "; ".join(self._remarks(Words()))

    def in_words(self, language: str = "en", labels: Labels = None) -> tuple[str, ...]:
        """Say what decides each lead, which weights matter, and what was tried.

        Parameters
        ----------
        language : {"en", "nl"}
        labels : mapping of name to text, optional
            What to call layers, criteria, alternatives and readings; their names unless given.

        Raises
        ------
        ProblemError
            For another language.
        """
        words = Words(language, labels)
        told = [self.explain(lead_of(name), language, labels) for name in self.alternatives]
        leads = self.summary.loc[[lead_of(name) for name in self.alternatives], "mean"]
        if leads.sum() > 1 + 1e-9:
            told.append(words.said(SHARED_LEADS))
        ours = self.directions[self.directions["alternative"] == self.leader]
        for prior, rows in ours.dropna(subset="explained").groupby("prior", sort=False):
            best: Any = rows.sort_values("explained").iloc[-1]
            told.append(
                words.say(
                    _DIRECTION,
                    prior=words.say(_PRIORS.get(str(prior), Label.same(str(prior)))),
                    who=words.name(self.leader),
                    part=words.name(best.part),
                    there=words.percent(best.when_leading),
                    else_=words.percent(best.otherwise),
                    explained=words.percent(best.explained),
                )
            )
        if self.numbers is not None:
            response = lead_of(self.numbers.leader)
            within = self.numbers.explain(response, language, labels)
            told.append(words.say(_NUMBERS, method=self.numbers.provenance.method, told=within))
        return (*told, *self._remarks(words), *self._tried(words))

    def _remarks(self, words: Words) -> list[str]:
        n, ways = self.fillings
        told = []
        if self.fixed_reading:
            told.append(words.say(_ONE_READING, reading=words.name(self.fixed_reading)))
        if ways > 1:
            text = _LEFT_OPEN if n == 0 else _ALL_FILLINGS if n == ways else _SOME_FILLINGS
            told.append(words.say(text, n=words.whole(n), ways=words.whole(ways)))
        return told

    def _tried(self, words: Words) -> list[str]:
        """Say which methods are one here, and which could not be applied."""
        alike = [" = ".join(group) for group in self.groups if len(group) > 1]
        told = [words.say(_ONE_METHOD, methods=each) for each in alike]
        return told + [
            words.say(_REFUSED, method=name, reason=" ".join(reason.split()))
            for name, reason in self.refusals.items()
        ]

    def explain(self, response: str, language: str = "en", labels: Labels = None) -> str:
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
        words = Words(language, labels)
        name = find_name("response", response, list(self.first_order.index))
        together = float(self.summary.loc[[name], "interaction"].to_numpy()[0])
        if np.isnan(together):
            return self._settled(name, words)
        (row,) = self.first_order.loc[[name]].to_numpy().tolist()
        shares = sorted(zip(self.first_order.columns, row, strict=True), key=lambda item: -item[1])
        (first, most), *rest = shares
        others = "".join(
            f", {words.say(_FACTORS[factor])} {words.percent(share)}" for factor, share in rest
        )
        text = _EXPLAINED if first == "weights" else _EXPLAINED_BY_ONE
        return words.say(
            text if rest else _ONLY_WEIGHTS,
            response=self._response(name, words),
            first=words.say(_FACTORS[first]),
            share=words.percent(most),
            others=others,
            together=words.percent(together),
        )

    def _response(self, name: str, words: Words) -> str:
        """Say how often a response is 1, or what it is."""
        share = words.percent(float(self.summary.loc[[name], "mean"].to_numpy()[0]))
        for alternative in self.alternatives:
            if name == lead_of(alternative):
                return words.say(_LEADS, who=words.name(alternative), share=share)
        for one, other in combinations(self.alternatives, 2):
            if name == pair_of(one, other):
                return words.say(_ABOVE, one=words.name(one), other=words.name(other), share=share)
        return words.say(_WHO)

    def _settled(self, name: str, words: Words) -> str:
        """Say of a response that never varies what it is, as far as the draws can tell."""
        mean = float(self.summary.loc[[name], "mean"].to_numpy()[0])
        n, k = words.whole(self.size), words.count(self.n_combinations, _COMBINATION, _COMBINATIONS)
        for alternative in self.alternatives:
            if name == lead_of(alternative) and mean in (0.0, 1.0):
                bound = share_text(mean, self.size, words.language)
                text, who = _ALWAYS if mean else _NEVER, words.name(alternative)
                return words.say(text, who=who, n=n, k=k, bound=bound)
        told = words.say(_WHO)
        for one, other in combinations(self.alternatives, 2):
            if name == pair_of(one, other):
                told = words.say(_PAIR, one=words.name(one), other=words.name(other))
        return words.say(_ALIKE, response=told, n=n, k=k)

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
            "remark": self.remark,
            "sentences": list(self.sentences),
            "provenance": asdict(self.provenance),
            "numbers": None if self.numbers is None else self.numbers.to_dict(),
        }

    def _shown(self) -> pd.DataFrame:
        """Shares of the variance of each lead, as text in per cent."""
        leads = [lead_of(name) for name in self.alternatives]
        shown = {}
        for title, index in (("alone", "first_order"), ("in all", "total")):
            values, errors = (each.loc[leads] for each in self._tables[index])
            texts = values.copy().astype(object)
            for factor in values.columns:
                pairs = zip(values[factor], errors[factor], strict=True)
                texts[factor] = [
                    with_error(*pair) if np.isfinite(pair[0]) else "-" for pair in pairs
                ]
            shown[title] = texts
        frame: pd.DataFrame = pd.concat(shown).swaplevel().loc[leads]
        return frame.rename_axis(["% of variance", ""])

    def _parts(self) -> Iterator[Part]:
        yield from (str(self.provenance), self._shown(), self.sentences)


def _plain(table: pd.DataFrame) -> dict[Any, Any]:
    """Row by row, as plain dicts; a pair of names becomes one."""
    return {
        response: {one_name(name): value for name, value in row.items()}
        for response, row in table.to_dict(orient="index").items()
    }
