"""Asking questions about weights until it is settled who leads."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from mcda_ai.contract import Method, MethodFunction
from mcda_ai.problem import DecisionProblem
from mcda_ai.questions import Question, next_question
from mcda_ai.ranking import FloatArray
from mcda_ai.weights import (
    RandomSource,
    Uniform,
    WeightsLike,
    WeightSpace,
    as_generator,
    resolve,
    space,
)

_LEAST_GAIN = 1e-12

Answers: TypeAlias = Callable[[Question], bool] | WeightsLike


@dataclass(frozen=True, eq=False, repr=False)
class Settlement:
    """The questions asked of one decision maker until the leader was settled, or none was left.

    Attributes
    ----------
    steps : DataFrame, one row an answer
        "question", "answer", the entropy before it ("bits open"), and after it the most frequent
        leader ("leader") and the share of the weightings in which it leads ("share").
    settled : bool
        Whether the share of the most frequent leader reached the certainty asked for.
    leaders : Series by leader
        At the end; see `Questions`.
    weights : WeightSpace
        What the answers leave.
    """

    steps: pd.DataFrame
    settled: bool
    leaders: pd.Series[float]
    weights: WeightSpace

    @property
    def n_answers(self) -> int:
        """How many questions were answered."""
        return len(self.steps)

    @property
    def sentence(self) -> str:
        """Say whether it is settled, and after how many answers."""
        n, who = self.n_answers, str(self.leaders.index[0])
        answers = f"{n} answer{'' if n == 1 else 's'}"
        share = f"first in {100 * self.leaders.iloc[0]:.1f} % of the weightings drawn"
        return f"{'settled' if self.settled else 'not settled'} after {answers}: {who} {share}"

    def to_frame(self) -> pd.DataFrame:
        """One row an answer."""
        return self.steps.copy()

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "steps": self.steps.to_dict(orient="records"),
            "n_answers": self.n_answers,
            "settled": self.settled,
            "leaders": self.leaders.to_dict(),
            "weights": repr(self.weights),
            "sentence": self.sentence,
        }

    def __repr__(self) -> str:
        return f"{self.sentence}\n{self.steps.to_string()}"

    def _repr_html_(self) -> str:
        table: str = self.steps.to_html()
        return f"<p>{html.escape(self.sentence)}</p>{table}"


def settle(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    answers: Answers = "equal",
    weights: WeightSpace | str | None = None,
    *,
    certainty: float = 0.95,
    most: int = 20,
    size: int = 2**12,
    rng: RandomSource = None,
    options: Mapping[str, str] | None = None,
) -> Settlement:
    """Ask the best question again and again until the leader is settled.

    Parameters
    ----------
    problem, method, weights, size, rng, options
        As for `next_question`; each round draws afresh from the space that is left.
    answers : callable, or weights
        A function from a `Question` to True or False; or the weights of a fictitious decision
        maker, in any form that `mcda_ai.weights.resolve` takes, who answers by them.
    certainty : float, optional
        Stop as soon as one set of leaders has at least this share of the draws; 1 is all of them.
    most : int, optional
        Stop after this many answers.

    Returns
    -------
    Settlement

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.load("ai-factory")
    >>> settle(problem, answers="layer-equal", weights="layer-first", size=1000, rng=1).n_answers
    2
    """
    generator = as_generator(rng)
    reply = answers if callable(answers) else _answers_of(resolve(answers, problem))
    left = space(Uniform() if weights is None else weights)
    rows: list[dict[str, Any]] = []
    while True:
        result = next_question(problem, method, left, size=size, rng=generator, options=options)
        if rows:
            rows[-1] |= {"leader": result.leaders.index[0], "share": result.leaders.iloc[0]}
        settled = bool(result.leaders.iloc[0] >= certainty)
        telling = bool(result.questions) and result.table["gain"].iloc[0] > _LEAST_GAIN
        if settled or not telling or len(rows) >= most:
            columns = ["question", "answer", "bits open", "leader", "share"]
            return Settlement(pd.DataFrame(rows, columns=columns), settled, result.leaders, left)
        best = result.questions[0]
        yes = bool(reply(best))
        rows.append({"question": best.text, "answer": "yes" if yes else "no",
                     "bits open": result.entropy})  # fmt: skip
        left = result.answer(yes)


def _answers_of(weights: FloatArray) -> Callable[[Question], bool]:
    """Answer as somebody does who has these weights."""
    return lambda question: bool(question.holds(weights))
