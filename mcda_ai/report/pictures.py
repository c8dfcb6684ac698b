"""The pictures of the report by name, drawn only when somebody looks."""

from __future__ import annotations

import io
import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from mcda_ai import plots
from mcda_ai.io.writing import check_free, folder_for, write_together
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.plots.bars import first_ranks_of
from mcda_ai.plots.baseline import mark_baseline
from mcda_ai.plots.figures import unseen
from mcda_ai.plots.theory_of_change import chain_of_width
from mcda_ai.report.gathering import Answer
from mcda_ai.report.texts import say
from mcda_ai.report.weight_tables import over_which
from mcda_ai.sensitivity.redundancy_result import Redundancy
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.sensitivity.stability_result import Stability

OF_SOME = ("first-ranks", "flips")
"""Pictures of the options that are shown; of all of them, unless these are too many."""
_OF_ANY_NUMBER = ("chain", *OF_SOME, "agreement", "intervals", "entropy")
_LEGEND_WIDTH = 120  # letters
_NARROW = 3.65  # inches
_SHARPNESS = 200  # dots per inch of a PNG,
_MOST_DOTS = 16_000_000  # of which it has no more
_LARGEST_SVG = 400_000  # bytes, in a page

_NAMES_IN_SVG = re.compile(rb"\b[a-z][0-9a-f]{10}\b")

Result = TypeVar("Result")
Drawing = Callable[[Answer, str], Figure]


def picture(answer: Answer, name: str, language: str, *, narrow: bool = False) -> tuple[str, bytes]:
    """Draw a picture for a page; give its kind too, "svg" or "png".

    As SVG it looks the same everywhere, since its letters are outlines. One of very many parts is
    smaller as dots than as lines.

    Parameters
    ----------
    answer : Answer
    name : str
        One of `available(answer)`.
    language : {"en", "nl"}
    narrow : bool, optional
        As high as it takes on a telephone, for a name of `NARROW`.

    Returns
    -------
    str
    bytes
    """
    drawings = NARROW if narrow else PICTURES
    with _calm(), _as_outlines():
        figure = drawings[name](answer, language)
        mark_baseline(figure, answer.problem.baseline)
        try:
            return "svg", _as_svg(figure, most=_LARGEST_SVG)
        except _TooLargeError:
            return "png", _as_png(figure)


def picture_on_paper(answer: Answer, name: str, language: str) -> bytes:
    """Draw a picture, one of `available(answer)`, as PNG, which every Word shows."""
    with _calm():
        return _as_png(PICTURES[name](answer, language))


class _TooLargeError(Exception):
    """More was written than there is room for."""


class _Limited(io.BytesIO):
    """A stream that is not written further than so many bytes."""

    def __init__(self, most: float) -> None:
        super().__init__()
        self._most = most

    def write(self, part: Any, /) -> int:  # noqa: ANN401  (anything that has bytes)
        if self.tell() + len(part) > self._most:
            raise _TooLargeError
        return super().write(part)


# A figure is written by its canvas: `savefig` would lay it out twice, with the same outcome. Nor is
# it laid out for the second file of it: what takes part in the layout is as large in both.


def _as_svg(figure: Figure, most: float = np.inf) -> bytes:
    stream = _Limited(most)
    figure.set_dpi(_SHARPNESS)
    svg: Any = FigureCanvasSVG(figure)
    try:
        # Without a date: the same answer, the same file.
        svg.print_svg(stream, metadata={"Date": None})
    finally:
        figure.set_layout_engine("none")
    return _numbered(stream.getvalue())


def _as_png(figure: Figure) -> bytes:
    stream = io.BytesIO()
    figure.set_dpi(min(_SHARPNESS, (_MOST_DOTS / np.prod(figure.get_size_inches())) ** 0.5))
    png: Any = FigureCanvasAgg(figure)
    png.print_png(stream)
    return stream.getvalue()


def _numbered(drawn: bytes) -> bytes:
    """Give the names inside an SVG numbers: some versions of Matplotlib make them anew."""
    names: dict[bytes, bytes] = {}

    def number(found: re.Match[bytes]) -> bytes:
        return names.setdefault(found.group(), b"%s%d" % (found.group()[:1], len(names)))

    return _NAMES_IN_SVG.sub(number, drawn)


