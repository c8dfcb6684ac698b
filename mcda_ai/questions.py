"""Which question about weights to ask next: the one whose answer tells most about who leads."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mcda_ai import registry
from mcda_ai.contract import Method, MethodFunction
from mcda_ai.faults import ProblemError, find_name
from mcda_ai.problem import DecisionProblem
from mcda_ai.ranking import BoolArray, FloatArray, IntArray
from mcda_ai.robustness_result import Provenance, seed_of, versions
from mcda_ai.weights import (
    Constrained,
    RandomSource,
    Uniform,
    WeightSpace,
    as_generator,
    check_size,
    space,
)

THRESHOLDS = (10, 20, 30, 40, 50)
"""Per cent of the weight; the equal share is asked about as well."""
DEFAULT_SIZE = 2**14


@dataclass(frozen=True)
class Question:
    """A yes/no question about weights.

    Parameters
    ----------
    text : str
        ``does 'impact' weigh more than 'preconditions'?``
    if_yes, if_no : str
        What the answer says of the weights, as `mcda_ai.weights.Constrained` reads it.
    coefficients : tuple of float, one per criterion
    bound : float
        The answer is yes if ``coefficients @ weights`` is above it.
    """

    text: str
    if_yes: str
    if_no: str
    coefficients: tuple[float, ...]
    bound: float = 0.0

    def holds(self, weights: FloatArray) -> BoolArray:
        """Answer under weights of shape (..., n_criteria)."""
        return np.asarray(weights @ np.array(self.coefficients) > self.bound, dtype=np.bool_)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, eq=False, repr=False)
class Questions:
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
        Share of the weightings in which just these alternatives lead, tied if several; largest
        first.
    weights : WeightSpace
        What was known of the weights.
    size : int
    provenance : Provenance
    """

    table: pd.DataFrame
    questions: tuple[Question, ...]
    entropy: float
    entropy_error: float
    leaders: pd.Series[float]
    weights: WeightSpace
    size: int
    provenance: Provenance

    @property
    def settled(self) -> bool:
        """Whether the same alternatives lead in every weighting drawn."""
        return len(self.leaders) == 1

    @property
    def sentence(self) -> str:
        """Say what to ask next."""
        who = str(self.leaders.index[0])
        if self.settled:
            return f"settled: {who} first in all {self.size:,} weightings drawn"
        if not self.questions:
            return (
                f"no question left that these weights do not answer; {self.entropy:.2f} bits open"
            )
        best: Any = self.table.iloc[0]
        return (
            f"ask: {best.question} It is expected to tell {best.gain:.2f} of the "
            f"{self.entropy:.2f} bits that are open about who leads "
            f"(yes in {100 * best.yes:.0f} % of the weightings)"
        )

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
            If there is no such question.
        """
        if not isinstance(yes, bool | np.bool_):
            raise ProblemError(f"answer: {yes!r}; allowed: True or False")
        asked = question if isinstance(question, Question) else self._find(question)
        return self.weights & Constrained(asked.if_yes if yes else asked.if_no)

    def _find(self, question: int | str) -> Question:
        if isinstance(question, str):
            texts = [each.text for each in self.questions]
            return self.questions[texts.index(find_name("question", question, texts))]
        if not 0 <= question < len(self.questions):
            raise ProblemError(f"question {question}: allowed: 0 to {len(self.questions) - 1}")
        return self.questions[question]

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
            "settled": self.settled,
            "sentence": self.sentence,
            "weights": repr(self.weights),
            "size": self.size,
            "provenance": asdict(self.provenance),
        }

    def _shown(self) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "question": self.table["question"],
                "bits": _with_errors(self.table, "gain", 1, 3),
                "% yes": _with_errors(self.table, "yes", 100, 1),
            }
        )

    def __repr__(self) -> str:
        return f"{self.provenance}\n{self.sentence}\n{self._shown().head(10).to_string()}"

    def _repr_html_(self) -> str:
        told = f"{html.escape(str(self.provenance))}<br>{html.escape(self.sentence)}"
        table: str = self._shown().to_html()
        return f"<p>{told}</p>{table}"


def next_question(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightSpace | str | None = None,
    *,
    size: int = DEFAULT_SIZE,
    rng: RandomSource = None,
    options: Mapping[str, str] | None = None,
) -> Questions:
    """Rank questions about weights by how much their answers tell about who leads.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
    weights : WeightSpace or its name, optional
        What is known of the weights; ``Uniform()`` unless stated.
    size : int, optional
        Number of weightings drawn; all questions are judged by the same ones.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional
    options : mapping of str to str, optional
        Named options of the method.

    Returns
    -------
    Questions

    Raises
    ------
    ProblemError
        For an unknown method, option or weight space, or an empty weight space.

    Notes
    -----
    The questions compare each pair of layers, and each layer with 10, 20, 30, 40 and 50 % of the
    weight and with the equal share; criteria if only one layer is scored. What an answer tells is
    the mutual information between it and the set of leaders (Lindley 1956; Cover and Thomas 2006,
    sec. 2.4). Estimated by shares of the draws, it has a bias of about (sets - 1) / (2 N ln 2)
    bits upward; its standard error is that of the mean pointwise information (Roulston 1999).
    The best next question need not begin the shortest series of questions.

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
    'settled: A first in all 2,000 weightings drawn'
    """
    evaluator = registry.find(method).on(problem, options)
    weight_space = space(Uniform() if weights is None else weights)
    generator = as_generator(rng)
    seed, n_draws = seed_of(generator), check_size(size)
    drawn = weight_space.sample(problem, n_draws, generator)
    sets, which = np.unique(
        evaluator.ranks(drawn[:, problem.scored]) == 1, axis=0, return_inverse=True
    )
    asked, replies = _open_questions(questions_about(problem), drawn)
    told = information_gain(which, replies)
    order = np.argsort(-told.gain.round(12), kind="stable")
    shares = pd.Series(
        np.bincount(which, minlength=len(sets)) / n_draws,
        index=[_named(each, problem.alternative_names) for each in sets],
    )
    provenance = Provenance(
        problem.name, problem.active_reading, problem.active_scenarios, problem.removed,
        evaluator.method.name, dict(evaluator.options), weight_space.name, repr(weight_space),
        n_draws, seed, versions(),
    )  # fmt: skip
    return Questions(
        table=_table([asked[i] for i in order], told, order),
        questions=tuple(asked[i] for i in order),
        entropy=told.entropy,
        entropy_error=told.entropy_error,
        leaders=shares.sort_values(ascending=False, kind="stable"),
        weights=weight_space,
        size=n_draws,
        provenance=provenance,
    )


def questions_about(problem: DecisionProblem) -> list[Question]:
    """List the questions to choose from: see the notes of `next_question`."""
    names, membership = _parts(problem)
    percents = sorted({*THRESHOLDS, round(100 / len(names))} - {0, 100})
    pairs = [
        Question(
            f"does '{one}' weigh more than '{other}'?",
            f"{one} >= {other}",
            f"{one} <= {other}",
            tuple((membership[i] - membership[j]).tolist()),
        )
        for (i, one), (j, other) in combinations(enumerate(names), 2)
    ]
    shares = [
        Question(
            f"does '{name}' weigh more than {percent} %?",
            f"{name} >= {percent} %",
            f"{name} <= {percent} %",
            tuple(row.tolist()),
            percent / 100,
        )
        for name, row in zip(names, membership, strict=True)
        for percent in percents
    ]
    return pairs + shares


class InformationGain(NamedTuple):
    """What answers tell about the leader, in bits; arrays have one entry per question."""

    gain: FloatArray
    error: FloatArray
    yes: FloatArray
    yes_error: FloatArray
    if_yes: FloatArray
    if_no: FloatArray
    entropy: float
    entropy_error: float


def information_gain(outcomes: IntArray, answers: BoolArray) -> InformationGain:
    """Estimate what the answer to each question tells about an outcome.

    Parameters
    ----------
    outcomes : array of int, shape (n,)
        Which outcome each draw has: 0, 1, ...
    answers : array of bool, shape (n, n_questions)

    Returns
    -------
    InformationGain
        Mutual information with its standard error; share of yes; entropy of the outcome given
        yes and given no (0 where nobody gives that answer); entropy, with its standard error.

    Examples
    --------
    >>> told = information_gain(np.array([0, 0, 1, 1]), np.array([[1], [1], [0], [0]], bool))
    >>> told.gain, told.entropy
    (array([1.]), 1.0)
    """
    n = len(outcomes)
    counts = np.bincount(outcomes)
    yes = np.stack([answers[outcomes == k].sum(axis=0) for k in range(len(counts))])
    joint = np.stack([yes, counts[:, None] - yes]) / n  # (yes or no, outcomes, questions)
    of_answer = np.stack([answers.mean(axis=0), 1 - answers.mean(axis=0)])
    share = counts / n
    some = joint > 0
    apart = share[:, None] * of_answer[:, None]
    pointwise = np.log2(np.divide(joint, apart, where=some, out=np.ones_like(joint)))
    gain = (joint * pointwise).sum(axis=(0, 1))
    variance = (joint * pointwise**2).sum(axis=(0, 1)) - gain**2
    given = np.divide(joint, of_answer[:, None], where=some, out=np.ones_like(joint))
    if_yes, if_no = -(given * np.log2(given)).sum(axis=1) + 0.0
    surprise = -np.log2(share, where=share > 0, out=np.zeros_like(share))
    entropy = float(share @ surprise)
    return InformationGain(
        gain=np.maximum(gain, 0.0),
        error=np.sqrt(np.maximum(variance, 0.0) / n),
        yes=of_answer[0],
        yes_error=np.sqrt(of_answer[0] * of_answer[1] / n),
        if_yes=if_yes,
        if_no=if_no,
        entropy=entropy,
        entropy_error=float(np.sqrt(max(share @ surprise**2 - entropy**2, 0.0) / n)),
    )


def _open_questions(asked: list[Question], drawn: FloatArray) -> tuple[list[Question], BoolArray]:
    """Leave out what all draws answer alike, and what only asks an earlier question again.

    Returns
    -------
    questions, and their answers of shape (n, n_questions)
    """
    seen: set[bytes] = set()
    kept: list[Question] = []
    replies: list[BoolArray] = []
    for question in asked:
        reply = question.holds(drawn)
        key = np.packbits(reply ^ reply[0]).tobytes()  # a question and its opposite are one
        if reply.any() and not reply.all() and key not in seen:
            seen.add(key)
            kept.append(question)
            replies.append(reply)
    none = np.empty((len(drawn), 0), dtype=np.bool_)
    return kept, np.stack(replies, axis=1) if kept else none


def _parts(problem: DecisionProblem) -> tuple[list[str], FloatArray]:
    """Name what questions are about, and which weights make it up; (n_parts, n_criteria)."""
    layers = np.unique(problem.layer_of[problem.scored])
    if len(layers) > 1:
        membership = (layers[:, None] == problem.layer_of) & problem.scored
        return [problem.layer_names[layer] for layer in layers], membership.astype(np.float64)
    scored = np.flatnonzero(problem.scored)
    return [problem.criterion_names[k] for k in scored], np.eye(len(problem.scored))[scored]


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


def _with_errors(table: pd.DataFrame, name: str, times: float, decimals: int) -> list[str]:
    """Write a column with its standard errors."""
    return [
        f"{times * value:.{decimals}f} ± {times * error:.{decimals}f}"
        for value, error in zip(table[name], table[f"{name}_error"], strict=True)
    ]


def _named(leads: BoolArray, names: tuple[str, ...]) -> str:
    return " = ".join(name for name, flag in zip(names, leads, strict=True) if flag) or "nobody"
