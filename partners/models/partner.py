"""Organisations that syndicate, what they may carry, and whom to ask there."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from editing.constraints import is_slug
from editing.models import Editable
from partners.fields import HostField
from partners.terms import Terms
from publication.fields import LanguageField
from publication.models import Licence, Section

__all__ = ["Contact", "ContactRole", "Host", "Licences", "Partner", "Sections"]


class Licences(models.TextChoices):
    """Under which licences a partner may carry articles."""

    REPUBLISHABLE = "republishable", "Those that let others republish"
    CHOSEN = "chosen", "Those chosen below"
    ALL = "all", "Whatever the licence, by agreement"


class Sections(models.TextChoices):
    """From which sections a partner may carry articles."""

    ALL = "all", "Every section"
    CHOSEN = "chosen", "Those chosen below"


class Partner(Editable):
    """An organisation that carries articles, with the terms agreed with it.

    “Chosen” with nothing chosen is nothing: a licence or section that is deleted never widens
    what a partner may carry.
    """

    name = models.CharField("organisation", max_length=200, unique=True)
    slug = models.SlugField(
        max_length=80, unique=True, help_text="In the addresses of the partner's own feeds."
    )
    website = models.URLField(blank=True)
    language = LanguageField(
        blank=True, help_text="The language to write to them in, such as en or fr-BE."
    )
    active = models.BooleanField(
        default=True,
        help_text="Without the mark all their keys are refused and nothing is sent to them.",
    )
    notes = models.TextField(blank=True, help_text="For the newsroom only.")

    licence_rule = models.CharField(
        "licences",
        max_length=20,
        choices=Licences.choices,
        default=Licences.REPUBLISHABLE,
        help_text="Which articles they get, by the licence each is published under.",
    )
    licences = models.ManyToManyField(
        Licence, blank=True, related_name="+", verbose_name="licences chosen"
    )
    section_rule = models.CharField(
        "sections", max_length=20, choices=Sections.choices, default=Sections.ALL
    )
    sections = models.ManyToManyField(
        Section, blank=True, related_name="+", verbose_name="sections chosen"
    )
    delay_minutes = models.PositiveIntegerField(
        "delay, in minutes",
        default=0,
        help_text=(
            "How long after its publication here they get an article; a day has 1440. "
            "Corrections, retractions and withdrawals never wait."
        ),
    )

    monthly_quota = models.PositiveIntegerField(
        "requests a month",
        null=True,
        blank=True,
        help_text="Of all their keys together. Leave empty for the house's own limit.",
    )
    per_minute = models.PositiveIntegerField(
        "requests a minute",
        null=True,
        blank=True,
        help_text="Of all their keys together. Leave empty for the house's own limit.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=is_slug(), name="partners_partner_is_slug"),
            models.CheckConstraint(condition=~Q(name=""), name="partners_partner_named"),
            models.CheckConstraint(
                condition=Q(licence_rule__in=Licences.values) & Q(section_rule__in=Sections.values),
                name="partners_partner_rules_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def terms(self) -> Terms:
        """What they may carry, as it stands in the database now: at most two queries."""
        return Terms(
            licences=self._licences(),
            sections=(
                frozenset(self.sections.values_list("pk", flat=True))
                if self.section_rule == Sections.CHOSEN
                else None
            ),
            delay=timedelta(minutes=self.delay_minutes),
        )

    def _licences(self) -> frozenset[str] | None:
        match self.licence_rule:
            case Licences.ALL:
                return None
            case Licences.REPUBLISHABLE:
                rows = Licence.objects.filter(republishing_allowed=True)
            case _:
                rows = self.licences.all()
        return frozenset(rows.values_list("spdx", flat=True))


class Host(models.Model):
    """A domain under which a partner's pages lie, its subdomains included."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="hosts")
    name = HostField(
        "domain",
        max_length=253,
        unique=True,
        help_text="Such as news.example: recognises the partner when its pages are counted.",
        error_messages={"unique": "Another partner has this domain."},
    )

    class Meta:
        ordering = ["name"]
        verbose_name = "domain"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="partners_host_named")]

    def __str__(self) -> str:
        return self.name


class ContactRole(models.TextChoices):
    """What a contact is asked about."""

    EDITORIAL = "editorial", "Editorial"
    TECHNICAL = "technical", "Technical"


class Contact(models.Model):
    """A person at a partner. Private: shown in the admin only."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    email = models.EmailField("e-mail")
    role = models.CharField(
        max_length=20,
        choices=ContactRole.choices,
        default=ContactRole.EDITORIAL,
        help_text="Editorial contacts hear of texts, technical ones of keys and endpoints.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "email", "role"], name="partners_contact_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=ContactRole.values), name="partners_contact_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"
