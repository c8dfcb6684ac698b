"""Typical mistakes in files of people's own, each as a small file."""

import datetime
import io
import zipfile
from functools import partial

import openpyxl

from mcda_ai.io.template.writing import template_workbook
from tests.old_workbooks import compound

YAML = """\
version: 1
name: school-site
alternatives: [north, south, east]
layers: [cost, reach]
scales: [{name: level, levels: [low, medium, high]}]
readings: [survey, interviews]
criteria:
  - name: building
    layer: cost
    judgements: {survey: north > south = east, interviews: south > north}
  - name: pupils
    layer: reach
    scale: level
    judgements: {survey: {levels: {north: low, south: high}}, interviews: north > south}
weights: {building: 1, pupils: 2}
"""
JSON = """\
{"version": 1, "name": "school-site", "alternatives": ["north", "south"],
 "layers": ["cost"], "readings": ["survey"],
 "criteria": [{"name": "building", "layer": "cost",
               "judgements": {"survey": "north > south"}}]}
"""
CSV = """\
direction;ranks;;;
layer;criterion;north;south;weight
cost;building;1;2;1
reach;pupils;2;1;2
"""
SAVED_RESULT = """\
{"mcda_ai": "0.1.0", "format": 1, "type": "Ranking", "problems": [], "result": {}, "sha256": ""}
"""
TOC = """\
# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Bob
# ALTERNATIVE NAME 3: Cas
# NUMBER VOTERS: 8
5: 1,{2,3}
3: 3,2,1
"""
ROWS = [
    ["direction", "ranks"],
    ["layer", "criterion", "north", "south", "east", "weight"],
    ["cost", "building", 1, 2, 3, 1],
    ["reach", "pupils", 2, 1, 1, 2],
]


def changed(text, old, new):
    """Change one thing in a valid text."""
    assert old in text
    return text.replace(old, new, 1)


yaml, json, csv, toc = (partial(changed, text) for text in (YAML, JSON, CSV, TOC))


def required(how):
    """Say what an option must meet on the criterion with a scale."""
    return yaml("    scale: level\n", f"    scale: level\n    required: {{{how}}}\n")


def sure(confidence, meanings=""):
    """Say how sure a judgement is, and what words for that mean."""
    order = "north > south = east"
    return yaml(order, f"{{order: {order}, confidence: {confidence}}}") + meanings


