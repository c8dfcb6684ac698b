"""The report as a Word document: opened again by python-docx, and by LibreOffice."""

import re
import zipfile
from io import BytesIO

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.cli import main
from mcda_ai.report import pictures, word
from mcda_ai.report.cells import lines_of
from mcda_ai.report.document import Cell, Rows, Sentences, Table
from mcda_ai.report.word import tables, writing
from tests.libreoffice import needs_writer, saved_by_libreoffice
from tests.sizes.problems import written

HEADINGS = {"Heading 1", "Heading 2"}


@pytest.fixture(scope="module")
def small():
    """Answer a problem of which a report is soon made."""
    orders = {"cost": "A > B > C", "reach": "B > C > A", "noise": "B > A = C"}
    layers = {"input": ["cost"], "outcome": ["reach", "noise"]}
    problem = mcda.from_rankings(orders, layers=layers, name="site")
    return report.answer(problem, size=50, methods=["borda", "copeland"])


@pytest.fixture(
    scope="module",
    params=["small", *(pytest.param(each, marks=pytest.mark.long) for each in ("en", "nl"))],
)
def case(request, small):
    """Give an answer and a language; the longer ones are of the problem of the package."""
    if request.param == "small":
        return small, "nl"
    return report.answer(mcda.load("ai-factory"), size=200), request.param


@pytest.fixture(scope="module")
def answer(case):
    return case[0]


@pytest.fixture(scope="module")
def language(case):
    return case[1]


@pytest.fixture(scope="module")
def document(answer, language):
    return report.document(answer, language, "mcda-ai report")


@pytest.fixture(scope="module")
def drawn(answer, document):
    return [each for each in document.pictures if each.name in pictures.available(answer)]


@pytest.fixture(scope="module")
def made(answer, language):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "_SHARPNESS", 30)  # dots per inch: as large, and sooner drawn
        return docx.Document(BytesIO(report.as_word(answer, language, "mcda-ai report")))


@pytest.fixture
def without_pictures(monkeypatch):
    """Draw nothing: of styles and pages no picture tells."""
    monkeypatch.setattr(writing, "available", lambda _: [])


def styled(made, *names):
    return [each.text for each in made.paragraphs if each.style.name in names]


def test_it_holds_every_sentence_of_the_report(made, document):
    told = {each.text for each in made.paragraphs}
    blocks = [*document.brief, *(b for s in document.sections for b in s.blocks)]
    sentences = [s for each in blocks if isinstance(each, Sentences) for s in each.sentences]
    notes = [each.note for each in document.tables if each.note]
    lines = [each.line for each in document.sections if each.line]
    assert len(sentences) > 20
    for each in (document.title, document.kicker, document.description, *document.doubts,
                 *document.out, *sentences, *notes, *lines):  # fmt: skip
        assert " ".join(each.split()) in {"", *told}, each
    assert any(document.source in each for each in told)


def test_its_headings_stand_in_order_and_in_the_contents(made, document, language):
    first = [report.say("brief", language), report.say("options", language).capitalize()]
    wanted = [*first, *(section.title for section in document.sections)]
    assert styled(made, "Heading 1") == wanted
    entries = [each for each in made.paragraphs if each.style.name.casefold() == "toc 1"]
    assert [each._p.xpath("string(w:hyperlink/w:r/w:t)") for each in entries] == wanted
    marks = {each.get(qn("w:name")) for each in made.element.iter(qn("w:bookmarkStart"))}
    assert marks == {each.get(qn("w:anchor")) for each in made.element.iter(qn("w:hyperlink"))}
    assert made.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"
    parts = [each.heading for each in document.brief]
    blocks = [b for s in document.sections for b in s.blocks if isinstance(b, Sentences)]
    assert styled(made, "Heading 2") == [*parts, *(b.heading for b in blocks if b.heading)]
    assert all(
        each.paragraph_format.keep_with_next for each in made.paragraphs
        if each.style.name in HEADINGS
    )  # fmt: skip


def test_the_brief_has_the_first_page(made, document, language):
    texts = [each.text for each in made.paragraphs]
    contents = texts.index(report.say("contents", language))
    assert made.paragraphs[contents].paragraph_format.page_break_before
    assert texts.index(document.brief[-1].sentences[-1]) < contents
    assert contents < texts.index(document.sections[0].title, contents)


def test_its_tables_are_whole_and_go_on_under_their_heads(made, document, language):
    wanted = list(document.tables)
    assert len(made.tables) == len(wanted) > 9
    for table, theirs in zip(made.tables, wanted, strict=True):
        assert table.style.name == "Table Grid"
        head, *rows = table.rows
        assert [cell.text for cell in head.cells] == list(theirs.head)
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        texts = [[cell.text for cell in row.cells] for row in rows]
        told = iter(texts)
        for group in theirs.groups:
            if group.label:
                assert set(next(told)) == {group.label}  # over all columns
            for row in group.rows:
                cells = ["\n".join(lines_of(cell, language)) for cell in row]
                assert next(told) == [re.sub(r"[ \t]+", " ", text) for text in cells]


