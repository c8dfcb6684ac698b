"""The methods, one file a family, found by name like those of any other package.

``names()`` lists them, ``find(name)`` gives one, ``as_markdown()`` writes the cards of all as a
page; `mcda_ai.method` makes a function one of them.
"""

from mcda_ai.methods.pymcdm import REFUSED as REFUSED_OF_PYMCDM
from mcda_ai.registry import find, is_built_in, names

__all__ = ["REFUSED_OF_PYMCDM", "as_markdown", "find", "names"]


def as_markdown() -> str:
    """Write the cards of the built-in methods as a page of the documentation."""
    cards = [find(name).card() for name in names() if is_built_in(find(name))]
    lines = [
        "# The methods",
        "",
        "Written from the methods themselves; `mcda-ai methods NAME` shows the same card.",
    ]
    for family in sorted({card["family"] for card in cards}):
        lines += ["", f"## {family}"]
        for card in (card for card in cards if card["family"] == family):
            options = "; ".join(
                f"`{name}`: {', '.join(values)}" for name, values in card["options"].items()
            )
            lines += ["", f"### `{card['name']}`: {card['label']}", "", card["summary"]]
            lines += ["", card["explanation"]] if card["explanation"] else []
            facts = [
                f"gives {card['returns'].replace('_', ' ')}",
                f"sees {', '.join(card['needs'])}",
            ]
            facts += ["linear in the weights"] if card["linear"] else []
            facts += [f"options {options}"] if options else []
            lines += ["", f"*{'; '.join(facts)}.*"]
            lines += ["", *(f"- {reference}" for reference in card["references"])]
    lines += ["", "## Not available from pymcdm", ""]
    lines += [f"- `{name}`: {reason}" for name, reason in REFUSED_OF_PYMCDM.items()]
    return "\n".join(lines) + "\n"
