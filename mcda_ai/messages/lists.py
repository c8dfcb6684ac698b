"""How names stand in a sentence one after another: ``A, B and C``, or the first few of many."""

from __future__ import annotations

from collections.abc import Sequence

from mcda_ai.messages.figures import whole

LONGEST_NAME = 100
"""Letters of a name that are shown."""
QUOTES = {"en": ("'", "'"), "nl": ("‘", "’")}
"""What stands before a name and after it, by language."""
_COMMA = ", "
_AND = " and "


def listed(texts: Sequence[str], last: str = _AND) -> str:
    """Put commas between texts, and something else before the last.

    Examples
    --------
    >>> listed(["A", "B", "C"]), listed(["A", "B"], " or "), listed(["A"]), listed([])
    ('A, B and C', 'A or B', 'A', '')
    """
    if len(texts) < 2:
        return "".join(texts)
    return f"{_COMMA.join(texts[:-1])}{last}{texts[-1]}"


def listed_names(
    names: Sequence[str],
    most: int = 5,
    *,
    quoted: bool = True,
    last: str = _COMMA,
    language: str = "en",
) -> str:
    """List names in a sentence; of many the first few, and how many more there are.

    Parameters
    ----------
    names : sequence of str
        Of a long one the beginning is shown.
    most : int, optional
        How many are shown.
    quoted : bool, optional
        Whether each stands in quotes.
    last : str, optional
        What stands before the last name where all are shown: a comma, or " and ".
    language : {"en", "nl"}, optional
        Of the quotes, and of the words that say how many more there are.

    Examples
    --------
    >>> listed_names(["cost", "reach"], last=" and ")
    "'cost' and 'reach'"
    >>> listed_names(list("ABCDEFG"), quoted=False)
    'A, B, C, D, E and 2 more'
    """
    before, after = QUOTES[language] if quoted else ("", "")
    texts = [f"{before}{shown_name(name)}{after}" for name in names[:most]]
    more = len(names) - len(texts)
    return _COMMA.join(texts) + _more(more, language) if more else listed(texts, last)


def _more(n: int, language: str) -> str:
    return f" en nog {whole(n, language)}" if language == "nl" else f" and {whole(n)} more"


def shown_name(name: str) -> str:
    """Give a name as far as it is shown."""
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"
