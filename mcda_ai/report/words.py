"""The words of the report, in English and Dutch."""

from __future__ import annotations

from collections.abc import Sequence

from mcda_ai.evidence import Label

_TEXTS: dict[str, Label] = {
    # headings
    "title": Label(en="Who leads, and how sure is that?", nl="Wie staat vooraan, en hoe zeker?"),
    "answer": Label(en="The answer", nl="Het antwoord"),
    "fixed weights": Label(en="Order under fixed weights", nl="Volgorde bij vaste gewichten"),
    "first ranks": Label(
        en="How often each option is first, over all weightings",
        nl="Hoe vaak elke optie eerste is, over alle wegingen",
    ),
    "layers": Label(en="Preferences within each layer", nl="Voorkeuren binnen elke laag"),
    "evidence": Label(en="The evidence", nl="De gegevens"),
    "cells to know": Label(en="Cells that need a careful eye", nl="Cellen die aandacht vragen"),
    "limits": Label(en="Assumptions and limits", nl="Aannames en beperkingen"),
    "remarks": Label(en="Remarks on the document", nl="Opmerkingen bij het document"),
    "provenance": Label(en="How this was made", nl="Hoe dit gemaakt is"),
    # table words
    "method": Label(en="method", nl="methode"),
    "option": Label(en="option", nl="optie"),
    "criterion": Label(en="Criterion", nl="Criterium"),
    "source": Label(en="Source", nl="Bron"),
    "reading": Label(en="reading", nl="lezing"),
    "scenario": Label(en="scenario", nl="scenario"),
    "left out": Label(en="left out", nl="weggelaten"),
    "own": Label(en="own weights", nl="eigen gewichten"),
    "equal": Label(en="criteria equal", nl="criteria gelijk gewogen"),
    "layer-equal": Label(en="layers equal", nl="lagen gelijk gewogen"),
    "uniform": Label(en="flat over criteria", nl="criteria willekeurig"),
    "layer-first": Label(en="layer first", nl="eerst per laag"),
    "all criteria": Label(en="all criteria", nl="alle criteria"),
    "without preconditions": Label(en="without preconditions", nl="zonder randvoorwaarden"),
    "unscored": Label(en="unscored", nl="niet gescoord"),
    "disputed": Label(en="disputed", nl="omstreden"),
    "corrected": Label(en="corrected", nl="gecorrigeerd"),
    "assumed": Label(en="assumed", nl="aangenomen"),
    "none": Label(en="none", nl="geen"),
    "and": Label(en="and", nl="en"),
    # families
    "positional": Label(en="positional", nl="positioneel"),
    "majority": Label(en="majority", nl="meerderheid"),
    "permutation": Label(en="permutation", nl="permutatie"),
    "outranking": Label(en="outranking", nl="outranking"),
    "lexicographic": Label(en="lexicographic", nl="lexicografisch"),
    "dominance": Label(en="dominance", nl="dominantie"),
    "value": Label(en="value", nl="waarde"),
    "custom": Label(en="custom", nl="eigen"),
    # sentences
    "with own": Label(
        en="the weights that came with the problem", nl="de gewichten die bij het probleem horen"
    ),
    "with equal": Label(
        en="equal weights for the criteria", nl="gelijke gewichten voor de criteria"
    ),
    "with layer-equal": Label(
        en="equal weights for the layers", nl="gelijke gewichten voor de lagen"
    ),
    "all agree": Label(
        en="With {weights}, every method applied puts {leaders} first.",
        nl="Met {weights} zet elke toegepaste methode {leaders} vooraan.",
    ),
    "all tie": Label(
        en="With {weights}, every method applied ties {leaders} for first place.",
        nl="Met {weights} geeft elke toegepaste methode {leaders} een gedeelde eerste plaats.",
    ),
    "no agreement": Label(
        en="Under fixed weights the outcome depends on the method or the weights: {tally}.",
        nl="Bij vaste gewichten hangt de uitkomst af van de methode of de gewichten: {tally}.",
    ),
    "tally": Label(
        en="{leaders} in {count} of {total} combinations",
        nl="{leaders} in {count} van {total} combinaties",
    ),
    "nobody": Label(en="nobody", nl="niemand"),
    "same method": Label(
        en="{methods} give the same scores up to scale: on this problem they are one method, and "
        "that they agree says nothing.",
        nl="{methods} geven op de schaal na dezelfde scores: hier zijn zij één methode, en dat zij "
        "het eens zijn, zegt niets.",
    ),
    "shares uniform": Label(
        en="Of {size} weightings, drawn so that every weighting of the criteria is equally likely, "
        "{options}{shared}.",
        nl="Van {size} wegingen, zo getrokken dat elke weging van de criteria even waarschijnlijk "
        "is, {options}{shared}.",
    ),
    "shares layer-first": Label(
        en="Of {size} weightings, drawn layer by layer so that large layers do not win by size, "
        "{options}{shared}.",
        nl="Van {size} wegingen, per laag getrokken zodat grote lagen niet door hun omvang winnen, "
        "{options}{shared}.",
    ),
    "is first in": Label(en="{option} is first in {range}", nl="is {option} eerste in {range}"),
    "option in": Label(en="{option} in {range}", nl="{option} in {range}"),
    "shared": Label(
        en=" (a shared first place counts for each)",
        nl=" (een gedeelde eerste plaats telt voor elk)",
    ),
    "from to": Label(en="{low} to {high}", nl="{low} tot {high}"),
    "completions": Label(
        en="The source leaves cells open. Over the {ways} ways to fill them in, whichever method "
        "and whichever way of drawing, {options} of the weightings.",
        nl="De bron laat cellen open. Over de {ways} manieren om ze in te vullen, bij welke "
        "methode en manier van trekken dan ook, {options} van de wegingen.",
    ),
    "too many completions": Label(
        en="The source leaves cells open, in {ways} possible ways: too many to look through. No "
        "figure here says what happens when they are filled in.",
        nl="De bron laat cellen open, op {ways} mogelijke manieren: te veel om na te gaan. Geen "
        "cijfer hier zegt wat er gebeurt als ze worden ingevuld.",
    ),
    "without": Label(
        en="Without the preconditions: {sentence}", nl="Zonder de randvoorwaarden: {sentence}"
    ),
    "no other criteria": Label(
        en="Only preconditions are scored, so there is no result without them.",
        nl="Alleen randvoorwaarden zijn gescoord; zonder randvoorwaarden is er dus geen uitkomst.",
    ),
    "unscored cells": Label(
        en="Not scored by anyone, and outside every figure: {names}.",
        nl="Door niemand gescoord, en buiten elk cijfer gehouden: {names}.",
    ),
    "uncompared cells": Label(
        en="Ranked without comparing any two options, and outside every figure: {names}.",
        nl="Gerangschikt zonder twee opties te vergelijken, en buiten elk cijfer gehouden: "
        "{names}.",
    ),
    "disputed cells": Label(
        en="Disputed, since the readings differ: {names}. The other reading: {others}.",
        nl="Omstreden, want de lezingen verschillen: {names}. De andere lezing: {others}.",
    ),
    "corrected cells": Label(
        en="Corrected, since the source contradicts itself: {names}.",
        nl="Gecorrigeerd, want de bron spreekt zichzelf tegen: {names}.",
    ),
    "assumed cells": Label(
        en="Assumed by a scenario, not stated by the source: {names}.",
        nl="Aangenomen door een scenario, niet vermeld in de bron: {names}.",
    ),
    "open cells": Label(
        en="Left open by the source, which allows several levels: {names}. A pair of options "
        "counts there only if it comes out the same whatever the level.",
        nl="Door de bron opengelaten, met meer dan één mogelijk niveau: {names}. Een paar opties "
        "telt daar alleen mee als het bij elk niveau hetzelfde uitvalt.",
    ),
    "refusal": Label(
        en="Not applied: {method}: {reason}.", nl="Niet toegepast: {method}: {reason}."
    ),
    "no weights": Label(
        en="The source fixes no weights; every weight here is an assumption.",
        nl="De bron legt geen gewichten vast; elk gewicht is hier een aanname.",
    ),
    "own weights": Label(
        en="The problem came with weights of its own; all other weights here are assumptions.",
        nl="Het probleem kwam met eigen gewichten; alle andere gewichten zijn hier aannames.",
    ),
    "assumptions": Label(
        en="The shares say how many weightings give a result, not how likely it is. A rank says "
        "which option is better, never by how much. A tie counts for neither option and an "
        "unscored cell for nobody. Criteria along one chain of cause and effect can count the "
        "same effect twice: look at the layers first. Preconditions are necessary conditions "
        "rather than benefits, so every figure is given with and without them where there are any.",
        nl="De aandelen zeggen bij hoeveel wegingen iets uitkomt, niet hoe waarschijnlijk dat is. "
        "Een rang zegt welke optie beter is, nooit hoeveel beter. Een gelijke plaats telt voor "
        "geen van beide opties en een niet gescoorde cel voor niemand. Criteria in één keten van "
        "oorzaak en gevolg kunnen hetzelfde effect dubbel tellen: kijk eerst naar de lagen. "
        "Randvoorwaarden zijn noodzakelijke voorwaarden en geen baten; waar ze er zijn, staat elk "
        "cijfer er daarom met en zonder.",
    ),
    "errors": Label(
        en="Shares come from {size} random weightings (seed {seed}); ± is one standard error. A "
        "share that no draw showed is written as below 3/N, never as 0 %.",
        nl="Aandelen komen uit {size} willekeurige wegingen (startwaarde {seed}); ± is één "
        "standaardfout. Een aandeel dat geen trekking liet zien staat er als minder dan 3/N, "
        "nooit als 0 %.",
    ),
    "heatmap": Label(
        en="Share of a layer's criteria (weighted equally) that rank the row above the column.",
        nl="Aandeel van de criteria van een laag (gelijk gewogen) dat de rij boven de kolom zet.",
    ),
    "legend": Label(
        en="Rank 1 is best; = marks a shared rank.",
        nl="Rang 1 is de beste; = is een gedeelde rang.",
    ),
    "report": Label(en="Report", nl="Rapport"),
    "options": Label(en="options", nl="opties"),
    "note": Label(en="note", nl="noot"),
    "command": Label(en="Command", nl="Opdracht"),
    "written": Label(en="Written to {path}", nl="Geschreven naar {path}"),
}


def say(key: str, language: str, **values: object) -> str:
    """Give a text in a language, with the values filled in."""
    text = _TEXTS[key].text(language)
    return text.format(**values) if values else text


def listed(names: Sequence[str], language: str) -> str:
    """Join names as in a sentence: ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {say('and', language)} {names[-1]}"


def number(value: int, language: str) -> str:
    """Write a whole number with the language's thousands separator."""
    text = f"{value:,}"
    return text.replace(",", ".") if language == "nl" else text
