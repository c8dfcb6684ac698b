"""The layers as a chain from left to right, who leads in each, and the answer at its end."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.axes import Axes

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.label import Label, called
from mcda_ai.messages.wording import Words
from mcda_ai.methods.ranking import Ranking
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.chain_layout import Bar, Contents, Panel, Row, draw, fitted_to, on_a_page
from mcda_ai.plots.chain_of_layers import ChainOfLayers, Step, chain_of_layers, more_options
from mcda_ai.plots.style import alternative_colours, axes_or_new

MOST_SHOWN = 12
"""Options; of more the best are shown, and who leads in a layer."""
TOGETHER = Label(nl="Alles samen", en="All together")
OUT = Label(nl="doet niet mee", en="takes no part")
BARS = Label(
    nl="Hoe langer de balk, hoe vaker de optie in die laag van een andere wint (naar gewicht; "
    "gelijk telt half). Vol, met \u25cf: vooraan.",
    en="The longer the bar, the more often the option beats another one in that layer (by weight; "
    "a tie counts half). Full, with \u25cf: first.",
)
HATCHED = Label(
    nl="Gearceerd: niet vergeleken, telt half.", en="Hatched: not compared, counts half."
)
DISPUTED = Label(
    nl="Omstreden: de lezingen van de bron verschillen.",
    en="Disputed: the readings of the source differ.",
)
EQUAL = Label(nl="Elke laag weegt even zwaar.", en="Every layer weighs the same.")
IN_ORDER = Label(nl="Op volgorde volgens {method}.", en="In the order by {method}.")
FIRST_BY = Label(nl="Vooraan volgens {method}.", en="First by {method}.")
AT_THE_END = Label(nl="Aan het eind alle lagen samen.", en="At the end all layers together.")
BY_MEAN = Label(
    nl="Gewichten zijn niet bekend: de balken gaan uit van hun gemiddelde.",
    en="Weights are not known: the bars are by their mean.",
)
OTHER_ORDER = Label(
    nl="{method} telt anders dan de balken: een langere balk kan lager staan.",
    en="{method} counts otherwise than the bars: a longer one can stand lower.",
)
_WIDTH, _MARGINS = 8.4, 0.1  # inches


@marking_baseline
@checks_arguments
def chain(ranking: Ranking, ax: Axes | None = None, language: Language = "en") -> Axes:
    """Draw the layers as a chain from left to right, who leads in each, and the answer at its end.

    Parameters
    ----------
    ranking : Ranking
        Of any method. What a layer says is told by comparisons of two options all the same: not
        every method gives scores, or can do with the criteria of one layer.
    ax : Axes, optional
        As small or as large as it may be, such as that of a slide: all is drawn to fit.
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        For each layer a bar an option: the share of its comparisons with the others that it wins, a
        tie counting half; hatched half of those that nobody made, as a cell is unscored. Who has
        the most leads there, drawn in full and with a dot; several may. Criteria of a layer without
        weight are taken to weigh equally there. Preconditions stand in a band beneath the chain;
        all layers together at its end, with the places that the method gives, if it gives an order.
        Options stand in that order: of more than 12 the best, and who leads in a layer. One that
        takes no part has no bars.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> ax = chain(mcda.rank(mcda.load("ai-factory")), language="nl")
    >>> [text.get_text() for text in ax.texts[:2]]
    ['B3', 'Nederlandse AI-fabriek']
    """
    if ax is None:
        return chain_of_width(ranking, _WIDTH, language)
    extent, dots = ax.get_window_extent(), ax.figure.dpi
    width, height = extent.width / dots, extent.height / dots
    draw(ax, fitted_to(_contents(ranking, language), width, height), width, height)
    return ax


def chain_of_width(ranking: Ranking, width: float, language: Language = "en") -> Axes:
    """Draw the same on new axes, so many inches wide at most and as high as that takes."""
    sheet = on_a_page(_contents(ranking, language), width)
    ax = axes_or_new(None, sheet.width + _MARGINS, sheet.height + _MARGINS)
    draw(ax, sheet, sheet.width, sheet.height)
    return ax


def _contents(ranking: Ranking, language: Language) -> Contents:
    found, problem, words = chain_of_layers(ranking), ranking.problem, Words(language)
    colours = alternative_colours(problem.alternative_names)
    tells_weights = bool(ranking.weights_told) and not found.weighs_equally
    best = found.best(MOST_SHOWN)
    options = [problem.alternatives[place] for place in best]

    def panel(step: Step, layer: Step) -> Panel:
        """Give what a step has, under the name and the remarks of a layer, if it is one."""
        title = TOGETHER.text(language) if layer.layer is None else called(layer.layer, language)
        first = ranking.leaders if step.layer is None else step.first
        bars = [
            Bar(
                float(step.won[place]),
                float(step.uncompared[place]),
                problem.alternative_names[place] in first,
            )
            for place in best
        ]
        remarks = () if layer.layer is None else layer.remarks(weight=tells_weights)
        return Panel(
            title,
            bars if step.compares else [],
            list(map(words.said, remarks)),
            is_end=step.layer is None,
        )

    several = len(found.steps) > 1
    chained = found.chain if several else []
    end = panel(found.together, found.together if several else found.steps[0])
    return Contents(
        rows=[
            Row(
                each.name,
                "" if called(each, language) == each.name else called(each, language),
                colours[each.name],
                _place(ranking, place),
                each.name in ranking.leaders,
            )
            for each, place in zip(options, best, strict=True)
        ],
        out=words.all_of(list(dict.fromkeys(each.name for each in problem.excluded))),
        out_text=OUT.text(language),
        panels=[*(panel(step, step) for step in chained), end],
        bands=[panel(step, step) for step in found.preconditions] if several else [],
        notes=" ".join(_notes(found, len(best), words)),
    )


def _notes(found: ChainOfLayers, n_shown: int, words: Words) -> Iterator[str]:
    """Say what is drawn, as far as it occurs."""
    method = found.ranking.method.label
    yield words.say(BARS)
    if any(step.uncompared.any() for step in found.steps):
        yield words.say(HATCHED)
    if found.together.disputed:
        yield words.say(DISPUTED)
    if len(found.steps) > 1:
        if found.weighs_equally:
            yield words.say(EQUAL)
        yield words.say(AT_THE_END)
    yield words.say(IN_ORDER if found.ranking.gives_an_order else FIRST_BY, method=method)
    if not found.goes_by_comparisons:
        yield words.say(OTHER_ORDER, method=method)
    if not found.ranking.weights_told:
        yield words.say(BY_MEAN)
    if n_more := len(found.ranking.ranks) - n_shown:
        more = words.said(more_options(n_more))
        yield f"{more[0].upper()}{more[1:]}."


def _place(ranking: Ranking, place: int) -> str:
    """Write the place of an option, with = where it is shared; none where there is no order."""
    if not ranking.gives_an_order:
        return ""
    ranks = ranking.ranks.to_numpy()
    return f"{ranks[place]}{'=' if (ranks == ranks[place]).sum() > 1 else ''}"
