"""Each table that the page reads, and each that it refuses, against the reader of Python."""

import random

import pytest

from mcda_ai.explorer import study
from mcda_ai.io.files import ReadAs, read_with_places
from mcda_ai.io.limits import MOST_ALTERNATIVES_OF_A_PROBLEM
from mcda_ai.io.tables.reading import read_table
from mcda_ai.messages.faults import ProblemError
from tests.browser.reading import read
from tests.fuzz.tables_people_make import TEXT_SHAPES

TABLES = [
    "Laag;Criterium;'totaal;B;C;Gewicht\nx;;;;;\n;'som;1;2,5;2,5;60%\nrandvoorwaarde;k;-;2;1;40%\n",
    "Criterium;A;B;Richting\nk;1.250,00;1.000,5;lager is beter\nl;1.000.000;2;meer is beter\n",
    "Criterium;A;B;Schaal;Richting\nk;laag;hoog;hoog > laag;\nl;11;2;;rangen\nm;'-;+;- < +;\n",
    "Richting;rangen\nCriterium / indicator;A;B;C\nk;2=;2=;1\nl;1;;2\nm;n.v.t.;?;–\n",
    "Optie;k;l\nA;1;2\nB;2;1\n",
    "Criterium;A;Totaal;B\nk;1;2;3\n",
    "Laag;Criterium;A;B;Gewicht\nx;k;1;2;1\nTotaal;;;;1\n",
    "Laag;Criterium;A;B;Gewicht\nx;k;1;2;1\n;;;;1\n",
    "Criterium;A;B;Gewicht\nk;1;2;60%\nl;1;2;0,4\n",
    "Criterium;A;B\nk;1.250;2\n",
    "Criterium;A;B\nk;€ 12;2\n",
    "Criterium;A;B;Schaal\nk;laag;3;laag < hoog\n",
    "Criterium;A;B;Eenheid\nk;1;3;euro\n",
    "Criterium;A;B;Gewicht;Weging\nk;1;2;1;1\n",
    "Thema;Criterium;Weging (%);A;B;Opmerking\nx;k;70;1;2;zie tabel 3\n;l;30;2;1;\n",
    "Criterium;Nul;Variant;'Nr;'Totaal (gewogen)\nk;1;2;3;4\n",
    "Criterium;A;B;Totaalbeeld\nBATEN;;;\nk;1;2;3\n",
    ";A;Locatie\nk;1;2\n",
    "Schaal;laag < midden < hoog\nCriterium;A;B\nk;hoog;laag\n",
    "Schaal;-- < +/- < ++\n;A;B\nk;+/-;++\n",
    "Zekerheid hoog;9 van 10\nZekerheid volgens;ons\n;A;B;Zekerheid\nk;1;2;hoog\nl;2;1;0,7\n",
    "Beslisvraag;Waarheen?\nBesluitdatum;2026-11-29\nBeslisser;ons\n;A;B\nrol;;nuloptie\nk;1;2\n",
    "Criterium;A;B;C\nRol:;Nulalternatief;-;optie\nk;1;2;2\n",
    "Criterium;A;B;Schaal\nrol;;baseline;\nk;laag;hoog;laag < hoog\n",
    "Laag;Criterium;A;B\n;role;baseline;\nx;k;1;2\n",
    "Criterium;A;B\nrol;1;2\nk;2;1\n",
    "Criterium;A;B\n'rol;1;2\nrol;;nuloptie\nk;2;1\n",
    "Criterium;A;B\nrol;;\nk;2;1\n",
    "Criterium;A;B\nrol;;nuloptei\nk;2;1\n",
    "Criterium;A;B\nrol;1;nuloptie\nk;2;1\n",
    "Criterium;A;B\nrol;nuloptie;nuloptie\nk;2;1\n",
    "Criterium;A;B\nrol;;nuloptie\nrol;;nuloptie\nk;2;1\n",
    "Schaal;laag < hoog\nCriterium;A;B\nrol;laag;hoog\nk;laag;hoog\n",
    "Criterium;A;B;Schaal\nrol;laag;hoog;laag < hoog\nk;laag;hoog;laag < hoog\n",
    "Criterium;A;'Zekerheid;Zekerheid\nk;1;2;7 van 10\n",
    (
        "Criterium;A;B;Richting\nk;\u22123;–1 250 000,5;hoe lager hoe beter\n"
        "l;1 250;1 000.5;meer is beter\n"
    ),
    "Criterium;A;B;Schaal;Richting\nk;1;2;laag < hoog;rangen\n",
    "Nr;Criterium;A;B\n1;k;1;2\n",
    "Criterium;A;B;Jaar\nk;1;2;2024\n",
    "Criterium;A;B;Totaal (gewogen)\nk;1;2;3\n",
    "Criterium;A;B\nk;1;2\nGewogen totaal;1;2\n",
    "Deel;Criterium;A;B\nx;k;1;2\n",
    "Beleidsoptie;k;l\nA;1;2\nB;2;1\n",
    "Locatie;k;l\nA;1;2\nB;2;1\n",
    "Nr;Optie;k;l\n1;A;1;2\n2;B;2;1\n",
    "Schaal;-- < - < 0 < + < ++\nCriterium;A;B\nk;+/-;++\n",
    "Criterium;A;B;Schaal;Richting\nk;laag;hoog;laag < hoog;lager is beter\n",
    "Schaal;1 < 2 < 3\nCriterium;A;B\nk;1;3\n",
    "Criterium;A;B;Opmerking;Toelichting\nk;1;2;;\n",
    "Criterium;A;B;Gewicht\nk;1;2;1\nl;2;1;\nm;2;1;\n",
    "Criterium;A;B;Gewicht\nk;1;2;1\nl;;2;\n",
    "Criterium;A;B;Gewicht\nk;1;2;0\nl;2;1;0\n",
    "Criterium;A;B;Gewicht\nk;1;2;0\nl;;2;3\n",
    "Criterium;A;B;Gewicht\nk;1;2;1\nl;2;1;-1\n",
    "Criterium;A;B;Gewicht;Eenheid\nk;1;2;1;-\n",
    "Criterium;A;B;Reden\nk;1;2;duur, traag, lelijk, groot, ver, laat\nl;2;1;mooi, snel, klein\n",
    "Criterium,A,B\nk;l;m;n;o,1,2\n",
    "sep=|\nCriterium|A|B\nk|1|2\n",
    "SEP=; \r\nCriterium;A;B\r\nk;1;2\r\n",
    'sep="\nCriterium;A;B\nk;1;2\n',
    "Criterium;A;B;C;D;Schaal\nk;laag / midden;hoog;midden;laag/hoog;laag < midden < hoog\n",
    "Criterium;A;B;C;Schaal\nk;laag / laag;hoog;laag;laag < midden < hoog\n",
    "Criterium;A;B;C;Schaal\nk;+ / -;+;-;- < +\n",
    "Criterium;A;B;C;Schaal\nk;+/-;+;-;- < +\n",
    "Schaal;laag < hoog\nCriterium;A;B\nk;laag;hoog\nl;1;2\n",
    "Schaal;laag < hoog\nCriterium;A;B\nk;laag;1\n",
    "Schaal;laag < hoog\nCriterium;A;B;Eenheid\nk;laag;hoog;euro\nl;9;2;m\n",
    "Criterium;A;B;Schaal\nk;slecht;goed;x: laag: slecht < goed\n",
    "Criterium;A;B;Schaal\nk;laag: slecht;goed;x: laag: slecht < goed\n",
    "Criterium;A;B;Schaal;Richting\nk;1;2;laag;rangen\n",
    'Criterium;A;B\nk;1;2\n "x";2;1\n',
    'Criterium;A;B\n"k"x;1;2\n',
    'Criterium;A;B\n"k" ;1;2\n',
    'Criterium;A;B\n"k ""a""\nb";1;2\n5"" x;2;1\n',
    'Criterium;A;B\n"k;1;2\n',
    "Richting;max\nCriterium;A;B\nk;1;2\n",
    "Richting;lager\nCriterium;A;B\nk;1;2\n",
    "Criterium;A;B;Richting\nk;=1;2;max\n",
    "Criterium;A;B;Richting\nk;=1;2;hoger\n",
    "Criterium;A;B;Richting;Eenheid\nk;=1;2;hoger;euro\n",
    "Criterium;A;B;Richting;Eenheid\nk;1=;1;rangen;euro\n",
    "Criterium;A;B;Richting\nk;1;2;rangen\n;;;rangen\n",
    "Criterium;A;B;Schaal\nk;laag;hoog;laag < hoog\n;;;laag < hoog\n",
    "Criterium;A;B;Schaal\nk;laag;hoog;laag < hoog\n;;hoog;laag < hoog\n",
    "Criterium;Plan\u00a0A;Plan A\nk;1;2\n",
    'Criterium;Plan\u00a0A;B\n"k\tl";1;2\n',
    "Criterium;A;B\nk\u0007l;1;2\n",
    "Criterium;A;B\nk\u2003l;1;2\n",
    "x\u0007;;\nCriterium;A;B\nk;1;2\n",
    "Laag;Criterium;A;B\nStra\u00dfe;k;1;2\nSTRASSE;l;2;1\n",
    "criterion,direction,A,B\nreach,benefit,4,2\ncost,cost,100,150\n",
    "criterion,goal,A,B\nreach,maximize,4,2\ncost,minimize,100,150\n",
    "criterium;baten/kosten;A;B\nk;baten;1;2\nl;kosten;1;2\n",
    "criterium;soort;A;B\nk;1;1;2\nl;-1;1;2\nm;1;5;3\n",
    "criterium;richting;A;B\nk;+;1;2\nl;-;1;2\nm;;1;2\n",
    "criterium;richting;A;B\nk;-;1;2\nl;-;1;2\n",
    "criterium;type;A;B\nk;kwalitatief;1;2\nl;kwantitatief;2;1\n",
    "criterium;type;A;B\nk;kosten;1;2\nl;sociaal;2;1\n",
    "criterium;doel;A;B\nk;80;1;2\nl;10;2;1\n",
    "criterium;doel;A;B\nk;1;1;-1\nl;-1;1;1\n",
    "criterium;richting;doel;A;B\nk;max;min;1;2\n",
    "criterium;richting;doel;A;B\nk;max;80 dB;1;2\n",
    "schaal;laag < hoog\ncriterium;doel;A;B\nk;laag;hoog;laag\n",
    "Criteria,Weight,A,B,Rationale\nSpeed,0.2,4,3,A has an index\nCost,0.8,2,5,B is free\n",
    "Criteria;A;B;Waarom\nk;4;3;A heeft een index\nl;2;5;\n",
    "Criteria;A;B;Waarom\nk;4;3;A heeft een index\nl;2;5;6\n",
    "Criteria;A;B;C\nk;4;3;\u20ac 12 per jaar\nl;2;5;ca. 6 per jaar\n",
    "Criteria;A;B;Omschrijving;Toelichting;Bron;Literatuur\nk;4;3;a b;c;d;e\n",
    "Noord;Zuid;Oost\n1;2;3\n2;1;3\n1;3;2\n",
    "schaal;laag < hoog\nNoord;Zuid;Oost\nlaag;hoog;laag\nhoog;hoog;laag\n",
    "Nr;A;B\n1;2;1\n2;2;1\n",
    "criterium;A;B;C\nk;1st;2nd;=2nd\nl;1e;3e;2e\nm;#1;nr. 2;3\n",
    "criterium;A;B;richting\nk;1st;2nd;hoger\n",
    "criterium;A;B\nk;>5;3\n",
    "criterium;A;B\nk;3 \u2013 5;3\n",
    "criterium;A;B\nk;ca. 5;3\n",
    (
        "schaal;-- < - < 0 < + < ++\ncriterium;A;B;C;D\n"
        "k;0;0/+;+/0;0/-\nl;\u2014;- -;\u2013\u2013;+ +\n"
    ),
    "schaal;- - < - < 0/- < 0 < 0/+ < + < + +\ncriterium;A;B;C\nk;--;-/0;0 / +\n",
    "schaal;-- < - - < 0\ncriterium;A;B\nk;0;--\n",
    "criterium|A|B\nk|1,5|2\n",
    "criterium;voorkeur;A;schaal\nk;laag;hoog;x: laag < hoog\n",
    "criterium;voorkeur;A;B;schaal\nk;mooi;hoog;laag;laag < hoog\n",
    "criterium;'Doel;A\nk;1;2\n",
    "richting;Noord;Zuid;Oost\nmax;1;2;3\nmin;2;3;1\n",
    "gewicht;Noord;Zuid\n1;1;2\n2;2;3\n",
    "bron;Noord;Zuid\nk;1;2\nl;2;3\n",
    "criterium;A;B;C;schaal\nk;Hoog/laag/midden;hoog;laag;laag < midden < hoog\n",
    "criterium;A;B;C;schaal\nk;een stuk beter;nu;nu;nu < een stuk beter\nl;geen oordeel nog;1;2;\n",
    "Omschrijving;A;B;Opmerking\nk;1;2;x\n",
    "Criterium;Referentie;A\nk;1;2\n",
    "criterion,direction,A,B\nghg,min,0.745,1.046\nwater,min,12.5,10.525\n",
    "criterium;A;B;C\nk;1.046;12,5;3\n",
    "criterium;A;B;C\nk;1,046;12.5;3,5\n",
    "criterium;A;B;C\nk;1.046;1.250;3\n",
    f"Criterium;A;B;Reden\nk;1;2;{'x' * 33_000}\n",
    f"Criterium{''.join(f';o{at}' for at in range(MOST_ALTERNATIVES_OF_A_PROBLEM + 1))}\nk;1;2\n",
]


