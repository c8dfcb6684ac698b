"""OpenDocument spreadsheets: read as the workbooks that they are, under the same limits."""

import zipfile

import pytest
import python_calamine

import mcda_ai as mcda
from mcda_ai.io.limits import MOST_CELLS_OF_A_FILE
from mcda_ai.io.spreadsheet.workbook import sheets_of
from mcda_ai.io.workbooks import read_workbook
from tests.libreoffice import marked_up, needs_libreoffice, saved_by_libreoffice
from tests.open_documents import cell, open_document, row, sheet
from tests.workbook_files import PLAIN, faults_of, fill, saved, table_book

HEAD = ["criterion", "direction", "North", "South"]


def file_of(tmp_path, *sheets, **more):
    path = tmp_path / "site.ods"
    path.write_bytes(open_document(*sheets, **more))
    return path


def doubts_of(path):
    doubts = []
    read_workbook(path, doubts=doubts)
    return [doubt.removeprefix(f"{path}: ") for doubt in doubts]


@needs_libreoffice
def test_what_libreoffice_saves_is_read_as_the_workbook_it_opened(tmp_path):
    book = table_book(*PLAIN, ["Randvoorwaarden", "groei", 0.12, 0.2, 0.07, 1])
    marked_up(book.active, "kosten  van\nhet bouwen")
    book.create_sheet("old").append(["criterion", "x"])
    book["old"].sheet_state = "hidden"
    path = saved(tmp_path / "site.xlsx", book)
    other = saved_by_libreoffice(path, "ods")
    of_one, of_other = sheets_of(path.read_bytes()), sheets_of(other.read_bytes())
    assert list(of_one) == list(of_other)
    for name in of_one:
        assert [
            [each for each in cells if each.text or each.fault] for cells in of_one[name].rows
        ] == [[each for each in cells if each.text or each.fault] for cells in of_other[name].rows]
        assert of_one[name].out_of_sight == of_other[name].out_of_sight
    by_calamine = python_calamine.load_workbook(str(other)).get_sheet_by_index(0)
    ours = [[each.text for each in cells] for cells in of_other["Sheet1"].rows]
    theirs = by_calamine.to_python(skip_empty_area=False)
    assert [len(cells) for cells in ours] == [len(cells) for cells in theirs]
    assert [c.replace("\n", " ") for c in map(str, theirs[3][:2])] == ours[3][:2]


@needs_libreoffice
def test_the_template_can_be_saved_as_an_open_document(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    assert mcda.read(saved_by_libreoffice(path, "ods")) == mcda.read(path)


def test_a_table_is_read_with_the_doubts_of_any_workbook(tmp_path):
    columns = (
        '<table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:visibility="collapse"/>'
    )
    percent = 'office:value-type="percentage"'
    path = file_of(
        tmp_path,
        sheet(
            HEAD,
            ["reach", "max", cell(0.12, percent), cell(0.07, percent)],
            row("trust", "max", 1, 3, more='table:visibility="filter"'),
            [cell("cost", 'table:style-name="struck"'), "min", 10, 20],
            columns=columns,
        ),
        sheet(["criterion", "x"], ["k", 1], name="old", more='table:style-name="off"'),
    )
    problem = mcda.read(path)
    assert problem.judgement("reach").values == {"North": 12, "South": 7}
    told = "\n".join(doubts_of(path))
    assert "row 3 ('trust') is hidden by a filter" in told
    assert "column D ('South') is hidden" in told
    assert "cell A4 is struck through" in told
    assert "sheet 'old' is hidden and holds a table too" in told


def test_what_is_repeated_stands_there_as_often(tmp_path):
    twice = 'table:number-columns-repeated="2"'
    path = file_of(
        tmp_path,
        sheet(["criterion", "A", "B", "C"], ["k", cell(2, twice), 1], ["l", cell("", twice), 1]),
    )
    problem = mcda.read(path, direction="ranks")
    assert str(problem.judgement("k").order) == "C > A = B"
    assert problem.judgement("l").order.ranks == {"C": 1}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (cell("#DIV/0!", 'calcext:value-type="error"'), "holds the error #DIV/0! of a formula"),
        ('<table:table-cell table:formula="of:=1"/>', "holds a formula whose result is not saved"),
        (cell("", 'office:value-type="date" office:date-value="2024-05-01"'), "a date (1 May 2024"),
        (cell("", 'office:value-type="time" office:time-value="PT10H30M00S"'), "a time (10:30:0"),
        ('<table:table-cell office:value-type="float" office:value="nan"/>', "'nan' is no number"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_told_with_its_cell(tmp_path, written, told):
    (fault,) = faults_of(file_of(tmp_path, sheet(HEAD, ["reach", "max", written, 2])))
    assert fault.startswith("sheet 'Sheet1', cell C2: ")
    assert told in fault


def test_remarks_and_deleted_cells_are_no_cells(tmp_path):
    remark = (
        '<table:table-cell office:value-type="float" office:value="4"><office:annotation><text:p>'
        "see the plan</text:p></office:annotation><text:p>4</text:p></table:table-cell>"
    )
    changes = f"<table:tracked-changes>{sheet(['gone', 1])}</table:tracked-changes>"
    path = file_of(tmp_path, changes, sheet(HEAD, ["reach", "max", remark, 2]))
    assert mcda.read(path).judgement("reach").values == {"North": 4, "South": 2}


@pytest.mark.parametrize("more", ["columns", "rows"])
def test_a_cell_that_is_repeated_without_end_is_refused_before_there_is_room_for_it(tmp_path, more):
    bomb = cell(1, 'table:number-columns-repeated="16000"')
    rows = [HEAD, row("k", "max", bomb, more='table:number-rows-repeated="1000000"')]
    if more == "columns":
        rows = [HEAD, ["k", "max", cell(1, f'table:number-columns-repeated="{10**8}"')]]
    (fault,) = faults_of(file_of(tmp_path, sheet(*rows)))
    assert f"more than {MOST_CELLS_OF_A_FILE:,} cells" in fault


@pytest.mark.parametrize("name", ["CONTENT.XML", "Content.xml"])
def test_the_part_with_the_cells_may_be_written_in_capitals(tmp_path, name):
    path = file_of(tmp_path, sheet(HEAD, ["reach", "max", 4, 2]))
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in parts.items():
            archive.writestr(name if each == "content.xml" else each, content)
    assert len(read_workbook(path).criteria) == 1


def test_entities_passwords_and_other_documents_are_refused(tmp_path):
    manifest = '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'
    path = file_of(tmp_path, sheet(HEAD), parts={"META-INF/manifest.xml": manifest})
    assert "protected by a password" in faults_of(path)[0]
    path = file_of(
        tmp_path, sheet(HEAD), parts={"styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}
    )
    assert "declares XML entities" in faults_of(path)[0]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    assert "an OpenDocument file, but not one of a spreadsheet" in faults_of(path)[0]
    path = file_of(tmp_path)
    assert faults_of(path) == ["no sheet in the workbook"]
