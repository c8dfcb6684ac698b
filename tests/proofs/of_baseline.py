"""Proofs of how options stand to the baseline: by definitions, draws and programmes of our own."""

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np

import mcda_ai as mcda
from mcda_ai.messages.baseline import MARK
from mcda_ai.messages.faults import ProblemError
from tests.proofs import makes, of_report, proves, proves_within
from tests.proofs.of_comparison import group_views
from tests.proofs.of_ranking import found_by_hand
from tests.proofs.of_requirements import Circumstances, random_required_problem
from tests.proofs.of_smaa import (
    ballots_of,
    conditions,
    is_share,
    leading,
    solved,
    spaces_of,
    weightings,
)
from tests.proofs.plain import borda_of_criteria, fixed_weights, ranks_of
from tests.proofs.plain_evidence import Evidence
from tests.proofs.plain_methods import METHODS

SIZE = 400
OF_ONE_WEIGHTING = ("borda", "dowdall", "promethee2", "copeland", "kemeny", "pareto", "condorcet",
                    "promethee1", "smith", "leximin")  # fmt: skip


def with_baseline(problem, draw):
    """Make an option the baseline; often one that leads, or that is often level or unscored."""
    names = list(problem.alternative_names)
    leaders = mcda.rank(problem, "borda", "equal").leaders
    return problem.with_baseline(draw.choice([*names, draw.choice(leaders)]))


@makes("baseline at fixed weights")
def at_fixed_weights(problem, draw):
    problem = with_baseline(problem, draw)
    made = [Circumstances(problem)]
    for name in draw.sample(OF_ONE_WEIGHTING, 5):
        try:
            made.append(mcda.rank(problem, name, draw.choice(["equal", "layer-equal"])))
        except ProblemError:  # it refuses unscored cells
            continue
    made.append(mcda.compare(problem, ["borda", "copeland", "condorcet", "pareto"], "equal"))
    return made


@makes("baseline with an option out")
def with_an_option_out(_, draw):
    """A requirement leaves out another option than the baseline."""
    problem = random_required_problem(draw)
    if problem.scales or len(problem.alternatives) < 2 or not np.isnan(problem.values).all():
        return []
    return [mcda.rank(problem.with_baseline(draw.choice(problem.alternative_names)), "borda")]


@makes("baseline over weightings")
def over_weightings(problem, draw):
    problem = with_baseline(problem, draw)
    method = draw.choice(["borda", "borda", "copeland", "condorcet"])
    space = draw.choice(spaces_of(problem))
    return mcda.robustness(problem, method, space, size=draw.choice(["auto", SIZE]), rng=1)


@makes("baseline of an election")
def of_an_election(problem, draw):
    counted = replace(problem, counts=True, own_weights=ballots_of(problem))
    problem = with_baseline(counted, draw)
    return mcda.robustness(problem, draw.choice(["borda", "copeland"]), size=SIZE, rng=1)


@makes("against the baseline")
def against(problem, draw):
    problem = with_baseline(problem, draw)
    return mcda.against_baseline(problem, "borda", draw.choice(["equal", "layer-equal"]),
                                 size=SIZE, within=draw.choice(["uniform", None]))  # fmt: skip


@makes("report with a baseline")
def in_a_report(problem, draw):
    """Say the same as without it, of the same draws, and how it stands."""
    spare = random.Random()
    spare.setstate(draw.getstate())
    return of_report.said(with_baseline(problem, spare), draw)


# --- which option it is --------------------------------------------------------------------------


@proves("messages.baseline.told")
def told(claim, result, _):
    """It is what the problem says, and all that this rests on."""
    answer = getattr(result, "answer", result)
    problem = getattr(answer, "problem", None)
    named = claim.values["who"]
    role = "baseline" if problem is None else next(
        each.role for each in problem.alternatives if each.name == named)  # fmt: skip
    return role == "baseline" and result.provenance.baseline == named


@proves("messages.baseline.legend")
def legend(claim, result, _):
    return claim.values == {"mark": MARK}


# --- one method, one weighting -------------------------------------------------------------------


