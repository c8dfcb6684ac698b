"""Very many weightings drawn and ranked, in memory that has a bound whatever the problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import islice
from typing import NamedTuple, TypeAlias

import numpy as np

from mcda_ai.algorithms.side_by_side import side_by_side
from mcda_ai.algorithms.smaa_indices import PairCounts, Tally
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import FloatArray, IntArray
from mcda_ai.weights import WeightSpace
from mcda_ai.weights.drawing import block_size, check_draws

MOST_AT_ONCE = 2**25
"""How many numbers all workers together may hold of their draws, in the largest of their arrays."""

_LARGEST_GONE_BY = 2**25 - 2**13
_TABLES_OF_PAIRS = 4
"""How many numbers for each pair a method that compares them holds at a time, about."""

Block: TypeAlias = tuple[int, int, np.random.Generator]
"""The number of a block of draws, how much of it counts, and its stream."""


class Drawing(NamedTuple):
    """Draws weightings of the scored criteria, and ranks the alternatives under each.

    Memory is bounded by the criteria, the alternatives and the workers: a block holds fewer draws
    of many weights; a method that looks at pairs ranks fewer of them at a time where there are many
    alternatives; and no more workers draw side by side than there is room for. The first two follow
    from the problem alone, and the third makes no difference to a figure.
    """

    evaluator: Evaluator
    space: WeightSpace
    layer_of: IntArray
    """Of the scored criteria."""

    def tally(
        self,
        n_draws: int,
        generator: np.random.Generator,
        enough: Callable[[Tally], bool] | None = None,
        chunk_size: int = 1,
        workers: int = 1,
        progress: Callable[[int], object] | None = None,
    ) -> Tally:
        """Add up blocks in their order, until there are enough; nothing else makes a difference."""
        _keep_freed_memory()
        chunks = _chunks(self._blocks(n_draws, generator), -(-chunk_size // self.size_of_block))
        workers = min(workers, self.most_at_work)
        total: Tally | None = None
        while wave := list(islice(chunks, workers)):
            for tallies in side_by_side(self._counted, wave, workers):
                for tally in tallies:
                    total = tally if total is None else total.plus(tally)
                    if enough is not None and enough(total):
                        return total
                if progress is not None:
                    progress(sum(tally.size for tally in tallies))
        assert total is not None  # at least one draw
        return total

    @property
    def size_of_block(self) -> int:
        """How many weightings are drawn from one stream."""
        return block_size(self.evaluator.view.n_criteria)

    @property
    def ranked_at_once(self) -> int:
        """How many of them are ranked at a time."""
        return min(self.size_of_block, block_size(self._numbers_of_method))

    @property
    def most_at_work(self) -> int:
        """How many workers may draw and rank side by side."""
        drawn = self.size_of_block * self.evaluator.view.n_criteria
        ranked = self.ranked_at_once * self._numbers_of_method
        return max(1, MOST_AT_ONCE // max(drawn, ranked))

    @property
    def _numbers_of_method(self) -> int:
        """How many numbers the method holds for each draw, about."""
        n, m = self.evaluator.view.n_criteria, self.evaluator.view.n_alternatives
        if self.evaluator.draws_numbers:
            return n * m
        return m if self.evaluator.criterion_scores is not None else _TABLES_OF_PAIRS * m * m

    def _blocks(self, n_draws: int, generator: np.random.Generator) -> Iterator[Block]:
        for number, start in enumerate(range(0, n_draws, self.size_of_block)):
            (stream,) = generator.spawn(1)
            yield number, min(self.size_of_block, n_draws - start), stream

    def _counted(self, chunk: Sequence[Block]) -> list[Tally]:
        """Draw and rank some blocks; a tally for each."""
        tallies = []
        for number, size, stream in chunk:
            block = self.space.draw(self.layer_of, self.size_of_block, stream)
            if number == 0:
                check_draws(block, self.space, (self.size_of_block, len(self.layer_of)))
            tallies.append(self._ranked(block[:size], stream))
        return tallies

    def _ranked(self, block: FloatArray, stream: np.random.Generator) -> Tally:
        evaluator = self.evaluator
        numbers = stream.spawn(1)[0] if evaluator.draws_numbers else None  # of each block its own
        ranks, pairs = [], []
        for start in range(0, len(block), self.ranked_at_once):
            some = block[start : start + self.ranked_at_once]
            scores = None if numbers is None else evaluator.scores(some, numbers)
            of_some, relation = evaluator.ranks_and_relation(some, scores)
            ranks.append(of_some)
            if relation is not None:
                pairs.append(PairCounts.of_relation(relation))
        counted = reduce(PairCounts.plus, pairs) if pairs else None
        return Tally.of(block, np.concatenate(ranks), counted)


def _keep_freed_memory() -> None:
    """Let arrays of a block take the place of those of the block before.

    The C library of Linux hands memory back to the system beyond twice the largest array that was
    freed, and asks for it anew with each block, which took half of the time. 32 MB is the largest
    array that it goes by; none of it is touched here.
    """
    np.empty(_LARGEST_GONE_BY, dtype=np.uint8)


def _chunks(blocks: Iterator[Block], n_blocks: int) -> Iterator[list[Block]]:
    while chunk := list(islice(blocks, n_blocks)):
        yield chunk
