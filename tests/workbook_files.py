"""Workbooks as people make them, and the template as somebody fills it in."""

import datetime

import openpyxl
import pytest

from mcda_ai.io.template.writing import template_workbook
from mcda_ai.io.workbooks import read_workbook
from mcda_ai.messages.faults import ProblemError


def saved(path, book):
    book.save(path)
    return path


def table_book(*rows, title="Sheet1"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


PLAIN = [
    ["Effectentabel, november"],
    [],
    ["Laag", "Criterium", "B1", "B2", "B3", "Gewicht"],
    ["Input", "kosten", 1, 2, 3, 2],
    [None, "personeel", "1", "1=", "n.v.t.", 1],
    ["Randvoorwaarden", "draagvlak", 2.5, 1, 2.5, 1],
]


def faults_of(path, **options):
    with pytest.raises(ProblemError) as caught:
        read_workbook(path, **options)
    return [fault.removeprefix(f"{path}: ") for fault in caught.value.faults]


FILLED = {
    "en": {
        "Problem": {
            "B3": "new site", "B6": "Where?", "B7": "The board", "B8": datetime.date(2026, 11, 29),
            "B9": "A plan", "B10": "Ann; Bob",
        },
        "Alternatives": {
            "A4": "North", "C4": "On the hill", "A5": "South", "A6": "None", "D6": "baseline",
        },
        "Layers": {"A4": "Means", "A5": "Rules", "D5": "precondition"},
        "Scales": {"A4": "Support", "B4": "Low", "B5": "Medium", "B6": "High"},
        "Criteria": {
            "A4": "Staff", "B4": "Means",
            "A5": "Cost", "B5": "Means", "D5": "measured: less is better", "F5": "euro",
            "G5": "linear", "H5": 1, "I5": 3,
            "A6": "Public support", "B6": "Rules", "E6": "Support",
        },
        "Rankings": {
            "B3": "rank 1 is best", "B5": "North", "C5": "South", "D5": "None",
            "A6": "Staff", "B6": 1, "C6": "1", "D6": "-", "L6": "S1; letter of May",
            "A7": "Cost", "B7": 12.5, "C7": "14,25", "D7": 0,
            "A8": "Public support", "B8": "medium/High", "C8": "HIGH", "D8": "low",
        },
        "Sources": {"A4": "S1", "B4": "A plan", "C4": "3"},
        "Weights": {
            "C3": "Council", "D3": "Residents",
            "A4": "Staff", "B4": 2, "C4": 1, "A5": "Cost", "B5": 1, "C5": 3,
            "A6": "Public support", "B6": 1, "C6": 0,
            "A7": "Means", "D7": 3, "A8": "Rules", "D8": 1,
        },
        "Statements": {"A4": "South>=None", "C4": "S1; letter of May", "A5": "None < North"},
    },
    "nl": {
        "Vraagstuk": {"B7": "Het bestuur", "B8": "29-11-2026"},
        "Opties": {"A4": "Noord", "D4": "Nuloptie", "A5": "Zuid"},
        "Lagen": {"A4": "Randvoorwaarden"},
        "Criteria": {"A4": "Steun", "B4": "Randvoorwaarden"},
        "Rangordes": {"B3": "een hoger getal is beter", "B5": "Noord", "C5": "Zuid",
                      "A6": "Steun", "B6": 3, "C6": "2,5"},
    },
}  # fmt: skip


def fill(path, language, **options):
    """Fill the template in as somebody would, cell by cell."""
    path.write_bytes(template_workbook(language, **options))
    book = openpyxl.load_workbook(path)
    for sheet, cells in FILLED[language].items():
        for place, value in cells.items():
            book[sheet][place] = value
    book.save(path)
    return path
