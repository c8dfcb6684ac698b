"""Tables of statements about options, and of who is first where they hold."""

from __future__ import annotations

from collections.abc import Sequence

from mcda_ai.messages.claims import Share
from mcda_ai.messages.figures import share_text
from mcda_ai.methods.registry import label_of
from mcda_ai.problem.documents import cited
from mcda_ai.report.cells import whole_cell, yes_no_cell
from mcda_ai.report.document import Cell, Rows, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.stated import Stated
from mcda_ai.report.texts import say


def said(answer: Answer, stated: Stated, language: str) -> Table:
    """Show who says what, how much of the weightings that leaves, and whether it holds now."""
    found, ballots = stated.found, answer.problem.counts
    columns = ["statement", "stated by method", "source"]
    if found is not None:
        columns += ["leaves", "holds now", "new"]
    rows = []
    for place, each in enumerate(answer.problem.statements):
        cells = [
            Cell(each.prefers),
            Cell(label_of(each.method)),
            Cell(cited(each.sources, language)),
        ]
        if found is not None:
            follows = str(found.table["follows from"].iloc[place])
            share = Share(*found.table[["leaves", "size"]].iloc[place])
            cells += [
                _share_cell(share, language),
                yes_no_cell(stated.holds[place], language),
                Cell(say(f"follows from {follows}" if follows else "says something new", language)),
            ]
        rows.append(tuple(cells))
    weights = say(f"with {answer.weights}", language, ballots=ballots)
    head = tuple(say(key, language, ballots=ballots, weights=weights) for key in columns)
    return Table("statements", say("stated table", language), head, (Rows(tuple(rows)),))


def first_where_they_hold(
    answer: Answer, stated: Stated, names: Sequence[str], language: str
) -> Table:
    """Show how often each is first, without statements and where they hold, and its ranks there."""
    found, before = stated.found, stated.before
    assert found is not None
    assert before is not None
    shares, ends = found.first_places, found.ranks.to_dict(orient="index")
    rows = []
    for name in names:
        cells = [Cell(name), _share_cell(before.share_of(name), language)]
        cells.append(_share_cell(shares[name], language) if name in shares else Cell("–"))
        if ends:
            cells += [whole_cell(ends[name][end]) for end in ("best rank", "worst rank")]
        rows.append(tuple(cells))
    head = ["option", "first without statements", "first where they hold"]
    head += ["best rank there", "worst rank there"] if ends else []
    space = say(answer.spaces[-1].name, language)
    return Table(
        "where statements hold", say("where statements hold", language, space=space),
        tuple(say(key, language) for key in head), (Rows(tuple(rows)),), kind="figures",
    )  # fmt: skip


def _share_cell(share: Share, language: str) -> Cell:
    return Cell(share_text(share.value, int(share.size), language), float(share.value))
