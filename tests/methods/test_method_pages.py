"""What stands on the page of a method: its name, its sentence, an example, and its card."""

import doctest

import numpy as np
import pytest

from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods.registry import built_in, find, method

OWN = sorted(each.name for each in built_in() if not each.name.startswith("pymcdm:"))
FACTS = {
    "ties": "a tie is shared",
    "cardinalises": True,
    "compensation": "none",
    "equivalent_to": {"borda": "never"},
    "satisfies": {"pareto"},
    "violates": {"smith": "2: A > B; 1: B > A"},
    "references": ["Nobody (1900)."],
}


def last_wins(view, weights):
    """Let the last one win."""
    return np.broadcast_to(np.arange(view.n_alternatives), (*weights.shape[:-1], 3))


def made(**facts):
    return method(label="Test", family="custom", needs={"weights"}, name="test", **facts)(last_wins)


@pytest.mark.parametrize("name", OWN)
def test_the_example_on_the_page_of_a_method_runs(name):
    # A decorated function is no function any more, so pytest does not see its docstring.
    text = find(name).__doc__
    example = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    said = []
    outcome = doctest.DocTestRunner().run(example, out=said.append)
    assert outcome.failed == 0, "".join(said)


@pytest.mark.parametrize("name", OWN)
def test_every_built_in_method_has_a_card(name):
    card = find(name).card()
    assert card["references"]
    assert card["ties"]
    assert card["violates"]


def test_a_card_can_be_stated_in_the_decorator_or_after_the_function():
    before, after = made(**FACTS), made()
    after.describe(**FACTS)
    assert after.card() == before.card()
    assert find("test").card() == before.card()


def test_what_is_stated_later_leaves_the_rest_of_the_card_as_it_was():
    one = made(**FACTS)
    one.describe(ties="a tie is broken")
    assert one.card() == {**made(**FACTS).card(), "ties": "a tie is broken"}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"satisfies": {"paretto"}}, "unknown axiom 'paretto'; did you mean 'pareto'?"),
        ({"satisfies": {"smith"}}, "'smith' is both satisfied and violated"),
        ({"compensation": "half"}, "unknown compensation 'half'"),
    ],
    ids=["unknown axiom", "contradiction", "unknown word"],
)
def test_a_card_that_cannot_be_is_refused_and_leaves_things_as_they_were(facts, words):
    one = made(**FACTS)
    with pytest.raises(ProblemError, match=words.replace("?", r"\?")):
        one.describe(**facts)
    assert one.card() == made(**FACTS).card()


def test_a_plain_function_is_described_by_its_own_docstring():
    assert find(last_wins).card()["summary"] == "Let the last one win."
    assert find(lambda view, weights: weights).card()["summary"] == ""
