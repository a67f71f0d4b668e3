"""From the slugs of an address to the thing meant, for whoever asks.

Unknown and unpublished are the same 404; what was public once is known already, and said to be gone.
"""

from collections.abc import Collection
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from django.urls import resolve

from episodes.models import Episode, EpisodeAddress, RetiredAddress, Show, ShowAddress, Topic, TopicAddress
from guests.models import Person, PersonAddress
from guests.moves import Moved
from guests.prepared import NOW, Prepared, Slot


class Gone(Http404):
    """What was public once and is no longer; `show` is the show it was in, where that is public itself."""

    def __init__(self, show: Show | None) -> None:
        super().__init__()
        self.show = show


_show = Prepared(lambda: Show.objects.public(now=NOW).filter(slug=Slot("slug"))[:1])
_topic = Prepared(lambda: Topic.objects.public(now=NOW).filter(slug=Slot("slug"))[:1])


@Prepared
def _episode() -> Any:
    there = Episode.objects.published(now=NOW).filter(show__slug=Slot("show"), slug=Slot("slug"))
    return there.with_token().select_related("show", "season", "outgoing")[:1]


def find_show(request: HttpRequest, slug: str) -> Show:
    """Return the show at `slug`; raise Moved from a former slug, Http404 where nothing may be seen.

    Of what is returned `is_public` says whether everybody may see it.
    """
    show = _show.first(slug=slug)
    if show is not None:
        show.is_public = True
    else:
        _follow_show(request, slug)
        show = Show.objects.visible_to(request.user).filter(slug=slug).first()
    if show is None:
        raise Http404
    return show


def lead_home(request: HttpRequest, show: Show) -> None:
    """Raise Moved where a public page of the show is asked for elsewhere than on the show's own domain.

    The port does not count, which servers in between may change; nor does what is sent, which would be lost.
    """
    home = urlsplit(show.public_address(request.path_info))
    here = (split_domain_port(request.get_host())[0], request.path)
    if home.netloc and request.method != "POST" and (home.hostname, home.path) != here:
        raise Moved(to=home.geturl())


def find_heard_show(request: HttpRequest, slug: str) -> Show:
    """As `find_show`, but only once an episode of it is public: before that there is nothing to follow or to read."""
    show = find_show(request, slug)
    if not show.is_public:
        raise Http404
    return show


def find_episode(request: HttpRequest, *, show: str, slug: str) -> Episode:
    """Return the episode at `show`/`slug`: public, or one that who asks may preview.

    Only where nothing public is found is the user looked at, so a listener's answer does not vary by cookie.
    Raises Gone, a kind of Http404, where it was public once.
    """
    episode: Episode | None = _episode.first(show=show, slug=slug)
    if episode is None:
        _follow_show(request, show)
        _follow_episode(request, show=show, slug=slug)
        visible = Episode.objects.with_token().select_related("show", "season", "outgoing").visible_to(request.user)
        episode = visible.filter(show__slug=show, slug=slug).first()
    if episode is None:
        _say_if_gone(show, slug)
        raise Http404
    return episode


def _say_if_gone(show: str, slug: str) -> None:
    """Raise Gone if something at the address was public once: withdrawn, deleted, or put off to another day."""
    its = Episode.everything.filter(show__slug=show, was_public=True)
    former = EpisodeAddress.objects.filter(show__slug=show, slug=slug, episode__was_public=True)
    retired = RetiredAddress.objects.filter(show__slug=show, slug=slug, was_public=True)
    if any(found.exists() for found in (its.filter(slug=slug), former, retired)):
        raise Gone(Show.objects.public().filter(slug=show).first())


def hides(path: str) -> bool:
    """Whether `path` is an address of something that was never public, or below one: a list of addresses would tell it.

    Three queries at most, in whatever case it is written.
    """
    first, _slash, rest = path.strip("/").partition("/")
    second = rest.partition("/")[0]
    show, slug = {"show__slug__iexact": first}, {"slug__iexact": second}
    public = Episode.objects.published().values("pk")
    if Show.objects.filter(slug__iexact=first).exclude(pk__in=Show.objects.public().values("pk")).exists():
        return True
    return bool(second) and (
        Episode.everything.filter(**show, **slug, was_public=False).exclude(pk__in=public).exists()
        or EpisodeAddress.objects.filter(**show, **slug, episode__was_public=False).exclude(episode__in=public).exists()
        or RetiredAddress.objects.filter(**show, **slug, was_public=False).exists()
    )


def without_page(addresses: Collection[str]) -> set[str]:
    """Those of the site's `addresses` at which listeners find nothing, since nothing is there or it is not public.

    What was there formerly and leads on is a page. At most eight queries, however many addresses.
    """
    named = {address: resolve(unquote(urlsplit(address).path)).kwargs for address in addresses}

    def slugs(what: str) -> set[str]:
        return {its[what] for its in named.values() if what in its}

    public, people = Episode.objects.published(), Person.objects.with_public_appearances()
    shows = _current_slugs(slugs("show"))
    there: dict[str, Collection[Any]] = {
        "show": shows,
        "topic": _slugs_of(
            Topic.objects.public(), TopicAddress.objects.filter(topic__in=Topic.objects.public()), slugs("topic")
        ),
        "person": _slugs_of(people, PersonAddress.objects.filter(person__in=people), slugs("person")),
        "key": [settings.INDEXNOW_KEY],
    }
    episodes = {
        pair
        for rows in (public, EpisodeAddress.objects.filter(episode__in=public))
        for pair in rows.filter(slug__in=slugs("episode")).values_list("show__slug", "slug")
    }
    return {
        address
        for address, its in named.items()
        if any(slug not in there[what] for what, slug in its.items() if what in there)
        or ("episode" in its and (shows.get(its["show"]), its["episode"]) not in episodes)
    }


def _current_slugs(slugs: Collection[str]) -> dict[str, str]:
    """Of public shows: the slug that each has now, by one that it has or had."""
    public = Show.objects.public()
    former = ShowAddress.objects.filter(slug__in=slugs, show__in=public).values_list("slug", "show__slug")
    now = public.filter(slug__in=slugs).values_list("slug", "slug")
    return {**dict(former), **dict(now)}


def _slugs_of(rows: QuerySet[Any], former: QuerySet[Any], slugs: Collection[str]) -> set[str]:
    return {slug for part in (rows, former) for slug in part.filter(slug__in=slugs).values_list("slug", flat=True)}


def find_topic(slug: str) -> Topic:
    """Return the topic at `slug` if an episode on it is public."""
    topic = _topic.first(slug=slug)
    if topic is None:
        former = (
            TopicAddress.objects.filter(slug=slug, topic__in=Topic.objects.public()).select_related("topic").first()
        )
        if former:
            raise Moved(topic=former.topic.slug)
        raise Http404
    return topic


def _follow_show(request: HttpRequest, slug: str) -> None:
    visible = Show.objects.visible_to(request.user)
    former = ShowAddress.objects.filter(slug=slug, show__in=visible).select_related("show").first()
    if former:
        raise Moved(show=former.show.slug)


def _follow_episode(request: HttpRequest, *, show: str, slug: str) -> None:
    visible = Episode.objects.visible_to(request.user)
    former = EpisodeAddress.objects.filter(show__slug=show, slug=slug, episode__in=visible)
    if found := former.select_related("episode").first():
        raise Moved(episode=found.episode.slug)
