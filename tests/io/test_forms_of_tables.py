"""Tables in the many forms that people give them: read as meant, doubted aloud, or refused."""

import pytest

from tests.text_tables import faults_of, orders, read


def doubts_of(tmp_path, text, **options):
    doubts = []
    read(tmp_path, text, doubts=doubts, **options)
    return [doubt.removeprefix(f"{tmp_path / 'site.csv'}: ") for doubt in doubts]


# --- directions of rows --------------------------------------------------------------------------

BENEFITS = (
    "benefit", "benefits", "profit", "gain", "max", "maximum", "maximize", "Maximise", "MAX.",
    "baten", "baat", "maximaliseren", "hoger", "hoger is beter", "higher", "up", "1",
    "+1", "\u2191",
)  # fmt: skip
COSTS = (
    "cost", "costs", "loss", "min", "minimum", "minimize", "Minimise", "min.", "kosten",
    "minimaliseren", "lager", "lager is beter", "lower", "down", "-1", "\u22121", "\u2193",
)  # fmt: skip


@pytest.mark.parametrize("head", ["direction", "type", "Doel", "max/min", "baten/kosten", "goal"])
def test_directions_are_read_under_the_usual_heads(tmp_path, head):
    rows = "".join(f"b{n};{word};4;2\n" for n, word in enumerate(BENEFITS))
    rows += "".join(f"c{n};{word};100;150\n" for n, word in enumerate(COSTS))
    problem = read(tmp_path, f"criterion;{head};North;South\n{rows}")
    assert problem.alternative_names == ("North", "South")
    assert len(problem.criteria) == len(BENEFITS) + len(COSTS)
    assert (problem.ranks == [1, 2]).all()


def test_a_dash_is_a_direction_where_a_plus_is_one(tmp_path):
    text = "criterium;richting;A;B\nk;{};1;2\nl;-;1;2\n"
    problem = read(tmp_path, text.format("+"))
    assert orders(problem) == ["B > A", "A > B"]
    (fault,) = faults_of(tmp_path, text.format("-"))
    assert "nothing says which number is better" in fault


def test_a_type_that_is_no_direction_is_a_remark(tmp_path):
    text = "criterium;type;A;B\nk;kwalitatief;1;2\nl;kwantitatief;2;1\n"
    problem = read(tmp_path, text, direction="higher")
    assert problem.alternative_names == ("A", "B")
    assert problem.judgement("k").note.en == "kwalitatief"
    assert doubts_of(tmp_path, text, direction="higher") == []


def test_directions_among_other_words_are_refused(tmp_path):
    (fault,) = faults_of(
        tmp_path, "criterium;type;A;B\nk;kosten;1;2\nl;sociaal;2;1\n", direction="higher"
    )
    assert fault.startswith("line 3, column 2: 'sociaal' under 'type', where also 'kosten' stands;")


def test_a_column_of_goals_that_holds_scores_is_an_option_in_doubt(tmp_path):
    text = "criterium;doel;A;B\nk;80;1;2\nl;10;2;1\n"
    (doubt,) = [d for d in doubts_of(tmp_path, text, direction="higher") if "goal" not in d][:1]
    assert doubt.startswith("line 1, column 2: 'doel' was taken for an alternative")
    assert read(tmp_path, text, direction="higher").alternative_names == ("doel", "A", "B")
    signs = "schaal;- < +\ncriterium;doel;A;B\nk;+;-;+\nl;-;-;+\n"
    assert "doel" in read(tmp_path, signs).alternative_names


def test_two_columns_of_directions_are_refused(tmp_path):
    (fault,) = faults_of(tmp_path, "criterium;richting;doel;A;B\nk;max;min;1;2\n")
    assert fault.startswith("line 1, column 3: a second column 'doel'; the first is at line 1")


# --- remarks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    ["Rationale", "description", "omschrijving", "Motivatie:", "toelichting", "Bron", "note"],
)
def test_remarks_under_the_usual_heads_are_no_options(tmp_path, head):
    text = f"Criteria,Weight,A,B,{head}\nSpeed,0.2,4,3,A has an index\nCost,0.8,2,5,B is free\n"
    problem = read(tmp_path, text, direction="higher")
    assert problem.alternative_names == ("A", "B")
    assert doubts_of(tmp_path, text, direction="higher") == []


def test_several_columns_of_remarks_are_read_together(tmp_path):
    text = "criterium;omschrijving;A;B;toelichting\nk;in euro's;1;2;zie tabel 3\nl;;2;1;\n"
    problem = read(tmp_path, text, direction="ranks")
    assert problem.judgement("k").note.nl == "in euro's; zie tabel 3"


