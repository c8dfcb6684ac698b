"""Everything public that is called, with arguments that are right, and what each is meant for."""

import inspect
from typing import Any, NamedTuple

import numpy as np

import mcda_ai as mcda
from mcda_ai import explorer, plots, report, weights
from mcda_ai.testing import (
    check_method,
    find_counterexample,
    for_every_claim,
    for_every_method,
    rule_of,
)
from tests.calls import objects as o
from tests.calls.meanings import (
    LAYERS,
    MEANINGS,
    METHODS,
    a,
    a_dict_of,
    anything,
    either,
    is_flag,
    is_labels,
    is_list,
    is_method,
    is_names,
    is_number,
    is_path,
    is_space_of,
    is_text,
    is_weights,
    is_whole,
    nothing,
    one_of,
    optional,
)  # fmt: skip


class Subject(NamedTuple):
    """Something public, arguments by which it works, and what each argument is meant for."""

    name: str
    function: Any
    arguments: dict
    meanings: dict


SUBJECTS = []


def call(function, arguments, /, *, named="", **meanings):
    """Add something public; of arguments that are not mentioned the default is right."""
    name = named or f"{function.__module__}.{function.__qualname__}"
    parameters = inspect.signature(function).parameters
    known = {each: meanings.get(each, MEANINGS.get(each)) for each in parameters}
    assert None not in known.values(), (name, known)
    SUBJECTS.append(Subject(name, function, arguments, known))


P, R = {"problem": o.PROBLEM}, {"result": o.ROBUSTNESS}
spaces = is_space_of
share_of = {"alternative": one_of("A", "B", "C"), "rank": lambda v: is_whole(v, 1) and v <= 3}


def is_workers(value):
    return is_whole(value, 1)


# --- answers ---
call(mcda.rank, P, weights=either(is_weights, a(weights.WeightSpace)))
call(mcda.robustness, {**P, "size": 20}, weights=spaces, half_width=optional(is_number),
     chunk_size=is_whole, workers=is_workers)  # fmt: skip
call(mcda.compare, {**P, "methods": ["borda", "minimax"]}, methods=either(
    one_of("all", *METHODS), lambda v: is_list(v) and all(map(is_method, v))),
    reading=optional(one_of("first", "second")), workers=optional(is_workers))  # fmt: skip
call(mcda.stability, P, within=spaces, workers=optional(is_workers))
call(mcda.explain, P, rival=optional(one_of("A", "B", "C")))
call(mcda.attribution, {**P, "methods": ["borda"], "size": 10, "completions": 2},
     methods=either(is_method, lambda v: is_list(v) and all(map(is_method, v))),
     priors=either(spaces, lambda v: is_list(v) and all(map(spaces, v))),
     readings=optional(either(one_of("first", "second"), is_names)),
     completions=is_whole, workers=optional(is_workers))  # fmt: skip
call(mcda.next_question, {**P, "size": 50}, weights=spaces)
call(mcda.settle, {**P, "answers": "town", "size": 50}, weights=spaces,
     answers=either(is_weights, callable), certainty=lambda v: is_number(v) and 0 < v <= 1,
     most=is_whole)  # fmt: skip
call(mcda.common_ground, P, weight_sets=optional(a_dict_of(is_weights)))
call(mcda.rank_bounds, P, size=optional(is_whole))
call(mcda.against_baseline, {"problem": o.BASED, "size": 20}, within=spaces)
call(mcda.redundancy, {**P, "size": 20}, weights=either(is_weights, a(weights.WeightSpace)),
     scope=one_of("problem", "layer"))  # fmt: skip
call(mcda.reliability, {**P, "size": 20}, weights=either(is_weights, spaces),
     together=one_of("none", "equal"),
     error=optional(lambda v: is_number(v) and 0 < v < 0.5),
     right=optional(lambda v: is_number(v) and 1 / 13 < v < 1))  # fmt: skip
