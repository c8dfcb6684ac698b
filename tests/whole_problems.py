"""Random decision problems with every kind of part that a problem file can hold."""

from dataclasses import replace

from hypothesis import strategies as st

from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.orders.partial_order import order_of
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.confidence import WORDS, ConfidenceWords
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import (
    Alternative,
    Criterion,
    Document,
    Judgement,
    Layer,
    Level,
    Reading,
    Remark,
    Scale,
    Scenario,
    ScenarioCell,
    Source,
    WeightSet,
)

# Names that a careless writer or reader would take for something else than text, or for an order.
HARD_NAMES = [
    *("no", "yes", "on", "y", "N", "true", "null", "~", "None", ".nan", "1e3", "0x1F", "010"),
    *("5.10", "1_000", "1:30", "2024-11-29", "=", "<<", "- a", "a: b", "#x", "? q", "*a", "&a"),
    *("!t", "%d", "@at", "`", "'", '"', "{a}", "[a]", "a, b", "A > B", "A = B", "A ~ B", "a<b"),
    *("{A, B} > C", "order", "name", "levels", "status", "-1", "+1", "é", "日本", "😀", "x" * 120),
]
names = st.one_of(
    st.sampled_from(HARD_NAMES), st.from_regex(r"\A[A-Za-z][A-Za-z0-9 _-]{0,6}[a-z]\Z")
)
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
labels = st.one_of(
    st.just(Label()), texts.map(Label.same), st.builds(Label, texts, texts), st.builds(Label, texts)
)
sources = st.lists(
    st.builds(Source, texts, texts, st.sampled_from(["", "12", "5.10"]), texts,
              st.sampled_from(["", "A plan", "Another"])),
    max_size=2,
).map(tuple)  # fmt: skip
lines = texts.filter(str.isprintable)
dates = st.one_of(st.just(""), st.dates().map(str))
numbers = st.one_of(
    st.integers(-5, 10**20).map(float), st.floats(allow_nan=False, allow_infinity=False)
)


def distinct(most, least=1):
    return st.lists(names, min_size=least, max_size=most, unique=True)


def named(name):
    """Give a label that is often just the name, as it is by default."""
    return st.one_of(st.just(Label.same(name)), labels)


@st.composite
def orders(draw, alternatives):
    ranked = draw(st.permutations(alternatives))[: draw(st.integers(1, len(alternatives)))]
    ranks = [draw(st.integers(1, 3)) for _ in ranked]
    order = WeakOrder.from_ranks(dict(zip(ranked, ranks, strict=True)))
    if len(ranked) < 3 or draw(st.integers(0, 3)):
        return order
    members = st.lists(st.sampled_from(ranked), min_size=2, unique=True)
    chains = [order.without(set(ranked) - set(draw(members))) for _ in range(2)]
    return order_of([list(map(list, chain.groups)) for chain in chains])


rights = st.floats(0, 1, exclude_min=True, exclude_max=True)
meanings = st.builds(
    ConfidenceWords,
    texts.filter(str.strip),
    st.tuples(rights, rights, rights).map(lambda each: tuple(zip(WORDS, each, strict=True))),
)


@st.composite
def judgements(draw, alternatives, scale, words):
    kind = draw(st.sampled_from(["order", "order", "levels", "values", "unscored"]))
    around = {"note": draw(labels), "sources": draw(sources)}
    around["by_hand"] = draw(st.sampled_from([False, False, True]))
    stated = st.one_of(rights, st.sampled_from(WORDS)) if words else rights
    around["confidence"] = draw(st.one_of(st.none(), stated))
    reason = draw(labels)
    if kind == "unscored" or (kind == "levels" and scale is None):
        default = Label("niet gescoord", "not scored")
        around["note"] = draw(st.sampled_from([Label(), around["note"]]))
        return Judgement(status="unscored", reason=reason or default, **around)
    if reason:
        around |= {"reason": reason, "status": draw(st.sampled_from(["corrected", "assumed"]))}
    if kind == "order":
        return Judgement(draw(orders(alternatives)), **around)
    some = draw(st.lists(st.sampled_from(alternatives), unique=True))
    if kind == "values":
        return Judgement(values={name: draw(numbers) for name in some}, **around)
    levels = st.lists(st.sampled_from(scale.level_names), min_size=1, max_size=3, unique=True)
    return Judgement(levels={name: tuple(draw(levels)) for name in some}, **around)