def test_running_text_beside_numbers_is_a_remark_in_doubt(tmp_path):
    text = "Criteria;A;B;Waarom\nk;4;3;A heeft een index\nl;2;5;\n"
    (doubt,) = doubts_of(tmp_path, text, direction="higher")
    assert doubt.startswith("line 1, column 4: 'Waarom' holds text beside numbers, so it was read")
    assert read(tmp_path, text, direction="higher").alternative_names == ("A", "B")


@pytest.mark.parametrize("cell", ["\u20ac 12 per jaar", "ca. 12 per jaar", "3"])
def test_a_score_with_words_around_it_makes_no_remark(tmp_path, cell):
    text = f"Criteria;A;B;C\nk;4;3;een lange tekst\nl;2;5;{cell}\n"
    faults = faults_of(tmp_path, text, direction="higher")
    assert any("een lange tekst" in fault for fault in faults)


@pytest.mark.parametrize("scale", ["", "schaal;laag < hoog\n"])
def test_a_deleted_first_column_is_one_fault(tmp_path, scale):
    rows = "laag;hoog;laag\nhoog;hoog;laag\n" if scale else "1;2;3\n2;1;3\n1;3;2\n" * 6
    (fault,) = faults_of(tmp_path, f"{scale}Noord;Zuid;Oost\n{rows}")
    assert "'Noord' was taken for the column of the criteria, but holds scores" in fault
    numbered = read(tmp_path, "Nr;A;B\n1;2;1\n2;2;1\n", direction="ranks")
    assert numbered.criterion_names == ("1", "2")


# --- signs ---------------------------------------------------------------------------------------

FIVE = "schaal;-- < - < 0 < + < ++\n"
SEVEN = "schaal;- - < - < 0/- < 0 < 0/+ < + < + +\n"
STEPS = "criterium;Ref;HS;2a;2b\ndepositie;0;0/+;+;+/0\nbedrijf;0;0/-;0;- -\n"


def test_half_steps_of_the_seven_step_scale_are_steps_of_their_own(tmp_path):
    problem = read(tmp_path, SEVEN + STEPS)
    assert problem.ranks.tolist() == [[4, 2.5, 1, 2.5], [1.5, 3, 1.5, 4]]
    assert doubts_of(tmp_path, SEVEN + STEPS) == []
    closed = SEVEN.replace("- -", "--").replace("+ +", "++")
    assert read(tmp_path, closed + STEPS).ranks.tolist() == problem.ranks.tolist()


def test_half_steps_of_a_five_step_scale_are_doubted_once(tmp_path):
    assert doubts_of(tmp_path, FIVE + STEPS) == [
        (
            "line 3, column 3: '0/+' was left open between '0' and '+', as in 2 other cells; if it "
            "is a step of its own, name it in the scale: '-- < - < 0/- < 0 < 0/+ < + < ++'"
        )
    ]


@pytest.mark.parametrize("dash", ["\u2014", "\u2013"])
def test_a_long_dash_on_a_scale_of_signs_is_doubted(tmp_path, dash):
    rows = "criterium;A;B\nk;{0};-\nl;0;-\nm;{0};-\n"
    (doubt,) = doubts_of(tmp_path, FIVE + rows.format(dash))
    assert doubt.startswith(
        f"line 3, column 2: '{dash}' was read as '-', as in 1 other cell; a word processor makes a "
        "long dash of '--'"
    )
    for clear in ("--", "\u2212", "\u2212\u2212", "\u2013\u2013"):
        assert doubts_of(tmp_path, FIVE + rows.format(clear)) == []


def test_a_long_dash_is_unscored_where_no_scale_has_one(tmp_path):
    text = "criterium;A;B;C\nk;\u2013;1;2\n"
    assert doubts_of(tmp_path, text, direction="ranks") == []


# --- ranks and ranges ----------------------------------------------------------------------------


def test_ranks_that_are_written_as_such_need_no_direction(tmp_path):
    text = "criterium;A;B;C\nk;1st;2nd;=2nd\nl;1e;3e;2e\nm;#1;#3;nr. 2\n"
    assert orders(read(tmp_path, text)) == ["A > B = C", "A > C > B", "A > C > B"]
    (fault, *_) = faults_of(tmp_path, text, direction="higher")
    assert fault.startswith("line 2, column 2: '1st' is no number")


@pytest.mark.parametrize("cell", [">5", "< 5", "3-5", "3 \u2013 5", "ca. 5", "3 tot 5", "5+"])
def test_what_is_no_one_number_says_what_to_write(tmp_path, cell):
    (fault,) = faults_of(tmp_path, f"criterium;A;B\nk;{cell};3\n", direction="higher")
    assert fault.startswith(f"line 2, column 2: '{cell}' is no one number; write the number")
