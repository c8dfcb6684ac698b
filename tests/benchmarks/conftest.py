"""Scripts of the peers run in environments of their own, which have what these import."""

collect_ignore_glob = ["peers/of_*.py", "peers/timed.py"]
