"""What is imported when, what is public, and that README and package agree."""

import configparser
import re
import subprocess
import sys
from importlib.metadata import requires, version
from pathlib import Path

import pytest

import mcda_ai as mcda

ROOT = Path(__file__).parent.parent
HEAVY = (
    "numpy",
    "scipy",
    "pandas",
    "matplotlib",
    "seaborn",
    "pymcdm",
    "jinja2",
    "yaml",
    "pydantic",
)


def modules_after(code):
    """Names of the modules loaded in a fresh interpreter after running the code."""
    listing = "import sys; print('\\n'.join(sys.modules))"
    finished = subprocess.run(
        [sys.executable, "-c", f"{code}\n{listing}"], capture_output=True, text=True, check=True,
        encoding="utf-8",
    )  # fmt: skip
    return set(finished.stdout.splitlines())


def test_the_libraries_that_the_project_is_built_on_are_required():
    """Pictures stay seaborn's where it has them: heat maps, palettes; its import is no reason."""
    required = {re.split(r"[<>=!~ ;\[]", line)[0].lower() for line in requires("mcda-ai") or []}
    assert {"numpy", "scipy", "pandas", "pymcdm", "seaborn"} <= required


def test_importing_the_package_imports_nothing_heavy():
    assert modules_after("import mcda_ai").isdisjoint(HEAVY)


def test_help_imports_nothing_heavy():
    code = "from mcda_ai.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    assert modules_after(code).isdisjoint(HEAVY)


def test_ranking_needs_no_plotting_and_no_pymcdm():
    code = "import mcda_ai as m; m.robustness(m.load('ai-factory'), 'kemeny', size=10)"
    assert modules_after(code).isdisjoint({"matplotlib", "seaborn", "jinja2", "pymcdm"})


def test_everything_that_is_no_code_goes_along_when_the_package_is_built():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    patterns = [each.strip() for each in setup["options.package_data"]["*"].split(",")]
    files = [each for each in (ROOT / "mcda_ai").rglob("*") if each.is_file()]
    others = {each.name for each in files if each.suffix not in (".py", ".pyc")}
    assert {each for each in others if not any(map(Path(each).match, patterns))} == set()


@pytest.mark.parametrize("name", mcda.__all__)
def test_every_public_name_is_there_and_documented(name):
    assert getattr(mcda, name).__doc__
    assert name in dir(mcda)


def test_no_module_carries_the_name_of_a_public_function():
    modules = {path.stem for path in (ROOT / "mcda_ai").glob("*.py")}
    modules |= {path.parent.name for path in (ROOT / "mcda_ai").glob("*/__init__.py")}
    functions = {name for name in mcda.__all__ if callable(getattr(mcda, name))}
    assert not modules & functions


def test_an_unknown_attribute_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'topsis'"):
        _ = mcda.topsis


def test_the_version_is_stated_in_one_place_and_the_rest_agrees():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    assert setup["metadata"]["version"] == "attr: mcda_ai.__version__"
    assert version("mcda-ai") == mcda.__version__
    assert f"version: {mcda.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {mcda.__version__} " in changes


def test_the_readme_holds_one_command_for_the_main_job_and_one_for_the_tests():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("python3 -m venv .venv && ")]
    assert [command.split()[-1] for command in commands] == ["ai-factory", "pytest"]


def test_no_file_of_the_package_is_long():
    for path in (ROOT / "mcda_ai").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path.name


def test_the_page_of_methods_is_what_the_methods_say():
    page = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    assert page == mcda.methods.as_markdown(), (
        'write it again: python -c "import mcda_ai, pathlib; '
        "pathlib.Path('docs/methods.md').write_text(mcda_ai.methods.as_markdown(), 'utf-8')\""
    )


def test_a_report_imports_no_window_and_no_statistics():
    """Each takes longer to import than the pictures take to draw."""
    loaded = modules_after("from mcda_ai import report")
    assert loaded.isdisjoint({"matplotlib.pyplot", "scipy.stats", "seaborn", "IPython"})


def test_a_report_imports_nothing_for_word_until_word_is_asked_for():
    code = "from mcda_ai import report; report.format_of('x.md'); report.format_of('x.docx')"
    assert modules_after(code).isdisjoint({"docx", "lxml"})
