"""Asking questions about weights until it is settled who leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

import pandas as pd

from mcda_ai.elicitation.questions import Question, check_answer, next_question
from mcda_ai.messages.arguments import Portion, Whole, checks_arguments
from mcda_ai.messages.claims import Certainty, Claim, Share, Value, claims_of
from mcda_ai.messages.faults import ProblemError, check_whole, faults_of, shown
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import FloatArray, as_real
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import (
    RandomSource,
    SpaceLike,
    WeightsLike,
    WeightSpace,
    as_generator,
    resolve,
    space_on,
)

_claim = claims_of("elicitation.settlement")
_fault = faults_of("elicitation")

Answers: TypeAlias = Callable[[Question], bool] | WeightsLike


@dataclass(frozen=True, eq=False, repr=False)
class Settlement(ShownResult):
    """The questions asked of one decision maker until the leader was settled, or none was left.

    Attributes
    ----------
    steps : DataFrame, one row an answer
        "question", "answer", the entropy before it ("bits open"), and after it the most frequent
        leader ("leader") and the share of the weightings in which it leads ("share").
    questions : tuple of Question
        Those asked, in the same order.
    settled : bool
        Whether the share of the most frequent leader reached the certainty asked for. Never where
        the weights that answer tie on one of the questions, and put another first: a "no" to "does
        X weigh more than Y?" leaves weights of which theirs are on the edge.
    certainty : float
        From 0 (not included) to 1.
    most : int
        The most answers allowed.
    leaders : Series by leader
        At the end; see `Questions`.
    leader_sets : tuple of tuples of str
        The same sets of alternatives, by name.
    weights : WeightSpace
        What the answers leave.
    answers : str
        Who answered: weights as they were given, or the name of a function.
    provenance : Provenance
        Of the first round: method, what was known of the weights, size of each round, seed.
    theirs : tuple of str, optional
        Whom the weights that answered put first; None where a function answered.
    tied : bool, optional
        Whether both sides of one of the questions weigh the same for them, so that they are on the
        edge of what their answers leave.
    certain : bool, optional
        Whether the same alternatives lead under every weighting that the answers leave.
    """

    made_by: ClassVar[str] = "mcda_ai.settle"
    steps: pd.DataFrame
    questions: tuple[Question, ...]
    settled: bool
    certainty: float
    most: int
    leaders: pd.Series[float]
    leader_sets: tuple[tuple[str, ...], ...]
    weights: WeightSpace
    answers: str
    provenance: Provenance
    theirs: tuple[str, ...] | None = None
    tied: bool = False
    certain: bool = False

    @property
    def n_answers(self) -> int:
        """How many questions were answered."""
        return len(self.steps)

    def _claims(self) -> Iterator[Claim]:
        """Say whether it is settled, at which certainty, and after how many answers."""
        who, drawn = self.leader_sets[0], 0 if self.certain else self.provenance.size
        stated: dict[str, Value] = {
            "certainty": self.certainty,
            "whole": self.certainty == 1,
            "n": self.n_answers,
            "who": who,
            "share": Share(float(self.leaders.iloc[0]), drawn),
            "drawn": drawn,
            "differs": self.theirs is not None and self.theirs != who,
            "tied": self.tied,
            "theirs": self.theirs or (),
        }
        certainty: Certainty = "exact" if self.certain else "drawn"
        if self.settled:
            yield _claim("settled", certainty, **stated)
        else:
            yield _claim("not settled", certainty, **stated, most=self.n_answers >= self.most)

    def to_frame(self) -> pd.DataFrame:
        """One row an answer."""
        return self.steps.copy()

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "steps": self.steps.to_dict(orient="records"),
            "n_answers": self.n_answers,
            "settled": self.settled,
            "certainty": self.certainty,
            "most": self.most,
            "leaders": self.leaders.to_dict(),
            "leader_sets": [list(each) for each in self.leader_sets],
            "weights": repr(self.weights),
            "answers": self.answers,
            "theirs": None if self.theirs is None else list(self.theirs),
            "tied": self.tied,
            "sentence": self.sentence,
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": self.provenance.to_dict(),
        }

    def _parts(self) -> Iterator[Part]:
        yield from (f"{self.provenance}; answers of {self.answers}", self.sentence)
        if self.n_answers:
            yield self.steps


@checks_arguments
def settle(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: SpaceLike = None,
    *,
    answers: Answers = None,
    certainty: Portion = 0.95,
    most: Whole = 20,
    size: Whole = 2**12,
    rng: RandomSource = 1,
    options: Mapping[str, str] | None = None,
) -> Settlement:
    """Ask the best question again and again until the leader is settled.

    Parameters
    ----------
    problem, method, weights, size, rng, options
        As for `next_question`; each round draws afresh from the space that is left.
    answers : callable, or weights
        A function from a `Question` to True or False; or the weights of a fictitious decision
        maker, in any form that `mcda_ai.weights.resolve` takes, who answers by them: "no" where
        both sides weigh the same. Unless given, the problem's own weights, else equal layers.
    certainty : float, optional
        Above 0, up to 1: stop as soon as one set of leaders has at least this share of the draws;
        1 is all of them.
    most : int, optional
        Stop after this many answers, 0 or more.

    Returns
    -------
    Settlement

    Raises
    ------
    ProblemError
        As `next_question`; for a certainty or a number of answers that cannot be, weights that
        cannot be used, or an answer that is neither True nor False.

    Notes
    -----
    Alternatives that tie for the lead are a leader of its own. What unscored cells do is the
    method's affair; an unscored criterion is not asked about. The share at the end is estimated
    from the draws, so a leader just above the certainty can be just below it.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.load("ai-factory")
    >>> settle(problem, answers="layer-equal", weights="layer-first", size=300, rng=1).n_answers
    4
    """
    problem = registry.find(method).problem_for(problem, options)
    left = space_on(weights, problem)
    wanted = as_real(certainty)
    if wanted is None or not 0 < wanted <= 1:
        raise ProblemError(_fault("certainty", given=shown(certainty)))
    check_whole("most", most, 0)
    generator = as_generator(rng)
    reply: Callable[[Question], bool]
    theirs: FloatArray | None = None
    first: tuple[str, ...] | None = None
    if callable(answers):
        reply = answers
    else:
        theirs = resolve(answers, problem)
        reply = _answers_of(theirs)
        first = _first_under(theirs, problem, registry.find(method).on(problem, options))
    rows: list[dict[str, Any]] = []
    asked: list[Question] = []
    provenance: Provenance | None = None
    while True:
        result = next_question(problem, method, left, size=size, rng=generator, options=options)
        provenance = provenance or result.provenance
        if rows:
            rows[-1] |= {"leader": result.leaders.index[0], "share": result.leaders.iloc[0]}
        tied = theirs is not None and any(each.is_tied(theirs) for each in asked)
        misled = tied and first != result.leader_sets[0]
        settled = bool(result.leaders.iloc[0] >= wanted) and not misled
        if settled or not result.tell or len(rows) >= most:
            return Settlement(
                steps=pd.DataFrame(
                    rows, columns=["question", "answer", "bits open", "leader", "share"]
                ),
                questions=tuple(asked),
                settled=settled,
                certainty=wanted,
                most=most,
                leaders=result.leaders,
                leader_sets=result.leader_sets,
                weights=left,
                answers=_described(answers),
                provenance=provenance,
                theirs=first,
                tied=tied,
                certain=result.certain,
            )
        best = result.questions[0]
        yes = check_answer(reply(best))
        rows.append({"question": best.text, "answer": "yes" if yes else "no",
                     "bits open": result.entropy})  # fmt: skip
        asked.append(best)
        left = result.answer(yes)


def _answers_of(weights: FloatArray) -> Callable[[Question], bool]:
    """Answer as somebody does who has these weights."""
    return lambda question: bool(question.holds(weights))


def _first_under(
    weights: FloatArray, problem: DecisionProblem, evaluator: Evaluator
) -> tuple[str, ...]:
    ranks = evaluator.ranks(weights[problem.scored])
    named = zip(problem.alternative_names, ranks.tolist(), strict=True)
    return tuple(name for name, rank in named if rank == 1)


def _described(answers: Answers) -> str:
    if answers is None:
        return "the problem's own weights"
    if callable(answers):
        return str(getattr(answers, "__name__", type(answers).__name__))
    return answers if isinstance(answers, str) else " ".join(repr(answers).split())
