"""Tables with a row for each criterion, with what people put beside and between the scores."""

from tests.fuzz.tables_people_make.meant import (
    LAYERS,
    SCALE,
    SIGNS,
    UNSCORED,
    Table,
    rows_of,
    some_scores,
    weighted,
)

RANKS = ("rank of too many", "rank of a fraction", "rank before the first", "ranks")


def plain(draw):
    """Write it as the manual says, under one of the usual headers."""
    corner = draw.choice(
        ["Criterium", "criteria", "Indicator", "Criterion", "", "Criterium / optie"]
    )
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
                                 ("cost", "benefit"), ("kosten", "baten"), ("-1", "1"),
                                 ("-", "+"), ("minimise", "maximise")])  # fmt: skip
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
    return Table(table.rows, table.meant, told=("ranks as scores",))


def scores_read_as_ranks(draw):
    """Read scores up to 10 of a few options as if 1 were the best."""
    meant = some_scores(draw)
    first = next(iter(meant.scores.values()))
    first[next(iter(first))] = 9
    return Table(rows_of(meant), meant, {"direction": "ranks"}, told=RANKS)


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


def numbered(draw):
    """Number the rows."""
    meant = some_scores(draw)
    head, *rows = rows_of(meant)
    name = draw.choice(["Nr", "#", "ID", "No."])
    return Table([[name, *head], *([at, *row] for at, row in enumerate(rows, 1))], meant)


def twice(draw):
    """Repeat a criterion, or put a second table below the first."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    return Table([*rows, draw.choice([rows[-1], rows[0]])], None)


# --- thin and unscored ---------------------------------------------------------------------------


def thin(draw):
    """Score one or two options only, on some criteria."""
    meant = some_scores(draw)
    for name in draw.sample(list(meant.scores), 2):
        kept = draw.sample(meant.options, draw.choice([1, 2]))
        meant.scores[name] = {option: meant.scores[name][option] for option in kept}
    return _with_marks(draw, meant)


def unscored(draw):
    """Score nobody on a criterion, or an option on none."""
    meant = some_scores(draw)
    meant.scores[draw.choice(list(meant.scores))] = {}
    if draw.random() < 0.5:
        nobody = draw.choice(meant.options)
        for row in meant.scores.values():
            row.pop(nobody, None)
    return _with_marks(draw, meant)


def _with_marks(draw, meant):
    mark = draw.choice(UNSCORED[1:])
    rows = [[mark if cell == "" else cell for cell in row] for row in rows_of(meant)]
    return Table(rows, meant)


# --- lines that are no criteria, and signs -------------------------------------------------------


def headings(draw):
    """Put headings between the criteria, or a source below them."""
    meant = some_scores(draw)
    rows = rows_of(meant)
    at = draw.choice([1, len(rows)])
    rows.insert(
        at, [draw.choice(["BATEN", "Overige effecten", "Bron: het rapport", "* voorlopig"])]
    )
    return Table(rows, meant, told=("possible heading",))


def signs(draw):
    """Write signs, of which a word processor may have made long dashes."""
    meant = some_scores(draw, most=len(SIGNS))
    dash = draw.choice(["--", "--", "\u2014", "\u2013"])
    rows = rows_of(meant)
    written = [
        [name, *(SIGNS[score - 1].replace("--", dash) for score in scores)]
        for name, *scores in rows[1:]
    ]
    how = {"scale": " < ".join(SIGNS)}
    return Table([rows[0], *written], meant, how, told=("long dash",))


def half_steps(draw):
    """Write 0/+ and 0/-, which the scale may have as steps."""
    steps = ("--", "-", "0/-", "0", "0/+", "+", "++")
    meant = some_scores(draw, most=len(steps))
    rows = rows_of(meant)
    written = [[name, *(steps[score - 1] for score in scores)] for name, *scores in rows[1:]]
    scale = draw.choice([steps, SIGNS])
    how = {"scale": " < ".join(scale)}
    return Table([rows[0], *written], meant, how, told=("half a step",))


def three_decimals(draw):
    """Write three decimals, which can be thousands."""
    meant = some_scores(draw)
    point = draw.choice(".,")
    for name, row in meant.scores.items():
        meant.scores[name] = {o: score / 4 for o, score in row.items()}
    rows = rows_of(meant)
    written = [
        [name, *(f"{score:.3f}".replace(".", point) for score in scores)]
        for name, *scores in rows[1:]
    ]
    how = draw.choice([{"direction": "higher"}, {"direction": "higher", "decimal": point}])
    return Table([rows[0], *written], meant, how, told=("decimals by another",))
