"""Leave the harness out of the tests: it runs only where atheris is installed."""

collect_ignore = ["with_atheris.py"]
