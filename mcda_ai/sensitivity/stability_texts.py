"""What is said of stability, in English and Dutch."""

from __future__ import annotations

from mcda_ai.messages.label import Label

ADMISSIBLE = Label(
    en="admissible are the weights with {conditions}",
    nl="toegestaan zijn de gewichten met {conditions}",
)
OUTSIDE = Label(
    en="the weights asked about are not admissible themselves",
    nl="de gewichten waar het hier om gaat zijn zelf niet toegestaan",
)
NEAREST = Label(
    en="the nearest admissible weights that let {who} lead are {points} points of weight away",
    nl="de dichtstbijzijnde toegestane gewichten waarbij {who} vooraan staat liggen {points} "
    "procentpunt verderop",
)
FLIP = Label(
    en="another lead takes at least {points} points of the weight: to {who}",
    nl="er moet ten minste {points} procentpunt van het gewicht verschuiven voordat een andere "
    "optie vooraan staat: {who}",
)
SMALL_FLIP = Label(
    en="another lead takes less than 0.1 points of the weight: to {who}",
    nl="er hoeft minder dan 0,1 procentpunt van het gewicht te verschuiven voordat een andere "
    "optie vooraan staat: {who}",
)
SHARED = Label(
    en="{who} share the lead: the least shift of weight can let {alone} lead alone",
    nl="{who} staan samen vooraan: de kleinste verschuiving van gewicht kan {alone} alleen "
    "vooraan zetten",
)
AT_MOST = Label(
    en="{who} can at most share the lead, once {points} points of the weight move",
    nl="{who} kan hooguit mee vooraan staan, als {points} procentpunt van het gewicht verschuift",
)
NEVER = Label(
    en="no{admissible} weights let {who} lead",
    nl="bij geen enkele{admissible} weging staat {who} vooraan",
)
ONE_JUDGEMENT = Label(
    en="{who} would lead alone if 1 criterion were judged otherwise ({judgements})",
    nl="{who} zou alleen vooraan staan als 1 criterium anders werd beoordeeld ({judgements})",
)
JUDGEMENTS = Label(
    en="{who} would lead alone if {n} criteria were judged otherwise ({judgements})",
    nl="{who} zou alleen vooraan staan als {n} criteria anders werden beoordeeld ({judgements})",
)
ALWAYS = Label(
    en="{who} leads under every{admissible} weighting",
    nl="{who} staat bij elke{admissible} weging vooraan",
)
ALWAYS_NOT_ALONE = Label(
    en="{who} leads under every{admissible} weighting, under some of them with others",
    nl="{who} staat bij elke{admissible} weging vooraan, bij sommige samen met andere",
)
ALWAYS_TIED = Label(
    en="{who} share the lead under every{admissible} weighting",
    nl="{who} staan bij elke{admissible} weging samen vooraan",
)
BETTER = Label(
    en="{one} is better than {other} under every{admissible} weighting",
    nl="{one} is bij elke{admissible} weging beter dan {other}",
)
ONLY_ADMISSIBLE = Label(en=" admissible", nl=" toegestane")
LEADS = Label(en="{who} leads", nl="{who} staat vooraan")
LEAD = Label(en="{who} share the lead", nl="{who} staan samen vooraan")
ONCE = {
    "more": Label(
        en="{leads} once the weight of {part} is more than {at} (now {now}){until} and {others} "
        "keep their proportions{outside}",
        nl="{leads} zodra {part} meer dan {at} weegt (nu {now}){until} en {others} onderling hun "
        "verhouding houden{outside}",
    ),
    "less": Label(
        en="{leads} once the weight of {part} is less than {at} (now {now}){until} and {others} "
        "keep their proportions{outside}",
        nl="{leads} zodra {part} minder dan {at} weegt (nu {now}){until} en {others} onderling hun "
        "verhouding houden{outside}",
    ),
}
UNTIL = {
    "more": Label(en=", up to {far},", nl=", tot {far},"),
    "less": Label(en=", down to {far},", nl=", tot {far},"),
}
OTHERS = {
    "layer": Label(en="the other layers", nl="de andere lagen"),
    "criterion": Label(en="the other criteria", nl="de andere criteria"),
}
NOT_ADMISSIBLE = Label(en=", which is not admissible", nl=", wat niet is toegestaan")
WITHOUT = {
    "layer": Label(en="without the layer {name}", nl="zonder de laag {name}"),
    "criterion": Label(en="without the criterion {name}", nl="zonder het criterium {name}"),
    "alternative": Label(en="without the alternative {name}", nl="zonder de optie {name}"),
}
NO_PRECONDITIONS = Label(en="without the preconditions", nl="zonder de randvoorwaarden")
THE_PRECONDITIONS = Label(en="the preconditions", nl="de randvoorwaarden")
ALL_BUT = Label(en="all but {names}", nl="alles behalve {names}")
ENDS_ALONE = Label(en="with {names} alone", nl="met alleen {names}")
KINDS = {
    "layer": Label(en="layer", nl="laag"),
    "criterion": Label(en="criterion", nl="criterium"),
    "alternative": Label(en="alternative", nl="optie"),
}
NOTHING_CHANGES = Label(
    en="no single {kinds}, left out, changes who leads",
    nl="wie vooraan staat verandert niet als één {kinds} wordt weggelaten",
)
NOTHING_LEFT = Label(
    en="{without} there is nothing left to rank by",
    nl="{without} blijft er niets over om op te rangschikken",
)
VERSION = {
    "reading": Label(en="reading {name}: {first}", nl="lezing {name}: {first}"),
    "scenario": Label(en="scenario {name}: {first}", nl="scenario {name}: {first}"),
}
DISPUTED = Label(
    en="{criterion} read as in {reading}: {first}",
    nl="{criterion} gelezen als in {reading}: {first}",
)
NOT_LINEAR = Label(
    en="{method} is not linear in the weights: no intervals, flips or statements over all weights",
    nl="{method} is niet lineair in de gewichten: geen omslagpunten en geen uitspraken over alle "
    "wegingen",
)
TOO_MANY = Label(
    en="no judgement flips: more than {n} alternatives",
    nl="niet nagegaan welke andere beoordelingen de uitkomst omdraaien: meer dan {n} opties",
)
