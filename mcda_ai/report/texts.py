"""The texts of the report, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import find_name
from mcda_ai.messages.label import Label
from mcda_ai.messages.wording import Words
from mcda_ai.report.headings import HEADINGS

TEXTS: Mapping[str, Label] = {
    **HEADINGS,
    # titles of tables and pictures
    "against baseline": Label(
        en="Each option against the baseline, {baseline} ({method})",
        nl="Elke optie vergeleken met de nuloptie, {baseline} ({method})",
    ),
    "better, over": Label(en="better ({space})", nl="beter ({space})"),
    "under every weighting": Label(en="under every weighting", nl="bij elke weging"),
    "under every weighting, ballots": Label(en="in every election", nl="bij elke verkiezing"),
    "worse on": Label(en="worse on", nl="slechter op"),
    "not compared on": Label(en="not compared on", nl="niet vergeleken op"),
    "stands better": Label(en="better", nl="beter"),
    "stands level": Label(en="level", nl="gelijk"),
    "stands worse": Label(en="worse", nl="slechter"),
    "stands not comparable": Label(en="not comparable", nl="niet vergelijkbaar"),
    "always better": Label(en="better", nl="beter"),
    "always not worse": Label(en="never worse", nl="nooit slechter"),
    "always level": Label(en="level", nl="gelijk"),
    "always not better": Label(en="never better", nl="nooit beter"),
    "always worse": Label(en="worse", nl="slechter"),
    "always not comparable": Label(en="not comparable", nl="niet vergelijkbaar"),
    "always open": Label(en="it depends", nl="hangt ervan af"),
    "fixed weights": Label(en="Order under fixed weights", nl="Volgorde bij vaste gewichten"),
    "all methods": Label(
        en="Every built-in method, with {weights}", nl="Elke ingebouwde methode, met {weights}"
    ),
    "first ranks": Label(
        en="How often each option is first, over all weightings",
        nl="Hoe vaak elke optie eerste is, over alle wegingen",
    ),
    "first ranks, ballots": Label(
        en="How often each option is first, with the voters drawn anew",
        nl="Hoe vaak elke optie eerste is, met opnieuw getrokken kiezers",
    ),
    "all ranks": Label(
        en="How often each option has each rank (Borda)",
        nl="Hoe vaak elke optie elke rang heeft (Borda)",
    ),
    "central weights": Label(
        en="Typical weights for each option to be first: the mean of all weightings that put it "
        "first (Borda, {space})",
        nl="Typische gewichten waarbij elke optie eerste is: het gemiddelde van alle wegingen die "
        "haar eerste maken (Borda, {space})",
    ),
    "left out": Label(
        en="With one part left out (Borda, with {weights})",
        nl="Met één onderdeel weggelaten (Borda, met {weights})",
    ),
    "intervals": Label(
        en="How far one weight can move, the others in proportion (Borda, with {weights})",
        nl="Hoe ver één gewicht kan bewegen, de andere naar verhouding (Borda, met {weights})",
    ),
    "pairs": Label(
        en="Whether the row is ahead of the column under all weightings (Borda)",
        nl="Of de rij boven de kolom staat bij alle wegingen (Borda)",
    ),
    "extremes": Label(
        en="The best and the worst that each option can get, over all weightings (Borda)",
        nl="Het beste en het slechtste wat elke optie kan krijgen, over alle wegingen (Borda)",
    ),
    "weight ranges": Label(
        en="What a layer can weigh where an option is first (Borda)",
        nl="Wat een laag kan wegen waar een optie eerste is (Borda)",
    ),
    "attribution": Label(
        en="What decides whether each option is first", nl="Wat beslist of elke optie eerste is"
    ),
    "questions": Label(
        en="Questions to ask about the weights, the most telling first",
        nl="Vragen om over de gewichten te stellen, de veelzeggendste eerst",
    ),
    "settlement": Label(
        en="What a board with {weights} would answer",
        nl="Wat een bestuur met {weights} zou antwoorden",
    ),
    "weight sets": Label(en="Named weight sets", nl="Gewichten van belanghebbenden"),
    "versions": Label(en="Other readings and scenarios", nl="Andere lezingen en scenario’s"),
    "picture chain": Label(
        en="Who is first in each layer, and by how much (with {weights})",
        nl="Wie in elke laag vooraan staat, en hoe ver (met {weights})",
    ),
    "picture flips": Label(
        en="How much weight has to move before an option is first (with {weights})",
        nl="Hoeveel gewicht moet verschuiven voordat een optie eerste is (met {weights})",
    ),
    "picture walk": Label(
        en="The scores as one weight goes from nothing to all (Borda, with {weights})",
        nl="De scores als één gewicht van niets naar alles gaat (Borda, met {weights})",
    ),
    "picture agreement": Label(
        en="How far groups of methods agree, with {weights}",
        nl="In hoeverre groepen methoden het eens zijn, met {weights}",
    ),
    "picture regions": Label(
        en="Who is first for each division of the weight over three groups of layers (Borda; "
        "within a group as with {weights})",
        nl="Wie eerste is bij elke verdeling van het gewicht over drie groepen lagen (Borda; "
        "binnen een groep als met {weights})",
    ),
    "equal rankings": Label(
        en="Equal rankings, the most frequent first",
        nl="Gelijke volgordes, de meest voorkomende eerst",
    ),
    "agreement of layers": Label(
        en="How far criteria agree, within layers and between them",
        nl="In hoeverre criteria het eens zijn, binnen lagen en daartussen",
    ),
    "picture redundancy": Label(
        en="Who leads, and how often each option is first over all weightings of the criteria, "
        "as equal rankings count for less (Borda, with {weights})",
        nl="Wie vooraan staat, en hoe vaak elke optie eerste is over alle wegingen van de "
        "criteria, als gelijke volgordes minder meetellen (Borda, met {weights})",
    ),
    "picture entropy": Label(
        en="What is open about who is first, after each answer",
        nl="Wat er na elk antwoord nog openstaat over wie eerste is",
    ),
    "stated table": Label(en="What was said of the options", nl="Wat over de opties is gezegd"),
    "where statements hold": Label(
        en="How often each option is first where all statements hold, and its ranks there (Borda, "
        "{space})",
        nl="Hoe vaak elke optie eerste is waar alle uitspraken gelden, en haar rangen daar (Borda, "
        "{space})",
    ),
    # table words
    "statement": Label(en="statement", nl="uitspraak"),
    "stated by method": Label(en="by the scores of", nl="volgens de scores van"),
    "leaves": Label(en="holds under", nl="geldt bij"),
    "holds now": Label(en="holds with {weights}?", nl="geldt met {weights}?"),
    "new": Label(en="says", nl="zegt"),
    "says something new": Label(en="something new", nl="iets nieuws"),
    "follows from weights": Label(
        en="nothing new: it always holds", nl="niets nieuws: geldt altijd"
    ),
    "follows from before": Label(
        en="nothing new: it follows from what stands above it",
        nl="niets nieuws: volgt uit wat erboven staat",
    ),
    "first without statements": Label(
        en="first, statements left out", nl="eerste, zonder de uitspraken"
    ),
    "first where they hold": Label(en="first where they hold", nl="eerste waar zij gelden"),
    "best rank there": Label(en="best rank there", nl="beste rang daar"),
    "worst rank there": Label(en="worst rank there", nl="slechtste rang daar"),
    "method": Label(en="method", nl="methode"),
    "option": Label(en="option", nl="optie"),
    "criterion": Label(en="Criterion", nl="Criterium"),
    "criterion, ballots": Label(en="Ballots", nl="Stembiljetten"),
    "source": Label(en="Source", nl="Bron"),
    "reading": Label(en="reading", nl="lezing"),
    "scenario": Label(en="scenario", nl="scenario"),
    "own": Label(en="own weights", nl="eigen gewichten"),
    "own, ballots": Label(en="as counted", nl="zoals geteld"),
    "equal": Label(en="criteria equal", nl="criteria gelijk gewogen"),
    "layer-equal": Label(en="layers equal", nl="lagen gelijk gewogen"),
    "around": Label(en="voters drawn anew", nl="kiezers opnieuw getrokken"),
    "uniform": Label(en="flat over criteria", nl="criteria willekeurig"),
    "layer-first": Label(en="layer first", nl="eerst per laag"),
    "all criteria": Label(en="all criteria", nl="alle criteria"),
    "all criteria, ballots": Label(en="all ballots", nl="alle stembiljetten"),
    "without preconditions": Label(en="without preconditions", nl="zonder randvoorwaarden"),
    "unscored": Label(en="unscored", nl="niet gescoord"),
    "disputed": Label(en="disputed", nl="omstreden"),
    "corrected": Label(en="corrected", nl="gecorrigeerd"),
    "assumed": Label(en="assumed", nl="aangenomen"),
    "by hand": Label(en="changed by hand", nl="met de hand gewijzigd"),
    "family": Label(en="family", nl="familie"),
    "one with": Label(en="ranks here as", nl="rangschikt hier als"),
    "order": Label(en="order", nl="volgorde"),
    "first": Label(en="first", nl="eerste"),
    "rank n": Label(en="rank {n}", nl="rang {n}"),
    "layer": Label(en="layer", nl="laag"),
    "criteria n": Label(en="criteria", nl="criteria"),
    "ranking": Label(en="ranking", nl="volgorde"),
    "weight together": Label(en="weight together", nl="gewicht samen"),
    "layers told": Label(en="layers", nl="lagen"),
    "which criteria": Label(en="which criteria", nl="welke criteria"),
    "what": Label(en="left out", nl="weggelaten"),
    "nothing left": Label(en="nothing left", nl="niets over"),
    "change": Label(en="what changes", nl="wat er verandert"),
    "then first": Label(en="then first", nl="dan vooraan"),
    "changes table": Label(
        en="What puts another option first (Borda, with {weights})",
        nl="Wat een andere optie vooraan zet (Borda, met {weights})",
    ),
    "changes who": Label(en="another first?", nl="een andere eerste?"),
    "yes": Label(en="yes", nl="ja"),
    "no": Label(en="no", nl="nee"),
    "alternative": Label(en="option", nl="optie"),
    "part": Label(en="layer or criterion", nl="laag of criterium"),
    "part, ballots": Label(en="ballots", nl="stembiljetten"),
    "weight now": Label(en="weight now", nl="gewicht nu"),
    "leader stays": Label(en="same first between", nl="zelfde eerste tussen"),
    "ranking stays": Label(en="same order between", nl="zelfde volgorde tussen"),
    "best rank": Label(en="best rank", nl="beste rang"),
    "worst rank": Label(en="worst rank", nl="slechtste rang"),
    "points": Label(en="points of weight to be first", nl="punten gewicht om eerste te zijn"),
    "judgements": Label(
        en="criteria to judge otherwise", nl="criteria waarover anders moet worden geoordeeld"
    ),
    "judgements, ballots": Label(
        en="kinds of ballots to fill in otherwise",
        nl="soorten stembiljetten om anders in te vullen",
    ),
    "always": Label(en="always", nl="altijd"),
    "never behind": Label(en="never behind", nl="nooit erachter"),
    "sometimes": Label(en="sometimes", nl="soms"),
    "never": Label(en="never", nl="nooit"),
    "no weighting": Label(en="no weighting", nl="geen weging"),
    "question": Label(en="question", nl="vraag"),
    "gain": Label(en="expected to tell (bits)", nl="vertelt naar verwachting (bits)"),
    "yes share": Label(en="answer yes", nl="antwoord ja"),
    "answer given": Label(en="answer", nl="antwoord"),
    "likely": Label(en="then first", nl="dan eerste"),
    "in share": Label(en="in", nl="in"),
    "weight set": Label(en="weight set", nl="gewichten"),
    "lead": Label(en="lead", nl="voorsprong"),
    "what it does": Label(en="what it does", nl="wat zij doet"),
    "ties": Label(en="ties", nl="gelijke plaatsen"),
    "gaps": Label(en="unscored", nl="niet gescoord"),
    "compensation": Label(en="compensation", nl="compensatie"),
    "keeps": Label(en="axioms kept", nl="axioma’s die gelden"),
    "breaks": Label(en="axioms broken", nl="axioma’s die niet gelden"),
    "reference": Label(en="reference", nl="verwijzing"),
    "fact": Label(en="what", nl="wat"),
    "worth": Label(en="value", nl="waarde"),
    "seed": Label(en="seed", nl="startwaarde"),
    "draws": Label(en="draws where not exact", nl="trekkingen waar niet exact"),
    # sentences
    "with own": Label(
        en="the weights that came with the problem", nl="de gewichten die bij het probleem horen"
    ),
    "with own, ballots": Label(
        en="the ballots as they were counted", nl="de stembiljetten zoals ze zijn geteld"
    ),
    "with equal": Label(
        en="equal weights for the criteria", nl="gelijke gewichten voor de criteria"
    ),
    "with layer-equal": Label(
        en="equal weights for the layers", nl="gelijke gewichten voor de lagen"
    ),
    "changes by": Label(en="By Borda, {weights}", nl="Bij Borda, {weights}"),
    "without heading": Label(en="Without the preconditions", nl="Zonder de randvoorwaarden"),
    "no weights": Label(
        en="The source fixes no weights; every weight here is an assumption.",
        nl="De bron legt geen gewichten vast; elk gewicht is hier een aanname.",
    ),
    "weight sets alone": Label(
        en="The problem came with named weight sets, but with no weights that hold for all; every "
        "other weight here is an assumption.",
        nl="Bij het probleem horen gewichten van belanghebbenden, maar geen gewichten die voor "
        "allen gelden; elk ander gewicht is hier een aanname.",
    ),
    "own weights, ballots": Label(
        en="The weights count ballots; how voters could have voted otherwise is an assumption.",
        nl="De gewichten tellen stembiljetten; hoe kiezers ook hadden kunnen stemmen, is een "
        "aanname.",
    ),
    "own weights": Label(
        en="The problem came with weights of its own; all other weights here are assumptions.",
        nl="Bij het probleem hoorden eigen gewichten; alle andere gewichten zijn hier aannames.",
    ),
    "shares of weightings, ballots": Label(
        en="The shares count elections with the voters drawn anew, each ballot as likely as any "
        "other to come from the next voter. They do not say how likely an outcome is.",
        nl="De aandelen tellen verkiezingen met opnieuw getrokken kiezers, waarbij elk stembiljet "
        "even waarschijnlijk is voor de volgende kiezer. Zij zeggen niet hoe waarschijnlijk een "
        "uitkomst is.",
    ),
    "shares of weightings": Label(
        en="The shares count weightings as if each were equally likely, of the criteria or layer "
        "by layer. That is an assumption: they do not say how likely an outcome is.",
        nl="De aandelen tellen wegingen alsof elk even waarschijnlijk is, van de criteria of per "
        "laag. Dat is een aanname: zij zeggen niet hoe waarschijnlijk een uitkomst is.",
    ),
    "ranks alone": Label(
        en="A rank says which option is better, never by how much.",
        nl="Een rang zegt welke optie beter is, nooit hoeveel beter.",
    ),
    "ranks and values": Label(
        en="A rank says which option is better, not by how much; a measured value says both.",
        nl="Een rang zegt welke optie beter is, niet hoeveel beter; een gemeten waarde zegt beide.",
    ),
    "assumptions": Label(
        en="A tie counts for neither option and an unscored cell for nobody. Criteria along one "
        "chain of cause and effect can count the same effect twice: look at the layers first. "
        "Preconditions are necessary conditions rather than benefits, so the answer is given with "
        "and without them where there are any.",
        nl="Een gelijke plaats telt voor geen van beide opties en een niet gescoorde cel voor "
        "niemand. Criteria in één keten van oorzaak en gevolg kunnen hetzelfde effect dubbel "
        "tellen: kijk eerst naar de lagen. Randvoorwaarden zijn noodzakelijke "
        "voorwaarden en geen baten; waar ze er zijn, staat het antwoord er daarom met en zonder.",
    ),
    "ranks alone, ballots": Label(
        en="A ballot says which option is better, never by how much.",
        nl="Een stembiljet zegt welke optie beter is, nooit hoeveel beter.",
    ),
    "assumptions, ballots": Label(
        en="A tie counts for neither option, and an option that a ballot says nothing of for "
        "nobody.",
        nl="Een gelijke plaats telt voor geen van beide opties, en een optie waarover een "
        "stembiljet niets zegt voor niemand.",
    ),
    "tau note": Label(
        en="The mean of Kendall’s tau-b of each two criteria, over the options that both compare: "
        "1 if they order them alike, −1 if oppositely. The Excel report has it of each two.",
        nl="Het gemiddelde van Kendalls tau-b van elke twee criteria, over de opties die beide "
        "vergelijken: 1 bij dezelfde volgorde, −1 bij de omgekeerde. Het Excel-rapport heeft het "
        "van elke twee.",
    ),
    "cut texts": Label(
        en="… stands for what the appendix has whole.",
        nl="… staat voor wat in de bijlage voluit staat.",
    ),
    "errors sheet": Label(
        en="Standard errors and numbers of draws (0 = exact) are in the sheet '{sheet}'.",
        nl="Standaardfouten en aantallen trekkingen (0 = exact) staan op het blad ‘{sheet}’.",
    ),
    "points note": Label(
        en="A point is one hundredth of all weight. Moving ten points means that some criteria "
        "together weigh ten percentage points less, and others ten more.",
        nl="Een punt is een honderdste van al het gewicht. Tien punten verschuiven betekent "
        "dat sommige criteria samen tien procentpunten minder wegen en andere tien meer.",
    ),
    "points note, ballots": Label(
        en="A point is one hundredth of all ballots. Moving ten points means that some kinds of "
        "ballots together are ten percentage points less of them, and others ten more.",
        nl="Een punt is een honderdste van alle stembiljetten. Tien punten verschuiven betekent "
        "dat sommige soorten stembiljetten samen tien procentpunten minder uitmaken en andere tien "
        "meer.",
    ),
    "shares of variance": Label(
        en="Per cent of the ups and downs of “is this option first?” over all combinations tried: "
        "what a factor decides by itself / what it decides alone or with others.",
        nl="Procent van de wisselingen in ‘is deze optie eerste?’ over alle geprobeerde "
        "combinaties: wat een factor op zichzelf beslist / alleen of samen met andere.",
    ),
    "bits note": Label(
        en="1 bit is what is open between two options that are equally likely to be first; {open} "
        "bits are open now (Borda). A shared first place, and nobody first, count as outcomes too.",
        nl="1 bit is wat er openstaat tussen twee opties die even waarschijnlijk eerste zijn; nu "
        "staan er {open} bits open (Borda). Een gedeelde eerste plaats, en niemand vooraan, tellen "
        "ook als uitkomst.",
    ),
    "cards note": Label(
        en="From the method cards; mcda-ai methods NAME shows a card whole.",
        nl="Uit de methodekaarten, in het Engels; mcda-ai methods NAAM toont een hele kaart.",
    ),
    "explorer help": Label(
        en="Unfold a layer for its criteria, lock what is certain, and switch reading, scenario "
        "or method. The starting point is the problem's own weights, else equal weights for the "
        "layers.",
        nl="Klap een laag uit voor de criteria, zet vast wat zeker is, en wissel van lezing, "
        "scenario of methode. Het begin zijn de eigen gewichten van het probleem, of anders "
        "gelijke gewichten voor de lagen.",
    ),
    "explorer help, ballots": Label(
        en="Lock what is certain, and switch method. The starting point is the ballots as they "
        "were counted.",
        nl="Zet vast wat zeker is, en wissel van methode. Het begin zijn de stembiljetten zoals ze "
        "zijn geteld.",
    ),
    "only in a page": Label(
        en="The HTML page of this report has sliders here; mcda-ai explore makes them alone.",
        nl="De HTML-pagina van dit rapport heeft hier schuiven; mcda-ai explore maakt ze apart.",
    ),
    "weighed equally": Label(en="weighted equally", nl="gelijk gewogen"),
    "weighed by own": Label(en="by the problem's weights", nl="volgens de eigen gewichten"),
    "layer note": Label(
        en="Borda over the scored criteria of one layer, {weighed}. Criteria along one "
        "chain of cause and effect can count the same effect twice, so look here first.",
        nl="Borda over de gescoorde criteria van één laag, {weighed}. Criteria in één keten "
        "van oorzaak en gevolg kunnen hetzelfde effect dubbel tellen: kijk dus eerst hier.",
    ),
    "legend": Label(
        en="Rank 1 is best; = marks a shared rank.",
        nl="Rang 1 is het best; = is een gelijke plaats.",
    ),
    "legend of values": Label(
        en="What was measured stands as it was given; below a criterion stands which way is "
        "better, and by which difference.",
        nl="Wat gemeten is staat er zoals het is opgegeven; onder een criterium staat welke kant "
        "beter is, en bij welk verschil.",
    ),
    "precondition": Label(en="precondition", nl="randvoorwaarde"),
    "command": Label(en="Command", nl="Opdracht"),
}


@checks_arguments
def say(key: str, language: str, *, ballots: bool = False, **values: object) -> str:
    """Give a text of the report in a language, with the values filled in.

    Parameters
    ----------
    key, language : str
    ballots : bool, optional
        Whether the criteria are ballots, of which some texts speak otherwise.
    **values
    """
    known = find_name("text", key, TEXTS)
    return Words(language).say(text_of(known, ballots=ballots), **values)


def text_of(key: str, *, ballots: bool) -> Label:
    """Give a text in both languages: that of ballots, if it is about them and they have one."""
    return TEXTS[f"{key}, ballots" if ballots and f"{key}, ballots" in TEXTS else key]
