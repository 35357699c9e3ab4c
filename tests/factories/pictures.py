"""Pictures of the editors' screens, for the documentation: taken by the journeys themselves."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

COLOURS = 128  # of a picture's palette: sharp text in few bytes


@pytest.fixture
def picture(root: Path) -> Callable[..., None]:
    """`picture(page, "importing")`: with `PICTURES=new` (`make pictures`) it is taken anew as
    docs/editors/importing.png; otherwise it must be there."""

    def take(page: Any, name: str) -> None:
        file = root / "docs" / "editors" / f"{name}.png"
        if os.environ.get("PICTURES") == "new":
            taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            file.parent.mkdir(exist_ok=True)
            taken.quantize(COLOURS).save(file, optimize=True)
        assert file.exists(), f"Take {file.name} with `make pictures`."

    return take
