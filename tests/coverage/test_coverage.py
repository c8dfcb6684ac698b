"""A small run of what docs/exact-and-certified.md records of a large one."""

import pytest

from tests.coverage import of_majorities
from tests.coverage.cases import case


def tried(numbers):
    cases = [case(number) for number in numbers]
    assert [number for number, each in zip(numbers, cases, strict=True) if each.untrue] == []
    assert sum(each.exact for each in cases) > 0
    assert sum(each.certified for each in cases) > 0
    return cases


def test_what_is_exact_or_certified_holds_the_truth():
    tried(range(3000, 3016))


@pytest.mark.long
def test_what_is_exact_or_certified_holds_the_truth_of_many():
    cases = tried(range(4000, 4200))
    assert sum(each.drawn_missed for each in cases) <= 20  # 5 % of them, and what chance adds


def test_what_majorities_tell_holds_a_run():
    cases = [of_majorities.case(number, size=20_000) for number in range(3000, 3016)]
    assert sum(each.untrue for each in cases) == 0
    assert sum(each.exact for each in cases) > 0
    assert sum(each.certified for each in cases) > 0


@pytest.mark.long
def test_what_majorities_tell_holds_long_runs_of_many():
    assert sum(of_majorities.case(number).untrue for number in range(4000, 4150)) == 0
