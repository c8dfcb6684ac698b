"""The answer as one HTML file that needs nothing else: no network, no scripts."""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable
from functools import cache
from importlib.resources import files as package_files

import jinja2
import matplotlib as mpl
import numpy as np
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from mcda_ai import plots
from mcda_ai.report.evidence_rows import evidence_groups
from mcda_ai.report.gathering import WEIGHT_SPACES, Answer
from mcda_ai.report.headline import cautions, circumstances, sentences
from mcda_ai.report.words import number, say

_LAYERS_PER_ROW = 3
_LEGEND_WIDTH = 120  # letters


def as_page(answer: Answer, language: str = "en", command: str = "") -> str:
    """Write the answer as one self-contained HTML page.

    Parameters
    ----------
    answer : Answer
    language : {"en", "nl"}, optional
    command : str, optional
        The command that makes the same page again.

    Returns
    -------
    str
        HTML. Every label from the input is escaped; a Content-Security-Policy forbids scripts
        and the network.
    """
    problem = answer.problem
    return _template().render(
        language=language,
        say=lambda key, **values: say(key, language, **values),
        answer=answer,
        problem=problem,
        title=problem.label.text(language) or problem.name,
        description=problem.description.text(language),
        sentences=sentences(answer, language),
        cautions=cautions(answer, language),
        groups=evidence_groups(problem, language),
        colours=plots.alternative_colours(problem.alternative_names),
        fixed_weights=answer.fixed_weights,
        circumstances=circumstances(problem, language),
        spaces=WEIGHT_SPACES,
        size=number(answer.size, language),
        versions=next(iter(answer.everything.robustness.values())).provenance.versions,
        command=command,
        style=Markup(_resource("report.css")),
        share_picture=_picture(_first_rank_figure, answer, language),
        layer_picture=_picture(_layer_figure, answer, language),
    )


def _first_rank_figure(answer: Answer, language: str) -> Figure:
    """Bars of first-rank shares, for the first method of each group that ranks alike."""
    labels = {method.name: method.label for method in answer.methods}
    for group in answer.same_method:
        labels[group[0]] = " = ".join(labels[name] for name in group)
    shown = answer.distinct_methods
    panels = [(scope, space) for scope in answer.scopes for space in WEIGHT_SPACES]
    n_bars = len(shown) * (len(answer.problem.alternatives) + 1)
    height = (1.3 + 0.17 * n_bars) * len(answer.scopes)
    figure = Figure(figsize=(11, height), layout="constrained")
    axes = figure.subplots(len(answer.scopes), 2, squeeze=False, sharex=True, sharey=True)
    for ax, (scope, space) in zip(axes.flat, panels, strict=True):
        results = {labels[name]: scope.robustness[name, space.name] for name in shown}
        plots.first_ranks(results, ax=ax, language=language)
        ax.get_legend().remove()
        ax.set_title(f"{say(space.name, language)}, {say(answer.key(scope), language)}",
                     fontsize=10)  # fmt: skip
    for ax in axes[:-1].flat:
        ax.set_xlabel("")
    handles = plots.legend_handles(answer.problem.alternative_names)
    fitting = _LEGEND_WIDTH // (6 + max(len(name) for name in answer.problem.alternative_names))
    figure.legend(
        handles=handles,
        loc="outside upper center",
        ncols=min(max(fitting, 1), len(handles)),
        frameon=False,
    )
    return figure


def _layer_figure(answer: Answer, language: str) -> Figure:
    """Heatmap of the preferences within each layer that has any."""
    problem = answer.problem
    table = problem.layer_preferences("equal")
    layers = [layer for layer, matrix in zip(problem.layers, table.values, strict=True)
              if not np.isnan(matrix).all()]  # fmt: skip
    layout = ConstrainedLayoutEngine(hspace=0.12, wspace=0.06)
    n_columns = min(_LAYERS_PER_ROW, len(layers))
    n_rows = -(-len(layers) // n_columns)
    longest = max(len(name) for name in problem.alternative_names)
    side = 0.9 + 0.09 * longest + 0.42 * len(problem.alternatives)
    figure = Figure(figsize=(n_columns * side, n_rows * side), layout=layout)
    axes = figure.subplots(n_rows, n_columns, squeeze=False)
    for ax in axes.flat[len(layers) :]:
        ax.set_axis_off()
    for ax, layer in zip(axes.flat, layers, strict=False):
        title = layer.label.text(language) or layer.name
        plots.preference_heatmap(table[layer.name], ax, title, language)
        ax.title.set_fontsize(10)
    return figure


def _picture(draw: Callable[[Answer, str], Figure], answer: Answer, language: str) -> str:
    """Draw an SVG as a data address: an image of its own, so that no names in it collide."""
    stream = io.StringIO()
    with (
        mpl.rc_context({"svg.hashsalt": "mcda_ai", "svg.fonttype": "path"}),
        warnings.catch_warnings(),
    ):
        # A sign that the font lacks shows as a box in the picture; the tables have it.
        warnings.filterwarnings("ignore", message="Glyph")
        draw(answer, language).savefig(stream, format="svg", metadata={"Date": None})
    encoded = base64.b64encode(stream.getvalue().encode("utf-8")).decode("ascii")
    return f"data:image/svg+xml;base64,{encoded}"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_resource("report.html.j2"))


def _resource(name: str) -> str:
    return package_files("mcda_ai.report").joinpath(name).read_text(encoding="utf-8")
