"""New figures, whatever backend the environment names: files are drawn without one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

_unseen: ContextVar[bool] = ContextVar("unseen", default=False)


@contextmanager
def unseen() -> Iterator[None]:
    """Make figures for files: no window or notebook shows them, and no backend is asked for."""
    token = _unseen.set(True)
    try:
        yield
    finally:
        _unseen.reset(token)


def is_unseen() -> bool:
    """Tell whether figures are made for files now."""
    return _unseen.get()


def new_figure(width: float, height: float, **options: Any) -> Figure:  # noqa: ANN401
    """Make a figure of this size in inches, which pyplot knows if its backend can be loaded."""
    if not _unseen.get():
        try:
            import matplotlib.pyplot as plt  # slow, and of no use to files

            return plt.figure(figsize=(width, height), **options)
        except (ImportError, ValueError):  # of another environment, such as that of a notebook
            pass
    figure = Figure(figsize=(width, height), **options)
    FigureCanvasAgg(figure)
    return figure