def stand(found, name, baseline):
    """Tell how an option stands to the baseline by what a definition gives."""
    if found.chosen is not None:
        chosen = (name in found.chosen, baseline in found.chosen)
        return {(True, False): "better", (False, True): "worse"}.get(chosen, "not comparable")
    if found.relation is not None:
        said = {(True, False): "better", (False, True): "worse", (True, True): "level"}
        pair = (name, baseline)
        return said.get((pair in found.relation, pair[::-1] in found.relation), "not comparable")
    one, other = found.ranks[name], found.ranks[baseline]
    return "better" if one < other else "worse" if one > other else "level"


def _leaders(found):
    if found.chosen is not None:
        return list(found.chosen)
    return [name for name, rank in found.ranks.items() if rank == 1]


def by_definition(result):
    """Rank anew, in fractions, with the answer of whichever result this is."""
    return found_by_hand(getattr(result, "ranking", result))


@proves("methods.against_baseline.baseline leads")
def baseline_leads(claim, result, _):
    found, baseline = by_definition(result), claim.values["baseline"]
    following = [name for name, rank in found.ranks.items() if rank == 2]
    return _leaders(found) == [baseline] and list(claim.values["next"]) == following


@proves("methods.against_baseline.baseline shares")
def baseline_shares(claim, result, _):
    """These lead, and so does the baseline, to which they are level."""
    found, baseline = by_definition(result), claim.values["baseline"]
    leaders = _leaders(found)
    level = [name for name in leaders
             if name != baseline and stand(found, name, baseline) == "level"]  # fmt: skip
    return baseline in leaders and list(claim.values["others"]) == level


@proves("methods.against_baseline.not compared")
def not_compared(claim, result, _):
    found, baseline = by_definition(result), claim.values["baseline"]
    return list(claim.values["who"]) == [
        name for name in _leaders(found)
        if name != baseline and stand(found, name, baseline) == "not comparable"
    ]  # fmt: skip


@proves("methods.against_baseline.leads over")
def leads_over(claim, result, _):
    """These leaders are ahead of it; and with all weight on any one criterion, of some methods."""
    ranking = getattr(result, "ranking", result)
    found, baseline = by_definition(result), claim.values["baseline"]
    who = [name for name in _leaders(found) if stand(found, name, baseline) == "better"]
    if list(claim.values["who"]) != who:
        return False
    if not ranking.method.linear:
        return claim.values["always"] == "unknown"
    stands = {stand(each, name, baseline) for each in _by_one_criterion(ranking) for name in who}
    always = "worse" if "worse" in stands else "not worse" if "level" in stands else "better"
    return claim.values["always"] == always


def _by_one_criterion(ranking):
    """Rank by the definition with all weight on each criterion that compares two."""
    names = [criterion.name for criterion in ranking.problem.criteria]
    for name in Evidence(ranking.problem, dict.fromkeys(names, Fraction(1))).criteria:
        weights = {each: Fraction(int(each == name)) for each in names}
        yield METHODS[ranking.method.name](Evidence(ranking.problem, weights))


@proves("comparison.methods.above baseline")
def above_baseline(claim, result, problem):
    """Count the groups that put each option above it."""
    baseline, counts = claim.values["baseline"], {}
    views = [view for _, view in group_views(result, problem)]
    for name in problem.alternative_names:
        if name != baseline:
            counts[name] = sum(_is_above(orders, name, baseline) for orders, _ in views)
    told = {name: part.values["n"] for part in claim.values["parts"] for name in part.values["who"]}
    return told == counts and all(
        part.values["all"] == len(views)
        and part.values["every"] == (part.values["n"] == len(views))
        for part in claim.values["parts"]
    )


def _is_above(orders, name, baseline):
    if (name, baseline) in orders:
        return orders[name, baseline] == "ahead"
    return orders[baseline, name] == "behind"


proves_within("comparison.methods.above baseline", "comparison.methods.by groups")


# --- over weightings -----------------------------------------------------------------------------


