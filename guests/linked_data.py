"""What a page says to machines: schema.org as JSON-LD, of the same rows that people read."""

import json
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from guests.addresses import whole
from guests.models import Person
from guests.pictures import WIDTHS

type Node = dict[str, Any]

# In a script element these could end it, or begin a comment.
_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def script(nodes: Iterable[Node]) -> SafeString:
    """The script element of a page with these nodes in it."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


def node(kind: str, **values: Any) -> Node:
    """A node of a type of schema.org, without what is empty. `id` becomes `@id`."""
    said = {name: value for name, value in values.items() if value not in (None, "", [], ())}
    identity = {"@id": said.pop("id")} if "id" in said else {}
    return {"@type": kind, **identity, **said}


def breadcrumbs(origin: str, steps: Iterable[tuple[str, str]]) -> Node:
    """The way to a page: names and paths, from the first page on."""
    return node(
        "BreadcrumbList",
        itemListElement=[
            node("ListItem", position=place, name=name, item=whole(path, at=origin))
            for place, (name, path) in enumerate(steps, start=1)
        ],
    )


def picture(origin: str, file: Any) -> str:
    """Where the largest rendition of a picture is; empty where there is none."""
    return origin + file.rendition_url(WIDTHS[-1]) if file else ""


def person_identity(origin: str, person: Person) -> str:
    return f"{origin}{person.get_absolute_url()}#person"


def person(origin: str, person: Person) -> Node:
    """Somebody as other pages name them."""
    return node(
        "Person",
        id=person_identity(origin, person),
        name=person.name,
        url=origin + person.get_absolute_url(),
        description=person.headline,
        image=picture(origin, person.portrait),
    )


def profile(
    origin: str, person_: Person, *, links: Iterable[Any], episodes: Iterable[Any], is_heard: bool
) -> list[Node]:
    """Somebody's own page, with the episodes that it lists: those on which they are heard, or that they made."""
    part = "actor" if is_heard else "contributor"
    identity = person_identity(origin, person_)
    about = person(origin, person_) | node("Person", sameAs=[link.url for link in links])
    return [
        node("ProfilePage", url=origin + person_.get_absolute_url(), mainEntity={"@id": identity}),
        about,
        breadcrumbs(
            origin, [(gettext("People"), reverse("guests:person_list")), (person_.name, person_.get_absolute_url())]
        ),
        *(
            node(
                "PodcastEpisode",
                name=episode.title,
                url=whole(episode.get_absolute_url(), at=origin),
                **{part: {"@id": identity}},
            )
            for episode in episodes
        ),
    ]


def collection(origin: str, path: str, listed: Iterable[Any]) -> Node:
    """The page at `path`, which lists rows that have a name and a page of their own."""
    items = [
        node("ListItem", position=place, name=one.name, url=whole(one.get_absolute_url(), at=origin))
        for place, one in enumerate(listed, start=1)
    ]
    return node("CollectionPage", url=whole(path, at=origin), mainEntity=node("ItemList", itemListElement=items))
