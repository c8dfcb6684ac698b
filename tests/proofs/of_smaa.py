"""Proofs of what is said of shares of all weightings."""

import numpy as np
from scipy.optimize import linprog

import mcda_ai as mcda
from tests.proofs import makes, proves
from tests.proofs.plain import borda_of_criteria, drawn_weights


@makes("robustness")
def robustness(problem, draw):
    space = draw.choice([mcda.weights.Uniform(), mcda.weights.LayerFirst()])
    return mcda.robustness(problem, "borda", space, size=draw.choice(["auto", 400]), rng=1)


def is_flat(result):
    return result.provenance.space == "Uniform()"


@proves("sensitivity.smaa.first")
def first(claim, result, problem):
    """Draw again: the share lies within five errors; 0 and 1 are decided by a linear programme."""
    share = claim.values["share"]
    scores = borda_of_criteria(problem)
    who = problem.alternative_names.index(claim.values["who"])
    weights = drawn_weights(problem, is_flat(result), 20_000)
    totals = weights @ scores
    seen = float((totals.max(axis=1) <= totals[:, who] + 1e-9).mean())
    if share.size == 0 and share.value in (0.0, 1.0):
        return seen == share.value
    if share.size == 0 and never_or_always(scores, who):
        return False  # a share that is 0 or 1 for certain has to be said to be so
    size = min(share.size or 20_000, 20_000)
    error = np.sqrt(max(seen * (1 - seen), 10 / size) / size)
    return abs(seen - share.value) <= 5 * error


def never_or_always(scores, who):
    """Tell by linear programmes whether an option is behind another, or level or ahead, surely."""
    leads = scores[:, [who]] - scores
    n, m = leads.shape
    if (leads.min(axis=0) >= -1e-12).all():
        return True
    rivals = [j for j in range(m) if np.abs(leads[:, j]).max() > 1e-12]
    rows = np.column_stack([-leads[:, rivals].T, np.ones(len(rivals))])
    best = linprog(
        np.append(np.zeros(n), -1.0), A_ub=rows, b_ub=np.zeros(len(rivals)),
        A_eq=[[*np.ones(n), 0.0]], b_eq=[1.0], bounds=[(0, None)] * n + [(None, None)],
    )  # fmt: skip
    return -best.fun <= 1e-12


@proves("sensitivity.smaa.shared leads")
def shared_leads(claim, result, problem):
    """Drawn again, there are weightings under which several are first."""
    if isinstance(result, mcda.Attribution):
        return result.summary.loc[[f"{name} leads" for name in problem.alternative_names],
                                  "mean"].sum() > 1  # fmt: skip
    totals = drawn_weights(problem, is_flat(result), 2000) @ borda_of_criteria(problem)
    together = totals >= totals.max(axis=1, keepdims=True) - 1e-9
    return bool((together.sum(axis=1) > 1).any())
