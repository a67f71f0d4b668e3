"""The fields of a show: what a feed says of each, what that becomes here, and what is here now."""

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from episodes.formats import categories, markdown, recurrence, rss
from episodes.formats.chapters import is_web_address
from episodes.formats.notes import faithful
from episodes.importer.episode_fields import kept_image, place
from episodes.importer.people import People
from episodes.models import Show

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST_URL = 2000
_MEDIA = frozenset(Show.Medium.values)

LABELS: Mapping[str, Any] = {
    "title": gettext_lazy("Title"),
    "tagline": gettext_lazy("Tagline"),
    "description": gettext_lazy("Description"),
    "author": gettext_lazy("Author"),
    "language": gettext_lazy("Language"),
    "kind": gettext_lazy("Kind"),
    "explicit": gettext_lazy("Explicit"),
    "owner": gettext_lazy("Owner"),
    "copyright": gettext_lazy("Rights"),
    "categories": gettext_lazy("Categories"),
    "complete": gettext_lazy("Complete"),
    "block": gettext_lazy("Kept out of directories"),
    "blocked_services": gettext_lazy("Kept out of single services"),
    "license": gettext_lazy("Licence"),
    "medium": gettext_lazy("Medium"),
    "place": gettext_lazy("Place"),
    "frequency": gettext_lazy("How often"),
    "funding": gettext_lazy("Funding"),
    "texts": gettext_lazy("Texts for machines"),
    "people": gettext_lazy("People"),
    "recommended": gettext_lazy("Recommended podcasts"),
    "cover": gettext_lazy("Cover"),
    "podcast_guid": gettext_lazy("Podcast GUID"),
    "kept": gettext_lazy("Other elements"),
}


def said(show: rss.Show, *, with_media: bool) -> dict[str, Any]:
    """What the feed says, field by field."""
    return {
        "title": show.title,
        "tagline": show.subtitle,
        "description": [show.description, show.summary],
        "author": show.author,
        "language": show.language,
        "kind": show.kind,
        "explicit": show.explicit,
        "owner": [show.owner_name, show.owner_email],
        "copyright": show.copyright,
        "categories": show.categories,
        "complete": show.complete,
        "block": show.block,
        "blocked_services": show.blocked_services,
        "license": [show.license, show.license_url],
        "medium": show.medium,
        "place": [show.place.name, show.place.geo] if show.place else None,
        "frequency": [show.frequency.words, show.frequency.rule, show.frequency.start],
        "funding": [[one.text, one.about] for one in show.funding],
        "texts": [[one.about, one.text] for one in show.texts],
        "people": [[person.name, person.role, person.href] for person in show.persons],
        "recommended": [[one.guid, one.url, one.title] for one in show.recommended],
        "cover": [show.image, with_media],
        "podcast_guid": show.guid,
        "kept": [show.kept, show.image, with_media],
    }


def values(show: rss.Show, *, people: People, with_media: bool, remarks: list[str]) -> dict[str, Any]:
    """What is to be stored, field by field, in the terms of `here`; what was guessed goes to `remarks`."""
    kept = [show.kept, "" if with_media else kept_image(show.image)]
    return {
        "title": show.title[:255] or _("Untitled show"),
        "tagline": show.subtitle if len(show.subtitle) <= 160 and show.subtitle != _plain(show.description) else "",
        "description": faithful.from_feed(show.description or show.summary)[0],
        "author": show.author[:255],
        "language": _language(show.language, remarks),
        "kind": show.kind if show.kind in Show.Kind.values else Show.Kind.EPISODIC.value,
        "explicit": bool(show.explicit),
        "owner": [show.owner_name[:255], _mail(show.owner_email, remarks)],
        "copyright": show.copyright[:255],
        "categories": _categories(show, remarks),
        "complete": show.complete,
        "block": show.block,
        "blocked_services": list(dict.fromkeys(show.blocked_services))[:20],
        "license": [show.license[:128], show.license_url if is_web_address(show.license_url) else ""],
        "medium": _medium(show.medium, remarks),
        "place": place(show.place, remarks),
        "frequency": _frequency(show.frequency, remarks),
        "funding": [
            [one.text[:128] or _("Support the show"), one.about] for one in show.funding if is_web_address(one.about)
        ],
        "texts": [[one.about[:128], one.text[:4000]] for one in show.texts if one.text],
        "people": people.wanted(show.persons),
        "recommended": _recommended(show),
        "cover": show.image if with_media else "",
        "podcast_guid": guid_of(show, remarks),
        "kept": "\n".join(part for part in kept if part),
    }


