from django.apps import AppConfig

__all__ = ["CountingConfig"]


class CountingConfig(AppConfig):
    name = "counting"
    verbose_name = "Counting"
