"""The folder platform/ shares its name with a module of the standard library, harmlessly."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = ("masthead", "reader", "api", "feeds")


def python(code: str, *, folder: Path, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_folder_platform_is_no_package(root):
    assert not (root / "platform" / "__init__.py").exists()


@pytest.mark.parametrize("source_roots", ["", "set"], ids=["bare", "with both source roots"])
def test_the_standard_library_answers_to_its_name_from_the_root(root, source_roots):
    environment = {"PYTHONPATH": f"{root}:{root}/platform"} if source_roots else {}

    code = "import platform; print(platform.system()); print(platform.__file__)"
    system, file = python(code, folder=root, **environment).split("\n")

    assert system == "Linux"
    assert not file.startswith(str(root / "platform"))


def test_each_outlet_is_loaded_from_the_folder_platform(root, tmp_path):
    code = (
        "import importlib, json; "
        f"print(json.dumps({{n: importlib.import_module(n).__file__ for n in {PACKAGES}}}))"
    )

    files = json.loads(python(code, folder=tmp_path, PYTHONPATH=f"{root}:{root}/platform"))

    assert files == {name: str(root / "platform" / name / "__init__.py") for name in PACKAGES}


def test_commands_run_from_any_folder_with_the_root_before_platform(root, tmp_path):
    code = "import sys, platform; print(sys.path[:2]); print(platform.system())"

    answer = subprocess.run(
        [sys.executable, root / "manage.py", "shell", "--no-imports", "-c", code],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")

    assert answer[:2] == [str([str(root), str(root / "platform")]), "Linux"]


def test_make_gives_every_tool_the_root_before_platform(root):
    answer = subprocess.run(
        ["make", "--no-print-directory", "--eval=shown: ; @echo $$PYTHONPATH", "shown"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == f"{root}:{root}/platform"