def here(show: Show) -> dict[str, Any]:
    """What a show says now, in the terms of `values`; ten queries."""
    return {
        "title": show.title,
        "tagline": show.tagline,
        "description": show.description,
        "author": show.author,
        "language": show.language,
        "kind": show.kind,
        "explicit": show.explicit,
        "owner": [show.owner_name, show.owner_email],
        "copyright": show.copyright,
        "categories": list(show.categories),
        "complete": show.complete,
        "block": show.block,
        "blocked_services": show.blocked_services.split(),
        "license": [show.license, show.license_url],
        "medium": show.medium,
        "place": [show.location_name, show.location_geo],
        "frequency": [
            show.update_frequency,
            show.update_rule,
            show.update_from.isoformat() if show.update_from else "",
        ],
        "funding": [[one.label, one.url] for one in show.funding_links.all()],
        "texts": [[one.purpose, one.value] for one in show.feed_texts.all()],
        "people": [[credit.person_id, credit.role] for credit in show.standing_credits.all()],
        "recommended": [[str(one.guid), one.url, one.title] for one in show.recommended_feeds.all()],
        "cover": show.cover.name or "",
        "podcast_guid": str(show.podcast_guid or ""),
        "kept": show.kept_xml,
    }


def guid_of(show: rss.Show, remarks: list[str]) -> str:
    """The `podcast:guid`, in the form of UUIDs; empty where there is none, or something else."""
    if not show.guid:
        return ""
    try:
        return str(uuid.UUID(show.guid))
    except ValueError:
        remarks.append(_("The podcast:guid “%(guid)s” is no UUID, and was left out.") % {"guid": show.guid[:60]})
        return ""


def _plain(html: str) -> str:
    return markdown.text_of(html)


def _language(said: str, remarks: list[str]) -> str:
    first, dash, rest = said.replace("_", "-").partition("-")
    language = f"{first.lower()}{dash}{rest}"
    if _LANGUAGE.fullmatch(language) and len(language) <= 20:
        return language
    remarks.append(_("The feed does not say in which language the show is; English was taken."))
    return "en"


def _mail(said: str, remarks: list[str]) -> str:
    if not said or (re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", said) and len(said) <= 254):
        return said
    remarks.append(_("“%(mail)s” is no address of mail, and was left out.") % {"mail": said[:60]})
    return ""


def _categories(show: rss.Show, remarks: list[str]) -> list[str]:
    if len(show.categories) > 3:
        remarks.append(_("The feed has more than three categories; the first three were taken."))
    return [categories.joined(*pair) for pair in show.categories[:3]]


def _medium(said: str, remarks: list[str]) -> str:
    if said and said not in _MEDIA:
        remarks.append(_("The medium “%(medium)s” is none of ours; “podcast” was taken.") % {"medium": said[:40]})
    return said if said in _MEDIA else Show.Medium.PODCAST.value


def _frequency(said: rss.Frequency, remarks: list[str]) -> list[str]:
    rule = said.rule
    try:
        if rule:
            recurrence.plannable(rule)
    except recurrence.RecurrenceError as error:
        remarks.append(_("How often there is a new episode was left out: %(why)s") % {"why": error})
        rule = ""
    start = ""
    if rule and said.start:
        try:
            start = dt.date.fromisoformat(said.start[:10]).isoformat()
        except ValueError:
            remarks.append(_("“%(day)s” is no day, and was left out.") % {"day": said.start[:40]})
    # A rule stands for itself where nobody has put it into words.
    words = "" if said.words == said.rule else said.words[:128]
    return [words, rule[:255], start]


def _recommended(show: rss.Show) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for one in show.recommended:
        try:
            guid = str(uuid.UUID(one.guid))
        except ValueError:
            continue
        url = one.url if is_web_address(one.url) and len(one.url) <= _LONGEST_URL else ""
        found.setdefault(guid, [guid, url, one.title[:255] or one.url[:255] or guid])
    return list(found.values())
