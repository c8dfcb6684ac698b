"""The methods, one file a family, found by name like those of any other package.

``names()`` lists them, ``find(name)`` gives one, ``as_markdown()`` writes the cards of all as a
page; `mcda_ai.method` makes a function one of them. Weights from the evidence itself and
correlations of rankings are those of pymcdm.
"""

from typing import Any

from mcda_ai.methods.axioms import AXIOMS
from mcda_ai.methods.pymcdm import REFUSED as REFUSED_OF_PYMCDM
from mcda_ai.methods.pymcdm import objective_weights, rank_correlation
from mcda_ai.methods.registry import find, is_built_in, names

__all__ = [
    "REFUSED_OF_PYMCDM",
    "as_markdown",
    "find",
    "names",
    "objective_weights",
    "rank_correlation",
]


def as_markdown() -> str:
    """Write the cards of the built-in methods as a page of the documentation."""
    cards = [find(name).card() for name in names() if is_built_in(find(name))]
    lines = [
        "# The methods",
        "",
        "Written from the methods themselves; `mcda-ai methods NAME` shows the same card. What a",
        "card says of axioms is tested: claims are searched for a counterexample, and beside each",
        "violation stands a profile that shows it (weight: order).",
    ]
    for family in sorted({card["family"] for card in cards}):
        lines += ["", f"## {family}"]
        for card in (card for card in cards if card["family"] == family):
            lines += _section(card)
    lines += ["", "## Not available from pymcdm", ""]
    lines += [f"- `{name}`: {reason}" for name, reason in REFUSED_OF_PYMCDM.items()]
    lines += ["", "## The axioms", ""]
    lines += [f"- *{axiom.name}*: {axiom.statement} ({axiom.reference})"
              for axiom in AXIOMS.values()]  # fmt: skip
    return "\n".join(lines) + "\n"


def _section(card: dict[str, Any]) -> list[str]:
    """Write one card."""
    facts = [
        f"gives {card['returns'].replace('_', ' ')}",
        f"sees {', '.join(card['needs'])}",
        *(["linear in the weights"] if card["linear"] else []),
        f"compensation {card['compensation']}",
        *(["reads distances into ranks"] if card["cardinalises"] else []),
        f"unscored cells {card['unscored']}",
        *([card["ties"]] if card["ties"] else []),
    ]
    lines = ["", f"### `{card['name']}`: {card['label']}", "", card["summary"]]
    lines += ["", card["explanation"]] if card["explanation"] else []
    lines += ["", f"*{'; '.join(facts)}.*", ""]
    lines += [f"- option `{name}`: {', '.join(values)}" for name, values in card["options"].items()]
    lines += [f"- the same as `{name}` {when}" for name, when in card["equivalent_to"].items()]
    if card["satisfies"]:
        lines += [f"- satisfies {', '.join(card['satisfies'])}"]
    lines += [f"- violates {axiom}: `{witness}`" for axiom, witness in card["violates"].items()]
    return lines + [f"- {reference}" for reference in card["references"]]
