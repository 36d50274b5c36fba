"""The rule about skipping: what is missing is named, and where nothing may be missing it is a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

SKIPS = {
    "in a test": "import pytest\ndef test(): pytest.skip('no browser')",
    "in a fixture": (
        "import pytest\n@pytest.fixture\ndef browser(): pytest.skip('no browser')\ndef test(browser): pass"
    ),
    "by a mark": "import pytest\n@pytest.mark.skipif(True, reason='no browser')\ndef test(): pass",
    "of a module": "import pytest\npytest.skip('no browser', allow_module_level=True)",
    "of an import": "import pytest\npytest.importorskip('no_such_module', reason='no browser')",
}
XFAIL = "import pytest\n@pytest.mark.xfail(reason='known')\ndef test(): assert False"


def run(folder: Path, code: str, require_all: str) -> subprocess.CompletedProcess:
    """How pytest ends on one file under the rules of this suite."""
    (folder / "test_it.py").write_text(code + "\n", "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "conftest", "-p", "no:cacheprovider", folder / "test_it.py"],
        env={**os.environ, "KG_REQUIRE_ALL": require_all, "PYTHONPATH": str(ROOT / "tests")},
        cwd=folder, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("code", SKIPS.values(), ids=SKIPS)
def test_skip_is_named_and_a_failure_only_where_nothing_may_be_missing(tmp_path, code):
    lenient, strict = run(tmp_path, code, ""), run(tmp_path, code, "1")
    assert lenient.returncode in {0, 5}, lenient.stdout  # 5: a module that was skipped holds no test
    assert "no browser" in lenient.stdout
    assert strict.returncode in {1, 2}, strict.stdout
    assert "no browser" in strict.stdout
    assert "KG_REQUIRE_ALL=1 allows no skip" in strict.stdout


def test_known_fault_is_no_skip(tmp_path):
    assert run(tmp_path, XFAIL, "1").returncode == 0
