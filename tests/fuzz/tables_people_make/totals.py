"""Tables with rows and columns that follow from the others, or say something of them."""

from tests.fuzz.tables_people_make.meant import (
    OPTIONS,
    Table,
    rows_of,
    some_scores,
    weighted,
    without,
)

NAMED = (
    "total_score", "Score totaal", "Som van de scores", "Weighted Total Score", "Totaal", "Sum",
    "Overall score", "EINDSCORE", "gem. score", "Average", "Mean", "TotalScore", "Puntentotaal",
    "Totaal aantal punten", "Final_Score", "Gewogen som",
)  # fmt: skip
TOTALS = (*NAMED, "Samen", "All together", "Uitkomst", "Eindstand", "Stand", "Verdict")
"""Names of totals, the last of which do not say so."""
BOUNDS = ("Max score", "Max", "Best", "Median", "Minimum", "Maximum score", "Norm", "Ranking",
          "Rang", "Beste score", "Code", "mean_score")  # fmt: skip
WEIGHTS = ("Importance", "Belang", "Weights (1-5)", "Importance weight", "belangrijkheid")
TOLD = ("possible total", "computed")
WEIGHTED = ("{} weighted", "{} (gewogen)", "Weighted {}", "{}_weighted_score", "{} x gewicht")


def total_row(draw):
    """Add a row of sums, of means or of weighted sums."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    sums = [sum(column) for column in zip(*(row[1:] for row in rows[1:]), strict=True)]
    n = len(meant.scores)
    line = draw.choice([sums, [round(each / n, 2) for each in sums]])
    return Table([*rows, [draw.choice(TOTALS), *line]], meant, told=TOLD)


def total_of_few(draw):
    """Add a row of sums to a table so small that only its name can tell it."""
    meant = some_scores(draw, options=draw.sample(OPTIONS, 2))
    meant = without(meant, *list(meant.scores)[draw.choice([2, 3]) :])
    rows = rows_of(meant)
    sums = [sum(column) for column in zip(*(row[1:] for row in rows[1:]), strict=True)]
    return Table([*rows, [draw.choice(NAMED), *sums]], meant, told=TOLD)


def weighted_total_row(draw):
    """Add a row of weighted sums to a table with weights."""
    meant = weighted(draw, some_scores(draw))
    rows = rows_of(meant, weights="Gewicht")
    sums = [sum(row[1] * row[at] for row in rows[1:]) for at in range(2, len(rows[0]))]
    own = draw.choice(["", 0, sum(meant.weights.values())])
    return Table([*rows, [draw.choice(TOTALS), own, *sums]], meant, told=TOLD)


def total_column(draw):
    """Add a column of sums or means."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    made = draw.choice([sum, lambda row: round(sum(row) / len(row), 2)])
    written = [[*head, draw.choice(TOTALS)], *([*row, made(row[1:])] for row in rows)]
    return Table(written, meant, told=TOLD)


def bounds_column(draw):
    """Add a column that says how many points can be had, or the like."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    written = [[*head, draw.choice(BOUNDS)], *([*row, 10] for row in rows)]
    return Table(written, meant, told=("possible total",))


def rank_row(draw):
    """Add a row with the ranks of the totals."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    sums = [sum(column) for column in zip(*(row[1:] for row in rows[1:]), strict=True)]
    places = [1 + sum(other > each for other in sums) for each in sums]
    name = draw.choice(["Ranking", "Rang", "rank", "Rangorde", "Final ranking", "eindrang"])
    return Table([*rows, [name, *places]], meant, told=("possible total",))


def other_weights(draw):
    """Add weights under a header that is not known."""
    meant = weighted(draw, some_scores(draw))
    rows = rows_of(meant, weights=draw.choice(WEIGHTS))
    return Table(rows, meant, told=("possible weights",))


def weighted_columns(draw):
    """Add to each option its weighted scores."""
    meant = weighted(draw, some_scores(draw))
    name = draw.choice(WEIGHTED)
    head = ["Criterium", "Gewicht"]
    for option in meant.options:
        head += [option, name.format(option)]
    rows = [
        [name, meant.weights[name], *(each for s in row.values()
                                      for each in (s, s * meant.weights[name]))]
        for name, row in meant.scores.items()
    ]  # fmt: skip
    return Table([head, *rows], meant, told=TOLD)
