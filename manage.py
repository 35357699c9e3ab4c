#!/usr/bin/env python
"""Runs Masthead's commands from any directory: .venv/bin/python manage.py help"""

import os
import sys
from pathlib import Path


def main() -> None:
    # The root folder is sys.path[0] already; platform/ is the second source root.
    sys.path.insert(1, str(Path(__file__).resolve().parent / "platform"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")

    # Only importable once the environment exists, hence not at the top.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
