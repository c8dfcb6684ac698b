"""What an argument is meant for, from the documentation and not from the checks.

A value that is taken although it means nothing there is a failure, like a bare error.
"""

import os

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.messages.result import ShownResult
from mcda_ai.weights import WeightSpace
from tests.calls import objects as o

METHODS = set(mcda.methods.names())
CRITERIA, LAYERS = o.PROBLEM.criterion_names, o.PROBLEM.layer_names
SCORED = ("cost", "reach", "trust")


def is_text(value):
    return isinstance(value, str)


def is_whole(value, least=0):
    return isinstance(value, int | np.integer) and not isinstance(value, bool) and value >= least


def is_number(value):
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)


def is_weight(value):
    return is_number(value) and 0 <= value < float("inf")


def is_list(value):
    return isinstance(value, list | tuple)


def is_names(value):
    in_a_row = is_list(value) or getattr(value, "ndim", 0) == 1
    return in_a_row and all(map(is_text, value))


def one_of(*names):
    return lambda value: is_text(value) and value in names


def either(*tests):
    return lambda value: any(test(value) for test in tests)


def nothing(value):
    return value is None


def anything(value):
    return True


def a(*classes):
    return lambda value: isinstance(value, classes)


def optional(test):
    return either(nothing, test)


def is_flag(value):
    return isinstance(value, bool | np.bool_)


def is_seed(value):
    return (
        value is None
        or is_whole(value)
        or isinstance(value, np.random.Generator | np.random.SeedSequence | np.random.BitGenerator)
    )


def is_size(value):
    return is_whole(value, 1) or one_of("auto", "exact")(value)


def is_method(value):
    return callable(value) or (is_text(value) and value in METHODS)


def is_options(value):
    if not isinstance(value, dict):
        return value is None
    values = ("abstain", "best", "worst")
    return all(key == "unscored" and is_text(each) and each in values
               for key, each in value.items())  # fmt: skip


def is_named_weights(value, names=None):
    if isinstance(value, pd.Series):
        value = value.to_dict()
    if not isinstance(value, dict) or not all(map(is_weight, value.values())):
        return False
    of_criteria = set(SCORED) <= set(value) <= set(CRITERIA)
    return (of_criteria or set(value) == set(LAYERS)) and any(value.values())


def is_row(value):
    if isinstance(value, np.ma.MaskedArray | pd.Series):
        return False
    if isinstance(value, np.ndarray):
        return value.shape == (4,) and value.dtype.kind in "iuf"
    return isinstance(value, list | tuple) and len(value) == 4 and all(map(is_weight, value))


is_weights = either(nothing, one_of("equal", "layer-equal", "town", "county"), is_named_weights,
                    is_row)  # fmt: skip


def is_space_of(value):
    return value is None or isinstance(value, WeightSpace) or one_of(
        "uniform", "equal", "town", "cost >= reach")(value)  # fmt: skip


def is_path(value):
    return isinstance(value, str | os.PathLike)


def is_labels(value):
    return value is None or (
        isinstance(value, dict) and all(is_text(t) for pair in value.items() for t in pair)
    )


def a_dict_of(test):
    return lambda value: isinstance(value, dict) and bool(value) and all(map(test, value.values()))


a_problem = a(mcda.DecisionProblem)
MEANINGS = {
    "problem": a_problem, "before": a_problem, "after": a_problem, "criteria": a_problem,
    "method": is_method, "weights": is_weights, "options": is_options,
    "language": one_of("en", "nl"), "size": is_size, "rng": is_seed, "force": is_flag,
    "path": is_path, "folder": is_path,
    "ax": optional(a(Axes)), "labels": is_labels, "progress": optional(callable),
    "result": a(ShownResult), "answer": a(report.Answer), "most_bytes": optional(is_whole),
    "name": is_text,
}  # fmt: skip
