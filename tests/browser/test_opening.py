"""What the page opens, and what it says of files and texts that only Python reads."""

import json
import shlex

import pytest

import mcda_ai as mcda
from mcda_ai import cli, explorer, report
from mcda_ai.io.files import SUFFIXES
from tests.browser.reading import read

PROBLEM = {
    "version": 1, "name": "s", "alternatives": ["A", "B"], "layers": ["l"], "readings": ["r"],
    "criteria": [
        {"name": "cost", "layer": "l", "judgements": {"r": "A > B"}},
        {"name": "reach", "layer": "l", "judgements": {"r": "B > A"}},
    ],
}  # fmt: skip
REACH = {"name": "reach", "layer": "l"}
CHANGES = {
    "good": {},
    "a judgement of two forms": {
        "criteria": [{**REACH, "judgements": {"r": {"order": "B > A", "levels": {}}}}]
    },
    "a reading nobody knows": {"criteria": [{**REACH, "judgements": {"zzz": "B > A"}}]},
    "no judgement": {"criteria": [{**REACH, "judgements": {}}]},
    "a bad status": {"criteria": [{**REACH, "judgements": {"r": {"status": "wrong"}}}]},
    "numbers as names": {"alternatives": [1, 2]},
    "a name with a space": {"alternatives": ["A", "B "]},
    "a scale of one level": {"scales": [{"name": "x", "levels": ["low"]}]},
    "circumstances": {"circumstances": {"reading": "nope"}},
    "a key of the document": {"document": {"titel": "x"}},
    "a key of a remark": {"remarks": [{"nam": "x"}]},
    "a reserved name": {"weight_sets": [{"name": "equal", "weights": {"cost": 1, "reach": 1}}]},
    "a weight that is no number": {"weights": {"cost": True, "reach": 1}},
    "a weight of another case": {"weights": {"Cost": 1, "reach": 1}},
    "a weight of a layer": {"weights": {"cost": 1, "reach": 1, "l": 1}},
    "a weight in words": {"weights": {"cost": "2", "reach": 1}},
    "weights of zero": {"weights": {"cost": 0, "reach": 0}},
    "no version": {"version": None},
    "nothing else": {"criteria": None, "layers": [], "readings": []},
}
JSON_TEXTS = {name: json.dumps(PROBLEM | change) for name, change in CHANGES.items()} | {
    "a key twice": json.dumps(PROBLEM).replace('"layers"', '"layers": ["l"], "layers"', 1),
    "a comma too many": json.dumps(PROBLEM).replace("}]", "},]", 1),
    "nested deeply": json.dumps(PROBLEM).replace('"A > B"', "[" * 20_000 + "]" * 20_000, 1),
    "indented": json.dumps(PROBLEM, indent=2),
}
YAML_TEXT = "version: 1\nname: s\nalternatives: [A, B]\nlayers: [l]\n"
ELECTION = "# FILE NAME: a.soc\n# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: A\n3: 1,2\n"
TOLD_OF_A_PROBLEM = {
    "en": "{} is a problem file, which this page cannot open; make a page of it with the command: "
    "mcda-ai explore {}",
    "nl": "{} is een probleembestand, en dat kan deze pagina niet openen; maak er een pagina van "
    "met de opdracht: mcda-ai explore {}",
}


@pytest.fixture(scope="module")
def blank_page(tmp_path_factory):
    return explorer.write(None, tmp_path_factory.mktemp("blank") / "blank.html", language="nl")


@pytest.fixture
def blank(page, blank_page):
    page.goto(blank_page.as_uri())
    return page


def choose(page, name, content):
    page.locator("#explorer-1-open-file").set_input_files(
        {"name": name, "mimeType": "", "buffer": content.encode("utf-8")}
    )


def drop(page, name, content, times=1):
    page.locator("#explorer-1-open-table").evaluate(
        """(table, [name, content, times]) => {
             const dataTransfer = new DataTransfer();
             dataTransfer.items.add(new File([content.repeat(times)], name));
             const how = { bubbles: true, cancelable: true, dataTransfer };
             const over = new DragEvent("dragover", how);
             table.dispatchEvent(over);
             const dropped = new DragEvent("drop", how);
             table.dispatchEvent(dropped);
             if (!over.defaultPrevented || !dropped.defaultPrevented) throw new Error("left alone");
           }""",
        [name, content, times],
    )


def paste(page, content):
    page.locator("#explorer-1-open-table").fill(content)
    page.locator("#explorer-1-open-show").click()


def fault(page):
    (told,) = page.locator(".faults li").all_inner_texts()
    return told


def expect(locator):
    return pytest.importorskip("playwright.sync_api").expect(locator)


