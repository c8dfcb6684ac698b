"""Packages of plug-ins that fail in every way there is, written into a folder as if installed."""

BODIES = {
    "exits_at_import": "import sys\nsys.exit(0)\n",
    "interrupts_at_import": "raise KeyboardInterrupt\n",
    "bare_at_import": "class Odd(BaseException):\n    pass\nraise Odd('not even an error')\n",
    "speechless_at_import": (
        "class Odd(Exception):\n    def __str__(self):\n        raise RuntimeError\nraise Odd\n"
    ),
    "misspelt_at_import": "def broken(:\n",
}
"""Modules that cannot be imported; another one is not there at all."""
FUNCTIONS = {
    "exits": "import sys; sys.exit(0)",
    "interrupts": "raise KeyboardInterrupt",
    "bare": "raise GeneratorExit",
    "raises": "raise RuntimeError('out of order \\x1b[31m')",
    "shapeless": "return np.zeros(7)",
    "not_a_number": "return np.full((*weights.shape[:-1], view.n_alternatives), np.nan)",
    "words": "return np.full((*weights.shape[:-1], view.n_alternatives), 'best')",
    "changes_ranks": "view.ranks[:] = 1; return weights @ view.ranks",
    "changes_weights": "weights[...] = 0; return tied(view, weights)",
    "prints": "print('{printed}'); return tied(view, weights)",
    "slow": "import time; time.sleep(0.05); return tied(view, weights)",
}  # fmt: skip
"""What the methods do that can be imported."""
REFUSED = {
    "exits_at_import": "SystemExit: 0",
    "interrupts_at_import": "KeyboardInterrupt: ",
    "bare_at_import": "Odd: not even an error",
    "speechless_at_import": "Odd: ",
    "misspelt_at_import": "SyntaxError: ",
    "missing": "ModuleNotFoundError: No module named 'gadgets_missing'",
    "no_method": "is of type int",
    "twice": "several packages offer a method called 'twice'",
    "exits": "failed: SystemExit: 0",
    "interrupts": "failed: KeyboardInterrupt: ",
    "bare": "failed: GeneratorExit: ",
    "raises": "failed: RuntimeError: out of order \\x1b[31m",
    "shapeless": "an array of shape (7,)",
    "not_a_number": "are not finite numbers",
    "words": "are not finite numbers",
    "changes_ranks": "failed: ValueError: assignment destination is read-only",
    "odd_detail": "failed: ",
    "odd_unit": "says that its unit is nan",
}
"""What is told of those that cannot be used."""
WORKING = ("changes_weights", "prints", "slow")

_METHOD = """

@mcda_ai.method(label="{name}", family="custom", needs={{"ranks", "weights"}})
def {name}(view, weights):
    {body}
"""
_TIED = """

def tied(view, weights):
    return np.zeros((*weights.shape[:-1], view.n_alternatives))
"""
_MORE = """

@mcda_ai.method(label="odd", family="custom", needs={"weights"}, unit=lambda view: float("nan"))
def odd_unit(view, weights):
    return tied(view, weights)


@mcda_ai.method(label="odd", family="custom", needs={"weights"})
def odd_detail(view, weights):
    return tied(view, weights)


@odd_detail.detail
def more(view, weights):
    return Detail(figures={"gap": "wide"}, by_alternative={"flow": [1]})


no_method = 7
"""


def install(folder):
    """Write two packages with all of them, and one that does not say what it is called."""
    functions = "".join(_METHOD.format(name=name, body=body) for name, body in FUNCTIONS.items())
    imports = "import mcda_ai\nimport numpy as np\nfrom mcda_ai.methods.detail import Detail\n"
    (folder / "gadgets_work.py").write_text(imports + _TIED + functions + _MORE, encoding="utf-8")
    points = {f"{name} = gadgets_{name}:method" for name in (*BODIES, "missing")}
    names = (*FUNCTIONS, "odd_unit", "odd_detail", "no_method")
    points |= {f"{name} = gadgets_work:{name}" for name in names}
    points |= {"twice = gadgets_work:slow", "Borda = gadgets_work:slow", "kemeny = gadgets_work:x"}
    for name, body in BODIES.items():
        (folder / f"gadgets_{name}.py").write_text(body, encoding="utf-8")
    _register(folder, "broken-gadgets", sorted(points))
    _register(folder, "other-gadgets", ["Twice = gadgets_work:prints"])
    nameless = folder / "nameless_gadgets-1.0.dist-info"
    nameless.mkdir()
    (nameless / "entry_points.txt").write_text(
        "[mcda_ai.methods]\nnameless = gadgets_none:x\n", "utf-8"
    )


def _register(folder, package, points):
    info = folder / f"{package.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", "utf-8"
    )
    lines = "\n".join(["[mcda_ai.methods]", *points])
    (info / "entry_points.txt").write_text(f"{lines}\n", "utf-8")
