"""Proofs of what is said of statements about options, by linear programmes and draws of its own."""

from itertools import combinations

import numpy as np
from scipy.optimize import linprog

import mcda_ai as mcda
from tests.proofs import makes, proves, proves_within
from tests.proofs.plain import borda_of_criteria, drawn_weights

EDGE = 1e-9
SIZE, DRAWN, ENOUGH = 20_000, 60_000, 400


@makes("statements")
def statements(problem, draw):
    """Make statements that hold under some weighting, but for one now and then."""
    space = draw.choice([None, "uniform"])
    return mcda.statements(problem, statements_on(problem, draw), "borda", space, size=SIZE)


def statements_on(problem, draw):
    names = list(problem.alternative_names)
    n_scored = len(borda_of_criteria(problem))
    weights = np.array([draw.choice([0.0, draw.random(), draw.random()]) for _ in range(n_scored)])
    order = sorted(range(len(names)), key=(-weights @ borda_of_criteria(problem)).__getitem__)
    said = []
    for _ in range(draw.choice([1, 1, 2, 3])):
        n = draw.choice([2, 2, 2, min(3, len(names))])
        chosen = sorted(draw.sample(range(len(names)), n))
        options = [names[order[place]] for place in chosen]
        signs = [draw.choice([">=", ">=", ">=", ">", "="]) for _ in chosen[1:]]
        if draw.random() < 0.1:
            options.reverse()
        parts = [options[0]]
        for sign, option in zip(signs, options[1:], strict=True):
            parts += [sign, option]
        said.append(" ".join(parts))
    return said


def forms_of(text, problem):
    """Give, of each step of a statement, the differences of scores, and whether they are equal."""
    scores = dict(zip(problem.alternative_names, borda_of_criteria(problem).T, strict=True))
    words = text.split(" ")
    steps = zip(words[:-2:2], words[1::2], words[2::2], strict=True)
    return [(scores[one] - scores[other], sign == "=") for one, sign, other in steps]


def rows_of(result, problem, until=None):
    return [form for text in result.table["statement"][:until] for form in forms_of(text, problem)]


def solved(objective, rows, n, margin=()):
    """Make a form least where statements hold; with a margin, the least of forms largest."""
    above = [-row for row, _ in rows] + [row for row, level in rows if level]
    if not margin:
        return linprog(
            objective, A_ub=np.array(above).reshape(-1, n), b_ub=np.zeros(len(above)),
            A_eq=[np.ones(n)], b_eq=[1.0],
        )  # fmt: skip
    table = [[*row, 0.0] for row in above] + [[*-form, 1.0] for form in margin]
    return linprog(
        [*np.zeros(n), -1.0], A_ub=table, b_ub=np.zeros(len(table)),
        A_eq=[[*np.ones(n), 0.0]], b_eq=[1.0], bounds=[(0, None)] * n + [(None, 10)],
    )  # fmt: skip


def ends(form, rows):
    n = len(form)
    return tuple(sign * solved(sign * form, rows, n).fun for sign in (1, -1))


def holds_throughout(steps, rows):
    for form, level in steps:
        least, most = ends(form, rows)
        if least < -EDGE or (level and most > EDGE):
            return False
    return True


def drawn(result, problem):
    return drawn_weights(problem, "LayerFirst" not in repr(result.weights), DRAWN)


def hold(result, problem, weights):
    values = [weights @ form for form, _ in rows_of(result, problem)]
    return np.all([value >= -EDGE for value in values], axis=0)


def names_all(claim, result):
    return list(claim.values["said"]) == result.table["statement"].tolist()


@proves("elicitation.statements.part")
def part(claim, result, problem):
    """As many of its own draws meet them, and none of them is on a border only."""
    share, told = hold(result, problem, drawn(result, problem)).mean(), claim.values["part"]
    size = min(DRAWN, told.size or DRAWN)
    near = 7 * np.sqrt(max(share, told.value, 3 / size) / size)
    return abs(share - told.value) <= near and names_all(claim, result)


@proves("elicitation.statements.everything")
def everything(claim, result, problem):
    return holds_throughout(rows_of(result, problem), []) and names_all(claim, result)


@proves("elicitation.statements.slice")
def border(claim, result, problem):
    """They hold somewhere, but leave no room to all sides of it."""
    open_rows = [step for step in rows_of(result, problem) if not holds_throughout([step], [])]
    if any(level for _, level in open_rows):
        return True
    found = solved(None, [], len(open_rows[0][0]), [form for form, _ in open_rows])
    return -found.fun <= EDGE


@proves("elicitation.statements.nothing new")
def nothing_new(claim, result, problem):
    """It holds throughout what the weights leave, or those before it; or it is no such row."""
    for place, (text, source) in enumerate(
        result.table[["statement", "follows from"]].itertuples(index=False)
    ):
        if text == claim.values["statement"] and source == claim.values["source"]:
            rows = [] if source == "weights" else rows_of(result, problem, place)
            if not holds_throughout(forms_of(text, problem), rows):
                return False
    return True


def can_lead(problem, rows):
    scores = borda_of_criteria(problem)
    found = []
    for i, name in enumerate(problem.alternative_names):
        leads = [(scores[:, i] - scores[:, j], False) for j in range(scores.shape[1])]
        if solved(np.zeros(len(scores)), rows + leads, len(scores)).status == 0:
            found.append(name)
    return found


