"""Tables in text files, read and written for the tests."""

import pytest

from mcda_ai.io.tables.delimited import csv_text
from mcda_ai.io.tables.reading import read_table
from mcda_ai.messages.faults import ProblemError


def read(tmp_path, content, **options):
    path = tmp_path / "site.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_table(path, **options)


def faults_of(tmp_path, content, **options):
    with pytest.raises(ProblemError) as caught:
        read(tmp_path, content, **options)
    return [fault.removeprefix(f"{tmp_path / 'site.csv'}: ") for fault in caught.value.faults]


def orders(problem):
    return [problem.judgement(name).text() for name in problem.criterion_names]


def again(problem, tmp_path, **options):
    path = tmp_path / f"{problem.name}.csv"
    path.write_bytes(csv_text(problem, **options).encode("utf-8-sig"))
    return read_table(path)
