"""Numbers in cells: read with a decimal point or comma, and written so that they are read back."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from mcda_ai.io.spreadsheet.grid import DECIMAL_SIGNS, Cell
from mcda_ai.messages.faults import Fault, faults_of

_NUMBER = re.compile(r"[+-]?[0-9]{1,400}(?:[.,][0-9]{1,400})?(?:[eE][+-]?[0-9]{1,3})?")
_STORED = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){1,100}(?:,[0-9]{1,400})?"
                      r"|(?:,[0-9]{3}){1,100}(?:\.[0-9]{1,400})?)")  # fmt: skip
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")  # or a fraction: nobody can tell
_SPACED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?: [0-9]{3}){1,100}(?:[.,][0-9]{1,400})?")
_ORDINAL = re.compile(
    r"(?:#|nr\.?|no\.?) ?([1-9][0-9]{0,4})"
    r"|([1-9][0-9]{0,4}) ?(?:st|nd|rd|th|e|ste|de|\u00ba|\u00b0)",
    re.IGNORECASE,
)
_MINUS = re.compile(r"^[\u2010-\u2015\u2212]")  # as people and other programs write it
_THREE_DECIMALS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")

_fault = faults_of("io.spreadsheet")


# --- reading -----------------------------------------------------------------------------------


def number_of(text: str, decimal: str = "") -> float | None:
    """Read a number with a decimal point or a decimal comma; None if it is none.

    Parameters
    ----------
    text : str
    decimal : {"", ",", "."}, optional
        The only decimal sign that is allowed, if only one is; the other then parts thousands.

    Examples
    --------
    >>> number_of("2,5"), number_of("1.250,00"), number_of("1,250,000"), number_of("1,25,0")
    (2.5, 1250.0, 1250000.0, None)
    >>> number_of("1 250,5"), number_of("\N{MINUS SIGN}3")
    (1250.5, -3.0)
    >>> number_of("1.046", "."), number_of("1.046", ","), number_of("12.5", ",")
    (1.046, 1046.0, None)
    """
    text = _MINUS.sub("-", text)
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    if decimal:
        thousands = next(sign for sign in DECIMAL_SIGNS if sign != decimal)
        if _GROUPED.fullmatch(text) and _thousands_sign(text) == thousands:
            text = text.replace(thousands, "")
        elif thousands in text:
            return None
    if not _NUMBER.fullmatch(text):
        if not _GROUPED.fullmatch(text):
            return None
        text = text.replace(_thousands_sign(text), "")
    value = float(text.replace(",", "."))
    return value if math.isfinite(value) else None


def ordinal_of(text: str) -> float | None:
    """Read a rank that is written as one; None if it is none, a plain number included.

    Examples
    --------
    >>> ordinal_of("1st"), ordinal_of("2e"), ordinal_of("#3"), ordinal_of("3")
    (1.0, 2.0, 3.0, None)
    """
    found = _ORDINAL.fullmatch(text)
    return None if found is None else float(found[1] or found[2])


def whole_number(text: str, most_digits: int) -> int | None:
    """Read a whole number, of figures that everything reads alike; None if it is none."""
    plain = text.strip()
    is_whole = plain.isascii() and plain.isdigit() and len(plain) <= most_digits
    return int(plain) if is_whole else None


def stored_number(text: str) -> float | None:
    """Read a number as workbooks store it; None if it is none, infinite if it is too large for one.

    Examples
    --------
    >>> stored_number("1e3"), stored_number("1,5"), stored_number("1_000"), stored_number("nan")
    (1000.0, None, None, None)
    """
    return float(text) if _STORED.fullmatch(text) else None


def unclear_thousands(cell: Cell, text: str) -> Fault | None:
    """Say that a number can be a whole one or a fraction, if so."""
    if cell.kind == "number" or cell.decimal or not _THOUSANDS.fullmatch(text):
        return None
    whole, fraction = re.sub("[.,]", "", text), f"{text}0"
    fault = _fault("thousands or decimals", found=cell.shown, whole=whole, fraction=fraction)
    return fault.within(cell.place)


def telling_cell(cells: Iterable[Cell]) -> Cell | None:
    """Find the number that tells the decimal sign of a row, since it can have no thousands.

    None where there is none, or where another tells another sign.
    """
    told: dict[str, Cell] = {}
    for cell in cells:
        text = _MINUS.sub("-", cell.text.strip("= "))
        if cell.kind == "text" and number_of(text) is not None and not _THOUSANDS.fullmatch(text):
            told.setdefault(_decimal_sign(text), cell)
    told.pop("", None)
    return next(iter(told.values())) if len(told) == 1 else None


def has_sign_of(cell: Cell, telling: Cell | None) -> bool:
    """Tell whether a number that can be two has the decimal sign that another tells."""
    return telling is not None and _decimal_sign(telling.text.strip("= ")) in cell.text


def mixed_decimals(cells: Sequence[Cell]) -> list[Fault]:
    """Refuse a decimal point and a decimal comma in one row: one of them is something else."""
    first: dict[str, Cell] = {}
    for cell in cells:
        if cell.kind != "number" and not cell.decimal:
            first.setdefault(_decimal_sign(cell.text.strip("= ")), cell)
    point, comma = first.get("."), first.get(",")
    if point is None or comma is None:
        return []
    fault = _fault("two decimal signs", found=comma.shown, other=point.shown, place=point.place)
    return [fault.within(comma.place)]


def partly_in_percent(cells: Sequence[Cell]) -> tuple[Cell, Cell] | None:
    """Find the first number with a percent sign and the first without, if there are both."""
    percent = next((cell for cell in cells if cell.text.endswith("%")), None)
    plain = next((cell for cell in cells if not cell.text.endswith("%")), None)
    return None if percent is None or plain is None else (percent, plain)


def _thousands_sign(text: str) -> str:
    """Give the sign between thousands: the one that comes first, before the decimal sign."""
    return next(sign for sign in text if sign in ".,")


def _decimal_sign(text: str) -> str:
    """Tell which decimal sign a number is written with; empty if it could be either."""
    if not any(sign in text for sign in ".,"):
        return ""
    if _NUMBER.fullmatch(text):
        return "." if "." in text else ","
    return "," if _thousands_sign(text) == "." else "."


# --- writing -----------------------------------------------------------------------------------


def number_text(value: float) -> str:
    """Write a number in full, without decimals where it is whole.

    Examples
    --------
    >>> number_text(3.0), number_text(0.125), number_text(1e20)
    ('3', '0.125', '1e+20')
    """
    is_whole = abs(value) < 1e15 and value == int(value)
    return str(int(value)) if is_whole else repr(float(value))


def number_cell(value: float | None, decimal: str) -> str:
    """Write a number for a cell of a text file: never as what can be read as thousands.

    Examples
    --------
    >>> number_cell(1.125, ","), number_cell(None, ",")
    ('1,1250', '')
    """
    if value is None:
        return ""
    text = number_text(value)
    if _THREE_DECIMALS.fullmatch(text):
        text += "0"
    return text.replace(".", decimal)
