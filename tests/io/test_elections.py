"""Elections in the formats of PrefLib, checked against hand-written files."""

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.io.losses import losses
from mcda_ai.io.preflib import read_preflib
from mcda_ai.io.preflib_writing import preflib_text
from mcda_ai.io.tables.delimited import csv_text
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from tests.strategies import examples, problems

TOC = """\
# FILE NAME: 00000-00000001.toc
# TITLE: A club
# DESCRIPTION: Who chairs
# DATA TYPE: toc
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 10
# NUMBER UNIQUE ORDERS: 3
# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Bob, the elder
# ALTERNATIVE NAME 3: Cas
5: 1,{2,3}
3: {3, 2}, 1
2: 2,1,3
"""

OLD = """\
3
1,Ann
2,Bob, the elder
3,Cas
10,10,3
5,1,{2,3}
3,{3,2},1
2,2,1,3
"""


def read(tmp_path, text, kind="toc", **options):
    path = tmp_path / f"club.{kind}"
    path.write_text(text, encoding="utf-8")
    return read_preflib(path, **options)


def faults_of(tmp_path, text, kind="toc"):
    with pytest.raises(ProblemError) as caught:
        read(tmp_path, text, kind)
    return [fault.removeprefix(f"{tmp_path / f'club.{kind}'}: ") for fault in caught.value.faults]


def test_counts_become_weights_and_braces_ties(tmp_path):
    problem = read(tmp_path, TOC)
    assert problem.name == "club"
    assert problem.label == Label.same("A club")
    assert problem.alternative_names == ("Ann", "Bob, the elder", "Cas")
    assert problem.layer_names == ("ballots",)
    assert [problem.judgement(f"order {k}").order.groups for k in (1, 2, 3)] == [
        (("Ann",), ("Bob, the elder", "Cas")),
        (("Bob, the elder", "Cas"), ("Ann",)),
        (("Bob, the elder",), ("Ann",), ("Cas",)),
    ]
    assert problem.own_weights == {"order 1": 5, "order 2": 3, "order 3": 2}


def test_an_election_with_ties_is_counted_as_by_hand(tmp_path):
    # Ann beats Bob 5:5, Ann beats Cas 7:3, Bob beats Cas 2:0.
    problem = read(tmp_path, TOC)
    pairs = problem.pair_weights() * 10
    assert pairs["support"].tolist() == pytest.approx([5, 7, 2])
    assert pairs["against"].tolist() == pytest.approx([5, 3, 0])
    assert pairs["tie"].tolist() == pytest.approx([0, 0, 8])
    # Rivals below: Ann 5 * 2 + 2 = 12, Bob 3 + 2 * 2 = 7, Cas 3; less those above: 8, 5, 9.
    assert mcda.rank(problem, "borda").order == "Ann > Bob, the elder > Cas"
    assert mcda.rank(problem, "copeland").order == "Ann = Bob, the elder > Cas"


def test_the_format_before_2022_is_read_the_same(tmp_path):
    old, new = read(tmp_path, OLD), read(tmp_path, TOC)
    assert old.judgements == new.judgements
    assert old.own_weights == new.own_weights
    assert old.alternatives == new.alternatives


NAMES = "".join(f"# ALTERNATIVE NAME {k}: {name}\n" for k, name in enumerate(
    ("Ann", "Bob", "Cas"), start=1))  # fmt: skip
PARTIAL = NAMES + "5: 1\n2: 2,1\n1: 3,2\n"


def test_those_that_a_ballot_leaves_out_abstain_if_that_is_asked(tmp_path):
    text = TOC.split("5: ")[0].replace("10", "6") + "4: 2\n1: 3,1\n1: 3,1\n"
    problem = read(tmp_path, text, "soi", unranked="abstain")
    assert str(problem.judgement("order 1").order) == "Bob, the elder"
    assert problem.own_weights == {"order 1": 4, "order 2": 2}  # the same order twice is one
    assert problem.scored.tolist() == [False, True]
    assert problem.circumstances == ["reading unranked abstain"]


