"""What the report states: claims and texts in both languages, and no figure that is typed."""

import html
import re

import pytest

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.messages.claims import Claim
from mcda_ai.messages.label import Label
from mcda_ai.report.document import Sentences


@pytest.fixture(scope="module")
def answer():
    problem = mcda.from_rankings(
        {
            "cost": "A > B > C",
            "reach": "B > C > A",
            "trust": "C > A",
            "law": "A = B > C",
            "x": None,
        },
        layers={"input": ["cost"], "outcome": ["reach", "trust", "x"], "must": ["law"]},
        preconditions=["must"],
        weight_sets={
            "board": {"input": 2, "outcome": 1, "must": 1},
            "city": {"input": 1, "outcome": 5, "must": 1},
        },
    )
    return report.answer(problem, size=200)


def blocks_of(made):
    return [
        block
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Sentences)
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_report_states_claims_and_texts_without_figures(answer, language):
    for block in blocks_of(report.document(answer, language)):
        for item in block.stated:
            assert isinstance(item, Claim | Label)
            if isinstance(item, Label):
                assert not re.search(r"\d", item.nl + item.en)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_sentence_of_the_page_with_a_number_is_a_claim(answer, language):
    blocks = blocks_of(report.document(answer, language))
    claims = {
        sentence
        for block in blocks
        for item, sentence in zip(block.stated, block.sentences, strict=True)
        if isinstance(item, Claim)
    }
    page = report.as_page(answer, language)
    lists = re.findall(r'<ul class="sentences">(.*?)</ul>', page, re.DOTALL)
    shown = [html.unescape(text) for part in lists for text in re.findall(r"<li>(.*?)</li>", part)]
    assert len(shown) == sum(len(block.stated) for block in blocks)
    assert [text for text in shown if re.search(r"\d", text) and text not in claims] == []


def test_the_data_hold_the_headline_as_claims_with_their_circumstances(answer):
    data = report.data_of(answer)
    kinds = [claim["kind"] for claim in data["claims"]]
    assert kinds[-1].startswith("report.headline.")
    assert len([kind for kind in kinds if kind == "report.headline.shares"]) == 2
    for claim in data["claims"]:
        assert claim["circumstances"]["problem"] == "problem"
        assert claim["certainty"] in ("exact", "certified", "drawn")