call(mcda.statements, {**P, "prefers": "A >= B", "size": 20}, weights=spaces, prefers=anything)
call(mcda.leader_regions, P, groups=optional(a_dict_of(is_names)))
call(mcda.diff, {"before": o.PROBLEM, "after": o.PROBLEM.scenario("later"), "size": 20},
     rng=is_whole)  # fmt: skip

# --- problems in and out ---
how = dict.fromkeys(("direction", "scale", "decimal", "sheet", "unranked", "options_in"), anything)
call(mcda.check, P, problem=either(MEANINGS["problem"], is_path), **how)
call(mcda.read, {"path": "site.yaml"}, **how)
call(mcda.write, {**P, "path": "new.yaml", "force": True})
call(mcda.load, {"name": "ai-factory"}, name=one_of("ai-factory", "ai-factory-features"))
call(mcda.save, {"result": o.RANKING, "path": "new.json", "force": True})
call(mcda.load_result, {"path": "ranking.json"}, most_parts=optional(is_whole), most_pairs=is_whole)
data = dict.fromkeys(("layers", "weights", "weight_sets", "alternatives", "preconditions", "scales",
                      "directions", "preference", "units", "readings"), anything)  # fmt: skip
call(mcda.from_rankings, {"rankings": {"cost": "A > B > C", "reach": "C > A = B"}},
     rankings=anything, options_in=one_of("columns", "rows"),
     baseline=optional(one_of("A", "B", "C")), **data)  # fmt: skip
call(mcda.from_table, {"values": o.TABLE, "directions": "higher"}, values=a(type(o.TABLE)),
     rankings=anything, options_in=one_of("columns", "rows"), **data)  # fmt: skip

# --- problems ---
p = o.PROBLEM
call(p.reading, {"name": "second"}, name=one_of("first", "second"))
call(p.scenario, {"name": "later"}, name=one_of("later"))
call(p.goes_with, {"scenario": "later"}, scenario=one_of("later"))
call(p.judgement, {"criterion": "cost"}, criterion=one_of(*p.criterion_names))
call(p.change, {"criterion": "cost", "order": "C > A"}, criterion=one_of(*p.criterion_names),
     order=anything, values=anything, levels=anything,
     reason=either(is_text, a(mcda.problem.evidence.Label)))  # fmt: skip
call(p.without, {"names": ("A",)}, names=is_text)
call(p.merge, {"criteria": ["cost", "reach"], "into": "money", "order": "A > B", "layer": "means"},
     criteria=is_names, into=is_text, order=anything, layer=optional(one_of(*LAYERS)))  # fmt: skip
call(p.require, {"criterion": "cost", "met_by": ["A", "B"]}, criterion=one_of(*p.criterion_names),
     met_by=anything, at_least=anything, at_most=anything, source=is_text)  # fmt: skip
call(p.with_baseline, {"name": "A"}, name=optional(one_of("A", "B", "C")))
call(o.REQUIRED.admitting, {"names": ("C",)}, names=is_text)
call(p.rename, {"names": {"cost": "price"}}, names=is_labels,
     kind=optional(one_of("layer", "criterion", "alternative", "reading", "scenario")))  # fmt: skip
call(p.with_confidence, {"confidence": {"cost": "9 of 10"}}, confidence=anything,
     words=anything)  # fmt: skip
call(p.labels, {"language": "nl"})
call(p.to_frame, {})
call(p.margins, {})
call(p.pair_weights, {})
call(p.layer_preferences, {})
call(p.scale_of, {"criterion": p.criteria[0]}, criterion=a(type(p.criteria[0])))

# --- results ---
for each in o.RESULTS:
    call(each.in_words, {}, named=f"{type(each).__name__}.in_words")
