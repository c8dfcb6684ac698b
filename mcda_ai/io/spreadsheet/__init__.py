"""Cells in sheets, and workbooks as files: what their parts are, and what their cells hold."""
