"""What the author of a method says of it, in its docstring."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable
from typing import Any


def explanation_of(function: Callable[..., Any]) -> str | None:
    """Give the docstring of a function, which ``python -OO`` takes off but leaves in the source."""
    told = inspect.getdoc(function)
    if told is not None or sys.flags.optimize < 2:
        return told
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):  # it has none, or stands in the midst of a line
        return None
    defined = tree.body[0]
    return ast.get_docstring(defined) if isinstance(defined, ast.FunctionDef) else None
