"""Matplotlib imported, whatever backend MPLBACKEND names: of one that it does not know, it refuses.

To be imported before anything that imports matplotlib.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_VARIABLE = "MPLBACKEND"


def _import_matplotlib() -> None:
    named = os.environ.pop(_VARIABLE, None)
    try:
        import matplotlib as mpl
    finally:
        if named is not None:
            os.environ[_VARIABLE] = named
    with suppress(ValueError):
        if named:
            mpl.rcParams["backend"] = named


if "matplotlib" not in sys.modules:
    _import_matplotlib()
