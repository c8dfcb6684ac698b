"""The option that is the baseline bears its mark in pictures too, and a line below says so."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from mcda_ai.messages.baseline import LEGEND, marked_within
from mcda_ai.messages.wording import Words
from mcda_ai.plots.figures import is_unseen

P = ParamSpec("P")
_SMALL = 8  # points


def marking_baseline(draw: Callable[P, Axes]) -> Callable[P, Axes]:
    """Let a picture of a result, or of a problem, mark the baseline that this has.

    In a figure of its own a line below says what the mark means, unless it is made for a file,
    where the caption says so.
    """
    parameters = inspect.signature(draw)

    @functools.wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Axes:
        axes = draw(*args, **kwargs)
        given = parameters.bind(*args, **kwargs).arguments
        baseline = _baseline_of(next(iter(given.values())))
        if baseline:
            figure = axes.get_figure()
            assert isinstance(figure, Figure)
            mark_baseline(figure, baseline)
            if given.get("ax") is None and not is_unseen():
                told = Words(given.get("language", "en")).said(LEGEND)
                figure.supxlabel(told, x=1.0, ha="right", fontsize=_SMALL)
        return axes

    return drawn


def _baseline_of(pictured: Any) -> str:  # noqa: ANN401  (whatever a picture is of)
    """Name the baseline of a problem, of a result, or of the first of several results."""
    if isinstance(pictured, Mapping):
        pictured = next(iter(pictured.values()))
    rests_on = getattr(pictured, "provenance", pictured)
    return getattr(rests_on, "baseline", None) or ""


def mark_baseline(figure: Figure, baseline: str | None) -> None:
    """Mark the baseline, if any, in all texts of a figure that name it: alone, in an order or list.

    What is marked already stays so.
    """
    if baseline is None:
        return
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if isinstance(axis.get_major_locator(), FixedLocator):
                texts = [label.get_text() for label in axis.get_majorticklabels()]
                marked = [_marked(text, baseline) for text in texts]
                if marked != texts:
                    axis.set_ticklabels(marked)
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        marked_text = _marked(text.get_text(), baseline)
        if marked_text != text.get_text():
            text.set_text(marked_text)


def _marked(text: str, baseline: str) -> str:
    return "\n".join(_line_marked(line, baseline) for line in text.split("\n"))


def _line_marked(line: str, baseline: str) -> str:
    """Mark a line; what keeps a name in a legend stays in front of it."""
    shown = line.lstrip("\N{ZERO WIDTH SPACE}")
    return line[: len(line) - len(shown)] + marked_within(shown, baseline)
