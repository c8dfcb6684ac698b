"""How methods are made and found: by name, through a decorator or an entry point.

The `method` decorator gives a function a name, a family and a statement of what it needs. The
built-in methods and those of other packages are found through the entry point group
``mcda_ai.methods``.
"""

from __future__ import annotations

import copyreg
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Annotated, get_args

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    faults_of,
    find_name,
    known_names,
    names_meant,
    raise_any,
    same_name,
    shown,
)
from mcda_ai.messages.packaged import packaged_data
from mcda_ai.methods.card import Compensation, Measured, OptionFacts
from mcda_ai.methods.contract import Method, MethodFunction, Unscored
from mcda_ai.methods.entry_points import installed, loaded
from mcda_ai.methods.evaluator import Returns
from mcda_ai.methods.family_names import Family
from mcda_ai.methods.view import Need, View

_fault = faults_of("methods")
_BY_METHOD = "told by `Method`"


@checks_arguments
def method(
    *,
    label: str,
    family: Annotated[Family, _BY_METHOD],
    needs: Annotated[Collection[Need], _BY_METHOD],
    returns: Annotated[Returns, _BY_METHOD] = "scores",
    linear: bool = False,
    by_majority: bool = False,
    name: str | None = None,
    options: Mapping[str, Sequence[str]] | None = None,
    references: Sequence[str] = (),
    unit: Callable[[View], float] | None = None,
    steps: Callable[[int], int] | None = None,
    unscored: Annotated[Unscored, _BY_METHOD] = "abstain",
    ties: str = "",
    measured: Annotated[Measured, _BY_METHOD] = "",
    cardinalises: bool = False,
    compensation: Annotated[Compensation, _BY_METHOD] = "",
    equivalent_to: Mapping[str, str] | None = None,
    satisfies: Collection[str] = (),
    violates: Mapping[str, str] | None = None,
    by_option: Mapping[str, OptionFacts] | None = None,
    searched: int = 0,
) -> Callable[[MethodFunction], Method]:
    """Make a function a method that can be asked for by name.

    Re-running the definition (in a notebook, say) replaces it; a built-in cannot be replaced.

    Parameters
    ----------
    label : str
    family : {"positional", "majority", "permutation", "outranking", "lexicographic",
              "dominance", "value", "custom"}
    needs : set of {"ranks", "pairwise", "values", "layers", "weights"}
        The view shows nothing else, so that "uses ranks only" is enforced.
    returns : {"scores", "weak_order", "outranking", "choice_set"}, optional
    linear : bool, optional
        State that scores are linear in the weights; Monte Carlo is then one matrix product.
    by_majority : bool, optional
        State that two or three alternatives are ranked by who beats whom by weight, and by which
        of these defeats are the stronger, and by nothing else.
    name : str, optional
        Defaults to the name of the function.
    options : mapping of option name to allowed values, optional
        Keyword arguments of the function; the first value is the default.
    references : sequence of str, optional
    unit : callable, optional
        Given a view, the most that one unit of weight can add to a score. Scores that differ by
        at most 1e-12 of it are tied. Without it, the largest score on any criterion if linear,
        else 1.
    steps : callable, optional
        Given the number of alternatives, about how many steps it takes to rank them once, where
        that is a search; what ranks many times over, unasked, counts with it.
    unscored : {"abstain", "refuse"}, optional
        What an unscored cell does. Every method also has an option "unscored" that lets it count
        as "best" or as "worst"; the function then sees no gap.
    ties, measured, cardinalises, compensation : optional
    equivalent_to, satisfies, violates, by_option, searched : optional
        For the card and the conformance kit; see `Method`. `Method.describe` takes them as well,
        and `references`: after the function, so that a reader sees that first.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> @mcda.method(label="Wins", family="positional", needs={"pairwise", "weights"}, linear=True)
    ... def wins(view, weights):
    ...     return weights @ view.preferences.sum(axis=2)
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"}, weights={"cost": 2,
    ...                                                                           "reach": 1})
    >>> print(mcda.rank(problem, method="wins").order)
    A > B
    """
    if isinstance(needs, str):
        raise ProblemError(_fault("needs no set", needs=shown(needs), allowed=get_args(Need)))
    if "unscored" in (options or {}):
        raise ProblemError(_fault("option of every method", option="unscored"))

    def decorate(function: MethodFunction) -> Method:
        allowed = {option: tuple(values) for option, values in (options or {}).items()}
        made = Method(
            function,
            name=name or _name_of(function),
            label=label,
            family=family,
            needs=frozenset(needs),
            returns=returns,
            linear=linear,
            by_majority=by_majority,
            options=allowed,
            references=references,
            unit=unit,
            steps=steps,
            unscored=unscored,
            ties=ties,
            measured=measured,
            cardinalises=cardinalises,
            compensation=compensation,
            equivalent_to=equivalent_to or {},
            satisfies=satisfies,
            violates=violates or {},
            by_option=by_option or {},
            searched=searched,
        )
        _register(made, f"{function.__module__}:{_name_of(function)}")
        return made

    return decorate