@pytest.mark.parametrize("text", TABLES, ids=lambda text: text[:60])
def test_the_page_reads_and_refuses_the_same_tables_as_python(module, tmp_path, text):
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    found = read(module, text)
    try:
        problem = read_table(file, direction="ranks")
    except ProblemError:
        assert found["faults"] != []
        return
    assert found["faults"] == []
    expected = study(problem)
    for key in ("preferences", "scored"):
        assert found["study"]["versions"][0][key] == expected["versions"][0][key]
    for key in ("alternatives", "criteria"):
        assert [each["name"] for each in found["study"][key]] == [
            each["name"] for each in expected[key]
        ]
    assert found["study"].get("baseline", {}).get("name") == problem.baseline
    assert found["study"]["versions"][0]["weight_sets"] == [
        pytest.approx(weights) for weights in expected["versions"][0]["weight_sets"]
    ]


ONLY_IN_PYTHON = {"order only"}
"""Doubts that the page does not have: it keeps only the order of numbers, of all tables."""


@pytest.mark.parametrize("shape", TEXT_SHAPES, ids=lambda shape: shape.__name__)
def test_the_page_doubts_the_tables_that_python_doubts(module, tmp_path, shape):
    for number in range(8):
        table = shape(random.Random(f"twin {shape.__name__} {number}"))
        of_python = {"options_in", "decimal"} & {*table.how} or shape.__name__.startswith("long")
        if of_python:  # what the page does not read
            continue
        file = tmp_path / "table.csv"
        file.write_text(table.text, encoding="utf-8")
        how = {"direction": table.how.get("direction", ""), "scale": table.how.get("scale", "")}
        found = read(module, table.text, **how)
        try:
            source = read_with_places(file, ReadAs(**table.how))
        except ProblemError:
            assert found["faults"] != [], table.text
            continue
        assert found["faults"] == [], table.text
        kinds = {doubt.innermost.kind.rpartition(".")[2] for doubt in source.problem.doubts}
        assert bool(kinds - ONLY_IN_PYTHON) == bool(found["notes"]), (table.text, kinds)


def test_the_page_refuses_a_table_with_a_row_for_each_score(module):
    (told,) = read(module, "Optie;Criterium;Score\nA;k;1\nB;k;2\n", language="en")["faults"]
    assert told.startswith("line 1, column 3: 'Score' heads a table with a row for each score")
