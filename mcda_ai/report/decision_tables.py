"""Tables of what decides, what to ask, and whose weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mcda_ai.messages.figures import bits_text, in_short, share_text, with_error
from mcda_ai.messages.wording import Words
from mcda_ai.report.document import Cell, Rows, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.texts import say
from mcda_ai.sensitivity.attribution_result import factor_claim, lead_of

_MOST_QUESTIONS = 8


def attribution(answer: Answer, language: str) -> Table:
    """Shares of the variance of each lead, by factor: alone, and with others."""
    found = answer.attribution
    assert found is not None
    factors = list(found.first_order.columns)
    rows = []
    for name in answer.problem.alternative_names:
        response = lead_of(name)
        unknown = np.isnan(found.summary["variance"][response]) or found.is_too_rare(response)
        cells = [Cell(name)]
        for factor in factors:
            texts = []
            for index in ("first_order", "total"):
                share = float(getattr(found, index)[factor][response])
                error = float(getattr(found.standard_error, index)[factor][response])
                texts.append(with_error(max(share, 0.0), error, language))
            cells.append(Cell("–" if unknown else " / ".join(texts)))
        rows.append(tuple(cells))
    words = Words(language)
    head = (say("option", language), *(words.said(factor_claim(factor)) for factor in factors))
    note = say("shares of variance", language)
    title = say("attribution", language)
    return Table("attribution", title, head, (Rows(tuple(rows)),), note, kind="figures")


def questions(answer: Answer, language: str, labels: Mapping[str, str]) -> Table:
    """Questions about the weights, the most telling first."""
    found = answer.questions
    rows = []
    for asked, row in zip(found.questions, found.table.to_dict(orient="records"), strict=True):
        share = float(row["yes"])
        rows.append(
            (
                Cell(asked.in_words(language, labels)),
                Cell(bits_text(row["gain"], found.size, language, 3), float(row["gain"])),
                Cell(share_text(share, found.size, language), share),
            )
        )
    head = ("question", "gain", "yes share")
    note = say("bits note", language, open=bits_text(found.entropy, found.size, language))
    return Table(
        "questions", say("questions", language), tuple(say(key, language) for key in head),
        (Rows(tuple(rows[:_MOST_QUESTIONS])),), note,
    )  # fmt: skip


def settlement(answer: Answer, language: str, labels: Mapping[str, str]) -> Table:
    """Ask, answer, and see who leads then."""
    found = answer.settlement
    rows = [
        (
            Cell(asked.in_words(language, labels)),
            Cell(say(str(row["answer"]), language)),
            Cell(str(row["leader"])),
            Cell(
                share_text(float(row["share"]), found.provenance.size, language),
                float(row["share"]),
            ),
        )
        for asked, row in zip(found.questions, found.steps.to_dict(orient="records"), strict=True)
    ]
    head = ("question", "answer given", "likely", "in share")
    used = say(f"with {answer.weights}", language, ballots=answer.problem.counts)
    return Table(
        "settlement", say("settlement", language, weights=used),
        tuple(say(key, language) for key in head), (Rows(tuple(rows)),),
    )  # fmt: skip


def weight_sets(answer: Answer, language: str) -> Table:
    """Named weight sets side by side."""
    found = answer.ground
    assert found is not None
    labels = answer.problem.labels(language)
    rows = []
    for name, row in found.table.to_dict(orient="index").items():
        lead = float(row["lead"])
        rows.append(
            (
                Cell(labels.get(str(name), str(name))),
                Cell(str(row["order"])),
                Cell("–") if np.isnan(lead) else Cell(in_short(lead, language), lead),
            )
        )
    head = (say("weight set", language), say("order", language), say("lead", language))
    return Table("weight sets", say("weight sets", language), head, (Rows(tuple(rows)),))
