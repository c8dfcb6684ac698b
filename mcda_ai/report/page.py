"""The report as one HTML file that needs nothing else: no network, and no script but its own."""

from __future__ import annotations

import base64
from importlib.metadata import version
from importlib.resources import files as package_files

from markupsafe import Markup

from mcda_ai import explorer
from mcda_ai.explorer.page import content_security_policy, data_block, template_of
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.report.content import document
from mcda_ai.report.document import Document, Picture
from mcda_ai.report.gathering import Answer
from mcda_ai.report.pictures import available, picture
from mcda_ai.report.texts import say

_START = """
const data = JSON.parse(document.getElementById("study").textContent);
mount(document.getElementById("sliders"), data);
"""


@checks_arguments
def as_page(answer: Answer, language: Language = "en", command: str = "") -> str:
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
        HTML. Every label from the input is escaped; a Content-Security-Policy allows the page's
        own script and style, by their SHA-256, and no network.
    """
    made = document(answer, language, command)
    style = _resource("report.css") + explorer.style() + _colours(made)
    scripts, study = [], None
    if "explorer" not in answer.left_out:
        scripts = [explorer.script() + _START]
        study = data_block({"study": explorer.study(answer.problem), "language": language})
    shown = {
        name: _address(answer, name, language)
        for name in available(answer)
        if any(block.name == name for block in _pictures(made))
    }
    return template_of(_resource("report.html.j2")).render(
        document=made,
        say=lambda key, **values: say(key, language, **values),
        kind=lambda block: type(block).__name__,
        pictures=shown,
        policy=content_security_policy(scripts, [style]),
        version=version("mcda-ai"),
        style=Markup(style),
        scripts=list(map(Markup, scripts)),
        study=study,
    )


def _pictures(made: Document) -> list[Picture]:
    return [
        block for section in made.sections for block in section.blocks if isinstance(block, Picture)
    ]


def _address(answer: Answer, name: str, language: str) -> str:
    """Make a data address: an image of its own, so that no names in it collide."""
    kind, content = picture(answer, name, language)
    media = {"svg": "svg+xml", "png": "png"}[kind]
    return f"data:image/{media};base64,{base64.b64encode(content).decode('ascii')}"


def _colours(made: Document) -> str:
    """Give each option's dot its colour: the policy allows no style attributes."""
    rules = (
        f".options li:nth-child({place}) .dot {{ background: {option.colour}; }}"
        for place, option in enumerate(made.options, start=1)
    )
    return "\n".join(rules) + "\n"


def _resource(name: str) -> str:
    return package_files("mcda_ai.report").joinpath(name).read_text(encoding="utf-8")
