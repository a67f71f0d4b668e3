"""From what happened to a letter for each of those concerned, as plain text.

Several things that happen within minutes are one letter: what is said next is waited for, though not for long.
"""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from episodes.clocks import with_zone
from episodes.mail import choices, events
from episodes.mail.events import Event
from episodes.models import Episode, Letter, Membership
from episodes.models.letter import MailKind
from guests.addresses import whole

QUIET = dt.timedelta(minutes=2)
LONGEST = dt.timedelta(minutes=10)


def write() -> Iterator[str]:
    """Write what is to be told; a sentence for each episode. Nothing is told twice, by however many ticks."""
    keys = sorted(events.episodes_with_news())
    for episode in Episode.everything.filter(pk__in=keys).select_related("show").order_by("pk"):
        first, last = events.latest(episode)
        now = timezone.now()
        if now - last < QUIET and now - first < LONGEST:
            continue
        try:
            with transaction.atomic(), translation.override(settings.DESK_LANGUAGE):
                written = _write(episode)
        except events.Taken:
            continue
        if written:
            yield f"Mails written about {episode.title}: {written}."


def _write(episode: Episode) -> int:
    happened = events.untold(episode)
    letters = []
    for user in concerned(episode) if happened else ():
        muted = choices.muted_by(user=user)
        its = [event for event in happened if event.by != user and event.kind not in muted]
        if its:
            letters.append(_letter(episode, user, its))
    Letter.objects.bulk_create(letters)
    return len(letters)


def concerned(episode: Episode) -> list[User]:
    """The editors of the show, and all who had a hand in the episode and still may open it; those with an address."""
    hands = {
        *episode.versions.values_list("by", flat=True),
        *episode.state_changes.values_list("by", flat=True),
        *episode.comments.values_list("by", flat=True),
    } - {None}
    team = Membership.objects.filter(show=episode.show_id)
    editors = Q(pk__in=team.filter(role=Membership.Role.EDITOR).values("user"))
    makers = Q(pk__in=hands) & (Q(pk__in=team.values("user")) | Q(is_superuser=True))
    return list(User.objects.filter(editors | makers, is_active=True).exclude(email="").order_by("pk"))


# --- Words ------------------------------------------------------------------------------------


def _letter(episode: Episode, user: User, its: list[Event]) -> Letter:
    title = " ".join(episode.title.split())
    if len(its) == 1:
        line = _subjects(its[0]) % {"title": title}
    else:
        line = ngettext("“%(title)s”: %(n)d thing", "“%(title)s”: %(n)d things", len(its)) % {
            "title": title,
            "n": len(its),
        }
    parts = [
        _("“%(title)s”, an episode of “%(show)s”") % {"title": title, "show": episode.show.title},
        *(_said(event, episode) for event in its),
        _place(episode),
        footer(user, dict.fromkeys(event.kind for event in its)),
    ]
    body = "\n\n".join(part for part in parts if part) + "\n"
    return Letter(wanted="sent", subject_line=line[:300], body=body, recipient=user, episode=episode)


def _subjects(event: Event) -> str:
    return {
        MailKind.SUBMITTED: _("“%(title)s” is taken back") if event.back else _("“%(title)s” is handed in for review"),
        MailKind.CHANGES: _("Changes are asked for in “%(title)s”"),
        MailKind.APPROVED: _("“%(title)s” has another moment") if event.again else _("“%(title)s” is approved"),
        MailKind.PUBLIC: _("“%(title)s” is public"),
        MailKind.WITHDRAWN: _("“%(title)s” is a draft again") if event.back else _("“%(title)s” is withdrawn"),
        MailKind.LOST: _("“%(title)s” is out of the schedule"),
        MailKind.COMMENT: _("A comment on “%(title)s”"),
    }[MailKind(event.kind)]


def _said(event: Event, episode: Episode) -> str:
    """One thing that happened: what, by whom, when on the clock of the show; then the words that go with it."""
    who = (event.by.get_full_name() or event.by.get_username()) if event.by else ""
    when = with_zone(event.at, episode.show.zone)
    line = f"{_what(event, episode)}\n{who}, {when}" if who else f"{_what(event, episode)}\n{when}"
    words = "\n".join(f"    {each}".rstrip() for each in event.words.splitlines())
    return f"{line}\n\n{words}" if words else line


def _what(event: Event, episode: Episode) -> str:
    moment = with_zone(event.moment, episode.show.zone) if event.moment else ""
    if event.kind == MailKind.APPROVED and event.moment and event.moment <= event.at:
        return _("It is approved and public.")
    if event.kind == MailKind.APPROVED:
        return (_("It has another moment: %s.") if event.again else _("It is approved for %s.")) % moment
    if event.back and event.kind in (MailKind.SUBMITTED, MailKind.WITHDRAWN):
        return _("It is a draft again.")
    return {
        MailKind.SUBMITTED: _("It is handed in for review."),
        MailKind.CHANGES: _("Changes are asked for; it is a draft again."),
        MailKind.PUBLIC: _("It is public: everybody can hear it."),
        MailKind.WITHDRAWN: _("It is withdrawn: nobody sees it any more."),
        MailKind.LOST: _("It is out of the schedule and in review again, since it lacks something."),
        MailKind.COMMENT: _("A comment:"),
    }[MailKind(event.kind)]


def _place(episode: Episode) -> str:
    if not settings.SITE_URL or episode.deleted_at:
        return ""
    lines = [at(reverse("admin:episodes_episode_change", args=[episode.pk]))]
    if episode.is_public:
        lines.append(at(episode.get_absolute_url()))
    return "\n".join(lines)


def footer(user: User, kinds: dict[str, None]) -> str:
    lines = [
        "-- ",
        _("You work on this show, or had a hand in the episode. What you get is chosen on the desk, under My mail."),
    ]
    if settings.SITE_URL:
        lines.append(at(reverse("my_mail")))
        for kind in kinds:
            lines.append(_("No more mails of this kind (%s):") % MailKind(kind).label)
            lines.append(at(reverse("my_mail_off", args=[choices.token(user=user, kind=kind)])))
    return "\n".join(lines)


def at(path: str) -> str:
    """The whole address of a page of this site."""
    return whole(path, at=settings.SITE_URL)