def better(method, problem, weights, name, baseline):
    """Tell under each weighting whether an option is better than the baseline."""
    i, b = (problem.alternative_names.index(each) for each in (name, baseline))
    if method in ("borda", "Borda", "PROMETHEE II"):
        scores = weights @ borda_of_criteria(problem)
        return scores[:, i] > scores[:, b] + 1e-9
    if method == "condorcet":
        wins = leading(method, problem, weights)
        return wins[:, i] & ~wins[:, b]
    places = problem.alternative_names
    ranks = np.array([[each.get(other, np.nan) for other in places]
                      for each in ranks_of(problem) if len(each) > 1])  # fmt: skip
    margins = np.tensordot(
        weights, np.sign(np.nan_to_num(ranks[:, None, :] - ranks[:, :, None])), axes=1
    )
    won = np.where(np.abs(margins) <= 1e-12, 0, np.sign(margins)).sum(axis=2)
    return won[:, i] > won[:, b]


def always(result, problem, name, baseline):
    """Tell by programmes of our own how an option stands under every weighting."""
    weights = weightings(result, problem, 1)
    if result.provenance.weight_space == "fixed" or weights.shape[1] == 1:
        ahead = [bool(better(result.provenance.method, problem, weights, *pair)[0])
                 for pair in ((name, baseline), (baseline, name))]  # fmt: skip
        return {(True, False): "better", (False, True): "worse"}.get(tuple(ahead), "level")
    if result.provenance.method != "borda":
        return ""
    scores = borda_of_criteria(problem)
    i, b = (problem.alternative_names.index(each) for each in (name, baseline))
    lead, n = scores[:, i] - scores[:, b], len(scores)
    rows = conditions(n) if result.provenance.weight_space == "constrained" else np.zeros((0, n))
    return _worded(solved(lead, rows, n), -solved(-lead, rows, n))


def _worded(least, greatest):
    if least > 1e-9:
        return "better"
    if greatest < -1e-9:
        return "worse"
    if least >= -1e-9:
        return "not worse" if greatest > 1e-9 else "level"
    return "" if greatest > 1e-9 else "not better"


def _shares_over(result):
    return getattr(result, "robustness", result)


@proves("sensitivity.versus_baseline.stands")
def stands(claim, result, problem):
    """What is said of every weighting is so by programmes; a share is that of other draws."""
    found, baseline = _shares_over(result), claim.values["baseline"]
    for name in claim.values["who"]:
        known = always(found, problem, name, baseline)
        said = claim.values["always"]
        if said != known and (said, known) != ("not comparable", "level"):
            return False
        weights = weightings(found, problem)
        seen = better(found.provenance.method, problem, weights, name, baseline)
        if said == "" and not is_share(claim, float(seen.mean()), len(seen)):
            return False
    return True


@proves("sensitivity.versus_baseline.nothing better")
def nothing_better(claim, result, problem):
    found, baseline = _shares_over(result), claim.values["baseline"]
    return all(
        always(found, problem, name, baseline) in ("level", "not better", "worse")
        for name in problem.alternative_names if name != baseline
    )  # fmt: skip


@proves("sensitivity.versus_baseline.baseline first")
def baseline_first(claim, result, problem):
    """By other draws, nobody is first more often than the baseline, and of the others these are."""
    found, names = _shares_over(result), problem.alternative_names
    leads = leading(found.provenance.method, problem, weightings(found, problem))
    seen = dict(zip(names, leads.mean(axis=0).tolist(), strict=True))
    baseline, n = claim.values["baseline"], len(leads)
    room = 5 * np.sqrt(1 / min(n, found.size or n)) if n > 1 else 0
    of_it = seen.pop(baseline)
    if max(seen.values()) > of_it + room:
        return False
    if not claim.values["next"]:
        return max(seen.values()) == 0
    return all(is_share(claim, seen[name], n) for name in claim.values["next"]) and all(
        max(seen.values()) <= seen[name] + room for name in claim.values["next"]
    )


# --- criterion by criterion ----------------------------------------------------------------------


@proves("sensitivity.against_baseline.under fixed weights")
def under_fixed_weights(claim, result, _):
    found, baseline = by_definition(result), claim.values["baseline"]
    names = [name for name in found.ranks if name != baseline]
    keys = {"better": "better", "level": "level", "worse": "worse", "not comparable": "open"}
    return all(
        list(claim.values[key]) == [each for each in names if stand(found, each, baseline) == sort]
        for sort, key in keys.items()
    )


