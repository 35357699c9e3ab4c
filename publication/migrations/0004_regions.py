"""The Indo-Pacific: subregions by UN M49, countries and territories by ISO 3166-1 alpha-2."""

from django.db import migrations
from django.utils.text import slugify

# Subregion: (UN M49 code, its countries and territories around the two oceans)
SUBREGIONS = {
    "Eastern Africa": ("014", {
        "IO": "British Indian Ocean Territory", "KM": "Comoros", "DJ": "Djibouti", "KE": "Kenya",
        "MG": "Madagascar", "MU": "Mauritius", "YT": "Mayotte", "MZ": "Mozambique", "RE": "Réunion",
        "SC": "Seychelles", "SO": "Somalia", "TZ": "Tanzania",
    }),
    "Southern Africa": ("018", {"ZA": "South Africa"}),
    "Northern America": ("021", {"CA": "Canada", "US": "United States"}),
    "Eastern Asia": ("030", {
        "CN": "China", "HK": "Hong Kong", "JP": "Japan", "KP": "North Korea", "KR": "South Korea",
        "MN": "Mongolia", "MO": "Macao", "TW": "Taiwan",
    }),
    "Southern Asia": ("034", {
        "AF": "Afghanistan", "BD": "Bangladesh", "BT": "Bhutan", "IN": "India", "IR": "Iran",
        "LK": "Sri Lanka", "MV": "Maldives", "NP": "Nepal", "PK": "Pakistan",
    }),
    "South-eastern Asia": ("035", {
        "BN": "Brunei", "ID": "Indonesia", "KH": "Cambodia", "LA": "Laos", "MM": "Myanmar",
        "MY": "Malaysia", "PH": "Philippines", "SG": "Singapore", "TH": "Thailand",
        "TL": "Timor-Leste", "VN": "Vietnam",
    }),
    "Australia and New Zealand": ("053", {
        "AU": "Australia", "CC": "Cocos (Keeling) Islands", "CX": "Christmas Island",
        "NF": "Norfolk Island", "NZ": "New Zealand",
    }),
    "Melanesia": ("054", {
        "FJ": "Fiji", "NC": "New Caledonia", "PG": "Papua New Guinea", "SB": "Solomon Islands",
        "VU": "Vanuatu",
    }),
    "Micronesia": ("057", {
        # The state and the subregion share a name; the state's full one keeps them apart.
        "FM": "Federated States of Micronesia", "GU": "Guam", "KI": "Kiribati",
        "MH": "Marshall Islands", "MP": "Northern Mariana Islands", "NR": "Nauru", "PW": "Palau",
    }),
    "Polynesia": ("061", {
        "AS": "American Samoa", "CK": "Cook Islands", "NU": "Niue", "PF": "French Polynesia",
        "PN": "Pitcairn Islands", "TK": "Tokelau", "TO": "Tonga", "TV": "Tuvalu",
        "WF": "Wallis and Futuna", "WS": "Samoa",
    }),
    "Western Asia": ("145", {"AE": "United Arab Emirates", "OM": "Oman", "YE": "Yemen"}),
}


def seed(apps, schema_editor):
    Region = apps.get_model("publication", "Region")

    def region(name, code, parent):
        return Region(name=name, slug=slugify(name), code=code, parent=parent)

    top = Region.objects.create(name="Indo-Pacific", slug="indo-pacific")
    subregions = {name: region(name, code, top) for name, (code, _) in SUBREGIONS.items()}
    Region.objects.bulk_create(subregions.values())
    Region.objects.bulk_create(
        region(country, code, subregions[name])
        for name, (_, countries) in SUBREGIONS.items()
        for code, country in countries.items()
    )


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_licences")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