@proves("elicitation.statements.shares")
def shares(claim, result, problem):
    """They are those of its own draws that meet the statements, if these are enough to tell."""
    told = {each.values["who"]: each.values["share"] for each in claim.values["parts"]}
    if not claim.values["rest"] and not set(told) <= set(
        can_lead(problem, rows_of(result, problem))
    ):
        return False
    weights = drawn(result, problem)
    weights = weights[hold(result, problem, weights)]
    if result.is_slice or len(weights) < ENOUGH:
        return True
    totals = weights @ borda_of_criteria(problem)
    first = (totals >= totals.max(axis=1, keepdims=True) - EDGE).mean(axis=0)
    near = 7 * 0.5 / np.sqrt(len(weights)) + 7 * 0.5 / np.sqrt(SIZE)
    by_name = dict(zip(problem.alternative_names, first, strict=True))
    return all(abs(by_name[name] - share.value) <= near for name, share in told.items())


@proves("elicitation.statements.no shares")
def no_shares(claim, result, problem):
    """There are none of a slice of weightings that are not flat."""
    return result.shares is None and result.is_slice and "LayerFirst" in repr(result.weights)


@proves("elicitation.statements.always", "elicitation.statements.can lead")
def lead(claim, result, problem):
    rows, scores, names = (
        rows_of(result, problem),
        borda_of_criteria(problem),
        problem.alternative_names,
    )
    able = can_lead(problem, rows)
    always = [name for i, name in enumerate(names)
              if all(ends(scores[:, i] - scores[:, j], rows)[0] >= -EDGE
                     for j in range(len(names)))]  # fmt: skip
    told = claim.values
    if claim.kind.endswith("always"):
        return (set(told["who"]), {*told["who"], *told["others"]}) == (set(always), set(able))
    return (
        not always
        and set(told["who"]) == set(able)
        and (set(told["never"]) == set(names) - set(able))
    )


@proves("elicitation.statements.ranks")
def ranks(claim, result, problem):
    """Whether so many can be behind, or ahead, together: for every set of rivals."""
    told = {each.values["who"]: (each.values["best"], each.values["worst"])
            for each in claim.values["parts"]}  # fmt: skip
    return told == {
        name: ranks_of(i, problem, rows_of(result, problem))
        for i, name in enumerate(problem.alternative_names)
    }


def ranks_of(i, problem, rows):
    scores = borda_of_criteria(problem)
    n, m = scores.shape
    rivals = [j for j in range(m) if j != i]

    def can_be_ahead_of(chosen):
        leads = [(scores[:, i] - scores[:, j], False) for j in chosen]
        return solved(np.zeros(n), rows + leads, n).status == 0

    def can_be_behind(chosen):
        behind = [scores[:, j] - scores[:, i] for j in chosen]
        return not chosen or -solved(None, rows, n, behind).fun > EDGE

    most = [max(k for k in range(m) if any(map(can, combinations(rivals, k))))
            for can in (can_be_ahead_of, can_be_behind)]  # fmt: skip
    return m - most[0], 1 + most[1]


def stands(one, other, problem, rows):
    """Say how an option stands to another under every weighting where rows hold."""
    scores, names = borda_of_criteria(problem), problem.alternative_names
    least, most = ends(scores[:, names.index(one)] - scores[:, names.index(other)], rows)
    if least > EDGE:
        return "ahead"
    if least >= -EDGE:
        return "level" if most <= EDGE else "at least level"
    return "open" if most > EDGE else "turned"


@proves("elicitation.statements.decided")
def decided(claim, result, problem):
    """Each pair stands so now and did not before, and all that are not told of are others."""
    rows = rows_of(result, problem)
    told = {(each.values["one"], each.values["other"]): each.values["relation"]
            for each in claim.values["pairs"]}  # fmt: skip
    right = all(
        stands(*pair, problem, rows) == relation and stands(*pair, problem, []) != relation
        for pair, relation in told.items()
    )
    names = problem.alternative_names
    untold = [
        (one, other) for one, other in combinations(names, 2)
        if not {(one, other), (other, one)} & {*told, *repeated(result, problem, rows)}
        and stands(one, other, problem, rows) != stands(one, other, problem, [])
    ]  # fmt: skip
    return right and len(untold) == claim.values["rest"]


def repeated(result, problem, rows):
    """Give the steps of statements that hold just as they say, and no more strictly."""
    words = [text.split(" ") for text in result.table["statement"]]
    steps = [each[place : place + 3] for each in words for place in range(0, len(each) - 2, 2)]
    means = {"=": "level", ">": "at least level", ">=": "at least level"}
    return [(one, other) for one, sign, other in steps
            if stands(one, other, problem, rows) == means[sign]]  # fmt: skip


@proves("elicitation.statements.open")
def remain_open(claim, result, problem):
    pairs = list(combinations(problem.alternative_names, 2))
    rows = rows_of(result, problem)
    n_open = sum(stands(*pair, problem, rows) == "open" for pair in pairs)
    return (claim.values["n"], claim.values["all"]) == (n_open, len(pairs))


proves_within("elicitation.statements.shares", "elicitation.statements.first")
proves_within("elicitation.statements.ranks", "elicitation.statements.rank")
proves_within("elicitation.statements.decided", "elicitation.statements.pair")
