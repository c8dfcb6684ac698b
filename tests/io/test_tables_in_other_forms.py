"""Tables that are no row a criterion and column an alternative: read, refused or doubted."""

import openpyxl
import pytest

import mcda_ai as mcda
from mcda_ai.io.files import ReadAs, read_with_places
from mcda_ai.messages.faults import ProblemError
from tests.text_tables import faults_of, orders, read

CARS = "Name,Price,Comfort,Safety\nAlfa,20,7,8\nBeta,25,9,6\nGamma,18,5,9\n"


def doubts_of(tmp_path, text, direction="higher", **options):
    doubts = []
    read(tmp_path, text, direction=direction, doubts=doubts, **options)
    return [doubt.innermost.kind.rpartition(".")[2] for doubt in doubts]


# --- options in the rows -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (CARS, "names in rows"),
        (CARS.replace("Name", ""), "criteria in columns"),
        ("Supplier;Prijs;Kwaliteit\nAlfa;20;7\nBeta;25;9\n", "names in rows"),
        ("Leverancier;x;y\nAlfa;20;7\nBeta;25;9\n", "names in rows"),
        ("Alternatif,C1,C2\nA1,20,7\nA2,25,9\n", "names in rows"),
        (";Kosten (EUR);hinder_index\nNoord;20;7\nZuid;25;9\n", "criteria in columns"),
        (";c1;c2;c3\nNoord;20000;7;1\nZuid;25000;9;1\nWest;19000;8;2\n", "other magnitudes"),
    ],
)
def test_a_table_that_seems_turned_is_doubted_with_the_way_out(tmp_path, text, kind):
    assert kind in doubts_of(tmp_path, text)
    doubts = []
    read(tmp_path, text, direction="higher", doubts=doubts)
    assert any("--options-in rows" in doubt for doubt in doubts)
    for told in ("rows", "columns"):
        found = doubts_of(tmp_path, text, options_in=told)
        assert set(found) <= {"order only"}


@pytest.mark.parametrize(
    "text",
    [
        ";A;B\nprijs;20000;25000\nkwaliteit;7;9\n",
        ";Basic;Comfort\nprijs;20000;25000\nkwaliteit;7;9\n",
        "Criterion;Price cut;Quality first\nreach;1;2\ncost;2;1\n",
        ";Nul;Plus\nkosten;0;900\nbaten;1;2\n",
        # Option L is always last and A always first.
        ";A;B;C;D;E;F;G;H;I;J;K;L\nx;1;2;3;4;5;6;7;8;9;10;11;12\ny;1;3;2;4;5;6;7;8;9;10;11;12\n",
    ],
)
def test_an_ordinary_table_is_not_taken_for_a_turned_one(tmp_path, text):
    found = doubts_of(tmp_path, text)
    assert not {"criteria in columns", "names in rows", "other magnitudes"} & set(found)


def test_a_turned_table_is_read_with_directions_weights_units_and_layers(tmp_path):
    text = (
        "Three cars\n"
        "layer,Costs,Costs,Use\n"
        "Name,Price,Energy,Comfort\n"
        ",min,min,max\n"
        "weight,3,1,2\n"
        "unit,EUR,kWh,\n"
        "Alfa,20,7,8\n"
        "Beta,25,-,6\n"
    )
    problem = read(tmp_path, text, options_in="rows")
    assert problem.alternative_names == ("Alfa", "Beta")
    assert [each.layer for each in problem.criteria] == ["Costs", "Costs", "Use"]
    assert [each.direction for each in problem.criteria] == ["min", "min", "max"]
    assert [each.unit for each in problem.criteria] == ["EUR", "kWh", ""]
    assert problem.own_weights == {"Price": 3, "Energy": 1, "Comfort": 2}
    assert problem.judgement("Price").values == {"Alfa": 20, "Beta": 25}
    assert problem.judgement("Energy").values == {"Alfa": 7}


def test_a_turned_table_says_where_in_the_file_its_faults_are(tmp_path):
    text = "Nr,Option,Price,Score total,Comfort\n1,Alfa,20,3,good\n2,Total,25,4,6\n"
    faults = faults_of(tmp_path, text, options_in="rows", direction="higher")
    assert [fault.split(";")[0] for fault in faults] == [
        (
            "line 3, column 2: 'Total' seems a total, which follows from the rest"
        ),
        "line 1, column 1: 'Nr' seems no criterion",
        (
            "line 2, column 5: 'good' is no number"
        ),
    ]  # fmt: skip
    assert "leave the row out" in faults[0]
    assert "leave the column out" in faults[1]


