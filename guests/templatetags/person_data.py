"""`{% person_data %}` and `{% people_data %}`: what a profile and the page of people say to machines."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from guests import linked_data
from guests.addresses import origin_of

register = template.Library()


@register.simple_tag(takes_context=True)
def person_data(context: Context) -> SafeString:
    nodes = linked_data.profile(
        origin_of(context["request"]),
        context["person"],
        links=context["links"],
        episodes=context["appearances"],
        is_heard="role" not in context["chosen"],
    )
    return linked_data.script(nodes)


@register.simple_tag(takes_context=True)
def people_data(context: Context, home: str) -> SafeString:
    """`home` is where the first page of the site is."""
    origin, path = origin_of(context["request"]), reverse("guests:person_list")
    steps = [(context["site_name"], home), (gettext("People"), path)]
    page = linked_data.collection(origin, path, context["people"])
    return linked_data.script([page, linked_data.breadcrumbs(origin, steps)])
