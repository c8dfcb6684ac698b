"""Pictures of results: data in, ``f(result, ax=None) -> Axes``.

Imported only when used, since matplotlib and seaborn are slow to import.
"""

from mcda_ai.plots.bars import first_ranks, rank_acceptability
from mcda_ai.plots.heatmaps import preference_heatmap
from mcda_ai.plots.style import alternative_colours, legend_handles

__all__ = [
    "alternative_colours",
    "first_ranks",
    "legend_handles",
    "preference_heatmap",
    "rank_acceptability",
]
