"""Every command that writes a file, as it is typed beside the files it can read."""

import mcda_ai as mcda

OLD = "what was there before"
INPUTS = {"site.yaml", "based.yaml"}
WRITING = {
    "convert": ["convert", "site.yaml", "new.json"],
    "explore": ["explore", "site.yaml", "-o", "new.html"],
    "template": ["template", "new.xlsx"],
    "report": ["report", "site.yaml", "--size", "200", "-o", "new.html"],
    "workbook": ["report", "site.yaml", "--size", "200", "-o", "new.xlsx"],
    "word": ["report", "site.yaml", "--size", "200", "-o", "new.docx"],
    "figures": ["report", "site.yaml", "--size", "200", "-o", "new.html", "--figures", "figures"],
    **{command: [command, "site.yaml", "--size", "200", "--save", "new.json"]
       for command in ("robust", "attribute", "ask")},
    **{command: [command, "site.yaml", "--save", "new.json"]
       for command in ("rank", "compare", "stability", "explain", "redundancy")},
    "reliability": ["reliability", "site.yaml", "--size", "200", "--save", "new.json"],
    "baseline": ["baseline", "based.yaml", "--size", "200", "--save", "new.json"],
    "ground": ["ground", "site.yaml", "--weights", "equal", "--save", "new.json"],
    "statements": ["statements", "site.yaml", "--prefers", "A >= B", "--save", "new.json"],
    "diff": ["diff", "site.yaml", "site.yaml", "--save", "new.json"],
}  # fmt: skip


def written_by(command):
    """Give the name of the file that a command writes."""
    return next(word for word in WRITING[command] if word.startswith("new"))


def make_site(folder):
    """Write the problem that the commands read."""
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > C > A"})
    mcda.write(problem, folder / "site.yaml")
    mcda.write(problem.with_baseline("C"), folder / "based.yaml")
