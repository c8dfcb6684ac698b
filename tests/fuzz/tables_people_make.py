"""Tables in the shapes that people use, each with what is meant by it, read in bulk.

python -m tests.fuzz.tables_people_make --tables 2000 --seed 1

Every table ends in one of four ways: read as it is meant, refused with a fault, read with a doubt,
or silently wrong, which must not happen. Of tables that are read as meant it is counted how many
are doubted all the same.
"""

import argparse
import math
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mcda_ai.io.files import ReadAs, read_with_places
from mcda_ai.messages.faults import ProblemError

AS_MEANT, FAULT, DOUBT, SILENTLY_WRONG = "as meant", "fault", "doubt", "silently wrong"
NEEDLESS = "as meant, but doubted"
# Said of nearly all tables of measured numbers: it says nothing of their shape.
_ORDINARY = {"io.tables.doubts.order only"}

OPTIONS = (
    "Alfa", "Beta", "Gamma", "Noord", "Zuid", "Plan 2030", "Nulvariant", "Plus", "Basis", "Ring",
    "Node", "Go", "Ann", "Bob", "Optie A", "Optie B", "Variant 1", "Scenario hoog", "De Kamp",
)  # fmt: skip
CRITERIA = (
    "Price", "Comfort", "Safety", "Kosten", "Bereik", "Geluidhinder", "Total costs", "Draagvlak",
    "Gemiddelde reistijd", "Ease of use", "Natuur", "Algemeen belang", "Risk level", "Onderhoud",
    "Juridische haalbaarheid", "Speed", "CO2", "Bereikbaarheid per fiets", "Max. snelheid",
)  # fmt: skip
LAYERS = ("Kosten", "Baten", "Society", "Randvoorwaarden")
SCALE = ("slecht", "matig", "goed", "zeer goed")


@dataclass
class Meant:
    """What a table says: scores of which the highest is the best, by criterion and option."""

    scores: dict
    weights: dict = field(default_factory=dict)

    @property
    def options(self):
        return list(dict.fromkeys(option for row in self.scores.values() for option in row))


@dataclass
class Table:
    """A text, how somebody reads it, and what is meant; None where it is no effects table."""

    rows: list
    meant: Meant | None
    how: dict = field(default_factory=lambda: {"direction": "higher"})
    separator: str = ";"

    @property
    def text(self):
        return "".join(self.separator.join(map(_cell, row)) + "\n" for row in self.rows)


def _cell(value):
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f'"{text}"' if "," in text else text


# --- plain data --------------------------------------------------------------------------------


def some_scores(draw, most=10, options=None):
    """Draw scores: each number within its criterion, which may have another size."""
    options = options or draw.sample(OPTIONS, draw.randint(3, 6))
    criteria = draw.sample(CRITERIA, draw.randint(4, 8))
    return Meant({c: {o: draw.randint(1, most) for o in options} for c in criteria})


def weighted(draw, meant):
    """Give each criterion a weight above 1."""
    meant.weights = {name: draw.randint(2, 5) for name in meant.scores}
    return meant


def rows_of(meant, corner="Criterium", *, weights=""):
    """Write scores with a row for each criterion, and weights in front where they have a header."""
    head = [corner, *([weights] if weights else []), *meant.options]
    return [head, *(
        [name, *([meant.weights[name]] if weights else []), *row.values()]
        for name, row in meant.scores.items()
    )]  # fmt: skip


def turned(rows):
    """Turn rows into columns."""
    return [list(column) for column in zip(*rows, strict=True)]


# --- the shapes ----------------------------------------------------------------------------------


def plain(draw):
    """Write it as the manual says, under one of the usual headers."""
    corner = draw.choice(["Criterium", "criteria", "Indicator", "Criterion", ""])
    meant = some_scores(draw)
    return Table(rows_of(meant, corner), meant, separator=draw.choice(";\t,"))


