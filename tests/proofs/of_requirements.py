"""Proofs of who takes no part and why: looked up in all that was said, option by option."""

import random
from dataclasses import replace

import pandas as pd

import mcda_ai as mcda
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import ShownResult
from mcda_ai.problem.circumstances import circumstances_of
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Reading
from mcda_ai.problem.readings_apart import told_of_readings_apart
from tests.proofs import makes, proves
from tests.proofs.problems import random_measured_problem, random_problem

WORDS = ["none", "little", "enough", "much"]
SIZE = 200
CERTAIN, APART = "sensitivity.reliability.certain", "sensitivity.attribution.readings apart"


def random_required_problem(draw: random.Random) -> DecisionProblem:
    """Draw a problem in which a criterion or two require something, in each way that there is."""
    problem = draw.choice([_options_named, _levels_required, _values_required])(draw)
    return _named(problem, draw) if draw.random() < 0.3 else problem


def _options_named(draw):
    return _named(random_problem(draw), draw)


def _named(problem, draw):
    names = problem.alternative_names
    met_by = draw.sample(names, draw.randint(1, len(names)))
    return problem.require(draw.choice(problem.criterion_names), met_by=met_by, source="section 2")


def _levels_required(draw):
    """Some cells leave open which level it is, and some are empty; some readings differ."""
    problem = _levels(draw)
    if draw.random() < 0.4:
        problem = _with_another_reading(problem, _levels(draw))
    return problem.require(draw.choice(["k", "l"]), at_least=draw.choice(WORDS[1:]))


def _levels(draw):
    cells = [*WORDS, *WORDS, "little / enough", "enough / much", None]
    table = {name: [draw.choice(cells) for _ in "ABCDE"] for name in ("k", "l", "m")}
    table["k"][:2] = ["none", "much"]
    return mcda.from_table(
        pd.DataFrame.from_dict(table, orient="index", columns=list("ABCDE")), scales=WORDS
    )


def _with_another_reading(problem, other):
    (one,), (judged,) = problem.readings, other.judgements.values()
    return replace(problem, readings=(one, Reading("other")),
                   judgements={**problem.judgements, "other": judged})  # fmt: skip


def _values_required(draw):
    problem = random_measured_problem(draw)
    criterion = next(each for each in problem.criteria if each.name.startswith("m"))
    key = "at_least" if criterion.direction == "max" else "at_most"
    return problem.require(criterion.name, **{key: draw.randint(0, 12)})


class Circumstances(ShownResult):
    """What is told of a problem beside every answer."""

    def __init__(self, problem):
        self.problem = problem
        self.provenance = Provenance.of(problem)

    def _claims(self):
        yield from circumstances_of(self.problem, "en")
        yield from told_of_readings_apart(self.problem)

    def _parts(self):
        return self.sentences


class OneKind(ShownResult):
    """What a result says about who takes part; the rest that it says has proofs of its own."""

    def __init__(self, problem, found, kind):
        self.problem, self.found, self.kind = problem, found, kind
        self.provenance = found.provenance

    def _claims(self):
        yield from (each for each in self.found.findings if each.kind == self.kind)

    def _parts(self):
        return self.sentences


@makes("requirements")
def required(_, draw):
    problem = random_required_problem(draw)
    results = [Circumstances(problem)]
    ranked = len(problem.alternatives) > 1 and not problem.scales  # by hand no levels are ranked
    if ranked:
        results.append(mcda.rank(problem, weights="equal"))
        if pd.isna(problem.values).all():  # which err
            results.append(OneKind(problem, mcda.reliability(problem, size=SIZE), CERTAIN))
    if len(problem.readings) > 1 < len(problem.alternatives) and any(problem.scored):
        found = mcda.attribution(problem, ["borda"], completions=0, size=20, rng=1)
        results.append(OneKind(problem, found, APART))
    if problem.excluded:
        admitting = problem.admitting(problem.excluded[0].name)
        results.append(Circumstances(admitting))
        if ranked and pd.isna(problem.values).all():  # by hand no values are compared
            results.append(mcda.diff(problem, admitting, size=SIZE, rng=1))
            results.append(mcda.diff(admitting, problem, size=SIZE, rng=1))
    return results


def _of(result):
    return getattr(result, "problem", None) or result.after


