"""Independent judges of the readers' pages: the Nu Html Checker and Lighthouse, run by Node.

They are installed by `make judges`; without them their tests are skipped, in CI they fail.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

JUDGES = Path(__file__).resolve().parents[1] / "judges" / "node_modules"
# The report that Lighthouse writes: scores by category, 0 to 1, and findings by audit.
Report = dict[str, Any]


def demand(*programs: str, judge: str) -> None:
    missing = [program for program in programs if not shutil.which(program)]
    if not (JUDGES / judge).exists() or missing:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse(f"needs {', '.join(missing) or judge}: make judges")


@pytest.fixture(scope="session")
def faults_of_pages(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Mapping[str, str]], list[str]]:
    """`faults_of_pages({"home": html})`: what the Nu Html Checker calls an error, with the page."""

    def check(pages: Mapping[str, str]) -> list[str]:
        demand("java", judge="vnu-jar")
        folder = tmp_path_factory.mktemp("pages")
        for number, html in enumerate(pages.values()):
            (folder / f"{number}.html").write_text(html)
        jar = JUDGES / "vnu-jar/build/dist/vnu.jar"
        files = [str(folder / f"{number}.html") for number in range(len(pages))]
        command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", *files]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        names = list(pages)
        return [
            f"{names[int(Path(found['url']).stem)]}, line {found.get('lastLine')}: "
            f"{found['message']} {found.get('extract', '')!r}"
            for found in json.loads(done.stderr)["messages"]
        ]

    return check


@pytest.fixture(scope="session")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Report]:
    """`lighthouse("http://127.0.0.1:8000/")`: its whole report, as on a cheap phone."""

    def judge(address: str) -> Report:
        demand("node", "chromium", judge="lighthouse")
        report = tmp_path_factory.mktemp("lighthouse") / "report.json"
        command = [
            "node", str(JUDGES / "lighthouse/cli/index.js"), address, "--quiet",
            "--output=json", f"--output-path={report}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ]  # fmt: skip
        environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
        for _ in range(2):  # on a busy machine its browser does not always come up
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=180
            )
            if done.returncode == 0:
                return json.loads(report.read_text())
        pytest.fail(f"Lighthouse came to no judgement of {address}: {done.stderr[-2000:]}")

    return judge
