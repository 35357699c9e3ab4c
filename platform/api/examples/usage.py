"""What was read in two months."""

from typing import Any

from api.asking import THE_WORLD
from api.examples.articles import DOCUMENT

__all__ = ["REPORT", "USAGE"]

API = "https://review.example/api/v1"
SPRING = {
    "total_item_investigations": 1240,
    "unique_item_investigations": 1019,
    "total_item_requests": 1181,
    "unique_item_requests": 987,
}
EARLY = {
    "total_item_investigations": 901,
    "unique_item_investigations": 730,
    "total_item_requests": 862,
    "unique_item_requests": 711,
}
LATE = {name: SPRING[name] - EARLY[name] for name in SPRING}
PAPER = {
    "total_item_investigations": 96,
    "unique_item_investigations": 41,
    "total_item_requests": 96,
    "unique_item_requests": 40,
}

USAGE: dict[str, Any] = {
    "id": DOCUMENT.article,
    "slug": DOCUMENT.slug,
    "total": SPRING,
    "months": [{"month": "2026-03", **EARLY}, {"month": "2026-04", **LATE}],
    "versions": [{"number": 1, **EARLY}, {"number": 2, **LATE}],
    "forms": [
        {"form": "html", **{name: SPRING[name] - PAPER[name] for name in SPRING}},
        {"form": "pdf", **PAPER},
    ],
    "links": {
        "article": f"{API}/articles/{DOCUMENT.slug}/",
        "self": f"{API}/articles/{DOCUMENT.slug}/usage/?from=2026-03&until=2026-04",
    },
}
REPORT: dict[str, Any] = {
    "Report_Header": {
        "Report_Name": "Item Report",
        "Report_ID": "IR",
        "Release": "5.1",
        "Institution_Name": "The World",
        "Institution_ID": {"Proprietary": [f"masthead:{THE_WORLD}"]},
        "Report_Filters": {"Begin_Date": "2026-03-01", "End_Date": "2026-04-30"},
        "Report_Attributes": {
            "Attributes_To_Show": [
                "Authors", "Publication_Date", "Article_Version", "YOP", "Access_Type",
            ],
            "Include_Parent_Details": "True",
        },
        "Created": "2026-05-02T06:00:00Z",
        "Created_By": "The Strait Review",
        "Registry_Record": "",
    },
    "Report_Items": [
        {
            "Title": "The Strait Review",
            "Data_Type": "Journal",
            "Item_ID": {"Online_ISSN": "1234-5679", "URI": "https://review.example/"},
            "Items": [
                {
                    "Item": DOCUMENT.title,
                    "Publisher": "Institute of Invented Waters",
                    "Platform": "The Strait Review",
                    "Item_ID": {
                        "Proprietary": f"masthead:{DOCUMENT.article}",
                        "URI": f"https://review.example/articles/{DOCUMENT.slug}/",
                    },
                    "Publication_Date": "2026-03-02",
                    "Article_Version": "CVoR",
                    "Attribute_Performance": [
                        {
                            "Data_Type": "Article",
                            "YOP": "2026",
                            "Access_Type": "Open",
                            "Performance": {
                                "Total_Item_Requests": {"2026-03": 862, "2026-04": 319},
                                "Unique_Item_Requests": {"2026-03": 711, "2026-04": 276},
                            },
                        }
                    ],
                }
            ],
        }
    ],
}  # fmt: skip
