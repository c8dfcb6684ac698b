"""Workbooks, judged by what openpyxl and LibreOffice make of them."""

import datetime
import io
import shutil
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given

import mcda_ai as mcda
from mcda_ai.io.losses import losses
from mcda_ai.io.template.writing import filled_workbook, template_workbook
from mcda_ai.io.workbooks import read_workbook
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.problem.evidence import Source
from tests.libreoffice import needs_libreoffice, saved_by_libreoffice
from tests.strategies import examples, problems
from tests.workbook_files import PLAIN, faults_of, fill, saved, table_book

# --- plain tables -------------------------------------------------------------------------------


def test_a_plain_table_is_found_in_any_sheet_by_its_headers(tmp_path):
    book = table_book(["notes"], ["written by Ann", "in May"])
    sheet = book.create_sheet("Tabel 3")
    for row in PLAIN:
        sheet.append(row)
    problem = read_workbook(saved(tmp_path / "site.xlsx", book), direction="ranks")
    assert problem.name == "site"
    assert problem.layer_names == ("Input", "Randvoorwaarden")
    assert problem.preconditions == ("Randvoorwaarden",)
    assert [str(problem.judgement(name).order) for name in problem.criterion_names] == [
        "B1 > B2 > B3", "B1 = B2", "B2 > B1 = B3",
    ]  # fmt: skip
    assert problem.own_weights == {"kosten": 2, "personeel": 1, "draagvlak": 1}


def test_two_sheets_with_a_table_are_told_apart_by_name(tmp_path):
    book = table_book(*PLAIN, title="een")
    for row in PLAIN:
        (book["twee"] if "twee" in book.sheetnames else book.create_sheet("twee")).append(row)
    path = saved(tmp_path / "two.xlsx", book)
    assert faults_of(path, direction="ranks") == [
        (
            "the sheets 'een', 'twee' each hold a table; say which one is meant, "
            "with --sheet (sheet= in Python)"
        )
    ]
    assert len(read_workbook(path, direction="ranks", sheet="Twee").criteria) == 3
    assert "did you mean 'twee'" in faults_of(path, sheet="twe")[0]


def test_a_macro_workbook_is_read_without_its_macro(tmp_path):
    path = saved(tmp_path / "a.xlsx", table_book(*PLAIN))
    macro = tmp_path / "a.xlsm"
    shutil.copy(path, macro)
    with zipfile.ZipFile(macro, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 100)
    assert len(read_workbook(macro, direction="ranks").criteria) == 3


def test_the_direction_is_never_guessed(tmp_path):
    (fault,) = faults_of(saved(tmp_path / "a.xlsx", table_book(*PLAIN)))
    assert fault.startswith("sheet 'Sheet1', cell C4: '1', but nothing says which number is better")
    assert "'ranks' (rank 1 is best)" in fault
    assert "'higher' (a higher number is better)" in fault


def test_the_direction_can_stand_above_the_table(tmp_path):
    rows = [["Richting", "hoger is beter"], *PLAIN[2:]]
    problem = read_workbook(saved(tmp_path / "a.xlsx", table_book(*rows)))
    assert str(problem.judgement("kosten").order) == "B3 > B2 > B1"
    (fault,) = faults_of(tmp_path / "a.xlsx", direction="ranks")
    assert fault == (
        "sheet 'Sheet1', cell B1: 'hoger is beter', but the direction asked for is 'ranks'; "
        "allowed: one of them"
    )


# --- traps --------------------------------------------------------------------------------------


def one_cell(tmp_path, value, **options):
    """Read a table in which one rank, at C2, is something else."""
    book = table_book(["criterion", "A", "B", "C"], ["cost", 1, 2, 3])
    cell = book.active["C2"]
    cell.value = value
    for name, option in options.items():
        setattr(cell, name, option)
    return saved(tmp_path / "cell.xlsx", book)


def test_a_date_where_a_rank_was_meant_is_named(tmp_path):
    path = one_cell(tmp_path, datetime.date(2024, 2, 1))
    (fault,) = faults_of(path, direction="ranks")
    assert fault == (
        "sheet 'Sheet1', cell C2: holds a date (1 February 2024); a spreadsheet makes a date of "
        "what is typed as 1-2: format the cell as text and type again what is meant"
    )


