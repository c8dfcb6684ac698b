"""The methods, one file a family, found by name like those of any other package.

``names()`` lists them, ``find(name)`` gives one; `mcda_ai.method` makes a function one of them.
"""

from mcda_ai.registry import find, names

__all__ = ["find", "names"]
