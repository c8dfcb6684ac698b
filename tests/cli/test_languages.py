"""Every command answers in Dutch and in English: of an option, the environment, or the problem."""

from dataclasses import replace

import pytest

import mcda_ai as mcda
from mcda_ai.cli import COMMANDS, main

TYPED = {
    "report": ["nota.yaml", "--size", "200", "-o", "nota.html"],
    "explore": ["nota.yaml", "-o", "nota.html"],
    "rank": ["nota.yaml"],
    "robust": ["nota.yaml", "--size", "200"],
    "compare": ["nota.yaml", "--methods", "borda,kemeny"],
    "stability": ["nota.yaml"],
    "explain": ["nota.yaml"],
    "baseline": ["based.yaml", "--size", "200"],
    "redundancy": ["nota.yaml", "--size", "200"],
    "reliability": ["nota.yaml", "--size", "200"],
    "statements": ["nota.yaml", "--prefers", "A >= B", "--size", "200"],
    "ground": ["nota.yaml", "--weights", "equal"],
    "attribute": ["nota.yaml", "--size", "200"],
    "ask": ["nota.yaml", "--size", "200"],
    "diff": ["nota.yaml", "later.yaml", "--size", "200"],
    "check": ["nota.yaml"],
    "template": ["leeg.xlsx"],
    "convert": ["nota.yaml", "nota.json"],
    "methods": [],
    "datasets": [],
}
"""What is typed of each command that answers in words."""
SAID = {  # in Dutch, and in English
    "report": ("Wat dit zou veranderen", "What would change it"),
    "explore": ("Geschreven naar", "Written to"),
    "rank": ("gewichten: gelijk voor alle lagen", "weights: the same for every layer"),
    "robust": ("elke weging van de lagen", "each weighting of the layers"),
    "compare": ("borda zet A vooraan", "borda puts A first"),
    "stability": ("de kleinste verschuiving van gewicht", "the smallest shift of weight"),
    "explain": ("voor A boven B pleit: Kosten", "what speaks for A over B: "),
    "baseline": ("beter dan de nuloptie", "better than the baseline"),
    "redundancy": ("geen twee van de 3 criteria", "no two of the 3 criteria"),
    "reliability": ("een aanname, geen bevinding", "an assumption, not a finding"),
    "statements": ("‘A >= B’ geldt bij", "'A >= B' holds"),
    "ground": ("de enige gewichtenset", "the one weight set"),
    "attribute": ("de gewichten alleen bepalen", "the weights alone decide"),
    "ask": ("vraag: weegt ‘", "ask: does '"),
    "diff": ("de volgorde op pupils is nu", "the ranking on pupils is now"),
    "check": ("geen fouten", "no faults"),
    "template": ("Geschreven naar", "Written to"),
    "convert": ("Geschreven naar", "Written to"),
    "methods": ("niet beschikbaar:", "not available:"),
    "datasets": ("25 gescoorde criteria", "25 scored criteria"),
}
FILE = """\
version: 1
name: nota
alternatives: [A, B, C]
layers:
- {name: cost, label: {nl: Kosten, en: Cost}}
- {name: reach, label: {nl: Bereik, en: Reach}}
readings: [given]
criteria:
- {name: rent, layer: cost, judgements: {given: A > B > C}}
- {name: wage, layer: cost, judgements: {given: A > C > B}}
- {name: pupils, layer: reach, judgements: {given: B > A > C}}
"""
QUICK = ("rank", "compare", "convert", "datasets")
EACH = [pytest.param(c, marks=() if c in QUICK else pytest.mark.long) for c in TYPED]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MCDA_AI_LANG", raising=False)
    (tmp_path / "nota.yaml").write_text(FILE, encoding="utf-8")
    later = FILE.replace("B > A > C", "B > C > A")
    based = FILE.replace("[A, B, C]", "[A, B, {name: C, role: baseline}]")
    (tmp_path / "based.yaml").write_text(based, encoding="utf-8")
    (tmp_path / "later.yaml").write_text(later, encoding="utf-8")
    return tmp_path


def answered(capsys, command, *more):
    force = ["--force"] if {"-o", "nota.json", "leeg.xlsx"} & set(TYPED[command]) else []
    assert main([command, *TYPED[command], *force, *more]) == 0
    return capsys.readouterr().out


def test_each_command_that_answers_in_words_is_tried():
    assert set(TYPED) == set(SAID) == set(COMMANDS) - {"schema"}  # which prints data


@pytest.mark.parametrize("command", EACH)
def test_a_command_answers_in_the_language_of_its_option(capsys, command):
    for language, told in zip(("nl", "en"), SAID[command], strict=True):
        assert told in answered(capsys, command, "--lang", language)


@pytest.mark.parametrize("command", EACH)
def test_without_an_option_the_environment_says_the_language_and_else_the_problem(
    capsys, monkeypatch, folder, command
):
    in_dutch = answered(capsys, command, "--lang", "nl")
    monkeypatch.setenv("MCDA_AI_LANG", "nl")
    assert answered(capsys, command) == in_dutch
    for file in ("nota.yaml", "based.yaml", "later.yaml"):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(f"{text}language: nl\n", encoding="utf-8")
    monkeypatch.setenv("MCDA_AI_LANG", "en")
    assert SAID[command][1] in answered(capsys, command)
    monkeypatch.delenv("MCDA_AI_LANG")
    about_a_problem = not {"nota.yaml", "based.yaml"}.isdisjoint(TYPED[command])
    assert (answered(capsys, command) == in_dutch) == about_a_problem


def test_the_language_of_a_source_is_not_that_of_an_answer(capsys, folder):
    file = folder / "nota.yaml"
    told = f"{FILE}document: {{title: Nota, language: nl}}\n"
    file.write_text(told, encoding="utf-8")
    assert "gewichten" not in answered(capsys, "rank")


def test_another_language_in_a_file_is_refused(capsys, folder):
    (folder / "nota.yaml").write_text(f"{FILE}language: fr\n", encoding="utf-8")
    assert main(["rank", "nota.yaml"]) == 1
    assert "language: 'fr'; allowed: 'en' or 'nl'" in capsys.readouterr().err
    with pytest.raises(mcda.ProblemError, match="unknown language 'fr'"):
        replace(mcda.read("later.yaml"), language="fr")


def test_under_another_reading_or_scenario_an_answer_in_sentences_says_so(capsys):
    typed = ["rank", "ai-factory", "--reading", "detail", "--scenario", "b2-large", "--lang", "nl"]
    assert main(typed) == 0
    out = capsys.readouterr().out
    assert "lezing: detail (Detailtabellen)\n" in out
    assert "scenario: b2-large (B2 met grote investering)\n" in out


@pytest.mark.parametrize("option", ["--certainty", "--most"])
def test_what_says_something_only_beside_another_option_is_refused_without_it(
    capsys, monkeypatch, option
):
    for language, told in (
        ("en", "says something only with"),
        ("nl", "heeft alleen zin samen met"),
    ):
        monkeypatch.setenv("MCDA_AI_LANG", language)
        with pytest.raises(SystemExit, match="2"):
            main(["ask", "nota.yaml", option, "1"])
        assert f"{option} {told} --answers-of" in capsys.readouterr().err
