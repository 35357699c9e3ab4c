"""The Creative Commons family and 'all rights reserved'."""

from django.db import migrations

LICENCES = [
    # spdx, name, address, may others republish, terms
    (
        "CC-BY-4.0", "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/", True,
        "Anyone may share and adapt this work for any purpose if they name its author and source.",
    ),
    (
        "CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/", True,
        "Anyone may share and adapt this work for any purpose if they name its author and source "
        "and pass on what they make of it under the same licence.",
    ),
    (
        "CC-BY-NC-4.0", "Creative Commons Attribution-NonCommercial 4.0 International",
        "https://creativecommons.org/licenses/by-nc/4.0/", True,
        "Anyone may share and adapt this work for non-commercial purposes if they name its author "
        "and source.",
    ),
    (
        "CC-BY-NC-SA-4.0", "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/", True,
        "Anyone may share and adapt this work for non-commercial purposes if they name its author "
        "and source and pass on what they make of it under the same licence.",
    ),
    (
        "CC-BY-ND-4.0", "Creative Commons Attribution-NoDerivatives 4.0 International",
        "https://creativecommons.org/licenses/by-nd/4.0/", True,
        "Anyone may share this work unchanged for any purpose if they name its author and source.",
    ),
    (
        "CC-BY-NC-ND-4.0",
        "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International",
        "https://creativecommons.org/licenses/by-nc-nd/4.0/", True,
        "Anyone may share this work unchanged for non-commercial purposes if they name its author "
        "and source.",
    ),
    (
        "CC0-1.0", "Creative Commons Zero 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/", True,
        "This work is dedicated to the public domain: anyone may use it for any purpose.",
    ),
    (
        "LicenseRef-All-Rights-Reserved", "All rights reserved", "", False,
        "No part of this work may be republished without permission.",
    ),
]


def seed(apps, schema_editor):
    Licence = apps.get_model("publication", "Licence")
    Licence.objects.bulk_create(
        Licence(
            spdx=spdx, name=name, url=url, republishing_allowed=republishing_allowed, terms=terms
        )
        for spdx, name, url, republishing_allowed, terms in LICENCES
    )


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_final_editions")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
