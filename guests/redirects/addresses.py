"""Addresses as somebody types them → as they are kept; ValidationError says what is wrong and what would be right."""

import re
from collections.abc import Callable, Collection, Mapping
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.urls import is_valid_path
from django.utils.translation import gettext as _

LONGEST = 500
_UNFIT = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
# What programs ask their first page for a post by. Whatever else a first page is asked, it is itself.
_OF_A_POST = re.compile(r"(?:p|page_id|post|id|name|podcast|episode)=[^&=]+")
_OF_THE_SITE = ("/admin", "/static", "/media")

type WithoutPage = Callable[[Collection[str]], Collection[str]]
"""Which of some addresses of the site show listeners nothing: `episodes.finding.without_page`."""


def canonical(path: str, query: str = "") -> str:
    """The one form of an old address: its path as it reads, without the last slash, and `query` as it was sent."""
    return f"{path.rstrip('/') or '/'}?{query}" if query else path.rstrip("/")


def is_of_a_post(query: str) -> bool:
    """Whether a first page that is asked this way stood for another one: `p=12`."""
    return bool(_OF_A_POST.fullmatch(query))


def read_old(text: str) -> str:
    """An address that this site had, or another one in its place: only path and query count."""
    parts = _split(text, example="/blog/episode-12")
    path = unquote(parts.path)
    if not path.strip("/") and not is_of_a_post(parts.query):
        raise ValidationError(_("The first page is always there: nothing else can be led from its address."))
    if any(f"{path}/".startswith(f"{prefix}/") for prefix in _OF_THE_SITE):
        raise ValidationError(_("“%(path)s” belongs to the site itself.") % {"path": path})
    return canonical(path, parts.query)


def read_new(text: str, *, hosts: Collection[str] = ()) -> str:
    """An address of this site, whose names are `hosts`: `/show/episode/`, with what follows `?` and `#`.

    A last slash that is missing is added. Other sites are refused: whoever trusts ours would be led there by our name.
    """
    parts = _split(text, example="/show/episode/")
    if parts.netloc and parts.netloc.lower() not in hosts:
        raise ValidationError(
            _("“%(host)s” is another site. Old addresses lead to pages of this one, as in /show/episode/.")
            % {"host": parts.netloc}
        )
    if parts.path.startswith("//"):
        raise ValidationError(_("An address begins with one slash, as in /show/episode/."))
    path = next((path for path in (parts.path, f"{parts.path}/") if is_valid_path(unquote(path))), "")
    if not path:
        raise ValidationError(_("“%(path)s” leads nowhere: this site has no such address.") % {"path": parts.path})
    return urlunsplit(("", "", path, parts.query, parts.fragment))


def refuse_loop(old: str, new: str, *, known: Mapping[str, str]) -> None:
    """Raise ValidationError where `new` leads back to `old`, by itself or by way of `known`: old → new.

    As requests are led: what was asked with the old address is asked of the next one too, where that has no question
    of its own, and an address is known with what is asked or without it.
    """
    way, here, query = [old], new, old.partition("?")[2]
    while True:
        parts = urlsplit(here)
        path, query = unquote(parts.path), parts.query or query
        forms = canonical(path, query), canonical(path)
        at = next((form for form in forms if form == old or form in known), forms[0])
        if at in way:
            break
        way.append(at)
        if at not in known:
            return
        here = known[at]
    if at == old:
        steps = " → ".join([*way, at])
        raise ValidationError(_("“%(old)s” would lead back to itself: %(steps)s.") % {"old": old, "steps": steps})


def doubts(new: Collection[str], *, known: Mapping[str, str], without_page: WithoutPage) -> dict[str, str]:
    """A sentence for each of the new addresses that shows listeners nothing and that `known` (old → new) leads nowhere.

    That is no reason to refuse it: the episode may be out tomorrow.
    """
    ends = {each for each in new if known.keys().isdisjoint({_canonical(each), _canonical(urlsplit(each).path)})}
    said = _("“%(new)s” shows listeners nothing now: no page is public there. Look whether the address is right.")
    return {each: said % {"new": each} for each in without_page(ends)}


def _canonical(new: str) -> str:
    parts = urlsplit(new)
    return canonical(unquote(parts.path), parts.query)


def _split(text: str, *, example: str) -> SplitResult:
    text = text.strip()
    if not text:
        raise ValidationError(_("An address is missing: write it as in %(example)s.") % {"example": example})
    if len(text) > LONGEST:
        raise ValidationError(
            _("An address has %(size)d characters; at most %(most)d are taken.") % {"size": len(text), "most": LONGEST}
        )
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    is_whole = parts.scheme in ("http", "https") and parts.netloc
    is_path = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    if not (is_whole or is_path) or _UNFIT.search(unquote(text)):
        raise ValidationError(
            _("“%(text)s” is no address: write it as in %(example)s.") % {"text": text, "example": example}
        )
    return parts
