"""The explorer as one HTML file: no server, no network, nothing from the input as markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files as package_files
from typing import Any

import jinja2
import numpy as np
from markupsafe import Markup

from mcda_ai.algorithms.defeats import MOST_OUTCOMES, MOST_WAYS
from mcda_ai.explorer.payload import STUDY_SCHEMA, study
from mcda_ai.io import limits
from mcda_ai.io.files import KINDS, OTHER_WORKBOOKS
from mcda_ai.io.problem_files.whole import ProblemData
from mcda_ai.io.tables import computed_lines, doubtful_names, headers, square, turned
from mcda_ai.io.tables.confidence_cells import MEANINGS
from mcda_ai.io.tables.delimited import OF_AN_OLD_MAC, SEPARATORS
from mcda_ai.io.tables.long_format import LONG_HEADERS
from mcda_ai.io.tables.marks import RANGE
from mcda_ai.io.tables.words import DECISION
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.claims import claims_of
from mcda_ai.messages.label import LANGUAGES
from mcda_ai.messages.lists import LONGEST_NAME
from mcda_ai.messages.phrases import texts_of
from mcda_ai.messages.rendering import MOST_OF_A_FEW, MOST_QUOTED
from mcda_ai.messages.wording import Words
from mcda_ai.methods import registry
from mcda_ai.orders.weak_order import TIE_TOLERANCE
from mcda_ai.plots.style import TOLD_APART
from mcda_ai.problem.baseline import DUTCH, ROLES
from mcda_ai.problem.consistency import MOST_LETTERS_OF_A_NAME
from mcda_ai.problem.decision_problem import DecisionProblem

# In the order in which they need one another; read as one module.
_PARTS = (
    "arithmetic", "preferences", "weights", "ranking", "along_one_weight", "leader_regions",
    "figures", "phrases", "words", "dom", "shell", "cells", "marks", "forms", "computed",
    "uncertain_columns", "headers", "studies", "tables", "inputs", "state", "corners",
    "statements", "panels", "opening", "view",
)  # fmt: skip
_IMPORT = re.compile(r'^import [^;]*? from "\./\w+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) )", re.MULTILINE)
_PAGE_STYLE = (
    "body { margin: 1.2em auto; max-width: 78em; padding: 0 1em; font-family: sans-serif; }"
)
_START = """
const data = JSON.parse(document.getElementById("study").textContent);
const onLanguage = (language) => {
  document.documentElement.lang = language;
  document.title = data.title[language];
  document.querySelector("h1").textContent = data.title[language];
  document.querySelector("header p").textContent = data.introduction[language];
};
mount(document.getElementById("explorer"), { ...data, onLanguage });
"""
_control = claims_of("explorer.controls")

_METHODS = ("borda", "copeland", "minimax", "schulze", "ranked_pairs")
"""Those that the page computes itself."""


@cache
def script() -> str:
    """Give the JavaScript of the explorer in one piece, without imports and exports."""
    parts = (_resource(f"{name}.js") for name in _PARTS)
    plain = (_EXPORT.sub("", _IMPORT.sub("", part)) for part in parts)
    return "\n".join([_vocabulary(), *plain])


def _vocabulary() -> str:
    """Write words and limits of Python as JavaScript, so that the page knows no other ones."""
    words = {
        "headers": headers.HEADERS,
        "alternativeHeaders": headers.ALTERNATIVE_HEADERS,
        "rowAlternatives": headers.ROW_ALTERNATIVES,
        "noAlternatives": headers.NO_ALTERNATIVES,
        "namesInRows": headers.NAMES_IN_ROWS,
        "ofCriteria": headers.OF_CRITERIA,
        "longHeaders": LONG_HEADERS,
        "above": [*MEANINGS.values(), *DECISION.values()],
        "roleRow": headers.ROLE_ROW,
        "roles": {role: (role, *DUTCH[role]) for role in ROLES},
        "doubted": {
            "lines": doubtful_names.WORDS_OF_LINES,
            "weights": doubtful_names.WORDS_OF_WEIGHTS,
            "others": doubtful_names.OTHER_DOUBTED_WORDS,
            "beside": doubtful_names.WORDS_BESIDE,
        },
        "forms": {
            "mostNames": square.MOST_NAMES,
            "rounding": square.ROUNDING,
            "muchLarger": turned.MUCH_LARGER,
        },
        "computed": {
            "mostLines": computed_lines.MOST_LINES,
            "mostInProducts": computed_lines.MOST_IN_PRODUCTS,
            "leastChance": computed_lines.LEAST_CHANCE,
            "leastRanked": computed_lines.LEAST_RANKED,
            "narrower": computed_lines.NARROWER,
            "rounded": computed_lines.ROUNDED,
            "mostNamed": computed_lines.MOST_NAMED,
        },
        "totals": headers.TOTALS,
        "totalBeginnings": headers.TOTAL_BEGINNINGS,
        "unscored": headers.UNSCORED,
        "preconditions": headers.PRECONDITIONS,
        "directions": headers.DIRECTION_WORDS,
        "possibleDirections": headers.POSSIBLE_DIRECTIONS,
        "onesAndSigns": headers.ONES_AND_SIGNS,
        "freeText": headers.FREE_TEXT,
        "range": RANGE.pattern,
        "separators": SEPARATORS,
        "ofAnOldMac": OF_AN_OLD_MAC.pattern,
        "limits": {
            "letters": limits.MOST_LETTERS_OF_A_CELL,
            "lettersOfAName": MOST_LETTERS_OF_A_NAME,
            "cells": limits.MOST_CELLS_OF_A_FILE,
            "criteria": limits.MOST_CRITERIA_OF_A_TABLE,
            "alternatives": limits.MOST_ALTERNATIVES_OF_A_PROBLEM,
            "bytes": limits.MOST_BYTES_ON_A_PAGE,
            "pairs": limits.MOST_COMPARISONS_ON_A_PAGE,
            "faults": limits.MOST_FAULTS_OF_A_FILE,
            "outcomes": MOST_OUTCOMES,
            "ways": MOST_WAYS,
            "quoted": MOST_QUOTED,
            "few": MOST_OF_A_FEW,
            "name": LONGEST_NAME,
        },
        "suffixes": {
            "problem": KINDS["problem file"].suffixes,
            "other workbook": OTHER_WORKBOOKS,  # these first: workbooks end so too
            "workbook": KINDS["workbook"].suffixes,
            "election": KINDS["election"].suffixes,
        },
        "problemKeys": [
            key for key, field in ProblemData.model_fields.items() if field.is_required()
        ],
        "studySchema": STUDY_SCHEMA,
        "phrases": _phrases(),
        "methodLabels": {name: registry.find(name).label for name in _METHODS},
        "toldApart": TOLD_APART,
        "tieTolerance": TIE_TOLERANCE,
    }
    return f"const VOCABULARY = {json.dumps(words, default=sorted)};\n"


def _phrases() -> dict[str, dict[str, str]]:
    """Give all texts of the page by kind: its own phrases, and the words of directions."""
    phrases = {
        f"{subject}.{kind}": {language: texts[language] for language in LANGUAGES}
        for subject in (
            "explorer.controls",
            "explorer.page",
            "explorer.faults",
            "explorer.doubts",
            "methods.thin_evidence",
        )
        for kind, texts in texts_of(subject).items()
    }
    directions = {
        f"io.tables.headers.{key}": {"en": english, "nl": dutch}
        for key, (english, dutch, *_) in headers.DIRECTION_WORDS.items()
    }
    return phrases | directions


@cache
def style() -> str:
    """Give the style sheet of the explorer; every rule is about what is inside it."""
    return _resource("explorer.css")


@checks_arguments
def as_page(problem: DecisionProblem | None, language: Language = "en") -> str:
    """Write the explorer as one self-contained HTML page.

    Parameters
    ----------
    problem : DecisionProblem or None
        None for a page that opens tables, and other pages, by itself.
    language : {"en", "nl"}, optional
        The first one; the page can switch.

    Returns
    -------
    str
        HTML. A Content-Security-Policy allows only the page's own script and style, by their
        SHA-256, and no network.
    """
    titles = {each: _title(problem, each) for each in LANGUAGES}
    measured = problem is not None and bool((~np.isnan(problem.values)).any())
    introduction = _control("introduction", measured=measured)
    introductions = {each: Words(each).said(introduction) for each in LANGUAGES}
    code, rules = script() + _START, _PAGE_STYLE + style()
    return template_of(_resource("explorer.html.j2")).render(
        language=language,
        policy=content_security_policy([code], [rules]),
        version=version("mcda-ai"),
        title=titles[language],
        introduction=introductions[language],
        style=Markup(rules),
        script=Markup(code),
        study=data_block(
            {
                "study": problem and study(problem),
                "language": language,
                "title": titles,
                "introduction": introductions,
            }
        ),
    )


def _title(problem: DecisionProblem | None, language: str) -> str:
    if problem is None:
        return Words(language).said(_control("title"))
    name = problem.label.text(language) or problem.name
    return Words(language).said(_control("title of a problem", problem=name))


def data_block(value: dict[str, Any]) -> Markup:
    """Write data as JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    escaped = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(escaped)


def content_security_policy(scripts: list[str], styles: list[str]) -> str:
    """Allow these scripts and styles, pictures in the page itself, and nothing else."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def template_of(text: str) -> jinja2.Template:
    """Make a template in which every value is escaped, and a missing one is an error."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(text)


def _resource(name: str) -> str:
    return package_files("mcda_ai.explorer").joinpath(name).read_text(encoding="utf-8")
