"""What changed, and what that does to the answer, in sentences: in English and Dutch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from mcda_ai.comparison.versions.changes import Change
from mcda_ai.messages.label import Label
from mcda_ai.messages.nouns import NOUNS
from mcda_ai.messages.wording import AND, Words

NOTHING_CHANGED = Label(en="nothing changed", nl="er is niets veranderd")

_WHAT = {
    "name": Label(en="the name", nl="de naam"),
    "label": Label(en="the label", nl="het opschrift"),
    "description": Label(en="the description", nl="de beschrijving"),
    "document": Label(en="the document", nl="het document"),
    "role": Label(en="the role", nl="de rol"),
    "scale": Label(en="the scale", nl="de schaal"),
    "direction": Label(en="the direction", nl="de richting"),
    "unit": Label(en="the unit", nl="de eenheid"),
    "preference": Label(en="the preference function", nl="de voorkeursfunctie"),
    "levels": Label(en="the levels", nl="de niveaus"),
    "sources": Label(en="the sources", nl="de bronnen"),
    "text": Label(en="the text", nl="de tekst"),
    "status": Label(en="the status", nl="de status"),
    "reason": Label(en="the reason", nl="de reden"),
    "note": Label(en="the note", nl="de noot"),
    "reading": Label(en="the reading taken", nl="de gekozen lezing"),
    "scenarios": Label(en="the scenarios applied", nl="de toegepaste scenario’s"),
    "ranking": Label(en="the ranking", nl="de rangschikking"),
    "counts": Label(en="what counts", nl="wat telt"),
}
_SEVERAL = {"levels", "sources", "scenarios"}
"""What goes with "are" rather than "is"."""
_LONG = {"description", "text", "reason", "note"}
"""Texts that a sentence has no room for."""
_BILINGUAL = {"label", "description", "text", "reason", "note"}
"""Texts written in Dutch, in English or in both: it is told in which one they changed."""
_OF_LANGUAGE = {
    "nl": Label(en="Dutch", nl="Nederlandse"),
    "en": Label(en="English", nl="Engelse"),
}
_IN_LANGUAGE = {
    "nl": Label(en=" (in Dutch)", nl=" (in het Nederlands)"),
    "en": Label(en=" (in English)", nl=" (in het Engels)"),
}
_CALLED_OF_PROBLEM = {"name", "label", "description"}

_BY_ITSELF = Label.same("{what}")
_OF_PROBLEM = Label(en="{what} of the problem", nl="{what} van het probleem")
_OF_PART = Label(en="{what} of {noun} {name}", nl="{what} van {noun} {name}")
_ON = Label(en="{what} on {name}", nl="{what} op {name}")
_OF_SCENARIO = Label(en="{what} on {of} in scenario {name}", nl="{what} op {of} in scenario {name}")
_VALUE = Label(en="the value of {of} on {name}", nl="de waarde van {of} op {name}")
_OWN_WEIGHT = Label(en="the problem’s own weight of {of}", nl="het eigen gewicht van {of}")
_SET_WEIGHT = Label(
    en="the weight of {of} in weight set {name}", nl="het gewicht van {of} in gewichtenset {name}"
)
_IN_READING = Label(en=" (reading {reading})", nl=" (lezing {reading})")

_NEW = Label(en="new: {noun} {names}", nl="nieuw: {noun} {names}")
_GONE = Label(en="gone: {noun} {names}", nl="weg: {noun} {names}")
_ORDER = Label(
    en="the {noun} stand in another order: {after}; before: {before}",
    nl="de {noun} staan in een andere volgorde: {after}; eerst: {before}",
)
_MOVED = Label(
    en="criterion {name} moved from layer {before} to layer {after}",
    nl="criterium {name} is verplaatst van laag {before} naar laag {after}",
)
_OWN_NEW = Label(
    en="the problem now comes with weights of its own: {after}",
    nl="het probleem heeft nu eigen gewichten: {after}",
)
_OWN_GONE = Label(
    en="the problem no longer comes with weights of its own; they were: {before}",
    nl="het probleem heeft geen eigen gewichten meer; dat waren: {before}",
)
_IS_NOW = Label(en="{what} is now {after}, was {before}", nl="{what} is nu {after}, was {before}")
_ARE_NOW = Label(
    en="{what} are now {after}, were {before}", nl="{what} zijn nu {after}, waren {before}"
)
_IS_NEW = Label(
    en="{what} is now {after}; before, there was none", nl="{what} is nu {after}; eerst was er geen"
)
_ARE_NEW = Label(
    en="{what} are now {after}; before, there were none",
    nl="{what} zijn nu {after}; eerst waren er geen",
)
_IS_GONE = Label(en="{what} is gone; it was {before}", nl="{what} is weg; eerst {before}")
_ARE_GONE = Label(en="{what} are gone; they were {before}", nl="{what} zijn weg; eerst {before}")
_IS_OTHER = Label(en="{what} has changed", nl="{what} is gewijzigd")
_ARE_OTHER = Label(en="{what} have changed", nl="{what} zijn gewijzigd")


def sentences_of(changes: Sequence[Change], words: Words, *, readings: bool) -> Iterator[str]:
    """Say what changed; new parts of one kind, and parts that are gone, share a sentence.

    Parameters
    ----------
    changes : sequence of Change
    words : Words
    readings : bool
        Whether to say of which reading a cell is.
    """
    for (part, kind), alike in groupby(changes, key=lambda change: (change.part, change.kind)):
        if kind in ("new", "gone") and part != "own weights":
            yield _new_or_gone(part, kind, list(alike), words)
        else:
            for change in alike:
                for language in _languages_of(change, words):
                    yield _sentence(change, words, language, readings=readings)


def text_in(label: Label, other: Label, words: Words) -> str:
    """Give a text in the language of the words; in the other one if only there it is different."""
    return label.text(_language_that_differs(label, other, words))


def _language_that_differs(label: Label, other: Label, words: Words) -> str:
    here, there = words.language, _other(words.language)
    differs = label.text(here) != other.text(here) or label.text(there) == other.text(there)
    return here if differs else there


def _other(language: str) -> str:
    return "en" if language == "nl" else "nl"


def _languages_of(change: Change, words: Words) -> list[str]:
    """Give the languages that a text changed in, one by one; "" where one sentence says it all."""
    if change.kind not in _BILINGUAL:
        return [""]
    was, now = change.before, change.after
    changed = [
        language
        for language in (words.language, _other(words.language))
        if getattr(was, language) != getattr(now, language)
    ]
    alike = was.nl == was.en and now.nl == now.en
    return [""] if len(changed) > 1 and (alike or change.kind in _LONG) else changed


def _new_or_gone(part: str, kind: str, changes: Sequence[Change], words: Words) -> str:
    names = []
    for change in changes:
        name = words.name(change.name)
        said = (change.after if kind == "new" else change.before).text(words.language)
        names.append(f"{name} ({said})" if said else name)
    noun = NOUNS[part][len(names) > 1].text(words.language)
    text = _NEW if kind == "new" else _GONE
    return words.say(text, noun=noun, names=words.listed(names, AND))


def _sentence(change: Change, words: Words, language: str, *, readings: bool) -> str:
    """Say one change; of a text, in one language if one is given."""
    if language:
        before, after = (getattr(each, language) for each in (change.before, change.after))
    else:
        before = text_in(change.before, change.after, words)
        after = text_in(change.after, change.before, words)
    if change.kind == "label":
        before, after = (f"'{text}'" if text else "" for text in (before, after))
    special = {
        ("criterion", "layer"): _MOVED,
        ("own weights", "new"): _OWN_NEW,
        ("own weights", "gone"): _OWN_GONE,
    }.get((change.part, change.kind))
    if special is not None:
        return words.say(special, name=words.name(change.name), before=words.name(before),
                         after=words.name(after))  # fmt: skip
    if change.kind == "order":
        noun = NOUNS[change.part][1].text(words.language)
        return words.say(_ORDER, noun=noun, before=before, after=after)
    what = _what(change, words, language)
    if readings and change.reading:
        what += words.say(_IN_READING, reading=words.name(change.reading))
    return words.say(_verb(change, before, after), what=what, before=before, after=after)


def _what(change: Change, words: Words, language: str) -> str:
    """Name what changed, as the subject of a sentence; of a text, in which language."""
    what = _WHAT.get(change.kind, Label.same(change.kind)).text(words.language)
    if language:
        article, noun = what.split(" ", 1)
        what = f"{article} {words.say(_OF_LANGUAGE[language])} {noun}"
    if change.part == "problem":
        text = _OF_PROBLEM if change.kind in _CALLED_OF_PROBLEM else _BY_ITSELF
    elif change.kind == "weight":
        text = _OWN_WEIGHT if change.part == "own weights" else _SET_WEIGHT
    elif change.part == "cell":
        text = _VALUE if change.kind == "value" else _ON
    elif change.of:
        text = _OF_SCENARIO
    else:
        text = _OF_PART
    noun = NOUNS.get(change.part, NOUNS["criterion"])[0].text(words.language)
    told = words.say(
        text, what=what, noun=noun, name=words.name(change.name), of=words.name(change.of)
    )
    shown = _language_that_differs(change.before, change.after, words)
    if change.kind not in _BILINGUAL and shown != words.language:
        told += words.say(_IN_LANGUAGE[shown])
    return told


def _verb(change: Change, before: str, after: str) -> Label:
    several = change.kind in _SEVERAL
    if change.kind in _LONG or before == after:
        return _ARE_OTHER if several else _IS_OTHER
    if not before:
        return _ARE_NEW if several else _IS_NEW
    if not after:
        return _ARE_GONE if several else _IS_GONE
    return _ARE_NOW if several else _IS_NOW
