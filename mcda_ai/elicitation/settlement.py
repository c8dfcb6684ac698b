"""Asking questions about weights until it is settled who leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import pandas as pd

from mcda_ai.elicitation.questions import Question, check_answer, next_question
from mcda_ai.messages.faults import ProblemError, check_whole
from mcda_ai.messages.figures import share_text, stated_percent
from mcda_ai.messages.label import Label
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import Labels, Words
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.orders.weak_order import FloatArray, as_real
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import (
    RandomSource,
    WeightsLike,
    WeightSpace,
    as_generator,
    resolve,
    space,
)

_LEAST_GAIN = 1e-12

_SETTLED = Label(
    en="settled at {certainty}{after}: {first} in {share} of the weightings drawn",
    nl="beslist (vereist: {certainty}){after}: {first} bij {share} van de getrokken wegingen",
)
_NOT_SETTLED = Label(
    en="not settled at {certainty}{after}{why}: {first} in {share} of the weightings drawn",
    nl="niet beslist (vereist: {certainty}){after}{why}: {first} bij {share} van de getrokken "
    "wegingen",
)
_NO_ANSWER = Label(en=" without a question", nl=" zonder één vraag")
_ONE_ANSWER = Label(en=" after 1 answer", nl=" na 1 antwoord")
_ANSWERS = Label(en=" after {n} answers", nl=" na {n} antwoorden")
_MOST_ASKED = Label(en=", the most allowed", nl=", meer mogen er niet zijn")
_NONE_LEFT = Label(
    en=", and no question left that tells more", nl=", en geen vraag over die meer zegt"
)

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
        Whether the share of the most frequent leader reached the certainty asked for.
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
    """

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

    @property
    def n_answers(self) -> int:
        """How many questions were answered."""
        return len(self.steps)

    def in_words(self, language: str = "en", labels: Labels = None) -> tuple[str, ...]:
        """Say whether it is settled, at which certainty, and after how many answers.

        Parameters
        ----------
        language : {"en", "nl"}
        labels : mapping of name to text, optional
            What to call alternatives; their names unless given.

        Raises
        ------
        ProblemError
            For another language.
        """
        words, n = Words(language, labels), self.n_answers
        told = words.say(
            _SETTLED if self.settled else _NOT_SETTLED,
            certainty=stated_percent(self.certainty, language),
            after=words.count(n, _ONE_ANSWER, _ANSWERS) if n else words.say(_NO_ANSWER),
            why=words.say(_MOST_ASKED if n >= self.most else _NONE_LEFT),
            first=words.first(self.leader_sets[0]),
            share=share_text(float(self.leaders.iloc[0]), self.provenance.size, language),
        )
        return (told,)

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
            "sentence": self.sentence,
            "provenance": asdict(self.provenance),
        }

    def _parts(self) -> Iterator[Part]:
        yield from (f"{self.provenance}; answers of {self.answers}", self.sentence)
        if self.n_answers:
            yield self.steps


def settle(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightSpace | str | None = None,
    *,
    answers: Answers = None,
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
        maker, in any form that `mcda_ai.weights.resolve` takes, who answers by them. Unless given,
        the problem's own weights, else equal layers.
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
    >>> settle(problem, answers="layer-equal", weights="layer-first", size=1000, rng=1).n_answers
    2
    """
    left = space(weights, problem)
    wanted = as_real(certainty)
    if wanted is None or not 0 < wanted <= 1:
        raise ProblemError(f"certainty: {certainty!r}; allowed: a number above 0, up to 1")
    check_whole("most", most, 0)
    generator = as_generator(rng)
    reply = answers if callable(answers) else _answers_of(resolve(answers, problem))
    rows: list[dict[str, Any]] = []
    asked: list[Question] = []
    provenance: Provenance | None = None
    while True:
        result = next_question(problem, method, left, size=size, rng=generator, options=options)
        provenance = provenance or result.provenance
        if rows:
            rows[-1] |= {"leader": result.leaders.index[0], "share": result.leaders.iloc[0]}
        settled = bool(result.leaders.iloc[0] >= wanted)
        telling = bool(result.questions) and result.table["gain"].iloc[0] > _LEAST_GAIN
        if settled or not telling or len(rows) >= most:
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


def _described(answers: Answers) -> str:
    if answers is None:
        return "the problem's own weights"
    if callable(answers):
        return str(getattr(answers, "__name__", type(answers).__name__))
    return answers if isinstance(answers, str) else " ".join(repr(answers).split())