def available(answer: Answer) -> list[str]:
    """Names of the pictures that this answer has something to show in."""
    problem, stability = answer.problem, answer.everything.stability
    fitting = PICTURES if answer.shows_all else _OF_ANY_NUMBER
    movable = bool(stability.intervals["leader from"].notna().any())
    needs = {
        "chain": answer.has_several_layers and not problem.counts,
        "regions": answer.regions is not None,
        "attribution": answer.attribution is not None,
        "entropy": len(answer.settlement.steps) > 0,
        "weight-sets": answer.ground is not None,
        "agreement": len(answer.comparison.groups) > 1,
        "walk": movable,
        "intervals": movable,
        "left-out": len(stability.left_out) > 0,
        "central-weights": problem.scored.sum() > 1,
        "redundancy": drawn_repeats(answer) is not None,
    }
    return [name for name in fitting if needs.get(name, True)]


@checks_arguments
def write_figures(
    answer: Answer,
    folder: str | os.PathLike[str],
    language: Language = "en",
    *,
    force: bool = False,
) -> list[Path]:
    """Write every picture as SVG and as PNG into a folder, which is made if need be.

    With `force`, pictures that are there already are replaced.

    Returns
    -------
    list of Path
        Each file: all are there, whole, or none.

    Raises
    ------
    ProblemError
        If the folder cannot be made or written.
    """
    with folder_for(folder) as target:
        return list(write_together(drawn_for(answer, target, language, force=force), force=force))


def drawn_for(
    answer: Answer, folder: Path, language: str, *, force: bool
) -> dict[str | os.PathLike[str], bytes]:
    """Draw every picture, by the file in a folder that is to hold it.

    Raises
    ------
    ProblemError
        If one of the files is there already, and is not to be replaced.
    """
    names = [(name, kind) for name in available(answer) for kind in ("svg", "png")]
    for name, kind in names:
        check_free(folder / f"{name}.{kind}", force=force)  # before the work
    drawn: dict[str | os.PathLike[str], bytes] = {}
    for name in available(answer):
        with _calm(), _as_outlines():
            figure = PICTURES[name](answer, language)
            drawn |= {folder / f"{name}.svg": _as_svg(figure)}
            drawn |= {folder / f"{name}.png": _as_png(figure)}
    return drawn


def _as_outlines() -> AbstractContextManager[None]:
    return mpl.rc_context({"svg.hashsalt": "mcda_ai", "svg.fonttype": "path"})


