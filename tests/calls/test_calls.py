"""1,000 calls with wrong arguments: each ends in a ProblemError, or in an answer with a meaning.

15,000 are made by `python -m tests.calls.run`, which writes docs/wrong-calls.md.
"""

import inspect
import types

import pytest

import mcda_ai as mcda
from mcda_ai import explorer, methods, plots, report, weights
from tests.calls.outcomes import REFUSED, TAKEN, called
from tests.calls.run import outcomes, prepare
from tests.calls.subjects import SUBJECTS

SHARES = 8  # parts of the 1,000, so that a failure is found soon
# What is asked nothing, is for authors of weight spaces, takes long, or says our own headings.
NOT_CALLED = {
    "mcda_ai": {"dataset_names", "problem_schema"},
    "mcda_ai.methods": {"as_markdown"},
}


@pytest.mark.parametrize("share", range(SHARES))
def test_what_is_wrong_is_told_and_nothing_is_taken_without_a_meaning(share, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    prepare()
    cases = range(share, 1000, SHARES)
    odd = [
        f"{subject.name}({', '.join(wrong)}): {outcome}"
        for _, subject, wrong, outcome, _ in outcomes("tests", cases)
        if outcome not in (REFUSED, TAKEN)
    ]
    assert odd == []


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_what_is_called_wrongly_works_when_it_is_called_rightly(subject, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    prepare()
    assert isinstance(called(subject.function, subject.arguments), str)


@pytest.mark.parametrize("module", [mcda, weights, methods, explorer, report, plots])
def test_every_public_function_is_called(module):
    tried = {inspect.unwrap(getattr(each.function, "__func__", each.function)) for each in SUBJECTS}
    functions = {
        name: getattr(module, name)
        for name in module.__all__
        if isinstance(getattr(module, name), types.FunctionType)
    }
    missing = {n for n, f in functions.items() if inspect.unwrap(f) not in tried}
    assert missing == NOT_CALLED.get(module.__name__, set())
