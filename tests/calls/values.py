"""What people pass by mistake: other types, shapes, values, and results of another problem."""

import datetime
import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd

import mcda_ai as mcda
from mcda_ai import weights
from mcda_ai.messages.label import Label
from tests.calls import objects as o


class Odd:
    """An object that nothing is known of; as a function, one that is asked anything."""

    def __init__(self, *_):
        pass


ODD = [
    None, True, False, np.True_, 0, 1, 2, 3, -1, 10**40, -(10**30), 2.5, 0.5, math.nan, math.inf,
    -math.inf, 1e308, 1 + 2j, Decimal("1.5"), Fraction(1, 3), np.int64(3), np.float64(0.5), "",
    " ", "A", "B", "cost", "means", "borda", "kemeny", "town", "first", "later", "nonsense", "X",
    "noise", "equal", "uniform", "cost >= reach", "en", "nl", "Nl", "auto", "worst", "html",
    "A > B", "1", "1_000", "\x00", "\u202e12", "\N{FULLWIDTH DIGIT ONE}", "é" * 100, "a\nb", b"A",
    bytearray(b"A"), Path("x"), Path(), Path("x.md"), [], [1, 2], ["A"], ["A", "A"],
    ["cost", "reach"], ["A", 1], [None], [[]], [["A"], ["B"]], ["borda"], ["borda", "kemeny"],
    [1, 2, 3, 4], [1.0, 2.0, math.nan, 4.0], (), ("A",), ("layer", "means"), ("a", "b", "c"), {},
    {"A": 1}, {"A": "B"}, {1: 2}, {"cost": 1}, {"cost": "x"}, {"cost": math.nan}, {"cost": -1},
    {"cost": 1, "reach": 1, "trust": 1}, {"cost": True, "reach": 1, "trust": 1},
    {"cost": 10**400, "reach": 1, "trust": 1}, {"cost": "A > B > C"}, {"means": 1, "noise": 1},
    {"x": ["means"], "y": ["ends"], "z": ["use"]}, {"x": 1, "y": 2, "z": 3}, {None: None},
    {"unscored": "worst"}, {"unscored": "nonsense"}, {"unscored": []}, {"nonsense": 1},
    {"flat": None}, {(): 1}, set(), {"A"}, {1, 2}, frozenset(["A", "B"]), range(3), range(10**12),
    iter([1]), (x for x in "AB"), object(), Odd, Odd(), lambda *_: None,
    lambda view, weights: weights, lambda *_: Odd(), ..., NotImplemented, slice(1),
    datetime.date(2024, 11, 29), np.array(1.0), np.array([]), np.array([1.0, 2, 3, 4]),
    np.array([[1.0, 2], [3, 4]]), np.array(["A", "B"]), np.array([True, False, True, True]),
    np.array([None, "A"], dtype=object), np.array([1, 1, 1, 1j]), np.zeros((0, 4)),
    np.ma.array([1.0, 9, 1, 1], mask=[0, 1, 0, 0]), np.ma.masked,
    pd.Series({"trust": 1, "reach": 3, "cost": 2, "space": 0}), pd.Series([1, 2, 3, 4]),
    pd.Series([], dtype=float), pd.Series({"A": 1, "B": 2}), pd.DataFrame(),
    pd.DataFrame({"A": [1, 2], "B": [2, 1]}), pd.DataFrame([["x", None]], index=["A"]),
    pd.Index(["A"]), pd.NA, pd.NaT, np.random.default_rng(1), np.random.RandomState(1),
    np.random.SeedSequence(3), Label(en="A"), mcda.WeakOrder.parse("A > B"), weights.Uniform(),
    weights.Fixed("equal"), weights.Ordered("cost > reach"),
    weights.Fixed({"noise": 1, "light": 1}), o.PROBLEM, o.OTHER, o.BORDA, *o.RESULTS, o.PARTIAL,
    o.OTHER_ROBUSTNESS, {"flat": o.ROBUSTNESS}, {"flat": o.RANKING}, {1: o.ROBUSTNESS},
    {"A": 1, 2: 3}, {"A": ["low"]}, {"A": "low", "B": 3}, {"A": [1, "low"]}, ["low", None],
    [np.array(1.0)], {"one": o.ROBUSTNESS, "other": o.OTHER_ROBUSTNESS}, o.QUESTIONS.questions,
]  # fmt: skip
"""Each is passed as it is; what can be used up is made anew by who passes it on. The functions
among them take anything: what fails inside a function of the caller's is the caller's error."""
