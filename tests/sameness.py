"""What "the same" means for results: types, values, gaps, indexes, kinds of numbers and names."""

import math
from dataclasses import fields, is_dataclass

import numpy as np
import pandas as pd

import mcda_ai as mcda
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import WeightSpace


def assert_same(one, other):
    """Compare two values, and all that they hold, one by one."""
    if isinstance(one, pd.DataFrame | pd.Series):
        assert_same_table(one, other)
    elif isinstance(one, DecisionProblem | WeightSpace):
        assert one == other
        assert repr(one) == repr(other)
    elif isinstance(one, mcda.Method):
        assert one is other
    elif is_dataclass(one):
        assert type(one) is type(other)
        assert_same_items(
            {field.name: getattr(one, field.name) for field in fields(one)},
            {field.name: getattr(other, field.name) for field in fields(one)},
        )
    elif hasattr(one, "items"):
        assert_same_items(one, other)
    elif isinstance(one, list | tuple):
        assert type(one) is type(other)
        assert_same_items(dict(enumerate(one)), dict(enumerate(other)))
    else:
        assert_same_value(one.item() if isinstance(one, np.generic) else one, other)


def assert_same_items(one, other):
    assert list(one) == list(other)
    for name in one:
        assert_same(one[name], other[name])


def assert_same_table(one, other):
    if isinstance(one, pd.Series):
        pd.testing.assert_series_equal(one, other, check_exact=True, check_index_type="exact")
        return
    pd.testing.assert_frame_equal(
        one, other, check_exact=True, check_index_type="exact", check_column_type="exact"
    )
    assert type(one.columns) is type(other.columns)


def assert_same_value(one, other):
    assert type(one) is type(other)
    assert one == other or (math.isnan(one) and math.isnan(other))
