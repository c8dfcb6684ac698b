"""Wrong calls, made from a seed, and what comes of each."""

import copy
import random
import types
import warnings
from inspect import Parameter, signature

import matplotlib.pyplot as plt

from mcda_ai.messages.faults import ProblemError
from tests.calls.subjects import SUBJECTS
from tests.calls.values import ODD

TAKEN, REFUSED = "taken, and means something", "`ProblemError`"
_LONGEST = 3000  # letters of a fault
_SEVERAL = 0.25  # of the calls have several wrong arguments


def wrong_call(seed, case):
    """Choose what is called, and replace one or several of its arguments by something odd."""
    draw = random.Random(f"{seed} {case}")
    subject = SUBJECTS[case % len(SUBJECTS)]
    names = [*subject.meanings]
    n = draw.randint(2, max(2, len(names))) if draw.random() < _SEVERAL else 1
    wrong = {name: fresh(draw.choice(ODD)) for name in draw.sample(names, min(n, len(names)))}
    return subject, wrong


def fresh(value):
    """Copy what can be used up or changed."""
    if isinstance(value, types.GeneratorType):
        return (each for each in "AB")
    is_used_up = hasattr(value, "__next__") or type(value).__module__.startswith("numpy.random")
    return copy.deepcopy(value) if is_used_up else value


def outcome_of(subject, wrong):
    """Call it; say what came of it: one of the two that are right, or what else."""
    given = {**subject.arguments, **wrong}
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            called(subject.function, given)
        except ProblemError as error:
            outcome = _odd_fault(error) or REFUSED
        except Exception as error:
            outcome = f"{type(error).__name__}: {str(error)[:160]}"
        else:
            outcome = _without_meaning(subject, wrong) or TAKEN
        finally:
            plt.close("all")
    ours = [each for each in warned if "mcda_ai" in each.filename]
    return f"a warning: {str(ours[0].message)[:160]}" if ours else outcome


def called(function, given):
    """Call with arguments by name, but for those that stand behind a star."""
    parameters = signature(function).parameters
    stars = [n for n, each in parameters.items() if each.kind is Parameter.VAR_POSITIONAL]
    to_the_star = list(parameters)[: list(parameters).index(stars[0]) + 1] if stars else []
    before = [n for n in to_the_star if n in given]
    positional = []
    for name in before:
        value = given[name]
        if name in stars:
            positional += value if isinstance(value, tuple) else (value,)
        else:
            positional.append(value)
    result = function(*positional, **{n: v for n, v in given.items() if n not in before})
    return repr(result)


def _odd_fault(error):
    if not error.faults:
        return "no fault in a ProblemError"
    odd = [each for each in error.faults if not each.isprintable() or len(each) > _LONGEST
           or " object at 0x" in each]  # fmt: skip
    return f"a message that is no plain line: {odd[0][:160]!r}" if odd else ""


def _without_meaning(subject, wrong):
    """Name an argument that was taken although it means nothing there."""
    stars = {n for n, each in signature(subject.function).parameters.items()
             if each.kind is Parameter.VAR_POSITIONAL}  # fmt: skip
    for name, value in wrong.items():
        values = value if name in stars and isinstance(value, tuple) else (value,)
        if not all(map(subject.meanings[name], values)):
            return f"taken without a meaning: {name}={_shown(value)}"
    return ""


def _shown(value):
    text = repr(value)
    return text if len(text) < 80 and "\n" not in text else type(value).__name__
