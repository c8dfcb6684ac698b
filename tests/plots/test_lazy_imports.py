"""Pictures import what is slow only where they need it."""

import subprocess
import sys


def test_drawing_begins_without_seaborn_and_without_statistics():
    told = "import sys, mcda_ai.plots; print({'seaborn', 'scipy.stats'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
