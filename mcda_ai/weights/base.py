"""What every weight space can do, and what lies in several of them at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mcda_ai.algorithms.simplex_volumes import FLAT_SIMPLEX, Volumes
from mcda_ai.messages.arguments import Whole, checks_arguments
from mcda_ai.messages.claims import Percent
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray
from mcda_ai.weights.body import Body, corner_points, is_point
from mcda_ai.weights.drawing import BLOCK_SIZE, RandomSource, as_generator, check_size, draw_blocks
from mcda_ai.weights.exact_sampling import LEAST_ACCEPTANCE, Mixture, Rejection
from mcda_ai.weights.fixed import WeightsLike, as_numbers, resolve
from mcda_ai.weights.group_totals import sampler_of
from mcda_ai.weights.named import WeightedCriteria
from mcda_ai.weights.names import scored_names
from mcda_ai.weights.polytope import Limit, Polytope, check_not_empty
from mcda_ai.weights.sampling import Sampler, Sampling, effective_sample_size

_fault = faults_of("weights")

_CENTROID_SEED = 1
_CENTROID_SIZE = 4 * BLOCK_SIZE


class WeightSpace(ABC):
    """A set of admissible weight vectors with a distribution over it.

    A subclass has a `name` and says how to draw (`draw`); ``str(space)`` says in words what it is.
    If it also tells its `limits`, or can be drawn from fast enough, it combines with others by
    ``&``.
    """

    name: str
    drawing: Literal["exact", "own"] = "own"
    """What `sampling` says of a space that draws by itself."""
    has_density: bool = False
    """Whether what is flat within the space, such as where two weights are equal, is drawn with
    probability 0, and nothing else; not known of a space of your own."""

    @abstractmethod
    def draw(self, layer_of: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weight vectors over scored criteria only.

        Parameters
        ----------
        layer_of : array of int, shape (n_scored,)
            Layer of each scored criterion.
        size : int
            Number of draws.
        generator : numpy.random.Generator

        Returns
        -------
        array of shape (size, n_scored)
        """

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:  # noqa: ARG002  (names nothing)
        """Look up the criteria and layers that the space names; give what `draw` can be asked of.

        Raises
        ------
        ProblemError
            If a name is unknown or missing, or the space is empty; then it names the fewest
            constraints that cannot hold together (see `Polytope.conflict`).
        """
        return self

    def limits(self, criteria: WeightedCriteria) -> list[Limit]:  # noqa: ARG002  (none here)
        """Give the linear constraints that the space keeps to, beside w >= 0 and sum 1.

        Raises
        ------
        ProblemError
            If a name is unknown; all of them at once.
        """
        return []

    @checks_arguments
    def constraints(self, criteria: WeightedCriteria) -> Polytope:
        """Describe the space by linear constraints over the scored criteria.

        Returns
        -------
        Polytope
            ``A_ub``, ``b_ub``, ``A_eq``, ``b_eq`` as `scipy.optimize.linprog` takes them, w >= 0
            and sum 1 among them, with the words that each row comes from.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
        >>> polytope = mcda.weights.Constrained("cost >= 2 * reach").constraints(problem)
        >>> polytope.A_ub[2], abs(float(polytope.b_ub[2])), polytope.labels_ub[2]
        (array([-1.,  2.]), 0.0, 'cost >= 2 * reach')
        """
        return Polytope.of(scored_names(criteria), self.limits(criteria))

    @checks_arguments
    def contains(
        self, criteria: WeightedCriteria, weights: WeightsLike, tolerance: float = 1e-9
    ) -> bool | BoolArray:
        """Tell whether weights satisfy the constraints of the space.

        Parameters
        ----------
        criteria : WeightedCriteria
        weights : "equal", "layer-equal", mapping, or array of shape (..., n_criteria)
            Names are looked up and normalised, as `resolve` does; an array is taken as it is, so
            it has to sum to 1 over the scored criteria.
        tolerance : float
            How much each constraint may be missed by.

        Returns
        -------
        bool, or array of bool
            An array for a table of weight vectors.
        """
        if weights is None or isinstance(weights, str) or hasattr(weights, "items"):
            weights = resolve(weights, criteria)
        rows = as_numbers(weights, len(criteria.criterion_names))
        if rows.shape[-1:] != (len(criteria.criterion_names),):
            resolve(rows, criteria)  # says what shape is allowed
        found = self.constraints(criteria).contains(rows[..., criteria.scored], tolerance)
        return bool(found) if rows.ndim == 1 else found

    @checks_arguments
    def vertices(self, criteria: WeightedCriteria) -> FloatArray:  # noqa: ARG002  (for simplices)
        """Corners of the space where it is a simplex with every weighting equally likely.

        Returns
        -------
        array of shape (n_vertices, n_criteria)
            A flat draw is a mixture of the rows with shares that are flat on the simplex.

        Raises
        ------
        ProblemError
            If the space is no such simplex.
        """
        raise self._no_simplex()

    @checks_arguments
    def corner_points(self, criteria: WeightedCriteria) -> FloatArray:
        """Corners of the polytope that the space spans, whatever the distribution over it.

        Returns
        -------
        array of shape (n_corners, n_criteria)

        Raises
        ------
        ProblemError
            If it has more than a few thousand corners.
        """
        polytope = self.constraints(criteria)
        check_not_empty(self.name, polytope)
        return wide(corner_points(polytope), criteria)

    @checks_arguments
    def centroid(self, criteria: WeightedCriteria) -> FloatArray:
        """Mean weights; shape (n_criteria,).

        Exact for fixed weights, simplices (see `vertices`), `LayerFirst` and `Around`; for other
        spaces the mean of 65,536 draws with a fixed seed, so within about 0.4 % of the spread of
        each weight.
        """
        drawn = self.sample(criteria, _CENTROID_SIZE, _CENTROID_SEED)
        return np.asarray(drawn.mean(axis=0), dtype=np.float64)

    @checks_arguments
    def sample(
        self, criteria: WeightedCriteria, size: Whole, rng: RandomSource = None
    ) -> FloatArray:
        """Draw weight vectors for a problem.

        Parameters
        ----------
        criteria : WeightedCriteria
            Usually a `DecisionProblem`.
        size : int
            Number of draws, at least 1.
        rng : int, SeedSequence, Generator, BitGenerator or None
            Seed or source of randomness (as SPEC 7). The same seed gives the same draws, and
            the first draws do not depend on how many follow in later blocks.

        Returns
        -------
        array of shape (size, n_criteria)
            0 for unscored criteria.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
        >>> mcda.weights.Uniform().sample(problem, 3, rng=1).sum(axis=1)
        array([1., 1., 1.])
        """
        bound, layer_of = self.bound_to(criteria), criteria.layer_of[criteria.scored]
        n_draws = check_size(size, numbers_kept=len(criteria.criterion_names))
        blocks = list(draw_blocks(bound, layer_of, n_draws, as_generator(rng)))
        return wide(np.concatenate(blocks), criteria)

    def simplex(self, criteria: WeightedCriteria) -> tuple[FloatArray, Volumes]:
        """Give corners, and how weights vary between them, if shares of the space are exact.

        Returns
        -------
        array of shape (n_vertices, n_criteria), Volumes

        Raises
        ------
        ProblemError
            If shares of this space can only be drawn.
        """
        return self.vertices(criteria), FLAT_SIMPLEX

    @checks_arguments
    def sampling(self, criteria: WeightedCriteria) -> Sampling:
        """Tell how the space draws for a problem: exactly, or by random walks of which length.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A", "trust": "A > B"})
        >>> print(mcda.weights.Constrained("cost <= 40 %").sampling(problem))
        rejection in 2 dimensions, 64% of the draws kept
        """
        bound = self.bound_to(criteria)
        if bound is not self:
            return bound.sampling(criteria)
        return Sampling(self.drawing, int(criteria.scored.sum()) - 1)

    @checks_arguments
    def effective_sample_size(
        self, criteria: WeightedCriteria, size: Whole, rng: RandomSource = None
    ) -> FloatArray:
        """Count how many independent draws would tell each mean weight as well as `size` draws do.

        Returns
        -------
        array of shape (n_criteria,)
            `size` where draws are independent; NaN for a criterion whose weight is fixed. For
            anything else that is computed from draws, see `mcda_ai.weights.effective_sample_size`.
        """
        drawn = self.sample(criteria, size, rng)
        return effective_sample_size(drawn, self.sampling(criteria).chains)

    def restricted(self, criteria: WeightedCriteria, polytope: Polytope, name: str) -> Sampler:
        """Choose how to draw from the part of this space that lies in a polytope.

        Here by rejection; a space that knows better says so in a subclass.

        Raises
        ------
        ProblemError
            If fewer than 1 in 100 draws would be kept.
        """
        bound, layer_of = self.bound_to(criteria), criteria.layer_of[criteria.scored]
        found = Rejection.tried(
            lambda size, generator: bound.draw(layer_of, size, generator),
            polytope,
            len(polytope.criteria) - 1,
        )
        if found is None:
            few = _fault("few draws kept", least=Percent(LEAST_ACCEPTANCE), space=self.name)
            raise ProblemError(few.within(_fault("space", name=name)))
        return found

    def __and__(self, other: WeightSpace) -> WeightSpace:
        """Restrict to what lies in both spaces; see `mcda_ai.weights.Intersection`."""
        if not isinstance(other, WeightSpace):
            return NotImplemented
        return Intersection(self, other)

    def _no_simplex(self) -> ProblemError:
        return ProblemError(_fault("no simplex", name=self.name))