@contextmanager
def _calm() -> Iterator[None]:
    """Let signs that the font lacks show as a box; the tables have them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        yield


# --- pictures of several axes --------------------------------------------------------------------


def _first_ranks(answer: Answer, language: str) -> Figure:
    """Bars of first-rank shares, for the first method of each group that ranks alike."""
    labels, names = _distinct_labels(answer), answer.shown.names
    panels = [(scope, space) for scope in answer.scopes for space in answer.spaces]
    n_bars = len(labels) * (len(names) + 1)
    height = (1.3 + 0.17 * n_bars) * len(answer.scopes)
    figure = Figure(figsize=(11, height), layout="constrained")
    axes = figure.subplots(
        len(answer.scopes), len(answer.spaces), squeeze=False, sharex=True, sharey=True
    )
    for ax, (scope, space) in zip(axes.flat, panels, strict=True):
        results = {label: scope.robustness[name, space.name] for name, label in labels.items()}
        first_ranks_of(names, results, ax, language)
        ax.set_title(over_which(answer, scope, space, language), fontsize=10)
    for ax in axes[:-1].flat:
        ax.set_xlabel("")
    handles = plots.legend_handles(names)
    fitting = _LEGEND_WIDTH // (6 + max(map(len, names)))
    figure.legend(
        handles=handles,
        loc="outside upper center",
        ncols=min(max(fitting, 1), len(handles)),
        frameon=False,
    )
    return figure


def _distinct_labels(answer: Answer) -> dict[str, str]:
    """One name for each group of methods that rank alike, and a label for the group."""
    labels = {method.name: method.label for method in answer.methods}
    for group in answer.same_method:
        labels[group[0]] = " = ".join(labels[name] for name in group)
    return {name: labels[name] for name in answer.distinct_methods}


# --- pictures of one axes ------------------------------------------------------------------------


def _one(draw: Callable[[Answer, str], Axes]) -> Drawing:
    """Take the figure of a picture, of which pyplot never hears."""

    def drawn(answer: Answer, language: str) -> Figure:
        with unseen():
            figure = draw(answer, language).get_figure()
        assert isinstance(figure, Figure)  # axes of a figure of their own
        return figure

    return drawn


def _there(result: Result | None) -> Result:
    """Take a result that `available` has seen to be there."""
    assert result is not None
    return result


def _flat(answer: Answer) -> Robustness:
    """Borda over all weightings, flat over the criteria."""
    return answer.everything.robustness[answer.methods[0].name, answer.spaces[0].name]


def _by_method_and_space(answer: Answer, language: str) -> Mapping[str, Robustness]:
    labels = _distinct_labels(answer)
    return {
        f"{label}, {say(space.name, language)}": answer.everything.robustness[name, space.name]
        for name, label in labels.items()
        for space in answer.spaces
    }


def _flips_of_shown(answer: Answer) -> Stability:
    found = answer.everything.stability
    return replace(found, weight_flips=found.weight_flips.loc[list(answer.shown.names)])


def drawn_repeats(answer: Answer) -> Redundancy | None:
    """Give what is drawn of equal rankings: where the lead depends on them, and shares are known.

    Within layers only there is no picture.
    """
    found = answer.repeated
    if found is None or found.depends is not found.anywhere or found.anywhere.shares.empty:
        return None
    return found.anywhere


def _nearest_part(answer: Answer) -> tuple[str, str]:
    """Find the layer (or criterion, if there is one layer) nearest to another leader, by kind."""
    stability = answer.everything.stability
    rows = stability.intervals.loc[[stability.kind_of_parts]].reset_index()
    ends = rows[["leader from", "leader to"]].where(lambda x: (x > 0) & (x < 1))
    away = ends.sub(rows["weight"], axis=0).abs().min(axis=1)
    nearest = rows.iloc[int(away.argmin()) if away.notna().any() else 0]
    return str(nearest["kind"]), str(nearest["part"])


PICTURES: Mapping[str, Drawing] = {
    "chain": _one(lambda a, lang: plots.chain(a.everything.stability.ranking, language=lang)),
    "appraisal": _one(lambda a, lang: plots.appraisal_table(a.problem, language=lang)),
    "support": _one(lambda a, lang: plots.pairwise_support(
        a.problem, weights=a.given_weights, language=lang)),
    "margins": _one(lambda a, lang: plots.margin_graph(
        a.problem, weights=a.given_weights, language=lang)),
    "partial-order": _one(lambda a, lang: plots.partial_order(
        a.comparison.rankings["promethee1"], language=lang)),
    "agreement": _one(lambda a, lang: plots.method_agreement(a.comparison, language=lang)),
    "first-ranks": _first_ranks,
    "ranks": _one(lambda a, lang: plots.rank_acceptability(
        _by_method_and_space(a, lang), language=lang)),
    "central-weights": _one(lambda a, lang: plots.central_weights(
        _flat(a), problem=a.problem, language=lang)),
    "regions": _one(lambda a, lang: plots.leader_regions(_there(a.regions), language=lang)),
    "walk": _one(lambda a, lang: plots.walking_weights(
        a.everything.stability, _nearest_part(a), language=lang)),
    "intervals": _one(lambda a, lang: plots.stability_intervals(
        a.everything.stability, language=lang)),
    "flips": _one(lambda a, lang: plots.weight_flips(_flips_of_shown(a), language=lang)),
    "left-out": _one(lambda a, lang: plots.left_out(a.everything.stability, language=lang)),
    "attribution": _one(lambda a, lang: plots.attribution(_there(a.attribution), language=lang)),
    "entropy": _one(lambda a, lang: plots.entropy(
        a.settlement, language=lang, labels=a.problem.labels(lang))),
    "redundancy": _one(lambda a, lang: plots.redundancy(_there(drawn_repeats(a)), language=lang)),
    "weight-sets": _one(lambda a, lang: plots.weight_sets(_there(a.ground), language=lang)),
}  # fmt: skip

NARROW: Mapping[str, Drawing] = {
    "chain": _one(lambda a, lang: chain_of_width(a.everything.stability.ranking, _NARROW, lang)),
}
"""Pictures that are drawn once more for a telephone, where letters would be too small to read."""
