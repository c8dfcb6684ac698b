"""No table in a shape that people use is read wrongly in silence."""

import pytest

from tests.fuzz.tables_people_make import READABLE, SHAPES
from tests.fuzz.tables_people_make.outcomes import DOUBT, FAULT, NEEDLESS, run

MANY = pytest.param(60 * len(SHAPES), marks=pytest.mark.long)


@pytest.mark.parametrize("tables", [2 * len(SHAPES), MANY])
def test_no_table_is_silently_read_wrong(tables):
    counts, wrong = run(SHAPES, tables)
    assert wrong == []
    for shape in READABLE:
        counted = counts[shape.__name__]
        assert counted[FAULT] == counted[DOUBT] == 0
        assert counted[NEEDLESS] <= tables // len(SHAPES) / 50  # a sum by accident
