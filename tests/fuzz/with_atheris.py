"""Spoil files led by the code that they reach; atheris is needed for this, and only for this.

    pip install atheris
    python -m tests.fuzz.with_atheris -max_total_time=600

The first byte of an input chooses the format. Options are those of libFuzzer.
"""

import random
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["mcda_ai"]):
    from mcda_ai.io.files import SUFFIXES
    from tests.fuzz.mutations import spoilt
    from tests.fuzz.outcomes import FAULTS, PROBLEM, outcome_of
    from tests.fuzz.valid_files import valid_files


def read_one(data):
    """Read one input as a file of the format that its first byte says."""
    if not data:
        return
    file = Path(FOLDER) / f"spoilt{SUFFIXES[data[0] % len(SUFFIXES)]}"
    file.write_bytes(data[1:])
    outcome, _ = outcome_of(file)
    if outcome not in (PROBLEM, FAULTS):
        raise AssertionError(outcome)


def mutated(data, most, seed):
    """Change an input by the byte, or begin again from a valid file with a part changed."""
    rng = random.Random(seed)
    if data and rng.randrange(4):
        return data[:1] + atheris.Mutate(data[1:], most - 1)
    number = rng.randrange(len(SUFFIXES))
    return (bytes([number]) + spoilt(rng, SUFFIXES[number]))[:most]


def main():
    """Begin with the valid files."""
    corpus = Path(FOLDER) / "corpus"
    corpus.mkdir()
    for number, suffix in enumerate(SUFFIXES):
        for which, content in enumerate(valid_files()[suffix]):
            (corpus / f"{suffix[1:]}-{which}").write_bytes(bytes([number]) + content)
    atheris.Setup([*sys.argv, str(corpus), "-max_len=200000"], read_one, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as FOLDER:
        main()
