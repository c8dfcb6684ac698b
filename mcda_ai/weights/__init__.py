"""Weights of criteria: fixed ones as people write them, and weight spaces to draw from.

A weight vector has one entry per criterion, at least 0, sum 1. A criterion that compares no
pair of alternatives has weight 0 and stands outside every rule here.
"""

from mcda_ai.weights.fixed import (
    WeightedCriteria,
    WeightsLike,
    by_name,
    equal,
    layer_equal,
    parse,
    resolve,
)
from mcda_ai.weights.spaces import (
    BLOCK_SIZE,
    LayerFirst,
    Ordered,
    RandomSource,
    Uniform,
    WeightSpace,
    as_generator,
    check_size,
    draw_blocks,
    space,
)

__all__ = [
    "BLOCK_SIZE",
    "LayerFirst",
    "Ordered",
    "RandomSource",
    "Uniform",
    "WeightSpace",
    "WeightedCriteria",
    "WeightsLike",
    "as_generator",
    "by_name",
    "check_size",
    "draw_blocks",
    "equal",
    "layer_equal",
    "parse",
    "resolve",
    "space",
]
