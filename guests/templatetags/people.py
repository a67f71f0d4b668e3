"""`{% face person %}`: somebody with a picture, in a list of people."""

from django import template
from django.utils.safestring import SafeString

from guests.keeping import columns, fragment
from guests.models import Person

register = template.Library()

# What querysets and `described` add to a person for such a list.
_COUNTED, _NAMED = ("appearances", "together"), ("topics", "met")


@register.simple_tag
def face(person: Person, *, heading: str = "h3") -> SafeString:
    """The person as an entry of a list of faces, under a heading of that level."""
    counted = [getattr(person, name, None) for name in _COUNTED]
    named = [[other.name for other in getattr(person, name, ())] for name in _NAMED]
    shown = {"person": person, "heading": heading}
    return fragment("guests/_face.html", facts=(columns(person), counted, named, heading), context=lambda: shown)
