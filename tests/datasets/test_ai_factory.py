"""The dataset, cell by cell, against the tables of the report as written out here by hand."""

import pytest

import mcda_ai as mcda

# Table 25 (and S1), in its order: criterion in Dutch, 3rd, 2nd and 1st place.
TABLE_25 = [
    ("Bijdrage EU", "B1", "B2", "B3"),
    ("Bijdrage NL", "B3", "B2", "B1"),
    ("Huisvesting & energie", "B3", "", "B1 B2"),
    ("Competenties & capaciteit", "B1", "", "B2 B3"),
    ("(Trainings)data", "B1", "B2", "B3"),
    ("Gebouwde AI-fabriek", "", "", ""),
    ("Toegankelijkheid AI-faciliteiten", "B1", "B2", "B3"),
    ("Europese samenwerking", "B1", "B3", "B2"),
    ("Ingezette rekenkracht", "B1", "", "B2 B3"),
    ("Kennis bouw, onderhoud, beheer AI-faciliteiten", "B1", "B2", "B3"),
    ("Kennis van gebruik AI-faciliteiten", "B1", "B2", "B3"),
    ("Kennis van ontwikkeling en toepassing AI", "B1", "B2", "B3"),
    ("Nieuwe pre-trained AI-modellen", "B1", "B2", "B3"),
    ("Nieuwe fine-tuned AI-modellen", "B1", "B2", "B3"),
    ("Toepassing ontwikkelde AI-modellen", "B1", "B2", "B3"),
    ("Innovatie in bestaande organisaties", "B1", "B2", "B3"),
    ("Ontwikkeling nieuwe (innovatieve) organisaties", "B1", "B2", "B3"),
    ("Versterking overige ecosysteem-elementen", "B1", "B2", "B3"),
    ("Strategische autonomie", "B1", "B2", "B3"),
    ("Maatschappelijk vertrouwen in AI", "B1", "B2", "B3"),
    ("Langetermijn verdienvermogen", "B1", "B2", "B3"),
    ("Oplossingen maatschappelijke vraagstukken", "B1", "B2", "B3"),
    ("Wet- en regelgeving", "", "B2", "B1 B3"),
    ("Haalbaarheid", "B3", "B2", "B1"),
    ("Commitment van betrokkenen", "B3", "B1", "B2"),
    ("Behouden positie nationale supercomputer", "B3", "B1", "B2"),
]
# Tables 1-24 and the one without a number, by the place of the criterion in Table 25; as printed,
# except Table 3 (place 2), which is corrected.
DETAIL_TABLES = [
    ("1", "B1", "B2", "B3"),
    ("2", "B3", "B2", "B1"),
    ("3", "B3", "", "B1 B2"),
    ("4", "B1", "", "B2 B3"),
    ("5", "B1", "B2", "B3"),
    ("", "", "", ""),
    ("6", "B1", "B2", "B3"),
    ("7", "B1", "B3", "B2"),
    ("(zonder nummer)", "B1", "", "B2 B3"),
    ("8", "B1", "B2", "B3"),
    ("9", "B1", "", "B2 B3"),
    ("10", "B1", "B2", "B3"),
    ("11", "B1", "", "B2 B3"),
    ("12", "", "B1", "B2 B3"),
    ("13", "B1", "B2", "B3"),
    ("14", "B1", "B2", "B3"),
    ("15", "B1", "B2", "B3"),
    ("16", "B1", "B2", "B3"),
    ("17", "B1", "", "B2 B3"),
    ("18", "B1", "B2", "B3"),
    ("19", "B1", "B2", "B3"),
    ("20", "B1", "B2", "B3"),
    ("21", "", "B2", "B1 B3"),
    ("22", "B3", "B2", "B1"),
    ("23", "B3", "B1", "B2"),
    ("24", "B3", "B1", "B2"),
]


@pytest.fixture(scope="module")
def problem():
    return mcda.load("ai-factory")


def order_of(worst, middle, best):
    """Write a row of a table, worst place first, as an order."""
    places = [" = ".join(place.split()) for place in (best, middle, worst) if place]
    return " > ".join(places)


