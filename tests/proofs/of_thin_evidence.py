"""Proofs of what is said of scores too thin to count, by counting them."""

from tests.proofs import proves


def _scored_by(result, problem):
    """Give, for each criterion, whom it scores, straight from what was judged."""
    ranking = getattr(result, "ranking", result)
    problem = getattr(ranking, "problem", problem)  # some makers leave out some of what was drawn
    judged = problem.judgements[problem.active_reading]
    return {
        name: {
            *(each.order.alternatives if each.order else ()),
            *(each.values or ()),
            *(option for option, levels in (each.levels or {}).items() if levels),
        }
        for name, each in judged.items()
    }


@proves("methods.thin_evidence.empty cells")
def empty_cells(claim, result, problem):
    """Count whom each criterion leaves out, and which criteria leave no two to compare."""
    by_criterion = _scored_by(result, problem)
    problem = getattr(getattr(result, "ranking", result), "problem", problem)
    m = len(problem.alternative_names)
    left_out = [m - len(who) for who in by_criterion.values()]
    told = claim.values
    counted = (sum(left_out), m * len(left_out), sum(map(bool, left_out)), len(left_out))
    alone = sum(len(who) < 2 for who in by_criterion.values())
    return (
        (told["n"], told["of"], told["on"], told["criteria"]) == counted
        and told["outside"] >= alone
        and (told["outside"] == alone or bool(problem.unrelated))
        and told["ballots"] == (result.provenance.own_weights == "ballots")
    )


@proves("methods.thin_evidence.nobody scored")
def nobody_scored(claim, result, problem):
    """No criterion names these options, but names others; the answer tells where they stand."""
    scored = set().union(*_scored_by(result, problem).values())
    return bool(scored) and not scored.intersection(claim.values["who"])


@proves("methods.thin_evidence.scored alone")
def scored_alone(claim, result, problem):
    """Some criterion scores each of these options, and whichever does scores nobody else."""
    return all(
        (by := [who for who in _scored_by(result, problem).values() if name in who])
        and all(who == {name} for who in by)
        for name in claim.values["who"]
    )


@proves("methods.thin_evidence.outside")
def outside(claim, result, problem):
    """These criteria, and no others, score one option only."""
    told = [name for name, who in _scored_by(result, problem).items() if len(who) == 1]
    return list(claim.values["criteria"]) == told
