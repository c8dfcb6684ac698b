"""How sure a judgement is: how likely it is to be wholly right, or a word that means so much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    faults_of,
    raise_any,
    same_name,
    shown,
    unknown_name,
)
from mcda_ai.orders.weak_order import as_real

Confidence: TypeAlias = float | str
"""How likely a judgement is to be wholly right, or one of `WORDS`."""

WORDS = ("high", "medium", "low")
"""The words for confidence; what they mean, a problem says itself."""
DUTCH = dict(zip(WORDS, ("hoog", "middel", "laag"), strict=True))
"""How these words are written in Dutch."""

_MOST_LETTERS_SHOWN = 40
_NUMBER = r"(\d+(?:[.,]\d+)?|[.,]\d+)"
_ODDS = re.compile(rf"{_NUMBER}\s*(?:/|in|of|out of|op|op de|van|van de|uit)\s*{_NUMBER}", re.I)
_SHARE = re.compile(rf"([-+]?)\s*{_NUMBER}(?:e([-+]?\d+))?\s*(%?)", re.I)

_fault = faults_of("problem")


@dataclass(frozen=True, slots=True)
class ConfidenceWords:
    """What the words for confidence mean in a problem, and who says so.

    Parameters
    ----------
    owner : str
        Whose meanings these are: a person, a group or a document.
    meanings : tuple of (word, right)
        How likely a judgement is to be wholly right of which each word is said, as `right_of`
        takes it.

    Examples
    --------
    >>> ConfidenceWords("the panel", (("high", "9 of 10"), ("low", 0.6))).by_word
    {'high': 0.9, 'low': 0.6}
    """

    owner: str
    meanings: tuple[tuple[str, float], ...]

    def __post_init__(self) -> None:
        read = tuple((word_of(word), right_of(right)) for word, right in self.meanings)
        object.__setattr__(self, "meanings", tuple(sorted(read, key=_place_of_word)))

    @classmethod
    def of(cls, given: Any) -> ConfidenceWords:  # noqa: ANN401  (anything else is refused)
        """Read a mapping of words to what `confidence_of` takes but words, and ``owner``.

        Examples
        --------
        >>> ConfidenceWords.of({"owner": "the panel", "high": {"right": 0.9}}).by_word
        {'high': 0.9}
        """
        if not isinstance(given, Mapping) or not isinstance(given.get("owner", ""), str):
            raise ProblemError(_fault("words no dict", given=shown(given)))
        faults: list[Fault] = []
        meanings: list[tuple[str, float]] = []
        for word, meaning in given.items():
            try:
                if word != "owner":
                    meanings.append((word_of(word), right_under(meaning)))
            except ProblemError as error:
                faults += [fault.inside(str(word)) for fault in error.faults]
        made = cls(given.get("owner", ""), tuple(meanings))
        raise_any([*faults, *made.faults()])
        return made

    @property
    def by_word(self) -> dict[str, float]:
        """How likely a judgement is to be right, by the word that is said of it."""
        return dict(self.meanings)

    def faults(self) -> Iterator[Fault]:
        """Yield what is missing, and words that mean two things."""
        if not self.owner.strip():
            yield _fault("confidence without owner", ("owner",))
        for word in WORDS:
            if [each for each, _ in self.meanings].count(word) > 1:
                yield _fault("meaning twice", (word,), word=word)

    def doubts(self) -> Iterator[Fault]:
        """Yield a word that means less than one that should mean less than it."""
        for (more, one), (less, other) in zip(self.meanings, self.meanings[1:], strict=False):
            if one <= other:
                place = (more,)
                yield _fault("meanings reversed", place, more=more, one=one, less=less, other=other)


def _place_of_word(meaning: tuple[str, float]) -> int:
    return WORDS.index(meaning[0])


def confidence_of(given: Any) -> Confidence:  # noqa: ANN401  (anything else is refused)
    """Read how sure a judgement is: what `right_of` takes, that under ``right``, or a word.

    Examples
    --------
    >>> confidence_of("9 of 10"), confidence_of({"right": 0.8}), confidence_of("hoog")
    (0.9, 0.8, 'high')
    """
    is_word = isinstance(given, str) and not any(sign.isdigit() for sign in given)
    return word_of(given) if is_word else right_under(given)


def right_under(given: Any) -> float:  # noqa: ANN401  (anything else is refused)
    """Read what may stand under ``right``."""
    if isinstance(given, Mapping):
        if set(given) != {"right"}:
            raise ProblemError(_fault("no confidence", given=_shown(given)))
        given = given["right"]
    return right_of(given)


def word_of(given: Any) -> str:  # noqa: ANN401  (anything else is refused)
    """Find a word for confidence, in English or in Dutch."""
    if not isinstance(given, str) or not given.strip():
        raise ProblemError(_fault("no confidence", given=_shown(given)))
    for word, dutch in DUTCH.items():
        if any(same_name(given.strip(), each) for each in (word, dutch)):
            return word
    raise ProblemError(unknown_name("confidence", _shown(given), (*WORDS, *DUTCH.values())))


def right_of(given: Any) -> float:  # noqa: ANN401  (anything else is refused)
    """Read how likely a judgement is to be wholly right, between 0 and 1 and neither of them.

    Parameters
    ----------
    given : number or str
        A number, also with a decimal comma or as a percentage, or so many times of so many.

    Raises
    ------
    ProblemError
        If it is none of these, or never or always right.

    Examples
    --------
    >>> right_of("9 of 10"), right_of("9 van 10"), right_of("0,9"), right_of("90 %")
    (0.9, 0.9, 0.9, 0.9)
    """
    right = _right_in(given.strip()) if isinstance(given, str) else as_real(given)
    if right is None:
        raise ProblemError(_fault("no confidence", given=_shown(given)))
    if not 0 < right < 1:
        raise ProblemError(_fault("right outside", given=_shown(given)))
    return right


def _shown(given: object) -> str:
    return given.strip()[:_MOST_LETTERS_SHOWN] if isinstance(given, str) else shown(given)


def _right_in(text: str) -> float | None:
    """Find the number in a text; None if there is none."""
    if odds := _ODDS.fullmatch(text):
        times, of = (float(part.replace(",", ".")) for part in odds.groups())
        return times / of if of else float("inf")
    if share := _SHARE.fullmatch(text):
        sign, number, exponent, percent = share.groups()
        return float(f"{sign}{number.replace(',', '.')}e{exponent or 0}") / (100 if percent else 1)
    return None
