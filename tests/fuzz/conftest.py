"""Leave out of the tests what runs by itself, where atheris is installed or not on Windows."""

collect_ignore = ["with_atheris.py", "run.py"]
