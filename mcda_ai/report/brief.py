"""The brief: the answer on half a page, in plain words, for who has five minutes.

It says nothing that the report does not say: methods go unnamed, and what the answer hangs on
stands in an order of its own. Where room runs out, parts fall away from the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.baseline import told_of_baseline
from mcda_ai.messages.claims import Claim, Value, claims_of
from mcda_ai.messages.label import Label, called
from mcda_ai.methods.thin_evidence import EmptyCells
from mcda_ai.problem.circumstances import set_apart
from mcda_ai.problem.decision import told_of_decision
from mcda_ai.report.baseline import baseline_told
from mcda_ai.report.document import Sentences
from mcda_ai.report.gathering import Answer
from mcda_ai.report.headline import headline, told_of_taking_part, weights_told
from mcda_ai.report.measured import measured_criteria, sizes_count
from mcda_ai.report.scopes import Scope
from mcda_ai.report.shown import words_of
from mcda_ai.report.texts import say, text_of
from mcda_ai.sensitivity.reasons import reasons

MOST_WORDS = 250

_claim = claims_of("report.brief")
_ALWAYS = ("brief out", "brief leads")
_HEADLINE = "report.headline."
_OUT = "messages.exclusions.out"
_SHARED = "sensitivity.reasons.shared"
_REASONS = ("sensitivity.reasons.for and against", "sensitivity.reasons.sides")
_OF_BASELINE = ("report.baseline.leads", "report.baseline.every weighting")
_DISTANCES = ("nearest lead", "no other lead", "always tied", "shared lead")
_VERSIONS = ("sensitivity.stability.version", "sensitivity.stability.disputed")
_MOST_VERSIONS = 3
_LONGEST_CODE = 3  # letters, as of B3
_MOST_WITH_REASONS = 2  # options that take no part


@checks_arguments
def brief(
    answer: Answer, language: Language = "en", *, with_out: bool = True
) -> tuple[Sentences, ...]:
    """Give the parts of the brief, each with its heading, as many as there is room for.

    Parameters
    ----------
    answer : Answer
    language : {"en", "nl"}, optional
    with_out : bool, optional
        Whether it tells who takes no part; not where that stands above it.

    Returns
    -------
    tuple of Sentences
        At most 250 words, with their headings and what stands above them; but who takes no part
        and who leads are told at any length.
    """
    told, room = _Introductions(answer, language), MOST_WORDS - _words(*heading(answer, language))
    parts = []
    for name, stated in stated_by_part(answer).items():
        if not stated or (name == "brief out" and not with_out):
            continue
        part = told.part(name, stated)
        room -= _words(part.heading, *part.sentences)
        if room < 0 and name not in _ALWAYS:
            break
        parts.append(part)
    return tuple(parts)


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


@checks_arguments
def brief_data(answer: Answer) -> dict[str, Any]:
    """Give what the brief claims as plain data, whether or not there is room for it on half a page.

    Parameters
    ----------
    answer : Answer
    """
    circumstances = answer.everything.stability.provenance.circumstances
    stated = (item for part in stated_by_part(answer).values() for item in part)
    claims = (replace(c, circumstances=circumstances) for c in stated if isinstance(c, Claim))
    return {"problem": answer.problem.name, "claims": [claim.to_dict() for claim in claims]}


def heading(answer: Answer, language: Language) -> tuple[str, ...]:
    """Give what stands above the brief: the problem, what is decided, reading and scenarios."""
    apart = map(words_of(language).said, set_apart(answer.problem, language))
    decision = Sentences(tuple(told_of_decision(answer.problem)), words_of(language)).sentences
    return tuple(filter(None, (called(answer.problem, language), *decision, "; ".join(apart))))


def stated_by_part(answer: Answer) -> dict[str, tuple[Claim | Label, ...]]:
    """Give what each part of the brief states, the most important part first."""
    heads = tuple(headline(answer))
    known = {claim.kind: claim for claim in heads if claim.kind.startswith(_HEADLINE)}
    parts: dict[str, Iterable[Claim | Label]] = {
        "brief out": _out(answer),
        "brief leads": _leads(answer),
        "brief weightings": _weightings(answer, heads),
        "brief reasons": _reasons(answer),
        "brief changes": _changes(answer, known),
        "brief stakeholders": _stakeholders(known),
        "brief repeats": _in_brief(known, "equal rankings"),
        "brief open": _open(answer),
        "brief limits": _limits(answer),
    }
    return {name: tuple(stated) for name, stated in parts.items()}


class _Introductions:
    """Says parts one after another, with options called as people call them.

    A short name is a code: where it first occurs its label stands behind it. A longer one is for
    files and commands, and its label stands in its place.
    """

    def __init__(self, answer: Answer, language: Language) -> None:
        self._language = language
        self._ballots = answer.problem.counts
        self._baseline = answer.problem.baseline or ""
        everybody = answer.problem.whole.alternatives
        labels = {each.name: called(each, language) for each in everybody}
        in_place = {name: label for name, label in labels.items() if len(name) > _LONGEST_CODE}
        self._labels = answer.problem.whole.labels(language) | in_place
        self._to_introduce = {
            name: f"{name} ({label})"
            for name, label in labels.items()
            if name not in in_place and label != name
        }

    def part(self, name: str, stated: tuple[Claim | Label, ...]) -> Sentences:
        """Give a part; whom it names first is introduced by it."""
        named = {each for item in stated for each in _names_in(item)}
        labels = {each: self._to_introduce.pop(each) for each in named & {*self._to_introduce}}
        heading = say(name, self._language, ballots=self._ballots)
        words = words_of(self._language, self._labels | labels).marking(self._baseline)
        return Sentences(stated, words, heading)


def _names_in(item: Value) -> Iterator[str]:
    if isinstance(item, Claim):
        for value in item.values.values():
            yield from _names_in(value)
    elif isinstance(item, tuple):
        for value in item:
            yield from _names_in(value)
    elif isinstance(item, str):
        yield item


def _in_brief(known: dict[str, Claim], kind: str) -> Iterator[Claim]:
    """Say what the headline says, in fewer words."""
    if claim := known.get(_HEADLINE + kind):
        yield replace(claim, kind=f"report.brief.{kind}")


def _out(answer: Answer) -> Iterator[Claim]:
    """Say who takes no part and why; of more than a few, only what was required."""
    excluded = answer.problem.excluded
    names = tuple(dict.fromkeys(each.name for each in excluded))
    if len(names) <= _MOST_WITH_REASONS:
        yield from map(_without_label, told_of_taking_part(answer.problem))
        return
    criteria = tuple(dict.fromkeys(each.criterion for each in excluded))
    yield _claim("out", who=names, n=len(names), criteria=criteria)
    yield from told_of_baseline(answer.problem.baseline or "")


def _without_label(claim: Claim) -> Claim:
    """Leave out the label that stands behind a name: the brief introduces everybody alike."""
    return replace(claim, values={**claim.values, "label": False}) if claim.kind == _OUT else claim


def _leads(answer: Answer) -> Iterator[Claim]:
    """Say who leads with one set of fixed weights, then with others where somebody else does."""
    first, *others = (_led(answer, answer.everything, name) for name in _weights_in_order(answer))
    yield first
    yield from (each for each in others if each.values["parts"] != first.values["parts"])
    if answer.without_preconditions is not None:
        rest = _led(answer, answer.without_preconditions, answer.weights)
        if rest.values["parts"] != first.values["parts"]:
            yield _claim("without preconditions", part=rest)
    yield from (claim for claim in baseline_told(answer) if claim.kind in _OF_BASELINE)


def _weights_in_order(answer: Answer) -> list[str]:
    return sorted(answer.fixed_weights, key=lambda name: name != answer.weights)


def _led(answer: Answer, scope: Scope, weights: str) -> Claim:
    """Count by how many methods, of those that differ here, the same options lead."""
    tally = Counter(
        tuple(scope.rankings[name, weights].leaders) for name in answer.distinct_methods
    )
    agree = len(tally) == 1
    which = "ballots" if weights == "own" and answer.problem.counts else weights
    return _claim(
        "leads",
        weights=_claim("weights", which=which),
        agree=agree,
        total=tally.total(),
        parts=tuple(
            _claim("led by", who=who, count=count, agree=agree)
            for who, count in tally.most_common()
        ),
    )


def _weightings(answer: Answer, heads: Iterable[Claim]) -> Iterator[Claim]:
    """Say how often options are first over weightings: layer by layer where there are layers."""
    spaces = [claim for claim in heads if claim.kind == f"{_HEADLINE}shares"]
    yield replace(spaces[-1], kind="report.brief.shares")
    if answer.stated is not None:
        yield from answer.stated.headline()


def _reasons(answer: Answer) -> Iterator[Claim]:
    """Say what speaks for who leads over who comes next, and what against, in one breath.

    Of several that lead, whose reasons these are; and that the majorities go round, if they do.
    """
    ranking = answer.everything.stability.ranking
    if ranking.leaders and len(ranking.leaders) < len(answer.problem.alternatives):
        told = list(reasons(ranking).for_and_against())
        yield from (each for each in told if each.kind == _SHARED)
        yield from [each for each in told if each.kind in _REASONS][:1]
    yield from answer.comparison.majority_cycle(weights_told(answer, answer.weights))


def _changes(answer: Answer, known: dict[str, Claim]) -> Iterator[Claim]:
    """Say by which weights, judgements, readings and scenarios somebody else would lead."""
    for kind in _DISTANCES:
        for claim in _in_brief(known, kind):
            yield replace(claim, values={**claim.values, "ballots": answer.problem.counts})
    found = answer.everything.findings
    flips = [each for each in found if each.kind == "sensitivity.stability.judgements"]
    if flips:
        least = min(int(str(each.values["n"])) for each in flips)
        yield _claim(
            "judgements",
            n=least,
            total=int(answer.problem.scored.sum()),
            who=tuple(each.values["who"] for each in flips if each.values["n"] == least),
            ballots=answer.problem.counts,
        )
    leaders = tuple(answer.everything.stability.ranking.leaders)
    turned = [c for c in found if c.kind in _VERSIONS and c.values["who"] != leaders]
    yield from turned[:_MOST_VERSIONS]


def _stakeholders(known: dict[str, Claim]) -> Iterator[Claim]:
    """Say whom the weights of stakeholders put first, and of how many."""
    claim = known.get(f"{_HEADLINE}weight sets")
    if claim is None:
        return
    agree, parts = claim.values["agree"], claim.values["parts"]
    assert isinstance(parts, tuple)
    values = [part.values for part in parts if isinstance(part, Claim)]
    counts = [len(each["sets"]) for each in values if isinstance(each["sets"], tuple)]
    yield _claim(
        "weight sets",
        agree=agree,
        n=sum(counts),
        parts=tuple(
            _claim("weight set", **each, n=n, agree=agree)
            for each, n in zip(values, counts, strict=True)
        ),
    )


def _open(answer: Answer) -> Iterator[Claim]:
    """Say what is empty, disputed or doubted."""
    problem = answer.problem
    yield from EmptyCells.of_problem(problem).claims()
    if problem.disputed:
        yield _claim("disputed", n=len(problem.disputed), total=len(problem.criteria))
    if problem.doubts:
        yield _claim("doubted", n=len(problem.doubts))


def _limits(answer: Answer) -> Iterator[Label]:
    """Say what nobody should read into it."""
    sizes = sizes_count(measured_criteria(answer.problem), answer.methods)
    ballots = answer.problem.counts
    key = "brief not said of sizes" if sizes and not ballots else "brief not said"
    yield text_of(key, ballots=ballots)