def with_weights(draw):
    """Add a column of weights."""
    meant = weighted(draw, some_scores(draw))
    head = draw.choice(["Gewicht", "weight", "Weging", "Weight factor", "weight_factor"])
    return Table(rows_of(meant, weights=head), meant)


def with_layers(draw):
    """Group the criteria in layers, each named once."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    half = len(rows) // 2
    one, other = draw.sample(LAYERS, 2)
    named = [[one if at == 0 else other if at == half else "", *row] for at, row in enumerate(rows)]
    return Table([[draw.choice(["Laag", "Thema", "layer"]), *head], *named], meant)


def with_titles_and_gaps(draw):
    """Put a title above, a line below, and empty cells in it."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    options = meant.options
    for line in rows[2:]:
        if draw.random() < 0.3:
            at = draw.randrange(len(options))
            line[1 + at] = draw.choice(["", "-", "n.v.t.", "?"])
            del meant.scores[line[0]][options[at]]
    return Table([["Effecten van de plannen"], [], *rows, []], meant)


def with_notes(draw):
    """Add a column of remarks, under a header that may not be known."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    name = draw.choice(["Toelichting", "Notes", "Rationale", "Omschrijving", "Bron"])
    return Table([[*head, name], *([*row, "zie rapport"] for row in rows)], meant)


def with_directions(draw):
    """Say of each row which numbers are better."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    lower, higher = draw.choice([("lower", "higher"), ("lager", "hoger"), ("min", "max"),
                                 ("cost", "benefit"), ("kosten", "baten")])  # fmt: skip
    written = []
    for row in rows:
        is_cost = draw.random() < 0.5
        written.append([*row, lower if is_cost else higher])
        if is_cost:
            meant.scores[row[0]] = {o: -score for o, score in meant.scores[row[0]].items()}
    return Table([[*head, draw.choice(["direction", "Richting"])], *written], meant, {})


def ranks(draw):
    """Write ranks; sometimes as they are said."""
    meant = some_scores(draw)
    written = []
    sign = draw.choice(["{}", "{}", "{}e", "#{}", "{}st"])
    for name, row in meant.scores.items():
        order = draw.sample(range(1, len(row) + 1), len(row))
        meant.scores[name] = {o: -rank for o, rank in zip(row, order, strict=True)}
        written.append([name, *map(sign.format, order)])
    return Table([["Criterium", *meant.options], *written], meant, {"direction": "ranks"})


def ranks_read_as_scores(draw):
    """Read ranks as if the highest were best."""
    table = ranks(draw)
    return Table(table.rows, table.meant, {"direction": "higher"})


def scores_read_as_ranks(draw):
    """Read scores up to 10 of a few options as if 1 were the best."""
    meant = some_scores(draw)
    first = next(iter(meant.scores.values()))
    first[next(iter(first))] = 9
    return Table(rows_of(meant), meant, {"direction": "ranks"})


def words(draw):
    """Write words of a scale."""
    meant = some_scores(draw, most=len(SCALE))
    rows = rows_of(meant)
    written = [[row[0], *(SCALE[score - 1] for score in row[1:])] for row in rows[1:]]
    how = draw.choice([{"scale": " < ".join(SCALE)}, {}])
    return Table([rows[0], *written], meant, how)


def percent_and_units(draw):
    """Write signs of units in the cells."""
    meant = some_scores(draw)
    sign = draw.choice(["{}%", "{} %", "€ {}", "{} km", "{} (goed)", "ca. {}", "{}-{}", "> {}"])
    rows = rows_of(meant)
    written = [[row[0], *(sign.format(s, s) for s in row[1:])] for row in rows[1:]]
    return Table([rows[0], *written], meant)


