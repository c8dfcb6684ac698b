"""The template, a workbook to fill in: its sheets, written empty or filled, and read back."""
