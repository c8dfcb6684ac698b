"""Files in and out: problem files, tables, workbooks, elections, saved results."""