@proves("sensitivity.against_baseline.by criterion")
def by_criterion(claim, result, problem):
    """Count the criteria on which its rank is smaller, equal or larger, or either has none."""
    values, sides = claim.values, {"better": [], "level": [], "worse": [], "open": []}
    for name, ranks in zip(problem.criterion_names, ranks_of(problem), strict=True):
        one, other = (ranks.get(each) for each in (values["who"], values["baseline"]))
        sort = "open" if one is None or other is None else (
            "better" if one < other else "worse" if one > other else "level")  # fmt: skip
        sides[sort].append(name)
    counted = {sort: len(sides[sort]) for sort in ("better", "level", "open")}
    return (
        counted == {sort: values[sort] for sort in counted}
        and list(values["worse"]) == sides["worse"][: len(values["worse"])]
        and values["more"] == len(sides["worse"]) - len(values["worse"])
    )


# --- in the report -------------------------------------------------------------------------------


@proves("report.baseline.leads")
def leads_in_report(claim, result, problem):
    """Count the combinations in which it is first; the best of the others is so by Borda."""
    answer, values, names = result.answer, claim.values, problem.alternative_names
    place = names.index(values["baseline"])
    firsts = [
        of_report.leaders(problem, answer.method_labels[name],
                          fixed_weights(problem, rule)[None, :])[0]
        for name in answer.distinct_methods for rule in answer.fixed_weights
    ]  # fmt: skip
    count = sum(bool(first[place]) for first in firsts)
    scores = fixed_weights(problem, answer.weights) @ borda_of_criteria(problem)
    others = np.delete(scores, place).max()
    best = tuple(name for k, name in enumerate(names)
                 if k != place and scores[k] >= others - 1e-11)  # fmt: skip
    return (
        (values["count"], values["total"]) == (count, len(firsts))
        and values["every"] == (count == len(firsts))
        and values["shared"] == any(first[place] and first.sum() > 1 for first in firsts)
        and (values["method"], values["next"]) == ("Borda", best)
    )


@proves("report.baseline.over weightings")
def over_all(claim, result, problem):
    """Each share is that of other draws, by Borda and PROMETHEE II; every option is told of."""
    answer, values = result.answer, claim.values
    parts = {each.values["who"]: each.values for each in values["parts"]}
    others = [name for name in problem.alternative_names if name != values["baseline"]]
    if len(parts) + values["rest"] != len(others) or not set(parts) <= set(others):
        return False
    weights = of_report.drawn_weights(problem, values["space"] == "uniform", of_report.DRAWS)
    distinct = [answer.method_labels[name] for name in answer.distinct_methods]
    seen = {
        name: [float(better(label, problem, weights, name, values["baseline"]).mean())
               for label in distinct if label in ("Borda", "Copeland", "PROMETHEE II")]
        for name in others
    }  # fmt: skip
    if not all(_is_part(each, seen[name], len(distinct)) for name, each in parts.items()):
        return False
    rest = [max(seen[name]) for name in others if name not in parts]
    most = values["most"]
    return not rest or of_report.near(most, max(rest)) or most.value >= max(rest)


def _is_part(values, seen, n_methods):
    """Tell whether a share, from the least to the most by any method, fits what draws show."""
    low, high = values["span"]
    sure = {"better": 1.0, "level": 0.0, "not better": 0.0, "worse": 0.0}
    if values["always"] in sure:
        return set(seen) == {sure[values["always"]]}
    if len(seen) == n_methods:
        return of_report.near(low, min(seen)) and of_report.near(high, max(seen))
    return all(low.value <= each or of_report.near(low, each) for each in seen)


proves_within("report.baseline.over weightings", "report.baseline.part")


@proves("report.baseline.every weighting")
def under_every_weighting(claim, result, problem):
    """By Borda with all weight on each criterion in turn, whose mixtures all weightings are."""
    values, names = claim.values, problem.alternative_names
    scores = borda_of_criteria(problem)
    totals = fixed_weights(problem, result.answer.weights) @ scores
    leaders = [name for name, total in zip(names, totals, strict=True)
               if total >= totals.max() - 1e-11]  # fmt: skip
    least = min((scores[:, names.index(name)] - scores[:, names.index(values["baseline"])]).min()
                for name in leaders)  # fmt: skip
    always_so = "better" if least > 0 else "not worse" if least == 0 else "worse"
    return list(values["who"]) == leaders and values["always"] == always_so
