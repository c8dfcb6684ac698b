"""Proofs of what is said of fixed weights: whose they are, and how large, in fractions."""

from fractions import Fraction

from tests.proofs import proves, proves_within
from tests.proofs.plain_evidence import compares

proves_within("problem.circumstances.weights", "problem.circumstances.weight")
HALF_A_DIGIT = Fraction(1, 2000)
"""Of all weight: of the last of the decimals with which a weight is told, one at least."""


def _shares(problem, by_name, of_layers=False):
    """Spread weights by criterion, or by layer, over the criteria that compare, to the sum 1.

    A name that a layer and a criterion share is that of the layer where the weights are of layers.
    """
    counted = [each for each in problem.criteria if compares(problem, each)]
    in_layer = {each.layer: sum(c.layer == each.layer for c in counted) for each in counted}
    raw = {
        each.name: Fraction(str(by_name[each.name]))
        if each.name in by_name and not of_layers
        else Fraction(str(by_name.get(each.layer, 0))) / in_layer[each.layer]
        for each in counted
    }
    return {name: weight / sum(raw.values()) for name, weight in raw.items()}


def _made_by(sort, problem):
    if sort in ("own", "ballots"):
        return _shares(problem, problem.own_weights)
    names = problem.criterion_names if sort == "criteria" else problem.layer_names
    return _shares(problem, dict.fromkeys(names, 1), of_layers=sort != "criteria")


@proves("problem.circumstances.weights")
def weights(claim, result, problem):
    """Make the weights by the rule that is told, or compare each figure; add up what is a role."""
    ranking = getattr(result, "ranking", None) or next(
        iter(getattr(result, "rankings", {"": result}).values())
    )
    problem, shown = ranking.problem, ranking.weights
    told = claim.values
    if told["sort"] != "given" and any(
        abs(share - Fraction(float(shown[name]))) > Fraction(1, 10**12)
        for name, share in _made_by(told["sort"], problem).items()
    ):
        return False
    layers = {layer.name: layer for layer in problem.layers}
    counted = {c.name: c for c in problem.criteria if compares(problem, c)}
    if told["preconditions"]:
        (part,) = told["preconditions"]
        weight = sum(shown[name] for name, c in counted.items()
                     if layers[c.layer].role == "precondition")  # fmt: skip
        if abs(part.value - weight) > HALF_A_DIGIT:
            return False
    if told["sort"] in ("criteria", "layers", "ballots"):
        return not told["parts"]
    figures = [(_name(each.values["part"]), each.values["weight"].value) for each in told["parts"]]
    by_layer = {layer: sum(shown[n] for n, c in counted.items() if c.layer == layer)
                for layer in {c.layer for c in counted.values()}}  # fmt: skip
    kinds = {_kind(each.values["part"], by_layer) for each in told["parts"]}
    of_layers = kinds == {"layer"}
    wanted = by_layer if of_layers else {name: shown[name] for name in counted}
    unequal = any(
        len({round(shown[n], 12) for n, c in counted.items() if c.layer == layer}) > 1
        for layer in by_layer
    )
    untold = [value for name, value in wanted.items() if name not in dict(figures)]
    return (
        all(abs(wanted[name] - value) <= HALF_A_DIGIT for name, value in figures)
        and len(untold) == told["more"]
        and max(untold, default=0) <= min(value for _, value in figures) + HALF_A_DIGIT
        and not (of_layers and unequal)
    )


def _kind(part, by_layer):
    """Give what sort of part it is: said where its name is that of a layer and a criterion."""
    if isinstance(part, str):
        return "layer" if part in by_layer else "criterion"
    return part.values["sort"]


def _name(part):
    return part if isinstance(part, str) else part.values["name"]