def stated(problem, reading):
    judgements = [problem.reading(reading).judgement(name) for name in problem.criterion_names]
    return ["" if judgement.order is None else str(judgement.order) for judgement in judgements]


def test_criteria_stand_in_the_order_of_table_25(problem):
    assert [criterion.label.nl for criterion in problem.criteria] == [row[0] for row in TABLE_25]


def test_every_cell_of_the_overview_is_that_of_table_25(problem):
    assert stated(problem, "overview") == [order_of(*row[1:]) for row in TABLE_25]


def test_every_cell_of_the_detail_reading_is_that_of_its_table(problem):
    assert stated(problem, "detail") == [order_of(*row[1:]) for row in DETAIL_TABLES]


def test_every_detail_judgement_cites_its_own_table_first(problem):
    detail = problem.reading("detail")
    cited = [detail.judgement(name).sources[0].table for name in problem.criterion_names]
    assert cited == [row[0] for row in DETAIL_TABLES]


def test_every_overview_judgement_cites_tables_s1_and_25(problem):
    for name in problem.criterion_names:
        cited = [source.table for source in problem.judgement(name).sources]
        assert cited == ["S1", "25"]


def test_every_judgement_cites_document_and_section(problem):
    for reading in problem.readings:
        for name in problem.criterion_names:
            sources = problem.reading(reading.name).judgement(name).sources
            assert sources
            assert all(source.section for source in sources)
            assert {source.document for source in sources} == {problem.document.title}


def test_scored_criteria_are_counted_by_layer(problem):
    counts = dict.fromkeys(problem.layer_names, 0)
    for criterion, scored in zip(problem.criteria, problem.scored, strict=True):
        counts[criterion.layer] += int(scored)
    assert counts == {
        "input": 5,
        "output": 3,
        "intermediate-outcome": 6,
        "outcome": 4,
        "impact": 3,
        "preconditions": 4,
    }
    assert len(problem.criteria) == 26


def test_only_the_preconditions_are_preconditions(problem):
    assert problem.preconditions == ("preconditions",)


def test_statuses_of_the_overview(problem):
    statuses = [problem.judgement(name).status for name in problem.criterion_names]
    assert (statuses.count("stated"), statuses.count("unscored")) == (25, 1)
    assert statuses.index("unscored") == 5


def test_statuses_of_the_detail_reading(problem):
    detail = problem.reading("detail")
    statuses = [detail.judgement(name).status for name in problem.criterion_names]
    assert [statuses.count(s) for s in ("stated", "corrected", "unscored")] == [24, 1, 1]
    assert statuses.index("corrected") == 2


def test_corrected_and_unscored_judgements_give_their_reason_in_both_languages(problem):
    for reading in problem.readings:
        for name in problem.criterion_names:
            judgement = problem.reading(reading.name).judgement(name)
            if judgement.status != "stated":
                assert judgement.reason.nl
                assert judgement.reason.en


def test_the_readings_differ_on_tables_9_11_12_and_17_only(problem):
    places = [problem.criterion_names.index(name) for name in problem.disputed]
    assert [DETAIL_TABLES[place][0] for place in places] == ["9", "11", "12", "17"]


def test_the_text_beside_tables_9_and_11_is_a_note_on_the_cell(problem):
    detail = problem.reading("detail")
    for table in ("9", "11"):
        place = [row[0] for row in DETAIL_TABLES].index(table)
        note = detail.judgement(problem.criterion_names[place]).note
        assert "B3" in note.nl
        assert "B3" in note.en


@pytest.mark.parametrize(
    ("table", "section"),
    [("18", "4.6.2"), ("S2", "Samenvatting"), ("28", "5.1"), ("12", "4.5.2"), ("21", "4.8"),
     ("3", "4.2"), ("", "4.3")],
)  # fmt: skip
def test_the_oddities_of_the_document_are_remarks_with_their_source(problem, table, section):
    places = {(source.table, source.section)
              for remark in problem.remarks for source in remark.sources}  # fmt: skip
    assert (table, section) in places


