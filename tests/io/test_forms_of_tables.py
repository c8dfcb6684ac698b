"""Tables in the many forms that people give them: read as meant, doubted aloud, or refused."""

import pytest

import mcda_ai as mcda
from mcda_ai.cli import main
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
    assert "'Noord' was taken for the column of the criteria, but '" in fault
    (fault,) = faults_of(tmp_path, "richting;Noord;Zuid;Oost\nmax;1;2;3\nmin;2;3;1\nmax;1;2;1\n")
    assert "'richting' was taken for the column of the criteria, but 'max' in it" in fault
    numbered = read(tmp_path, "Nr;A;B\n1;2;1\n2;2;1\n", direction="ranks")
    assert numbered.criterion_names == ("1", "2")


def test_a_column_of_goals_that_holds_words_of_the_scale_of_its_row_is_an_option(tmp_path):
    text = "criterium;voorkeur;A;schaal\nk;laag;hoog;laag < hoog\n"
    assert read(tmp_path, text).alternative_names == ("voorkeur", "A")
    (doubt,) = doubts_of(tmp_path, text)
    assert "'voorkeur' was taken for an alternative" in doubt
    assert doubts_of(tmp_path, text.replace("voorkeur", "'voorkeur")) == []


def test_the_column_of_the_criteria_may_be_headed_as_one_of_remarks(tmp_path):
    problem = read(tmp_path, "omschrijving;A;B;opmerking\nk;1;2;x\n", direction="ranks")
    assert problem.criterion_names == ("k",)
    assert problem.judgement("k").note.en == "x"


def test_several_words_of_a_scale_are_no_running_text(tmp_path):
    text = "criterium;A;B;C;schaal\nk;Hoog/laag/midden;hoog;laag;laag < midden < hoog\n"
    assert read(tmp_path, text).alternative_names == ("A", "B", "C")
    assert doubts_of(tmp_path, text) == []


def test_a_reference_alternative_is_an_option(tmp_path):
    problem = read(tmp_path, "criterium;Referentie;A\nk;1;2\n", direction="ranks")
    assert problem.alternative_names == ("Referentie", "A")


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


# --- decimal signs -------------------------------------------------------------------------------

THREE = "criterion,direction,North,South\nghg,min,{},1.046\nwater,min,12.5,10.525\n"


def test_three_decimals_are_read_with_a_doubt_where_their_row_tells_them(tmp_path):
    problem = read(tmp_path, THREE.format("0.745"))
    assert problem.judgement("ghg").values == {"North": 0.745, "South": 1.046}
    assert doubts_of(tmp_path, THREE.format("0.745")) == [
        (
            "line 2, column 4: '1.046' was read with decimals, as in 1 other cell, since '0.745' "
            "at line 2, column 3 can have no thousands; to be sure, say --decimal . (decimal= in "
            "Python)"
        )
    ]


def test_three_decimals_that_nothing_tells_are_refused_with_the_way_out(tmp_path):
    first, second = faults_of(tmp_path, THREE.format("1.745"))
    assert "'1.745' can be a whole number or a fraction; write 1745, or 1.7450, or say the" in first
    assert second.endswith(
        "the decimal sign of the whole table with --decimal (decimal= in Python)"
    )
    (fault,) = faults_of(tmp_path, "criterium;A;B\nk;1.046;12,5\n", direction="higher")
    assert "'1.046' can be a whole number" in fault


def test_a_decimal_sign_that_is_said_is_that_of_all_numbers(tmp_path):
    text = THREE.format('"1,745.5"')
    values = read(tmp_path, text, decimal=".").judgement("ghg").values
    assert values == {"North": 1745.5, "South": 1.046}
    assert doubts_of(tmp_path, text, decimal=".") == []
    text = "criterium;A;B;gewicht\nk;1.046;2,125;1,000\nl;1;2;1\n"
    problem = read(tmp_path, text, decimal=",", direction="higher")
    assert orders(problem)[0] == "A > B"
    assert problem.own_weights == {"k": 1, "l": 1}
    (fault,) = faults_of(tmp_path, "criterium;A;B\nk;1.5;2,125\n", decimal=",", direction="ranks")
    assert fault == (
        "line 2, column 2: '1.5' is no number with the decimal sign ',', which was asked for"
    )
    (fault,) = faults_of(tmp_path, text, decimal=";")
    assert fault == "decimal sign ';'; allowed: ',' or '.'"


def test_a_decimal_sign_can_be_said_of_files_and_checked(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(THREE.format("1.745"))
    assert mcda.read(file, decimal=".").judgement("ghg").values["North"] == 1.745
    assert mcda.check(file, decimal=".").faults == ()
    assert main(["check", str(file), "--decimal", "."]) == 0
    assert main(["check", str(file)]) == 1
    (fault,) = mcda.check(
        mcda.write(mcda.read(file, decimal="."), tmp_path / "a.yaml"), decimal="."
    ).faults
    assert "a decimal sign is for tables" in fault


# --- text files ----------------------------------------------------------------------------------

PIPES = "criterium|richting|Noord|Z\u00fcid\nbereik|max|2,5|3,1\nkosten|min|1,5|2\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"]
)
def test_upright_lines_and_every_usual_encoding_are_read(tmp_path, encoding):
    problem = read(tmp_path, PIPES.encode(encoding))
    assert problem.alternative_names == ("Noord", "Z\u00fcid")
    assert problem.judgement("bereik").values == {"Noord": 2.5, "Z\u00fcid": 3.1}


@pytest.mark.parametrize(
    "name", ["Z\u00fcid", "Financi\u00eble ruimte", "Caf\u00e9", "Co\u00f6peratie"]
)
def test_letters_of_an_old_mac_are_never_read_as_others(tmp_path, name):
    content = PIPES.replace("Z\u00fcid", name).encode("mac-roman")
    (fault,) = faults_of(tmp_path, content)
    assert "save the file as 'CSV UTF-8'" in fault
    assert read(tmp_path, content, encoding="mac-roman").alternative_names == ("Noord", name)


def test_what_windows_writes_is_not_taken_for_letters_of_a_mac(tmp_path):
    name = "\u2018s-Hage\u2019s \u20ac \u2013 c\u0153ur, \u0160ibenik, ko\u0161ice\u2026 \u2022"
    problem = read(tmp_path, PIPES.replace("Z\u00fcid", name).encode("windows-1252"))
    assert problem.alternative_names == ("Noord", name)


def test_a_scale_that_is_asked_for_can_have_commas(tmp_path):
    text = "criterium;A;B\nk;laag;hoog\n"
    for scale in ("laag, midden, hoog", "laag;midden;hoog", "laag < midden < hoog"):
        problem = read(tmp_path, text, scale=scale)
        assert problem.scales[0].level_names == ("laag", "midden", "hoog")
    (fault, *_) = faults_of(tmp_path, f"schaal;laag, hoog\n{text}")
    assert "allowed: words with '<' between them" in fault
