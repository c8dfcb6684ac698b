"""How much memory a process took at most."""

import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_memory():
    """Give the bytes that this process held at most since it began.

    What Linux tells by `getrusage` begins with what the process that started this one held.
    """
    if STATUS.exists():
        lines = STATUS.read_text(encoding="ascii").splitlines()
        (kilobytes,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
        return int(kilobytes) * 1024
    import resource  # not on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024)