def test_a_fault_of_a_cell_is_said_in_dutch_as_well(tmp_path):
    path = one_cell(tmp_path, datetime.date(2024, 2, 1))
    with pytest.raises(ProblemError) as caught:
        read_workbook(path, direction="ranks")
    (fault,) = caught.value.faults
    assert fault.innermost.kind == "io.spreadsheet.faults.date"
    assert fault.in_words("nl") == (
        f"{path}: blad ‘Sheet1’, cel C2: bevat een datum (1 februari 2024); een spreadsheet maakt "
        "van 1-2 een datum: geef de cel de opmaak Tekst en typ opnieuw wat er moet staan"
    )


def test_an_error_of_a_formula_is_named(tmp_path):
    path = one_cell(tmp_path, "#N/A", data_type="e")
    assert faults_of(path, direction="ranks") == [
        "sheet 'Sheet1', cell C2: holds the error #N/A of a formula; write what is meant"
    ]


def test_a_formula_without_a_saved_result_is_not_taken_for_unscored(tmp_path):
    (fault,) = faults_of(one_cell(tmp_path, "=1+1"), direction="ranks")
    assert fault.startswith("sheet 'Sheet1', cell C2: holds a formula whose result is not saved")


@pytest.mark.parametrize("value", [" 2 ", "\u00a02", "\u200f2\u200e", "2=", "=2", "2,0", "2.0"])
def test_what_cannot_be_seen_around_a_rank_does_not_matter(tmp_path, value):
    path = one_cell(tmp_path, value, data_type="s")
    assert str(read_workbook(path, direction="ranks").judgement("cost").order) == "A > B > C"


@pytest.mark.parametrize(
    "value", [None, "", " ", "-", "–", "—", "n.v.t.", "NVT", "n/a", "NA", "(Niet gescoord)",
              "(not  scored)", "?"]
)  # fmt: skip
def test_what_nobody_scored_is_left_out(tmp_path, value):
    path = one_cell(tmp_path, value)
    assert str(read_workbook(path, direction="ranks").judgement("cost").order) == "A > C"


def test_merged_ranks_are_a_fault_and_merged_layers_are_not(tmp_path):
    book = table_book(["layer", "criterion", "A", "B"], ["x", "k1", 1, 2], [None, "k2", 1, None])
    book.active.merge_cells("A2:A3")
    path = saved(tmp_path / "merged.xlsx", book)
    assert read_workbook(path, direction="ranks").criteria[1].layer == "x"
    book.active.merge_cells("C3:D3")
    assert faults_of(saved(path, book), direction="ranks") == [
        "sheet 'Sheet1', cell D3: is merged with cell C3; split them and fill each cell"
    ]


def test_all_faults_are_told_at_once(tmp_path):
    rows = [["criterion", "A", "B", "B"], ["cost", "x", 0, 1, "stray"], ["cost", 1, 2, 1],
            [None, 1, 2]]  # fmt: skip
    told = "\n".join(faults_of(saved(tmp_path / "many.xlsx", table_book(*rows)), direction="ranks"))
    for expected in (
        "cell D1: 'B' is there twice; the first is at sheet 'Sheet1', cell C1",
        "cell B2: 'x' is no rank",
        "cell C2: '0' is no rank",
        "cell E2: 'stray' stands under no header",
        "cell A3: criterion 'cost' is there twice; the first is at sheet 'Sheet1', cell A2",
        "cell A4: no name of a criterion",
    ):
        assert expected in told


# --- the template ---------------------------------------------------------------------------------


def check_filled(problem):
    assert problem.name == "new site"
    assert problem.document.title == "A plan"
    assert problem.document.authors == ("Ann", "Bob")
    assert problem.alternatives[0].description == Label.same("On the hill")
    assert problem.baseline == "None"
    assert (problem.question, problem.owner) == (Label.same("Where?"), "The board")
    assert problem.date == "2026-11-29"
    assert problem.preconditions == ("Rules",)
    assert str(problem.judgement("Staff").order) == "North = South"
    assert problem.judgement("Staff").sources == (
        Source(table="3", document="A plan"), Source(note="letter of May"),
    )  # fmt: skip
    assert problem.judgement("Cost").values == {"North": 12.5, "South": 14.25, "None": 0}
    cost = problem.criteria[1]
    assert (cost.direction, cost.unit, cost.preference.kind) == ("min", "euro", "linear")
    assert (cost.preference.q, cost.preference.p) == (1, 3)
    assert problem.judgement("Public support").levels == {
        "North": ("Medium", "High"), "South": ("High",), "None": ("Low",),
    }  # fmt: skip
    assert problem.own_weights == {"Staff": 2, "Cost": 1, "Public support": 1}
    assert {each.name: each.by_name for each in problem.weight_sets} == {
        "Council": {"Staff": 1, "Cost": 3, "Public support": 0},
        "Residents": {"Means": 3, "Rules": 1},
    }
    assert [(each.prefers, each.method) for each in problem.statements] == [
        ("South>=None", "borda"), ("None < North", "borda"),
    ]  # fmt: skip
    assert problem.statements[0].sources == problem.judgement("Staff").sources


