"""Methods of the pymcdm package, made safe for rankings, under names such as ``pymcdm:topsis``.

pymcdm works on numbers, so ranks are coded as numbers: worst = 1 up to best = m, ties averaged.
Distances between them are an assumption. Only methods that pass the admission checks on such
data are here (`REFUSED` says which do not, and why): a dominated alternative never comes out
ahead, relabelling the alternatives relabels the result, a criterion that ties all alternatives
changes nothing, and every result is a finite number. Their formulas are written out here, in
`mcda_ai.algorithms.cardinal_formulas`, and tested to give what pymcdm gives: it takes one
weighting at a time, half a millisecond each.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from mcda_ai.algorithms import cardinal_formulas as formulas
from mcda_ai.algorithms.cardinal_formulas import Formula, scores_over
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, find_name, shown
from mcda_ai.methods.contract import Method
from mcda_ai.methods.refusals import needs_ranks
from mcda_ai.methods.registry import method
from mcda_ai.methods.view import View
from mcda_ai.orders.weak_order import FloatArray, as_real
from mcda_ai.problem.completions import with_gaps
from mcda_ai.problem.decision_problem import DecisionProblem

_fault = faults_of("methods")
REFUSED: dict[str, Fault] = {
    "pymcdm:aroman": _fault("rewards costs", version="1.4.0"),
    "pymcdm:balancedspotis": _fault("needs an expected solution"),
    "pymcdm:cocoso": _fault("no number where one is worst"),
    "pymcdm:comet": _fault("needs characteristic objects"),
    "pymcdm:copras": _fault("needs a cost, and rewards costs", version="1.4.0"),
    "pymcdm:ervd": _fault("needs a reference point"),
    "pymcdm:lopm": _fault("inverted", version="1.4.0"),
    "pymcdm:moora": _fault("needs a cost"),
    "pymcdm:probid": _fault("puts dominated ahead"),
    "pymcdm:promethee_ii": _fault("the same as", method="promethee2"),
    "pymcdm:rafsi": _fault("needs ideal values"),
    "pymcdm:rim": _fault("needs a reference ideal"),
    "pymcdm:spotis": _fault("needs bounds"),
    "pymcdm:sprobid": _fault("hangs on the order, and puts dominated ahead"),
    "pymcdm:vikor": _fault("no number where regrets are equal"),
    "pymcdm:wsm": _fault("the same by another scale", method="borda"),
}
"""The methods of pymcdm that are not here, and why."""


_WITNESS = "3: A > B > C; 2: B > C > A"

WEIGHT_RULES = {
    "angle": "angle_weights",
    "critic": "critic_weights",
    "entropy": "entropy_weights",
    "gini": "gini_weights",
    "lopcow": "lopcow_weights",
    "merec": "merec_weights",
    "standard-deviation": "standard_deviation_weights",
    "variance": "variance_weights",
}
"""Rules of pymcdm for weights from the evidence itself. Its CILOS and IDOCRIW are not among them:
on rankings they give weights of the wrong number, or that depend on the order of the options."""

COEFFICIENTS = {
    "goodman-kruskal": "goodman_kruskal_gamma",
    "kendall": "kendall_tau",
    "rank-similarity": "rank_similarity_coef",
    "spearman": "spearman",
    "weighted-spearman": "weighted_spearman",
}
"""Coefficients of pymcdm between two rankings."""


@checks_arguments
def objective_weights(problem: DecisionProblem, rule: str = "entropy") -> pd.Series[float]:
    """Weight criteria by how far they set the alternatives apart, by a rule of pymcdm.

    Such weights say how much a criterion tells, not how much it matters: they describe the
    evidence and stand for nobody's judgement.

    Parameters
    ----------
    problem : DecisionProblem
        Without partly scored criteria. Ranks are coded as numbers, worst = 1 up to best = m, ties
        averaged; measured criteria too.
    rule : str
        One of `WEIGHT_RULES`.

    Returns
    -------
    Series by criterion
        Sum 1; 0 for a criterion that is unscored or ties all alternatives. It can be given as
        `weights` to every function that takes some.

    Raises
    ------
    ProblemError
        For an unknown rule, a partly scored criterion, a partial order, or where the rule gives no
        number.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> objective_weights(problem, "variance").round(3).to_dict()
    {'cost': 0.429, 'reach': 0.571}
    """
    name = find_name("weight rule", rule, list(WEIGHT_RULES))
    if problem.unrelated:
        raise ProblemError(needs_ranks(problem).within(_fault("of a rule", rule=name)))
    if with_gaps(problem).any():
        raise ProblemError(_fault("rule on partly scored criteria", rule=name))
    coded = len(problem.alternatives) + 1 - problem.ranks
    telling = problem.scored & ((coded != coded[:, :1]) & ~np.isnan(coded)).any(axis=1)
    found: Any = None
    if telling.any():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compute = getattr(importlib.import_module("pymcdm.weights"), WEIGHT_RULES[name])
            found = compute(coded[telling].T, types=np.ones(int(telling.sum())))
    if found is None or not np.isfinite(found).all():
        raise ProblemError(_fault("rule without a number", rule=name))
    weights = np.zeros(len(telling))
    weights[telling] = found
    return pd.Series(weights, index=list(problem.criterion_names), name="weight")


if TYPE_CHECKING:
    Ranks: TypeAlias = Mapping[str, float] | pd.Series[Any]
else:
    Ranks = Mapping | pd.Series


@checks_arguments
def rank_correlation(
    ranks: Ranks,
    reference: Ranks,
    coefficient: str = "weighted-spearman",
) -> float:
    """Correlate two rankings of the same alternatives, by a coefficient of pymcdm.

    Parameters
    ----------
    ranks, reference : mapping or Series of alternative to rank
        Rank 1 is best; such as `Ranking.ranks`.
    coefficient : str
        One of `COEFFICIENTS`. Only "kendall" and "goodman-kruskal" are made for ties.
        "rank-similarity" is not symmetric: it weighs differences by the place in `ranks`.

    Returns
    -------
    float
        NaN where a ranking ties all.

    Raises
    ------
    ProblemError
        For an unknown coefficient, or different alternatives.

    Examples
    --------
    >>> rank_correlation({"A": 1, "B": 2, "C": 3}, {"A": 2, "B": 1, "C": 3}, "rank-similarity")
    0.5
    """
    name = find_name("coefficient", coefficient, list(COEFFICIENTS))
    one, other = dict(ranks), dict(reference)
    if set(one) != set(other):
        of_one, of_other = (tuple(map(str, each)) for each in (one, other))
        raise ProblemError(_fault("rankings of others", one=of_one, other=of_other))
    values = [np.array([_finite(each[key], key) for key in one]) for each in (one, other)]
    if any(np.ptp(each) == 0 for each in values):
        return float("nan")
    compute = getattr(importlib.import_module("pymcdm.correlations"), COEFFICIENTS[name])
    return float(compute(*values))


def _finite(rank: object, name: object) -> float:
    number = as_real(rank)
    if number is None or not np.isfinite(number):
        raise ProblemError(_fault("rank no number", name=str(name), given=shown(rank)))
    return number


def _adapt(
    formula: Formula, label: str, reference: str, *, lower_is_better: bool = False
) -> Method:
    """Make a method of a formula that pymcdm has too."""
    name = formula.__name__

    def adapted(view: View, weights: FloatArray) -> FloatArray:
        return scores_over(formula, view.n_alternatives + 1 - view.ranks, weights)

    adapted.__name__ = name
    adapted.__doc__ = f"""Rank by {label} as pymcdm does, on ranks coded as numbers.

    Worst = 1 up to best = m, ties averaged, also where a criterion is measured: of its values only
    the order counts, so that a table of measurements can come out in another order than the
    method's authors find. The distances are an assumption. A criterion that
    ties all alternatives, or has no weight, is left out. {
        "Scores are minus those of pymcdm, for which lower is better,"
        if lower_is_better
        else "Scores are those of pymcdm, higher being better,"
    } but for rounding; they are computed here, for all weightings at once. An unscored cell is
    refused unless the option `unscored` says "best" or "worst".
    """
    return method(
        label=f"{label} (pymcdm)",
        family="value",
        needs={"ranks", "weights"},
        name=f"pymcdm:{name}",
        unscored="refuse",
        ties="tied alternatives get the mean of their numbers",
        cardinalises=True,
        compensation="by amount",
        violates=dict.fromkeys(
            ("condorcet winner", "independence of other alternatives"), _WITNESS
        ),
        references=(
            reference,
            (
                "Kizielewicz, B., Shekhovtsov, A., Sałabun, W. (2023). pymcdm: the universal "
                "library for solving multi-criteria decision-making problems. SoftwareX 22, 101368."
            ),
        ),
    )(adapted)


aras = _adapt(
    formulas.aras,
    "ARAS",
    "Zavadskas, E. K., Turskis, Z. (2010). A new additive ratio assessment (ARAS) method in "
    "multicriteria decision-making. Technological and Economic Development of Economy 16, 159-172.",
)
codas = _adapt(
    formulas.codas,
    "CODAS",
    "Keshavarz Ghorabaee, M. et al. (2016). A new combinative distance-based assessment (CODAS) "
    "method. Economic Computation and Economic Cybernetics Studies and Research 50(3), 25-44.",
)
edas = _adapt(
    formulas.edas,
    "EDAS",
    "Keshavarz Ghorabaee, M. et al. (2015). Multi-criteria inventory classification using a new "
    "method of evaluation based on distance from average solution. Informatica 26(3), 435-451.",
)
lmaw = _adapt(
    formulas.lmaw,
    "LMAW",
    "Pamučar, D. et al. (2021). A new logarithm methodology of additive weights (LMAW). "
    "Facta Universitatis, Mechanical Engineering 19(3), 361-380.",
)
mabac = _adapt(
    formulas.mabac,
    "MABAC",
    "Pamučar, D., Ćirović, G. (2015). The selection of transport and handling resources in "
    "logistics centers using MABAC. Expert Systems with Applications 42(6), 3016-3028.",
)
mairca = _adapt(
    formulas.mairca,
    "MAIRCA",
    "Gigović, L. et al. (2016). The combination of expert judgment and GIS-MAIRCA analysis. "
    "Sustainability 8(4), 372.",
    lower_is_better=True,
)
marcos = _adapt(
    formulas.marcos,
    "MARCOS",
    "Stević, Ž. et al. (2020). Sustainable supplier selection in healthcare industries using "
    "MARCOS. Computers & Industrial Engineering 140, 106231.",
)
ocra = _adapt(
    formulas.ocra,
    "OCRA",
    "Parkan, C. (1994). Operational competitiveness ratings of production units. "
    "Managerial and Decision Economics 15(3), 201-221.",
)
ram = _adapt(
    formulas.ram,
    "RAM",
    "Sotoudeh-Anvari, A. (2023). Root assessment method (RAM): a novel multi-criteria decision "
    "making method. Journal of Cleaner Production 423, 138695.",
)
topsis = _adapt(
    formulas.topsis,
    "TOPSIS",
    "Hwang, C.-L., Yoon, K. (1981). Multiple Attribute Decision Making. Springer.",
)
waspas = _adapt(
    formulas.waspas,
    "WASPAS",
    "Zavadskas, E. K. et al. (2012). Optimization of weighted aggregated sum product assessment. "
    "Elektronika ir Elektrotechnika 122(6), 3-6.",
)
wpm = _adapt(
    formulas.wpm,
    "Weighted product",
    "Bridgman, P. W. (1922). Dimensional Analysis. Yale University Press.",
)
