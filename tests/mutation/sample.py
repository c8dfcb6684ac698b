"""Spoil `orders` and `algorithms` in one place at a time, at random, and see that a test fails.

Run as `python -m tests.mutation.sample`; `docs/mutation.md` has the record of a run.
"""

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("orders", "algorithms")
SECONDS = 60
FURTHER = {
    "orders/pairwise": ["test_published/test_promethee"],
    "orders/weak_order": ["methods/test_ranking"],
    "algorithms/defeats": ["test_published/test_schulze_2018"],
    "algorithms/linear_ordering": ["test_published/test_kemeny"],
    "algorithms/linear_programmes": ["algorithms/test_extreme_ranks", "algorithms/test_flips"],
    "algorithms/ordering_by_integer_programme": ["algorithms/test_linear_ordering"],
    "algorithms/ordering_by_sets": ["algorithms/test_linear_ordering"],
    "algorithms/ordering_relaxation": ["algorithms/test_ordering_search"],
    "algorithms/smaa_indices": ["sensitivity/test_smaa"],
    "algorithms/variance_shares": ["sensitivity/test_attribution"],
    "algorithms/weight_triangle": ["sensitivity/test_leader_regions"],
}
"""Tests that concern a module, besides its own file of tests and the examples in its text."""

SIGNS = """Lt LtE Gt, LtE Lt, Gt GtE Lt, GtE Gt, Eq NotEq, NotEq Eq, Is IsNot, IsNot Is, In NotIn,
NotIn In, And Or, Or And, Add Sub, Sub Add, Mult Div, Div Mult, FloorDiv Mult, Pow Mult,
BitAnd BitOr, BitOr BitAnd"""
OTHER_SIGNS = {sign: others for sign, *others in map(str.split, SIGNS.split(","))}
PAIRS = "min max, argmin argmax, nanargmin nanargmax, any all, minimum maximum, zeros ones"
NAMES = {a: b for pair in PAIRS.split(", ") for a, b in (pair.split(), pair.split()[::-1])}
DROPPABLE = (ast.AugAssign, ast.Break, ast.Continue, ast.Expr, ast.If, ast.Raise)


def replacements(node: ast.AST) -> Iterator[ast.AST]:
    """Give what a node can be replaced by."""
    match node:
        case ast.operator() | ast.cmpop() | ast.boolop():
            yield from (getattr(ast, sign)() for sign in OTHER_SIGNS.get(type(node).__name__, ()))
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield from map(ast.Constant, (1 - value, 2) if value in (0, 1) else (value + 1, 0))
        case ast.Name(name) if name in NAMES:
            yield ast.Name(NAMES[name])
        case ast.Attribute(value, name) if name in NAMES:
            yield ast.Attribute(value, NAMES[name])
        case _:
            yield from remains(node)


def remains(node: ast.AST) -> Iterator[ast.AST]:
    """Give what is left of a node when a part of it goes."""
    match node:
        case ast.UnaryOp():
            yield node.operand
        case ast.BinOp():
            yield from (node.left, node.right)
        case ast.IfExp():
            yield from (node.body, node.orelse)
        case ast.Call(function, arguments, keywords):
            for dropped in keywords:
                kept = [keyword for keyword in keywords if keyword is not dropped]
                yield ast.Call(function, arguments, kept)
        case ast.Assign(targets=[ast.Subscript()]):
            yield ast.Pass()
        case ast.stmt() if isinstance(node, DROPPABLE):
            yield ast.Pass()


def places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST, ast.AST]]:
    """Give the nodes below one with where they hang; no words, no types, no class settings."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list"}:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            words = isinstance(child, ast.JoinedStr | ast.Import | ast.ImportFrom)
            docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            alias = isinstance(child, ast.AnnAssign) and "Alias" in ast.dump(child.annotation)
            if isinstance(child, ast.AST) and not (words or docstring or alias):
                yield node, field, index, child, child if hasattr(child, "lineno") else node
                yield from places(child)


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Give each mutant of a module: what is changed where, and the source text."""
    tree = ast.parse(source)
    for parent, field, index, child, located in list(places(tree)):
        before = ast.unparse(located).splitlines()[0]
        for number, new in enumerate(replacements(child)):
            siblings = getattr(parent, field)
            setattr(parent, field, new if index is None else
                    [*siblings[:index], new, *siblings[index + 1 :]])  # fmt: skip
            after = ast.unparse(new if located is child else located).splitlines()[0]
            where = f"{located.lineno}:{located.col_offset}:{number}"  # type: ignore[attr-defined]
            yield f"{where}  {before}  ->  {after}", ast.unparse(tree)
            setattr(parent, field, siblings)


def outcome(copy: Path, module: str) -> str:
    """Run the tests that concern a module of a copy."""
    names = [module.replace("/", "/test_"), *FURTHER.get(module, ())]
    tests = [f"mcda_ai/{module}.py", *(f"tests/{name}.py" for name in names)]
    tests = [test for test in tests if (copy / test).exists()]
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run([*command, *tests], cwd=copy, capture_output=True, timeout=SECONDS,
                              check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        return "timeout"
    return "killed" if done.returncode else "survived"


def main() -> None:
    """Draw mutants, try them one by one, and print what became of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=14, help="how many mutants of a module")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        for path in sorted(f for room in ROOMS for f in (ROOT / "mcda_ai" / room).glob("[!_]*.py")):
            module, spoilt = f"{path.parent.name}/{path.stem}", copy / path.relative_to(ROOT)
            possible = sorted(mutants(path.read_text(encoding="utf-8")))
            drawn = random.Random(f"{options.seed} {module}").sample(possible, options.each)
            if outcome(copy, module) != "survived":
                sys.exit(f"{module}: its tests fail as it is")
            for what, source in drawn:
                spoilt.write_text(source, encoding="utf-8")
                sys.stdout.write(f"{outcome(copy, module)} {module} {what}\n")
                sys.stdout.flush()
            shutil.copy2(path, spoilt)
            sys.stdout.write(f"{module}: {len(possible)} possible\n")


if __name__ == "__main__":
    main()
