"""Workbooks as files: what their parts are, and what their cells hold."""
