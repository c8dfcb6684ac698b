"""How numbers are written to be read: in sentences, tables and pictures, in English and Dutch.

How they are written in files, to be read back, is another matter: see `mcda_ai.io`.
"""

from __future__ import annotations

import math

_MOST_DECIMALS = 6
_MOST_DECIMALS_APART = 12
_SUMMED = 1e-12  # of a share: what adding weights leaves
_IN_FULL = 1e-10  # per cent: what computing a weight leaves, where two decimals are all of it
_DIGITS = 11  # as far as the same number comes out alike, whichever way it is computed
_DECIMALS = 10  # the same, of a small one: what computing leaves does not shrink with it
_TWO_SIDED = 1.96  # standard errors to either side, at 95 %
_NEXT_TO = 1e-9  # how near a drawn share comes to 0 and to 1
_ONE_OF_HUNDRED = 0.01
_OF_HUNDRED = {
    "en": ("fewer than 1", "more than 99", "at least", "at most", "to"),
    "nl": ("minder dan 1", "meer dan 99", "ten minste", "hooguit", "tot"),
}
_FEW_DRAWS = 30  # the rule of three holds from here on


def decimal(text: str, language: str) -> str:
    """Put a decimal comma for the point in Dutch."""
    return text.replace(".", ",") if language == "nl" else text


def whole(number: int, language: str = "en") -> str:
    """Write a whole number, with the thousands apart.

    Examples
    --------
    >>> whole(100_000), whole(100_000, "nl")
    ('100,000', '100.000')
    """
    text = f"{number:,}"
    return text.replace(",", ".") if language == "nl" else text


def counted(n: int, one: str, several: str = "") -> str:
    """Say in English how many there are of something.

    Examples
    --------
    >>> counted(1, "layer"), counted(2, "criterion", "criteria"), counted(0, "layer")
    ('1 layer', '2 criteria', 'no layers')
    """
    return f"{whole(n) if n else 'no'} {one if n == 1 else several or f'{one}s'}"


def fixed(value: float, decimals: int) -> str:
    """Write a number with so many decimals, and alike where only its last digits differ.

    A weight, or where another leads, can be computed in several ways that differ in the last
    digits; halfway between two roundings these would decide which of them is shown.

    Examples
    --------
    >>> fixed(56.25, 1), fixed(56.25000000000001, 1), fixed(0.25 + 1e-11, 1)
    ('56.2', '56.2', '0.2')
    """
    settled = round(_settled(value), max(_DECIMALS, decimals))
    return f"{settled:.{decimals}f}"


