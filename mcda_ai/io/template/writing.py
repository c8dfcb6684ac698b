"""The template as an Excel workbook: empty, or filled in from a problem."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeAlias

import xlsxwriter

from mcda_ai.io.limits import (
    MOST_ALTERNATIVES_OF_A_TEMPLATE,
    MOST_LETTERS_OF_A_CELL,
    MOST_READINGS_OF_A_TEMPLATE,
)
from mcda_ai.io.spreadsheet.grid import Cell, column_letters
from mcda_ai.io.tables.delimited import refuse_partial_orders
from mcda_ai.io.tables.headers import DIRECTION_WORDS, TABLE_DIRECTION
from mcda_ai.io.tables.size import refuse_to_write
from mcda_ai.io.tables.words import word_lists
from mcda_ai.io.template.columns import (
    GIVEN_AS,
    PREFERENCES,
    ROLES,
    STATUSES,
    Language,
    sheet_title,
    word,
)
from mcda_ai.io.template.content import (
    Sheet,
    Value,
    empty_sheets,
    filled_sheets,
    header_text,
)
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, find_name, raise_any
from mcda_ai.problem.baseline import role_text
from mcda_ai.problem.decision_problem import DecisionProblem

_fault = faults_of("io.template")

Area: TypeAlias = tuple[int, int, int, int]
"""The first row and column and the last row and column, counted from 0."""

# A text that begins with = is a text, and an address is not a link: nothing from a file acts.
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip
_EMPTY_ROWS = 200  # below the header that lists and cell checks cover, at the least
_LETTERS_A_LINE = 110  # of the explanation
_LONGEST_TITLE = 31
_WIDTHS = {"description": 60, "key": 28, "value": 60, "note": 40, "reason": 40, "criterion": 36,
           "direction": 28, "document": 50, "statement": 36}  # fmt: skip


def template_workbook(
    language: Language = "en", *, readings: int = 1, alternatives: int = 8
) -> bytes:
    """Make the empty template, with instructions, a filled-in example, lists and checks.

    Parameters
    ----------
    language : {"en", "nl"}, optional
    readings : int, optional
        How many versions of the evidence it has a sheet of rankings for.
    alternatives : int, optional
        How many columns a sheet of rankings has for them.

    Returns
    -------
    bytes
        An .xlsx file. It holds no formulas and no macros.

    Raises
    ------
    ProblemError
        For an unknown language, or too few or too many sheets or columns.

    Examples
    --------
    >>> template_workbook("nl")[:2]
    b'PK'
    """
    faults: list[Fault] = []
    for name, number, least, most in (
        ("readings", readings, 1, MOST_READINGS_OF_A_TEMPLATE),
        ("alternatives", alternatives, 2, MOST_ALTERNATIVES_OF_A_TEMPLATE),
    ):
        if not isinstance(number, int) or not least <= number <= most:
            faults.append(_fault("size", option=name, given=repr(number), least=least, most=most))
    raise_any(faults)
    chosen = _language(language)
    return _written(empty_sheets(readings, alternatives, chosen), chosen, with_example=True)


def filled_workbook(problem: DecisionProblem, language: Language = "en") -> bytes:
    """Fill the template in from a problem: all its readings, each on a sheet of rankings.

    Texts are texts, also where they begin with ``=``; no formula is written. Unscored cells are
    empty, ties have the same rank. `mcda_ai.io.losses` tells what the template cannot hold.

    Parameters
    ----------
    problem : DecisionProblem
    language : {"en", "nl"}, optional
        Of the sheets and headers.

    Returns
    -------
    bytes
        An .xlsx file.

    Raises
    ------
    ProblemError
        For an unknown language, a text that is too long for a cell, a partial order, which no row
        of ranks can hold, or if the workbook would be too large to be read again.
    """
    chosen = _language(language)
    refuse_partial_orders(problem, *(reading.name for reading in problem.readings))
    sheets = filled_sheets(problem, chosen)
    refuse_to_write(
        "a workbook", len(problem.criteria), len(problem.alternatives),
        n_readings=len(problem.readings), n_sheets=len(sheets) + 1,
        n_cells=sum((len(sheet.rows) + 1) * len(sheet.columns) for sheet in sheets),
    )  # fmt: skip
    return _written(sheets, chosen, with_example=False)


def _language(language: str) -> Language:
    return "nl" if find_name("language", language, ["en", "nl"]) == "nl" else "en"


def _written(sheets: list[Sheet], language: Language, *, with_example: bool) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    # The same template is the same file, whenever it is made.
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    lengths = {sheet.key: max(_EMPTY_ROWS, len(sheet.rows)) for sheet in sheets}
    writer = _TemplateWriter(book, language, lengths)
    writer.explain()
    if with_example:
        writer.show_example()
    numbers: dict[str, int] = {}
    for sheet in sheets:
        numbers[sheet.key] = numbers.get(sheet.key, 0) + 1
        writer.add(sheet, sheet_title(sheet.key, language, numbers[sheet.key]))
    book.close()
    return stream.getvalue()


def _is_mark(content: Sheet, key: str) -> bool:
    """Tell whether a column holds marks, which must stay texts: ranks, and odds as 9/10."""
    return content.key == "rankings" and (key.startswith("/") or key == "confidence")


def _says_how(content: Sheet, language: str) -> bool:
    """Tell whether the first row says how weights are given."""
    return bool(content.rows) and content.rows[0]["criterion"] == word(GIVEN_AS, language)


class _TemplateWriter:
    """Writes the sheets of one workbook.

    Parameters
    ----------
    book : xlsxwriter.Workbook
    language : {"en", "nl"}
    lengths : mapping of str to int
        How many rows below the header lists and checks cover, by the key of a sheet.
    """

    def __init__(self, book: Any, language: Language, lengths: Mapping[str, int]) -> None:  # noqa: ANN401  (no types)
        self.book, self.language, self.lengths = book, language, lengths
        self.words = word_lists("io.template", "texts")[language]
        top = {"text_wrap": True, "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.plain = book.add_format(top)
        self.hint = book.add_format({"italic": True, "font_color": "#555555"})
        self.header = book.add_format({**top, "bold": True, "bg_color": "#DCE6F1", "bottom": 1})
        # As text, so that a spreadsheet makes no date of 1-2 and no formula of =1.
        self.mark = book.add_format({"num_format": "@", "align": "center", "valign": "top"})
        self.choice = book.add_format({"bg_color": "#FFF2CC", "border": 1})
        self.example = book.add_format({"font_color": "#7F7F7F"})

    def explain(self) -> None:
        sheet = self.book.add_worksheet(sheet_title("explanation", self.language))
        sheet.set_column(0, 0, _LETTERS_A_LINE)
        title, *lines = self.words["explanation"]
        sheet.write_string(0, 0, title, self.title)
        for row, line in enumerate(lines, start=2):
            # Not every program makes rows as high as what is written in them.
            sheet.set_row(row, 16 * -(-len(line) // (_LETTERS_A_LINE - 10)))
            sheet.write_string(row, 0, line, self.plain)

    def show_example(self) -> None:
        sheet = self.book.add_worksheet(sheet_title("example", self.language))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 6, 20)
        row = 0
        for key, rows in self.words["example"].items():
            sheet.write_string(row, 0, sheet_title(key, self.language), self.header)
            for cells in rows:
                row += 1
                for column, value in enumerate(cells):
                    sheet.write(row, column, value, self.example)
            row += 2

    def add(self, content: Sheet, title: str) -> None:
        """Write one sheet: a hint, what stands above the table, the headers and the rows."""
        sheet = self.book.add_worksheet(title[:_LONGEST_TITLE])
        sheet.write_string(0, 0, self.words["hints"][content.key], self.hint)
        if content.key == "problem":
            self._add_items(sheet, content)
            return
        row = 2
        for key, value in content.above.items():
            sheet.write_string(row, 0, header_text(key, "reading", self.language), self.header)
            self._write(sheet, row, 1, value, self.choice)
            if key == "direction":
                self._list(sheet, (row, 1, row, 1), self._stated_directions(), "direction")
            row += 1
        header = row + bool(content.above)
        for column, key in enumerate(content.columns):
            text = header_text(key, content.key, self.language)
            self._write(sheet, header, column, text, self.header)
            style = self.mark if _is_mark(content, key) else None
            sheet.set_column(column, column, _WIDTHS.get(key, 18), style)
        for at, values in enumerate(content.rows, start=header + 1):
            for column, key in enumerate(content.columns):
                style = self.mark if _is_mark(content, key) else None
                self._write(sheet, at, column, values.get(key), style)
        sheet.freeze_panes(header + 1, 1)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self._check(sheet, content, header)

    def _add_items(self, sheet: Any, content: Sheet) -> None:  # noqa: ANN401
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 80)
        for row, values in enumerate(content.rows, start=2):
            header = header_text(str(values["key"]), content.key, self.language)
            sheet.write_string(row, 0, header, self.header)
            self._write(sheet, row, 1, values.get("value"), self.plain)

    def _write(self, sheet: Any, row: int, column: int, value: Value, style: Any) -> None:  # noqa: ANN401
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif not isinstance(value, str):
            sheet.write_number(row, column, value, style)
        elif len(value) <= MOST_LETTERS_OF_A_CELL:
            sheet.write_string(row, column, value, style)
        else:
            fault = _fault("long text", n=len(value), most=MOST_LETTERS_OF_A_CELL)
            raise ProblemError(fault.within(Cell("", row + 1, column + 1, sheet.get_name()).place))

    # --- lists and checks ---

    def _check(self, sheet: Any, content: Sheet, header: int) -> None:  # noqa: ANN401
        """Put lists and checks on the columns, below the header."""
        first, last = header + 1, header + self.lengths[content.key]
        lists = self._lists(content.key)
        for column, key in enumerate(content.columns):
            area = (first, column, last, column)
            if key in lists:
                self._list(sheet, area, lists[key], "choose")
            elif key == "name":
                self._unique(sheet, area)
            elif content.key == "weights" and key != "criterion":
                says_how = _says_how(content, self.language)
                if says_how and key != "own":
                    message = self.words["messages"]["given as"]
                    cell = (first, column, first, column)
                    sheet.data_validation(*cell, {"validate": "any", "input_message": message})
                self._number(sheet, (first + says_how, column, last, column))
            elif key in ("q", "p", "s"):
                self._number(sheet, area)
            elif key in ("confidence", "statement"):
                message = self.words["messages"][key]
                sheet.data_validation(*area, {"validate": "any", "input_message": message})
        alternatives = [at for at, key in enumerate(content.columns) if key.startswith("/")]
        if content.key == "rankings" and alternatives:  # which stand beside one another
            left, right = alternatives[0], alternatives[-1]
            self._mark(sheet, (first, left, last, right))
            names = self._names("alternatives")
            self._list(sheet, (header, left, header, right), names, "choose")

    def _lists(self, key: str) -> dict[str, Any]:
        """Give what may be chosen, by column: words, or the names on another sheet."""
        directions = self._words(DIRECTION_WORDS)
        lists: dict[str, dict[str, Any]] = {
            "alternatives": {"role": [role_text("baseline", self.language)]},
            "layers": {"role": self._words(ROLES)},
            "criteria": {
                "layer": self._names("layers"),
                "scale": self._names("scales"),
                "preference": list(PREFERENCES),
                "direction": directions,
            },
            "rankings": {
                "criterion": self._names("criteria"),
                "status": self._words(STATUSES),
                "direction": directions,
            },
        }
        return lists.get(key, {})

    def _words(self, words: Mapping[Any, tuple[str, ...]]) -> list[str]:
        return [word(each, self.language) for each in words.values()]

    def _stated_directions(self) -> list[str]:
        return [word(DIRECTION_WORDS[each], self.language) for each in TABLE_DIRECTION]

    def _names(self, key: str) -> str:
        """Refer to the first column of a sheet, below its header."""
        return f"='{sheet_title(key, self.language)}'!$A$4:$A${4 + self.lengths[key]}"

    def _list(
        self,
        sheet: Any,  # noqa: ANN401
        area: Area,
        source: list[str] | str,
        message: str,
    ) -> None:
        messages = self.words["messages"]
        sheet.data_validation(*area, {
            "validate": "list", "source": source, "input_message": messages[message],
            "error_message": messages["choose"],
        })  # fmt: skip

    def _unique(self, sheet: Any, area: Area) -> None:  # noqa: ANN401
        first, column, last, _ = area
        letter = column_letters(column + 1)
        sheet.data_validation(*area, {
            "validate": "custom",
            "value": f"=SUMPRODUCT(--(${letter}${first + 1}:${letter}${last + 1}="
                     f"{letter}{first + 1}))=1",
            "error_message": self.words["messages"]["twice"],
        })  # fmt: skip

    def _number(self, sheet: Any, area: Area) -> None:  # noqa: ANN401
        sheet.data_validation(*area, {
            "validate": "decimal", "criteria": ">=", "value": 0,
            "error_message": self.words["messages"]["weight"],
        })  # fmt: skip

    def _mark(self, sheet: Any, area: Area) -> None:  # noqa: ANN401
        """Warn of what is no number, no word of a scale and no sign that nobody scored."""
        cell = f"{column_letters(area[1] + 1)}{area[0] + 1}"  # the first; others are as it is
        scales = sheet_title("scales", self.language)
        sheet.data_validation(*area, {
            "validate": "custom",
            "value": f'=OR(ISNUMBER(VALUE(SUBSTITUTE({cell},"=",""))),'
                     f"ISNUMBER(MATCH({cell},'{scales}'!$B$4:$B${4 + self.lengths['scales']},0)),"
                     f'ISNUMBER(FIND("/",{cell})),{cell}="-",{cell}="?",'
                     f'LOWER(LEFT({cell},1))="n")',
            "error_type": "warning", "error_message": self.words["messages"]["mark"],
        })  # fmt: skip
