"""What rows and columns are: totals, weights, options in rows, single scores, pairs, remarks."""

import pytest

from tests.cases import orders, read, told

# --- totals --------------------------------------------------------------------------------------

TOTAL_ROWS = [
    (
        "criteria,weight,prototype_A,prototype_B,prototype_C\nmarket,0.4,7,8,6\nfinance,0.4,8,6,7\n"
        "risk_level,0.2,6,7,5\nweighted_score,,7.2,7.0,6.2\n"
    ),
    (
        "criteria,prototype_A,prototype_B,prototype_C\nmarket,7,8,6\nfinance,8,6,7\n"
        "total_score,15,14,13\n"
    ),
    "criterium;A;B;C\nbereik;7;8;6\nkosten;8;6;7\nScore totaal;15;14;13\n",
    "criterium;Brug;Tunnel\nbereik;7;8\nhinder;8;6\nGewogen_eindscore;7,5;7\n",
    [["Criterion", "Bus", "Tram"], ["reach", 4, 5], ["cost", 3, 1], ["Total points (all)", 7, 6]],
    [["Criterium", "Noord", "Zuid", "West"], ["natuur", 3, 4, 2], ["geluid", 5, 1, 2],
     ["lucht", 2, 3, 3], ["Stand", 10, 8, 7]],
]  # fmt: skip


@pytest.mark.parametrize("table", TOTAL_ROWS, ids=range(len(TOTAL_ROWS)))
def test_a_row_of_totals_is_refused_or_doubted_by_its_name_or_its_numbers(tmp_path, table):
    found = told(tmp_path, table, direction="higher")
    assert found == {"total"} or found & {"possible total", "computed"}


COLUMNS = [
    (
        (
            "Criteria,Weight,Option A,Option A weighted,Option B,Option B weighted\n"
            "reach,3,4,12,2,6\ncost,1,1,1,5,5\n"
        ),
        "possible total",
        ["Option A weighted", "Option B weighted"],
    ),
    ("Criterion;Max score;North;South\nreach;5;4;2\ncost;5;1;5\n", "possible total", ["Max score"]),
    ("Criterium;Belang;Noord;Zuid\nreach;5;4;2\ncost;3;1;5\n", "possible weights", ["Belang"]),
    (
        (
            "Criterium;Gewicht;Bus;Bus x gewicht;Tram;Tram x gewicht\nbereik;3;4;12;2;6\n"
            "kosten;2;1;2;5;10\n"
        ),
        "possible total",
        ["Bus x gewicht", "Tram x gewicht"],
    ),
    (
        [["Criterium", "Norm", "Noord", "Zuid"], ["geluid", 5, 4, 2], ["lucht", 4, 1, 5]],
        "possible total",
        ["Norm"],
    ),
    (
        [
            ["Criterion", "Importance (1-5)", "North", "South"],
            ["reach", 5, 4, 2],
            ["cost", 3, 1, 5],
        ],
        "possible weights",
        ["Importance (1-5)"],
    ),
]


@pytest.mark.parametrize(("table", "kind", "names"), COLUMNS, ids=range(len(COLUMNS)))
def test_a_column_that_is_no_option_is_doubted_by_its_name(tmp_path, table, kind, names):
    problem, doubts = read(tmp_path, table, direction="higher")
    assert kind in doubts
    said = "\n".join(doubt for doubt in problem.doubts if doubt.innermost.kind.endswith(kind))
    assert [name for name in names if f"'{name}'" not in said] == []


FEW = [
    ("criterium;A;B\nbereik;7;8\nkosten;8;6\nEindstand;15;14\n", {"computed"}),
    ([["criterion", "A", "B"], ["reach", 9, 4], ["cost", 3, 8], ["Verdict", 12, 12]], {"computed"}),
    ("criterium;A;B\nbereik;1;2\nkosten;2;1\nEindstand;3;3\n", set()),
    ("criterium;A;B\nbereik;7;8\nEindstand;7;8\n", set()),
]


@pytest.mark.parametrize(("table", "doubts"), FEW, ids=range(len(FEW)))
def test_a_total_that_is_not_called_so_is_seen_where_its_numbers_tell_it(tmp_path, table, doubts):
    """Small numbers of two options agree by accident too often, and one row is not added up."""
    assert read(tmp_path, table, direction="higher")[1] == doubts


# --- options in the rows, and a row for each score -----------------------------------------------