def test_a_total_column_of_a_turned_table_is_a_fault_and_its_like_is_doubted(tmp_path):
    (fault,) = faults_of(
        tmp_path, "Name,x,Total\nA,1,2\nB,2,1\n", options_in="rows", direction="ranks"
    )
    assert fault.startswith("line 1, column 3: 'Total' seems a total")
    assert "leave the column out" in fault
    text = "Name,x,Score total\nA,1,2\nB,2,1\n"
    assert doubts_of(tmp_path, text, "ranks", options_in="rows") == ["possible total"]


def test_a_table_with_a_direction_for_each_column_is_turned(tmp_path):
    (fault,) = faults_of(tmp_path, ";x;y\n;min;max\nA;1;2\nB;2;1\n", direction="ranks")
    assert fault.startswith("line 2, column 2: 'min' and the rest of this row say which number")
    assert "--options-in rows" in fault


def test_nothing_else_than_rows_and_columns_can_hold_the_options(tmp_path):
    (fault,) = faults_of(tmp_path, CARS, options_in="row")
    assert fault == "unknown value 'row'; did you mean 'rows'? allowed: columns, rows"


def test_a_turned_table_with_gaps_and_notes_below_is_read_or_refused(tmp_path):
    problem = read(tmp_path, CARS + "\n,,,\n", options_in="rows", direction="higher")
    assert orders(problem)[0] == "Beta > Alfa > Gamma"
    found = doubts_of(tmp_path, CARS + "Source: the makers,,,\n", options_in="rows")
    assert found[0] == "possible note"
    with pytest.raises(ProblemError):
        read(tmp_path, f"{CARS}x{',' * 5_000}1\n" + "y\n" * 3_000, options_in="rows")


def test_files_commands_and_checks_take_where_the_options_are(tmp_path, capsys):
    file = tmp_path / "cars.csv"
    file.write_text(CARS)
    assert mcda.read(file, options_in="rows", direction="higher").alternative_names[0] == "Alfa"
    assert "3 alternatives (Alfa" in str(mcda.check(file, options_in="rows", direction="higher"))
    main = pytest.importorskip("mcda_ai.cli").main
    assert main(["check", str(file), "--options-in", "rows", "--direction", "higher"]) == 0
    assert "3 alternatives (Alfa" in capsys.readouterr().out
    problem_file = mcda.write(mcda.load("ai-factory"), tmp_path / "p.yaml")
    with pytest.raises(ProblemError, match="options_in is for tables"):
        mcda.read(problem_file, options_in="rows")


# --- a row for each score ------------------------------------------------------------------------

LONG = (
    "option,criterion,weight,score\n"
    "Node,speed,30,5\nNode,perf,25,3\nGo,speed,30,4\nGo,perf,25,5\nRust,perf,,4\n"
)


def test_a_table_with_a_row_for_each_score_is_read(tmp_path):
    problem = read(tmp_path, LONG, direction="higher")
    assert problem.alternative_names == ("Node", "Go", "Rust")
    assert orders(problem) == ["Node > Go", "Go > Rust > Node"]
    assert problem.own_weights == {"speed": 30, "perf": 25}


def test_what_such_a_table_says_of_criteria_is_read_too(tmp_path):
    text = (
        "richting;rangen\n"
        "Thema;Criterium;Variant;Rang;Richting;Bron\n"
        "baten;bereik;Noord;1;;tabel 3\n;bereik;Zuid;2;;tabel 4\n"
        "lasten;kosten;Noord;200;lager;\n;kosten;Zuid;100;lager;\n"
    )
    problem = read(tmp_path, text)
    assert [each.layer for each in problem.criteria] == ["baten", "lasten"]
    assert orders(problem) == ["Noord > Zuid", "Zuid > Noord"]
    assert [each.table for each in problem.judgement("bereik").sources] == ["3", "4"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "Go,speed,30,2",
            "line 7, column 4: '2', but '4' at line 4, column 4: two scores of 'Go' on 'speed'",
        ),
        (
            "Rust,speed,31,2",
            "line 7, column 3: '31', but '30' at line 2, column 3, both of the criterion 'speed'",
        ),
        ("go,size,1,2", "line 7, column 1: 'go', but 'Go' at line 4, column 1; write both the"),
        (",speed,30,2", "line 7, column 1: no name here, but the score '2'"),
        ("Rust,speed,30,fast", "line 7, column 4: 'fast' is no number"),
    ],
)
def test_what_is_wrong_in_such_a_table_has_its_place(tmp_path, row, fault):
    (told,) = faults_of(tmp_path, f"{LONG}{row}\n", direction="higher")
    assert told.startswith(fault)


