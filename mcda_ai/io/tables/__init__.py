"""Tables of effects: CSV and TSV in and out, and the words, marks and columns of any table."""
