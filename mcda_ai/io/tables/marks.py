"""What the cells of one criterion say: ranks, scores, words of a scale, or that nobody scored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mcda_ai.io.spreadsheet.decimal_signs import (
    has_sign_of,
    mixed_decimals,
    number_of,
    ordinal_of,
    partly_in_percent,
    telling_cell,
    unclear_thousands,
)
from mcda_ai.io.spreadsheet.grid import Cell, cleaned, folded
from mcda_ai.io.tables.headers import UNSCORED, Direction
from mcda_ai.io.tables.levels import level_key, levels_in
from mcda_ai.io.tables.words import spellings, word_lists
from mcda_ai.messages.claims import Statement
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, unknown_name
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.evidence import NOT_SCORED, Judgement, Level, Scale, Source

_MOST_LETTERS_SHOWN = 40
_UNITS = re.compile("|".join(map(re.escape, spellings(word_lists()["units"]))))
_NUMBER = r"[+-]?\d[\d.,]*"
_ABOUT, _TO = (
    "|".join(map(re.escape, spellings(word_lists()[key]))) for key in ("about", "between_numbers")
)
RANGE = re.compile(
    rf"(?:{_ABOUT}) ?{_NUMBER} ?%?|{_NUMBER} ?(?:{_TO}) ?{_NUMBER} ?%?|{_NUMBER} ?[+-]"
)
_COMMAS = re.compile(r"[,;]")
_SIMPLE_WORDS = re.compile(r"[<>]")

_fault = faults_of("io.tables")


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
    where_scales : str or Statement
        How to say which words may stand there, for who wrote others; empty in an effects table.
    """

    direction: Direction | None = None
    for_this_row: bool = False
    scale: Scale | None = None
    only_words: bool = False
    where_scales: str | Statement = ""

    @property
    def words(self) -> Scale | None:
        """The scale whose words may stand in the row."""
        return None if self.for_this_row else self.scale


@dataclass(frozen=True, slots=True)
class Marks:
    """What a row says: numbers or levels by alternative, and the cell that needs a direction.

    `decided` are the numbers that could be thousands, but for the decimals of the cell that is
    `telling`.
    """

    numbers: Mapping[str, float]
    levels: Mapping[str, tuple[str, ...]]
    undirected: Cell | None = None
    decided: tuple[Cell, ...] = ()
    telling: Cell | None = None

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


def read_marks(cells: Mapping[str, Cell], rule: Rule, faults: list[Fault]) -> Marks:
    """Read the cells of one criterion, by alternative; every fault is added with its place."""
    levels: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, float] = {}
    scored: list[Cell] = []
    decided: list[Cell] = []
    telling = telling_cell(cells.values())
    for name, cell in cells.items():
        if cell.fault:  # told where the row was read
            continue
        found = levels_in(cell, rule.words)
        if found is not None:
            levels[name] = found
        elif folded(cell.text) not in UNSCORED:
            number = _number_in(cell, rule, telling, faults)
            if number is None:
                continue
            if unclear_thousands(cell, _without_tie(cell, rule)) is not None:
                decided.append(cell)
            numbers[name] = number
            scored.append(cell)
    if scored and rule.words is not None and (levels or rule.only_words):
        faults += [
            _no_word(cell, rule.words, beside=bool(levels)).within(cell.place) for cell in scored
        ]
        return Marks({}, levels)
    faults += mixed_decimals(scored)
    faults += _mixed_percent(scored)
    undirected = scored[0] if scored and rule.direction is None else None
    return Marks(numbers, levels, undirected, tuple(decided), telling)


def _mixed_percent(cells: Sequence[Cell]) -> list[Fault]:
    """Refuse 12 % beside 9 in one row: it can mean 12 as well as 0.12."""
    both = partly_in_percent(cells)
    if both is None:
        return []
    percent, plain = both
    found, other = plain.shown, percent.shown
    fault = _fault("row partly in per cent", found=found, other=other, place=percent.place)
    return [fault.within(plain.place)]


def _without_tie(cell: Cell, rule: Rule) -> str:
    """Give the text of a number; the equals sign of a rank or score says only that it is tied."""
    text = cell.number_text
    if rule.direction in ("max", "min") or len(text) < 2:
        return text
    return (text.removeprefix("=") if text.startswith("=") else text.removesuffix("=")).strip()


