"""The editors' side of the serial."""

from publication.admin.headings import RegionAdmin, SectionAdmin, TopicAdmin
from publication.admin.pages import PlainPageAdmin
from publication.admin.serial import IssueAdmin, PublicationAdmin
from publication.admin.terms import DisclaimerAdmin, LicenceAdmin

__all__ = [
    "DisclaimerAdmin",
    "IssueAdmin",
    "LicenceAdmin",
    "PlainPageAdmin",
    "PublicationAdmin",
    "RegionAdmin",
    "SectionAdmin",
    "TopicAdmin",
]