def wait_for(page, told):
    page.locator(".faults li").get_by_text(told, exact=True).wait_for(timeout=10_000)
    assert page.locator("#explorer-1-order").count() == 0


# --- problem files, workbooks and elections ------------------------------------------------------


@pytest.mark.parametrize("way", [choose, pytest.param(drop, marks=pytest.mark.long)])
def test_every_problem_file_gets_the_command_that_makes_a_page_of_it(blank, way):
    for at, text in enumerate([*JSON_TEXTS.values(), "{}"[:1], "geen JSON"]):
        name = f"site {at}.json"  # each of another name, so that each is waited for
        way(blank, name, text)
        wait_for(blank, TOLD_OF_A_PROBLEM["nl"].format(name, f'"{name}"'))
        assert blank.locator("#explorer-1-open-table").input_value() == ""
    way(blank, "SITE.YML", YAML_TEXT)
    wait_for(blank, TOLD_OF_A_PROBLEM["nl"].format("SITE.YML", "SITE.YML"))
    blank.locator("#explorer-1-language").select_option("en")
    assert fault(blank) == TOLD_OF_A_PROBLEM["en"].format("SITE.YML", "SITE.YML")


def test_a_pasted_problem_gets_the_same_sentence(module):
    for text in (*JSON_TEXTS.values(), YAML_TEXT, "\ufeff \n" + JSON_TEXTS["good"]):
        (told,) = read(module, text)["faults"]
        assert told == TOLD_OF_A_PROBLEM["nl"].format("deze tekst", "BESTAND"), text
        (told,) = read(module, text, language="en")["faults"]
        assert told == TOLD_OF_A_PROBLEM["en"].format("this text", "FILE")


def test_a_pasted_problem_is_told_on_the_page(blank):
    paste(blank, JSON_TEXTS["good"])
    assert fault(blank) == TOLD_OF_A_PROBLEM["nl"].format("deze tekst", "BESTAND")


@pytest.mark.parametrize("way", [choose, drop])
def test_workbooks_and_elections_get_their_command_too(blank, way):
    for name in ("tabel.xlsx", "tabel.XLSM", "tabel.xls", "tabel.ods"):
        way(blank, name, "PK\x03\x04")
        wait_for(
            blank,
            f"{name} is een werkmap, en die kan deze pagina niet openen; open hem in Excel, "
            "selecteer de tabel, kopieer die en plak hem hier, of maak er een pagina van met de "
            f"opdracht: mcda-ai explore {name}",
        )
    way(blank, "tabel.xlsb", "tabel.xlsb")
    wait_for(
        blank,
        "tabel.xlsb is een werkmap, en die kan deze pagina niet openen; open hem, selecteer de "
        "tabel, kopieer die en plak hem hier, of bewaar hem als Excel-werkmap (.xlsx) en maak "
        "daar een pagina van met de opdracht: mcda-ai explore tabel.xlsx",
    )
    for name in ("stem.soc", "stem.soi", "stem.toc", "stem.toi"):
        way(blank, name, ELECTION)
        wait_for(
            blank,
            f"{name} is een verkiezing in een formaat van PrefLib, en die kan deze pagina niet "
            f"openen; maak er een pagina van met de opdracht: mcda-ai explore {name}",
        )
    paste(blank, ELECTION)
    assert fault(blank).startswith("deze tekst is een verkiezing in een formaat van PrefLib")


def test_every_kind_of_file_that_python_reads_is_opened_or_answered(blank):
    for suffix in SUFFIXES:
        choose(blank, f"x{suffix}", "Criterium;A;B")
        if suffix in (".csv", ".tsv", ".txt"):
            field = blank.locator("#explorer-1-open-table")
            expect(field).to_have_value("Criterium;A;B")
            assert blank.locator(".faults li").count() == 0
            field.fill("")
        else:
            blank.locator(".faults li").get_by_text(f"mcda-ai explore x{suffix}").wait_for()


def test_a_workbook_under_another_name_is_told_from_its_first_signs(blank):
    choose(blank, "tabel.csv", "PK\x03\x04\x14\x00")
    blank.locator(".faults li").wait_for()
    assert fault(blank).startswith("tabel.csv is een werkmap")
    assert fault(blank).endswith("mcda-ai explore tabel.xlsx")


def test_the_command_works(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site.json").write_text(JSON_TEXTS["good"], encoding="utf-8")
    assert cli.main(["explore", "site.json"]) == 0
    assert "Written to" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    [
        "site.json", "mijn site.json", "coördinatie.yaml", "a'b.json", 'a"b.json', "$(x).json",
        "`x`.json", "a;b.json", "a&b|c.json", "a\\b.json", "50% (2).json", "a'b\"c$d.json",
        "!x.json", "*.json", "~.json", "<b>.json", "",
    ],
)  # fmt: skip
def test_a_name_is_one_word_for_a_shell(module, name):
    assert shlex.split(f"mcda-ai explore {module.call('shellWord', name)}") == [
        "mcda-ai", "explore", name,
    ]  # fmt: skip