@pytest.mark.parametrize(
    ("ballots", "completed", "kind"),
    [
        ("5: 1\n2: 2,1\n1: 3,2\n", "5: 1,{2,3}\n2: 2,1,3\n1: 3,2,1\n", "soi"),
        ("4: 2,3\n3: 3\n3: 1\n", "4: 2,3,1\n3: 3,{1,2}\n3: 1,{2,3}\n", "soi"),
        ("2: {1,3}\n3: 2\n2: 3,{1,2}\n", "2: {1,3},2\n3: 2,{1,3}\n2: 3,{1,2}\n", "toi"),
    ],
)
def test_those_that_a_ballot_leaves_out_stand_below_as_in_completed_files(
    tmp_path, ballots, completed, kind
):
    problem = read(tmp_path, NAMES + ballots, kind)
    complete = read(tmp_path, NAMES + completed, "toc")
    assert problem.own_weights == complete.own_weights
    assert np.array_equal(problem.ranks, complete.ranks)
    assert problem.circumstances == ["reading unranked below"]
    assert complete.circumstances == []


def test_who_is_named_alone_by_most_leads(tmp_path):
    below, abstain = (read(tmp_path, PARTIAL, "soi", unranked=how) for how in (None, "abstain"))
    assert mcda.rank(below, "borda").leaders == ["Ann"]
    assert mcda.rank(abstain, "borda").order == "Bob = Cas > Ann"  # +2 -1, +1, -2


def test_orders_that_are_one_once_completed_are_counted_together(tmp_path):
    problem = read(tmp_path, NAMES + "2: 1,2\n1: 1,2,3\n", "soi")
    assert problem.own_weights == {"order 1": 3}


def test_what_was_decided_of_the_unranked_is_doubted_aloud_unless_it_was_said(tmp_path):
    doubts = []
    read(tmp_path, PARTIAL, "soi", doubts=doubts)
    (doubt,) = doubts
    assert doubt.endswith(
        "club.soi: 8 of 8 ballots leave options out; these count as below those that are ranked, "
        'level with one another; unranked="abstain" (--unranked abstain) leaves them uncompared, '
        'unranked="below" says that this is right'
    )
    assert "8 van de 8 stembiljetten laten opties weg" in doubt.in_words("nl")
    for kind, text, how in (("soi", PARTIAL, "below"), ("soi", PARTIAL, "abstain"),
                            ("toc", TOC, None)):  # fmt: skip
        read(tmp_path, text, kind, unranked=how, doubts=(none := []))
        assert none == []


def test_how_the_unranked_counted_survives_saving_and_stands_beside_the_answer(tmp_path):
    problem = read(tmp_path, PARTIAL, "soi")
    again = mcda.read(mcda.write(problem, tmp_path / "club.yaml"))
    assert again == problem
    assert "reading unranked below" in repr(mcda.rank(again))
    assert mcda.check(again).problem.readings[0].description.en.startswith("Options that a ballot")


def test_only_two_ways_are_known_to_count_the_unranked(tmp_path):
    with pytest.raises(ProblemError, match="unknown value of unranked 'last'; did you"):
        read(tmp_path, PARTIAL, "soi", unranked="last")


# --- categories ----------------------------------------------------------------------------------

CATEGORIES = "# NUMBER CATEGORIES: 2\n# CATEGORY NAME 1: Yes\n# CATEGORY NAME 2: No\n"


@pytest.mark.parametrize(
    ("ballots", "orders"),
    [
        ("5: 1,{2,3}\n2: {1,2},3\n1: {},{1,2,3}\n", "5: 1,{2,3}\n2: {1,2},3\n1: {1,2,3}\n"),
        ("4: {2,3}, {}\n1: { },1\n", "4: {2,3},1\n1: 1,{2,3}\n"),
        ("3: 3,2\n2: 2,{1,3}\n1: {},{}\n", "3: 3,2,1\n2: 2,{1,3}\n1: {1,2,3}\n"),
    ],
)
def test_each_category_is_a_group_and_the_first_is_the_best(tmp_path, ballots, orders):
    problem = read(tmp_path, NAMES + CATEGORIES + ballots, "cat")
    same = read(tmp_path, NAMES + orders, "toc")
    assert problem.own_weights == same.own_weights
    assert np.array_equal(problem.ranks, same.ranks)


