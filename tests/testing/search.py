"""Search the claims of built-in methods long and hard: ``python -m tests.testing.search``.

What it finds is a false claim; how many profiles it looked at in vain stands on the cards.
"""

import argparse
from itertools import product

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods.card import PROFILES_SEARCHED
from mcda_ai.testing.votes import refuting_votes


def claims_of(name):
    """Give each claim of a method, with options, and whether profiles may have gaps."""
    method = mcda.methods.find(name)
    own = {option: values for option, values in method.options.items() if option != "unscored"}
    for values in product(*own.values()):
        options = method.check_options(dict(zip(own, values, strict=True)))
        for axiom in sorted(method.claims(options).satisfies):
            yield method, options, axiom, method.unscored == "abstain"


def main():
    """Print each claim with a profile that refutes it, or nothing."""
    parser = argparse.ArgumentParser(prog="python -m tests.testing.search", description=__doc__)
    parser.add_argument("--profiles", type=int, default=PROFILES_SEARCHED)
    parser.add_argument("methods", nargs="*", help="all built-in ones unless named")
    asked = parser.parse_args()
    n_refuted = 0
    for name in asked.methods or mcda.methods.names():
        for method, options, axiom, unscored in claims_of(name):
            try:
                found = refuting_votes(method, options, axiom, asked.profiles, unscored=unscored)
            except ProblemError as error:
                found = f"not searched: {error}"
            n_refuted += found is not None
            print(f"{name} {options} {axiom}: {found or 'not refuted'}", flush=True)
    print(f"{n_refuted} refuted in {asked.profiles:,} profiles each")
    return 1 if n_refuted else 0


if __name__ == "__main__":
    raise SystemExit(main())