TURNED = [
    (",Price,Comfort,Safety\nAlfa,20,7,8\nBeta,25,9,6\n", "Beta"),
    ("Name,Price,Comfort,Safety\nAlfa,20,7,8\nBeta,25,9,6\nGamma,18,5,9\n", "Gamma"),
    ("Supplier;Prijs;Kwaliteit;Levertijd\nAlfa;20;7;8\nBeta;25;9;6\n", "Beta"),
    ("Gemeente;Kosten;Draagvlak;Uitvoerbaarheid\nZwolle;12;7;5\nMeppel;9;8;5\n", "Zwolle"),
    ([["Model", "Price (EUR)", "Range", "Comfort"], ["Type 3", 31000, 420, 7],
      ["Type 5", 39000, 510, 8]], "Type 5"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "option"), TURNED, ids=range(len(TURNED)))
def test_a_table_with_the_options_in_its_rows_is_doubted_and_read_once_that_is_said(
    tmp_path, table, option
):
    _, doubts = read(tmp_path, table, direction="higher")
    assert doubts & {"names in rows", "criteria in columns"}
    problem, doubts = read(tmp_path, table, direction="higher", options_in="rows")
    assert option in problem.alternative_names
    assert doubts == set()


LONG = [
    (
        ("option,criterion,weight,score\nNode,speed,30,5\nNode,perf,25,3\nGo,speed,30,4\n"
        "Go,perf,25,5\n"),
        ["Node > Go", "Go > Node"],
        {"speed": 30, "perf": 25},
    ),
    (
        "Alternatief;Kenmerk;Cijfer\nNoord;bereik;8\nZuid;bereik;6\nZuid;kosten;7\n",
        ["Noord > Zuid", "Zuid"],
        None,
    ),
    (
        [["Criterion", "Supplier", "Points", "Weight"], ["price", "Alfa", 3, 2],
         ["price", "Beta", 5, 2], ["service", "Alfa", 4, 1], ["service", "Beta", 4, 1]],
        ["Beta > Alfa", "Alfa = Beta"],
        {"price": 2, "service": 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "meant", "weights"), LONG, ids=range(len(LONG)))
def test_a_table_with_a_row_for_each_score_is_read(tmp_path, table, meant, weights):
    problem, doubts = read(tmp_path, table, direction="higher")
    assert orders(problem) == meant
    assert problem.own_weights == weights
    assert doubts == set()


PAIRS = [
    ",a1,a2,a3\na1,1,2,5\na2,0.5,1,3\na3,0.2,0.3333,1\n",
    "Criterium;Kosten;Natuur;Geluid\nKosten;1;1/3;3\nNatuur;3;1;5\nGeluid;1/3;1/5;1\n",
    [["", "price", "comfort", "safety"], ["price", 1, 4, None], ["comfort", 0.25, 1, 2],
     ["safety", None, 0.5, 1]],
]  # fmt: skip


@pytest.mark.parametrize("table", PAIRS, ids=range(len(PAIRS)))
def test_a_table_of_pairwise_comparisons_is_explained(tmp_path, table):
    assert told(tmp_path, table, direction="higher") == {"pairwise comparisons"}


# --- columns about the criteria ------------------------------------------------------------------

DIRECTIONS = [
    "criterion,direction,North,South\nreach,benefit,4,2\ncost,cost,100,150\n",
    "criterion,goal,North,South\nreach,maximize,4,2\ncost,minimize,100,150\n",
    "criterium;baten/kosten;North;South\nreach;baten;4;2\ncost;kosten;100;150\n",
    "criterium;Soort;North;South\nreach;+;4;2\ncost;-;100;150\n",
    [["Criterion", "Type", "North", "South"], ["reach", 1, 4, 2], ["cost", -1, 100, 150]],
    [
        ["Criterium", "Min/max", "North", "South"],
        ["reach", "Max.", 4, 2],
        ["cost", "Min.", 100, 150],
    ],
]


@pytest.mark.parametrize("table", DIRECTIONS, ids=range(len(DIRECTIONS)))
def test_directions_are_read_as_people_write_them(tmp_path, table):
    problem, doubts = read(tmp_path, table)
    assert problem.ranks.tolist() == [[1, 2], [1, 2]]
    assert doubts == set()


REMARKS = [
    (
        "Criteria,Weight,A,B,Rationale\nSpeed,0.2,4,3,A has an index\nCost,0.8,2,5,B is free\n",
        set(),
    ),
    (
        "Criterium;Omschrijving;A;B\nTempo;hoe snel het gaat;4;3\nKosten;wat het kost;2;5\n",
        set(),
    ),
    (
        [["Criterion", "A", "B", "What the panel said"], ["speed", 4, 3, "A has an index there"],
         ["cost", 2, 5, "B is free for us"]],
        {"text column"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "doubts"), REMARKS, ids=range(len(REMARKS)))
def test_a_column_of_remarks_is_no_option(tmp_path, table, doubts):
    problem, told = read(tmp_path, table, direction="higher")
    assert problem.alternative_names == ("A", "B")
    assert orders(problem) == ["A > B", "B > A"]
    assert told == doubts