def _number_in(cell: Cell, rule: Rule, telling: Cell | None, faults: list[Fault]) -> float | None:
    """Read a number; one that could be thousands has decimals where another of the row tells it."""
    text = _without_tie(cell, rule)
    value = number_of(text, cell.decimal)
    if value is None and rule.direction in ("ranks", None):
        value = ordinal_of(text)
    if value is None:
        faults.append(_no_number(cell, rule).within(cell.place))
        return None
    unclear = unclear_thousands(cell, text)
    if unclear is not None and not has_sign_of(cell, telling):
        faults.append(unclear)
        return None
    if rule.direction == "ranks" and value <= 0:
        faults.append(_fault("rank below 1", found=cell.shown).within(cell.place))
        return None
    return value


def _no_word(cell: Cell, scale: Scale, *, beside: bool) -> Fault:
    if beside:
        return _fault("number beside words", found=cell.shown, words=scale.level_names)
    return _fault("no word", found=cell.shown, scale=scale.name, words=scale.level_names)


def _no_number(cell: Cell, rule: Rule) -> Fault:
    """Say what should stand in a cell, and what to do about one that holds a unit, or words."""
    if rule.words is None and levels_in(cell, rule.scale) is not None:
        return _fault("word beside a direction", found=cell.shown)
    if rule.words is not None:
        unknown = unknown_name("word", cell.text[:_MOST_LETTERS_SHOWN], rule.words.level_names)
        return _fault("unknown word", unknown=unknown)
    kind = "rank" if rule.direction == "ranks" else "number"
    if cell.decimal and number_of(cell.text) is not None:
        return _fault("other decimal sign", found=cell.shown, decimal=cell.decimal)
    sign = _UNITS.search(cell.text)
    if sign is not None and number_of(_UNITS.sub("", cell.text).strip()) is not None:
        return _fault("number with a unit", found=cell.shown, kind=kind, unit=sign.group())
    if RANGE.fullmatch(folded(cell.text)):
        return _fault("no one number", found=cell.shown)
    if any(sign.isdigit() for sign in cell.text):
        return _fault("no number", found=cell.shown, kind=kind)
    return _fault("word without a scale", found=cell.shown, kind=kind, where=rule.where_scales)


# --- scales ------------------------------------------------------------------------------------


def scale_from(given: Scale | str | Sequence[str], *, commas: bool = False) -> Scale:
    """Take a scale as such, as words from worst to best, or as one line of text.

    Parameters
    ----------
    given : Scale, str or sequence of str
    commas : bool, optional
        Whether commas or semicolons may stand between the words of a line instead of ``<``: where
        somebody was asked for them from worst to best.

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
    >>> scale_from("low, medium, high", commas=True).level_names
    ('low', 'medium', 'high')
    """
    if isinstance(given, Scale):
        return given
    name = ""
    if isinstance(given, str):
        name, words = _scale_line(given, commas=commas)
    else:
        words = _words_of(given)
    shown = given if isinstance(given, str) else tuple(words)
    if len(words) < 2 or "" in words:
        raise ProblemError(_fault("too few words", scale=shown))
    if len({level_key(word) for word in words}) < len(words):
        raise ProblemError(_fault("word twice", scale=shown))
    label = name or " < ".join(words)
    levels = tuple(Level(word, Label.same(word)) for word in words)
    return Scale(label, levels, Label.same(label))


def _words_of(given: object) -> list[str]:
    if isinstance(given, bytes) or not isinstance(given, Iterable):
        raise ProblemError(_fault("no list of words", found=repr(given)))
    return [cleaned(str(word)) for word in given]


def _scale_line(text: str, *, commas: bool) -> tuple[str, list[str]]:
    """Read 'name: worst < better < best', or the same with '>' and the best first."""
    name, colon, rest = text.partition(": ")
    name, line = (cleaned(name), rest) if colon and not _SIMPLE_WORDS.search(name) else ("", text)
    signs = set(_SIMPLE_WORDS.findall(line))
    if commas and not signs and _COMMAS.search(line):
        return name, [cleaned(word) for word in _COMMAS.split(line)]
    if len(signs) != 1:
        raise ProblemError(_fault("no scale", scale=cleaned(text)))
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
