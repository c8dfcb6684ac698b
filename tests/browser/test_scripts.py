"""The scripts of the page, which share one scope once they are joined."""

import re
from collections import Counter
from importlib.resources import files

DECLARED = re.compile(r"^(?:export )?(?:async )?(?:const|let|class|function\*?) (\w+)", re.M)


def test_no_name_is_declared_twice():
    scripts = [each.read_text("utf-8") for each in files("mcda_ai.explorer").iterdir()
               if each.name.endswith(".js")]  # fmt: skip
    names = Counter(name for script in scripts for name in DECLARED.findall(script))
    assert len(names) > 300
    assert [name for name, times in names.items() if times > 1] == []
