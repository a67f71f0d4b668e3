"""`{% person_data %}`: what a profile says to machines."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from guests import linked_data

register = template.Library()


def origin_of(context: Context) -> str:
    """The scheme and host that were asked: `https://podcasts.example`."""
    request = context["request"]
    return f"{request.scheme}://{request.get_host()}"


@register.simple_tag(takes_context=True)
def person_data(context: Context) -> SafeString:
    episodes = [episode for episode, _ in context["appearances"]]
    nodes = linked_data.profile(origin_of(context), context["person"], links=context["links"], episodes=episodes)
    return linked_data.script(nodes)