def test_options_in_no_category_can_abstain_and_so_can_whole_ballots(tmp_path):
    text = NAMES + CATEGORIES + "3: 3,2\n1: {},{}\n"
    problem = read(tmp_path, text, "cat", unranked="abstain")
    assert str(problem.judgement("order 1").order) == "Cas > Bob"
    assert problem.unscored == ("order 2",)


def test_categories_that_are_not_those_of_the_file_are_refused_and_rising_ones_doubted(tmp_path):
    text = NAMES + CATEGORIES + "3: 3,2\n1: 1,2,3\n"
    assert faults_of(tmp_path, text, "cat") == ["line 8, column 4: 3 categories; the file has 2"]
    doubts = []
    rising = text.replace("Yes", "1").replace("No", "2").replace("1,2,3", "1,{2,3}")
    read(tmp_path, rising, "cat", unranked="below", doubts=doubts)
    assert [each.partition("club.cat: ")[2] for each in doubts] == [
        "the categories go up from '1' to '2'; the first is taken for the best"
    ]


def test_names_that_are_not_unique_become_labels(tmp_path):
    problem = read(tmp_path, TOC.replace("Cas", "Ann"))
    assert problem.alternative_names == ("1", "2", "3")
    assert [a.label.en for a in problem.alternatives] == ["Ann", "Bob, the elder", "Ann"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("5: 1", "5: 7", "line 11, column 4: alternative 7 has no name in the file"),
        ("3: {3, 2}, 1", "3: {3, 2}, 3", "line 12, column 4: alternative 3 is there 2 times"),
        ("2: 2,1,3", "2: 2,1", "line 13, column 4: 2 of the 3 alternatives; a .toc file ranks all"),
        ("2: 2,1,3", "2: 2,,3", "line 13, column 6: ',3'; allowed: numbers of alternatives"),
        ("5: 1,{2,3}", "5: 1,{2,3", "line 11, column 6: '{2,3'; allowed: numbers of alternatives"),
        ("5: 1", "-5: 1", "line 11, column 1: count '-5'; allowed: a whole number, 1 or more"),
        ("5: 1", "0: 1", "line 11, column 1: count '0'; allowed: a whole number, 1 or more"),
        ("2: 2,1,3", "2,1,3", "line 13, column 1: '2,1,3'; allowed: a count and an order"),
        ("NAME 3", "NAME 2", "line 10: alternative 2 is named twice"),
        ("VOTERS: 10", "VOTERS: 9", "line 6: NUMBER VOTERS is 9, but there are 10 votes"),
        (
            "ALTERNATIVES: 3",
            "ALTERNATIVES: 4",
            "line 5: NUMBER ALTERNATIVES is 4, but there are 3 names",
        ),
    ],
)
def test_every_fault_has_its_line_and_column(tmp_path, old, new, fault):
    assert faults_of(tmp_path, TOC.replace(old, new))[0].startswith(fault)


def test_a_fault_is_said_in_dutch_as_well(tmp_path):
    with pytest.raises(ProblemError) as caught:
        read(tmp_path, TOC.replace("2: 2,1,3", "2: 2,,3").replace("5: 1", "5: 7"))
    assert [fault.in_words("nl").partition("club.toc: ")[2] for fault in caught.value.faults] == [
        "regel 11, kolom 4: optie 7 heeft geen naam in het bestand",
        (
            "regel 13, kolom 6: ‘,3’; toegestaan: nummers van opties met komma’s, en accolades om "
            "gelijke plaatsen, zoals 1,{2,3}"
        ),
    ]


