"""What the report says of the baseline: whether the leader is better than it, and who else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

import pandas as pd

from mcda_ai.messages.baseline import LEGEND, marked, marked_within
from mcda_ai.messages.claims import Claim, Share, certainty_of, claims_of
from mcda_ai.messages.label import called
from mcda_ai.messages.wording import Words
from mcda_ai.methods.against_baseline import stands_against_baseline
from mcda_ai.methods.ranking import Ranking
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.report.document import Block, Cell, Document, Picture, Rows, Sentences, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.shown import words_of
from mcda_ai.report.texts import say
from mcda_ai.sensitivity.against_baseline import of_criteria, standing_by_criterion
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.sensitivity.versus_baseline import Always, shares_better

_MOST_TOLD = 3  # options, as of first places
_IN_ORDER = attrgetter("in_order")  # of shares
_claim = claims_of("report.baseline")


# --- in the headline -----------------------------------------------------------------------------


def baseline_told(answer: Answer) -> Iterator[Claim]:
    """Say how the leader stands to the baseline, or who comes next; and how often which is better.

    Nothing where no option is the baseline.
    """
    if answer.problem.baseline is not None:
        yield from _if_it_leads(answer, answer.problem.baseline)
        yield _over_weightings(answer, answer.problem.baseline)
        yield from _under_every_weighting(answer, answer.problem.baseline)


def _if_it_leads(answer: Answer, baseline: str) -> Iterator[Claim]:
    """Say in how many combinations nothing is better than the baseline, and who comes next."""
    rankings = [answer.everything.rankings[name, fixed]
                for name in answer.distinct_methods for fixed in answer.fixed_weights]  # fmt: skip
    count = sum(baseline in each.leaders for each in rankings)
    if count:
        one = answer.everything.rankings[answer.methods[0].name, answer.weights]
        yield _claim(
            "leads",
            baseline=baseline,
            count=count,
            total=len(rankings),
            every=count == len(rankings),
            shared=any(baseline in each.leaders and len(each.leaders) > 1 for each in rankings),
            next=_best_of_others(one, baseline),
            method=one.method.label,
        )


def _best_of_others(ranking: Ranking, baseline: str) -> tuple[str, ...]:
    """Name the best of the options that are not the baseline."""
    ranks = ranking.ranks.drop(baseline)
    return tuple(str(name) for name in ranks.index[ranks == ranks.min()])


def _over_weightings(answer: Answer, baseline: str) -> Claim:
    """Say under how many weightings options are better, by all methods that differ."""
    space = answer.spaces[-1].name
    results = [each for each in answer.everything.in_space(space)
               if each.provenance.method in answer.distinct_methods]  # fmt: skip
    spans = {name: _span(results, name) for name in answer.problem.alternative_names
             if name != baseline}  # fmt: skip
    leaders = answer.everything.stability.ranking.leaders
    by_share = sorted(spans, key=lambda name: [*map(_IN_ORDER, spans[name][::-1])], reverse=True)
    names = sorted(by_share, key=lambda name: name not in leaders)
    told, rest = names[:_MOST_TOLD], names[_MOST_TOLD:]
    parts = tuple(_part(name, spans[name], _always(results, name)) for name in told)
    ends = [spans[name][1] for name in rest]
    most = max(ends, key=_IN_ORDER, default=None)
    labels = tuple(answer.method_labels[each.provenance.method] for each in results)
    return _claim(
        "over weightings",
        "drawn" if any(share.size for span in spans.values() for share in span) else "exact",
        baseline=baseline,
        space=space,
        parts=parts,
        rest=len(rest),
        most=most or (),
        never=most is not None and most == Share(0.0),
        methods=labels if len(labels) > 1 else (),
    )


def _span(results: Sequence[Robustness], name: str) -> tuple[Share, Share]:
    """Give the least and the greatest share of the weightings in which an option is better."""
    shares = sorted((shares_better(each)[name] for each in results), key=_IN_ORDER)
    return shares[0], shares[-1]


def _always(results: Sequence[Robustness], name: str) -> Always:
    """Tell what holds under every weighting by each of the methods; "" if nothing is known to."""
    known = {str(each.always_versus_baseline.get(name, "")) for each in results}
    return known.pop() if len(known) == 1 else ""  # type: ignore[return-value]


def _part(name: str, span: tuple[Share, Share], always: Always) -> Claim:
    certainty = "exact" if always else certainty_of(*span)
    return _claim("part", certainty, who=name, always=always, span=span)


def _under_every_weighting(answer: Answer, baseline: str) -> Iterator[Claim]:
    """Say, by Borda, whether the leaders are better than the baseline under every weighting."""
    found = answer.everything.stability
    leaders = tuple(name for name in found.ranking.leaders if name != baseline)
    if not leaders or baseline in found.ranking.leaders or found.preference.empty:
        return
    pairs = found.preference.loc[[(name, baseline) for name in leaders]]
    strictly, weakly = (bool(pairs[column].all()) for column in ("necessary strictly", "necessary"))
    always = "better" if strictly else "not worse" if weakly else "worse"
    ballots = answer.problem.counts
    used = "ballots" if ballots and answer.weights == "own" else answer.weights
    yield _claim("every weighting", baseline=baseline, who=leaders, always=always, weights=used,
                 ballots=ballots)  # fmt: skip


def baseline_introduced(problem: DecisionProblem, language: str) -> dict[str, str]:
    """Give what the baseline is called where it is named first: name, mark and label."""
    return {
        each.name: f"{marked(each.name)}{label}"
        for each in problem.alternatives
        if each.name == problem.baseline
        for label in [f" ({called(each, language)})" if called(each, language) != each.name else ""]
    }


# --- a section of its own ------------------------------------------------------------------------


def baseline_section(answer: Answer, language: str) -> Iterator[Block]:
    """Show how each option stands to the baseline, and on which criteria it is worse."""
    baseline = answer.problem.baseline
    if baseline is None:
        return
    stands = standing_by_criterion(answer.problem)
    shown = [name for name in answer.shown.names if name != baseline]
    claims = tuple(of_criteria(name, baseline, stands[name]) for name in shown[:_MOST_TOLD])
    yield Sentences(claims, words_of(language, answer.problem.labels(language)))
    yield _table(answer, shown, stands, language)


def _table(answer: Answer, names: Sequence[str], stands: pd.DataFrame, language: str) -> Table:
    """Give one row an option: at fixed weights, in which share of each space, on what worse."""
    method, ballots = answer.methods[0], answer.problem.counts
    at_fixed = stands_against_baseline(answer.everything.rankings[method.name, answer.weights])
    results = {
        space.name: answer.everything.robustness[method.name, space.name] for space in answer.spaces
    }
    last = results[answer.spaces[-1].name]
    words = words_of(language, answer.problem.labels(language))
    rows = []
    for name in names:
        shares = [shares_better(each)[name] for each in results.values()]
        always = str(last.always_versus_baseline.get(name, ""))
        rows.append((
            Cell(name),
            Cell(say(f"stands {at_fixed[name]}", language)),
            *(Cell(words.value(share), share.value) for share in shares),
            Cell(say(f"always {always}" if always else "always open", language)),
            *(Cell(words.value(tuple(map(str, stands.index[stands[name] == sort]))) or "–")
              for sort in ("worse", "not comparable")),
        ))  # fmt: skip
    used = say(f"with {answer.weights}", language, ballots=ballots)
    head = (
        say("option", language),
        used,
        *(say("better, over", language, space=say(each, language)) for each in results),
        say("under every weighting", language, ballots=ballots),
        say("worse on", language),
        say("not compared on", language),
    )
    title = say(
        "against baseline",
        language,
        baseline=marked(str(answer.problem.baseline)),
        method=method.label,
    )
    return Table("baseline", title, head, (Rows(tuple(rows)),))


# --- its mark, wherever it stands ----------------------------------------------------------------


def with_baseline_marked(document: Document, answer: Answer) -> Document:
    """Let the baseline bear its mark in all sentences and tables, and say below what it means."""
    if answer.problem.baseline is None:
        return document
    mark = _Marking(answer.problem.baseline, answer.problem.alternative_names, document.language)
    sections = tuple(
        replace(
            each,
            blocks=tuple(map(mark.block, each.blocks)),
            in_short=each.in_short and mark.sentences(each.in_short),
        )
        for each in document.sections
    )
    options = tuple(
        replace(each, name=mark.text(each.name), label=mark.text(each.label))
        for each in document.options
    )
    return replace(
        document,
        sections=sections,
        options=options,
        picture=document.picture and mark.picture(document.picture),
    )


class _Marking:
    """Marks the baseline in parts of a document."""

    def __init__(self, baseline: str, names: Sequence[str], language: str) -> None:
        self._baseline, self._names = baseline, frozenset(names)
        self._legend = Words(language).said(LEGEND)

    def block(self, block: Block) -> Block:
        """Give a block with marks."""
        if isinstance(block, Sentences):
            return self.sentences(block)
        if isinstance(block, Picture):
            return self.picture(block)
        return self._table(block) if isinstance(block, Table) else block

    def sentences(self, block: Sentences) -> Sentences:
        """Give sentences with marks."""
        return replace(block, words=block.words.marking(self._baseline))

    def picture(self, picture: Picture) -> Picture:
        """Give a picture whose title says what the mark in it means."""
        return replace(picture, title=f"{picture.title} ({self._legend})")

    def _table(self, table: Table) -> Table:
        head = tuple(map(self.text, table.head))
        groups = tuple(
            replace(group, rows=tuple(tuple(map(self._cell, row)) for row in group.rows))
            for group in table.groups
        )
        mark = marked(self._baseline)
        cells = (cell.text for group in groups for row in group.rows for cell in row)
        if not any(mark in text for text in (*head, *cells)):
            return table
        note = " ".join(filter(None, [table.note, f"{self._legend}."]))
        return replace(table, head=head, groups=groups, note=note)

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, text=self.text(cell.text))

    def text(self, text: str) -> str:
        """Mark the baseline in a text that consists of names of options."""
        return marked_within(text, self._baseline, self._names)
