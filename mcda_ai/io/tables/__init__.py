"""Problems in tables: CSV and TSV, Excel workbooks, and elections of PrefLib, in and out.

Reading takes a path; writing gives the content of a file, which `mcda_ai.io.files.write_atomically`
puts in its place.
"""

from mcda_ai.io.losses import losses
from mcda_ai.io.preflib import preflib_text
from mcda_ai.io.spreadsheet.archive import MOST_BYTES
from mcda_ai.io.tables.delimited import csv_text
from mcda_ai.io.tables.headers import Stated
from mcda_ai.io.tables.reading import read_preflib, read_table, read_workbook
from mcda_ai.io.template.writing import filled_workbook, template_workbook

__all__ = [
    "MOST_BYTES",
    "Stated",
    "csv_text",
    "filled_workbook",
    "losses",
    "preflib_text",
    "read_preflib",
    "read_table",
    "read_workbook",
    "template_workbook",
]
