"""Reading a text as the page does, without the page around it."""

READ = """(text, how, language) => {
  const told = (list) => list.map((claim) => explorer.inWords(claim, language));
  try {
    const study = explorer.read(text, how);
    return { study, notes: told(study.notes), faults: [] };
  } catch (error) {
    if (!error.faults) throw error;
    return { study: null, notes: [], faults: told(error.faults) };
  }
}"""


def read(module, text, direction="ranks", scale="", language="nl"):
    """Give the study in a text, and all that is said of it."""
    return module.run(READ, text, {"direction": direction, "scale": scale}, language)
