"""People with access: accounts, roles, invitations."""

# Registered first, to be replaced by ours or taken away: secrets are nobody's to look at.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group, User

for model in (EmailAddress, EmailConfirmation, Authenticator, Group, User):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

from accounts.admin.invitations import InvitationAdmin  # noqa: E402
from accounts.admin.roles import RoleAdmin  # noqa: E402
from accounts.admin.users import AccountAdmin  # noqa: E402

__all__ = ["AccountAdmin", "InvitationAdmin", "RoleAdmin"]
