"""The kinds of claims that the package can make, as their phrases lie beside what makes them."""

from importlib.resources import files

import yaml

_SIGNS = {"en", "nl"}


def phrase_files():
    """Give the files of phrases, as claims name them: ``sensitivity.stability``."""
    rooms = [each for each in files("mcda_ai").iterdir() if each.is_dir()]
    return sorted(subject for room in rooms for subject in _in_room(room, room.name))


def kinds():
    """Give every kind of claim."""
    return [f"{subject}.{kind}" for subject in phrase_files() for kind in _phrases(subject)]


def _phrases(subject):
    room, _, name = subject.rpartition(".")
    text = files(f"mcda_ai.{room}").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def _in_room(folder, name):
    for each in folder.iterdir():
        if each.is_dir():
            yield from _in_room(each, f"{name}.{each.name}")
        elif each.name.endswith(".yaml"):
            entries = yaml.safe_load(each.read_text(encoding="utf-8"))
            if isinstance(entries, dict) and all(
                isinstance(entry, dict) and set(entry) >= _SIGNS for entry in entries.values()
            ):
                yield f"{name}.{each.name.removesuffix('.yaml')}"
