"""No table in a shape that people use is read wrongly in silence."""

from collections import Counter

import pytest

from tests.fuzz.tables_people_make import AS_MEANT, READABLE, SHAPES, run


@pytest.mark.parametrize("tables", [2 * len(SHAPES), pytest.param(60 * len(SHAPES),
                                                                  marks=pytest.mark.long)])  # fmt: skip
def test_no_table_is_silently_read_wrong(tables):
    counts, wrong = run(tables)
    assert wrong == []
    for shape in READABLE:
        assert counts[shape.__name__] == Counter({AS_MEANT: tables // len(SHAPES)})
