"""Weights of criteria: fixed ones as people write them, and weight spaces to draw from.

A weight vector has one entry per criterion, at least 0, sum 1. A criterion that compares no
pair of alternatives has weight 0 and stands outside every rule here.

`Uniform`, `LayerFirst`, `Ordered`, `Bounded`, `Constrained`, `Around` and `Fixed` are the weight
spaces; ``a & b`` is what lies in both. `space` reads one from a line of text.
"""

from mcda_ai.weights.base import FlatSpace, Intersection, WeightSpace
from mcda_ai.weights.constrained import Bounded, Constrained
from mcda_ai.weights.drawing import (
    BLOCK_SIZE,
    MOST_DRAWS,
    RandomSource,
    as_generator,
    check_size,
)
from mcda_ai.weights.fixed import (
    WeightsLike,
    by_name,
    equal,
    layer_equal,
    parse,
    resolve,
)
from mcda_ai.weights.importance_orders import Ordered
from mcda_ai.weights.inequalities import Inequality
from mcda_ai.weights.named import WeightedCriteria
from mcda_ai.weights.pairs import from_pairs
from mcda_ai.weights.points import from_points, from_swings
from mcda_ai.weights.polytope import Limit, Polytope
from mcda_ai.weights.rank_order import from_order
from mcda_ai.weights.sampling import Sampling, effective_sample_size
from mcda_ai.weights.space_from_text import (
    RESERVED_NAMES,
    SpaceLike,
    default_space,
    space,
    space_on,
)
from mcda_ai.weights.spaces import Around, Fixed, LayerFirst, Uniform
from mcda_ai.weights.stated import StatedWeights
from mcda_ai.weights.stated_text import stated

__all__ = [
    "BLOCK_SIZE",
    "MOST_DRAWS",
    "RESERVED_NAMES",
    "Around",
    "Bounded",
    "Constrained",
    "Fixed",
    "FlatSpace",
    "Inequality",
    "Intersection",
    "LayerFirst",
    "Limit",
    "Ordered",
    "Polytope",
    "RandomSource",
    "Sampling",
    "SpaceLike",
    "StatedWeights",
    "Uniform",
    "WeightSpace",
    "WeightedCriteria",
    "WeightsLike",
    "as_generator",
    "by_name",
    "check_size",
    "default_space",
    "effective_sample_size",
    "equal",
    "from_order",
    "from_pairs",
    "from_points",
    "from_swings",
    "layer_equal",
    "parse",
    "resolve",
    "space",
    "space_on",
    "stated",
]
