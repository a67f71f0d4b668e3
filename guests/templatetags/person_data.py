"""`{% person_data %}` and `{% people_data %}`: what a profile and the page of people say to machines."""

from django import template
from django.template import Context
from django.urls import reverse
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


@register.simple_tag(takes_context=True)
def people_data(context: Context) -> SafeString:
    nodes = linked_data.people(origin_of(context), context["people"], path=reverse("guests:person_list"))
    return linked_data.script(nodes)
