from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "reader"
    verbose_name = "Reader"
    default_auto_field = "django.db.models.BigAutoField"