def test_a_pair_may_be_there_twice_with_the_same_score(tmp_path):
    assert read(tmp_path, f"{LONG}Go,speed,30,4.0\n", direction="higher") == read(
        tmp_path, LONG, direction="higher"
    )


def test_other_columns_of_such_a_table_are_refused(tmp_path):
    text = "option,criterion,score,expert\nA,k,1,Ann\nB,k,2,Ann\n"
    (fault,) = faults_of(tmp_path, text, direction="ranks")
    assert fault.startswith("line 1, column 4: 'expert' is no column of a table with a row for")


def test_options_may_still_be_called_variant_and_score(tmp_path):
    problem = read(tmp_path, "criterion;Variant;Score\nk;1;2\nl;2;1\n", direction="ranks")
    assert problem.alternative_names == ("Variant", "Score")


def test_such_a_table_is_no_larger_than_others(tmp_path):
    rows = "".join(f"o{each},c{each},1\n" for each in range(3_000))
    (fault,) = faults_of(tmp_path, f"option,criterion,score\n{rows}", direction="ranks")
    assert fault == "3,000 alternatives; allowed: at most 2,000"


# --- the same names on both sides ----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ",a1,a2,a3\na1,1,2,5\na2,0.5,1,3\na3,0.2,0.3333,1\n",
        "Criteria;Prijs;Comfort;Ruimte\nPrijs;1;3;5\nComfort;1/3;1;2\nRuimte;1/5;1/2;1\n",
        ";x;y;z\nx;1;7;4\ny;;1;0,5\nz;;;1\n",
        ";x;y;z;Som\nx;1;3;4;8\ny;0,33;1;2;3,33\nz;0,25;0,5;1;1,75\nSom;1,58;4,5;7;\n",
    ],
)
def test_a_table_of_pairwise_comparisons_is_explained(tmp_path, text):
    (fault,) = faults_of(tmp_path, text, direction="higher")
    assert "a table of pairwise comparisons (AHP)" in fault


@pytest.mark.parametrize(
    "text",
    [
        ";A;B;C\nA;0;12;7\nB;12;0;4\nC;7;4;0\n",
        ";A;B;C\nA;1;0,9;-0,2\nB;0,9;1;0,1\nC;-0,2;0,1;1\n",
        ";Ann;Bob;Cas\nAnn;-;7;2\nBob;3;-;1\nCas;8;9;-\n",
    ],
)
def test_other_tables_with_the_same_names_on_both_sides_are_doubted(tmp_path, text):
    assert "same names" in doubts_of(tmp_path, text)


# --- totals by what they are called --------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Score totaal", "Som van de scores", "Weighted Total Score", "Ranking", "puntentotaal", "Best",
     "Totaal aantal punten per optie", "overall weighted score", "Importance", "Max score", "Norm",
     "\u03a3", "Eindbeoordeling", "Wtd score", "Gew.", "Streefwaarde", "Max. haalbaar", "Std dev",
     "Volgorde", "Prioriteit (1-3)", "Drempelwaarde", "Target", "Saldo"],
)  # fmt: skip
@pytest.mark.parametrize("separator", [" ", "_", "-"])
def test_lines_called_as_totals_are_doubted_or_refused(tmp_path, name, separator):
    name = name.replace(" ", separator)
    for text in (f"criterion;A;B;{name}\nk;1;2;2\n", f"criterion;A;B\nk;1;2\n{name};2;1\n"):
        try:
            found = doubts_of(tmp_path, text)
        except ProblemError as error:
            (fault,) = error.faults
            assert fault.innermost.kind in ("io.tables.faults.total",
                                            "io.tables.faults.no alternative")  # fmt: skip
        else:
            assert found in (["possible total"], ["possible weights"], ["weights of columns"])
    for text in (f"criterion;A;B;'{name}\nk;1;2;2\n", f"criterion;A;B\nk;1;2\n'{name};2;1\n"):
        assert doubts_of(tmp_path, text) == []