def _does_not_meet(problem, name, reason):
    """Look up what is required, and what the reading in use says of the option."""
    whole, told = problem.whole, reason.values
    criterion = next(each for each in whole.criteria if each.name == told["criterion"])
    judgement = whole.judgements[problem.active_reading][criterion.name]
    stands = criterion.required
    if told["way"] == "met_by":
        return stands.met_by != () and name not in stands.met_by
    if told["way"] == "level":
        scale = [level.name for level in whole.scale_of(criterion).levels]
        levels = [scale.index(each) for each in judgement.levels[name]]
        said = [label.text("en") for label in told["levels"]]
        return said == [scale[k] for k in levels] and max(levels) < scale.index(stands.at_least)
    value, limit = judgement.values[name], told["limit"]
    is_right = limit == (stands.at_most if told["way"] == "at_most" else stands.at_least)
    fails = value > limit if told["way"] == "at_most" else value < limit
    return is_right and told["value"] == value and fails


@proves("messages.exclusions.out")
def out(claim, result, _):
    """It does not meet what is told, and stands in no table."""
    problem, name = _of(result), claim.values["who"]
    frames = [result.to_frame()] if hasattr(result, "ranks") else []
    return (
        name not in problem.alternative_names
        and all(_does_not_meet(problem, name, each) for each in claim.values["reasons"])
        and all(name not in frame["alternative"].tolist() for frame in frames)
    )


@proves(CERTAIN)
def certain(claim, result, _):
    """The same take part whatever errs: nobody else can be first, whom the judgements put out."""
    whole = result.problem.whole
    out = [name for name in whole.alternative_names if name not in result.found.survival.index]
    requiring = {each.name for each in whole.criteria if each.required is not None}
    return list(claim.values["out"]) == out and {*claim.values["criteria"]} == requiring


@proves("messages.exclusions.reason")
def reason(claim, result, _):
    """Proven with who is out by it; by itself it fits some option that is out."""
    problem = _of(result)
    return any(_does_not_meet(problem, each.name, claim) for each in problem.excluded)


@proves("messages.exclusions.others out")
def others_out(claim, result, _):
    problem = _of(result)
    return len(claim.values["who"]) == claim.values["n"] and not {
        *claim.values["who"]
    }.intersection(problem.alternative_names)


@proves("problem.circumstances.admitted")
def admitted(claim, result, _):
    """They are there, and meet not all that is required."""
    problem = _of(result)
    names = {*claim.values["names"]}
    refused = {each.name for each in without_leave(problem).excluded}
    return names <= {*problem.alternative_names} and names <= refused


def without_leave(problem):
    """Give the problem without leave for anybody."""
    return replace(problem, admitted=())


@proves("problem.readings_apart.apart")
def apart(claim, result, _):
    """Ask the reading itself who takes part."""
    problem, told = result.problem, claim.values
    here, there = {*problem.alternative_names}, _those_in(problem, told["reading"])
    if told["nobody"]:
        return there == set()
    moves = ({*told["joining"]}, {*told["leaving"]})
    return there != here and moves == (there - here, here - there)


@proves(APART)
def compared_alike(claim, result, _):
    """In each of these others take part, and the same options are compared all the same."""
    problem, told = result.problem, {*claim.values["readings"]}
    others = {each.name for each in problem.readings if _those_in(problem, each.name) != {
        *problem.alternative_names}}  # fmt: skip
    return told == others and result.found.alternatives == list(problem.alternative_names)


def _those_in(problem, reading):
    try:
        return {*problem.reading(reading).alternative_names}
    except mcda.ProblemError:
        return set()


@proves("problem.circumstances.readings apart")
def readings_apart(claim, result, _):
    problem = _of(result)
    return all(
        problem.reading(label.text("en")).alternative_names != problem.alternative_names
        for label in claim.values["names"]
    )


@proves("comparison.versions.words.in or out")
def in_or_out(claim, result, _):
    """They are in both versions, and take part in just the one that is told."""
    names = [each.values["name"] for each in claim.values["names"]]
    with_them, without = result.after, result.before
    if claim.values["kind"] == "out":
        with_them, without = without, with_them
    return all(
        name in with_them.alternative_names
        and name not in without.alternative_names
        and name in without.whole.alternative_names
        for name in names
    )
