"""The largest files and problems that are read: each limit once, whatever the format.

What can be written can be read again, so the limits on a problem are the same for every format.
"""

from mcda_ai.messages.faults import MOST_FAULTS

# --- of a problem ------------------------------------------------------------------------------

MOST_ALTERNATIVES_OF_A_PROBLEM = 2_000
"""How many alternatives a problem may have; each is compared with each."""

MOST_CRITERIA_OF_A_TABLE = 10_000
"""How many criteria a table may have."""

MOST_ORDERS_OF_AN_ELECTION = 100_000
"""How many distinct orders an election may have; each is a criterion."""

MOST_COMPARISONS_OF_A_PROBLEM = 200_000_000
"""How many comparisons of two alternatives a problem may ask for, over all its rankings."""

# --- of a text in YAML or JSON -----------------------------------------------------------------

MOST_BYTES_OF_A_PROBLEM_FILE = 2_000_000
"""The largest file in YAML or JSON that is read, unless more is allowed."""

DEEPEST_NESTING = 32
"""How deep lists and mappings may stand inside one another; a problem file needs 8."""

MOST_ENTRIES_REPEATED = 10_000
"""How many entries the aliases of a YAML file may repeat, all together."""

# --- of a table or a workbook ------------------------------------------------------------------

MOST_BYTES_OF_A_TABLE = 20_000_000
"""The largest table, workbook or election that is read, unless more is allowed."""

MOST_CELLS_OF_A_FILE = 1_000_000
"""Cells of all tables in one file together, the empty ones within them included."""

MOST_LETTERS_OF_A_CELL = 32_767
"""Letters in one cell; Excel itself holds no more."""

MOST_BYTES_UNPACKED = 100_000_000
"""Size of all parts of a workbook together, once unpacked."""

MOST_TIMES_UNPACKED = 200
"""How many times larger a part of a workbook may be unpacked than packed, above a small size."""

MOST_PARTS_OF_A_WORKBOOK = 2_000
"""How many parts the archive of a workbook may hold."""

MOST_SHEETS_OF_A_WORKBOOK = 200
"""How many sheets a workbook may hold."""

MOST_LETTERS_OF_A_WORKBOOK = 100_000_000
"""Letters of all cells together: one shared text can stand in a million of them."""

MOST_FAULTS_OF_A_FILE = MOST_FAULTS
"""Faults of one table that are told one by one; a file of another kind has thousands."""

MOST_ALTERNATIVES_OF_A_TEMPLATE = 100
"""Columns that an empty template can be asked to have; more can be added in a spreadsheet."""

MOST_READINGS_OF_A_TEMPLATE = 20
"""Sheets of rankings that an empty template can be asked to have."""

# --- of a saved result ---------------------------------------------------------------------------

MOST_BYTES_OF_A_RESULT = 32 * 2**20
"""The largest saved result that is read, unless more is allowed."""

# --- of a page in a browser ----------------------------------------------------------------------

MOST_COMPARISONS_ON_A_PAGE = 50_000_000
"""How many comparisons of two alternatives a page makes of a table that it opens by itself."""

MOST_BYTES_ON_A_PAGE = 5_000_000
"""The largest table that a page opens by itself."""
