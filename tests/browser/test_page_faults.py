"""Each kind of fault and note of the page, of an input that makes the page say it."""

from mcda_ai.io import limits
from mcda_ai.messages.claims import Claim
from mcda_ai.messages.phrases import texts_of
from mcda_ai.messages.wording import Words
from tests import proofs
from tests.browser.claims import claim_of, parts_of
from tests.claims import OF_THE_PAGE
from tests.proofs.of_page_faults import Input

FAULTS_OF = """(text, how) => {
  try {
    return explorer.read(text, how).notes;
  } catch (error) {
    if (!error.faults) throw error;
    return error.faults;
  }
}"""
FAULTS_OF_FILE = """async (name, text, times) => {
  try {
    const bytes = (signs) => Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
    const content = times ? text.repeat(times) : bytes(text);
    await explorer.textOf(new File([content], name));
    return [];
  } catch (error) {
    return error.faults;
  }
}"""


def rows(n, text="k{};1;2"):
    return "\n".join(text.format(at) for at in range(n))


MORE_ROWS = limits.MOST_FAULTS_OF_A_FILE + 5
INPUTS = [
    Input("Criterium;A;B;C;D\nk;11;1;2;3\nl;1;2;3;4\n", facts={"n": 4}),
    Input("Criterium;A;B;C;D\nk;2,7;1;3;4\n", facts={"n": 4}),
    Input("Criterium;A;B;C;D\nk;2;2;3;3\n"),
    Input("Criterium;A;Totaalbeeld;B\nk;1;2;3\n"),
    Input("Thema;Criterium;A;B\nx;k;1;2\n;Bron: x;;\n"),
    Input("Criterium;A;B;C;Schaal\nk;laag/hoog;hoog;laag;laag < midden < hoog\n"),
    Input(f"Criterium;A;B\n{rows(300, 'k{};11;2')}\n", facts={"more": 280, "n": 2}),
    Input(f"Criterium;A;B\n{rows(MORE_ROWS, 'k{};x;1')}\n", facts={"more": 5}),
    Input("Criterium;Waarom;A;B\nk;een lange tekst;1;2\n"),
    Input("Criterium;Doel;A;B\nk;80;1;2\n", facts={"n": 3}),
    Input("Criterium;Doel;A;B\nk;max;1;2\nl;mooi;1;2\n"),
    Input("Schaal;- < 0 < + < ++\nCriterium;A;B\nk;0/+;-\nl;0/+;-\n", facts={"more": 1}),
    Input("Criterium;A;B;Schaal\nk;\u2013;+;-- < - < +\n", facts={"more": 0}),
    Input("Criterium;A;B\nk;1.125;0.5\n", direction="higher", facts={"more": 0}),
    Input("Criterium;A;B\nk;3-5;2\n"),
    Input("Criterium;A;B;Eenheid;Richting\nk;9;0,12;%;max\n"),
    Input("A;B;C\n1;2;3\n"),
    Input("zomaar een zin"),
    Input("Nr;Optie;k\n1;A;1\n"),
    Input("Criterium;A;B;Totaal\nk;1;2;3\n"),
    Input("Criterium;A;B;Jaar\nk;1;2;3\n"),
    Input("Criterium;A;B;Vereist\nk;1;2;A\n"),
    Input("Criterium;A;B\nrol;;nuloptei\nk;1;2\n"),
    Input("Criterium;A;B\nrol;nuloptie;baseline\nk;1;2\n"),
    Input("Deel;Criterium;A;B\nx;k;1;2\n"),
    Input("Laag;Criterium;A;B\nx;k;1;2\n;Totaal;3;3\n"),
    Input("Criterium;A;B\nk;1;2\n", direction=""),
    Input("Criterium;A;B;Richting\nk;1;2;duurder\n"),
    Input("Richting;rangen\nCriterium;A;B\nk;1;2\n", direction="higher"),
    Input("Schaal;laag < hoog\nCriterium;A;B\nk;laag;hoog\n", scale="hoog, laag"),
    Input("Criterium;A;B\nk;3;1\n", scale="1, 2, 3"),
    Input("Criterium;A;B;Schaal;Richting\nk;laag;hoog;laag < hoog;rangen\n"),
    Input("Criterium;A;B;Eenheid\nk;1,5;2;euro\n"),
    Input("Criterium;A;B\nk;laag;hoog\n", scale="laag"),
    Input("Criterium;A;B;Schaal\nk;laag;hoog;laag\n"),
    Input("Laag;Criterium;A;B\nx;k;1;2\n;;2;1\n"),
    Input("Laag;Criterium;A;B\n;k;1;2\n"),
    Input("Laag;Criterium;A;B\nBaten;k;1;2\nbaten;l;1;2\n"),
    Input("Criterium;A;B;\nk;1;2;x\n"),
    Input("Criterium;A;B;Gewicht;Weging\nk;1;2;1;1\n"),
    Input("Criterium;A;B\n"),
    Input("Criterium;A;B\nk;1;2\nk;2;1\n"),
    Input("Criterium;A;B;B\nk;1;2;3\n"),
    Input("Criterium;A;\nk;1;\n", facts={"n": 1}),
    Input("Criterium;A;B\nk;laag;x\n", direction="ranks", scale="laag, hoog"),
    Input("Criterium;A;B\nk;laag;3\n", direction="", scale="laag, hoog"),
    Input("Criterium;A;B\nk;1x;2\n"),
    Input("Criterium;A;B\nk;x;2\n"),
    Input("Criterium;A;B\nk;12%;2\n", direction="higher"),
    Input("Criterium;A;B\nk;0;2\n"),
    Input("Criterium;A;B\nk;1.250;2\n", direction="higher"),
    Input("Criterium;A;B\nk;1.5;1,6\n", direction="higher"),
    Input('Criterium;A;B\n"k;1;2\n'),
    Input('Criterium;A;B\n"k"x;1;2\n'),
    Input('sep="\nCriterium;A;B\n'),
    Input(f"Criterium;A;B\n{'x' * 40_000};1;2\n", facts={"letters": 40_000}),
    Input(f"Criterium;A;{'x' * 501}\nk;1;2\n", facts={"letters": 501}),
    Input(f"Criterium;A;B\n{'x' * 501};1;2\n", facts={"letters": 501}),
    Input(f"Laag;Criterium;A;B\n{'x' * 501};k;1;2\n", facts={"letters": 501}),
    Input("Criterium;A;B\nko\u0007st;1;2\n"),
    Input(";" * limits.MOST_CELLS_OF_A_FILE),
    Input(f"Criterium;A;B\n{rows(limits.MOST_CRITERIA_OF_A_TABLE + 1)}\n"),
    Input(f"Criterium;{rows(20_000, 'o{}').replace(chr(10), ';')}\nk;1;2\n"),
    Input(f"Criterium{';A' * 1000}\n{rows(51)}\n"),
    Input("Criterium;A;B;Gewicht\nk;1;2;1\nl;2;1;\n"),
    Input("Criterium;A;B;Gewicht\nk;1;2;0\n"),
    Input("Criterium;A;B;Gewicht\nk;1;2;veel\n"),
    Input("Criterium;A;B;Gewicht\nk;1;2;1.250\n"),
    Input("Criterium;A;B;Gewicht\nk;1;2;60%\nl;2;1;0,4\n"),
    Input("Criterium;A;B\nk;1;\n"),
    Input("Criterium;A;B\nk;1;2\nScore totaal;2;1\n"),
    Input("Criterium;A;B;Belang\nk;1;2;3\n"),
    Input("Criterium;A;B\nk;1;2\nbelang;2;1\n"),
    Input("Leverancier;A;B\nk;1;2\n"),
    Input(";Prijs;Comfort\nA;1;2\nB;2;1\n"),
    Input(";x;y\nA;2000;2\nB;3000;1\n", direction="higher"),
    Input(";A;B;C\nA;0;2;3\nB;2;0;4\nC;3;4;0\n", direction="higher"),
    Input("Criterium;A;B;C\nk;1;2;3\nl;3;2;1\n", direction="higher"),
    Input(";A;B;C\nA;1;2;3\nB;1/2;1;4\nC;1/3;0,25;1\n", facts={"n": 3}),
    Input("Criterium;A;B;C\nk;7;8;6\nl;8;6;7\nm;15;14;13\n", "higher", facts={"more": 0}),
    Input("Criterium;A;B;C\nk;7;8;15\nl;8;6;14\nm;3;6;9\nn;4;4;8\n", "higher", facts={"more": 0}),
    Input("Optie;Criterium;Score\nA;k;1\nB;k;2\n"),
    Input('{"a": 0.5}'),
    Input('{"version": 1, "name": "s", "alternatives": [], "layers": [], "criteria": []}'),
    Input("# NUMBER ALTERNATIVES: 2\n3: 1,2\n"),
    Input("<!doctype html><title>x</title>"),
]  # fmt: skip
FILES = [
    (Input(name="tabel.csv", facts={"megabytes": 6}), "x", 5_000_001),
    (Input(name="site.json"), "{}x", 1),
    (Input(name="tabel.xlsx"), "PK", 1),
    (Input(name="tabel.xlsb"), "PK", 1),
    (Input(name="stem.soc"), "x", 1),
    (Input("Z\u0178id", name="mac.csv"), "Z\u009fid;B", 0),  # a byte a letter
]


