"""The picture in README: ``python -m tests.plots.test_readme_picture`` draws it again."""

import re
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl

import mcda_ai as mcda
from mcda_ai import plots
from mcda_ai.messages.wording import Words
from mcda_ai.plots.chain_of_layers import chain_of_layers
from mcda_ai.plots.figures import unseen

ROOT = Path(__file__).parent.parent.parent
PICTURE = ROOT / "docs" / "chain.svg"
MOST_BYTES = 100_000


def ranking():
    return mcda.rank(mcda.load("ai-factory"))


def test_readme_shows_the_chain_and_says_what_is_in_it():
    shown = re.findall(r"!\[(.*?)\]\((.*?)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    words = Words("en", ranking().problem.labels("en"))
    said = words.said(chain_of_layers(ranking()).said())
    assert shown == [(said[0].upper() + said[1:], "docs/chain.svg")]
    assert ElementTree.parse(PICTURE).getroot().tag.endswith("svg")
    assert PICTURE.stat().st_size < MOST_BYTES


if __name__ == "__main__":
    with unseen(), mpl.rc_context({"svg.hashsalt": "mcda_ai"}):
        plots.chain(ranking()).figure.savefig(PICTURE, metadata={"Date": None})
