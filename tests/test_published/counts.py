"""Ballots counted in plain Python, so that a figure that was misremembered is found."""

from itertools import pairwise, permutations

from tests.profiles import problem_from_ballots


def short(ballots):
    """Write out orders of one-letter names: (3, "ABC") is (3, "A > B > C")."""
    return [(count, " > ".join(order)) for count, order in ballots]


def places(order):
    """The place of each alternative in one order, 0 at the top; tied ones share it."""
    groups = [group.split("=") for group in order.split(">")]
    return {name.strip(): place for place, group in enumerate(groups) for name in group}


def alternatives(ballots):
    return sorted({name for _, order in ballots for name in places(order)})


def n_voters(ballots):
    return sum(count for count, _ in ballots)


def votes(ballots):
    """How many voters rank the first of each ordered pair strictly above the second."""
    counted = dict.fromkeys(permutations(alternatives(ballots), 2), 0)
    for count, order in ballots:
        place = places(order)
        for above, below in counted:
            counted[above, below] += count * (place[above] < place[below])
    return counted


def defeats(ballots, strength="winning votes"):
    """How strong each defeat is, by (winner, loser); 0 where the first does not win."""
    counted = votes(ballots)
    margins = {(i, j): counted[i, j] - counted[j, i] for i, j in counted}
    measure = margins if strength == "margins" else counted
    return {pair: measure[pair] if margins[pair] > 0 else 0 for pair in counted}


def worst_losses(ballots, strength="winning votes"):
    """The strongest defeat of each alternative; 0 where nobody beats it."""
    strengths = defeats(ballots, strength)
    return {
        name: max(weight for (_, loser), weight in strengths.items() if loser == name)
        for name in alternatives(ballots)
    }


def condorcet_winners(ballots):
    beaten = worst_losses(ballots, "margins")
    ties = {i for (i, j), count in votes(ballots).items() if count == votes(ballots)[j, i]}
    return [name for name in beaten if beaten[name] == 0 and name not in ties]


def points(ballots, scale):
    """Points of a positional rule on strict orders: the first place earns scale[0], and so on."""
    total = dict.fromkeys(alternatives(ballots), 0)
    for count, order in ballots:
        for name, place in places(order).items():
            total[name] += count * scale[place]
    return total


def widest_paths(strengths):
    """The width of the widest path of defeats between each pair, over every path there is."""
    names = sorted({name for pair in strengths for name in pair})
    widths = {}
    for start, end in strengths:
        others = [name for name in names if name not in (start, end)]
        between = (way for k in range(len(others) + 1) for way in permutations(others, k))
        paths = (pairwise((start, *way, end)) for way in between)
        widths[start, end] = max(min(strengths[step] for step in path) for path in paths)
    return widths


def head_to_head(ballots):
    """The pairs as the package counts them, in voters: for the first, for the second."""
    problem = problem_from_ballots(ballots, alternatives=alternatives(ballots))
    weights = problem.pair_weights() * n_voters(ballots)
    return {pair: (row["support"], row["against"]) for pair, row in weights.iterrows()}
