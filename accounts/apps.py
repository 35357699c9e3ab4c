from django.apps import AppConfig

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        # Only importable once all models are.
        from allauth.mfa import signals  # noqa: PLC0415

        from accounts import factors  # noqa: PLC0415

        signals.authenticator_added.connect(factors.added)
        signals.authenticator_removed.connect(factors.removed)
        signals.authenticator_reset.connect(factors.renewed)