def test_tables_and_pictures_have_captions_that_count(made, document, drawn, language):
    of_tables, of_pictures = ("Tabel", "Figuur") if language == "nl" else ("Table", "Figure")
    captions = [
        "".join(each._p.xpath(".//w:t/text()")) for each in made.paragraphs
        if each.style.name == "Caption"
    ]  # fmt: skip
    told = [each for each in captions if each.startswith(of_tables)]
    assert told == [f"{of_tables} {n}. {t.title}" for n, t in enumerate(document.tables, start=1)]
    told = [each for each in captions if each.startswith(of_pictures)]
    assert told == [f"{of_pictures} {n}. {p.title}" for n, p in enumerate(drawn, start=1)]


def test_every_picture_fits_and_says_what_it_shows(made, drawn):
    shown = [each.get("descr") for each in made.element.iter(qn("wp:docPr"))]
    assert shown == [" ".join(each.in_words.split()) for each in drawn]
    assert all(shown)
    assert len(shown[0]) > 80  # the chain says who leads in each layer
    for picture in made.inline_shapes:
        assert picture.width <= Mm(297 - 40)
        assert picture.height <= Mm(120)


def test_it_says_its_language_and_no_author(made, document, language):
    code = {"nl": "nl-NL", "en": "en-GB"}[language]
    said = [each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))]
    assert set(said) == {code}
    assert made.core_properties.language == code
    assert document.title in made.core_properties.title
    assert made.core_properties.author == ""
    assert made.core_properties.created is None


def test_it_is_printed_on_a4_with_numbered_pages(made):
    upright = made.sections[0]
    assert [round(each.mm) for each in (upright.page_width, upright.page_height)] == [210, 297]
    assert "PAGE" in upright.footer._element.xml
    assert all(section.footer.is_linked_to_previous for section in list(made.sections)[1:])


@pytest.mark.long
def test_the_same_answer_gives_the_same_bytes(small):
    assert report.as_word(small, "nl") == report.as_word(small, "nl")


# --- tables of any size ---


def shares(columns, rows=3, text="12,3 % ± 0,4"):
    cells = tuple(Cell(text) for _ in range(columns - 1))
    body = tuple((Cell(f"o{row}"), *cells) for row in range(rows))
    return Table("t", "T", ("optie", *(f"o{k}" for k in range(1, columns))), (Rows(body),))


@pytest.mark.parametrize(
    ("columns", "turned", "parts"), [(4, False, 1), (13, True, 1), (40, True, 4)]
)
def test_what_does_not_fit_upright_is_turned_and_then_goes_on(columns, turned, parts):
    layout = tables.layout_of(shares(columns), "nl", 480, 730, tables.OWN_LETTER)
    assert (layout.is_turned, len(layout.parts)) == (turned, parts)
    width = 730 if turned else 480
    assert all(sum(part.values()) <= width + 1e-9 for part in layout.parts)
    assert all(next(iter(part)) == 0 for part in layout.parts)
    assert {place for part in layout.parts for place in part} == set(range(columns))


def test_a_cell_is_no_longer_than_a_page_and_the_note_says_so(small, without_pictures, monkeypatch):
    long = Table("t", "T", ("a", "b"), (Rows(((Cell("x"), Cell("y " * 5_000)),)),))
    made = made_of(small, monkeypatch, long)
    assert len(made.tables[0].rows[1].cells[1].text) < 1_100
    assert any(each.text.startswith("… ") for each in made.paragraphs)


def test_a_table_that_is_too_large_is_left_to_the_workbook(small, without_pictures, monkeypatch):
    made = made_of(small, monkeypatch, shares(30, 1_000, "1"))
    assert made.tables == []
    assert "Deze tabel is te groot voor Word; het Excel-rapport heeft hem heel." in {
        each.text for each in made.paragraphs
    }


def made_of(small, monkeypatch, table):
    """Make a report with one table only."""
    whole = report.document(small, "nl")
    first = whole.sections[0]
    only = type(whole)(**{**vars(whole), "sections": (type(first)("n", "N", (table,)),)})
    monkeypatch.setattr(writing, "document_of", lambda *_: only)
    return docx.Document(BytesIO(report.as_word(small, "nl")))


