"""Prove the claims of as many random problems as wanted, and count the untrue ones."""

import argparse
from collections import Counter

from tests.proofs import MAKERS, load, tried


def main() -> int:
    """Run, print how many claims of each kind were looked at, and every one that is untrue."""
    parser = argparse.ArgumentParser(prog="python -m tests.proofs", description=__doc__)
    parser.add_argument("--problems", type=int, default=100, help="how many a maker gets")
    parser.add_argument("--seed", type=int, default=0, help="of the first; the next are one more")
    load()
    parser.add_argument("makers", nargs="*", help=f"all, or some of: {', '.join(sorted(MAKERS))}")
    asked = parser.parse_args()
    if unknown := set(asked.makers) - set(MAKERS):
        parser.error(f"no results of that name: {', '.join(sorted(unknown))}")
    claims: Counter[str] = Counter()
    untrue = []
    for maker in asked.makers or sorted(MAKERS):
        tally = tried(maker, range(asked.seed, asked.seed + asked.problems))
        claims += tally.claims
        untrue += tally.untrue
        print(f"{maker}: {tally.claims.total()} claims, {len(tally.untrue)} untrue", flush=True)
    for kind, number in sorted(claims.items()):
        print(f"{number:8} {kind}")
    for each in untrue:
        print(each)
    print(f"{claims.total()} claims, {len(untrue)} untrue")
    return 1 if untrue else 0


if __name__ == "__main__":
    raise SystemExit(main())
