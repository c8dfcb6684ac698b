"""Spoilt files of every format end as a problem or with plain faults, soon, and in little memory.

`python -m tests.fuzz.run` does the same in bulk; docs/fuzzing.md is the record of such a run.
"""

import io
import json
import tracemalloc
import zipfile
from contextlib import contextmanager

import openpyxl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.io.files import SUFFIXES
from tests.fuzz.mutations import spoilt
from tests.fuzz.outcomes import FAULTS, PROBLEM, outcome_of
from tests.fuzz.valid_files import FAMILIES, valid_files
from tests.io.test_spoilt_files import SITE
from tests.strategies import examples
from tests.work import MOST_GROWTH, counted_work, work_of

MOST_MEMORY = 600_000_000  # bytes
MOST_CALLS = 5_000_000  # the largest of the valid files takes 400,000
FUZZ = examples(125, database=None, suppress_health_check=list(HealthCheck))


@contextmanager
def little():
    """Bound the work and the memory of what is done within, apart from what was done before."""
    tracemalloc.start()
    try:
        with counted_work() as work:
            yield
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
        assert work.calls < MOST_CALLS
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_files_that_are_spoilt_were_valid(tmp_path, suffix):
    for content in valid_files()[suffix]:
        (tmp_path / f"site{suffix}").write_bytes(content)
        assert outcome_of(tmp_path / f"site{suffix}")[0] == PROBLEM


@pytest.mark.parametrize("family", FAMILIES)
def test_a_spoilt_file_is_a_problem_or_faults(tmp_path, family):
    @FUZZ
    @given(st.sampled_from(FAMILIES[family]), st.randoms(use_true_random=False))
    def ends_well(suffix, rng):
        file = tmp_path / f"spoilt{suffix}"
        file.write_bytes(spoilt(rng, suffix))
        with little():
            outcome, _ = outcome_of(file)
        assert outcome in (PROBLEM, FAULTS)

    ends_well()


# --- attacks that are known ----------------------------------------------------------------------


def faults_of(file, content):
    """Give the faults of a file, which must take little work and memory."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with little():
        outcome, faults = outcome_of(file)
    assert outcome == FAULTS
    return faults


def workbook_with(part, content, packing=zipfile.ZIP_DEFLATED):
    """Take a valid workbook, with another part in place of one of its own."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(valid_files()[".xlsx"][-1])) as old,
        zipfile.ZipFile(stream, "w", packing) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def test_a_zip_bomb(tmp_path):
    (fault, *_) = faults_of(tmp_path / "a.xlsx", workbook_with("xl/media/a.xml", b" " * 90_000_000))
    assert "allowed: at most 200 times as much" in fault


def test_a_cell_of_100_megabytes(tmp_path):
    """Packed so little that its part is no bomb, and its file no larger than is read."""
    text = bytes(range(97, 123)) * 40
    cell = b"".join(b"%d" % number + text for number in range(95_000))
    sheet = (b'<worksheet xmlns="%s"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>%s</t>'
             b"</is></c></row></sheetData></worksheet>" % (MAIN.encode(), cell))  # fmt: skip
    assert len(sheet) > 98_000_000
    content = workbook_with(SHEET, sheet)
    assert len(content) < 3_000_000
    (fault, *_) = faults_of(tmp_path / "a.xlsx", content)
    assert "sheet 'Sheet', cell A1: 99,263,890 letters; allowed: at most 32,767" in fault


LONG = pytest.mark.long  # what is spoilt much as another case is


@pytest.mark.parametrize(
    "filler", [" ", *(pytest.param(each, marks=LONG) for each in ("\t", " \t", "\u00a0")), "\u200f"]
)
def test_cells_full_of_what_cannot_be_seen(tmp_path, filler):
    cell = f"k{filler * (32_000 // len(filler))}y"
    rows = "".join(f"{number}{cell};1;2\n" for number in range(50))
    file = tmp_path / "a.csv"
    file.write_text(f"criterion;A;B\n{rows}", encoding="utf-8")
    with little():
        outcome, _ = outcome_of(file)
    assert outcome in (PROBLEM, FAULTS)


def read_criteria_with_weights(file, n):
    rows = "".join(f"l{number};c{number};1;2;1\n" for number in range(n))
    file.write_text(f"layer;criterion;A;B;weight\n{rows}", encoding="utf-8")
    assert outcome_of(file)[0] == PROBLEM


def test_twice_as_many_criteria_with_weights_take_no_more_than_twice_the_work(tmp_path):
    read_criteria_with_weights(tmp_path / "a.csv", 10)  # what is made once is made
    once, twice = (work_of(read_criteria_with_weights, tmp_path / "a.csv", n) for n in (500, 1000))
    assert twice < MOST_GROWTH * once


@pytest.mark.long
def test_thousands_of_criteria_with_weights(tmp_path):
    read_criteria_with_weights(tmp_path / "a.csv", 10_000)  # more than anybody has


@pytest.mark.parametrize("head", ["&a [*a", "weight"])
def test_a_header_as_long_as_a_file(tmp_path, head):
    text = f"criterion;{';'.join([head] * 40_000)}\nk;1;2\n"
    assert len(faults_of(tmp_path / "a.csv", text)) == 201  # the last of them: "and more faults"