def test_every_label_is_there_in_both_languages(problem):
    features = mcda.load("ai-factory-features")
    for each in (problem, features):
        parts = [*each.alternatives, *each.layers, *each.criteria, *each.readings,
                 *each.scenarios, each]  # fmt: skip
        assert all(part.label.nl and part.label.en for part in parts)
        assert all(remark.text.nl and remark.text.en for remark in each.remarks)


# --- scenarios: rebuilt here from their description ----------------------------------------------

KNOWLEDGE = ["knowledge-building", "knowledge-use", "knowledge-development"]
CHAIN_TAIL = ("intermediate-outcome", "outcome", "impact")


def beside(order, moved, anchor):
    """Put one alternative in the place of another, tied with it."""
    groups = [[name for name in group if name != moved] for group in order.groups]
    groups = [[*group, moved] if anchor in group else group for group in groups]
    moved_order = mcda.WeakOrder.from_groups(group for group in groups if group)
    return str(moved_order.arranged(["B1", "B2", "B3"]))


def expected_cells(problem, scenario):
    def base(name):
        return problem.judgement(name).order

    scored = [name for name, flag in zip(problem.criterion_names, problem.scored, strict=True)
              if flag]  # fmt: skip
    if scenario == "b2-minimal":
        return {name: beside(base(name), "B2", "B1") for name in scored}
    if scenario == "b2-without-hub":
        level_with_b1 = {n: beside(base(n), "B2", "B1") for n in [*KNOWLEDGE, "accessibility"]}
        return {
            **level_with_b1,
            "european-cooperation": beside(base("european-cooperation"), "B2", "B3"),
        }
    if scenario == "b2-large":
        return {c.name: beside(base(c.name), "B2", "B3")
                for c in problem.criteria if c.layer in CHAIN_TAIL}  # fmt: skip
    ecosystem = ["existing-organisations", "new-organisations", "other-ecosystem-elements"]
    return {
        "compute": "B2 > B3 > B1",
        **dict.fromkeys(ecosystem, "B2 = B3 > B1"),
        "feasibility": "B1 > B2 = B3",
    }


@pytest.mark.parametrize("reading", ["overview", "detail"])
@pytest.mark.parametrize("name", ["b2-minimal", "b2-without-hub", "b2-large", "b3-small"])
def test_a_scenario_changes_just_the_cells_it_describes(problem, name, reading):
    taken = problem.reading(reading)
    changed = taken.scenario(name)
    expected = expected_cells(taken, name)
    for criterion in problem.criterion_names:
        judgement = changed.judgement(criterion)
        if criterion in expected:
            assert (str(judgement.order), judgement.status) == (expected[criterion], "assumed")
            assert judgement.sources
        else:
            assert judgement == taken.judgement(criterion)


def test_scenarios_are_off_by_default_and_say_that_they_are_ours(problem):
    assert problem.active_scenarios == ()
    assert len(problem.scenarios) == 4
    for scenario in problem.scenarios:
        assert scenario.description.en.startswith("This scenario is ours")
        assert scenario.description.nl.startswith("Dit scenario is van ons")


# --- the features ------------------------------------------------------------------------------


def test_the_features_are_those_of_table_s2():
    features = mcda.load("ai-factory-features")
    levels = {name: dict(features.judgement(name).levels) for name in features.criterion_names}
    assert levels == {
        "compute": {"B1": ("low",), "B2": ("medium", "high"), "B3": ("medium", "high")},
        "data": {"B1": ("low",), "B2": ("medium",), "B3": ("high",)},
        "expertise": {"B1": ("low",), "B2": ("low", "high"), "B3": ("high",)},
    }
    assert [level.label.nl for level in features.scales[0].levels] == ["Laag", "Medium", "Hoog"]


def test_three_cells_with_two_levels_have_eight_completions():
    completions = list(mcda.load("ai-factory-features").completions())
    assert len(completions) == 8
    assert all(completion.left_open == () for completion in completions)


def test_an_open_pair_is_compared_only_if_every_completion_agrees():
    features = mcda.load("ai-factory-features")
    wins = [completion.preferences.values for completion in features.completions()]
    always = features.preferences.values
    assert (always == sum(wins) // len(wins)).all()