@pytest.mark.parametrize(
    "name",
    ["Option A weighted", "A score", "Totaalbeeld", "Gewogen A", "Gemiddelde wijk", "A_total"],
)
def test_columns_that_mention_a_total_are_doubted(tmp_path, name):
    assert doubts_of(tmp_path, f"criterion;A;B;{name}\nk;1;2;2\n") == ["possible total"]


def test_names_that_are_no_totals_are_not_doubted(tmp_path):
    text = (
        "criterion;Score North;Score South;Score Minimumvariant\nTotal costs;1;2;2\n"
        "Safety score;2;1;1\nAlgemeen belang;1;2;2\nGemiddelde reistijd;1;2;1\n"
    )
    assert doubts_of(tmp_path, text) == []
    assert doubts_of(tmp_path, "criterion;Minimumvariant;Franka\nBereik;1;2\n") == []


def test_weights_under_another_head_are_doubted_with_how_to_say_so(tmp_path):
    doubts = []
    text = "Criterium;Belang;Noord;Zuid\nreach;5;4;2\ncost;3;1;5\n"
    read(tmp_path, text, direction="higher", doubts=doubts)
    assert "if these are weights, head the column 'weight'" in doubts[0]


# --- totals by what they are ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("criterion;A;B;C\nk;7;8;6\nl;8;6;7\nm;15;14;13\n", ["computed"]),
        (
            "criterion;A;B;C;D\nk;7;8;6;3\nl;8;6;7;3\nm;5;6;9;4\nn;6,67;6,67;7,33;3,33\n",
            ["computed"],
        ),
        (
            "criterion;weight;A;B;C\nk;0.4;7;8;6\nl;0.4;8;6;7\nm;0.2;6;7;5\nn;0;7.2;7.0;6.2\n",
            ["computed"],
        ),
        ("criterion;A;B;C\nk;7;8;15\nl;8;6;14\nm;3;6;9\nn;4;4;8\n", ["computed"]),
        (
            "criterion;weight;A;A2;B\nk;3;4;12;2\nl;2;7;14;5\nm;5;3;15;8\nn;4;6;24;9\n",
            ["computed"],
        ),
        (
            "criterion;x;A;A2;B\nk;3;4;12;2\nl;2;7;14;5\nm;5;3;15;8\nn;4;6;24;9\n",
            ["computed"],
        ),
        # C is always the one in the middle.
        ("criterion;A;B;C\nk;1;3;2\nl;3;1;2\nm;1;3;2\nn;3;1;2\no;1;3;2\np;3;1;2\nq;1;3;2\n",
         ["ranks as scores"]),
        # Not enough numbers, or ones that would be so by accident.
        ("criterion;A;B\nk;1;2\nl;2;1\nm;3;3\n", []),
        ("criterion;A;B;C\nk;1;2;4\nl;1;2;4\nm;1;2;4\n", []),
        ("criterion;A;B;C\nk;1;0;0\nl;0;1;0\nm;1;1;0\n", []),
        ("criterion;A;B;C\nk;7;8;6\nl;8;6;7\n'm;15;14;13\n", ["computed"]),
        ("criterion;A;B;C\nk;7;8;6\nl;8;6;7\n'total;15;14;13\n", []),
    ],
)  # fmt: skip
def test_lines_that_follow_from_others_are_doubted_whatever_their_name(tmp_path, text, found):
    doubts = [doubt for doubt in doubts_of(tmp_path, text) if doubt != "order only"]
    assert doubts == found


@pytest.mark.parametrize(
    "text",
    [
        "criterion;A;B;C\nk;1.7e308;-1.7e308;3.5\nl;4.8e305;9e307;-1e308\nm;1;0;-1.7e308\n",
        "criterion;A;B;weight\nk;3.5;2;1e308\nl;9e307;3.5;1\nm;1e305;4.8e305;1\n",
        "criterion;A;B;C\nk;0;0;-1e308\nl;5;1e305;1e-320\n",
    ],
)
def test_no_line_follows_from_a_total_beyond_all_numbers(tmp_path, text):
    assert "computed" not in doubts_of(tmp_path, text)


# --- ranks as scores -----------------------------------------------------------------------------