def test_a_template_that_was_filled_in_is_read(tmp_path):
    check_filled(read_workbook(fill(tmp_path / "form.xlsx", "en")))


def test_the_dutch_template_is_read(tmp_path):
    problem = read_workbook(fill(tmp_path / "formulier.xlsx", "nl"))
    assert problem.name == "formulier"
    assert problem.preconditions == ("Randvoorwaarden",)
    assert (problem.baseline, problem.owner) == ("Noord", "Het bestuur")
    assert problem.date == "2026-11-29"
    assert str(problem.judgement("Steun").order) == "Noord > Zuid"


@needs_libreoffice
@pytest.mark.parametrize("language", ["en", pytest.param("nl", marks=pytest.mark.long)])
def test_libreoffice_opens_and_saves_the_template_unchanged(tmp_path, language):
    path = fill(tmp_path / "form.xlsx", language)
    saved = saved_by_libreoffice(path, "xlsx:Calc MS Excel 2007 XML")
    assert read_workbook(saved) == read_workbook(path)
    rules = openpyxl.load_workbook(saved)["Criteria"].data_validations
    assert rules.dataValidation


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_template_has_lists_checks_an_example_and_no_formulas(language):
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(language)))
    assert book.sheetnames[:2] in (["Instructions", "Example"], ["Uitleg", "Voorbeeld"])
    rankings = book["Rankings" if language == "en" else "Rangordes"]
    kinds = {rule.type for rule in rankings.data_validations.dataValidation}
    assert {"list", "custom"} <= kinds
    (direction,) = [r for r in rankings.data_validations.dataValidation if "B3" in r.sqref]
    assert direction.formula1.count(",") == 1
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_example_on_the_template_can_itself_be_filled_in_and_read(tmp_path, language):
    path = tmp_path / "example.xlsx"
    path.write_bytes(template_workbook(language))
    book = openpyxl.load_workbook(path)
    example = book[book.sheetnames[1]]
    sheet, row = None, 0
    for cells in example.iter_rows(values_only=True):
        if cells[0] in book.sheetnames and not any(cells[1:]):
            sheet, row = book[cells[0]], 3
            sheet.delete_rows(3, 10)
            continue
        if sheet is not None:
            for column, value in enumerate(cells, start=1):
                if value is not None:
                    sheet.cell(row, column, value)
            row += 1
    del book[example.title]
    problem = read_workbook(saved(path, book))
    assert len(problem.criteria) == 4
    assert len(problem.weight_sets) == 2
    assert losses(problem, "xlsx") == ()


def test_an_empty_template_says_what_is_missing(tmp_path):
    path = tmp_path / "empty.xlsx"
    path.write_bytes(template_workbook())
    assert faults_of(path) == [
        "sheet 'Alternatives': 0 alternative(s) filled in; at least 2 are needed",
        "sheet 'Criteria': no criterion filled in",
    ]


