"""Claims said by the page, against the same claims said by Python."""

import random
import re
from importlib.resources import files

import pytest

from mcda_ai.messages.claims import Claim, Percent, Points, Share, plain
from mcda_ai.messages.label import Label
from mcda_ai.messages.phrases import phrase_of, texts_of
from mcda_ai.messages.wording import Words
from tests.claims import gaps_of, kinds, phrase_files

N_CLAIMS = 1000
NAMES = ("A", "B", "Été", "x > y", "{who}", "impact", "a.b")
LABELS = {"A": "Anna & co", "impact": "Impact (‘’)"}


SUBJECTS = ("controls", "page", "faults", "doubts")  # of explorer
MADE_OF_PARTS = {  # kinds whose name is put together from parts
    *("first above", "first below", "first at"),
    *("total column", "total row", "weights column", "weights row"),
    *("computed column", "computed row"),
    *("many criteria", "many alternatives", "many pairs"),
}
QUOTED = r'"([^"\n(){};=<>]*)"'
THREE_WORDS = r"[^\W\d]+ [^\W\d]+ [^\W\d]+"


def scripts():
    """Give the text of each script of the page, without comments and internal errors."""
    for file in files("mcda_ai.explorer").iterdir():
        if file.name.endswith(".js"):
            text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
            text = re.sub(r"(^|[\s;,{(])//.*", "", text)
            yield file.name, re.sub(r"Error\([^)]*\)", "", text)


def test_the_page_has_no_sentence_of_its_own():
    kinds_said = {kind for subject in SUBJECTS for kind in texts_of(f"explorer.{subject}")}
    for name, text in scripts():
        texts = {told for told in re.findall(QUOTED, text) if re.search(THREE_WORDS, told)}
        assert texts <= kinds_said, name
        assert name == "phrases.js" or not re.search(r"\bnl: [\"`']", text), name


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_phrase_of_the_page_is_said(subject):
    room = files("mcda_ai.explorer")
    others = (room.joinpath(f"{name}.py").read_text("utf-8") for name in ("page", "payload"))
    texts = "\n".join([*(text for _, text in scripts()), *others])
    for kind in texts_of(f"explorer.{subject}"):
        assert kind in MADE_OF_PARTS or f'"{kind}"' in texts, kind


def values_for(phrase, draw):
    """Draw values that fit all gaps of a phrase in both languages."""
    by_name = {}
    for gap in (*gaps_of(phrase.en), *gaps_of(phrase.nl)):
        by_name.setdefault(gap.name, []).append(gap)
    return {name: _value(gaps, draw) for name, gaps in by_name.items()}


def _value(gaps, draw):
    for gap in gaps:
        if gap.sign == "=":
            return draw.choice([key for key, _ in gap.texts])
        if gap.form in _OF_FORM:
            return _OF_FORM[gap.form](draw)
    if any(gap.sign == "#" for gap in gaps):
        return draw.choice([_names, _count])(draw)
    sorts = (_name, _names, _text, _count, _share, _percent, _points, _number, _claim)
    return draw.choice(sorts)(draw)


def _name(draw):
    return draw.choice(NAMES)


def _names(draw):
    return tuple(draw.choice(NAMES) for _ in range(draw.randint(0, 4)))


def _count(draw):
    return draw.choice([0, 1, 2, 999, 1000, 123456789])


def _part(draw):
    return draw.choice([0.0, 1.0, 0.5, 0.125, 0.25, 1 / 3, 1e-9, 1 - 1e-9, draw.random()])


def _share(draw):
    return Share(_part(draw), draw.choice([0, 1, 29, 30, 1000, 100_000]))


def _span(draw):
    return tuple(sorted((_share(draw), _share(draw)), key=lambda share: share.value))


def _percent(draw):
    return Percent(_part(draw), draw.randint(0, 3))


def _points(draw):
    return Points(100 * _part(draw))


def _number(draw):
    return draw.choice([-1, 1]) * draw.choice([0.5, 1e-7, 1234.5, 123456.7, draw.random() + 0.001])


def _text(draw):
    return Label(en=f"in English {draw.random()}", nl="in het Nederlands")


def _claim(draw):
    return Claim("messages.examples.ahead", {"one": _name(draw), "other": _name(draw)})


def _many_names(draw):
    return tuple(draw.choice([*NAMES, "x" * 99 + "é→y"]) for _ in range(draw.choice([1, 3, 40])))


_OF_FORM = {
    "quoted": lambda draw: draw.choice([_name, _many_names])(draw),
    "order": lambda draw: tuple(_names(draw) for _ in range(3)),
    "of_hundred": lambda draw: draw.choice([_share, _span])(draw),
    "at_most_of_hundred": lambda draw: _share(draw),
    "full": lambda draw: draw.choice([_number(draw), _count(draw), 0.0, 1e-5, 2.5e16]),
    "stated": lambda draw: draw.choice([0.95, 0.99, 0.999, 0.5]),
    "text": _names,
    "or": _names,
    "all": lambda draw: draw.choice([_names, _count])(draw),
    "list": _names,
    "semicolons": lambda draw: tuple(_claim(draw) for _ in range(draw.randint(1, 3))),
}


def test_a_thousand_claims_are_said_alike_by_the_page_and_by_python(module):
    draw, every = random.Random(1), kinds()
    claims = []
    while len(claims) < N_CLAIMS:
        kind = every[len(claims) % len(every)]
        claims.append(Claim(kind, values_for(phrase_of(kind), draw)))
    phrases = {
        f"{file}.{kind}": each for file in phrase_files() for kind, each in texts_of(file).items()
    }
    for language in ("en", "nl"):
        words = Words(language, LABELS)
        told = module.run(
            "(claims, language, phrases, labels) =>"
            " claims.map((claim) => explorer.said(claim, language, phrases, labels))",
            [plain(claim) for claim in claims], language, phrases, LABELS,
        )  # fmt: skip
        for claim, text in zip(claims, told, strict=True):
            assert text == words.said(claim), claim


def test_figures_are_written_alike(module):
    draw = random.Random(2)
    figures = [
        make(draw) for _ in range(2000) for make in (_share, _percent, _points, _number, _count)
    ]
    figures += [Percent(n / 2000, 1) for n in range(2001)] + [Percent(n / 800) for n in range(801)]
    figures += [draw.uniform(-1, 1) * 10 ** draw.randint(-8, 12) for _ in range(2000)]
    for language in ("en", "nl"):
        told = module.run(
            "(figures, language) => figures.map((figure) => explorer.said({ kind: 'it', values: "
            "{ figure } }, language, { it: { en: '{figure}', nl: '{figure}' } }))",
            [plain(each) for each in figures], language,
        )  # fmt: skip
        words = Words(language)
        assert [(a, b) for a, b in zip(figures, told, strict=True) if words.value(a) != b] == []
