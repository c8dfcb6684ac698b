"""Problem files in YAML and JSON: to problems and back, with the place of every fault."""
