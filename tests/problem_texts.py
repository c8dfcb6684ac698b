"""Problem files as texts, a short and a long one, changed and read for the tests."""

import json

import pytest
import yaml

from mcda_ai.io.files import parse
from mcda_ai.messages.faults import ProblemError

SHORT = """\
version: 1
name: site
alternatives: [north, south]
layers: [input, impact]
readings: [survey]
criteria:
  - name: cost
    layer: input
    judgements: {survey: south > north}
  - name: reach
    layer: impact
    judgements: {survey: }
"""

LONG = """\
version: 1
name: site
label: {nl: Locatie, en: Site}
description: Where to build
document: {title: A plan, authors: [Ann, Bob], publisher: Office, date: 2024-11-29}
alternatives:
  - {name: north, label: {nl: Noord, en: North}, description: The hill}
  - {name: south, label: Zuid}
  - east
layers:
  - {name: input, label: Inzet}
  - {name: rules, role: precondition}
scales:
  - name: level
    levels: [low, {name: mid, label: {nl: midden, en: middle}}, high]
readings:
  - {name: survey, label: Enquete, sources: [{table: 7}]}
  - panel
criteria:
  - name: cost
    layer: input
    label: {nl: Kosten, en: Cost}
    judgements:
      survey:
        order: south > north = east
        note: {en: rounded}
        sources: [{table: 3, section: "4.2"}]
      panel: [south, [north, east]]
  - name: noise
    layer: input
    scale: level
    judgements:
      survey: {levels: {north: low, south: [low, mid], east: high}}
      panel: {order: {north: 2, south: 2, east: 1}, status: corrected, reason: a slip}
  - name: law
    layer: rules
    judgements:
      survey:
      panel: {status: unscored, reason: {nl: niet gevraagd, en: not asked}}
scenarios:
  - name: quiet
    label: {nl: Stil, en: Quiet}
    sources: [{page: 9}]
    cells:
      - {criterion: noise, order: north > south > east}
      - {criterion: cost, order: north > south, sources: [{page: 12}]}
remarks:
  - {name: slip, text: Page 9 repeats page 8, sources: [{page: 9, document: Another plan}]}
weights: {cost: 3, noise: 1}
"""


def write(path, content):
    path.write_text(content, encoding="utf-8")
    return path


def short(**changes):
    """Give the short form as plain data, with some keys changed or, if None, taken away."""
    form = {**yaml.safe_load(SHORT), **changes}
    return {key: value for key, value in form.items() if value is not None}


def with_judgement(judgement, **criterion):
    """Give the short form with another judgement on the first criterion."""
    first, second = short()["criteria"]
    return short(criteria=[{**first, "judgements": {"survey": judgement}, **criterion}, second])


def parse_data(form):
    return parse(json.dumps(form), "site.json", as_json=True)


def faults_of(content, name="site.yaml"):
    with pytest.raises(ProblemError) as caught:
        parse(content, name, as_json=name.endswith(".json"))
    return caught.value.faults


def faults_of_data(form):
    return faults_of(json.dumps(form), "site.json")
