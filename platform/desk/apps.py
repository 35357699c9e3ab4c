from django.apps import AppConfig

__all__ = ["DeskConfig"]


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "Desk"