class Seen:
    def __init__(self):
        self.kinds, self.untrue = set(), []

    def prove(self, data, given):
        for each in data:
            claim = claim_of(each)
            self.kinds |= {part.kind for part in parts_of(claim)}
            if not proofs.PROOFS[claim.kind](claim, given, None):
                self.untrue.append((Words().said(claim), given.text[:80]))


def test_every_fault_of_an_input_is_found_where_the_page_says(module):
    proofs.load()
    seen = Seen()
    for given in INPUTS:
        how = {"direction": given.direction, "scale": given.scale}
        told = module.run(FAULTS_OF, given.text, how)
        assert told != [], given.text[:80]
        seen.prove(told, given)
    for given, text, times in FILES:
        seen.prove(module.run(FAULTS_OF_FILE, given.name, text, times), given)
    unforeseen = Input(facts={"reason": "too deep"})
    seen.prove(module.run("() => explorer.faultsOf(new RangeError('too deep'))"), unforeseen)
    assert seen.untrue == []
    kinds = {f"{subject}.{kind}" for subject in OF_THE_PAGE for kind in texts_of(subject)}
    assert kinds - seen.kinds == set()


def test_a_place_that_is_not_that_of_the_fault_is_found_untrue():
    proofs.load()
    given = Input("Criterium;A;B\nk;x;2\n")
    values = {"line": 2, "alternative": "A", "text": "x"}
    proof = proofs.PROOFS["explorer.faults.neither"]
    assert proof(Claim("explorer.faults.neither", values), given, None)
    for wrong in ({"line": 1}, {"alternative": "B"}, {"text": "y"}):
        assert not proof(Claim("explorer.faults.neither", values | wrong), given, None)
