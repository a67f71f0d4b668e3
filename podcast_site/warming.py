"""What a process does before it takes its first request, which would wait for it otherwise."""

from django.urls import reverse

from episodes.feeds import tables
from episodes.formats import markdown
from guests.keeping import version_key


def warm() -> None:
    """Read all views, sum up the code that answers are kept under, make what turns notes into HTML, write questions."""
    reverse("episodes:home")
    version_key()
    markdown.render("")
    tables.prepare()
