"""What the page says of the evidence itself: what was changed in it, and where it is thin."""

import random

import pytest

import mcda_ai as mcda
from mcda_ai import explorer
from mcda_ai.methods.thin_evidence import ThinEvidence
from tests.browser.reading import read

TOLD = """(study) => {
  const state = new explorer.State(study, () => {});
  return explorer.claimsOfThinEvidence(state, state.ranking()).map((claim) =>
    explorer.inWords(claim, "en"));
}"""


def told(page):
    return page.locator("#explorer-1-circumstances li").all_inner_texts()


def opened(page, problem, tmp_path, language="en"):
    page.goto(explorer.write(problem, tmp_path / "page.html", language=language).as_uri())


# --- what was changed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "reading: overview (Overview)",
                "left out: impact",
                "merged into use: knowledge-use, knowledge-development",
                "changed by hand: EU contribution, use",
            ],
        ),
        (
            "nl",
            [
                "lezing: overview (Overzicht)",
                "weggelaten: impact",
                "samengevoegd tot use: knowledge-use, knowledge-development",
                "met de hand gewijzigd: Bijdrage EU, use",
            ],
        ),
    ],
)
def test_the_page_says_what_was_done_to_the_evidence(page, tmp_path, language, expected):
    problem = mcda.load("ai-factory")
    changed = problem.change("eu-contribution", "B1 > B2 > B3").without("impact")
    pair = ["knowledge-use", "knowledge-development"]
    changed = changed.merge(pair, into="use", order="B3 > B2 > B1")
    opened(page, changed, tmp_path, language)
    assert told(page) == expected


def test_what_was_changed_in_one_reading_is_told_of_that_one(page, tmp_path):
    problem = mcda.load("ai-factory").reading("detail").change("compute", "B1 > B2 > B3")
    opened(page, problem, tmp_path)
    assert told(page) == [
        "reading: detail (Detail tables)",
        "changed by hand: Computing power deployed",
    ]
    page.locator("#explorer-1-reading").select_option("0")
    assert told(page) == ["reading: overview (Overview)"]
    page.locator(".scenarios input").first.check()
    assert told(page)[1].startswith("scenario: ")


def test_nothing_is_told_of_a_problem_as_it_came(page, tmp_path):
    opened(page, mcda.from_rankings({"a": "A > B"}), tmp_path)
    assert told(page) == []
    assert not page.locator("#explorer-1-circumstances").is_visible()


# --- where it is thin -----------------------------------------------------------------------------


def thin_problem(draw):
    """Give a problem in which some options are scored by nobody, or beside nobody."""
    options = list("ABCDE")
    cells = {}
    for k in range(4):
        ranked = draw.sample(options[: draw.choice([2, 3, 4])], draw.choice([0, 1, 1, 2]))
        ranks = {name: draw.choice([1, 2]) for name in ranked}
        cells[f"k{k}"] = {name: ranks.get(name) for name in options}
    cells["k4"] = {**dict.fromkeys(options), "A": 1, "B": draw.choice([1, 2])}
    return mcda.from_rankings(cells, alternatives=options)


@pytest.mark.parametrize("seed", range(12))
def test_the_page_says_of_thin_evidence_what_python_says(module, seed):
    problem = thin_problem(random.Random(seed))
    ranking = mcda.rank(problem)
    expected = [
        sentence
        for sentence, claim in zip(ranking.sentences, ranking.claims, strict=True)
        if claim.kind.startswith("methods.thin_evidence")
    ]
    assert module.run(TOLD, explorer.study(problem)) == expected != []


@pytest.mark.parametrize("seed", range(6))
def test_a_pasted_table_is_as_thin_as_python_reads_it(module, tmp_path, seed):
    problem = thin_problem(random.Random(seed))
    file = mcda.write(problem, tmp_path / "table.csv")
    study = read(module, file.read_text(encoding="utf-8"))["study"]
    assert study["versions"][0]["thin"] == ThinEvidence.of(mcda.read(file)).to_data()
