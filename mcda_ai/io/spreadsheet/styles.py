"""Which cell styles of a workbook show per cent, and which are struck through."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mcda_ai.io.spreadsheet.safe_xml import SafeParser

STYLES = "xl/styles.xml"

PERCENT_BY_NUMBER = ("9", "10")  # the formats that every workbook has: 0% and 0.00%
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')  # what a format shows as it is, or not at all
_OFF = ("0", "false")


@dataclass(frozen=True)
class CellStyles:
    """The styles, by their number, of which a cell looks otherwise than its value says."""

    percent: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()


def styles_of(parts: Mapping[str, bytes]) -> CellStyles:
    """Read the styles of a workbook; one without any has none of these."""
    parser = _StylesParser()
    if STYLES in parts:
        parser.parse(parts[STYLES], STYLES)
    return CellStyles(frozenset(parser.percent), frozenset(parser.struck))


def plain_format(code: str) -> str:
    """Give the code of a format without what it shows as it is, and without colours."""
    return _LITERAL.sub("", code)


def is_percent(code: str) -> bool:
    """Tell whether a format shows per cent, rather than a sign of it.

    Examples
    --------
    >>> is_percent("0.0%"), is_percent('0.0"%"')
    (True, False)
    """
    return "%" in plain_format(code)


def is_on(attributes: Mapping[str, str]) -> bool:
    """Tell whether an element such as ``<strike/>`` says yes, which it does unless it says no."""
    return attributes.get("val", "1") not in _OFF


class _StylesParser(SafeParser):
    """Finds the formats and fonts of the styles; fonts and styles go by their place in the list."""

    def __init__(self) -> None:
        super().__init__()
        self.percent: set[str] = set()
        self.struck: set[str] = set()
        self._formats = set(PERCENT_BY_NUMBER)
        self._fonts: set[str] = set()
        self._list = ""
        self._n = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("fonts", "cellXfs"):
            self._list, self._n = name, 0
        elif name == "numFmt" and is_percent(attributes.get("formatCode", "")):
            self._formats.add(attributes.get("numFmtId", ""))
        elif name == "strike" and self._list == "fonts" and is_on(attributes):
            self._fonts.add(str(self._n))
        elif name == "xf" and self._list == "cellXfs":
            if attributes.get("numFmtId") in self._formats:
                self.percent.add(str(self._n))
            if attributes.get("fontId") in self._fonts:
                self.struck.add(str(self._n))

    def end(self, name: str) -> None:
        if name in ("fonts", "cellXfs"):
            self._list = ""
        elif name in ("font", "xf"):
            self._n += 1
