"""Results saved to a file and loaded again: what was found, and all that it rests on.

A file is JSON in UTF-8. It says which version wrote it, in which format, and what kind of result
it holds, and has every field of the result and the problems that it is about. Loading makes
values of a few fixed kinds and runs nothing: no code, no import by a name from the file. A seal
over the whole shows whether a file is still as it was written; it keeps out damage and edits, not
somebody who makes a new seal.

The kinds of results stand in `kinds`, the one list of them; how a field is written follows from
its type, in `encodings`. So a new result needs a row there, and a new field needs nothing.
"""

from mcda_ai.io.results.reading import load_result
from mcda_ai.io.results.seal import FORMAT
from mcda_ai.io.results.writing import save

__all__ = ["FORMAT", "load_result", "save"]
