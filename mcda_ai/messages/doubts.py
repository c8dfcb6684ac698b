"""What was allowed but suspect when a problem was read, as it is told beside every answer."""

from __future__ import annotations

from collections.abc import Sequence

from mcda_ai.messages.faults import Fault, faults_of

_MOST_TOLD = 3  # beside an answer; who wants them all asks for them

_fault = faults_of("messages")


def first_doubts(doubts: Sequence[Fault], all_of_them: str = "problem.doubts") -> tuple[Fault, ...]:
    """Give what is told of doubts: the first few, and how many more there are and where.

    Parameters
    ----------
    doubts : sequence of Fault
    all_of_them : str, optional
        Where whoever reads this finds them all: what to type.

    Examples
    --------
    >>> first_doubts([_fault("text", text=f"row {n}: suspect") for n in range(1, 6)])[2:]
    ('warning: row 3: suspect', '2 more warnings; all of them: problem.doubts')
    """
    told = [_fault("warning", doubt=doubt) for doubt in doubts[:_MOST_TOLD]]
    more = len(doubts) - len(told)
    told += [_fault("more warnings", n=more, where=all_of_them)] if more else []
    return tuple(told)
