"""What changed between two versions of a problem, and what that does to the answer."""

from mcda_ai.comparison.versions.changes import Change
from mcda_ai.comparison.versions.result import Difference, diff

__all__ = ["Change", "Difference", "diff"]
