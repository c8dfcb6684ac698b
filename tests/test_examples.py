"""Examples and notebooks run as they stand, and the README's Python does too."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
FIRST, SECOND, *FURTHER = sorted(path.name for path in (ROOT / "examples").glob("*.py"))
EXAMPLES = [FIRST, SECOND, *(pytest.param(name, marks=pytest.mark.long) for name in FURTHER)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs(name, tmp_path):
    finished = subprocess.run(
        [sys.executable, str(ROOT / "examples" / name)], capture_output=True, text=True,
        cwd=tmp_path, check=False, encoding="utf-8",
    )  # fmt: skip
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout


@pytest.mark.long
@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.name)
def test_a_notebook_runs_and_is_stored_without_output(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    client = NotebookClient(notebook, timeout=300, kernel_name="python3",
                            resources={"metadata": {"path": str(tmp_path)}})  # fmt: skip
    client.execute()


PAGES = (
    "README.md",
    pytest.param("docs/index.md", marks=pytest.mark.long),
    pytest.param("docs/your-own-method.md", marks=pytest.mark.long),
    "docs/your-own-data.md",
    pytest.param("docs/report-and-explorer.md", marks=pytest.mark.long),
)


@pytest.mark.parametrize("name", PAGES)
def test_python_in_the_documentation_runs(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, name, "exec"), {})


@pytest.mark.parametrize(("page", "scored"), [("index", 2), ("your-own-data", 3)])
def test_the_problem_file_in_the_documentation_can_be_read(tmp_path, page, scored):
    import mcda_ai as mcda

    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    file = tmp_path / "school-site.yaml"
    file.write_text(block, encoding="utf-8")
    problem = mcda.read(file)
    if page == "your-own-data":
        problem = problem.reading("interviews")
    assert problem.scored.sum() == scored
