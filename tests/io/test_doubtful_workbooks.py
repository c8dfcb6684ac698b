"""What in a workbook is missing, misplaced or suspect, and how that is said."""

import datetime
import re

import openpyxl
import pytest

import mcda_ai as mcda
from mcda_ai.io.spreadsheet.workbook import sheets_of
from mcda_ai.io.template.reading import problem_from_template
from mcda_ai.io.workbooks import read_workbook
from mcda_ai.messages.faults import ProblemError
from tests.workbook_files import PLAIN, faults_of, fill, saved, table_book

RENAMED = {
    "Rankings": (
        "sheet 'Rankings' is missing, which a filled-in template needs; is it sheet 'Ranking'? "
        "then give that its name back"
    ),
    "Alternatives": (
        "sheet 'Alternatives' is missing, which a filled-in template needs; is it sheet "
        "'Alternative'? then give that its name back"
    ),
    "Layers": (
        "sheet 'Layers' is missing, but sheet 'Criteria', cell B4 names a layer ('Means'); is it "
        "sheet 'Layer'? then give that its name back"
    ),
    "Scales": (
        "sheet 'Scales' is missing, but sheet 'Criteria', cell E6 names a scale ('Support'); is it "
        "sheet 'Scale'? then give that its name back"
    ),
}


@pytest.mark.parametrize("title", RENAMED)
def test_a_sheet_of_the_template_that_is_missing_or_renamed_is_told(tmp_path, title):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    book[title].title = title[:-1]
    assert faults_of(saved(path, book)) == [RENAMED[title]]
    del book[title[:-1]]
    missing = RENAMED[title].partition("; is it")[0]
    assert faults_of(saved(path, book)) == [missing]


def test_a_sheet_of_the_template_that_was_renamed_is_told_in_dutch(tmp_path):
    path = fill(tmp_path / "formulier.xlsx", "nl")
    book = openpyxl.load_workbook(path)
    book["Lagen"].title = "Laag"
    with pytest.raises(ProblemError) as caught:
        problem_from_template(
            sheets_of(saved(path, book).read_bytes()), name="formulier", doubts=[]
        )
    assert [fault.in_words("nl") for fault in caught.value.faults] == [
        (
            "blad ‘Lagen’ ontbreekt, maar op blad ‘Criteria’, cel B4 staat een laag "
            "(‘Randvoorwaarden’); heet het nu ‘Laag’, geef het dan zijn oude naam terug"
        )
    ]


