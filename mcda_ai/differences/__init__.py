"""What changed between two versions of a problem, and what that does to the answer."""

from mcda_ai.differences.changes import Change
from mcda_ai.differences.result import Difference, diff

__all__ = ["Change", "Difference", "diff"]
