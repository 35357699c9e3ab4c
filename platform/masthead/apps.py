from django.apps import AppConfig


class MastheadConfig(AppConfig):
    name = "masthead"
    verbose_name = "Masthead"

    def ready(self) -> None:
        # Registers the checks; can only be imported once settings are there.
        from masthead import checks  # noqa: F401, PLC0415
