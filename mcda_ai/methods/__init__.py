"""The methods, one file a family, found by name like those of any other package.

``names()`` lists them, ``find(name)`` gives one, ``as_markdown()`` writes the cards of all as a
page; `mcda_ai.method` makes a function one of them. Weights from the evidence itself and
correlations of rankings are those of pymcdm.
"""

from typing import Any

from mcda_ai.methods.axioms import AXIOMS
from mcda_ai.methods.pymcdm import REFUSED as REFUSED_OF_PYMCDM
from mcda_ai.methods.pymcdm import objective_weights, rank_correlation
from mcda_ai.methods.registry import built_in, find, names

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
    cards = [made.card() for made in sorted(built_in(), key=lambda made: made.name)]
    lines = [
        "# The methods",
        "",
        "Written from the methods themselves; `mcda-ai methods NAME` shows the same card.",
        "",
        *_WHAT_A_CARD_SAYS.splitlines(),
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


_WHAT_A_CARD_SAYS = """\
*Axioms.* What a card says that a method satisfies was searched for a counterexample; where the
number of profiles is told, so many random ones of 3 or 4 alternatives and up to 20 voters did not
refute it. That is no proof. Beside each violation stands a profile that shows it (weight: order).
All of it is about the default options, and about those that are named.

*Compensation* is how a loss on one criterion can be made up for on others: *by amount*, by how much
is gained there; *by weight*, by the weight of the criteria on which something is gained, however
little; *none*, not at all. The last two are noncompensatory in the sense of Fishburn (1976), and
*by weight* is what Munda and Nardo (2009) mean by weights as importance.

*Measured criteria* count by *who is ahead* (a preference above 0, however little), *by how much*
(the degree of preference, or the distance), or by the *order of the values* (whatever the
threshold; a result says so where that makes a difference).

*Up to three by majorities alone*: two or three options are ranked by who beats whom by weight, and
by which of these defeats are the stronger, so that over weightings much is known without a draw.

- Fishburn, P. C. (1976). Noncompensatory preferences. Synthese 33(1), 393-403.
- Munda, G., Nardo, M. (2009). Noncompensatory/nonlinear composite indicators for ranking countries:
  a defensible setting. Applied Economics 41(12), 1513-1523."""


def _of_claims(claims: dict[str, Any], searched: int = 0) -> list[str]:
    """Write what is the same, what is satisfied and what is violated."""
    same = [f"- the same as `{name}` {when}" for name, when in claims["equivalent_to"].items()]
    held = [f"- satisfies {', '.join(claims['satisfies'])}"] * bool(claims["satisfies"])
    if held and searched:
        held[0] += f" (not refuted in {searched:,} profiles)"
    broken = [f"- violates {axiom}: `{witness}`" for axiom, witness in claims["violates"].items()]
    return same + held + broken


def _section(card: dict[str, Any]) -> list[str]:
    """Write one card."""
    facts = [
        f"gives {card['returns'].replace('_', ' ')}",
        f"sees {', '.join(card['needs'])}",
        *(["linear in the weights"] if card["linear"] else []),
        *(["up to three by majorities alone"] if card["by_majority"] else []),
        *([f"measured criteria: {card['measured']}"] if card["measured"] else []),
        *([f"compensation: {card['compensation']}"] if card["compensation"] else []),
        *(["reads distances into ranks"] if card["cardinalises"] else []),
        f"unscored cells {card['unscored']}",
        *([card["ties"]] if card["ties"] else []),
    ]
    lines = ["", f"### `{card['name']}`: {card['label']}", "", card["summary"]]
    lines += ["", card["explanation"]] if card["explanation"] else []
    lines += ["", f"*{'; '.join(facts)}.*", ""]
    lines += [f"- option `{name}`: {', '.join(values)}" for name, values in card["options"].items()]
    lines += _of_claims(card, card["searched"])
    for option, changed in card["by_option"].items():
        violates = {axiom: witness for axiom, witness in changed["violates"].items()
                    if card["violates"].get(axiom) != witness}  # fmt: skip
        lines += [f"- with `{option}`:"]
        lines += [f"  {line}" for line in _of_claims({**changed, "violates": violates})]
    return lines + [f"- {reference}" for reference in card["references"]]
