"""Elections with ties, read from PrefLib files and ranked as pref_voting ranks them."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.io.preflib import read_preflib
from mcda_ai.io.preflib_writing import preflib_text

pref_voting = pytest.importorskip(
    "pref_voting", reason="pref_voting is an optional extra: pip install mcda-ai[crosscheck]"
)

from pref_voting import c1_methods, margin_based_methods  # noqa: E402
from pref_voting.profiles_with_ties import ProfileWithTies  # noqa: E402

from tests.strategies import examples  # noqa: E402

CLUB = """\
# TITLE: A club with ties
# DATA TYPE: toc
# NUMBER ALTERNATIVES: 4
# NUMBER VOTERS: 21
# NUMBER UNIQUE ORDERS: 5
# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Bob
# ALTERNATIVE NAME 3: Cas
# ALTERNATIVE NAME 4: Dee
6: 1,{2,3},4
5: {2,4},{1,3}
4: 3,1,2,4
4: 4,2,3,1
2: {1,3},4,2
"""


def ballots_in(text):
    """Read the orders as plainly as can be, apart from the reader that is tested."""
    ballots, counts = [], []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        count, order = line.split(":")
        groups = eval(f"[{order.replace('{', '(').replace('}', ')')}]")
        ranks = {}
        for rank, group in enumerate(groups, start=1):
            ranks |= dict.fromkeys(group if isinstance(group, tuple) else [group], rank)
        ballots.append(ranks)
        counts.append(int(count))
    return ballots, counts


def profile_of(text, n, unranked="below"):
    """Take candidates that a ballot leaves out as below those that it ranks, or as abstained."""
    profile = ProfileWithTies(*ballots_in(text), candidates=list(range(1, n + 1)))
    if unranked == "below":
        profile.use_extended_strict_preference()
    else:
        profile.use_strict_preference()
    return profile


def compare(problem, profile, n):
    """Compare whole rankings where pref_voting gives scores, and leaders throughout."""
    names = dict(zip(range(1, n + 1), problem.alternative_names, strict=True))
    borda = {
        i: sum(Fraction(profile.support(i, j) - profile.support(j, i)) for j in names if j != i)
        for i in names
    }
    copeland = profile.copeland_scores()
    for method, scores in (("borda", borda), ("copeland", copeland)):
        ranks = [1 + sum(other > scores[i] for other in scores.values()) for i in names]
        assert mcda.rank(problem, method).ranks.tolist() == ranks
    defeat = margin_based_methods.beat_path_defeat(profile)
    assert mcda.rank(problem, "schulze").ranks.tolist() == [
        1 + defeat.in_degree(i) for i in names
    ]  # fmt: skip
    for method, winners in (
        ("copeland", c1_methods.copeland(profile)),
        ("schulze", margin_based_methods.beat_path(profile)),
    ):
        assert mcda.rank(problem, method).leaders == [names[i] for i in winners]


def test_an_election_with_ties_is_ranked_as_pref_voting_ranks_it(tmp_path):
    path = tmp_path / "club.toc"
    path.write_text(CLUB, encoding="utf-8")
    problem = read_preflib(path)
    assert problem.own_weights == dict(
        zip(problem.criterion_names, [6, 5, 4, 4, 2], strict=True)
    )  # fmt: skip
    compare(problem, profile_of(CLUB, 4), 4)


def test_pref_voting_reads_the_same_from_the_file(tmp_path):
    path = tmp_path / "club.toc"
    path.write_text(CLUB, encoding="utf-8")
    pytest.importorskip("preflibtools", reason="pref_voting reads PrefLib files with preflibtools")
    from pref_voting.io import readers

    profile = readers.read(str(path), file_format="preflib", as_linear_profile=False)
    problem = read_preflib(path)
    written = tmp_path / "again.toc"
    written.write_text(preflib_text(problem, "toc"), encoding="utf-8")
    again = readers.read(str(written), file_format="preflib", as_linear_profile=False)
    for i in profile.candidates:
        for j in profile.candidates:
            assert profile.margin(i, j) == again.margin(i, j)


@pytest.mark.parametrize("unranked", ["below", "abstain"])
@examples(150)
@given(st.data())
def test_any_election_is_ranked_as_pref_voting_ranks_it(tmp_path_factory, unranked, data):
    n = data.draw(st.integers(3, 5))
    ranks = st.tuples(*[st.none() | st.integers(1, n)] * n)
    lines = []
    for row in data.draw(st.lists(ranks, min_size=1, max_size=6)):
        groups = [[str(i + 1) for i in range(n) if row[i] == rank] for rank in range(1, n + 1)]
        parts = [g[0] if len(g) == 1 else f"{{{','.join(g)}}}" for g in groups if g]
        if parts:
            lines.append(f"{data.draw(st.integers(1, 4))}: {','.join(parts)}")
    ballots, _ = ballots_in("\n".join(lines))
    assume(any(len(ballot) > 1 for ballot in ballots))
    text = "".join(f"# ALTERNATIVE NAME {k}: {'ABCDE'[k - 1]}\n" for k in range(1, n + 1))
    path = tmp_path_factory.mktemp("election") / "a.toi"
    path.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    profile = profile_of(path.read_text(encoding="utf-8"), n, unranked)
    compare(read_preflib(path, unranked=unranked), profile, n)