def test_a_name_is_no_option_of_the_command_and_no_markup(blank):
    choose(blank, "--force.json", "{}x")
    blank.locator(".faults li").wait_for()
    assert fault(blank).endswith("mcda-ai explore ./--force.json")
    choose(blank, "<img src=x>.yaml", "")
    blank.locator(".faults li").get_by_text("<img src=x>.yaml is een").wait_for()
    assert blank.locator("main img").count() == 0


# --- other texts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ['{"a": 0.5, "b": 0.5}', "{}", '[{"name": "A"}]', "[[1]]"])
def test_json_that_is_no_problem_file_is_told_from_one(module, text):
    (told,) = read(module, text)["faults"]
    assert told == (
        "deze tekst is JSON, maar geen probleembestand (misschien zijn het bewaarde gewichten of "
        "een bewaard resultaat); toegestaan: een tabel, of een pagina die door mcda-ai is "
        "geschreven"
    )


def test_a_saved_result_is_told_from_a_problem_file(blank, tmp_path):
    saved = mcda.save(mcda.rank(mcda.load("ai-factory")), tmp_path / "result.json")
    blank.locator("#explorer-1-open-file").set_input_files(saved)
    blank.locator(".faults li").wait_for()
    assert fault(blank).startswith("result.json is JSON, maar geen probleembestand (misschien")


@pytest.mark.parametrize(
    "text",
    [
        "Name: test;;\nCriteria:;A;B\nk;1;2\n",
        "criteria: ;A;B\nk;1;2\nname: l;2;1\n",
        "Criteria:\tA\tB\n{k}\t1\t2\n",
    ],
)
def test_a_table_with_words_of_a_problem_file_is_a_table(module, text):
    assert read(module, text)["faults"] == []


def test_a_large_file_is_refused_by_its_size_unless_only_python_reads_it(blank):
    drop(blank, "tabel.csv", "x", times=5_000_001)
    blank.locator(".faults li").wait_for()
    assert fault(blank) == "tabel.csv: 6 MB; toegestaan: hooguit 5 MB"
    drop(blank, "site.json", "x", times=5_000_001)
    wait_for(blank, TOLD_OF_A_PROBLEM["nl"].format("site.json", "site.json"))


def test_a_file_that_can_be_opened_takes_an_earlier_fault_away(blank):
    choose(blank, "site.json", "{}x")
    blank.locator(".faults li").wait_for()
    drop(blank, "tabel.csv", "Criterium;A;B;Richting\nkosten;1;2;rangen\n")
    blank.locator(".faults li").wait_for(state="detached")
    blank.locator("#explorer-1-open-show").click()
    assert blank.locator("#explorer-1-order").inner_text() == "A > B"


# --- pages that Python wrote ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def two_readings(tmp_path_factory):
    judgements = {"r": "A > B", "s": "B > A"}
    form = PROBLEM | {
        "readings": ["r", "s"],
        "criteria": [{"name": "cost", "layer": "l", "judgements": judgements}],
    }
    file = tmp_path_factory.mktemp("form") / "site.json"
    file.write_text(json.dumps(form), encoding="utf-8")
    return mcda.read(file).reading("s")


@pytest.fixture(scope="module")
def pages(two_readings, tmp_path_factory):
    whole = tmp_path_factory.mktemp("report") / "report.html"
    report.write(report.answer(two_readings, size=100), whole)
    return {
        "explorer": explorer.as_page(two_readings),
        "report": whole.read_text(encoding="utf-8"),
    }


@pytest.mark.parametrize("kind", ["explorer", "report"])
@pytest.mark.parametrize("way", [choose, drop])
def test_a_page_that_python_wrote_is_opened(blank, pages, kind, way):
    way(blank, "page.html", pages[kind])
    order = blank.locator("#explorer-1-order")
    order.wait_for()
    assert order.inner_text() == "B > A"
    assert blank.locator("#explorer-1-reading").input_value() == "1"
    assert blank.locator(".faults li").count() == 0


def test_other_web_pages_are_refused(module, pages):
    page = pages["explorer"]
    told = "deze webpagina bevat niets wat hier te tonen is: zij is niet door mcda-ai geschreven"
    for text in (
        "<!doctype html><title>x</title>",
        explorer.as_page(None),
        page.replace('"schema":', '"schema":9', 1),
    ):
        assert read(module, text)["faults"][0].startswith(told)