call(o.RANKING.headline_in, {"language": "nl"})
call(o.ROBUSTNESS.share, {"alternative": "A"}, **share_of)
call(o.ROBUSTNESS.share_of, {"alternative": "A"}, **share_of)
call(o.ROBUSTNESS.share_text, {"alternative": "A"}, **share_of)
call(o.ATTRIBUTION.explain, {"response": "A leads"}, response=is_text)
call(o.ATTRIBUTION.response_claim, {"response": "A leads"}, response=is_text)
call(o.QUESTIONS.answer, {"yes": True}, yes=is_flag,
     question=either(is_whole, is_text, a(type(o.QUESTIONS.questions[0]))))  # fmt: skip
call(o.DIFFERENCE.to_frame, {})
edge = {"kind": one_of("layer", "criterion"), "part": is_text,
        "edge": one_of("leader from", "leader to")}  # fmt: skip
call(o.STABILITY.beyond, {"kind": "layer", "part": "means", "edge": "leader to"}, **edge)
call(o.STABILITY.last_stretch, {"kind": "layer", "part": "means", "edge": "leader to"}, **edge)

# --- pictures ---
names = {"names": ["A", "B"]}
call(plots.alternative_colours, names, names=is_names)
call(plots.legend_handles, names, names=is_names)
call(plots.appraisal_table, P)
call(plots.pairwise_support, P)
call(plots.margin_graph, P)
call(plots.rank_acceptability, R, result=either(
    a(mcda.Robustness), a_dict_of(a(mcda.Robustness))))  # fmt: skip
call(plots.first_ranks, {"results": {"flat": o.ROBUSTNESS}}, results=a_dict_of(a(mcda.Robustness)))
call(
    plots.central_weights, R, result=a(mcda.Robustness), problem=optional(lambda v: v is o.PROBLEM)
)
call(plots.attribution, {"result": o.ATTRIBUTION}, result=a(mcda.Attribution),
     response=optional(is_text))  # fmt: skip
call(plots.entropy, {"settlement": o.SETTLEMENT}, settlement=a(mcda.Settlement))
call(plots.leader_regions, {"result": o.REGIONS}, result=a(mcda.LeaderRegions))
for draw in (plots.left_out, plots.weight_flips, plots.stability_intervals, plots.walking_weights):
    part = {"part": ("layer", "means")} if draw is plots.walking_weights else {}
    call(draw, {"stability": o.STABILITY, **part}, stability=a(mcda.Stability),
         kind=optional(one_of("layer", "criterion")),
         part=either(is_text, lambda v: v in [("layer", n) for n in LAYERS]))  # fmt: skip
call(plots.method_agreement, {"comparison": o.COMPARISON}, comparison=a(mcda.Comparison))
call(plots.weight_sets, {"common_ground": o.GROUND}, common_ground=a(mcda.CommonGround))
call(plots.contributions, {"result": o.EXPLANATION}, result=a(mcda.Explanation),
     rival=optional(one_of("A", "B", "C")))  # fmt: skip
call(plots.redundancy, {"result": o.REDUNDANCY}, result=a(mcda.Redundancy),
     space=optional(one_of("uniform")))  # fmt: skip
call(plots.reliability, {"result": o.RELIABILITY}, result=a(mcda.Reliability))
call(plots.chain, {"ranking": o.RANKING}, ranking=a(mcda.Ranking))
call(plots.partial_order, {"ranking": o.PARTIAL}, ranking=a(mcda.Ranking))
call(plots.preference_heatmap, {"matrix": o.MATRIX}, matrix=a(type(o.MATRIX)), title=is_text)

# --- weights ---
call(weights.resolve, {"weights": None, "criteria": p})
call(weights.by_name, {"weights": "equal", "criteria": p})
call(weights.equal, {"criteria": p})
call(weights.layer_equal, {"criteria": p})
call(weights.parse, {"text": "cost=2"}, text=is_text)
call(weights.stated, {"text": "points: cost 2, reach 1"}, text=is_text)
call(weights.from_points, {"points": {"cost": 2, "reach": 1}}, points=anything, within=anything)
call(weights.from_swings, {"swings": {"cost": 2, "reach": 1}}, swings=anything)
call(weights.from_order, {"order": "cost > reach"}, order=anything, rule=is_text)
call(weights.from_pairs, {"pairs": "cost 3 reach"}, pairs=anything, rule=is_text)
call(weights.space, {"weights": None}, weights=spaces, criteria=optional(MEANINGS["problem"]),
     narrowed=optional(a(weights.WeightSpace)))  # fmt: skip
