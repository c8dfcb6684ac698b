"""Tables as workbooks show them: hidden parts, strike-through, per cent, merged cells, formulas."""

from datetime import datetime

from tests.fuzz.tables_people_make.meant import (
    LAYERS,
    WORKBOOKS,
    Shown,
    Table,
    rows_of,
    some_scores,
    turned,
    weighted,
    without,
)


def _book(rows, meant, shown=None, told=(), **more):
    return Table(rows, meant, shown=shown or Shown(), forms=WORKBOOKS, told=told, **more)


# --- hidden and struck through -------------------------------------------------------------------


def hidden_criterion(draw):
    """Hide the row of a criterion that was dropped, by hand or by a filter."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    at = draw.randrange(1, len(rows))
    shown = Shown(hidden_rows={at}, by_filter=draw.random() < 0.5)
    return _book(rows, without(meant, rows[at][0]), shown, ("hidden rows",))


def hidden_option(draw):
    """Hide the column of an option that was dropped."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    at = draw.randrange(1, len(rows[0]))
    _drop(meant, rows[0][at])
    return _book(rows, meant, Shown(hidden_columns={at}), ("hidden columns",))


def hidden_weights(draw):
    """Hide a column of weights that no longer hold."""
    meant = weighted(draw, some_scores(draw))
    rows = rows_of(meant, weights=draw.choice(["Gewicht", "weight"]))
    meant.weights = {}
    return _book(rows, meant, Shown(hidden_columns={1}), ("hidden columns",))


def hidden_option_in_a_row(draw):
    """Hide an option of a table with the options in the rows."""
    meant = some_scores(draw)
    rows = turned(rows_of(meant, "Naam"))
    at = draw.randrange(1, len(rows))
    _drop(meant, rows[at][0])
    how = {"direction": "higher", "options_in": "rows"}
    return _book(rows, meant, Shown(hidden_rows={at}), ("hidden rows",), how=how)


def hidden_score_of_a_row(draw):
    """Hide a score of a table with a row for each."""
    meant = some_scores(draw)
    scores = [[c, o, score] for c, row in meant.scores.items() for o, score in row.items()]
    at = draw.randrange(len(scores))
    criterion, option, _ = scores[at]
    del meant.scores[criterion][option]
    rows = [["Criterium", "Optie", "Score"], *scores]
    return _book(rows, meant, Shown(hidden_rows={at + 1}), ("hidden rows",))


def struck_through(draw):
    """Strike a criterion or an option through."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    if draw.random() < 0.5:
        at = draw.randrange(1, len(rows))
        struck = {(at, x) for x in range(len(rows[0]))}
        meant = without(meant, rows[at][0])
    else:
        at = draw.randrange(1, len(rows[0]))
        struck = {(y, at) for y in range(len(rows))}
        _drop(meant, rows[0][at])
    return _book(rows, meant, Shown(struck=struck), ("struck through",))


def hidden_remarks(draw):
    """Hide a column of remarks, which counts for nothing."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    written = [[*head, draw.choice(["Toelichting", "Bron", "note"])],
               *([*row, "zie rapport"] for row in rows)]  # fmt: skip
    return _book(written, meant, Shown(hidden_columns={len(head)}))


def hidden_sheet(draw):
    """Keep an old version in a sheet that is hidden, or forget to hide it."""
    meant, old = some_scores(draw), some_scores(draw)
    beside = (rows_of(old), draw.random() < 0.5)
    return _book(rows_of(meant), meant, Shown(beside=beside))


def _drop(meant, option):
    for row in meant.scores.values():
        row.pop(option, None)
    meant.options.remove(option)


# --- per cent ------------------------------------------------------------------------------------


def percent_row(draw):
    """Show a criterion in per cent, and count the others as they are."""
    meant = some_scores(draw)
    rows, at = rows_of(meant), draw.randrange(1, len(meant.scores) + 1)
    cells = {(at, x) for x in range(1, len(rows[at]))}
    rows[at] = [rows[at][0], *(score / 100 for score in rows[at][1:])]
    return _book(rows, meant, Shown(percent=cells))


def partly_percent_row(draw):
    """Show a part of the numbers of a criterion in per cent."""
    table = percent_row(draw)
    (at, x), *_ = sorted(table.shown.percent)
    table.rows[at][x] = round(100 * table.rows[at][x])
    table.shown.percent.remove((at, x))
    return table


def shares(draw):
    """Write shares below a head that says per cent: .12 is 12 % to who reads it, or .12 %."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    written = [[rows[0][0], "Eenheid", "Richting", *rows[0][1:]]]
    for name, *scores in rows[1:]:
        written.append([name, "%", "max", *(score / 100 for score in scores)])
    return Table(written, meant, {}, told=("share as per cent",))


def mixed_shares(draw):
    """Write one number as a share of the whole, and the others of its row in per cent."""
    meant = some_scores(draw)
    meant.scores = {
        name: {option: draw.randint(10, 60) for option in row} for name, row in meant.scores.items()
    }
    rows = rows_of(meant)
    written = [[rows[0][0], "Eenheid", "Richting", *rows[0][1:]]]
    written += [[name, "%", "max", *scores] for name, *scores in rows[1:]]
    y, x = draw.randrange(1, len(written)), draw.randrange(3, len(written[0]))
    written[y][x] /= 100
    return Table(written, meant, {}, told=("share as per cent",))


def percent_weights(draw):
    """Show weights in per cent, sometimes but for one."""
    meant = weighted(draw, some_scores(draw))
    rows = rows_of(meant, weights="Gewicht")
    cells = {(y, 1) for y in range(1, len(rows))}
    for row in rows[1:]:
        row[1] /= 100
    meant.weights = {name: weight / 100 for name, weight in meant.weights.items()}
    if draw.random() < 0.5:
        cells.remove((1, 1))
        rows[1][1] *= 100
    return _book(rows, meant, Shown(percent=cells))


# --- cells that hold something else --------------------------------------------------------------


def merged_layers(draw):
    """Merge the cell of a layer with those below it."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    half = len(rows) // 2
    one, other = draw.sample(LAYERS, 2)
    named = [[one if at == 0 else other if at == half else None, *row]
             for at, row in enumerate(rows)]  # fmt: skip
    merged = [((1, 0), (half, 0)), ((half + 1, 0), (len(rows), 0))]
    return _book([["Laag", *head], *named], meant, Shown(merged=merged))


def merged_scores(draw):
    """Merge two cells that hold the same score."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    at = draw.randrange(1, len(rows))
    rows[at][2] = None
    return _book(rows, meant, Shown(merged=[((at, 1), (at, 2))]))


def formulas(draw):
    """Compute a score, in a program that saves no results, or have it fail."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    rows[1][1] = draw.choice(["=1+1", "=SUM(B3:B4)"])
    return Table(rows, None, forms=(".xlsx",))


def dates(draw):
    """Type a range, of which a spreadsheet makes a date."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    rows[1][1] = datetime(2026, draw.randint(1, 12), draw.randint(1, 28))
    return Table(rows, None, forms=(".xlsx",))