class FlatSpace(WeightSpace):
    """A weight space in which every weighting that satisfies linear constraints is equally likely.

    A subclass gives the `limits`, and tells its conditions in words.
    """

    has_density = True

    def conditions(self) -> Sequence[str]:
        """Say what the weightings keep to, one condition each."""
        return ()

    def polytope(self, criteria: WeightedCriteria) -> Polytope:
        """Give `constraints`, which are checked to leave some weights."""
        polytope = self.constraints(criteria)
        check_not_empty(self.name, polytope)
        return polytope

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:
        """Look up the names, and choose how to draw; see `WeightSpace.bound_to`."""
        return BoundSpace(self.name, sampler_of(self.polytope(criteria)))

    def draw(self, *_: object) -> FloatArray:
        """Refuse: without names nothing can be drawn; see `bound_to`."""
        raise ProblemError(_fault("not bound").within(_fault("space", name=self.name)))

    @checks_arguments
    def vertices(self, criteria: WeightedCriteria) -> FloatArray:
        """Corners, if the constraints leave a simplex; see `WeightSpace.vertices`."""
        body = Body.of(self.polytope(criteria))
        if not body.is_simplex:
            raise self._no_simplex()
        return wide(body.corners(), criteria)

    @checks_arguments
    def centroid(self, criteria: WeightedCriteria) -> FloatArray:
        """Mean weights; see `WeightSpace.centroid`."""
        try:
            return np.asarray(self.vertices(criteria).mean(axis=0), dtype=np.float64)
        except ProblemError:
            return super().centroid(criteria)

    def restricted(self, criteria: WeightedCriteria, polytope: Polytope, name: str) -> Sampler:  # noqa: ARG002
        """Draw flat from the polytope, which keeps to the limits here; see `WeightSpace`."""
        return sampler_of(polytope)

    def __str__(self) -> str:
        if not self.conditions():
            return "every weighting of the criteria equally likely"
        return f"every weighting equally likely in which {' and '.join(self.conditions())}"


