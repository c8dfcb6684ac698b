"""Methods of the pymcdm package, made safe for rankings, under names such as ``pymcdm:topsis``.

pymcdm works on numbers, so ranks are coded as numbers: worst = 1 up to best = m, ties averaged.
Distances between them are an assumption. Only methods that pass the admission checks on such
data are here (`REFUSED` says which do not, and why): a dominated alternative never comes out
ahead, relabelling the alternatives relabels the result, a criterion that ties all alternatives
changes nothing, and every result is a finite number.
"""

from __future__ import annotations

import importlib
import warnings
from typing import Any

import numpy as np

from mcda_ai.contract import Method, View
from mcda_ai.faults import ProblemError
from mcda_ai.ranking import FloatArray
from mcda_ai.registry import method

REFUSED = {
    "pymcdm:aroman": "rewards costs (pymcdm 1.4.0)",
    "pymcdm:balancedspotis": "needs bounds and an expected solution, which rankings do not give",
    "pymcdm:cocoso": "gives no number when one alternative is worst everywhere",
    "pymcdm:comet": "needs characteristic objects; their number explodes with the criteria",
    "pymcdm:copras": "needs a cost criterion, and rewards costs (pymcdm 1.4.0)",
    "pymcdm:ervd": "needs a reference point, which rankings do not give",
    "pymcdm:lopm": "its ranking is inverted (pymcdm 1.4.0)",
    "pymcdm:moora": "needs a cost criterion",
    "pymcdm:probid": "can put a dominated alternative ahead",
    "pymcdm:promethee_ii": "is the built-in promethee2",
    "pymcdm:rafsi": "needs ideal and anti-ideal values, which rankings do not give",
    "pymcdm:rim": "needs bounds and a reference ideal, which rankings do not give",
    "pymcdm:spotis": "needs bounds, which rankings do not give",
    "pymcdm:sprobid": "depends on the order of the alternatives, and can put a dominated one ahead",
    "pymcdm:vikor": "gives no number where all have the same greatest regret (equal weights)",
    "pymcdm:wsm": "is the built-in borda by another scale",
}


def _adapt(class_name: str, label: str, reference: str, *, lower_is_better: bool = False) -> Method:
    """Make a method of a pymcdm class."""
    name = class_name.lower()

    def adapted(view: View, weights: FloatArray, *, unscored: str = "refuse") -> FloatArray:
        values = _coded(view, unscored, f"pymcdm:{name}")
        rows = weights.reshape(-1, weights.shape[-1])
        scores = np.array([_scores(class_name, values, row) for row in rows])
        scores = -scores if lower_is_better else scores
        return scores.reshape((*weights.shape[:-1], view.n_alternatives))

    adapted.__name__ = name
    adapted.__doc__ = f"""Rank by {label} of pymcdm, on ranks coded as numbers.

    Worst = 1 up to best = m, ties averaged; the distances are an assumption. A criterion that
    ties all alternatives, or has no weight, is left out. Takes one weighting at a time, so large
    samples are slow. {
        "Scores are minus those of pymcdm, for which lower is better."
        if lower_is_better
        else "Higher scores are better."
    } An unscored cell is
    refused unless the option `unscored` says "best" or "worst".
    """
    return method(
        label=f"{label} (pymcdm)",
        family="value",
        needs={"ranks", "weights"},
        name=f"pymcdm:{name}",
        options={"unscored": ("refuse", "best", "worst")},
        references=(
            reference,
            (
                "Kizielewicz, B., Shekhovtsov, A., Sałabun, W. (2023). pymcdm: the universal "
                "library for solving multi-criteria decision-making problems. SoftwareX 22, 101368."
            ),
        ),
    )(adapted)


