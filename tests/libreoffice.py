"""LibreOffice, where it is installed: another program that reads and writes the same files."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

# Its word processor is a package of its own.
WRITER = SOFFICE and Path(os.path.realpath(SOFFICE)).parent / "libswlo.so"
needs_writer = pytest.mark.skipif(
    not (WRITER and WRITER.exists()), reason="the word processor of LibreOffice is not installed"
)


def saved_by_libreoffice(path, form):
    """Open a file and save it in another form, under its own name in a folder beside it."""
    folder = path.parent / "saved"
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless",
         "--convert-to", form, "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{path.stem}.{form.partition(':')[0]}"


def marked_up(sheet, text):
    """Give a table what people give one: percent, hidden parts, strokes, merged cells, a note."""
    for column in "CDE":
        sheet[f"{column}7"].number_format = "0%"
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["B6"].font = Font(strike=True)
    sheet.merge_cells("A4:A5")
    sheet["B4"] = text
    sheet["C4"].comment = Comment("see the plan", "Ann")
