"""Problem files with one thing wrong, each refused with its place; and some that are right."""

import json

import pytest

import mcda_ai as mcda

SITE = {
    "version": 1,
    "name": "s",
    "alternatives": ["A", "B"],
    "layers": ["l"],
    "readings": ["r"],
    "criteria": [
        {"name": "cost", "layer": "l", "judgements": {"r": "A > B"}},
        {"name": "reach", "layer": "l", "judgements": {"r": "B > A"}},
    ],
}


def judged(**judgement):
    """Give what the criterion 'reach' says, in the reading."""
    return judgements(r=judgement)


def judgements(**by_reading):
    reach = {"name": "reach", "layer": "l", "judgements": by_reading}
    return {"criteria": [SITE["criteria"][0], reach]}


def weights(**given):
    return {"weights": given}


REFUSED = {
    "bad status": (judged(order="B > A", status="wrong"), "'wrong'; allowed: 'stated',"),
    "bad status in dutch": (
        judged(order="B > A", status="gecorrigeerd"),
        "'gecorrigeerd'; allowed:",
    ),
    "number as status": (judged(order="B > A", status=1), "status"),
    "unscored, no reason": (judged(status="unscored"), "status 'unscored' needs a reason"),
    "two forms": (judged(order="B > A", levels={}), "more than one of an order, levels and values"),
    "order and values": (judged(order="B > A", values={"A": 1}), "more than one of an order"),
    "sources, no list": (judged(order="B > A", sources="p. 3"), "sources: a list is needed"),
    "source, no list": (judged(order="B > A", sources={"page": "3"}), "sources: a list is needed"),
    "no judgement": (judgements(), "reading 'r', criterion 'reach': no judgement"),
    "unknown reading": (judgements(r="A > B", zzz="B > A"), "unknown reading 'zzz'; allowed: r"),
    "active reading": (
        {"circumstances": {"reading": "nope"}},
        "unknown reading 'nope'; allowed: r",
    ),
    "active scenario": ({"circumstances": {"scenarios": ["nope"]}}, "unknown scenario 'nope'"),
    "document key": ({"document": {"titel": "x"}}, "unknown key 'titel'; did you mean 'title'?"),
    "remark key": ({"remarks": [{"nam": "x"}]}, "unknown key 'nam'; did you mean 'name'?"),
    "scale of one level": ({"scales": [{"name": "x", "levels": ["low"]}]}, "at least 2 are needed"),
    "name with a space": ({"alternatives": ["A", "B", "C "]}, "cannot begin or end with a space"),
    "space before a name": ({"alternatives": ["A", "B", " Noord"]}, "cannot begin or end with a"),
    "reserved set": (
        {"weight_sets": [{"name": "equal", "weights": {"cost": 1, "reach": 1}}]},
        "weight set 'equal': the name means a rule already",
    ),
    "reserved set of layers": (
        {"weight_sets": [{"name": "layer-equal", "weights": {"l": 1}}]},
        "the name means a rule already",
    ),
    "weight, yes": (weights(cost=True, reach=1), "weights > cost: a number is needed"),
    "weight missing": (weights(cost=1), "no weight for criterion reach"),
    "weights mixed": (weights(cost=1, reach=1, l=1), "of layers ('l') and of criteria"),
    "weights zero": (weights(cost=0, reach=0), "all are zero"),
    "weight below zero": (weights(cost=-1, reach=2), "allowed: a number, 0 or more"),
    "weight in words": (weights(cost="zwaar", reach=2), "weights > cost: a number is needed"),
}


def check(tmp_path, data):
    """Check a problem file; the fault is told with its place in the file."""
    file = tmp_path / "site.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return mcda.check(file)


@pytest.mark.parametrize(("change", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_told_with_its_place(tmp_path, change, said):
    faults = check(tmp_path, SITE | change).faults
    assert [fault for fault in faults if said in fault] != []
    assert all(", line 1, column " in fault for fault in faults)


@pytest.mark.parametrize("key", ["layers", "name", "readings"])
def test_a_key_that_stands_there_twice_is_refused(tmp_path, key):
    again = f'"{key}": {json.dumps(SITE[key])}, "{key}":'
    (fault,) = check(tmp_path, json.dumps(SITE).replace(f'"{key}":', again, 1)).faults
    assert f"the key '{key}' stands there twice" in fault


def test_weights_of_layers_of_which_a_criterion_is_unscored_are_read(tmp_path):
    data = {
        **SITE,
        "layers": ["x", "y"],
        "criteria": [
            {"name": "a", "layer": "x", "judgements": {"r": "A > B"}},
            {"name": "b", "layer": "x", "judgements": {"r": None}},
            {"name": "c", "layer": "y", "judgements": {"r": "B > A"}},
        ],
        "weight_sets": [{"name": "council", "weights": {"x": 1, "y": 3}}],
    }
    assert check(tmp_path, data).faults == ()
    problem = mcda.read(tmp_path / "site.json")
    assert mcda.rank(problem, weights="council").order == "B > A"


RIGHT = {
    "numbers as names": (
        {
            "alternatives": [1, 2],
            "criteria": [{"name": "k", "layer": "l", "judgements": {"r": "1 > 2"}}],
        },
        "1 > 2",
    ),
    "case of names": (weights(Cost=1, REACH=3), "B > A"),
    "number in a text": (weights(cost="2", reach=1), "A > B"),
    "number in a text, with a point": (weights(cost="2.5", reach="1"), "A > B"),
}


@pytest.mark.parametrize(("change", "order"), RIGHT.values(), ids=RIGHT)
def test_what_can_mean_one_thing_only_is_read(tmp_path, change, order):
    assert check(tmp_path, SITE | change).faults == ()
    assert mcda.rank(mcda.read(tmp_path / "site.json")).order == order
