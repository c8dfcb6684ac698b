"""All whole rankings are counted, and the most frequent of them written out."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.orders.weak_order import WeakOrder, order_from_ranks
from mcda_ai.sensitivity import smaa
from mcda_ai.weights import BLOCK_SIZE


def random_problem(m, n, gaps=0.0):
    rng = np.random.default_rng(m)
    names = [f"o{k}" for k in range(m)]
    rows = {f"c{k}": dict(zip(names, rng.permutation(m).tolist(), strict=True)) for k in range(n)}
    for row in rows.values():
        for name in names[2:]:
            row[name] = None if rng.random() < gaps else row[name]
    return mcda.from_rankings(rows)


@pytest.mark.parametrize(("m", "method"), [(4, "borda"), (7, "copeland"), (18, "borda")])
def test_the_most_frequent_rankings_are_written_out_and_all_are_counted(m, method, monkeypatch):
    monkeypatch.setattr(smaa, "MOST_ORDERS_WRITTEN_OUT", 5)
    problem, size = random_problem(m, 6), BLOCK_SIZE + 1_000
    result = mcda.robustness(problem, method, mcda.weights.Uniform(), size=size, rng=3)
    drawn = mcda.weights.Uniform().sample(problem, size, rng=3)
    ranks = mcda.methods.find(method).on(problem).ranks(drawn)
    counts = Counter(map(tuple, ranks.tolist()))
    shares = np.array(list(counts.values())) / size
    assert result.n_orders == result.to_dict()["n_orders"] == len(counts) > 5
    assert result.order_shares.tolist() == sorted(shares, reverse=True)[:5]
    for text, share in result.order_shares.items():
        of_text = WeakOrder.parse(text).ranks
        row = tuple(of_text[name] for name in problem.alternative_names)
        assert counts[row] / size == share
    assert result.entropy["ranking"] == pytest.approx(-(shares @ np.log2(shares)))
    firsts = Counter(tuple(np.flatnonzero(row == 1)) for row in ranks)
    assert sorted(result.leader_sets) == pytest.approx(sorted(n / size for n in firsts.values()))


def test_orders_that_are_written_alike_share_a_line():
    # Ranks of a partial order: 1, 3, 3 and 1, 2, 2 are both o0 > o1 = o2.
    problem = random_problem(6, 5, gaps=0.4)
    result = mcda.robustness(problem, "promethee1", mcda.weights.Uniform(), size=2_000, rng=1)
    assert result.n_orders == len(result.order_shares)
    assert result.order_shares.sum() == pytest.approx(1, abs=1e-12)
    drawn = mcda.weights.Uniform().sample(problem, 2_000, rng=1)
    ranks = mcda.methods.find("promethee1").on(problem).ranks(drawn)
    texts = Counter(str(order_from_ranks(row, problem.alternative_names)) for row in ranks)
    assert len(texts) < len(np.unique(ranks, axis=0))
    expected = {text: n / 2_000 for text, n in texts.items()}
    assert result.order_shares.to_dict() == pytest.approx(expected, abs=1e-15)


def test_an_earlier_version_wrote_every_order_out():
    result = mcda.robustness(random_problem(4, 5), size=100, rng=1)
    assert replace(result, n_orders=0).n_orders == len(result.order_shares)
