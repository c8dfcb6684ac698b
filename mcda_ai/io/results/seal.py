"""What a file of a saved result holds, and the seal that shows whether it still does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FORMAT = 1
KEYS = ("mcda_ai", "format", "type", "problems", "result", "sha256")
SUFFIX = ".json"


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Add the seal to a content."""
    return {**content, "sha256": seal_of(content)}


def seal_of(content: Mapping[str, Any]) -> str:
    """Give a number that is another one if anything in the content changes, but for the seal.

    Raises
    ------
    ValueError
        If a number in it is too large for JSON.
    """
    rest = {key: value for key, value in content.items() if key != "sha256"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
