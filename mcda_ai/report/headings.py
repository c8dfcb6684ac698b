"""What sections, and parts of the brief, are called and are about, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from mcda_ai.messages.label import Label

HEADINGS: Mapping[str, Label] = {
    "title": Label(en="Who leads, and how sure is that?", nl="Wie staat vooraan, en hoe zeker?"),
    "answer": Label(en="The answer", nl="Het antwoord"),
    "changes": Label(en="What would change it", nl="Wat dit zou veranderen"),
    "evidence": Label(en="What it rests on", nl="Waarop dit berust"),
    "layers": Label(en="Who leads in each layer", nl="Wie vooraan staat in elke laag"),
    "repeats": Label(en="Criteria that say the same", nl="Criteria die hetzelfde zeggen"),
    "methods": Label(en="Methods by family", nl="Methoden per familie"),
    "robustness": Label(en="Over all weightings", nl="Over alle wegingen"),
    "robustness, ballots": Label(
        en="With the voters drawn anew", nl="Met opnieuw getrokken kiezers"
    ),
    "statements": Label(en="What holds whatever the weights", nl="Wat bij elke weging geldt"),
    "stated": Label(en="Statements about the options", nl="Uitspraken over de opties"),
    "baseline": Label(en="Better than the baseline?", nl="Beter dan de nuloptie?"),
    "decides": Label(
        en="What decides, and what to ask next", nl="Wat beslist, en wat nu te vragen"
    ),
    "explorer": Label(en="Move the weights yourself", nl="Verschuif zelf de gewichten"),
    "limits": Label(en="Assumptions and limits", nl="Aannames en beperkingen"),
    "cards": Label(en="The methods used", nl="De gebruikte methoden"),
    "provenance": Label(en="How this was made", nl="Hoe dit gemaakt is"),
    "appendix": Label(en="Appendix: all options", nl="Bijlage: alle opties"),
    "cells to know": Label(en="Cells that need a careful eye", nl="Cellen die aandacht vragen"),
    "remarks": Label(en="Remarks on the document", nl="Opmerkingen bij het document"),
    "answer in short": Label(
        en="By method and over each kind of weighting", nl="Per methode en over elke soort weging"
    ),
    "answer in short, ballots": Label(
        en="By method, as counted and with the voters drawn anew",
        nl="Per methode, zoals geteld en met opnieuw getrokken kiezers",
    ),
    "decides in short": Label(
        en="Which choice matters most, and which question tells most",
        nl="Welke keuze het meest uitmaakt, en welke vraag het meest oplevert",
    ),
    "explorer in short": Label(
        en="Who leads with your weights", nl="Wie vooraan staat met uw gewichten"
    ),
    "limits in short": Label(
        en="What was assumed, and what no figure says",
        nl="Wat is aangenomen, en wat geen cijfer zegt",
    ),
    "cards in short": Label(
        en="What each does with ties and gaps", nl="Wat elke doet met gelijke en lege plaatsen"
    ),
    "provenance in short": Label(
        en="Versions, seed and command", nl="Versies, startgetal en opdracht"
    ),
    "appendix in short": Label(
        en="All tables, for every option", nl="Alle tabellen, voor elke optie"
    ),
    "contents": Label(en="Contents", nl="Inhoud"),
    "options": Label(en="options", nl="opties"),
    # the brief
    "brief": Label(en="In brief", nl="In het kort"),
    "brief out": Label(en="Who takes part", nl="Wie meedoet"),
    "brief leads": Label(en="Who leads", nl="Wie vooraan staat"),
    "brief weightings": Label(en="In how many weightings", nl="Bij hoeveel wegingen"),
    "brief weightings, ballots": Label(
        en="If other voters like these had voted", nl="Als andere kiezers zoals deze hadden gestemd"
    ),
    "brief reasons": Label(en="For and against", nl="Voor en tegen"),
    "brief changes": Label(en="What would change it", nl="Wat dit zou veranderen"),
    "brief stakeholders": Label(en="By stakeholder", nl="Per belanghebbende"),
    "brief repeats": Label(en="If the same counts once", nl="Als hetzelfde één keer telt"),
    "brief open": Label(en="Open or doubted", nl="Open of betwijfeld"),
    "brief limits": Label(en="What this does not say", nl="Wat dit niet zegt"),
    "brief not said": Label(
        en="How far options are ahead, whether the judgements are right, and which weights are: "
        "that is a choice.",
        nl="Hoe ver opties voorliggen, of de beoordelingen kloppen, en welke gewichten juist "
        "zijn: dat is een keuze.",
    ),
    "brief not said of sizes": Label(
        en="Whether judgements and measurements are right, and which weights are: that is a "
        "choice.",
        nl="Of beoordelingen en metingen kloppen, en welke gewichten juist zijn: dat is een keuze.",
    ),
    "brief not said, ballots": Label(
        en="How strongly voters feel: a ballot says who is ahead, not how far.",
        nl="Hoe sterk kiezers ergens voor zijn: een stembiljet zegt wie voor staat, niet hoe ver.",
    ),
}