_REGISTERED: dict[str, Method] = {}


def _register(made: Method, home: str) -> None:
    """Make a method known by its name, unless it is found through its entry point anyway."""
    if any(same_name(p.name, made.name) and p.value == home for p in installed().points):
        return
    if any(same_name(name, made.name) for name in installed().built_in):
        raise ProblemError(_fault("built in", name=made.name))
    _REGISTERED[made.name] = made


def names() -> list[str]:
    """Names of all methods that can be asked for."""
    return sorted({*installed().offered, *_REGISTERED})


def label_of(name: str) -> str:
    """Give what a method is called to be read; its name where it is not known here.

    Examples
    --------
    >>> label_of("promethee2"), label_of("somebody's own")
    ('PROMETHEE II', "somebody's own")
    """
    try:
        return find(name).label
    except ProblemError:
        return name


def find(wanted: str | Method | MethodFunction) -> Method:
    """Find a method by its name; a method passes through, a plain function is taken as scores.

    Raises
    ------
    ProblemError
        If no method has the name (the nearest is offered), or a plug-in cannot be loaded.
    """
    if isinstance(wanted, Method):
        return wanted
    if isinstance(wanted, str):
        is_exact = wanted in _REGISTERED or wanted in installed().offered
        raise_any(() if is_exact else _called_otherwise(wanted))
        raise_any(fault for name, fault in installed().passed_over.items() if name == wanted)
        name = wanted if is_exact else find_name("method", wanted, names())
        return _REGISTERED[name] if name in _REGISTERED else loaded(installed().offered[name])
    if callable(wanted):
        name = _name_of(wanted)
        return Method(wanted, name, name, "custom", frozenset(get_args(Need)), "scores")
    raise ProblemError(_fault("no method", wanted=shown(wanted), allowed=tuple(names())))


def _called_otherwise(wanted: str) -> Iterator[Fault]:
    """Name the method that others call so, or those nearest to it, where none has that name."""
    if known_names([wanted], names()):
        return
    called = packaged_data("methods", "other_names")
    for name in names_meant(wanted, [(each, m) for m, also in called.items() for each in also]):
        yield _fault("other name", typed=wanted, name=name)
    elsewhere = packaged_data("methods", "nearest_methods")
    for name in names_meant(wanted, elsewhere):
        yield _fault("not here", typed=wanted, nearest=tuple(elsewhere[name]))


def _name_of(function: MethodFunction) -> str:
    """Give a function's name, or that of its type for a callable object."""
    return str(getattr(function, "__name__", type(function).__name__))


def is_there(name: str) -> bool:
    """Tell whether a method can be had without importing another package for it."""
    point = installed().offered.get(name)
    is_ours = name in _REGISTERED or name in installed().built_in
    return is_ours or (point is not None and point.module in sys.modules)


def built_in() -> list[Method]:
    """Give every method that came with this package."""
    return list(map(find, installed().built_in))


def _by_name(made: Method) -> tuple[Callable[[str], Method], tuple[str]]:
    return find, (made.name,)


# A decorated function cannot be pickled under its own name, which means the method now.
copyreg.pickle(Method, _by_name)
