"""What pref_voting answers: who wins, each criterion being a ballot."""

import numpy as np
from pref_voting.c1_methods import copeland
from pref_voting.margin_based_methods import beat_path
from pref_voting.other_methods import kemeny_young
from pref_voting.profiles import Profile
from pref_voting.scoring_methods import borda
from timed import main


def asked(method):
    """Give the winners of a method."""

    def ready(given):
        matrix = np.array(given["matrix"])
        ballots = np.argsort(-matrix, axis=0).T.tolist()
        profile = Profile(ballots)
        return lambda: [int(winner) for winner in method(profile)]

    return ready


main(
    "pref_voting",
    {
        "borda winners": asked(borda),
        "copeland": asked(copeland),
        "schulze": asked(beat_path),
        "kemeny": asked(kemeny_young),
    },
)
