"""A part that a report cannot have says why, in a sentence."""

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.messages.wording import Words
from mcda_ai.report.cautions import cautions


@pytest.fixture(scope="module")
def of_ten_options():
    orders = np.random.default_rng(0)
    names = list("ABCDEFGHIJ")
    problem = mcda.from_rankings({f"c{k}": " > ".join(orders.permutation(names)) for k in range(4)})
    return report.answer(problem, size=500)


def test_what_decides_is_left_out_of_many_options_with_the_reason(of_ten_options):
    assert of_ten_options.attribution is None
    reason = "there are 10 options; each is looked at where there are at most 8"
    assert of_ten_options.to_dict()["left_out"] == {"attribution": reason}
    said = [Words("en").said(claim) for claim in cautions(of_ten_options, "en")]
    assert f"not in this report: what decides who is first; {reason}" in said


def test_ranks_that_nobody_can_bound_are_left_out_with_the_reason():
    """A partial order over many options has more completions than anybody can count."""
    names = [f"o{k}" for k in range(24)]
    chains = ", ".join(
        f"{above} > {below}" for above, below in zip(names[::2], names[1::2], strict=True)
    )
    problem = mcda.from_rankings({"x": chains, "y": " > ".join(names)}, alternatives=names)
    answer = report.answer(problem, size=200)
    assert answer.bounds is None
    assert "leaves too much open" in answer.left_out["bounds"]