def test_a_sheet_of_the_template_that_is_not_filled_in_is_told(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    for place in ("A4", "A5"):
        book["Layers"][place] = None
    for place in ("B4", "D4", "B5", "D5"):
        book["Layers"][place] = None
    told = faults_of(saved(path, book))
    assert "sheet 'Layers' is not filled in, but sheet 'Criteria', cell B4 names a layer" in told[0]


@pytest.mark.parametrize(
    ("sheet", "fault"),
    [
        ("Alternatives", "sheet 'Alternatives': 0 alternative(s) filled in; at least 2 are needed"),
        ("Criteria", "sheet 'Criteria': no criterion filled in"),
    ],
)
def test_what_an_empty_sheet_should_list_is_not_told_wherever_it_is_named(tmp_path, sheet, fault):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    for row in book[sheet].iter_rows(min_row=4):
        for cell in row:
            cell.value = None
    assert faults_of(saved(path, book)) == [fault]


def test_what_is_for_plain_tables_is_refused_for_the_template(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    sheet, scale = faults_of(path, sheet="Rankings", scale="low < high")
    assert sheet.startswith("a sheet was given, but this is a filled-in template")
    assert scale.startswith("a scale was given, but this is a filled-in template")
    book = openpyxl.load_workbook(path)
    table = book.create_sheet("Table")
    for row in PLAIN:
        table.append(row)
    path = saved(path, book)
    assert len(read_workbook(path, sheet="Table", direction="ranks").criteria) == 3
    assert len(read_workbook(path).criteria) == 3


def test_what_is_for_plain_tables_is_refused_in_dutch_too(tmp_path):
    with pytest.raises(ProblemError) as caught:
        read_workbook(fill(tmp_path / "formulier.xlsx", "nl"), scale="laag < hoog")
    (fault,) = (each.innermost.in_words("nl") for each in caught.value.faults)
    assert fault == (
        "er is een schaal opgegeven, maar dit is een ingevuld sjabloon, en dat wordt in zijn "
        "geheel gelezen; laat --scale weg (in Python: scale=)"
    )


@pytest.mark.parametrize("sheet", [None, "Tabel"])
def test_a_table_beside_sheets_called_as_those_of_the_template_is_read(tmp_path, sheet):
    book = table_book(*PLAIN, title="Tabel")
    for title in ("Criteria", "Opties", "Gewichten", "Bronnen"):
        book.create_sheet(title).append(["written by Ann", "in May"])
    path = saved(tmp_path / "own.xlsx", book)
    assert len(read_workbook(path, direction="ranks", sheet=sheet).criteria) == 3


def test_a_sheet_that_is_called_nearly_as_one_of_the_template_is_not_dropped_silently(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    book["Weights"].title = "Weights 2024"
    book.create_sheet("Minutes").append(["of the meeting"])
    doubts = []
    problem = read_workbook(saved(path, book), doubts=doubts)
    assert problem.own_weights is None
    assert (
        f"{path}: sheet 'Weights 2024' is not read; the template calls such a sheet 'Weights'"
        in doubts
    )
    assert not any("Minutes" in doubt for doubt in doubts)


def test_a_copied_sheet_of_rankings_is_a_reading_that_needs_a_name(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Rankings"]).title = "Rankings (2)"
    told = faults_of(saved(path, book))
    assert any("sheet 'Rankings (2)': reading 'given' is there twice" in fault for fault in told)


def test_words_are_not_turned_round_by_a_direction(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    book["Criteria"]["D6"] = "a lower number is better"
    assert faults_of(saved(path, book)) == [
        (
            "sheet 'Criteria', cell D6: criterion 'Public support': the words of a scale have "
            "their own order, the worst first; leave the direction out"
        )
    ]


def test_a_direction_that_cannot_be_read_is_told_once(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    book["Criteria"]["D4"] = "lower\ue000"
    (fault,) = faults_of(saved(path, book))
    assert fault.startswith("sheet 'Criteria', cell D4: ")
    assert "a sign that does not print" in fault


def test_a_line_that_the_template_does_not_have_is_told(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    book["Problem"].append(["approved by", "the board"])
    doubts = []
    read_workbook(saved(path, book), doubts=doubts)
    assert any(
        "'approved by' is not read; the template has no such line" in each for each in doubts
    )


def test_own_weights_are_found_under_what_people_call_them(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    own = read_workbook(path).own_weights
    book = openpyxl.load_workbook(path)
    book["Weights"]["B3"] = "Gewicht (%)"
    assert read_workbook(saved(path, book)).own_weights == own


def test_a_share_beside_the_unit_per_cent_is_suspect(tmp_path):
    rows = [["criterion", "A", "B", "unit", "direction"], ["k", 0.12, 0.3, "%", "max"]]
    path = saved(tmp_path / "a.xlsx", table_book(*rows))
    doubts = []
    read_workbook(path, doubts=doubts)
    assert doubts == [
        (
            f"{path}: sheet 'Sheet1', cell B2: '0.12' with the unit '%' is read as less than one "
            "per cent; where a share is meant, write 0.12 as 12"
        )
    ]


def test_what_the_template_knows_is_said_in_its_own_language(tmp_path):
    path = fill(tmp_path / "formulier.xlsx", "nl")
    book = openpyxl.load_workbook(path)
    column = book["Criteria"].max_column + 1
    book["Criteria"].cell(3, column, "kleur")
    (fault,) = faults_of(saved(path, book))
    assert "unknown column 'kleur'" in fault
    assert "allowed: naam, laag, titel" in fault


def test_a_workbook_with_some_sheets_of_those_names_is_no_template(tmp_path):
    book = table_book(*PLAIN, title="Scores")
    for title in ("Criteria", "Weights", "Sources"):
        book.create_sheet(title).append(["written by Ann"])
    path = saved(tmp_path / "own.xlsx", book)
    assert len(read_workbook(path, direction="ranks").criteria) == 3


def test_weights_that_cannot_be_used_are_told_with_their_cells(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    book["Weights"]["B5"] = None
    book["Weights"]["C7"] = 2
    own, council = faults_of(saved(path, book))
    assert own == (
        "sheet 'Weights', cell B5: weights: no weight for criterion Cost; every scored criterion "
        "needs one (0 is allowed)"
    )
    assert council == (
        "sheet 'Weights', cell C7: weight set 'Council': weights: of layers ('Means') and of "
        "criteria ('Staff', 'Cost', 'Public support'); allowed: all of criteria, or all of layers"
    )


def test_numbers_are_no_words_of_the_scale_of_a_criterion(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    row = next(cells[0].row for cells in book["Rankings"].iter_rows()
               if cells[0].value == "Public support")  # fmt: skip
    for column, value in zip("BCD", (2, 3, 1), strict=True):
        book["Rankings"][f"{column}{row}"] = value
    told = faults_of(saved(path, book))
    assert len(told) == 3
    assert f"cell B{row}: '2' is no word of the scale 'Support'; allowed: Low, " in told[0]


def test_a_source_without_a_row_is_suspect(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    book["Sources"]["A4"] = "B1"
    doubts = []
    read_workbook(saved(path, book), doubts=doubts)
    assert any("source 'S1' has no row on the sheet 'Sources'; it is kept" in d for d in doubts)


MISTAKES = {
    "twice": ("Opties", "A6", "Noord", "komt twee keer voor"),
    "misspelled": ("Lagen", "D4", "randvorwaarde", "bedoelt u ‘randvoorwaarde’?"),
    "unknown": ("Rangordes", "D5", "West", "optie ‘West’ is onbekend"),
    "a date": ("Rangordes", "B6", datetime.date(2024, 5, 1), "bevat een datum (1 mei 2024)"),
    "below 0": ("Gewichten", "B4", -1, "‘-1’; toegestaan: een gewicht, 0 of meer"),
}
ENGLISH_WORDS = re.compile(
    r"\b(allowed|alternative|and|are|at|but|by|cell|column|date|did|first|has|holds|it|mean|more|"
    r"must|names?|needed|no|not|number|or|out|rank|row|score|sheet|than|that|the|there|this|twice|"
    r"unknown|warning|weight|what|which|with|write|you|faults?|May)\b"
)


def test_mistakes_in_the_dutch_template_are_told_in_dutch(tmp_path):
    path = fill(tmp_path / "formulier.xlsx", "nl")
    book = openpyxl.load_workbook(path)
    book["Gewichten"]["A4"] = "Steun"
    for sheet, cell, value, _ in MISTAKES.values():
        book[sheet][cell] = value
    summary, *told = mcda.check(saved(path, book)).in_words("nl")
    assert "5 fouten" in summary
    for sheet, cell, _, words in MISTAKES.values():
        place = f"fout: {path}: blad ‘{sheet}’, cel {cell}: "
        assert any(fault.startswith(place) and words in fault for fault in told), words
    assert ENGLISH_WORDS.findall("\n".join(told).replace(str(path), "")) == []