call(weights.space_on, {"weights": None, "criteria": p}, weights=spaces)
call(weights.default_space, {}, criteria=optional(MEANINGS["problem"]))
call(weights.as_generator, {"rng": 1})
call(weights.check_size, {"size": 10}, size=lambda v: is_whole(v, 1), numbers_kept=is_whole)
drawn = np.full((2, 3), 1 / 3)
call(weights.effective_sample_size, {"draws": drawn},
     draws=lambda v: isinstance(v, np.ndarray), chains=lambda v: is_whole(v, 1))  # fmt: skip
call(weights.Fixed, {"weights": "equal"}, named="Fixed", weights=anything)
call(weights.Around, {"weights": "equal", "concentration": 10}, named="Around", weights=anything,
     concentration=is_number)  # fmt: skip
call(weights.Bounded, {"lower": 0.1}, named="Bounded", lower=anything, upper=anything)
call(weights.Ordered, {"order": "cost > reach"}, named="Ordered", order=anything, more=anything)
call(mcda.Prefers, {"statements": ("A >= B",)}, named="Prefers", statements=anything)
call(weights.Constrained, {"constraints": ("cost >= reach",)}, named="Constrained",
     constraints=either(is_text, a(weights.Inequality)))  # fmt: skip
call(weights.Intersection, {"spaces": (o.SPACE,)}, named="Intersection",
     spaces=a(weights.WeightSpace))  # fmt: skip
for space in (o.SPACE, weights.Ordered("cost > reach"), weights.Bounded(0.1),
              weights.Constrained("cost >= reach"), mcda.Prefers("A >= B"), weights.LayerFirst(),
              weights.Fixed("equal"), weights.Around("equal", 10)):  # fmt: skip
    for method in (space.sample, space.constraints, space.contains, space.centroid,
                   space.corner_points, space.effective_sample_size, space.sampling):  # fmt: skip
        given = {"criteria": p, **({"size": 600} if "size" in inspect.signature(
            method).parameters else {})}  # fmt: skip
        given |= {"weights": "equal"} if method == space.contains else {}
        call(method, given, named=f"{type(space).__name__}.{method.__name__}",
             size=lambda v: is_whole(v, 1), tolerance=is_number,
             weights=either(is_weights, anything))  # fmt: skip

# --- methods ---
call(mcda.methods.find, {"wanted": "borda"}, wanted=either(is_method, callable))
call(mcda.methods.names, {})
call(mcda.methods.objective_weights, {"problem": o.OTHER}, rule=is_text)
call(mcda.methods.rank_correlation, {"ranks": {"A": 1, "B": 2}, "reference": {"A": 2, "B": 1}},
     ranks=anything, reference=anything, coefficient=is_text)  # fmt: skip
call(rule_of, {"method": "borda"})
call(check_method, {"method": "borda", "problems": [o.PROBLEM]}, method=either(is_method, callable),
     problems=optional(lambda v: is_list(v) and all(map(MEANINGS["problem"], v))),
     rng=is_whole)  # fmt: skip
call(find_counterexample, {"method": "borda", "axiom": "condorcet winner", "examples": 5},
     method=either(is_method, callable), axiom=is_text, examples=lambda v: is_whole(v, 1),
     votes=lambda v: is_whole(v, 1), unscored=is_flag)  # fmt: skip
for mark in (for_every_claim, for_every_method):
    call(
        mark,
        {"test": lambda method: method, "names": ["borda"]},
        test=optional(callable),
        names=optional(is_names),
    )
facts = dict.fromkeys(("needs", "references", "satisfies", "violates", "by_option", "ties",
                       "measured", "compensation", "equivalent_to", "cardinalises", "steps",
                       "unit", "searched", "label", "options", "name"), anything)  # fmt: skip