preferences = st.one_of(
    st.just(PreferenceFunction()),
    st.builds(lambda q: PreferenceFunction("u-shape", q=q), st.floats(0, 9)),
    st.builds(lambda q, d: PreferenceFunction("linear", q=q, p=q + d), st.floats(0, 9),
              st.floats(1, 9)),
    st.builds(lambda s: PreferenceFunction("gaussian", s=s), st.floats(0.1, 9)),
)  # fmt: skip


@st.composite
def whole_problems(draw):
    """Draw a problem with readings, scenarios, scales, measures, weights, and all that is said."""
    alternatives = draw(distinct(4, 2))
    layers, criteria = draw(distinct(3)), draw(distinct(4))
    readings, scenarios = draw(distinct(3)), draw(distinct(2, 0))
    scales = [
        Scale(name, tuple(Level(level, draw(named(level))) for level in draw(distinct(4, 2))),
              draw(named(name)))
        for name in draw(distinct(2, 0))
    ]  # fmt: skip
    scale_of = {name: draw(st.sampled_from([None, *scales])) for name in criteria}
    words = draw(st.one_of(st.none(), meanings))
    judged = {
        reading: {name: draw(judgements(alternatives, scale_of[name], words)) for name in criteria}
        for reading in readings
    }
    problem_name, baseline = draw(names), draw(st.sampled_from([None, *alternatives]))
    first = Judgement(WeakOrder.from_groups(alternatives))
    problem = DecisionProblem(
        name=problem_name,
        label=draw(named(problem_name)),
        description=draw(labels),
        document=draw(st.one_of(st.none(), st.builds(
            Document, st.sampled_from(["A plan", ""]), st.lists(texts).map(tuple), texts))),
        alternatives=tuple(
            Alternative(n, draw(named(n)), draw(labels), "baseline" if n == baseline else "option")
            for n in alternatives
        ),
        question=draw(labels),
        owner=draw(lines),
        date=draw(dates),
        layers=tuple(
            Layer(n, draw(named(n)), draw(labels),
                  draw(st.sampled_from(["benefit chain", "precondition"])))
            for n in layers
        ),
        scales=tuple(scales),
        criteria=tuple(
            Criterion(n, draw(st.sampled_from(layers)), draw(named(n)),
                      None if scale_of[n] is None else scale_of[n].name,
                      draw(st.sampled_from(["max", "min"])), draw(texts), draw(preferences),
                      draw(st.sampled_from([(), (), ("rent", "price")])))
            for n in criteria
        ),
        readings=tuple(Reading(n, draw(named(n)), draw(labels)) for n in readings),
        judgements={r: {**judged[r], criteria[0]: first} for r in readings},
        scenarios=tuple(
            Scenario(n, tuple(
                ScenarioCell(c, draw(orders(alternatives)), draw(sources))
                for c in draw(st.lists(st.sampled_from(criteria), min_size=1, unique=True))
            ), draw(named(n)), draw(labels), draw(sources))
            for n in scenarios
        ),
        remarks=tuple(Remark(draw(texts), draw(labels), draw(sources))
                      for _ in range(draw(st.integers(0, 2)))),
        weight_sets=tuple(
            WeightSet(n, tuple((c, draw(st.floats(0.01, 9))) for c in criteria), draw(named(n)),
                      draw(sources))
            for n in draw(distinct(2, 0))
        ),
        confidence=words,
        language=draw(st.sampled_from(["", "", "nl", "en"])),
        own_weights=draw(st.one_of(st.none(), st.fixed_dictionaries(
            {c: st.floats(0.01, 9) for c in criteria}))),
    )  # fmt: skip
    return draw(changed(problem))


@st.composite
def changed(draw, problem):
    """Take another reading, apply scenarios and leave parts out, as far as that can be done."""
    kinds = {"layer": problem.layers, "criterion": problem.criteria,
             "alternative": problem.alternatives}  # fmt: skip
    steps = [
        *(("reading", each.name) for each in problem.readings),
        *(("scenario", each.name) for each in problem.scenarios),
        *((kind, part.name) for kind, parts in kinds.items() for part in parts),
    ]
    for kind, name in draw(st.lists(st.sampled_from(steps), max_size=4)):
        try:
            if kind == "reading":
                problem = replace(problem, active_reading=name)
            elif kind == "scenario":
                problem = replace(problem, active_scenarios=(*problem.active_scenarios, name))
            else:
                problem = problem.without_parts([(kind, name)])
        except ProblemError:  # too little would be left
            continue
    return problem