def test_entities_in_a_workbook(tmp_path):
    laughs = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 10))
    outside = '<!ENTITY l SYSTEM "file:///etc/passwd">'
    for entities in (f'<!ENTITY l0 "lol">{laughs}', outside):
        xml = f'<!DOCTYPE a [{entities}]><worksheet xmlns="{MAIN}">&l9;</worksheet>'
        (fault, *_) = faults_of(tmp_path / "a.xlsx", workbook_with(SHEET, xml))
        assert "declares XML entities" in fault


def test_aliases_that_multiply(tmp_path):
    laughs = "\n".join(f"l{k}: &l{k} [{', '.join([f'*l{k - 1}'] * 9)}]" for k in range(1, 10))
    (fault, *_) = faults_of(tmp_path / "a.yaml", f"l0: &l0 [lol]\n{laughs}\n")
    assert "alias" in fault


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
@pytest.mark.parametrize("sign", ["[", pytest.param("{a: ", marks=LONG), '{"a":', "- "])
def test_deep_nesting(tmp_path, suffix, sign):
    assert faults_of(tmp_path / f"a{suffix}", sign * 300_000)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nul_bytes(tmp_path, suffix):
    faults_of(tmp_path / f"a{suffix}", b"\0" * 1000)
    content = valid_files()[suffix][0]
    faults_of(tmp_path / f"a{suffix}", content[: len(content) // 2] + b"\0" * 4)


@pytest.mark.parametrize("mark", ["\u202e", "\u200f", "\u2067"])
def test_right_to_left_marks_are_told_in_messages_and_turn_nothing_around(tmp_path, mark):
    spoilt_site = SITE.replace("south", f"{mark}south", 1)
    (fault, *_) = faults_of(tmp_path / "a.yaml", spoilt_site)
    assert mark not in fault
    table = f"criterion;{mark}north;south\ncost;{mark}1;2\n"
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    assert mcda.read(tmp_path / "a.csv", direction="ranks").alternative_names == ("north", "south")


def test_two_sheets_of_one_name(tmp_path):
    with zipfile.ZipFile(io.BytesIO(valid_files()[".xlsx"][-1])) as archive:
        book = archive.read("xl/workbook.xml")
    assert b'name="notes"' in book
    twice = book.replace(b'name="notes"', b'name="SHEET"').replace(b'name="Sheet"', b'name="sheet"')
    (fault, *_) = faults_of(tmp_path / "a.xlsx", workbook_with("xl/workbook.xml", twice))
    assert "is there twice; names of sheets must differ" in fault


# --- nothing that is written acts ----------------------------------------------------------------

ACTING = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "=HYPERLINK(A1)", "https://example.org", "\u0009=1",
          "mailto:a@example.org", "<script>alert(1)</script>"]  # fmt: skip


@pytest.fixture(scope="module")
def acting():
    names = [name.strip() for name in ACTING]
    names = list(dict.fromkeys(names))
    return mcda.from_rankings(
        {name: {each: rank for rank, each in enumerate(names, 1)} for name in names},
        alternatives=names,
        layers={name: [name] for name in names},
    )


def texts_in(file):
    """Give all texts of a workbook, after making sure that none is a formula or a link."""
    found = set()
    for sheet in openpyxl.load_workbook(file):
        for cell in (each for row in sheet.iter_rows() for each in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
            found.add(str(cell.value))
    with zipfile.ZipFile(file) as archive:
        assert not any("externalLink" in name for name in archive.namelist())
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in xml or b"<hyperlink " in xml for xml in sheets)
    return found


def test_a_workbook_of_a_problem_holds_no_formula_and_no_link(acting, tmp_path):
    found = texts_in(mcda.write(acting, tmp_path / "a.xlsx"))
    assert all(name in found or f"'{name}" in found for name in acting.alternative_names)
    assert mcda.read(tmp_path / "a.xlsx").alternative_names == acting.alternative_names


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_a_table_read_by_a_spreadsheet_holds_no_formula(acting, tmp_path, suffix):
    text = mcda.write(acting, tmp_path / f"a{suffix}").read_text(encoding="utf-8-sig")
    separator = "\t" if suffix == ".tsv" else ";"
    for cell in (each for line in text.splitlines() for each in line.split(separator)):
        assert not cell.strip('"').startswith(("=", "+", "-", "@"))


def test_a_report_as_a_workbook_holds_no_formula_and_no_link(tmp_path):
    problem = mcda.from_rankings({"=1+1": "@SUM(A1) > +cmd > -2+3"})
    assert any("@SUM(A1)" in text for text in texts_in(
        report.write(problem, tmp_path / "a.xlsx", size=200)))  # fmt: skip


def test_json_that_is_written_has_no_markup_in_a_page(acting, tmp_path):
    data = json.loads(mcda.write(acting, tmp_path / "a.json").read_text(encoding="utf-8"))
    assert "<script>alert(1)</script>" in json.dumps(data)
    page = mcda.explorer.write(acting, tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
