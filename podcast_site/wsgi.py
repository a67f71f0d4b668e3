import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podcast_site.settings")

application = get_wsgi_application()

from podcast_site.warming import warm  # noqa: E402 - what it imports needs the settings first

warm()