def workbook(cells=None, merged="", rows=ROWS):
    """Make a workbook with other cells in it."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for place, value in (cells or {}).items():
        sheet[place] = value
    if merged:
        sheet.merge_cells(merged)
    return saved(book)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def two_tables():
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.copy_worksheet(book.active).title = "old"
    return saved(book)


def template_with(title, other):
    book = openpyxl.load_workbook(io.BytesIO(template_workbook()))
    book[title].title = other
    return saved(book)


def other_archive():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), "<a/>")  # of no date of its own
    return stream.getvalue()


FOLDER = None
OLD_EXCEL = compound(b"", name="Book")  # as Excel 95 called it
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(50)

MISTAKES = {
    # problem files
    "misspelt alternative in an order.yaml": yaml("north > south = east", "north > suoth = east"),
    "misspelt alternative under levels.yaml": yaml("south: high", "sout: high"),
    "statement about an option that is not there.yaml": YAML + "statements: [north >= suoth]\n",
    "statement that compares an option with itself.yaml": YAML + "statements: [north > north]\n",
    "statement with signs both ways.yaml": YAML + "statements: [north > south < east]\n",
    "statement of one option.yaml": YAML + "statements: [north]\n",
    "statement without an option.yaml": YAML + "statements: [north >=]\n",
    "statement that two differ.yaml": YAML + "statements: [north != south]\n",
    "layer that is not there.yaml": yaml("layer: reach", "layer: outcome"),
    "layer missing.yaml": yaml("    layer: cost\n", ""),
    "no layers.yaml": yaml("layers: [cost, reach]\n", ""),
    "one of two readings missing.yaml": yaml(", interviews: south > north", ""),
    "reading that is not there.yaml": yaml("interviews: south > north", "interview: south > north"),
    "two criteria of one name.yaml": yaml("name: pupils", "name: building"),
    "two alternatives of one name.yaml": yaml("[north, south, east]", "[north, south, north]"),
    "one alternative only.yaml": yaml("[north, south, east]", "[north]"),
    "key twice.yaml": yaml("    layer: reach\n", "    layer: reach\n    layer: cost\n"),
    "key misspelt.yaml": yaml("judgements: {survey: {levels", "judgments: {survey: {levels"),
    "key of another version.yaml": yaml("weights:", "gewichten:"),
    "tab for a space.yaml": yaml("    layer: reach", "\tlayer: reach"),
    "wrong indentation.yaml": yaml("    layer: reach", "      layer: reach"),
    "quote not closed.yaml": yaml("name: school-site", 'name: "school-site'),
    "bracket not closed.yaml": yaml("[cost, reach]", "[cost, reach"),
    "colon without space.yaml": yaml("name: school-site", "name:school-site"),
    "unknown word of a scale.yaml": yaml("south: high", "south: hihg"),
    "required of an option that is not there.yaml": required("met_by: [north, est]"),
    "required in two ways.yaml": required("met_by: [north], at_least: low"),
    "required in no way.yaml": required(""),
    "unknown word that is required.yaml": required("at_least: hihg"),
    "limit without measurements.yaml": required("at_most: 3"),
    "required of all and met by nobody.yaml": yaml(
        "scale: level\n    judgements: {survey: {levels: {north: low, south: high}}",
        "scale: level\n    required: {at_least: high}\n"
        "    judgements: {survey: {levels: {north: low, south: low, east: medium}}",
    ),
    "scale that is not there.yaml": yaml("scale: level", "scale: levels"),
    "levels without a scale.yaml": yaml("    scale: level\n", ""),
    "two signs in an order.yaml": yaml("north > south = east", "north >> south"),
    "order that ends in a sign.yaml": yaml("north > south = east", "north > south >"),
    "alternative twice in an order.yaml": yaml("north > south = east", "north > south > north"),
    "order the wrong way round.yaml": yaml("north > south = east", "north < south = east"),
    "commas in an order.yaml": yaml("north > south = east, ", '"north, south, east", '),
    "rank that is a word.yaml": yaml("north > south = east", "{north: first, south: 2}"),
    "status misspelt.yaml": yaml("north > south = east", "{status: unscord}"),
    "weight of a name that is not there.yaml": yaml(
        "{building: 1, pupils: 2}", "{bulding: 1, pupils: 2}"
    ),
    "weight missing.yaml": yaml("{building: 1, pupils: 2}", "{building: 1}"),
    "weight negative.yaml": yaml("pupils: 2}", "pupils: -2}"),
    "weight no number.yaml": yaml("pupils: 2}", "pupils: high}"),
    "weight with a decimal comma.yaml": yaml("pupils: 2}", 'pupils: "0,5"}'),
    "weights all zero.yaml": yaml("{building: 1, pupils: 2}", "{building: 0, pupils: 0}"),
    "confidence misspelt.yaml": sure("hihg", "confidence: {owner: the panel, high: 0.9}\n"),
    "confidence of nine times of eight.yaml": sure("{right: 9 of 8}"),
    "confidence of always.yaml": sure("{right: 100 %}"),
    "word for confidence without a meaning.yaml": sure("high"),
    "meaning of confidence without an owner.yaml": sure(
        "high", "confidence: {high: {right: 0.9}}\n"
    ),
    "two baselines.yaml": yaml(
        "north, south, east]", "{name: north, role: baseline}, {name: south, role: baseline}, east]"
    ),
    "role misspelt.yaml": yaml("[north,", "[{name: north, role: baseilne},"),
    "date that is none.yaml": YAML + "date: 2026-02-30\n",
    "date of two days.yaml": YAML + "date: 3-4-2026\n",
    "baseline that does not meet what is required.yaml": required("at_least: medium").replace(
        "[north,", "[{name: north, role: baseline},"
    ),
    "question without quotes.yaml": YAML + "question: {nl: Waar?, en: Where?}\n",
    "version missing.yaml": yaml("version: 1\n", ""),
    "version of later.yaml": yaml("version: 1", "version: 2"),
    "list where keys are needed.yaml": "- north\n- south\n",
    "empty.yaml": "",
    "comma too many.json": json('"south"],', '"south",],'),
    "comma missing.json": json('"layers": ["cost"],', '"layers": ["cost"]'),
    "single quotes.json": json('"school-site"', "'school-site'"),
    "criterion without judgements.json": json(
        ',\n               "judgements": {"survey": "north > south"}', ""
    ),
    "saved result.json": SAVED_RESULT,
    "empty.json": "",
    "Word document.yaml": other_archive(),
    "in UTF-16.yaml": YAML.encode("utf-16"),
    # tables
    "direction missing.csv": csv("direction;ranks;;;\n", ""),
    "direction of no kind.csv": csv("direction;ranks", "direction;best first"),
    "comma for a separator, decimal comma.csv": csv(
        CSV, "direction,ranks\ncriterion,north,south\nbuilding,1,5,2,5\n"
    ),
    "rank 0.csv": csv("building;1;", "building;0;"),
    "rank that is a word.csv": csv("building;1;", "building;first;"),
    "rank as a range.csv": csv("building;1;", "building;1-2;"),
    "thousands or a fraction.csv": csv("building;1;", "building;1.500;"),
    "decimal point and comma.csv": csv("building;1;2", "building;1,5;1.5"),
    "row too long.csv": csv("building;1;2;1", "building;1;2;1;9"),
    "criterion twice.csv": csv("reach;pupils", "reach;building"),
    "criterion without a name.csv": csv("reach;pupils", "reach;"),
    "layer in two spellings.csv": csv("reach;pupils", "Cost;pupils"),
    "column twice.csv": csv("north;south", "north;north"),
    "one alternative only.csv": "criterion;north\nbuilding;1\n",
    "weight negative.csv": csv("pupils;2;1;2", "pupils;2;1;-2"),
    "weight no number.csv": csv("pupils;2;1;2", "pupils;2;1;high"),
    "weight missing.csv": csv("pupils;2;1;2", "pupils;2;1;"),
    "unknown word of a scale.csv": (
        "criterion;north;south;scale\nbuilding;low;hihg;low < medium < high\n"
    ),
    "scale without signs.csv": "criterion;north;south;scale\nbuilding;low;high;low, high\n",
    "unit without direction.csv": "criterion;north;south;unit\nbuilding;3;4;euro\n",
    "options in the rows.csv": "option;building;pupils\nnorth;1;2\nsouth;2;1\n",
    "column of totals.csv": csv(
        CSV, "direction;ranks\ncriterion;north;south;total\nbuilding;1;2;3\n"
    ),
    "row of totals.csv": csv("reach;pupils", "total;"),
    "number beside a scale.csv": ("criterion;north;south;scale\nbuilding;1;2;low < high\n"),
    "euro sign.csv": csv("building;1;2", "building;€ 1,50;2"),
    "weights partly in per cent.csv": csv("building;1;2;1", "building;1;2;60%"),
    "quote not closed.csv": csv("pupils", '"pupils'),
    "headers only.csv": "criterion;north;south\n",
    "empty.csv": "",
    "confidence of nine times of eight.csv": (
        "criterion;A;B;direction;confidence\nk;1;2;ranks;9/8\n"
    ),
    "word for confidence without a meaning.csv": (
        "confidence high;9 of 10\ncriterion;A;B;direction;confidence\nk;1;2;ranks;low\n"
    ),
    "role misspelt.csv": csv("reach;pupils", ";role;baseilne;;\nreach;pupils"),
    "two baselines.csv": csv("reach;pupils", ";role;baseline;baseline;\nreach;pupils"),
    "date that is none.csv": csv("direction;ranks;;;", "direction;ranks;;;\ndecision date;soon;;;"),
    "in UTF-16, cut off.csv": CSV.encode("utf-16")[:-1],
    # workbooks
    "rank that became a date.xlsx": workbook({"C3": datetime.date(2024, 2, 1)}),
    "error of a formula.xlsx": workbook({"C3": "#N/A"}),
    "formula without a result.xlsx": workbook({"C3": "=1+1"}),
    "merged ranks.xlsx": workbook({"C3": 1, "D3": None}, merged="C3:D3"),
    "no headers.xlsx": workbook(rows=[["what we think of the plans"]]),
    "two sheets with a table.xlsx": two_tables(),
    "direction missing.xlsx": workbook(rows=ROWS[1:]),
    "template not filled in.xlsx": template_workbook(),
    "sheet of the template renamed.xlsx": template_with("Rankings", "Ranking"),
    "picture called a workbook.xlsx": PICTURE,
    "Word document called a workbook.xlsx": other_archive(),
    "damaged.xlsx": workbook()[:3000],
    "empty.xlsx": b"",
    "old Excel file.xls": OLD_EXCEL,
    "old Excel file called new.xlsx": OLD_EXCEL,
    # elections
    "number of voters wrong.toc": toc("VOTERS: 8", "VOTERS: 9"),
    "unknown alternative in an order.toc": toc("3: 3,2,1", "3: 4,2,1"),
    "alternative twice in an order.toc": toc("3: 3,2,1", "3: 3,2,2"),
    "not all ranked.toc": toc("3: 3,2,1", "3: 3,2"),
    "count missing.toc": toc("3: 3,2,1", "3,2,1"),
    "count no number.toc": toc("3: 3,2,1", "three: 3,2,1"),
    "brace not closed.toc": toc("{2,3}", "{2,3"),
    "tie in a strict order.soc": TOC,
    "no line of totals.soc": "3\n1,a\n2,b\n3,c\n2,1,2,3\n1,3,2,1\n",
    # other files
    "folder.yaml": FOLDER,
    "document of another kind.docx": other_archive(),
}
