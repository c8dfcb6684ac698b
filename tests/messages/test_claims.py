"""Claims as data, and phrases with their gaps filled."""

import re

import pytest

from mcda_ai.messages.claims import Claim, Percent, Points, Share, claims_of, plain
from mcda_ai.messages.phrases import parsed, phrase_of, texts_of
from mcda_ai.messages.rendering import FORMS
from mcda_ai.messages.wording import Words
from tests.claims import OF_INPUTS, OF_THE_PAGE, gaps_of, phrase_files


def said(text, language="en", labels=None, **values):
    """Say a phrase that stands in no file."""
    return Words(language, labels)._filled(parsed(text), values)


@pytest.mark.parametrize(
    ("text", "values", "told"),
    [
        ("{who} leads", {"who": "A"}, "Anna leads"),
        ("{who}", {"who": ("A", "B", "C")}, "Anna, B and C"),
        ("{who:or}", {"who": ("A", "B", "C")}, "Anna, B or C"),
        ("{who:list}; {who:text}", {"who": ("A", "B")}, "Anna, B; A, B"),
        ("{order:order}", {"order": (("B",), ("A", "C"))}, "B > Anna = C"),
        ("{n} {n#option|options}", {"n": 1}, "1 option"),
        ("{n} {n#option|options}", {"n": 1200}, "1,200 options"),
        ("{who#leads|lead}", {"who": ("A", "B")}, "lead"),
        ("{who?{who} first|nobody first}", {"who": ()}, "nobody first"),
        ("{who?{who} first|nobody first}", {"who": ("B",)}, "B first"),
        ("lead{within? within}", {"within": False}, "lead"),
        ("{sort=layer:the {n#layer|layers}|criterion:it}", {"sort": "layer", "n": 2}, "the layers"),
        ("{a} {b}", {"a": Share(0.25, 1000), "b": Share(1.0)}, "25 % ± 1 100 % (exact)"),
        ("{a} {b}", {"a": Percent(0.399), "b": Percent(0.9999, 1)}, "40 % > 99.9 %"),
        ("{points} points", {"points": Points(0.01)}, "< 0.1 points"),
        ("{sure:stated}", {"sure": 0.95}, "95 %"),
    ],
)
def test_a_gap_is_filled_as_its_sign_says(text, values, told):
    assert said(text, labels={"A": "Anna"}, **values) == told.replace("25 % ± 1 ", "25.0 % ± 1.4 ")


def test_a_claim_within_a_claim_is_said():
    ahead = claims_of("messages.examples")("ahead", one="A", other="B")
    assert said("{a}, so {a:semicolons}", "nl", a=ahead) == "A staat boven B, so A staat boven B"


def test_names_are_put_in_and_never_read():
    assert said("{who}", who="{n#one|two}") == "{n#one|two}"


@pytest.mark.parametrize("text", ["{who", "{!}", "{a {b}", "{}"])
def test_a_phrase_that_is_not_well_formed_is_refused(text):
    with pytest.raises(ValueError, match="phrase"):
        parsed(text)


def test_a_claim_is_plain_data():
    claim = claims_of("messages.examples")("ahead", "drawn", one="A", other="B", n=3)
    assert claim.subjects == {"one": "A", "other": "B"}
    assert claim.numbers == {"n": 3}
    assert claim.to_dict() == {
        "kind": "messages.examples.ahead",
        "values": {"one": "A", "other": "B", "n": 3},
        "certainty": "drawn",
        "quantifier": "every",
        "circumstances": {},
    }
    nested = plain((claim, Points(2.0), Percent(0.5, 1)))
    assert nested[0] == {"kind": claim.kind, "values": claim.to_dict()["values"]}
    assert nested[1:] == [{"points": 2.0}, {"percent": 0.5, "decimals": 1}]


@pytest.mark.parametrize("subject", phrase_files())
def test_the_phrases_of_a_file_are_well_formed_in_both_languages(subject):
    for kind, entry in texts_of(subject).items():
        assert set(entry) <= {"en", "nl", "quantifier"}, kind
        phrase = phrase_of(f"{subject}.{kind}")
        english, dutch = (list(gaps_of(each)) for each in (phrase.en, phrase.nl))
        assert {gap.name for gap in english} == {gap.name for gap in dutch}, kind
        assert all(not gap.form or gap.form in FORMS for gap in (*english, *dutch)), kind
        # Numbers of a claim are values of it, never typed into its text; "0 or more" of a fault is.
        if subject.endswith(OF_INPUTS) and subject not in OF_THE_PAGE:
            continue
        assert not re.search(r"\d", re.sub(r"\{[^{}]*\}", "", entry["en"])), kind


def test_a_kind_without_a_phrase_is_an_error():
    with pytest.raises(KeyError):
        Words().said(Claim("messages.examples.none"))


def test_a_claim_that_begins_with_a_name_is_known_by_its_phrase():
    begins = Words().begins_with_name
    assert begins(Claim("messages.examples.ahead", {"one": "a", "other": "b"}))
    assert begins(Claim("sensitivity.smaa.first", {"who": "a", "share": Share(1.0)}))
    shared = Claim("sensitivity.smaa.shared leads")
    assert not begins(shared)
    version = {"sort": "scenario", "name": "dear", "who": ("a",)}
    assert not begins(Claim("sensitivity.stability.version", version))