def _coded(view: View, unscored: str, name: str) -> FloatArray:
    """Ranks as numbers, best = m and worst = 1; shape (n_criteria, n_alternatives)."""
    missing = np.isnan(view.ranks)
    if unscored == "refuse" and missing.any():
        raise ProblemError(
            f"{name}: {int(missing.any(axis=1).sum())} criteria are only partly scored; "
            "allowed: unscored='best' or 'worst', which count a missing cell as best or worst"
        )
    m = view.n_alternatives
    return np.where(missing, m if unscored == "best" else 1.0, m + 1 - view.ranks)


def _scores(class_name: str, values: FloatArray, weights: FloatArray) -> FloatArray:
    """Scores of one weighting; 0 for all if no criterion with weight tells them apart."""
    telling = (weights > 0) & (np.ptp(values, axis=1) > 0)
    if not telling.any():
        return np.zeros(values.shape[1])
    used = weights[telling] / weights[telling].sum()
    # A fresh object for each call: some keep state from the last one.
    body: Any = getattr(importlib.import_module("pymcdm.methods"), class_name)()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dominance and of rounding in the sum of the weights
        return np.asarray(body(values[telling].T, used, np.ones(len(used))), dtype=np.float64)


aras = _adapt(
    "ARAS",
    "ARAS",
    "Zavadskas, E. K., Turskis, Z. (2010). A new additive ratio assessment (ARAS) method in "
    "multicriteria decision-making. Technological and Economic Development of Economy 16, 159-172.",
)
codas = _adapt(
    "CODAS",
    "CODAS",
    "Keshavarz Ghorabaee, M. et al. (2016). A new combinative distance-based assessment (CODAS) "
    "method. Economic Computation and Economic Cybernetics Studies and Research 50(3), 25-44.",
)
edas = _adapt(
    "EDAS",
    "EDAS",
    "Keshavarz Ghorabaee, M. et al. (2015). Multi-criteria inventory classification using a new "
    "method of evaluation based on distance from average solution. Informatica 26(3), 435-451.",
)
lmaw = _adapt(
    "LMAW",
    "LMAW",
    "Pamučar, D. et al. (2021). A new logarithm methodology of additive weights (LMAW). "
    "Facta Universitatis, Mechanical Engineering 19(3), 361-380.",
)
mabac = _adapt(
    "MABAC",
    "MABAC",
    "Pamučar, D., Ćirović, G. (2015). The selection of transport and handling resources in "
    "logistics centers using MABAC. Expert Systems with Applications 42(6), 3016-3028.",
)
mairca = _adapt(
    "MAIRCA",
    "MAIRCA",
    "Gigović, L. et al. (2016). The combination of expert judgment and GIS-MAIRCA analysis. "
    "Sustainability 8(4), 372.",
    lower_is_better=True,
)
marcos = _adapt(
    "MARCOS",
    "MARCOS",
    "Stević, Ž. et al. (2020). Sustainable supplier selection in healthcare industries using "
    "MARCOS. Computers & Industrial Engineering 140, 106231.",
)
ocra = _adapt(
    "OCRA",
    "OCRA",
    "Parkan, C. (1994). Operational competitiveness ratings of production units. "
    "Managerial and Decision Economics 15(3), 201-221.",
)
ram = _adapt(
    "RAM",
    "RAM",
    "Sotoudeh-Anvari, A. (2023). Root assessment method (RAM): a novel multi-criteria decision "
    "making method. Journal of Cleaner Production 423, 138695.",
)
topsis = _adapt(
    "TOPSIS",
    "TOPSIS",
    "Hwang, C.-L., Yoon, K. (1981). Multiple Attribute Decision Making. Springer.",
)
waspas = _adapt(
    "WASPAS",
    "WASPAS",
    "Zavadskas, E. K. et al. (2012). Optimization of weighted aggregated sum product assessment. "
    "Elektronika ir Elektrotechnika 122(6), 3-6.",
)
wpm = _adapt(
    "WPM",
    "Weighted product",
    "Bridgman, P. W. (1922). Dimensional Analysis. Yale University Press.",
)
