"""What the cells of one criterion say: ranks, scores, words of a scale, or that nobody scored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mcda_ai.io.spreadsheet.decimal_signs import mixed_decimals, number_of, unclear_thousands
from mcda_ai.io.spreadsheet.grid import Cell, cleaned, folded
from mcda_ai.io.tables.headers import UNSCORED, Direction
from mcda_ai.io.tables.words import spellings, word_lists
from mcda_ai.messages.faults import ProblemError, unknown_name
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.evidence import NOT_SCORED, Judgement, Level, Scale, Source

_UNITS = re.compile("|".join(map(re.escape, spellings(word_lists()["units"]))))
_SIGNS_ONLY = re.compile(r"[^\w\s/]+/[^\w\s/]+")
_SIMPLE_WORDS = re.compile(r"[<>]")


@dataclass(frozen=True, slots=True)
class Rule:
    """How the cells of a row are to be read.

    Parameters
    ----------
    direction : {"ranks", "higher", "max", "min"} or None
        Which numbers are better; None where nothing says so.
    for_this_row : bool
        Whether the direction was said of this row, so that its cells hold numbers and no words.
    scale : Scale or None
        The words that may stand there, worst first.
    only_words : bool
        Whether the scale was said of this criterion, so that a number is none of its words.
    where_scales : str
        How to say which words may stand there, for who wrote others.
    """

    direction: Direction | None = None
    for_this_row: bool = False
    scale: Scale | None = None
    only_words: bool = False
    where_scales: str = "in a column 'scale' (schaal), or with --scale"

    @property
    def words(self) -> Scale | None:
        """The scale whose words may stand in the row."""
        return None if self.for_this_row else self.scale


@dataclass(frozen=True, slots=True)
class Marks:
    """What a row says: numbers or levels by alternative, and the cell that needs a direction."""

    numbers: Mapping[str, float]
    levels: Mapping[str, tuple[str, ...]]
    undirected: Cell | None = None

    def judgement(
        self,
        rule: Rule,
        reason: Label = Label(),
        note: Label = Label(),
        sources: tuple[Source, ...] = (),
    ) -> Judgement:
        """Make a judgement of it; of ranks and scores only the order counts."""
        if self.levels:
            return Judgement(levels=self.levels, reason=reason, note=note, sources=sources)
        if not self.numbers:
            return Judgement(
                status="unscored", reason=reason or NOT_SCORED, note=note, sources=sources
            )
        if rule.direction in ("max", "min"):
            return Judgement(values=self.numbers, reason=reason, note=note, sources=sources)
        sign = -1.0 if rule.direction == "higher" else 1.0
        order = WeakOrder.from_ranks({name: sign * value for name, value in self.numbers.items()})
        return Judgement(order, reason=reason, note=note, sources=sources)


def read_marks(cells: Mapping[str, Cell], rule: Rule, faults: list[str]) -> Marks:
    """Read the cells of one criterion, by alternative; every fault is added with its place."""
    levels: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, float] = {}
    scored = []
    for name, cell in cells.items():
        if cell.fault:  # told where the row was read
            continue
        found = _levels_in(cell, rule.words)
        if found is not None:
            levels[name] = found
        elif folded(cell.text) not in UNSCORED:
            number = _number_in(cell, rule, faults)
            if number is None:
                continue
            numbers[name] = number
            scored.append(cell)
    if scored and rule.words is not None and (levels or rule.only_words):
        faults += [_no_word(cell, rule.words, beside=bool(levels)) for cell in scored]
        return Marks({}, levels)
    faults += mixed_decimals(scored)
    return Marks(numbers, levels, scored[0] if scored and rule.direction is None else None)


def _levels_in(cell: Cell, scale: Scale | None) -> tuple[str, ...] | None:
    """Read one level, or several with slashes between them; None if there is another thing."""
    if scale is None:
        return None
    by_word = {folded(level.name): level.name for level in scale.levels}
    whole = by_word.get(folded(cell.text))
    if whole is not None:
        return (whole,)
    if _SIGNS_ONLY.fullmatch(cell.text):  # '+/-' means neither
        return None
    parts = [by_word.get(folded(part)) for part in cell.text.split("/")]
    found = tuple(dict.fromkeys(part for part in parts if part is not None))
    return found if len(parts) > 1 and len(found) == len(parts) else None


def _number_in(cell: Cell, rule: Rule, faults: list[str]) -> float | None:
    """Read a number; an equals sign beside a rank or score says only that it is tied."""
    text = cell.text
    if rule.direction not in ("max", "min") and len(text) > 1:
        text = text.removeprefix("=") if text.startswith("=") else text.removesuffix("=")
        text = text.strip()
    value = number_of(text)
    if value is None:
        faults.append(_no_number(cell, rule))
        return None
    unclear = unclear_thousands(cell, text)
    if unclear:
        faults.append(unclear)
        return None
    if rule.direction == "ranks" and value <= 0:
        faults.append(f"{cell.place}: {cell.shown} is no rank; allowed: 1 or more, 1 is best")
        return None
    return value


def _no_word(cell: Cell, scale: Scale, *, beside: bool) -> str:
    told = "beside words of a scale" if beside else f"is no word of the scale '{scale.name}'"
    advice = "; or say in a column 'direction' (richting) what the numbers of this row mean"
    return (f"{cell.place}: {cell.shown} {told}; allowed: {', '.join(scale.level_names)}, or empty "
            f"if nobody scored it{'' if beside else advice}")  # fmt: skip


def _no_number(cell: Cell, rule: Rule) -> str:
    unscored = "or empty, '-' or 'n.v.t.' if nobody scored it"
    if rule.words is None and _levels_in(cell, rule.scale) is not None:
        return (f"{cell.place}: {cell.shown} is a word of a scale, which has its own order; leave "
                "the direction out")  # fmt: skip
    if rule.words is not None:
        word = unknown_name("word", cell.text[:40], rule.words.level_names)
        return f"{cell.place}: {word}, {unscored}"
    kind = "rank" if rule.direction == "ranks" else "number"
    return f"{cell.place}: {cell.shown} is no {kind}; allowed: a {kind}, {unscored}" + (
        _advice(cell, rule)
    )


def _advice(cell: Cell, rule: Rule) -> str:
    """Say what to do about a cell that holds a unit, or words."""
    sign = _UNITS.search(cell.text)
    if sign is not None and number_of(_UNITS.sub("", cell.text).strip()) is not None:
        return f"; leave out '{sign.group()}': the unit has a column of its own, 'unit' (eenheid)"
    if any(sign.isdigit() for sign in cell.text):
        return ""
    return f"; for words, say their scale, as 'low < medium < high', {rule.where_scales}"


# --- scales ------------------------------------------------------------------------------------


def scale_from(given: Scale | str | Sequence[str]) -> Scale:
    """Take a scale as such, as words from worst to best, or as one line of text.

    Raises
    ------
    ProblemError
        If it is no text and no list, the line has no ``<`` or ``>``, there are fewer than two
        words, or one is there twice.

    Examples
    --------
    >>> scale_from("Laag < Medium < Hoog").level_names
    ('Laag', 'Medium', 'Hoog')
    >>> scale_from("effect: ++ > + > 0 > - > --").level_names
    ('--', '-', '0', '+', '++')
    """
    if isinstance(given, Scale):
        return given
    name = ""
    if isinstance(given, str):
        name, words = _scale_line(given)
    else:
        words = _words_of(given)
    if len(words) < 2 or "" in words:
        raise ProblemError(f"scale {given!r}: at least 2 words are needed, and none of them empty")
    if len({folded(word) for word in words}) < len(words):
        raise ProblemError(f"scale {given!r}: a word stands there twice; case does not count")
    label = name or " < ".join(words)
    levels = tuple(Level(word, Label.same(word)) for word in words)
    return Scale(label, levels, Label.same(label))


def _words_of(given: object) -> list[str]:
    if isinstance(given, bytes) or not isinstance(given, Iterable):
        raise ProblemError(f"scale {given!r}: allowed: words from worst to best, in a list or text")
    return [cleaned(str(word)) for word in given]


def _scale_line(text: str) -> tuple[str, list[str]]:
    """Read 'name: worst < better < best', or the same with '>' and the best first."""
    name, colon, rest = text.partition(": ")
    name, line = (cleaned(name), rest) if colon and not _SIMPLE_WORDS.search(name) else ("", text)
    signs = set(_SIMPLE_WORDS.findall(line))
    if len(signs) != 1:
        raise ProblemError(
            f"scale '{cleaned(text)[:80]}': allowed: words with '<' between them, worst first, as "
            "'low < medium < high', or with '>', best first"
        )
    words = [cleaned(word) for word in _SIMPLE_WORDS.split(line)]
    return name, words[::-1] if signs == {">"} else words


def scale_line(scale: Scale) -> str:
    """Write a scale on one line, as `scale_from` reads it.

    Examples
    --------
    >>> scale_line(scale_from("mark: low < high"))
    'mark: low < high'
    """
    words = " < ".join(scale.level_names)
    return words if scale.name == words else f"{scale.name}: {words}"
