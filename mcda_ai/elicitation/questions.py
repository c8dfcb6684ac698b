"""Which question about weights to ask next: the one whose answer tells most about who leads."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from mcda_ai.algorithms.entropy import InformationGain, information_gain
from mcda_ai.messages.arguments import Whole, checks_arguments
from mcda_ai.messages.claims import Claim, Percent, Share, Value, claims_of
from mcda_ai.messages.faults import ProblemError, check_whole, faults_of, find_name, shown
from mcda_ai.messages.figures import with_error
from mcda_ai.messages.provenance import Provenance, seed_of, versions
from mcda_ai.messages.rendering import Labels
from mcda_ai.messages.result import Part, ShownResult, as_text
from mcda_ai.messages.wording import Words, leaders_text
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, is_more
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.certainty import certain_ranks
from mcda_ai.weights import (
    Constrained,
    Inequality,
    RandomSource,
    SpaceLike,
    WeightSpace,
    as_generator,
    check_size,
    space_on,
)
from mcda_ai.weights.names import kinds_where_unclear, parts_of

THRESHOLDS = (10, 20, 30, 40, 50)
"""Per cent of the weight; the equal share is asked about as well."""
DEFAULT_SIZE = 2**14
MOST_PAIRS = 2_000
"""Of layers, or of criteria, that are compared: more would take long, and all draws much room."""
_MOST_SHOWN_AS_TEXT = 10
_LEAST_GAIN = 1e-12
_claim = claims_of("elicitation.questions")
_fault = faults_of("elicitation")


@dataclass(frozen=True)
class Question:
    """A yes/no question about weights: whether one part weighs more than another, or a share.

    Parameters
    ----------
    part : str
        A layer or a criterion.
    other : str
        What it is compared with; empty if that is a share.
    percent : int
        The share, in per cent of all weight; 0 if it is compared with a part.
    criteria : tuple of str
        All criteria, in table order.
    coefficients : tuple of float, one per criterion
    bound : float
        The answer is yes if ``coefficients @ weights`` is above it, by more than rounding.
    kinds : pair of str, optional
        "layer" or "criterion" for `part` and `other` where the name alone could mean either.
    """

    part: str
    other: str
    percent: int
    criteria: tuple[str, ...]
    coefficients: tuple[float, ...]
    bound: float = 0.0
    kinds: tuple[str, str] = ("", "")

    @property
    def text(self) -> str:
        """The question in English, with names."""
        return self.in_words()

    @property
    def if_yes(self) -> str:
        """What yes says of the weights: ``impact > outcome``."""
        return self._comparison(">")

    @property
    def if_no(self) -> str:
        """What no says of the weights: ``impact <= outcome``."""
        return self._comparison("<=")

    def in_words(self, language: str = "en", labels: Labels = None) -> str:
        """Ask the question.

        Parameters
        ----------
        language : {"en", "nl"}
        labels : mapping of name to text, optional
            What to call layers and criteria; their names unless given.

        Raises
        ------
        ProblemError
            For another language.
        """
        return Words(language, labels).said(self.claim)

    @property
    def claim(self) -> Claim:
        """The question as data."""
        sort, other_sort = (kind or "name" for kind in self.kinds)
        if self.other:
            return _claim(
                "more than", one=self.part, sort=sort, other=self.other, other_sort=other_sort
            )
        return _claim("above", one=self.part, sort=sort, share=Percent(self.percent / 100))

    def holds(self, weights: FloatArray) -> BoolArray:
        """Answer under weights of shape (..., n_criteria): parts that weigh the same get a no."""
        return is_more(self._weight(weights), self.bound)

    def is_tied(self, weights: FloatArray) -> bool:
        """Tell whether both sides weigh the same under weights of shape (n_criteria,)."""
        weight = self._weight(weights)
        return not (is_more(weight, self.bound) or is_more(-weight, -self.bound))

    def _weight(self, weights: FloatArray) -> FloatArray:
        counting = np.flatnonzero(self.coefficients)
        return np.asarray(weights[..., counting] @ np.array(self.coefficients)[counting])

    def answered(self, yes: bool) -> Constrained:
        """Give the weights that an answer leaves."""
        sign = -1.0 if yes else 1.0
        row = zip(self.criteria, (sign * c + 0.0 for c in self.coefficients), strict=True)
        text = self.if_yes if yes else self.if_no
        return Constrained(Inequality(text, tuple(row), sign * self.bound + 0.0))

    def _comparison(self, sign: str) -> str:
        one, other = (
            f"{kind} {name}".strip()
            for kind, name in zip(self.kinds, (self.part, self.other), strict=True)
        )
        return f"{one} {sign} {other or f'{self.percent} %'}"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, eq=False, repr=False)
class Questions(ShownResult):
    """Questions about weights, the most telling first.

    Attributes
    ----------
    table : DataFrame, one row a question
        "question"; "gain", the expected drop in the entropy of the leader, in bits; "yes", the
        share of the weightings in which the answer is yes; each with its standard error; and
        the entropies "if yes" and "if no". Questions that all draws answer alike are left out.
    questions : tuple of Question
        In the same order.
    entropy, entropy_error : float
        Of the leader, in bits: 0 if the same alternatives lead in all draws.
    leaders : Series by leader
        Share of the weightings in which just these alternatives lead, "A, B" if several, "" if
        nobody does; largest first.
    leader_sets : tuple of tuples of str
        The same sets of alternatives, by name.
    weights : WeightSpace
        What was known of the weights.
    size : int
    provenance : Provenance
    certain : bool
        Whether the same alternatives lead under every weighting, drawn or not; known only of what
        all draws show.
    """

    made_by: ClassVar[str] = "mcda_ai.next_question"
    table: pd.DataFrame
    questions: tuple[Question, ...]
    entropy: float
    entropy_error: float
    leaders: pd.Series[float]
    leader_sets: tuple[tuple[str, ...], ...]
    weights: WeightSpace
    size: int
    provenance: Provenance
    certain: bool = False

    @property
    def unanimous(self) -> bool:
        """Whether the same alternatives lead in every weighting drawn."""
        return len(self.leaders) == 1

    @property
    def tell(self) -> bool:
        """Whether the answer to the first question tells anything about who leads."""
        return bool(self.questions) and float(self.table["gain"].iloc[0]) > _LEAST_GAIN

    def _claims(self) -> Iterator[Claim]:
        """Say what to ask next, and what that is expected to tell; or that nothing is left."""
        n = 0 if self.certain else self.size
        stated: dict[str, Value] = {
            "who": self.leader_sets[0],
            "share": Share(float(self.leaders.iloc[0]), n),
            "n": n,
        }
        if self.unanimous:
            yield _claim("alike", "exact" if self.certain else "drawn", **stated)
        elif not self.tell:
            yield _claim("no question", "drawn", **stated)
        else:
            yield self._next_question()

    def _next_question(self) -> Claim:
        best: Any = self.table.iloc[0]
        asked: dict[str, Value] = {
            "question": self.questions[0].claim,
            "yes": Share(float(best.yes), self.size),
            "n": self.size,
        }
        if best["if yes"] == best["if no"] == 0:
            return _claim("ask and settle", "drawn", **asked)
        return _claim("ask", "drawn", **asked, gain=Percent(best.gain / self.entropy))

    @property
    def uncertainty(self) -> Claim:
        """What is called the uncertainty, and how large it is."""
        nobody = () in self.leader_sets
        return _claim("uncertainty", "drawn", bits=self.entropy, nobody=nobody)

    @checks_arguments
    def answer(self, yes: bool, question: int | str | Question = 0) -> WeightSpace:
        """Narrow the weight space by an answer.

        Parameters
        ----------
        yes : bool
        question : int, str or Question, optional
            Its place in the table, or its text; the first one unless another is named.

        Returns
        -------
        WeightSpace
            To be given to `next_question` again, or to anything else.

        Raises
        ------
        ProblemError
            If the answer is neither True nor False, or there is no such question.
        """
        asked = question if isinstance(question, Question) else self._find(question)
        return self.weights & asked.answered(check_answer(yes))

    def _find(self, question: int | str) -> Question:
        if not self.questions:
            raise ProblemError(
                _fault("no question", question=shown(question), finding=self.findings[0])
            )
        if isinstance(question, str):
            texts = [each.text for each in self.questions]
            return self.questions[texts.index(find_name("question", question, texts))]
        return self.questions[check_whole("question", question, 0, len(self.questions) - 1)]

    def to_frame(self) -> pd.DataFrame:
        """One row a question, the most telling first."""
        return self.table.copy()

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "table": self.table.to_dict(orient="records"),
            "entropy": self.entropy,
            "entropy_error": self.entropy_error,
            "leaders": self.leaders.to_dict(),
            "leader_sets": [list(each) for each in self.leader_sets],
            "unanimous": self.unanimous,
            "sentence": self.sentence,
            "claims": [claim.to_dict() for claim in self.claims],
            "weights": repr(self.weights),
            "size": self.size,
            "provenance": self.provenance.to_dict(),
        }

    def _shown(self) -> pd.DataFrame | None:
        """Write the table as text; None where no question tells anything."""
        if self.unanimous or not self.questions:
            return None
        of_all = zip(self.table["gain"], self.table["gain_error"], strict=True)
        yes = zip(self.table["yes"], self.table["yes_error"], strict=True)
        return pd.DataFrame(
            {
                "question": self.table["question"],
                "% of the uncertainty": [
                    with_error(gain / self.entropy, error / self.entropy) for gain, error in of_all
                ],
                "% yes": [with_error(*each) for each in yes],
            }
        )

    def _parts(self, most: int | None = None) -> Iterator[Part]:
        """Give what is shown, with so many questions at most."""
        yield from (str(self.provenance), self.sentence)
        shown = self._shown()
        if shown is not None:
            yield from (shown.head(most or len(shown)), self.words_in().said(self.uncertainty))

    def answer_text(self) -> str:
        """Show it as text; see `ShownResult`."""
        parts = self._parts(_MOST_SHOWN_AS_TEXT)
        return as_text([*self._said_beforehand, *parts], self.provenance.baseline)


def check_answer(given: object) -> bool:
    """Pass an answer through, or say what is allowed: "no" would count as yes."""
    if not isinstance(given, bool | np.bool_):
        raise ProblemError(_fault("no answer", given=shown(given)))
    return bool(given)


@checks_arguments
def next_question(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: SpaceLike = None,
    *,
    size: Whole = DEFAULT_SIZE,
    rng: RandomSource = 1,
    options: Mapping[str, str] | None = None,
) -> Questions:
    """Rank questions about weights by how much their answers tell about who leads.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
    weights : WeightSpace or text, optional
        What is known of the weights, in any form that `mcda_ai.weights.space` takes (names of
        the problem's weight sets among them); `mcda_ai.weights.default_space` unless stated.
    size : int, optional
        Number of weightings drawn; all questions are judged by the same ones.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional
        As for `mcda_ai.robustness`: seed 1 unless given.
    options : mapping of str to str, optional
        Named options of the method.

    Returns
    -------
    Questions

    Raises
    ------
    ProblemError
        For an unknown method, option or weight space, an empty weight space, or a size that
        memory does not hold.

    Notes
    -----
    The questions compare each pair of layers, and each layer with 10, 20, 30, 40 and 50 % of the
    weight and with the equal share; criteria if only one layer is scored. Of more than 63, which
    have more than 2,000 pairs, each is compared with these shares only. What an answer tells is
    the mutual information between it and the set of leaders (Lindley 1956; Cover and Thomas 2006,
    sec. 2.4). Estimated by shares of the draws, it has a bias of about (sets - 1) / (2 N ln 2)
    bits upward; its standard error is that of the mean pointwise information (Roulston 1999).
    The best next question need not begin the shortest series of questions.

    Alternatives that tie for the lead are a leader of its own, so ties count as open until they
    are settled; so is nobody, where a choice set is empty. The entropy can therefore be more than
    log2 of the number of alternatives. What unscored cells do is the method's affair; an unscored
    criterion has no weight and is not asked about.

    References
    ----------
    Cover, T. M., Thomas, J. A. (2006). Elements of information theory, 2nd ed. Wiley.
    Lindley, D. V. (1956). On a measure of the information provided by an experiment. Annals of
    Mathematical Statistics 27(4), 986-1005.
    Roulston, M. S. (1999). Estimating the errors on measured entropy and mutual information.
    Physica D 125(3-4), 285-294.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> result = next_question(problem, size=2000, rng=1)
    >>> print(result.questions[0])
    does 'cost' weigh more than 'reach'?
    >>> next_question(problem, weights=result.answer(True), size=2000, rng=1).sentence
    'A first in 100 % (exact) of the weightings; nothing left to ask'
    """
    found = registry.find(method)
    problem = found.problem_for(problem, options)
    evaluator = found.on(problem, options)
    weight_space = space_on(weights, problem)
    all_questions = questions_about(problem)
    # An answer takes an eighth of the room of a number.
    kept = len(problem.criteria) + len(problem.alternatives) + -(-len(all_questions) // 8)
    n_draws = check_size(size, numbers_kept=kept)
    generator = as_generator(rng)
    seed = seed_of(generator)
    drawn = weight_space.sample(problem, n_draws, generator)
    sets, which = np.unique(
        evaluator.ranks(drawn[:, problem.scored]) == 1, axis=0, return_inverse=True
    )
    asked, replies = _open_questions(all_questions, drawn)
    told = information_gain(which, replies)
    order = np.argsort(-told.gain.round(12), kind="stable")
    shares = np.bincount(which, minlength=len(sets)) / n_draws
    by_share = np.argsort(-shares, kind="stable")
    names = np.array(problem.alternative_names, dtype=object)
    leader_sets = tuple(tuple(names[sets[k]].tolist()) for k in by_share)
    provenance = Provenance.of(
        problem, evaluator.name, evaluator.options, weight_space.name, repr(weight_space),
        size=n_draws, seed=seed, versions=versions(),
    )  # fmt: skip
    return Questions(
        table=_table([asked[i] for i in order], told, order),
        questions=tuple(asked[i] for i in order),
        entropy=told.entropy,
        entropy_error=told.entropy_error,
        leaders=pd.Series(shares[by_share], index=[leaders_text(each) for each in leader_sets]),
        leader_sets=leader_sets,
        weights=weight_space,
        size=n_draws,
        provenance=provenance,
        certain=len(leader_sets) == 1
        and bool(certain_ranks(problem, found, evaluator, weight_space)[:, 0].all()),
    )


def questions_about(problem: DecisionProblem) -> list[Question]:
    """List the questions to choose from: see the notes of `next_question`."""
    kind, names, membership = parts_of(problem)
    kinds = kinds_where_unclear(kind, names, problem)
    percents = sorted({*THRESHOLDS, round(100 / len(names))} - {0, 100})
    pairs = [
        Question(
            one, other, 0, problem.criterion_names,
            tuple((membership[i] - membership[j]).tolist()), 0.0, (kinds[one], kinds[other]),
        )
        for (i, one), (j, other) in combinations(enumerate(names), 2)
        if math.comb(len(names), 2) <= MOST_PAIRS
    ]  # fmt: skip
    shares = [
        Question(
            name, "", percent, problem.criterion_names,
            tuple(row.tolist()), percent / 100, (kinds[name], ""),
        )
        for name, row in zip(names, membership, strict=True)
        for percent in percents
    ]  # fmt: skip
    return pairs + shares


def _open_questions(asked: list[Question], drawn: FloatArray) -> tuple[list[Question], BoolArray]:
    """Leave out what all draws answer alike, and what only asks an earlier question again.

    Returns
    -------
    questions, and their answers of shape (n, n_questions)
    """
    drawn = np.asfortranarray(drawn)  # a question looks at few criteria
    seen: set[bytes] = set()
    kept: list[Question] = []
    replies = np.empty((len(drawn), len(asked)), dtype=np.bool_, order="F")
    for question in asked:
        reply = question.holds(drawn)
        key = np.packbits(reply ^ reply[0]).tobytes()  # a question and its opposite are one
        if reply.any() and not reply.all() and key not in seen:
            seen.add(key)
            replies[:, len(kept)] = reply
            kept.append(question)
    return kept, replies[:, : len(kept)]


def _table(asked: list[Question], told: InformationGain, order: IntArray) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "question": pd.Series([each.text for each in asked], dtype=object),
            "gain": told.gain[order],
            "gain_error": told.error[order],
            "yes": told.yes[order],
            "yes_error": told.yes_error[order],
            "if yes": told.if_yes[order],
            "if no": told.if_no[order],
        }
    )
