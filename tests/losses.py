"""What is written and read again is the same, or what was lost is told."""

from dataclasses import replace

import numpy as np

import mcda_ai as mcda
from mcda_ai.io.losses import losses
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.weights import resolve


def shown(label, name=""):
    """Take a label for what it shows: its name where it is empty, one text where the other is."""
    return Label(nl=label.text("nl") or name, en=label.text("en") or name)


def as_shown(problem):
    """Take a problem for what it shows, so that an empty label is the name."""
    named = {
        field: tuple(replace(part, label=shown(part.label, part.name)) for part in parts)
        for field, parts in vars(problem).items()
        if field in ("alternatives", "layers", "criteria", "readings", "weight_sets")
    }
    for field in ("alternatives", "layers", "readings"):
        named[field] = tuple(
            replace(part, description=shown(part.description)) for part in named[field]
        )
    named["weight_sets"] = tuple(
        replace(each, weights=tuple(sorted(each.weights))) for each in named["weight_sets"]
    )
    scales = tuple(
        replace(each, label=shown(each.label, each.name), levels=tuple(
            replace(level, label=shown(level.label, level.name)) for level in each.levels))
        for each in problem.scales
    )  # fmt: skip
    return replace(problem, label=shown(problem.label, problem.name), scales=scales,
                   description=shown(problem.description), question=shown(problem.question),
                   **named)  # fmt: skip


def check_losses(problem, kind, folder):
    """Write a problem and read it again: it is the same, or something is told."""
    path, told = folder / f"x.{kind}", losses(problem, kind)
    try:
        mcda.write(problem, path, force=True)
    except ProblemError:  # refused, which is told
        return
    try:
        again = replace(mcda.read(path), name=problem.name)
    except ProblemError:
        assert any(each.startswith("the file cannot be read again: ") for each in told)
        return
    assert told or as_shown(again) == as_shown(problem)
    unforeseen = any(each.startswith("not the same when it is read again: ") for each in told)
    assert unforeseen or kind not in ("csv", "tsv") or same_answer(problem, again)


def same_answer(problem, again):
    """Tell whether what is ranked and measured comes back, with the weights it came with."""
    return (
        np.array_equal(problem.ranks, again.ranks, equal_nan=True)
        and np.array_equal(problem.values, again.values, equal_nan=True)
        and np.allclose(resolve(None, problem), resolve(None, again))
    )
