"""What changed between two versions of a problem, as claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from mcda_ai.comparison.versions.changes import Change
from mcda_ai.messages.claims import Claim, Value, claims_of
from mcda_ai.messages.label import LANGUAGES, Label
from mcda_ai.messages.nouns import NOUNS

_claim = claims_of("comparison.versions.words")
NOTHING_CHANGED = _claim("nothing changed")

_WHAT = {
    "name": Label(en="the name", nl="de naam"),
    "label": Label(en="the label", nl="het label"),
    "description": Label(en="the description", nl="de beschrijving"),
    "question": Label(en="the decision question", nl="de beslisvraag"),
    "owner": Label(en="the owner of the decision", nl="de beslisser"),
    "date": Label(en="the decision date", nl="de besluitdatum"),
    "baseline": Label(en="the baseline", nl="de nuloptie"),
    "document": Label(en="the document", nl="het document"),
    "language": Label(en="the language of answers", nl="de taal van antwoorden"),
    "made": Label(en="the basis of the weights", nl="de basis van de gewichten"),
    "role": Label(en="the role", nl="de rol"),
    "scale": Label(en="the scale", nl="de schaal"),
    "direction": Label(en="the direction", nl="de richting"),
    "unit": Label(en="the unit", nl="de eenheid"),
    "preference": Label(en="the preference function", nl="de voorkeursfunctie"),
    "required": Label(en="what is required", nl="wat vereist is"),
    "admitted": Label(en="the options admitted", nl="de toegelaten opties"),
    "merged": Label(en="the merged criteria", nl="de samengevoegde criteria"),
    "levels": Label(en="the levels", nl="de niveaus"),
    "sources": Label(en="the sources", nl="de bronnen"),
    "text": Label(en="the text", nl="de tekst"),
    "status": Label(en="the status", nl="de status"),
    "reason": Label(en="the reason", nl="de reden"),
    "note": Label(en="the note", nl="de noot"),
    "confidence": Label(en="the confidence", nl="de zekerheid"),
    "meanings": Label(
        en="the meaning of the words for confidence",
        nl="de betekenis van de woorden voor zekerheid",
    ),
    "reading": Label(en="the reading taken", nl="de gekozen lezing"),
    "scenarios": Label(en="the scenarios applied", nl="de toegepaste scenario’s"),
    "ranking": Label(en="the ranking", nl="de volgorde"),
    "counts": Label(en="what counts", nl="wat telt"),
}
_SEVERAL = {"admitted", "levels", "merged", "sources", "scenarios"}
"""What goes with "are" rather than "is"."""
_LONG = {"description", "text", "reason", "note"}
"""Texts that a sentence has no room for."""
_BILINGUAL = {"label", "question", "description", "text", "reason", "note"}
"""Texts written in Dutch, in English or in both: it is told in which one they changed."""
_OF_LANGUAGE = {
    "nl": Label(en="Dutch", nl="Nederlandse"),
    "en": Label(en="English", nl="Engelse"),
}
_CALLED_OF_PROBLEM = {"name", "label", "description"}


def claims_about(changes: Sequence[Change], *, readings: bool) -> Iterator[Claim]:
    """Say what changed; new parts of one kind, and parts that are gone, share a claim.

    Parameters
    ----------
    changes : sequence of Change
    readings : bool
        Whether to say of which reading a cell is.
    """
    for (part, kind), alike in groupby(changes, key=lambda change: (change.part, change.kind)):
        if kind in ("in", "out"):
            yield _claim("in or out", kind=kind, names=_named(kind == "out", list(alike)))
        elif kind in ("new", "gone") and part != "own weights":
            yield _new_or_gone(part, kind, list(alike))
        else:
            for change in alike:
                for language in _languages_of(change):
                    yield _changed(change, language, readings=readings)


def text_in(label: Label, other: Label, language: str) -> str:
    """Give a text in a language; in the other one if only there it is different."""
    return label.text(_language_that_differs(label, other, language))


def _language_that_differs(label: Label, other: Label, language: str) -> str:
    there = _other(language)
    differs = label.text(language) != other.text(language) or label.text(there) == other.text(there)
    return language if differs else there


def _other(language: str) -> str:
    return "en" if language == "nl" else "nl"


def _languages_of(change: Change) -> list[str]:
    """Give the languages that a text changed in, one by one; "" where one claim says it all."""
    if change.kind not in _BILINGUAL:
        return [""]
    was, now = change.before, change.after
    changed = [
        language for language in LANGUAGES if getattr(was, language) != getattr(now, language)
    ]
    alike = was.nl == was.en and now.nl == now.en
    return [""] if len(changed) > 1 and (alike or change.kind in _LONG) else changed


def _named(is_now: bool, changes: Sequence[Change]) -> tuple[Claim, ...]:
    """Name the parts, with what is said of them in the version that has them so."""
    return tuple(
        _claim("named", name=change.name, quoted=change.part == "statement",
               text=change.after if is_now else change.before)
        for change in changes
    )  # fmt: skip


def _new_or_gone(part: str, kind: str, changes: Sequence[Change]) -> Claim:
    names = _named(kind == "new", changes)
    return _claim("new or gone", kind=kind, noun=NOUNS[part][len(names) > 1], names=names)


def _changed(change: Change, language: str, *, readings: bool) -> Claim:
    """Say one change; of a text, in one language if one is given."""
    if language:
        before, after = (
            Label.same(getattr(text, language)) for text in (change.before, change.after)
        )
    else:
        before, after = _shown(change.before, change.after), _shown(change.after, change.before)
    if change.kind in ("label", "question"):
        before, after = _quoted(before), _quoted(after)
    if (change.part, change.kind) == ("criterion", "layer"):
        return _claim("moved", name=change.name, before=before.text("en"), after=after.text("en"))
    if (change.part, change.kind) == ("problem", "counts"):
        return _claim("counts", counts=change.after.text("en") == "True")
    if change.kind == "renamed":
        return _claim("renamed", noun=NOUNS[change.part][0], before=before.text("en"),
                      after=change.name)  # fmt: skip
    if change.kind == "by_hand":
        return _claim("by hand", name=change.name, is_now=change.after.text("en") == "True",
                      reading=change.reading if readings else "")  # fmt: skip
    if change.part == "own weights" and change.kind in ("new", "gone"):
        return _claim("own weights", kind=change.kind, before=before, after=after)
    if change.kind == "order":
        return _claim("order", noun=NOUNS[change.part][1], before=before, after=after)
    return _claim(
        "changed",
        what=_what(change, language, readings=readings),
        how=_how(change, before, after),
        several=change.kind in _SEVERAL,
        before=before,
        after=after,
    )


def _shown(label: Label, other: Label) -> Label:
    """Give a text as each language shows it."""
    return Label(**{language: text_in(label, other, language) for language in LANGUAGES})


def _quoted(label: Label) -> Label:
    return Label(en=label.en and f"'{label.en}'", nl=label.nl and f"'{label.nl}'")


def _what(change: Change, language: str, *, readings: bool) -> Claim:
    """Name what changed, as the subject of a sentence; of a text, in which language."""
    subject = _WHAT.get(change.kind, Label.same(change.kind))
    if language:
        subject = _of_language(subject, language)
    return _claim(
        "what",
        place=_place(change),
        subject=subject,
        noun=NOUNS.get(change.part, NOUNS["criterion"])[0],
        name=change.name,
        of=change.of,
        shown=_language_shown(change),
        reading=change.reading if readings else "",
    )


def _of_language(subject: Label, language: str) -> Label:
    """Put the language between the article and the noun."""
    texts = {}
    for shown_in in LANGUAGES:
        article, noun = subject.text(shown_in).split(" ", 1)
        texts[shown_in] = f"{article} {_OF_LANGUAGE[language].text(shown_in)} {noun}"
    return Label(**texts)


def _place(change: Change) -> str:
    if change.part == "problem":
        return "problem" if change.kind in _CALLED_OF_PROBLEM else "itself"
    if change.kind == "weight":
        return "own weight" if change.part == "own weights" else "set weight"
    if change.part == "cell":
        return "value" if change.kind == "value" else "criterion"
    return "scenario" if change.of else "part"


def _language_shown(change: Change) -> Claim:
    """Say, for each language, whether a text is shown as it stands in the other."""
    own_texts = change.kind in _BILINGUAL
    is_other: dict[str, Value] = {
        language: not own_texts
        and _language_that_differs(change.before, change.after, language) != language
        for language in LANGUAGES
    }
    return _claim("in other language", **is_other)


def _how(change: Change, before: Label, after: Label) -> str:
    """Say whether something is other, new, gone, or now this and before that."""
    was, now = before.text("en"), after.text("en")
    if change.kind in _LONG or was == now:
        return "other"
    if not was:
        return "new"
    return "now" if now else "gone"
