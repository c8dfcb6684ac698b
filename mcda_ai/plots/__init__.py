"""Pictures of results: data in, ``f(result, ax=None) -> Axes``.

Imported only when used, since matplotlib and seaborn are slow to import.
"""

import mcda_ai.plots.backend  # noqa: F401  (before matplotlib)
from mcda_ai.plots.bars import first_ranks, pairwise_support, rank_acceptability
from mcda_ai.plots.central import central_weights
from mcda_ai.plots.changes import left_out, weight_flips
from mcda_ai.plots.decisions import attribution, entropy
from mcda_ai.plots.equal_rankings import redundancy
from mcda_ai.plots.errors import reliability
from mcda_ai.plots.evidence import appraisal_table
from mcda_ai.plots.graphs import margin_graph
from mcda_ai.plots.heatmaps import method_agreement, preference_heatmap
from mcda_ai.plots.partial_orders import partial_order
from mcda_ai.plots.reasons import contributions
from mcda_ai.plots.regions import leader_regions
from mcda_ai.plots.style import alternative_colours, legend_handles
from mcda_ai.plots.theory_of_change import chain
from mcda_ai.plots.weight_bars import weight_sets
from mcda_ai.plots.weight_lines import stability_intervals, walking_weights

__all__ = [
    "alternative_colours",
    "appraisal_table",
    "attribution",
    "central_weights",
    "chain",
    "contributions",
    "entropy",
    "first_ranks",
    "leader_regions",
    "left_out",
    "legend_handles",
    "margin_graph",
    "method_agreement",
    "pairwise_support",
    "partial_order",
    "preference_heatmap",
    "rank_acceptability",
    "redundancy",
    "reliability",
    "stability_intervals",
    "walking_weights",
    "weight_flips",
    "weight_sets",
]
