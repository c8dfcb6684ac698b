"""The explorer's page as people use it: from disk, without a network, by mouse and by keyboard."""

import json
import re

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai import cli, explorer
from mcda_ai.io.tables.delimited import csv_text
from mcda_ai.messages.figures import in_short

PRECONDITIONS = "#explorer-1-layer-5"


@pytest.fixture(scope="module")
def factory():
    return mcda.load("ai-factory")


@pytest.fixture(scope="module")
def factory_page(factory, tmp_path_factory):
    return explorer.write(factory, tmp_path_factory.mktemp("page") / "explorer.html")


@pytest.fixture
def opened(page, factory_page):
    page.goto(factory_page.as_uri())
    return page


def sentence(page):
    return page.locator("#explorer-1-sentence").inner_text()


def leaders(page):
    rows = page.locator("tr[data-alternative]")
    return [
        row.get_attribute("data-alternative") for row in rows.all()
        if row.locator("td").first.inner_text() == "1"
    ]  # fmt: skip


def set_figure(page, key, per_cent):
    figure = page.locator(f"#explorer-1-figure-{key}")
    figure.fill(str(per_cent))
    figure.press("Enter")


def slide(page, selector, value):
    page.locator(selector).evaluate(
        """(slider, value) => {
             slider.value = value;
             slider.dispatchEvent(new Event("input", { bubbles: true }));
           }""",
        value,
    )


def test_the_leader_changes_at_the_break_point_of_python(opened, factory):
    table = mcda.stability(factory, "borda", "layer-equal").break_points
    row = table[(table["part"] == "preconditions") & (table["leaders"] == "B2")].iloc[0]
    assert leaders(opened) == ["B3"]
    set_figure(opened, "layer-5", 100 * (row["from"] - 1e-6))
    assert leaders(opened) == ["B3"]
    set_figure(opened, "layer-5", 100 * (row["from"] + 1e-6))
    assert leaders(opened) == ["B2"]
    assert "B2 leads with these weights" in sentence(opened)
    note = opened.locator("#explorer-1-flip-layer-5")
    told = f"{100 * row['from']:.4f} %"  # in as many decimals as tell it from the weight now
    assert note.inner_text() == f"B3 below {told}"
    assert f"weighs less than {told}" in sentence(opened)


def test_a_slider_moves_the_others_in_proportion(opened):
    slide(opened, PRECONDITIONS, 0.4)
    assert leaders(opened) == ["B2"]
    assert opened.locator("#explorer-1-figure-layer-0").input_value() == "12"


def test_undo_and_redo_by_button_and_by_key(opened):
    slide(opened, PRECONDITIONS, 0.3)
    slide(opened, PRECONDITIONS, 0.5)  # one move of one slider is one step
    opened.locator("#explorer-1-undo").click()
    assert opened.locator("#explorer-1-figure-layer-5").input_value() == "16.7"
    opened.keyboard.press("Control+y")
    assert opened.locator("#explorer-1-figure-layer-5").input_value() == "50"
    opened.keyboard.press("Control+z")
    assert leaders(opened) == ["B3"]


def test_a_locked_layer_stays(opened):
    opened.locator("#explorer-1-lock-layer-0").click()
    slide(opened, PRECONDITIONS, 0.5)
    assert opened.locator("#explorer-1-figure-layer-0").input_value() == "16.7"
    assert opened.locator("#explorer-1-figure-layer-1").input_value() == "8.3"
    assert opened.locator("#explorer-1-layer-0").is_disabled()


def test_language_reading_and_scenario_can_be_switched(opened, factory):
    opened.locator("#explorer-1-language").select_option("nl")
    assert "staat vooraan" in sentence(opened)
    opened.locator("#explorer-1-reading").select_option("1")
    expected = mcda.rank(factory.reading("detail"), "borda", "layer-equal")
    order = opened.locator("#explorer-1-order")
    assert order.inner_text() == expected.order
    opened.get_by_label("B2 met grote investering").check()
    weights = json.loads(opened.locator("#explorer-1-weights-file").input_value())
    other = factory.reading("detail").scenario("b2-large")
    assert order.inner_text() == mcda.rank(other, "borda", weights).order


