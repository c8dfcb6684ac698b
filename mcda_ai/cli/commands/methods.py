"""``mcda-ai methods``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from mcda_ai.cli.printing import language_of, show, show_json
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.messages.label import Label

_NOT_AVAILABLE = Label(en="not available", nl="niet beschikbaar")
_fault = faults_of("cli")
HELP = "list the methods, or show the card of one"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="a method")


def run(options: argparse.Namespace) -> None:
    """List the methods, or show the card of one."""
    if options.name:
        _show_card(options.name, as_json=options.json)
    else:
        _show_all(language_of(options), as_json=options.json)


def _show_card(name: str, *, as_json: bool) -> None:
    from mcda_ai.methods import REFUSED_OF_PYMCDM, find

    if name in REFUSED_OF_PYMCDM:
        reason = REFUSED_OF_PYMCDM[name]
        raise ProblemError(_fault("not available", name=name, reason=reason))
    card = find(name).card()
    if as_json:
        show_json(card)
        return
    for key, value in card.items():
        show(f"{key.replace('_', ' ')}: {_card_value(value)}")


def _show_all(language: str, *, as_json: bool) -> None:
    from mcda_ai.methods import REFUSED_OF_PYMCDM, find, names
    from mcda_ai.methods.entry_points import installed
    from mcda_ai.methods.family_names import FAMILIES
    from mcda_ai.methods.refusals import reason_in

    cards, reasons = [], {**REFUSED_OF_PYMCDM, **installed().passed_over}
    for name in names():
        try:
            cards.append(find(name).card())
        except ProblemError as error:  # a broken plug-in does not hide the others
            reasons[name] = reason_in(error)
    if as_json:
        show_json({"methods": cards, "not_available": reasons})
        return
    for card in cards:
        family = FAMILIES[card["family"]].text(language)
        show(f"{card['name']:13} {family}: {card['summary']}")
    show(f"\n{_NOT_AVAILABLE.text(language)}:")
    for name, reason in reasons.items():
        show(f"{name}: {reason.in_words(language) if isinstance(reason, Fault) else reason}")


def _card_value(value: Any) -> str:  # noqa: ANN401  (a text, a flag, a list or a mapping)
    if isinstance(value, Mapping):
        parts = [f"{name} = {_card_part(part)}" for name, part in value.items()]
        return "; ".join(parts) or "none"
    if isinstance(value, list):
        return "; ".join(value) or "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _card_part(part: Any) -> str:  # noqa: ANN401  (a text, a list, or what an option changes)
    if isinstance(part, Mapping):
        return "(" + ", ".join(f"{name}: {_card_value(each)}" for name, each in part.items()) + ")"
    return part if isinstance(part, str) else " | ".join(part)
