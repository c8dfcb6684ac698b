"""The kinds of claims that the package can make, as their phrases lie beside what makes them."""

from importlib.resources import files

import yaml

from mcda_ai.messages.phrases import Gap, texts_of

OF_INPUTS = (".faults", ".doubts")
"""How the files end that say what is wrong or suspect in an input."""
OF_THE_PAGE = tuple(f"explorer{ending}" for ending in OF_INPUTS)
"""Those of the page, which says them as claims."""


def phrase_files():
    """Give the files of phrases, as claims name them: ``sensitivity.stability``."""
    rooms = [each for each in files("mcda_ai").iterdir() if each.is_dir()]
    return sorted(subject for room in rooms for subject in _in_room(room, room.name))


def kinds():
    """Give every kind of claim; what the page says of an input is among them."""
    return [
        f"{subject}.{kind}"
        for subject in phrase_files()
        if subject in OF_THE_PAGE or not subject.endswith(OF_INPUTS)
        for kind in texts_of(subject)
    ]


def fault_kinds():
    """Give every kind of fault and doubt, by the file of their phrases: ``io.tables.doubts``."""
    return {
        subject: texts_of(subject)
        for subject in phrase_files()
        if subject.endswith(OF_INPUTS) and subject not in OF_THE_PAGE
    }


def gaps_of(template):
    """Give the gaps of a phrase, also those within the texts of a gap."""
    for part in template:
        if isinstance(part, Gap):
            yield part
            for _, text in part.texts:
                yield from gaps_of(text)


def _in_room(folder, name):
    for each in folder.iterdir():
        if each.is_dir():
            yield from _in_room(each, f"{name}.{each.name}")
        elif each.name.endswith(".yaml"):
            entries = yaml.safe_load(each.read_text(encoding="utf-8"))
            if isinstance(entries, dict) and all(
                isinstance(entry, dict) and "en" in entry for entry in entries.values()
            ):
                yield f"{name}.{each.name.removesuffix('.yaml')}"
