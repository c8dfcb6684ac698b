"""What is wrong or suspect in a problem, in Dutch; in English the tests beside this one have it."""

from dataclasses import replace

import pytest

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.problem.evidence import Alternative, WeightSet
from mcda_ai.problem.plausibility import suspicions

SITE = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A > B"}, name="site")


def told_of(make):
    with pytest.raises(ProblemError) as caught:
        make()
    return [fault.in_words("nl") for fault in caught.value.faults]


def test_parts_that_do_not_fit_are_told_in_dutch():
    criteria = tuple(replace(each, layer="imput") for each in SITE.criteria[:1])
    assert told_of(lambda: replace(SITE, criteria=criteria + SITE.criteria[1:])) == [
        "site: criterium ‘cost’: laag ‘imput’ is onbekend; toegestaan: criteria"
    ]
    assert told_of(lambda: replace(SITE, alternatives=(Alternative("A"),) * 2))[:2] == [
        "site: optie ‘A’ komt 2 keer voor; namen moeten verschillen",
        "site: lezing ‘given’, criterium ‘cost’: optie ‘B’ is onbekend; toegestaan: A",
    ]
    assert told_of(lambda: SITE.without("A", "B")) == [
        "site: 1 optie (C); er zijn er ten minste 2 nodig"
    ]


def test_what_is_wrong_with_rankings_is_told_in_dutch():
    layers = {"input": ["cost", "reach"], "rules": ["cost"]}
    assert told_of(lambda: mcda.from_rankings({"cost": "A > B", "law": None}, layers=layers)) == [
        "laag ‘input’: criterium ‘reach’ is onbekend; toegestaan: cost, law",
        "criterium ‘cost’ staat in de lagen ‘input’ en ‘rules’; toegestaan: één laag",
        "criterium ‘law’ staat in geen enkele laag; toegestaan: input, rules",
    ]


def test_what_is_suspect_is_told_in_dutch():
    problem = mcda.from_rankings(
        {"cost": "A > B", "price": "A > B", "trust": None, "law": "A = B"},
        alternatives=["A", "B", "C"],
        weights={"cost": 2, "price": 2, "law": 0},
        weight_sets={"staff": {"cost": 50, "price": 50, "law": 0}},
    )
    labels = {"A": Label.same("same"), "B": Label.same("Same"), "C": Label()}
    named = tuple(replace(each, label=labels[each.name]) for each in problem.alternatives)
    assert [each.in_words("nl") for each in suspicions(replace(problem, alternatives=named))] == [
        "optie ‘C’: niemand geeft deze optie een rang",
        "criterium ‘trust’: niemand heeft het gescoord; het telt niet mee",
        "criterium ‘law’: ‘A’ en ‘B’ staan hierop gelijk, ‘C’ is niet gescoord; het beslist niets",
        (
            "laag ‘criteria’: ‘cost’ en ‘price’ geven dezelfde volgorde, A > B; telt hier iets "
            "dubbel?"
        ),
        "opties ‘A’ en ‘B’ hebben hetzelfde label ‘Same’",
        (
            "de eigen gewichten en de gewichtenset ‘staff’ tellen op tot 4 en 100, niet tot 1; elk "
            "gewicht wordt gedeeld door de som"
        ),
    ]


def test_weights_of_nothing_in_a_weight_set_are_told_of_that_set():
    """The kind of what is unknown was once said before the name of the set."""
    with pytest.raises(ProblemError) as caught:
        replace(SITE, weight_sets=(WeightSet("staff", (("csot", 1),)),))
    (fault,) = caught.value.faults
    assert fault == (
        "site: weight set 'staff': unknown criterion or layer 'csot'; did you mean 'cost'? "
        "allowed: cost, reach, criteria"
    )
    assert fault.place == ("weight_sets", 0, "weights", "csot")
