"""Proofs of what is said of a problem that was checked."""

from dataclasses import replace

import mcda_ai as mcda
from mcda_ai.messages.label import Label
from tests.proofs import makes, proves
from tests.proofs.plain import ranks_of, scored

MOST_NAMED = 10


@makes("check")
def check(problem, draw):
    if draw.random() < 0.5:
        given = {name: draw.choice((None, 0.5, "low")) for name in problem.criterion_names}
        return mcda.check(problem.with_confidence(given, {"owner": "us", "low": 0.6}))
    if draw.random() < 0.5:
        name = draw.choice((None, *problem.alternative_names))
        told = {"question": Label(nl="Waar?", en="Where?"), "owner": "us", "date": "2026-11-29"}
        kept = {key: each for key, each in told.items() if draw.random() < 0.5}
        return mcda.check(replace(problem.with_baseline(name), **kept))
    return mcda.check(problem)


@proves("io.checking.sound", "io.checking.faulty")
def summary(claim, result, problem):
    """A problem that could be made has no fault; faults or warnings are counted."""
    is_sound = claim.kind.endswith("sound")
    told = [
        each for each in result.claims if each.kind.endswith("warning" if is_sound else "fault")
    ]
    return is_sound == (result.problem is not None) and claim.values["n"] == len(told)


@proves("io.checking.understood", "io.checking.problem")
def understood(claim, result, problem):
    """Counted in the orders themselves: options, criteria, layers, weights and the others."""
    told = claim.values.get("problem", claim).values
    rows = ranks_of(problem)
    layers = {int(layer) for layer in problem.layer_of}
    own = {name: float(w) for name, w in (problem.own_weights or {}).items()}
    weights = {each.values["name"]: each.values["weight"] for each in _names(told["weights"])}
    return (
        set(_names(told["alternatives"])) >= {name for row in rows for name in row}
        and _count(told["alternatives"]) == len(problem.alternative_names)
        and told["criteria"] == len(rows)
        and told["layers"] == len(layers)
        and told["scored"] == sum(scored(problem))
        and _count(told["weights"]) == len(own)
        and all(abs(own[name] - weight) < 1e-12 for name, weight in weights.items())
        and _count(told["readings"]) == 1
        and not told["weight_sets"] and not told["scenarios"]
    )  # fmt: skip


def _names(part):
    return part.values["names"] if part else ()


def _count(part):
    return part.values["n"] if part else 0


@proves("io.checking.decision")
def decision(claim, result, problem):
    """As the problem that was checked has it, and the baseline by its role; something is told."""
    checked, told = result.problem, dict(claim.values)
    (*_, first) = [each.name for each in checked.alternatives if each.role == "baseline"] or [""]
    fields = {key: getattr(checked, key) for key in ("question", "owner", "date")}
    return told == {**fields, "baseline": first} and any(told.values())


@proves("io.checking.confidences")
def confidences(claim, result, problem):
    """Counted in the judgements on scored criteria, of the problem that was checked."""
    (judged,) = result.problem.judgements.values()
    are_scored = dict(zip(problem.criterion_names, scored(problem), strict=True))
    sure = [name for name, each in judged.items() if each.confidence and are_scored[name]]
    (word,) = claim.values["words"]
    told = claim.values["n"], claim.values["of"], word.en, word.nl, claim.values["owner"]
    return told == (len(sure), sum(are_scored.values()), "low", "laag", "us")


@proves("io.checking.alternatives", "io.checking.weights", "io.checking.weight sets",
        "io.checking.readings", "io.checking.scenarios")  # fmt: skip
def named(claim, result, problem):
    """The first few are named, and the others are counted."""
    values = claim.values
    return len(values["names"]) == min(values["n"], MOST_NAMED) and (
        len(values["names"]) + values["more"] == values["n"]
    )


@proves("io.checking.weight")
def weight(claim, result, problem):
    """It is the weight that was given."""
    return problem.own_weights[claim.values["name"]] == claim.values["weight"]


@proves("io.checking.warning", "io.checking.fault")
def warning(claim, result, problem):
    """A criterion that is said to be scored by nobody is; others of a problem that can be used."""
    text = claim.values["text"]
    if claim.kind.endswith("fault"):
        return result.problem is None
    if "nobody scored it" in text:
        rows = zip(problem.criterion_names, ranks_of(problem), strict=True)
        return any(f"'{name}'" in text and not row for name, row in rows)
    return text in result.warnings
