"""XML read without what can do harm in it: no DTD, no entities, and every fault with its place."""

from __future__ import annotations

from xml.parsers import expat

from mcda_ai.messages.faults import ProblemError, faults_of

_fault = faults_of("io.spreadsheet")


class SafeParser:
    """Reads XML without DTD or entities; tells the start, text and end of elements by name."""

    def __init__(self) -> None:
        self.text: list[str] | None = None

    def parse(self, data: bytes, part: str) -> None:
        """Read a part, or say where it is damaged or what it must not hold."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = lambda name, attributes: self.start(
            name.rpartition(":")[2], attributes
        )
        parser.EndElementHandler = lambda name: self.end(name.rpartition(":")[2])
        parser.CharacterDataHandler = self._add
        try:
            parser.Parse(data, True)
        except OddPlace as error:
            fault = _fault("no place of a cell", found=str(error))
            raise ProblemError(fault.within(_fault("part", part=part))) from None
        except expat.ExpatError as error:
            line = _fault("line of a part", part=part, line=error.lineno, column=error.offset + 1)
            raise ProblemError(_fault("damaged", reason="").within(line)) from None
        except ProblemError:  # that who reads it found
            raise
        except (LookupError, ValueError):  # an encoding that is not known
            raise ProblemError(_fault("unreadable part", part=part)) from None
        except _Refused:
            raise ProblemError(_fault("entities", part=part)) from None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""

    def end(self, name: str) -> None:
        """Take note of an element that ends."""

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _add(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)


class _Refused(Exception):  # noqa: N818  (caught above, never seen)
    pass


class OddPlace(Exception):  # noqa: N818
    """A reference that the reader of the cells could take for any place."""


class Collector(SafeParser):
    """Collects the attributes of the elements of one name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Keep the attributes of an element of that name, by their plain names too."""
        if name == self.name:
            plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            self.found.append({**plain, **attributes})