def test_faults_on_all_sheets_of_the_template_are_told(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    for sheet, place, value in (
        ("Alternatives", "A6", "North"), ("Layers", "D5", "premise"), ("Criteria", "B4", "Meens"),
        ("Criteria", "E6", "Suport"), ("Rankings", "A6", "Staf"), ("Rankings", "D5", "East"),
        ("Weights", "B4", -1), ("Rankings", "B3", None), ("Criteria", "I5", "much"),
    ):  # fmt: skip
        book[sheet][place] = value
    told = "\n".join(faults_of(saved(path, book)))
    for expected in (
        "sheet 'Alternatives', cell A6: 'North' is there twice",
        "sheet 'Layers', cell D5: unknown role 'premise'",
        "sheet 'Criteria', cell B4: unknown layer 'Meens'; did you mean 'Means'?",
        "sheet 'Criteria', cell E6: unknown scale 'Suport'; did you mean 'Support'?",
        "sheet 'Criteria', cell I5: 'much'; allowed: a number, 0 or more",
        "sheet 'Rankings', cell A6: unknown criterion 'Staf'; did you mean 'Staff'?",
        "sheet 'Rankings', cell D5: unknown alternative 'East'",
        "sheet 'Rankings': criterion 'Staff' has no row",
        "sheet 'Weights', cell B4: '-1'; allowed: a weight, 0 or more",
    ):
        assert expected in told


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_list_to_choose_from_is_not_cut_by_a_comma(tmp_path, language):
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(language)))
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    lists = [rule.formula1 for rule in rules if rule.type == "list" and "!" not in rule.formula1]
    assert all(len(each) <= 257 for each in lists)  # of Excel, with quotation marks
    directions = max(lists, key=len).strip('"').split(",")
    assert len(directions) == 5
    for number, direction in enumerate(directions):
        sheet = table_book(["criterion", "direction", "A", "B"], ["k", direction, 3, 2])
        problem = read_workbook(saved(tmp_path / f"{number}.xlsx", sheet))
        assert str(problem.judgement("k").text()).startswith(
            "B" if number in (0, 2) else "A" if number == 1 else ("A: 3", "")
        )


def test_several_readings_have_a_sheet_each():
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(readings=3, alternatives=4)))
    assert [name for name in book.sheetnames if "Rankings" in name] == [
        "Rankings", "Rankings 2", "Rankings 3",
    ]  # fmt: skip
    assert book["Rankings 3"]["B4"].value == "reading 3"
    for options in ({"readings": 0}, {"alternatives": 1}, {"readings": 1000}, {"language": "de"}):
        with pytest.raises(ProblemError):
            template_workbook(**options)


# --- problems as workbooks ------------------------------------------------------------------------


def again(problem, tmp_path, language="en"):
    path = tmp_path / "again.xlsx"
    path.write_bytes(filled_workbook(problem, language))
    return read_workbook(path)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", ["ai-factory", "ai-factory-features"])
def test_the_datasets_come_back_but_for_what_is_named(tmp_path, name, language):
    problem = mcda.load(name)
    held = replace(
        problem, scenarios=(), remarks=(),
        scales=tuple(replace(s, label=Label.same(s.name)) for s in problem.scales),
    )  # fmt: skip
    assert again(problem, tmp_path, language) == held
    assert losses(held, "xlsx") == ()
    assert len(losses(problem, "xlsx")) == 2


def test_names_that_look_like_something_else_come_back(tmp_path):
    names = ["=1+1", "@SUM", "-", "'a", "source", "'source", "1", "#N/A", "http://a.nl", "TRUE"]
    problem = mcda.from_rankings(
        {name: {a: rank for rank, a in enumerate(names)} for name in names}, alternatives=names
    )
    assert again(problem, tmp_path) == problem
    book = openpyxl.load_workbook(tmp_path / "again.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_own_weights_by_layer_stay_weights_by_layer(tmp_path, language):
    problem = mcda.from_rankings(
        {"cost": "A > B", "rent": "B > A", "reach": "B > A"},
        layers={"means": ["cost", "rent"], "result": ["reach"]},
        weights={"means": 2, "result": 1},
        weight_sets={"board": {"cost": 1, "rent": 0, "reach": 3}},
    )
    assert losses(problem, "xlsx") == ()
    once = again(problem, tmp_path, language)
    assert once == problem
    assert dict(once.own_weights) == {"means": 2, "result": 1}
    assert again(once, tmp_path, language) == problem


def test_own_weights_of_a_layer_and_a_criterion_of_one_name_come_back(tmp_path):
    problem = mcda.from_rankings(
        {"cost": "A > B", "rent": "B > A", "reach": "B > A"},
        layers={"cost": ["rent", "reach"], "result": ["cost"]},
        weights={"cost": 2, "result": 1},
    )
    assert losses(problem, "xlsx") == ()
    assert again(problem, tmp_path) == problem


@examples(100)
@given(problems())
def test_any_rankings_come_back(tmp_path_factory, problem):
    assert again(problem, tmp_path_factory.mktemp("round")) == problem
