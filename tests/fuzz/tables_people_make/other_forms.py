"""Tables of another form: options in the rows, a row for each score, things compared in pairs."""

from tests.fuzz.tables_people_make.meant import (
    CRITERIA,
    LAYERS,
    OPTIONS,
    Meant,
    Table,
    rows_of,
    some_scores,
    turned,
    weighted,
)
from tests.fuzz.tables_people_make.totals import TOTALS

ROW_HEADS = ("", "Name", "Naam", "Supplier", "Leverancier", "Country", "Alternatif", "Option",
             "Alternatief", "Variant", "Model", "Stad")  # fmt: skip

TURNED = ("names in rows", "criteria in columns", "other magnitudes")


def turned_unsaid(draw):
    """Put the options in the rows, and do not say so; the criteria have names that are known."""
    meant = some_scores(draw)
    known = draw.sample(["Price", "Comfort", "Safety", "Kosten", "Onderhoud", "Speed", "Levertijd"],
                        len(meant.scores) if len(meant.scores) < 7 else 7)  # fmt: skip
    meant.scores = dict(zip(known, meant.scores.values(), strict=False))
    return Table(turned(rows_of(meant, draw.choice(ROW_HEADS))), meant, told=TURNED)


def turned_of_other_sizes(draw):
    """Put the options in the rows below codes of criteria that measure other things."""
    meant = some_scores(draw)
    meant.scores = {
        f"C{at}": {o: score + (50_000 if at == 1 else 0) for o, score in row.items()}
        for at, row in enumerate(meant.scores.values())
    }
    return Table(turned(rows_of(meant, draw.choice(["", "Name", "Option"]))), meant, told=TURNED)


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
    how = {"direction": "higher", "options_in": "rows"}
    return Table(written, meant, how, told=("possible total", "computed"))


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
    rows = [[o, c, s, *([meant.weights[c]] if with_weight else [])] for o, c, s in kept]
    scores = {
        name: {o: s for o, c, s in kept if c == name}
        for name in dict.fromkeys(c for _, c, _ in kept)
    }
    weights = {name: meant.weights[name] for name in scores} if with_weight else {}
    return Table([[*heads, *(["Gewicht"] if with_weight else [])], *rows], Meant(scores, weights))


def long_with_directions(draw):
    """Give each score a row that says its layer, and which numbers of its criterion are better."""
    meant = some_scores(draw)
    one, other = draw.sample(LAYERS, 2)
    rows = []
    for at, (name, row) in enumerate(list(meant.scores.items())):
        is_cost = draw.random() < 0.5
        said = [one if at < 2 else other, "min" if is_cost else "max"]
        rows += [[name, option, score, *said] for option, score in row.items()]
        meant.scores[name] = {o: -s if is_cost else s for o, s in row.items()}
    return Table([["Criterium", "Variant", "Waarde", "Thema", "Richting"], *rows], meant, {})


def long_with_another_column(draw):
    """Give each score a row that says who gave it, or when."""
    meant = some_scores(draw)
    rows = [[o, c, s, "Ann"] for c, row in meant.scores.items() for o, s in row.items()]
    return Table([["option", "criterion", "score", draw.choice(["expert", "Ronde"])], *rows], meant)


def long_with_two_scores(draw):
    """Give one pair two scores."""
    table = long(draw)
    again = list(table.rows[1])
    again[2] += 1
    return Table([*table.rows, again], None)


def pairwise(draw):
    """Compare options or criteria in pairs (AHP)."""
    names = draw.sample(OPTIONS + CRITERIA, draw.randint(3, 6))
    worth = {name: draw.randint(1, 9) for name in names}
    digits = draw.choice([1, 2, 4])
    rows = [
        [one, *(f"{round(worth[one] / worth[other], digits):g}" for other in names)]
        for one in names
    ]
    head = [draw.choice(["", "Criteria", "Criterium"]), *names]
    return Table([head, *rows], None, told=("same names",))


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
    return Table([["", *names], *rows], None, told=("same names",))