def decimals(draw):
    """Write decimals with a comma."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    written = [[row[0], *(f"{s},5" for s in row[1:])] for row in rows[1:]]
    return Table([rows[0], *written], meant, separator=draw.choice(";\t"))


def measured(draw):
    """Write criteria of very different sizes."""
    meant = some_scores(draw)
    for name, row in meant.scores.items():
        size = draw.choice([1, 10, 1000, 20_000])
        meant.scores[name] = {o: size * (10 + score) for o, score in row.items()}
    return Table(rows_of(meant, draw.choice(["Criterium", ""])), meant)


ROW_HEADS = ("", "Name", "Naam", "Supplier", "Leverancier", "Country", "Alternatif", "Option",
             "Alternatief", "Variant", "Model", "Stad")  # fmt: skip


def turned_unsaid(draw):
    """Put the options in the rows, and do not say so; the criteria have names that are known."""
    meant = some_scores(draw)
    known = draw.sample(["Price", "Comfort", "Safety", "Kosten", "Onderhoud", "Speed", "Levertijd"],
                        len(meant.scores) if len(meant.scores) < 7 else 7)  # fmt: skip
    meant.scores = dict(zip(known, meant.scores.values(), strict=False))
    return Table(turned(rows_of(meant, draw.choice(ROW_HEADS))), meant)


def turned_of_other_sizes(draw):
    """Put the options in the rows below codes of criteria that measure other things."""
    meant = some_scores(draw)
    meant.scores = {
        f"C{at}": {o: score + (50_000 if at == 1 else 0) for o, score in row.items()}
        for at, row in enumerate(meant.scores.values())
    }
    return Table(turned(rows_of(meant, draw.choice(["", "Name", "Option"]))), meant)


def turned_with_directions(draw):
    """Put the options in the rows, with the direction of each criterion beside the headers."""
    meant = some_scores(draw)
    head, *rows = turned(rows_of(meant, draw.choice(ROW_HEADS)))
    costs = [draw.random() < 0.5 for _ in meant.scores]
    for (name, row), is_cost in zip(list(meant.scores.items()), costs, strict=True):
        meant.scores[name] = {o: -s for o, s in row.items()} if is_cost else row
    said = ["min" if is_cost else "max" for is_cost in costs]
    line = [draw.choice(["", "direction", "Richting"]), *said]
    written = [line, head, *rows] if draw.random() < 0.5 else [head, line, *rows]
    return Table(written, meant, draw.choice([{"options_in": "rows"}, {}]))


def turned_and_said(draw):
    """Put the options in the rows and say so, with weights in a row above or below them."""
    meant = weighted(draw, some_scores(draw))
    head, *rows = turned(rows_of(meant, draw.choice(ROW_HEADS)))
    line = [draw.choice(["weight", "Gewicht", "Weging"]), *meant.weights.values()]
    place = draw.randrange(3)
    written = [[line, head, *rows], [head, line, *rows], [head, *rows, line]][place]
    return Table(written, meant, {"direction": "higher", "options_in": "rows"})


def turned_with_a_total(draw):
    """Add a total to options in the rows."""
    meant = some_scores(draw)
    head, *rows = turned(rows_of(meant, draw.choice(ROW_HEADS)))
    name = draw.choice(TOTALS)
    written = [[*head, name], *([*row, sum(row[1:])] for row in rows)]
    return Table(written, meant, {"direction": "higher", "options_in": "rows"})


LONG_HEADS = (("option", "criterion", "score"), ("Alternatief", "Criterium", "Waarde"),
              ("Supplier", "Aspect", "Points"), ("Variant", "indicator", "Cijfer"))  # fmt: skip


def long(draw):
    """Give each score a row, in any order, some of them missing."""
    meant = some_scores(draw)
    with_weight = draw.random() < 0.5
    if with_weight:
        weighted(draw, meant)
    heads = draw.choice(LONG_HEADS)
    pairs = [(o, c, s) for c, row in meant.scores.items() for o, s in row.items()]
    kept = [pair for pair in pairs if draw.random() < 0.95]
    draw.shuffle(kept)
    meant.scores = {
        name: {o: s for o, c, s in kept if c == name}
        for name in dict.fromkeys(c for _, c, _ in kept)
    }
    rows = [[o, c, s, *([meant.weights[c]] if with_weight else [])] for o, c, s in kept]
    meant.weights = {name: meant.weights[name] for name in meant.scores} if with_weight else {}
    return Table([[*heads, *(["Gewicht"] if with_weight else [])], *rows], meant)


def long_with_two_scores(draw):
    """Give one pair two scores."""
    table = long(draw)
    again = list(table.rows[1])
    again[2] += 1
    return Table([*table.rows, again], None)


TOTALS = (
    "total_score", "Score totaal", "Som van de scores", "Weighted Total Score", "Totaal", "Sum",
    "Overall score", "EINDSCORE", "gem. score", "Average", "Mean", "TotalScore", "Puntentotaal",
    "Totaal aantal punten", "Final_Score", "Gewogen som", "Samen", "All together", "Uitkomst",
)  # fmt: skip
BOUNDS = ("Max score", "Max", "Best", "Median", "Minimum", "Maximum score", "Norm", "Ranking",
          "Rang", "Beste score", "Code", "mean_score")  # fmt: skip
WEIGHTS = ("Importance", "Belang", "Weights (1-5)", "Importance weight", "belangrijkheid")
WEIGHTED = ("{} weighted", "{} (gewogen)", "Weighted {}", "{}_weighted_score", "{} x gewicht")


def total_row(draw):
    """Add a row of sums, of means or of weighted sums."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    sums = [sum(column) for column in zip(*(row[1:] for row in rows[1:]), strict=True)]
    n = len(meant.scores)
    line = draw.choice([sums, [round(each / n, 2) for each in sums]])
    return Table([*rows, [draw.choice(TOTALS), *line]], meant)


