import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podcast_site.settings")

application = get_asgi_application()

from podcast_site.warming import warm  # noqa: E402 - what it imports needs the settings first

warm()
