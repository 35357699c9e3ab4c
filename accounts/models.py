"""What an account has besides its name: what its role demands, where it is signed in, invitations.

The accounts themselves are Django's users, the roles its groups, and the second factors allauth's
authenticators, whose secrets are sealed (see `adapter`).
"""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q

__all__ = ["Guesses", "Identity", "Invitation", "Letter", "Role", "SignIn"]


class Role(models.Model):
    """What a group is for, and what it takes to act in it."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role")
    description = models.CharField(
        max_length=300, blank=True, help_text="Shown where a role is chosen: what it may do."
    )
    demands_second_factor = models.BooleanField(
        "second factor demanded",
        default=False,
        help_text=(
            "Who has this role and no authenticator app or passkey can do nothing in the admin "
            "but set one up. On “administrator” it holds for superusers, too."
        ),
    )

    class Meta:
        default_permissions = ("change", "view")

    def __str__(self) -> str:
        return self.group.name


class SignIn(models.Model):
    """A session somebody is signed in with, for them to recognise and to end."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins"
    )
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80, help_text="As in “Firefox on Windows”.")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.device}, {self.seen_at:%Y-%m-%d %H:%M}"


class Guesses(models.Model):
    """How many tries of a kind are under way or failed in the hour that began then.

    `key` is an HMAC: what was typed as a name may be somebody's password. `user` is set where
    the name was an account's.
    """

    key = models.CharField(max_length=64, unique=True)
    what = models.CharField(max_length=20)
    began_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        default_permissions = ()


class Invitation(models.Model):
    """Somebody was asked to join. The link's secret is kept as a digest alone."""

    email = models.EmailField("mail address")
    first_name = models.CharField("given name", max_length=150)
    last_name = models.CharField("family name", max_length=150, blank=True)
    role = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ("add", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="accounts_invitation_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Letter(models.Model):
    """A mail about an account that the worker has yet to send; deleted when it has.

    Written instead of sent, so that an answer takes as long whether or not there is an account.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField()
    not_before = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["not_before", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.subject


class Identity(models.Model):
    """By which name an account is known to the house's own sign-on (OpenID Connect)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities"
    )
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)  # OpenID Connect Core 1.0, 2
    created_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_identity_once"),
        ]

    def __str__(self) -> str:
        return self.issuer