class BoundSpace(WeightSpace):
    """A weight space for one problem: draws from a sampler."""

    def __init__(self, name: str, sampler: Sampler) -> None:
        self.name = name
        self._sampler = sampler

    @classmethod
    def of_corners(cls, name: str, corners: FloatArray) -> BoundSpace:
        """Flat mixtures of given corners, of shape (n_vertices, n_scored)."""
        return cls(name, Mixture(corners))

    def draw(self, _: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weight vectors over scored criteria only; see `WeightSpace.draw`."""
        return self._sampler.draw(size, generator)

    def sampling(self, _: WeightedCriteria) -> Sampling:
        """Tell how it draws; see `WeightSpace.sampling`."""
        return self._sampler.how


@dataclass(frozen=True, init=False, repr=False)
class Intersection(FlatSpace):
    """The weightings that lie in all of several spaces: what ``a & b`` gives.

    Flat spaces (`Uniform`, `Bounded`, `Constrained`, `Ordered`, `Fixed`) give the flat
    distribution on what they share. One space that is not flat (`LayerFirst`, `Around`, or your
    own) can be among them; its distribution is restricted to what the others leave, in the way
    that its `restricted` tells.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> from mcda_ai.weights import Bounded, LayerFirst, Ordered
    >>> both = Ordered("reach > cost") & Bounded(upper={"reach": 0.6})
    >>> both
    Ordered('reach > cost') & Bounded(upper={'reach': 0.6})
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> sorted(both.vertices(problem).round(2).tolist())
    [[0.4, 0.6], [0.5, 0.5]]
    """

    name: str
    spaces: tuple[WeightSpace, ...]

    @checks_arguments
    def __init__(self, *spaces: WeightSpace) -> None:
        by_text = {repr(part): part for each in spaces for part in _parts(each)}
        parts = tuple(by_text.values())
        special = [part for part in parts if not isinstance(part, FlatSpace)]
        if len(special) > 1:
            listed = " & ".join(map(repr, special))
            raise ProblemError(_fault("two distributions", spaces=listed))
        object.__setattr__(self, "spaces", parts)
        object.__setattr__(self, "has_density", all(part.has_density for part in parts))
        object.__setattr__(self, "name", " & ".join(part.name for part in parts))

    def limits(self, criteria: WeightedCriteria) -> list[Limit]:
        """Give the rows of all spaces; see `WeightSpace.limits`."""
        limits: list[Limit] = []
        faults: list[Fault] = []
        for part in self.spaces:
            try:
                limits += part.limits(criteria)
            except ProblemError as error:
                faults += error.faults
        raise_any(faults)
        return limits

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:
        """Look up the names, and choose how to draw; see `WeightSpace.bound_to`."""
        polytope = self.polytope(criteria)
        special = self._special
        if special is None:
            return super().bound_to(criteria)
        if is_point(polytope):
            return BoundSpace(self.name, Mixture(Body.of(polytope).corners()))
        return BoundSpace(self.name, special.restricted(criteria, polytope, self.name))

    @checks_arguments
    def vertices(self, criteria: WeightedCriteria) -> FloatArray:
        """Corners, if the spaces are flat and share a simplex; see `WeightSpace.vertices`."""
        if self._special is not None:
            raise self._no_simplex()
        return super().vertices(criteria)

    def conditions(self) -> list[str]:
        """Give the conditions of all flat spaces."""
        flat = (part for part in self.spaces if isinstance(part, FlatSpace))
        return [condition for part in flat for condition in part.conditions()]

    @property
    def _special(self) -> WeightSpace | None:
        """The space that is not flat, if there is one."""
        return next((part for part in self.spaces if not isinstance(part, FlatSpace)), None)

    def __repr__(self) -> str:
        return " & ".join(map(repr, self.spaces))

    def __str__(self) -> str:
        special, conditions = self._special, self.conditions()
        if special is None:
            return super().__str__()
        only = f"; only those in which {' and '.join(conditions)}" if conditions else ""
        return f"{special}{only}"


def _parts(space: WeightSpace) -> Iterator[WeightSpace]:
    if isinstance(space, Intersection):
        yield from space.spaces
    else:
        yield space


def wide(weights: FloatArray, criteria: WeightedCriteria) -> FloatArray:
    """Put zeros for the unscored criteria beside weights of the scored ones."""
    table = np.zeros((len(weights), len(criteria.criterion_names)))
    table[:, criteria.scored] = weights
    return table
