"""Who may import whom: the contracts hold, cover every folder, and bite."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

NO_DRAFT = "Outlets never see a draft, not even through somebody else"
GROUND = "The house stands on its ground"
NEWSROOM = "The newsroom stands above the record and its renderings"
PURE = "Renderings are pure"
PLAIN = "The document is a contract of plain data"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": f"{folder}:{folder}/platform"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def contracts(root) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]


@pytest.fixture
def copy(root, contracts, tmp_path) -> Path:
    """The house without its furniture, to break things in."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    for package in contracts["root_packages"]:
        place = Path(package) if (root / package).is_dir() else Path("platform") / package
        shutil.copytree(
            root / place,
            tmp_path / place,
            ignore=lambda folder, names: [
                name for name in names if Path(folder, name).is_file() and name[-3:] != ".py"
            ],
        )
    return tmp_path


def test_the_house_keeps_its_contracts(root):
    answer = lint(root)

    assert answer.returncode == 0, answer.stdout


def test_every_folder_under_platform_is_bound_by_the_contracts(root, contracts):
    folders = {path.parent.name for path in (root / "platform").glob("*/__init__.py")}
    # The newsroom's own rooms, and the root that puts all together, see drafts.
    inside = {"masthead", "desk", "proofs"}
    by_name = {contract["name"]: contract for contract in contracts["contracts"]}

    assert folders <= set(contracts["root_packages"])
    assert set(by_name[NO_DRAFT]["source_modules"]) == folders - inside
    # What several outlets ask lies under them: the index, the subscriptions, the counts.
    under = {"search", "newsletter", "counting"}
    outlets = folders - inside - under
    assert set(by_name[GROUND]["layers"][3].split(" | ")) == under
    assert set(by_name[GROUND]["layers"][2].split(" | ")) == outlets
    assert {"masthead", *by_name[GROUND]["layers"][1].split(" | ")} == inside


def test_every_folder_under_platform_is_loaded_by_django(root, settings):
    folders = {path.parent.name for path in (root / "platform").glob("*/__init__.py")}

    assert folders <= set(settings.INSTALLED_APPS)


def test_no_folder_of_the_house_is_left_out_of_the_contracts(root, contracts):
    rooms = {path.parent.name for path in root.glob("*/__init__.py")}

    assert rooms <= set(contracts["root_packages"])


LEAKS = {
    "an outlet reads drafts": (
        NO_DRAFT,
        {"platform/reader/leak.py": "import articles.apps"},
        "reader.leak -> articles.apps",
    ),
    "an outlet reads drafts through the record": (
        NO_DRAFT,
        {"record/leak.py": "import articles.apps", "platform/feeds/leak.py": "import record.leak"},
        "record.leak -> articles.apps",
    ),
    "an outlet imports another": (
        GROUND,
        {"platform/api/leak.py": "import reader.apps"},
        "api.leak -> reader.apps",
    ),
    "an outlet imports the composition root": (
        GROUND,
        {"platform/api/leak.py": "import masthead.settings"},
        "api.leak -> masthead.settings",
    ),
    "the record imports the newsroom": (
        NEWSROOM,
        {"record/leak.py": "from articles import apps"},
        "record.leak -> articles.apps",
    ),
    "a renderer imports Django": (
        PURE,
        {"renderings/leak.py": "from django.db import models"},
        "renderings.leak -> django",
    ),
    "a renderer queries the record": (
        PURE,
        {"renderings/leak.py": "import record.apps"},
        "renderings.leak -> record.apps",
    ),
    "the document learns of Django": (
        PLAIN,
        {"record/leak.py": "import django", "record/document.py": "import record.leak"},
        "record.leak -> django",
    ),
    "the cellar imports the newsroom": (
        NEWSROOM,
        {"editing/leak.py": "import articles.apps"},
        "editing.leak -> articles.apps",
    ),
}


@pytest.mark.parametrize(("contract", "files", "chain"), LEAKS.values(), ids=LEAKS.keys())
def test_a_leak_breaks_its_contract_and_is_named(copy, contract, files, chain):
    for name, line in files.items():
        with (copy / name).open("a") as file:
            file.write(f"\n{line}\n")

    answer = lint(copy)

    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert f"{contract} BROKEN" in answer.stdout
    assert chain in answer.stdout