def weighted_total_row(draw):
    """Add a row of weighted sums to a table with weights."""
    meant = weighted(draw, some_scores(draw))
    rows = rows_of(meant, weights="Gewicht")
    sums = [sum(row[1] * row[at] for row in rows[1:]) for at in range(2, len(rows[0]))]
    own = draw.choice(["", 0, sum(meant.weights.values())])
    return Table([*rows, [draw.choice(TOTALS), own, *sums]], meant)


def total_column(draw):
    """Add a column of sums or means."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    made = draw.choice([sum, lambda row: round(sum(row) / len(row), 2)])
    return Table([[*head, draw.choice(TOTALS)], *([*row, made(row[1:])] for row in rows)], meant)


def bounds_column(draw):
    """Add a column that says how many points can be had, or the like."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    return Table([[*head, draw.choice(BOUNDS)], *([*row, 10] for row in rows)], meant)


def rank_row(draw):
    """Add a row with the ranks of the totals."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    sums = [sum(column) for column in zip(*(row[1:] for row in rows[1:]), strict=True)]
    places = [1 + sum(other > each for other in sums) for each in sums]
    name = draw.choice(["Ranking", "Rang", "rank", "Rangorde", "Final ranking", "eindrang"])
    return Table([*rows, [name, *places]], meant)


def other_weights(draw):
    """Add weights under a header that is not known."""
    meant = weighted(draw, some_scores(draw))
    return Table(rows_of(meant, weights=draw.choice(WEIGHTS)), meant)


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
    return Table([head, *rows], meant)


def numbered(draw):
    """Number the rows."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    name = draw.choice(["Nr", "#", "ID", "No."])
    return Table([[name, *head], *([at, *row] for at, row in enumerate(rows, 1))], meant)


def pairwise(draw):
    """Compare options or criteria in pairs (AHP)."""
    names = draw.sample(OPTIONS + CRITERIA, draw.randint(3, 6))
    worth = {name: draw.randint(1, 9) for name in names}
    digits = draw.choice([1, 2, 4])
    rows = [
        [one, *(f"{round(worth[one] / worth[other], digits):g}" for other in names)]
        for one in names
    ]
    return Table([[draw.choice(["", "Criteria", "Criterium"]), *names], *rows], None)


