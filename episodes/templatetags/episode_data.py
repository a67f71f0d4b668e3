"""`{% show_data %}` and `{% episode_data %}`: what the pages of a show and an episode say to machines."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from episodes import linked_data
from guests.addresses import origin_of
from guests.linked_data import script

register = template.Library()


@register.simple_tag(takes_context=True)
def shows_data(context: Context) -> SafeString:
    request = context["request"]
    said = linked_data.shows(origin_of(request), context["shows"], name=context["site_name"], path=request.path)
    return script(said)


@register.simple_tag(takes_context=True)
def show_data(context: Context) -> SafeString:
    hosts = [credit.person for credit in context["hosts"] if credit.is_heard]
    origin = origin_of(context["request"])
    return script(linked_data.show(origin, context["show"], hosts=hosts, site=context["site_name"]))


@register.simple_tag(takes_context=True)
def topic_data(context: Context) -> SafeString:
    return script(linked_data.topic(origin_of(context["request"]), context["topic"], episodes=context["page"]))


@register.simple_tag(takes_context=True)
def topics_data(context: Context) -> SafeString:
    listed = [topic for topic, _ in context["topics"]]
    return script(linked_data.topics(origin_of(context["request"]), listed, site=context["site_name"]))


@register.simple_tag(takes_context=True)
def link_list_data(context: Context) -> SafeString:
    return _below_show(context, name=gettext("Reading list"), path=context["show"].get_links_url())


@register.simple_tag(takes_context=True)
def subscribe_data(context: Context) -> SafeString:
    return _below_show(context, name=gettext("Subscribe"), path=context["show"].get_subscribe_url())


def _below_show(context: Context, *, name: str, path: str) -> SafeString:
    origin = origin_of(context["request"])
    return script(linked_data.below_show(origin, context["show"], name=name, path=path))


@register.simple_tag(takes_context=True)
def episode_data(context: Context) -> SafeString:
    own = context["own"]
    nodes = linked_data.episode(
        origin_of(context["request"]),
        context["episode"],
        on_air=own.on_air,
        crew=own.crew,
        chapters=own.chapters,
        topics=own.topics,
        has_transcript=bool(own.transcript),
    )
    return script(nodes)