@pytest.mark.parametrize(
    "text", ["\x00\x07\x1b", "\ud800", "\ufffe", "<w:p>&amp;\"'", "a" * 70_000]
)
def test_no_text_breaks_the_file(small, without_pictures, monkeypatch, text):
    odd = Table("t", text, (text, "b"), (Rows(((Cell(text), Cell("y", remarks=(text,))),), text),))
    whole = report.document(small, "nl")
    shown = Sentences((mcda.messages.label.Label.same(text or "x"),), whole.brief[0].words, text)
    first = whole.sections[0]
    changes = {"title": text, "source": text, "out": (text,),
               "sections": (type(first)("n", text, (odd, shown), shown),)}  # fmt: skip
    monkeypatch.setattr(
        writing, "document_of", lambda *_: type(whole)(**{**vars(whole), **changes})
    )
    made = docx.Document(BytesIO(report.as_word(small, "nl")))
    told = made.tables[0].rows[0].cells[0].text
    assert told.startswith(text[:500]) or "\N{REPLACEMENT CHARACTER}" in told or told == ""


# --- templates ---


@pytest.fixture
def house(tmp_path):
    """Write a template with a style of its own, a header, margins, and a text that has to go."""
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Georgia"
    made.add_paragraph("Lorem ipsum")
    made.add_table(1, 1).cell(0, 0).text = "dolor"
    made.add_section()
    made.sections[0].header.paragraphs[0].text = "Gemeente Voorbeeld"
    for section in made.sections:
        section.left_margin = Mm(31)
    for name in ("Caption", "List Bullet", "Table Grid"):
        element = made.styles[name].element
        element.getparent().remove(element)
    made.save(tmp_path / "huisstijl.docx")
    return tmp_path / "huisstijl.docx"


def test_a_report_in_a_template_looks_as_that_does(small, house, without_pictures):
    content = report.as_word(small, "nl", template=house)
    made = docx.Document(BytesIO(content))
    everything = "\n".join(map(str, made.element.xpath(".//w:t/text()")))
    assert "Lorem" not in everything
    assert "dolor" not in everything
    assert made.sections[0].header.paragraphs[0].text == "Gemeente Voorbeeld"
    assert {round(section.left_margin.mm) for section in made.sections} == {31}
    assert made.styles["Heading 1"].font.name == "Georgia"
    assert styled(made, "Heading 1")
    assert content == report.as_word(small, "nl", template=house)


def test_styles_that_a_template_lacks_are_told_and_come_from_the_package(
    small, house, without_pictures
):
    (told,) = report.doubts_of_template(house)
    assert told == (
        f"{house}: holds no styles List Bullet, Caption, TOC 1, Table Grid; those of the package "
        "stand in their place"
    )
    assert "bevat de stijlen List Bullet, Caption, TOC 1, Table Grid niet" in told.in_words("nl")
    made = docx.Document(BytesIO(report.as_word(small, "nl", template=house)))
    bullet = made.styles["List Bullet"].element.pPr.numPr.numId.val
    numbering = made.part.numbering_part.element
    of = numbering.num_having_numId(bullet).abstractNumId.val
    signs = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{of}']//w:lvlText/@w:val")
    assert signs == ["•"]
    assert made.tables[0].style.name == "Table Grid"
    base = made.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    assert made.styles["Caption"].base_style == base


def test_a_template_with_all_styles_leaves_nothing_to_doubt(small, without_pictures, tmp_path):
    (tmp_path / "own.docx").write_bytes(report.as_word(small, "en"))
    assert report.doubts_of_template(tmp_path / "own.docx") == ()
    assert report.doubts_of_template(None) == ()


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of(house, **changed):
    with zipfile.ZipFile(house) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return parts | changed


def retyped(house, kind):
    """Give the template another kind in its list of parts."""
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = parts_of(house)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(main, kind)
    return packed(parts)