call(
    mcda.method,
    {"label": "Mine", "family": "custom", "needs": {"ranks"}},
    **facts,
    family=anything,
    returns=anything,
    unscored=anything,
    linear=is_flag,
    by_majority=is_flag,
)  # told when it decorates
call(o.BORDA.card, {})
call(o.BORDA.check_options, {"options": None})
call(o.BORDA.claims, {})
call(o.BORDA.on, P)
call(o.BORDA.view, P)
call(o.BORDA.problem_for, P)

# --- orders ---
for kind in (mcda.WeakOrder, mcda.PartialOrder):
    order = kind.parse("A > B, C > D" if kind is mcda.PartialOrder else "A > B")
    call(kind.parse, {"text": "A > B, C > D"} if kind is mcda.PartialOrder else {"text": "A > B"},
         named=f"{kind.__name__}.parse", text=is_text)  # fmt: skip
    call(order.arranged, {"alternatives": list(order.alternatives)},
         named=f"{kind.__name__}.arranged", alternatives=either(is_names, is_text))  # fmt: skip
    call(order.renamed, {"names": {n: n for n in order.alternatives}},
         named=f"{kind.__name__}.renamed", names=is_labels)  # fmt: skip
    call(order.without, {"names": ["A"]}, named=f"{kind.__name__}.without", names=anything)
call(mcda.WeakOrder.of, {"order": "A > B"}, named="WeakOrder.of", order=anything)
call(mcda.WeakOrder.from_groups, {"groups": ["A", "B"]}, named="WeakOrder.from_groups",
     groups=anything)  # fmt: skip
call(mcda.WeakOrder.from_ranks, {"ranks": {"A": 1, "B": 2}}, named="WeakOrder.from_ranks",
     ranks=anything)  # fmt: skip
call(mcda.WeakOrder.parse_chain, {"text": "A > B"}, named="WeakOrder.parse_chain", text=is_text)

# --- pages and reports ---
call(explorer.as_page, P, problem=optional(MEANINGS["problem"]))
call(explorer.write, {**P, "path": "page.html", "force": True}, problem=optional(
    MEANINGS["problem"]))  # fmt: skip
call(explorer.explore, P)
call(explorer.study, P)
made, document = {"answer": o.answer()}, report.document(o.answer())
a_document = a(type(document))
call(report.answer, {**P, "methods": ["borda"], "size": 20}, rng=is_whole,
     workers=optional(is_workers),
     methods=optional(lambda v: is_list(v) and all(map(is_method, v))))  # fmt: skip
call(report.as_page, made, command=is_text)
call(report.as_text, made, doubts=is_flag)
call(report.as_brief, made)
call(report.data_of, made)
call(report.brief_data, made)
call(report.write_figures, {**made, "folder": "figures", "force": True})
call(report.say, {"key": "title", "language": "en"}, key=is_text, ballots=is_flag, values=anything)
call(report.document, made, command=is_text)
formats = one_of("html", "md", "docx", "xlsx")
call(report.format_of, {"path": "x.docx"}, wanted=optional(formats), template=optional(is_path))
# No file among what is passed by mistake is a template.
call(report.as_word, made, command=is_text, template=nothing)
call(report.doubts_of_template, {"template": None}, template=nothing)
call(report.as_markdown, {"document": document}, document=a_document,
     pictures=is_labels)  # fmt: skip
call(report.write, {"problem": o.answer(), "path": "report.md", "force": True},
     problem=either(MEANINGS["problem"], a(report.Answer)), figures=optional(is_path),
     format=optional(formats), template=nothing, rng=is_whole, command=is_text,
     workers=optional(is_workers),
     methods=optional(lambda v: is_list(v) and all(map(is_method, v))))  # fmt: skip
call(report.write_workbook, {"document": document, **made, "path": "r.xlsx",
                             "force": True}, document=a_document)  # fmt: skip
