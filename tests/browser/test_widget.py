"""The explorer as a notebook's front end runs it: the same module, told by the widget's state."""

import pytest

import mcda_ai as mcda


def test_the_widget_tells_python_the_weights(page):
    pytest.importorskip("anywidget", reason="anywidget is not installed")
    problem = mcda.load("ai-factory").without("input", "intermediate-outcome", "impact")
    widget = mcda.explore(problem, language="nl")
    assert mcda.rank(problem, "borda", widget.weights).leaders == ["B3"]
    page.set_content("<div id='cell'></div>")
    page.evaluate(
        """async ([text, state]) => {
             const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
             const { default: widget } = await import(address);
             globalThis.saved = null;
             const model = {
               get: (name) => state[name],
               set: (name, value) => { state[name] = value; },
               save_changes: () => { globalThis.saved = state.weights; },
             };
             widget.render({ model, el: document.getElementById("cell") });
           }""",
        [str(widget._esm), {"study": widget.study, "language": widget.language}],
    )
    page.get_by_role("slider", name="gewicht van Randvoorwaarden").evaluate(
        """(slider) => { slider.value = 0.5; slider.dispatchEvent(new Event("input")); }"""
    )
    weights = page.evaluate("saved")
    assert mcda.rank(problem, "borda", weights).leaders == ["B2"]
    assert sum(weights.values()) == pytest.approx(1)
