"""Small inputs in the way of real files: each has a meant answer, or a doubt that says what it is.

Every kind was met in a file that somebody had made; here it stands at least three times, in English
and in Dutch, as a text and as a workbook.
"""

import openpyxl

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError


def written(tmp_path, content, suffix=".csv"):
    """Put an input in a file: a text, bytes, or rows of which a workbook is made."""
    file = tmp_path / f"case{suffix}"
    if isinstance(content, list):
        file = file.with_suffix(".xlsx")
        book = openpyxl.Workbook()
        for row in content:
            book.active.append(row)
        book.save(file)
    else:
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return file


def kinds(faults):
    """Give the kinds of faults or doubts, without the room that says them."""
    return {fault.innermost.kind.rpartition(".")[2] for fault in faults}


def read(tmp_path, content, **how):
    """Read an input; give the problem, and the kinds of its doubts."""
    problem = mcda.read(written(tmp_path, content), **how)
    return problem, kinds(problem.doubts) - {"order only"}


def told(tmp_path, content, **how):
    """Read an input; give the kinds of its faults, or those of its doubts if it has no faults."""
    try:
        return read(tmp_path, content, **how)[1]
    except ProblemError as error:
        return kinds(error.faults)


def orders(problem):
    """Give the orders of a problem, as texts."""
    return [problem.judgement(name).text() for name in problem.criterion_names]
