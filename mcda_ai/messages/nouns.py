"""What the parts of a problem are called in sentences, one of them and several."""

from __future__ import annotations

from mcda_ai.messages.label import Label

NOUNS = {
    "problem": (Label(en="problem", nl="probleem"),) * 2,
    "alternative": (
        Label(en="alternative", nl="optie"),
        Label(en="alternatives", nl="opties"),
    ),
    "layer": (Label(en="layer", nl="laag"), Label(en="layers", nl="lagen")),
    "criterion": (Label(en="criterion", nl="criterium"), Label(en="criteria", nl="criteria")),
    "reading": (Label(en="reading", nl="lezing"), Label(en="readings", nl="lezingen")),
    "scale": (Label(en="scale", nl="schaal"), Label(en="scales", nl="schalen")),
    "word": (Label(en="word", nl="woord"), Label(en="words", nl="woorden")),
    "confidence": (
        Label(en="confidence", nl="mate van zekerheid"),
        Label(en="confidences", nl="maten van zekerheid"),
    ),
    "direction": (Label(en="direction", nl="richting"), Label(en="directions", nl="richtingen")),
    "scenario": (Label(en="scenario", nl="scenario"), Label(en="scenarios", nl="scenario’s")),
    "weight set": (
        Label(en="weight set", nl="gewichtenset"),
        Label(en="weight sets", nl="gewichtensets"),
    ),
    "preference function": (
        Label(en="preference function", nl="voorkeursfunctie"),
        Label(en="preference functions", nl="voorkeursfuncties"),
    ),
    "weights": (Label(en="weights", nl="weging"), Label(en="weights", nl="wegingen")),
    "option of a method": (
        Label(en="option", nl="instelling"),
        Label(en="options", nl="instellingen"),
    ),
    "scope": (Label(en="scope", nl="bereik"), Label(en="scopes", nl="bereiken")),
    "statement": (
        Label(en="statement", nl="uitspraak"),
        Label(en="statements", nl="uitspraken"),
    ),
    "value": (Label(en="value", nl="waarde"), Label(en="values", nl="waarden")),
    "method": (Label(en="method", nl="methode"), Label(en="methods", nl="methoden")),
    "axiom": (Label(en="axiom", nl="axioma"), Label(en="axioms", nl="axioma’s")),
    "weight rule": (
        Label(en="weight rule", nl="gewichtsregel"),
        Label(en="weight rules", nl="gewichtsregels"),
    ),
    "coefficient": (
        Label(en="coefficient", nl="coëfficiënt"),
        Label(en="coefficients", nl="coëfficiënten"),
    ),
    "question": (Label(en="question", nl="vraag"), Label(en="questions", nl="vragen")),
    "response": (Label(en="response", nl="uitkomst"), Label(en="responses", nl="uitkomsten")),
    "kind": (Label(en="kind", nl="soort"), Label(en="kinds", nl="soorten")),
    "format": (Label(en="format", nl="formaat"), Label(en="formats", nl="formaten")),
    "layer or criterion with a score": (
        Label(en="layer or criterion with a score", nl="laag of criterium met een score"),
        Label(en="layers or criteria with a score", nl="lagen of criteria met een score"),
    ),
    "criterion or layer": (
        Label(en="criterion or layer", nl="criterium of laag"),
        Label(en="criteria or layers", nl="criteria of lagen"),
    ),
    "weight space": (
        Label(en="weight space", nl="gewichtenruimte"),
        Label(en="weight spaces", nl="gewichtenruimtes"),
    ),
    "layer, criterion or alternative": (
        Label(en="layer, criterion or alternative", nl="laag, criterium of optie"),
        Label(en="layers, criteria or alternatives", nl="lagen, criteria of opties"),
    ),
    "layer, criterion, alternative, reading or scenario": (
        Label(
            en="layer, criterion, alternative, reading or scenario",
            nl="laag, criterium, optie, lezing of scenario",
        ),
        Label(
            en="layers, criteria, alternatives, readings or scenarios",
            nl="lagen, criteria, opties, lezingen of scenario’s",
        ),
    ),
    "level": (
        Label(en="level", nl="woord van de schaal"),
        Label(en="levels", nl="woorden van de schaal"),
    ),
    "key": (Label(en="key", nl="sleutel"), Label(en="keys", nl="sleutels")),
    "dataset": (Label(en="dataset", nl="dataset"), Label(en="datasets", nl="datasets")),
    "fault": (Label(en="fault", nl="fout"), Label(en="faults", nl="fouten")),
    "warning": (Label(en="warning", nl="waarschuwing"), Label(en="warnings", nl="waarschuwingen")),
    "remark": (Label(en="remark", nl="opmerking"), Label(en="remarks", nl="opmerkingen")),
    "role": (Label(en="role", nl="rol"), Label(en="roles", nl="rollen")),
    "status": (Label(en="status", nl="status"), Label(en="statuses", nl="statussen")),
    "language": (Label(en="language", nl="taal"), Label(en="languages", nl="talen")),
    "value of unranked": (
        Label(en="value of unranked", nl="waarde van unranked"),
        Label(en="values of unranked", nl="waarden van unranked"),
    ),
    "sheet": (Label(en="sheet", nl="blad"), Label(en="sheets", nl="bladen")),
    "column": (Label(en="column", nl="kolom"), Label(en="columns", nl="kolommen")),
    "place of options": (
        Label(en="place of the options", nl="plaats van de opties"),
        Label(en="places of the options", nl="plaatsen van de opties"),
    ),
    "kind of result": (
        Label(en="kind of result", nl="soort resultaat"),
        Label(en="kinds of results", nl="soorten resultaten"),
    ),
}
"""By its name in the package: one of a kind, and several."""
