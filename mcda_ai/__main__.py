"""Run the command line as ``python -m mcda_ai``."""

import sys

from mcda_ai.cli import main

sys.exit(main())
