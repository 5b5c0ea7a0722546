"""Nothing is sent: the whole journey with sockets forbidden, and once in a network namespace that holds nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
JOURNEY = ROOT / "tests" / "journey_without_network.py"


def run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "CI"} | {
        "COACH_HOME": str(home),
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=home, timeout=300)


@pytest.mark.slow
def test_no_address_is_looked_up_and_no_socket_connected(tmp_path: Path) -> None:
    done = run([sys.executable, str(JOURNEY)], tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "journey done, 0 tries" in done.stdout


@pytest.mark.slow
def test_all_works_where_there_is_no_network(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode:
        pytest.skip("this machine allows no network namespace of one's own")
    done = run([unshare, "-rn", sys.executable, str(JOURNEY)], tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "journey done, 0 tries" in done.stdout
