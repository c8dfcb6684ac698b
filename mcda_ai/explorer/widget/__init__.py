"""The explorer as a widget in a notebook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mcda_ai.explorer.page import script, style
from mcda_ai.explorer.payload import study
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of, unknown_name
from mcda_ai.messages.label import LANGUAGES
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import layer_equal, resolve

_fault = faults_of("explorer.widget")
_RENDER = """
function render({ model, el }) {
  const onWeights = (weights) => { model.set("weights", weights); model.save_changes(); };
  mount(el, { study: model.get("study"), language: model.get("language"), onWeights });
}
export default { render };
"""


@checks_arguments
def explore(problem: DecisionProblem, language: str = "en") -> Any:  # noqa: ANN401  (a widget)
    """Show the explorer of a problem in a notebook.

    Parameters
    ----------
    problem : DecisionProblem
    language : {"en", "nl"}, optional
        The first one; the explorer can switch.

    Returns
    -------
    anywidget.AnyWidget
        Its ``weights`` are those set in the explorer, by criterion, as ``mcda.rank`` takes them.

    Raises
    ------
    ProblemError
        If anywidget is not installed (``pip install "mcda-ai[notebook]"``).
    """
    if language not in LANGUAGES:
        is_path = Path(language).suffix != ""
        unknown = unknown_name("language", language, LANGUAGES)
        raise ProblemError(_fault("path for a language", path=language) if is_path else unknown)
    try:
        import anywidget
        import traitlets
    except ImportError as error:
        raise ProblemError(_fault("no anywidget")) from error

    class Explorer(anywidget.AnyWidget):
        _esm = script() + _RENDER
        _css = style()
        study = traitlets.Dict().tag(sync=True)
        language = traitlets.Unicode().tag(sync=True)
        weights = traitlets.Dict().tag(sync=True)

    own = problem.own_weights
    vector = layer_equal(problem) if own is None else resolve(own, problem)
    names = zip(problem.criterion_names, vector.tolist(), problem.scored, strict=True)
    weights = {name: weight for name, weight, scored in names if scored}
    return Explorer(study=study(problem), language=language, weights=weights)