def test_the_table_shows_the_scores_of_python(opened, factory):
    opened.locator("#explorer-1-method").select_option("copeland")
    slide(opened, PRECONDITIONS, 0.45)
    weights = json.loads(opened.locator("#explorer-1-weights-file").input_value())
    result = mcda.rank(factory, "copeland", weights)
    for name, score in result.scores.items():
        row = opened.locator(f"tr[data-alternative={name}] .score span").first
        assert row.inner_text() == in_short(score)


def test_weights_go_to_a_file_that_the_command_line_reads(opened, factory, tmp_path, capsys):
    slide(opened, PRECONDITIONS, 0.45)
    with opened.expect_download() as waiting:
        opened.locator("#explorer-1-download").click()
    saved = tmp_path / "weights.json"
    waiting.value.save_as(saved)
    assert cli.main(["rank", "ai-factory", "--weights", str(saved), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["leaders"] == leaders(opened) == ["B2"]
    shares = json.loads(saved.read_text(encoding="utf-8"))
    inside = [c.name for c in factory.criteria if c.layer == "preconditions" and c.name in shares]
    assert sum(shares[name] for name in inside) == pytest.approx(0.45, abs=1e-12)


def test_presets_and_an_order_of_importance(opened, factory):
    central = mcda.robustness(factory, weights="uniform").central_weights.loc["B2"]
    opened.get_by_role("button", name="typical for B2 leading").click()
    weights = json.loads(opened.locator("#explorer-1-weights-file").input_value())
    assert np.abs(central[list(weights)] - list(weights.values())).max() < 1e-9
    opened.locator("#explorer-1-down-0").click()  # output before input
    opened.locator("#explorer-1-use-order").click()
    figures = [opened.locator(f"#explorer-1-figure-layer-{i}").input_value() for i in (1, 0, 5)]
    assert figures == ["40.8", "24.2", "2.8"]  # rank order centroid of six


def test_layers_can_be_dragged(opened):
    items = opened.locator("ol.importance li")
    items.nth(5).drag_to(items.nth(0))
    assert "Preconditions" in items.nth(0).inner_text()


def test_everything_can_be_done_with_the_keyboard(opened):
    def tab_to(selector):
        for _ in range(60):
            opened.keyboard.press("Tab")
            if opened.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"no way to {selector}")

    tab_to(PRECONDITIONS)
    for _ in range(60):
        opened.keyboard.press("ArrowRight")
    assert leaders(opened) == ["B2"]
    opened.keyboard.press("Home")
    assert opened.locator("#explorer-1-figure-layer-5").input_value() == "0"
    opened.locator("body").focus()
    tab_to("#explorer-1-fold-1")
    opened.keyboard.press("Enter")
    assert opened.locator("#explorer-1-criteria-1").is_visible()
    tab_to("#explorer-1-down-0")
    opened.keyboard.press("Space")
    assert opened.evaluate("document.activeElement.id") == "explorer-1-down-0"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_barriers_are_found(opened, axe, language):
    opened.locator("#explorer-1-language").select_option(language)
    opened.locator("#explorer-1-fold-1").click()
    assert barriers(opened, axe) == []


def barriers(page, axe):
    page.evaluate(axe)
    found = page.evaluate("() => axe.run()")["violations"]
    return [
        (each["id"], each["impact"], [node["html"] for node in each["nodes"]][:3])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


def test_labels_are_shown_as_text(page, tmp_path):
    nasty = '<script>document.title = "read"</script>'
    problem = mcda.from_rankings(
        {nasty: {"A": 1, "<b>B</b>": 2}, "</script><img src=x>": {"<b>B</b>": 1, "A": 2}},
        layers={"<i>layer</i>": [nasty, "</script><img src=x>"]},
    )
    page.goto(explorer.write(problem, tmp_path / "nasty.html").as_uri())
    page.locator("#explorer-1-fold-0").click()
    assert "<i>layer</i>" in page.locator(".sliders").inner_text()
    assert nasty in page.locator(".sliders").inner_text()
    assert page.locator("main img, main b, main i").count() == 0
    assert page.title() != "read"


def test_only_its_own_script_may_run(factory_page):
    text = factory_page.read_text(encoding="utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert "default-src 'none'" in policy.replace("&#39;", "'")
    assert "unsafe" not in policy


# --- a page that opens tables --------------------------------------------------------------------

TABLE = """Laag;Criterium;Noord;Zuid;Oost
baten;bereik;1;2;2
;"kosten; totaal";3;1,5;1,5
randvoorwaarden;draagvlak;n.v.t.;1;2
"""


@pytest.fixture
def blank(page, tmp_path):
    page.goto(explorer.write(None, tmp_path / "blank.html", language="nl").as_uri())
    return page


def test_a_page_tells_what_was_doubted_of_its_file_in_the_language_of_its_reader(page, tmp_path):
    table = tmp_path / "site.csv"
    table.write_text("criterion,A,B\n<b>cost</b>,1,7\nreach,2,1\n", encoding="utf-8")
    problem = mcda.read(table, direction="ranks")
    page.goto(explorer.write(problem, tmp_path / "site.html", language="nl").as_uri())
    notes = page.locator(".notes:visible li")
    (doubt,) = problem.doubts
    assert notes.all_inner_texts() == [f"waarschuwing: {doubt.in_words('nl')}"]
    page.locator("#explorer-1-language").select_option("en")
    assert notes.all_inner_texts() == [f"warning: {doubt}"]


def test_a_pasted_table_is_explored(blank):
    blank.locator("#explorer-1-open-table").fill(TABLE)
    blank.locator("#explorer-1-open-direction").select_option("ranks")
    blank.locator("#explorer-1-open-show").click()
    expected = mcda.from_rankings(
        {
            "bereik": {"Noord": 1, "Zuid": 2, "Oost": 2},
            "kosten; totaal": {"Noord": 3, "Zuid": 1.5, "Oost": 1.5},
            "draagvlak": {"Zuid": 1, "Oost": 2},
        },
        layers={"baten": ["bereik", "kosten; totaal"], "randvoorwaarden": ["draagvlak"]},
        alternatives=["Noord", "Zuid", "Oost"],
    )
    result = mcda.rank(expected, "borda", "layer-equal")
    assert blank.locator("#explorer-1-order").inner_text() == result.order
    weights = json.loads(blank.locator("#explorer-1-weights-file").input_value())
    assert weights == pytest.approx(result.weights.to_dict())


def test_words_of_a_scale_are_read(blank):
    text = "Criterium\tA\tB\nprijs\tHoog\tlaag\nbereik\tmidden\thoog\n"
    blank.locator("#explorer-1-open-table").fill(text)
    blank.locator("#explorer-1-open-scale").fill("laag, midden, hoog")
    blank.locator("#explorer-1-open-show").click()
    assert blank.locator("#explorer-1-order").inner_text() == "A = B"


def test_every_fault_of_a_table_is_named(blank):
    text = "Criterium;A;B;B\nprijs;1;x;2\nprijs;2;1;1\n"
    blank.locator("#explorer-1-open-table").fill(text)
    blank.locator("#explorer-1-open-show").click()
    told = blank.locator(".faults li").all_inner_texts()
    assert any("optie ‘B’ komt twee keer voor" in fault for fault in told)
    assert any(
        "rangen met 1 als beste" in fault for fault in told
    )  # which end is best is never guessed
    assert any("regel 2, kolom ‘B’: ‘x’" in fault for fault in told)
    assert any("criterium ‘prijs’ komt twee keer voor" in fault for fault in told)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_csv_file_of_a_dutch_excel_is_opened(blank, tmp_path, encoding):
    file = tmp_path / "tabel.csv"
    file.write_bytes("Criterium;A;B\r\ncoördinatie;1;2\r\n".encode(encoding))
    blank.locator("#explorer-1-open-file").set_input_files(file)
    blank.locator("#explorer-1-open-direction").select_option("higher")
    blank.locator("#explorer-1-open-show").click()
    assert blank.locator("#explorer-1-order").inner_text() == "B > A"
    assert "coördinatie" in blank.locator("#explorer-1-weights-file").input_value()


def test_no_barriers_are_found_in_the_blank_page(blank, axe):
    blank.locator("#explorer-1-open-show").click()
    assert barriers(blank, axe) == []


# --- what people type ----------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["12,5", "12.5", " 12,5 % "])
def test_a_weight_is_typed_with_a_point_or_a_comma(opened, typed):
    set_figure(opened, "layer-5", typed)
    assert opened.locator("#explorer-1-figure-layer-5").input_value() == "12.5"


@pytest.mark.parametrize("typed", ["", "abc", "-5", "200", "1e400", "1.2.3"])
def test_what_is_no_weight_leaves_the_weights_as_they_were(opened, typed):
    set_figure(opened, "layer-5", typed)
    assert opened.locator("#explorer-1-figure-layer-5").input_value() == "16.7"
    assert leaders(opened) == ["B3"]


def test_going_to_another_reading_and_back_loses_no_weights(page, tmp_path):
    form = {
        "version": "1", "name": "site", "alternatives": ["A", "B"], "layers": ["input"],
        "readings": ["one", "two"],
        "criteria": [
            {"name": "k", "layer": "input", "judgements": {"one": "A > B", "two": "A > B"}},
            {"name": "l", "layer": "input", "judgements": {"one": "B > A", "two": None}},
        ],
    }  # fmt: skip
    file = tmp_path / "site.json"
    file.write_text(json.dumps(form), encoding="utf-8")
    page.goto(explorer.write(mcda.read(file), tmp_path / "site.html").as_uri())
    page.locator("#explorer-1-fold-0").click()
    set_figure(page, "criterion-1", 70)
    for reading in ("1", "0"):
        page.locator("#explorer-1-reading").select_option(reading)
    assert page.locator("#explorer-1-figure-criterion-1").input_value() == "70"


def test_a_single_criterion_cannot_move_and_a_tie_at_the_end_is_told(page, tmp_path):
    alone = mcda.from_rankings({"cost": "A > B"})
    page.goto(explorer.write(alone, tmp_path / "alone.html").as_uri())
    assert "No weight can be moved" in sentence(page)
    tied = mcda.from_rankings({"a": "A > B", "b": "A = B"}, layers={"x": ["a"], "y": ["b"]})
    page.goto(explorer.write(tied, tmp_path / "tied.html").as_uri())
    set_figure(page, "layer-0", 0)
    assert "A and B share the first place" in sentence(page)
    assert "A first once “x” weighs more than 0 %" in sentence(page)


@pytest.mark.parametrize("name", ["constructor", "__proto__", "toString", "order", "levels"])
def test_names_that_mean_something_to_javascript_are_only_names(page, tmp_path, name):
    problem = mcda.from_rankings({"k": {name: 2, "B": 1, "C": 3}, "l": {"B": 1, name: 2}})
    page.goto(explorer.write(problem, tmp_path / "names.html").as_uri())
    assert page.locator("#explorer-1-order").inner_text() == mcda.rank(problem).order
    assert page.get_by_role("button", name=f"typical for {name} leading").count() == 0


# --- more tables ---------------------------------------------------------------------------------


def explore_table(page, text, direction="ranks", scale=""):
    page.locator("#explorer-1-open-table").fill(text)
    page.locator("#explorer-1-open-direction").select_option(direction)
    page.locator("#explorer-1-open-scale").fill(scale)
    page.locator("#explorer-1-open-show").click()


def faults(page):
    return page.locator(".faults li").all_inner_texts()


def notes(page):
    return page.locator(".notes[role=status] li").all_inner_texts()


def test_a_word_of_the_scale_is_not_taken_for_unscored(blank):
    text = "Criterium;A;B;C\nkosten;-;+;0\nbereik;+;0;-\ntijd;-;0;0\n"
    explore_table(blank, text, "", "-, 0, +")
    assert blank.locator("#explorer-1-order").inner_text() == "B > C > A"


def test_faults_of_a_table_are_told_in_the_language_of_the_page(blank):
    explore_table(blank, "Criterium;A;B;\nkosten;1.500;900;3\nbereik;0;x;\n")
    told = faults(blank)
    assert any("‘1.500’ kan twee getallen betekenen" in fault for fault in told)
    assert any("kolom 4 heeft geen kop" in fault for fault in told)
    assert any("toegestaan: een rang van 1 of hoger" in fault for fault in told)
    assert any("‘x’; toegestaan: een getal" in fault for fault in told)
    blank.locator("#explorer-1-language").select_option("en")
    assert any("'x'; allowed: a number" in fault for fault in faults(blank))
    assert blank.locator("html").get_attribute("lang") == "en"


def test_the_table_that_python_writes_is_explored(blank, factory):
    explore_table(blank, csv_text(factory, language="nl"), "")
    assert faults(blank) == []
    expected = mcda.rank(factory, "borda", "layer-equal").order
    assert blank.locator("#explorer-1-order").inner_text() == expected


def test_a_title_with_a_comma_above_a_table_of_semicolons_does_no_harm(blank):
    explore_table(blank, '"Opties, vergeleken"\nCriterium;A;B\n"kosten,\nbaten";1;2\n')
    assert blank.locator("#explorer-1-order").inner_text() == "A > B"


def test_suspect_ranks_are_told_beside_what_they_lead_to(blank, axe):
    explore_table(blank, "Criterium;A;B;C\nkosten;11;1;2\nbereik;1;2;3\n")
    assert blank.locator("#explorer-1-order").inner_text() == "B > A > C"
    assert faults(blank) == []
    told = "regel 2, ‘kosten’: rang 11, maar er zijn maar 3 opties"
    assert notes(blank) == [f"{told}; alleen de volgorde van de rangen telt"]
    blank.locator("#explorer-1-method").select_option("copeland")
    assert len(notes(blank)) == 1
    assert barriers(blank, axe) == []
    blank.locator("#explorer-1-language").select_option("en")
    assert "rank 11, but there are only 3 options; only the order" in notes(blank)[0]
    explore_table(blank, "Criterium;A;B;C\nkosten;3;1;2\n")
    assert notes(blank) == []


def test_notes_go_when_the_next_table_cannot_be_read(blank):
    explore_table(blank, "Criterium;A;B\nkosten;11;1\n")
    explore_table(blank, "Criterium;A;B\nkosten;x;1\n")
    assert notes(blank) == []
    assert len(faults(blank)) == 1


def test_a_table_with_the_options_as_rows_gets_one_fault_whatever_is_chosen(blank):
    text = "Opties\tkosten\tbereik\nNoord\tlaag\thoog\nZuid\thoog\tlaag\n"
    for direction, scale in (("", "laag, hoog"), ("ranks", ""), ("", "")):
        explore_table(blank, text, direction, scale)
        (told,) = faults(blank)
        assert told.startswith("regel 1, kolom 1: volgens de kop ‘Opties’ zijn de rijen opties")
        assert blank.locator("#explorer-1-order").count() == 0


def test_an_error_that_nobody_foresaw_is_told(blank):
    blank.evaluate(
        """() => {
          const { replace } = String.prototype;
          String.prototype.replace = function (...given) {
            if (String(this).startsWith("Criterium;A;B")) throw new RangeError("too deep");
            return replace.apply(this, given);
          };
        }"""
    )
    explore_table(blank, "Criterium;A;B\nkosten;1;2\n")
    (told,) = faults(blank)
    assert "om een reden die niet was voorzien; de browser zegt: ‘too deep’" in told
