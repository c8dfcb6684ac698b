"""Leave the sampler out of the tests: it runs by itself."""

collect_ignore = ["sample.py"]
