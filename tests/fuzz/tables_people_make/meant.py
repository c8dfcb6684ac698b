"""A table, how somebody writes and reads it, and what is meant by it."""

from dataclasses import dataclass, field

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
SIGNS = ("--", "-", "0", "+", "++")
UNSCORED = ("", "-", "n.v.t.", "?")

FORMS = (".csv", ".csv", ".xlsx", ".xls", ".ods")  # of which one is drawn
WORKBOOKS = (".xlsx", ".xls", ".ods")


class Meant:
    """What a table says: scores of which the highest is the best, by criterion and option."""

    def __init__(self, scores, weights=None):
        self.scores = scores
        self.weights = weights or {}
        self.options = list(dict.fromkeys(option for row in scores.values() for option in row))


@dataclass
class Shown:
    """How a workbook shows a table; places are (row, column), counted from 0."""

    percent: set = field(default_factory=set)
    struck: set = field(default_factory=set)
    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)
    by_filter: bool = False
    merged: list = field(default_factory=list)  # of (first place, last place)
    beside: tuple = ()  # the rows of another sheet, and whether that is hidden


@dataclass
class Table:
    """Rows, how somebody reads them, and what is meant; None where it is no effects table."""

    rows: list
    meant: Meant | None
    how: dict = field(default_factory=lambda: {"direction": "higher"})
    separator: str = ";"
    shown: Shown = field(default_factory=Shown)
    forms: tuple = FORMS
    told: tuple = ()  # the doubts of which one says what is wrong, where it is read otherwise

    @property
    def text(self):
        """The table as a text file holds it."""
        return "".join(self.separator.join(map(_cell, row)) + "\n" for row in self.rows)


def _cell(value):
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f'"{text}"' if "," in text else text


# --- plain data ----------------------------------------------------------------------------------


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
        [name, *([meant.weights[name]] if weights else []),
         *(row.get(option, "") for option in meant.options)]
        for name, row in meant.scores.items()
    )]  # fmt: skip


def turned(rows):
    """Turn rows into columns."""
    return [list(column) for column in zip(*rows, strict=True)]


def without(meant, *criteria):
    """Give what is meant without some criteria."""
    kept = {name: row for name, row in meant.scores.items() if name not in criteria}
    return Meant(kept, {name: meant.weights[name] for name in kept if name in meant.weights})
