"""Running programs that other people wrote."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

LONGEST_SECONDS = 60


def run(*command: str, home: Path, check: bool = True, seconds: float = LONGEST_SECONDS, **environment: str) -> str:
    """Run a program with `home` as its home and nothing of this shell's settings; what it said.

    A program that is not there fails the test, and so does one that fails, unless `check` is false.
    """
    if shutil.which(command[0]) is None:
        pytest.fail(f"{command[0]} is not installed: `sh .ci/clients` installs it.")
    finished = subprocess.run(
        command,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=seconds,
        check=False,
    )
    said = finished.stdout.decode(errors="replace")
    assert not check or finished.returncode == 0, said
    return said