def test_a_kind_that_does_not_fit_is_named(tmp_path):
    assert faults_of(tmp_path, TOC, "soc")[0] == (
        "line 11, column 6: a tie, which a .soc file cannot hold; call it .toc"
    )
    assert faults_of(tmp_path, "", "soi") == [
        "empty; needed: the names of the alternatives, and the orders"
    ]
    assert faults_of(tmp_path, TOC, "wmd") == [
        (
            "'.wmd' is no election: it holds weights of pairs that are to be matched, and no "
            "orders of options; allowed: .soc, .soi, .toc, .toi, .cat"
        )
    ]
    assert faults_of(tmp_path, "a,b\n1,2\n")[0].startswith("line 1, column 1: 'a,b'; allowed:")


# --- the line of totals in the form before 2022 --------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "3\n1,a\n2,b\n3,c\n2,1,2,3\n1,3,2,1\n",
            (
                "line 5, column 1: '2,1,2,3'; needed on this line: the number of voters, of votes "
                "and of distinct orders, such as 10,10,3"
            ),
        ),
        (
            "2\n1,a\n2,b\n2,1,2\n1,2,1\n",  # three numbers, but of an order
            "line 4: NUMBER VOTERS is 2, but there are 1 votes in the orders",
        ),
        (
            OLD.replace("10,10,3", "10,9,3"),
            "line 5: SUM OF VOTE COUNT is 9, but there are 10 votes in the orders",
        ),
        (
            OLD.replace("10,10,3", "10,10,4"),
            "line 5: NUMBER UNIQUE ORDERS is 4, but there are 3 lines of orders",
        ),
    ],
)
def test_no_vote_is_lost_where_the_line_of_totals_is_missing_or_wrong(tmp_path, text, fault):
    assert faults_of(tmp_path, text)[0] == fault


# --- writing -------------------------------------------------------------------------------------


def test_an_election_comes_back(tmp_path):
    problem = read(tmp_path, TOC)
    assert losses(problem, "toc") == ()
    assert preflib_text(problem, "toc").splitlines()[-3:] == [
        "5: 1,{2,3}", "3: {2,3},1", "2: 2,1,3",
    ]  # fmt: skip
    assert read(tmp_path, preflib_text(problem, "toc")) == problem


@pytest.mark.parametrize("ballots", ["5: 1\n2: 2,1\n1: 3,2\n", "4: 3\n2: 1,3,2\n"])
def test_an_election_with_unranked_options_comes_back_either_way(tmp_path, ballots):
    for how in ("below", "abstain"):
        problem = read(tmp_path, NAMES + ballots, "soi", unranked=how)
        text = preflib_text(problem, "soi")
        assert read(tmp_path, text, "soi", unranked=how) == problem
    assert losses(read(tmp_path, NAMES + ballots, "soi"), "soi") == ()


def test_what_an_election_cannot_hold_is_refused_or_named(tmp_path):
    problem = mcda.from_rankings(
        {"cost": "A > B = C", "reach": "B > A", "trust": None, "time": "A > B > C"},
        weights={"cost": 2, "reach": 1, "time": 0},
    )
    with pytest.raises(ProblemError) as caught:
        preflib_text(problem, "soc")
    assert caught.value.faults == (
        "criterion 'cost': has a tie, which .soc cannot hold; write .toi",
        "criterion 'reach': does not rank all, as .soc must; write .toi",
    )
    assert losses(problem, "toi") == (
        (
            "whom a criterion does not rank stands below those it ranks when it is read again, "
            'unless unranked="abstain" (--unranked abstain) is given'
        ),
        "the weights are read again as numbers of ballots",
        "the layer (criteria) is left out",
        "the names of the criteria are left out; each becomes an order with a number",
        "the criterion trust ranks nobody and is left out",
        "the criterion time weighs nothing and is left out",
    )
    read_again = read(tmp_path, preflib_text(problem, "toi"), "toi", unranked="abstain")
    assert mcda.rank(read_again, "borda").order == mcda.rank(problem, "borda").order
    half = mcda.from_rankings({"cost": "A > B", "x": "B > A"}, weights={"cost": 1, "x": 0.5})
    with pytest.raises(ProblemError, match=r"weighs 0\.5; a count must be a whole number"):
        preflib_text(half, "soc")
    assert "every criterion is counted once" in "\n".join(losses(mcda.load("ai-factory"), "toi"))


