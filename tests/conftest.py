"""Loads every module of factories as a plugin, so that its fixtures are there for all tests."""

from pathlib import Path

FACTORIES = Path(__file__).parent / "factories"

pytest_plugins = sorted(f"tests.factories.{path.stem}" for path in FACTORIES.glob("[!_]*.py"))