def compared(draw):
    """Give distances, correlations, or who won from whom."""
    names = draw.sample(OPTIONS, draw.randint(3, 6))
    way = draw.choice(["distance", "correlation", "votes"])
    numbers = {}
    for one in names:
        for other in names:
            same = {"distance": 0, "correlation": 1, "votes": "-"}[way]
            drawn = round(draw.random(), 2) if way == "correlation" else draw.randint(1, 40)
            mirrored = numbers.get((other, one), drawn)
            numbers[one, other] = same if one == other else drawn if way == "votes" else mirrored
    rows = [[one, *(numbers[one, other] for other in names)] for one in names]
    return Table([["", *names], *rows], None)


def twice(draw):
    """Repeat a criterion, or put a second table below the first."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    return Table([*rows, draw.choice([rows[-1], rows[0]])], None)


SHAPES = (
    plain, with_weights, with_layers, with_titles_and_gaps, with_notes, with_directions, ranks,
    ranks_read_as_scores, scores_read_as_ranks, words, percent_and_units, decimals, measured,
    turned_unsaid, turned_of_other_sizes, turned_with_directions, turned_and_said,
    turned_with_a_total, long, long_with_two_scores, total_row, weighted_total_row, total_column,
    bounds_column, rank_row, other_weights, weighted_columns, numbered, pairwise, compared, twice,
)  # fmt: skip
READABLE = (plain, with_weights, with_layers, with_titles_and_gaps, decimals, measured, long,
            turned_and_said)  # fmt: skip
"""Shapes that have to be read as they are meant, without a doubt."""


# --- what came of them ---------------------------------------------------------------------------


def outcome_of(table, folder):
    """Read a table; give what came of it, and what was said."""
    file = Path(folder) / "table.csv"
    file.write_text(table.text, encoding="utf-8")
    try:
        source = read_with_places(file, ReadAs(**table.how))
    except ProblemError as error:
        return FAULT, error.faults
    doubts = [each for each in source.problem.doubts if each.innermost.kind not in _ORDINARY]
    if is_as_meant(source.problem, table.meant):
        return (NEEDLESS if doubts else AS_MEANT), doubts
    return (DOUBT if doubts else SILENTLY_WRONG), doubts


def is_as_meant(problem, meant):
    """Tell whether the orders and the weights are those that are meant."""
    if meant is None or set(problem.criterion_names) != set(meant.scores):
        return False
    if set(problem.alternative_names) != set(meant.options):
        return False
    read = {
        name: {o: -rank for o, rank in zip(problem.alternative_names, row, strict=True)
               if not math.isnan(rank)}
        for name, row in zip(problem.criterion_names, problem.ranks, strict=True)
    }  # fmt: skip
    weights = problem.own_weights or {}
    return weights == meant.weights and all(
        _numbers_better(read[name]) == _numbers_better(row) for name, row in meant.scores.items()
    )


def _numbers_better(row):
    """Give for each option how many are better, of which a higher number is."""
    return {o: sum(other > score for other in row.values()) for o, score in row.items()}


def run(tables, seed=1):
    """Read many tables of every shape; give counts by shape, and those that were silently wrong."""
    counts = {shape.__name__: Counter() for shape in SHAPES}
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(tables):
            shape = SHAPES[number % len(SHAPES)]
            table = shape(random.Random(f"{seed} {number}"))
            outcome, _ = outcome_of(table, folder)
            counts[shape.__name__][outcome] += 1
            if outcome == SILENTLY_WRONG:
                wrong.append(f"{number}, {shape.__name__}, {table.how}:\n{table.text}")
    return counts, wrong


def main():
    """Read tables and print what came of them; 1 if any was silently wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.tables_people_make")
    parser.add_argument("--tables", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counts, wrong = run(options.tables, options.seed)
    ways = (AS_MEANT, NEEDLESS, FAULT, DOUBT, SILENTLY_WRONG)
    lines = [f"{'':24}{''.join(f'{way:>23}' for way in ways)}"]
    for name, found in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        lines.append(f"{name:24}{''.join(f'{found[way]:>23}' for way in ways)}")
    sys.stdout.write("\n".join([*lines, "", *wrong]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