@pytest.mark.parametrize(
    ("rankings", "kind", "advice"),
    [
        ({"cost": "A > B = C"}, "soc", "write .toc"),
        ({"cost": "A > B = C"}, "soi", "write .toi"),
        ({"cost": "A > B > C", "reach": "B > A"}, "soc", "write .soi"),
        ({"cost": "A > B > C", "reach": "B > A"}, "toc", "write .toi"),
        ({"cost": "A > B = C", "reach": "B > A"}, "soi", "write .toi"),
    ],
)
def test_the_kind_of_election_that_is_advised_holds_all_orders(rankings, kind, advice):
    problem = mcda.from_rankings(rankings)
    with pytest.raises(ProblemError) as caught:
        preflib_text(problem, kind)
    assert all(fault.endswith(advice) for fault in caught.value.faults)
    assert preflib_text(problem, advice[-3:])


def test_own_weights_by_layer_that_are_no_counts_are_told_as_that():
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A"},
        layers={"input": ["cost"], "output": ["reach"]},
        weights={"input": 5, "output": 1},
    )
    with pytest.raises(ProblemError) as caught:
        preflib_text(problem, "toc")
    assert caught.value.faults == (
        (
            "own weights: they are by layer, and are spread over the criteria, so that 'cost' "
            "weighs 0.833333; a count must be a whole number: weigh the criteria instead, in whole "
            "numbers"
        ),
    )


@examples(150)
@given(problems())
def test_the_margins_of_any_rankings_come_back(tmp_path_factory, problem):
    folder = tmp_path_factory.mktemp("round")
    read_again = read(folder, preflib_text(problem, "toi"), "toi", unranked="abstain")
    counts = np.array(list(read_again.own_weights.values()))
    names = [read_again.alternative_names.index(a) for a in problem.alternative_names]
    support = np.tensordot(counts, read_again.preferences.values, axes=1)[np.ix_(names, names)]
    assert np.array_equal(support, problem.preferences.values.sum(axis=0))


PIECES = [",", "{", "}", ":", "#", "\n", "\0", "1", "999999999999", "-", " ", "é", "# TITLE: x\n",
          "# ALTERNATIVE NAME 9: y\n"]  # fmt: skip


@examples(300)
@given(st.data())
def test_any_change_ends_as_a_problem_or_as_its_faults(tmp_path_factory, data):
    text = data.draw(st.sampled_from([TOC, OLD]))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 4))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + cut :]
    faults = ()
    try:
        read(tmp_path_factory.mktemp("fuzz"), text, data.draw(st.sampled_from(["toc", "soi"])))
    except ProblemError as error:
        faults = error.faults
    assert all("\n" not in fault for fault in faults)


def test_a_large_election_is_read_in_reasonable_time(tmp_path):
    rng = np.random.default_rng(1)
    names = "".join(f"# ALTERNATIVE NAME {k}: c{k}\n" for k in range(1, 11))
    orders = "".join(f"1: {','.join(map(str, rng.permutation(10) + 1))}\n" for _ in range(5000))
    problem = read(tmp_path, names + orders, "soc")
    assert mcda.rank(problem, "borda").ranks.min() == 1
    assert len(list(csv.reader(csv_text(problem).splitlines(), delimiter=";"))) > 4900


@pytest.mark.parametrize("how", ["below", "abstain"])
def test_who_says_how_the_unranked_count_has_no_doubt_on_the_command_line_either(
    tmp_path, capsys, how
):
    (tmp_path / "club.soi").write_text(PARTIAL, encoding="utf-8")
    for command in ("check", "rank"):
        assert main([command, str(tmp_path / "club.soi"), "--unranked", how]) == 0
        assert "of 8 ballots leave options out" not in "".join(capsys.readouterr())
        assert main([command, str(tmp_path / "club.soi")]) == 0
        assert "8 of 8 ballots leave options out" in "".join(capsys.readouterr())