def _settled(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def rounded(value: float, decimals: int, language: str = "en") -> str:
    """Write a number with so many decimals.

    Examples
    --------
    >>> rounded(2.5, 2), rounded(2.5, 1, "nl")
    ('2.50', '2,5')
    """
    return decimal(fixed(value, decimals), language)


def in_full(value: float, language: str = "en") -> str:
    """Write a number in as few digits as give it back.

    Examples
    --------
    >>> in_full(2.0), in_full(0.1, "nl"), in_full(1234567)
    ('2', '0,1', '1234567')
    """
    return decimal(repr(float(value) + 0.0).removesuffix(".0"), language)


def in_short(value: float, language: str = "en") -> str:
    """Write a number in at most four digits, as on an axis: with a true minus sign.

    Examples
    --------
    >>> in_short(-0.25, "nl"), in_short(33.33333)
    ('−0,25', '33.33')
    """
    return decimal(f"{_settled(value):.4g}".replace("-", "−"), language)


# --- shares ---------------------------------------------------------------------------------------


def percent(share: float, language: str = "en", decimals: int = 0) -> str:
    """Write a share in per cent; one that is not 0 or 1 is never rounded to it.

    Parameters
    ----------
    share : float
        An estimate without bias can come out below 0, or above 1; it is told as next to that.
    language : {"en", "nl"}
    decimals : int

    Examples
    --------
    >>> percent(0.512), percent(0.9999), percent(0.0001, "nl", 1), percent(1.0, decimals=1)
    ('51 %', '> 99 %', '< 0,1 %', '100 %')
    """
    step = 10.0**-decimals
    text = fixed(100 * share, decimals)
    if share in (0.0, 1.0):
        text = f"{100 * share:.0f}"
    elif float(text) <= 0:
        text = f"< {step:.{decimals}f}"
    elif float(text) >= 100:
        text = f"> {100 - step:.{decimals}f}"
    return decimal(f"{text} %", language)


def stated_percent(share: float, language: str = "en") -> str:
    """Write a share that somebody asked for in per cent, as it was stated.

    Examples
    --------
    >>> stated_percent(0.95), stated_percent(0.999, "nl")
    ('95 %', '99,9 %')
    """
    return decimal(f"{100 * share:g} %", language)


def weight_text(weight: float, language: str = "en") -> str:
    """Write a weight, wherever it is shown; all of it, but for what sums leave, is 100 %.

    Examples
    --------
    >>> weight_text(1 / 6), weight_text(0.0625, "nl"), weight_text(sum([0.1] * 10))
    ('16.7 %', '6,25 %', '100 %')
    """
    whole_sum = 1.0 if weight >= 1 - _SUMMED else weight
    return percent(whole_sum, language, weight_decimals(weight))


def weight_decimals(weight: float) -> int:
    """Give how many decimals a weight has in per cent: one, or two where they give it in full.

    So no weight is shown that is halfway between two roundings, and one that somebody typed is
    shown as it was typed.

    Examples
    --------
    >>> weight_decimals(1 / 6), weight_decimals(0.0625), weight_decimals(0.5)
    (1, 2, 1)
    """
    one, two = (float(fixed(100 * weight, decimals)) for decimals in (1, 2))
    return 2 if abs(two - 100 * weight) <= _IN_FULL and two != one else 1


def decimals_apart(weight: float, other: float) -> int:
    """Give with how many decimals a weight is told from another one, and from none and all of it.

    Examples
    --------
    >>> decimals_apart(0.5, 0.50001), decimals_apart(0.5, 0.5), decimals_apart(1e-6, 0.5)
    (3, 1, 4)
    """
    are_same = abs(weight - other) <= _SUMMED

    def is_told(decimals: int) -> bool:
        text = percent(weight, "en", decimals)
        return text[0] not in "<>" and (are_same or text != percent(other, "en", decimals))

    tried = range(weight_decimals(weight), _MOST_DECIMALS_APART)
    return next(filter(is_told, tried), _MOST_DECIMALS_APART)


def decimals_of_rare(share: float) -> int:
    """Give how many decimals tell a share in per cent: two of less than one in a hundred.

    Examples
    --------
    >>> [percent(share, decimals=decimals_of_rare(share)) for share in (0.0029, 0.31, 0.9996, 1e-9)]
    ['0.29 %', '31 %', '99.96 %', '< 0.01 %']
    """
    return 0 if _ONE_OF_HUNDRED <= share <= 1 - _ONE_OF_HUNDRED else 2


def with_error(value: float, error: float, language: str = "en") -> str:
    """Write a share in per cent with its standard error, with decimals enough for the error.

    What has no error that is known, such as a share of what a single draw showed, is not known.

    Examples
    --------
    >>> with_error(0.512, 0.004), with_error(-0.00001, 0.00002), with_error(1.0, 0.0)
    ('51.2 ± 0.4', '-0.001 ± 0.002', '100')
    >>> with_error(0.142857, math.nan)
    '–'
    """
    if not (math.isfinite(value) and math.isfinite(error)):
        return "–"
    value, error = 100 * value, 100 * error
    if not error > 10.0**-_MOST_DECIMALS:
        return decimal(f"{round(value, _MOST_DECIMALS) + 0.0:g}", language)
    decimals = min(max(1, -math.floor(math.log10(error))), _MOST_DECIMALS)
    text = f"{round(value, decimals) + 0.0:.{decimals}f} ± {error:.{decimals}f}"
    return decimal(text, language)


def share_text(share: float, size: int, language: str = "en") -> str:
    """Write a share of N draws with its standard error; never as 0 % or 100 %.

    A share that no draw (or every draw) showed is bounded at 95 % confidence: by the rule of
    three, 3/N (Hanley and Lippman-Hand 1983), or for fewer than 30 draws by 1 - 0.05^(1/N), which
    it approximates. Bounds are rounded outward. A share of 0 draws is exact, and says so.

    Examples
    --------
    >>> share_text(0.25, 100_000), share_text(0.0, 100_000), share_text(1.0, 100_000)
    ('25.0 % ± 0.1', '< 0.003 %', '> 99.997 %')
    >>> share_text(0.25, 0)
    '25.00 % (exact)'
    """
    if size == 0:
        return f"{percent(share, language, 2)} (exact)"
    if share in (0.0, 1.0):
        return decimal(_bounded(share, size), language)
    error = 100 * math.sqrt(share * (1 - share) / size)
    decimals = max(1, -math.floor(math.log10(error)))
    return decimal(f"{fixed(100 * share, decimals)} % ± {error:.{decimals}f}", language)


def _unseen(size: int) -> float:
    """Give how large a share can be that none of so many draws showed."""
    return 3 / size if size >= _FEW_DRAWS else 1 - 0.05 ** (1 / size)


def _bounded(share: float, size: int) -> str:
    """Say below or above what a share is that no draw, or every draw, showed."""
    bound = 100 * _unseen(size)
    decimals = max(0, 1 - math.floor(math.log10(bound)))
    outward = math.ceil(round(bound * 10**decimals, 6)) / 10**decimals
    text = f"{outward if share == 0 else 100 - outward:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{'<' if share == 0 else '>'} {text} %"


def bounds_of(share: float, size: int) -> tuple[float, float]:
    """Give from which share to which it may be, at 95 % confidence; of 0 draws it is exact.

    Only what is exact is 0 or 1: see `share_text` for a share that no draw or every draw showed.

    Examples
    --------
    >>> bounds_of(0.25, 0), bounds_of(1.0, 300)
    ((0.25, 0.25), (0.99, 0.999999999))
    """
    if size == 0:
        return share, share
    error = _TWO_SIDED * math.sqrt(share * (1 - share) / size)
    unseen = _unseen(size)
    low = 1 - unseen if share == 1 else share - error
    high = unseen if share == 0 else share + error
    return max(low, _NEXT_TO), min(high, 1 - _NEXT_TO)


def in_order(share: float, size: int) -> tuple[float, float]:
    """Give what to sort shares by: of 0 and 1, what is so for certain stands beyond what was drawn.

    Examples
    --------
    >>> sorted([(1.0, 0), (0.0, 300), (1.0, 300), (0.0, 0)], key=lambda share: in_order(*share))
    [(0.0, 0), (0.0, 300), (1.0, 300), (1.0, 0)]
    """
    return share, bounds_of(share, size)[1]


def of_hundred(low: float, high: float, language: str = "en") -> str:
    """Write a range of shares as so many of every hundred; only 0 and 1 themselves are 0 and 100.

    Ends that round to one number are that number; of a range neither end is told within it.

    Examples
    --------
    >>> of_hundred(0.8444, 0.9209), of_hundred(0.9463, 0.9463), of_hundred(0.001, 0.0537, "nl")
    ('84 to 93', '95', 'hooguit 6')
    >>> of_hundred(0.0, 0.001), of_hundred(0.9463, 0.9915), of_hundred(0.0, 0.999)
    ('fewer than 1', 'at least 94', '0 to more than 99')
    """
    few, many, least, _, to = _OF_HUNDRED[language]
    if fixed(100 * low, 0) != fixed(100 * high, 0):
        below, above = _floor(100 * low) / 100, _ceil(100 * high) / 100
        low, high = below or min(low, _NEXT_TO), above if above < 1 else max(high, 1 - _NEXT_TO)
    first, last = (_one_of_hundred(share, language) for share in (low, high))
    if first == last:
        return first
    if low == 0 and last == few:
        return few
    if high == 1 and first == many:
        return many
    if first == few and last != many:
        return at_most_of_hundred(high, language)
    if last == many and first != few and low >= _ONE_OF_HUNDRED:
        return f"{least} {_floor(100 * low)}"
    return f"{first} {to} {last}"


def _floor(number: float) -> int:
    return math.floor(number + _NEXT_TO)


def _ceil(number: float) -> int:
    return math.ceil(number - _NEXT_TO)


def _one_of_hundred(share: float, language: str) -> str:
    few, many, *_ = _OF_HUNDRED[language]
    text = fixed(100 * share, 0)
    if share in (0.0, 1.0):
        return text
    return few if text == "0" else many if text == "100" else text


def at_most_of_hundred(share: float, language: str = "en") -> str:
    """Write a share as at most so many of every hundred.

    Examples
    --------
    >>> at_most_of_hundred(0.0537), at_most_of_hundred(0.001), at_most_of_hundred(0.0, "nl")
    ('at most 6', 'fewer than 1', 'hooguit 0')
    """
    few, _, _, most, _ = _OF_HUNDRED[language]
    return few if 0 < share < _ONE_OF_HUNDRED else f"{most} {_ceil(100 * share)}"


def bits_text(bits: float, size: int = 0, language: str = "en", decimals: int = 2) -> str:
    """Write an entropy in bits; none in N draws is bounded as a share of none is, by 3/N.

    Examples
    --------
    >>> bits_text(0.2946, 4096), bits_text(0.003, 4096, "nl"), bits_text(0.0, 200), bits_text(0.0)
    ('0.29', '< 0,01', '< 0.12', '0')
    """
    if bits == 0 == size:
        return "0"
    least = 10.0**-decimals
    if bits == 0:
        unseen = min(3 / size, 0.5)
        bound = -unseen * math.log2(unseen) - (1 - unseen) * math.log2(1 - unseen)
        return decimal(f"< {least * math.ceil(bound / least):.{decimals}f}", language)
    is_near = float(f"{bits:.{decimals}f}") == 0
    return decimal(f"< {least:.{decimals}f}" if is_near else f"{bits:.{decimals}f}", language)


# --- points of weight -----------------------------------------------------------------------------


def points_text(points: float, language: str = "en") -> str:
    """Write points of weight with one decimal; a few that are not none are ``< 0.1``.

    Examples
    --------
    >>> points_text(10.64), points_text(1e-6, "nl"), points_text(0.0)
    ('10.6', '< 0,1', '0.0')
    """
    text = fixed(points + 0.0, 1)
    return decimal("< 0.1" if points > 0 and float(text) == 0 else text, language)