BOMB = b"<w:document>" + b" " * 3_000_000
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:styles xmlns:w="w">&a;</w:styles>'
TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
FAULTS = {
    "huis.odt": (lambda _: b"PK", "a template that ends in '.odt'; allowed: a Word document"),
    "huis": (lambda _: b"PK", "a template without a suffix; allowed: a Word document (.docx)"),
    "huis.dotx": (lambda _: b"PK", "a Word template (.dotx); open it and save it as"),
    "huis.doc": (lambda _: b"PK", "a Word file from before 2007"),
    "huis.docm": (lambda _: b"PK", "a Word file with macros"),
    "old.docx": (lambda _: b"\xd0\xcf\x11\xe0" + bytes(600), "a Word file from before 2007"),
    "empty.docx": (lambda _: b"", "not a Word document, or damaged"),
    "text.docx": (lambda _: b"Best regards", "not a Word document, or damaged"),
    "cut.docx": (lambda house: house.read_bytes()[:9_000], "not a Word document, or damaged"),
    "zip.docx": (lambda _: packed({"a.txt": b"a"}), "not a Word document, or damaged"),
    "bare.docx": (
        lambda _: packed({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}),
        "not a Word document, or damaged",
    ),
    "is a template.docx": (lambda house: retyped(house, TEMPLATE), "a Word template (.dotx)"),
    "has macros.docx": (lambda house: retyped(house, MACROS), "a Word file with macros"),
    "vba.docx": (
        lambda house: packed(parts_of(house, **{"word/vbaProject.bin": b"x"})),
        "a Word file with macros",
    ),
    "entity.docx": (
        lambda house: packed(parts_of(house, **{"word/styles.xml": ENTITY})),
        "part 'word/styles.xml' is damaged or declares XML entities",
    ),
    "bomb.docx": (
        lambda house: packed(parts_of(house, **{"word/document.xml": BOMB})),
        "allowed: at most 200 times as much",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_no_template_is_refused_before_the_work(house, tmp_path, monkeypatch, name):
    content, told = FAULTS[name]
    (tmp_path / name).write_bytes(content(house))
    monkeypatch.setattr(report, "answer", None)  # nothing is worked out
    problem, target = mcda.load("ai-factory"), tmp_path / "report.docx"
    with pytest.raises(mcda.ProblemError, match=re.escape(told)) as raised:
        report.write(problem, target, template=tmp_path / name)
    assert str(raised.value).startswith(f"{tmp_path / name}: ")
    assert not target.exists()


def test_a_template_that_is_larger_than_may_be_read_is_refused(house, monkeypatch):
    monkeypatch.setattr("mcda_ai.report.word.template.MOST_BYTES_OF_A_TABLE", 1_000)
    with pytest.raises(mcda.ProblemError, match="larger than 1,000 bytes"):
        report.doubts_of_template(house)


def test_a_template_is_for_word_alone_and_has_to_be_there(tmp_path):
    problem = mcda.load("ai-factory")
    with pytest.raises(mcda.ProblemError, match="a template is for a Word report; allowed: --form"):
        report.write(problem, tmp_path / "report.html", template="huis.docx")
    with pytest.raises(mcda.ProblemError, match=r"huis\.docx: cannot be read: there is no such fi"):
        report.write(problem, tmp_path / "report.docx", template="huis.docx")
    assert list(tmp_path.iterdir()) == []


def test_what_belongs_to_the_text_of_a_template_goes_with_it(house, small, without_pictures):
    made, address = docx.Document(house), "https://example.org/x.dotm"
    made.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    kind = RELATIONSHIP_TYPE.HYPERLINK.replace("hyperlink", "attachedTemplate")
    name = made.part._settings_part.relate_to(address, kind, is_external=True)
    linked = docx.oxml.OxmlElement("w:attachedTemplate")
    linked.set(qn("r:id"), name)
    made.settings.element.insert(0, linked)
    made.save(house)
    content = report.as_word(small, "nl", template=house)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert all(b"example.org" not in archive.read(name) for name in archive.namelist())
    assert "attachedTemplate" not in docx.Document(BytesIO(content)).settings.element.xml


def test_without_python_docx_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(word, "find_spec", lambda _: None)
    with pytest.raises(mcda.ProblemError) as raised:
        report.write(mcda.load("ai-factory"), tmp_path / "report.docx")
    assert str(raised.value) == (
        'python-docx is needed for a Word report: pip install "mcda-ai[office]"'
    )
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_it_and_warns_of_missing_styles(
    house, small, tmp_path, monkeypatch, capsys, without_pictures
):
    monkeypatch.chdir(tmp_path)
    mcda.write(small.problem, "site.yaml")
    typed = ["report", "site.yaml", "--size", "50", "--lang", "nl", "--template", "huisstijl.docx"]
    assert main(typed) == 1
    assert "huisstijl.docx: een sjabloon is voor een Word-rapport" in capsys.readouterr().err
    assert main([*typed, "--format", "docx"]) == 0
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1
    assert "waarschuwing: huisstijl.docx: bevat de stijlen List Bullet, " in printed.err
    assert "site-report.docx" in printed.out
    assert styled(docx.Document("site-report.docx"), "Title") == ["site"]


# --- in LibreOffice ---


@needs_writer
@pytest.mark.long
@pytest.mark.parametrize("number", ["ai-factory", 31, 52, 58, 61])
def test_libreoffice_makes_pages_of_it(tmp_path, number):
    problem = mcda.load(number) if number == "ai-factory" else mcda.read(written(number, tmp_path))
    path = report.write(problem, tmp_path / "report.docx", language="nl", size=200)
    pages = saved_by_libreoffice(path, "pdf").read_bytes()
    assert pages.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pages)) > 5