def test_ranks_of_which_the_highest_is_said_to_be_best_are_doubted(tmp_path):
    ranks = "criterion;A;B;C;D;E\nk;1;2;3;4;5\nl;2;1;4;3;5\nm;5;2;3;1;4\n"
    assert doubts_of(tmp_path, ranks) == ["ranks as scores"]
    assert doubts_of(tmp_path, ranks, "ranks") == []
    assert doubts_of(tmp_path, ranks.replace("5;2;3;1;4", "5;5;3;1;4")) == []
    assert doubts_of(tmp_path, "criterion;A;B\nk;1;2\nl;2;1\n") == []


def test_the_tables_of_the_package_are_not_doubted(tmp_path):
    for name in ("ai-factory", "ai-factory-features"):
        file = mcda.write(mcda.load(name), tmp_path / f"{name}.csv")
        kinds = {doubt.innermost.kind for doubt in read_with_places(file, ReadAs()).problem.doubts}
        assert kinds <= {"io.tables.doubts.gap in levels"}


# --- in workbooks --------------------------------------------------------------------------------


def book_of(tmp_path, rows, merged=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(tmp_path / "site.xlsx")
    return tmp_path / "site.xlsx"


def test_a_turned_table_in_a_workbook_may_have_its_layers_merged(tmp_path):
    rows = [
        ["Layer", "Costs", None, "Use"],
        ["Supplier", "Price", "Energy", "Comfort"],
        ["Direction", "min", "min", "max"],
        ["Alfa", 20, 7, 8],
        ["Beta", 25, 5, "6 (good)"],
    ]
    file = book_of(tmp_path, rows, ["B1:C1"])
    with pytest.raises(ProblemError, match=r"sheet 'Sheet', cell D5: '6 \(good\)' is no number"):
        mcda.read(file, options_in="rows")
    rows[-1][-1] = 6
    problem = mcda.read(book_of(tmp_path, rows, ["B1:C1"]), options_in="rows")
    assert [each.layer for each in problem.criteria] == ["Costs", "Costs", "Use"]
    assert orders(problem)[1] == "Alfa: 7; Beta: 5"


def test_a_table_with_a_row_for_each_score_is_read_from_a_workbook(tmp_path):
    rows = [["Option", "Criterion", "Score"], ["A", "k", 1.5], ["B", "k", 2], ["A", "l", 3]]
    problem = mcda.read(book_of(tmp_path, rows), direction="higher")
    assert orders(problem) == ["B > A", "A"]


def test_a_template_is_never_turned(tmp_path):
    file = mcda.write(mcda.load("ai-factory"), tmp_path / "filled.xlsx")
    with pytest.raises(ProblemError, match="options_in was given, but this is a filled-in"):
        mcda.read(file, options_in="rows")


# --- with columns that only their cells explain --------------------------------------------------


def test_rows_of_a_turned_table_are_told_by_their_cells(tmp_path):
    table = "optie;cost;reach\nschaal;laag < hoog;a < b\nA;laag;b\nB;hoog;a\ndoel;hoog;b\n"
    problem = read(tmp_path, table, options_in="rows")
    assert problem.alternative_names == ("A", "B", "doel")
    doubts = []
    text = "optie;cost;reach\nA;1;2\nB;2;1\nbronnen van dit;volgens het rapport;volgens een ander\n"
    read(tmp_path, text, options_in="rows", direction="higher", doubts=doubts)
    assert any("head the row 'note'" in doubt for doubt in doubts)
    directed = read(tmp_path, "optie;cost\nA;1\nB;2\ntype;min\n", options_in="rows")
    assert directed.criteria[0].direction == "min"


def test_scores_of_a_row_each_are_compared_with_the_decimal_sign_that_was_said(tmp_path):
    text = "criterium;optie;score\ncost;A;1.046\ncost;B;2\ncost;A;1046\n"
    options = {"direction": "higher", "decimal": ","}
    assert read(tmp_path, text, **options).judgement("cost").order.groups == (("A",), ("B",))
    (fault,) = faults_of(tmp_path, text, direction="higher", decimal=".")
    assert "two scores" in fault


def test_a_column_with_an_uncertain_header_can_follow_from_others(tmp_path):
    text = "criterium;A;B;doel\nc1;12;31;43\nc2;17;22;39\nc3;55;29;84\nc4;71;13;84\n"
    assert {"possible remark", "computed"} <= set(doubts_of(tmp_path, text))
